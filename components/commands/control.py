"""``python -m components control``: who is said to hold what, on which day, from the tables of read articles."""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from components import columns, settings
from components.commands.options import Warn
from components.control.columns import AREAS
from components.control.statements import load_control_words, plain
from components.control.timeline import Timeline, control_table, states_on, timeline_of
from components.control.words import state_in_words
from components.export.csv import write_csv
from components.export.read_csv import read_csv
from components.tables import frame

UNDATED = "Left out, for neither they nor their article have a day: "


def add_parser(verbs: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("control", help="who is said to hold what, on which day, from the tables of read articles")
    verb.add_argument("--events", metavar="FILE", type=Path, required=True,
                      help="events.csv of one article or of many; claims.csv and checks.csv are read beside it")
    verb.add_argument("--out", metavar="FOLDER", type=Path, required=True,
                      help="folder for control.csv, checks.csv and areas.csv; made if missing")
    verb.set_defaults(run=run)


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write the three tables and print what stands on the last day. ``warn`` is told what was left out."""
    folder = options.events.parent
    events = read_csv(options.events, columns.EVENTS)
    claims = read_csv(folder / "claims.csv", columns.CLAIMS)
    checks = read_csv(folder / "checks.csv", columns.CHECKS)
    timeline = timeline_of(claims, events, load_control_words(settings.LEXICON))
    if timeline.undated:
        warn(UNDATED + ", ".join(timeline.undated))
    _write({"control.csv": control_table(timeline), "checks.csv": checks, "areas.csv": frame([], AREAS)}, options.out)
    print(_told(timeline))
    return 0


def _write(tables: dict[str, pd.DataFrame], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        write_csv(table, folder / name)


def _told(timeline: Timeline) -> str:
    """What stands on the last day, a line a place."""
    if timeline.last_day is None:
        return "No claim about who holds a place."
    rows = plain(states_on(timeline, timeline.last_day))
    head = f"As of {timeline.last_day.isoformat()}, as told by the articles; nothing of it was checked:"
    return "\n".join([head, *(f"  {row['place_name']}: {state_in_words(row)}, since {row['since']}" for row in rows)])
