"""``python -m components control``: who is said to hold what, on which day, from the tables of read
articles; compared with references where some are given."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from components.commands.options import Warn, add_out, add_path, write_file
from components.control.judging import judge_claims
from components.control.reference_checks import MeasureInputs, measured_checks
from components.control.references.incidents import MAX_DAYS, MAX_KM, near_claims
from components.control.references.load import load_references, reference_context
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.control.references.regions import Region, areas_table, region_of, regions_of
from components.control.start_line import read_line
from components.control.statements import ControlWords, load_control_words, plain
from components.control.timeline import Timeline, control_table, states_on, timeline_of
from components.core import settings
from components.core.protocols import Areas, Gazetteer
from components.export.csv import read_csv, to_csv
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer
from components.tables import columns
from components.wording.control import state_in_words

CHOICES = (
    ("key", "NAME", "member of the JSON that holds the features, with dots between levels"),
    ("status", "NAME", "property that says who holds an area"),
    ("side", "SIDE", "side that holds all areas, where no property says it"),
    ("date", "NAME", "property that holds the day"),
    ("day", "YYYY-MM-DD", "day of areas without one"),
    ("country", "ISO3", "cut the areas to this country"),
    ("outside", "SIDE", "side that holds the ground outside all areas"),
    ("name", "TEXT", "name of the reference"),
    ("licence", "TEXT", "its licence"),
)
"""Fields of ``ReferenceOptions``, in the order of the help."""


def add_options(verb: argparse.ArgumentParser) -> None:
    add_path(
        verb,
        "--events",
        "events.csv of one article or of many; claims.csv and checks.csv are read beside it",
        required=True,
    )
    verb.add_argument(
        "--reference",
        metavar="FILE",
        type=Path,
        nargs="+",
        action="extend",
        default=[],
        help=(
            "areas (GeoJSON), towns by day or events (CSV) to compare claims with; a folder "
            "stands for its files"
        ),
    )
    add_path(verb, "--line", "line of contact from which depths are measured (GeoJSON LineString)")
    add_out(verb, "folder for control.csv, checks.csv and areas.csv; made if missing")
    of_references = verb.add_argument_group("about the references")
    for name, value, words in CHOICES:
        of_references.add_argument(f"--{name}", metavar=value, default="", help=words)
    of_references.add_argument(
        "--means",
        metavar=("WORDS", "SIDE"),
        nargs=2,
        action="append",
        default=[],
        help='what a status means; "" for SIDE leaves such areas out',
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the three tables and print the states of the last day. ``warn`` is called for what is
    left out."""
    events, claims, checks = (
        read_csv(options.events.with_name(name) if name else options.events, layout)
        for name, layout in (
            ("", columns.EVENTS),
            ("claims.csv", columns.CLAIMS),
            ("checks.csv", columns.CHECKS),
        )
    )
    words = load_control_words(settings.LEXICON)
    timeline = timeline_of(claims, events, words)
    areas, gazetteer = open_areas(), open_gazetteer()
    loaded, regions = _references(options, claims, areas, gazetteer)
    inputs = MeasureInputs(
        references=loaded.references,
        region=cache(lambda place_id: region_of(place_id, areas, gazetteer)),
        words=words,
        line=read_line(options.line) if options.line else None,
    )
    measured = measured_checks(checks, claims, events, inputs=inputs)
    tables = {
        "control.csv": control_table(timeline),
        "checks.csv": measured,
        "areas.csv": areas_table(loaded.references, regions),
    }
    for name, table in tables.items():
        write_file(options.out / name, to_csv(table))
    for problem in loaded.problems:
        warn(str(problem))
    if timeline.undated:
        warn(
            "Left out, since neither they nor their article have a day: "
            + ", ".join(timeline.undated)
        )
    print("\n".join([*_states(timeline), *_judgements(claims, loaded, words, regions)]))
    return 1 if loaded.problems and not (loaded.references or loaded.incidents) else 0


def _references(
    options: argparse.Namespace, claims: pd.DataFrame, areas: Areas, gazetteer: Gazetteer
) -> tuple[LoadedReferences, Sequence[Region]]:
    """The references, and the regions in which their areas are measured."""
    if not options.reference:
        return LoadedReferences(), ()
    choices = ReferenceOptions(
        means=tuple((value, side) for value, side in options.means),
        **{name: getattr(options, name) for name, _, _ in CHOICES},
    )
    place_ids = set(claims["place_id"].dropna())
    loaded = load_references(
        options.reference, choices, reference_context(areas, gazetteer), place_ids=place_ids
    )
    return loaded, regions_of(sorted(place_ids), areas, gazetteer)


def _states(timeline: Timeline) -> Iterator[str]:
    """The states of the last day, a line per place."""
    if timeline.last_day is None:
        yield "No claim about who holds a place."
        return
    yield (
        f"As of {timeline.last_day.isoformat()}, as told by the articles; nothing of it was "
        "checked:"
    )
    for row in plain(states_on(timeline, timeline.last_day)):
        yield f"  {row['place_name']}: {state_in_words(row)}, since {row['since']}"


def _judgements(
    claims: pd.DataFrame, loaded: LoadedReferences, words: ControlWords, regions: Sequence[Region]
) -> Iterator[str]:
    """What was loaded; a line per claim and reference; the number of incidents near each claim."""
    for reference in loaded.references:
        yield f"Reference {reference.in_words()}"
        yield from (f"  {note}" for note in reference.notes)
    for incidents in loaded.incidents:
        yield f"Incidents of {incidents.name}, {len(incidents.table):,}, {incidents.licence}"
    names = dict(zip(claims["claim_id"], claims["place_name"], strict=True))
    for row in plain(judge_claims(claims, loaded.references, words, regions=regions)):
        yield (
            f"  {names[row['claim_id']]} [{row['claim_id']}] by {row['reference']}: "
            f"{row['verdict']} ({row['detail']})"
        )
    for incidents in loaded.incidents:
        near = near_claims(claims, incidents)["claim_id"]
        for claim_id, count in near.value_counts(sort=False).items():
            yield (
                f"  {names[claim_id]} [{claim_id}], {incidents.name} within {MAX_KM:.0f} km and "
                f"{MAX_DAYS} days: {count}"
            )
