"""CSV references: towns by day (VIINA's columns), and events (ACLED, UCDP GED, VIINA)."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from components.control.references.areas import ReferenceContext
from components.control.references.geojson import day_of
from components.control.references.incidents import first_stated, incidents_of
from components.control.references.records import (
    LoadedReferences,
    Reference,
    ReferenceOptions,
    ReferenceProblems,
)
from components.core.errors import BadReference

ROWS_AT_ONCE = 500_000
"""A year of all towns has ten million rows; memory holds those that are asked for."""
STATUSES = ("status_wiki", "status_boost", "status_dsm", "status_isw", "status")
VOTE = "VIINA control"
WAY_OUT = (
    "Give a table with the columns of VIINA's control, or of events of ACLED, UCDP GED or VIINA."
)


@dataclass(frozen=True, slots=True)
class EventLayout:
    """Columns of a data set of events; those of ``what`` are tried in their order."""

    source: str
    id: str
    first_day: str
    last_day: str
    what: tuple[str, ...]
    actor: str


LAYOUTS = (
    EventLayout(
        "ACLED", "event_id_cnty", "event_date", "event_date",
        what=("sub_event_type", "event_type"), actor="actor1",
    ),
    EventLayout(
        "UCDP GED", "id", "date_start", "date_end",
        what=("dyad_name", "type_of_violence"), actor="side_a",
    ),
    EventLayout("VIINA", "event_id", "date", "date", what=("text", "location"), actor="source"),
)  # fmt: skip


def read_table(
    path: Path,
    choices: ReferenceOptions,
    context: ReferenceContext,
    *,
    place_ids: Collection[str] | None,
) -> LoadedReferences:
    """What a CSV holds, by its columns; of control tables only ``place_ids``; None for all.

    Raises BadReference for a file that is empty, no CSV, or of unknown columns."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            names = next(csv.reader(lines), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadReference(
            "It is no CSV in UTF-8.", where=str(path), way_out="Save it again as CSV in UTF-8."
        ) from error
    if not names:
        raise BadReference("The file is empty.", where=str(path), way_out=WAY_OUT)
    statuses = [name for name in STATUSES if name in names]
    if statuses and {"geonameid", "date"} <= set(names):
        return _control(path, statuses, choices, context=context, place_ids=place_ids)
    for layout in LAYOUTS:
        if {layout.id, layout.first_day, layout.last_day, "latitude", "longitude"} <= set(names):
            return _incidents(path, layout, choices, context=context)
    raise BadReference(
        f"Its columns are of no known table ({', '.join(names)[:200]}).",
        where=str(path),
        way_out=WAY_OUT,
    )


def _chunks(path: Path, names: Collection[str]) -> Iterator[pd.DataFrame]:
    try:
        with pd.read_csv(
            path,
            usecols=lambda name: name in names,
            dtype=str,
            keep_default_na=False,
            chunksize=ROWS_AT_ONCE,
            encoding="utf-8-sig",
            on_bad_lines="error",
        ) as chunks:
            for chunk in chunks:
                if not isinstance(chunk.index, pd.RangeIndex):  # what is too much became names
                    raise pd.errors.ParserError("its rows have more cells than its first row")
                yield chunk
    except (pd.errors.ParserError, UnicodeDecodeError) as error:
        raise BadReference(
            f"It is no CSV ({' '.join(str(error).split())[:100]}).",
            where=str(path),
            way_out="Save it again as CSV in UTF-8.",
        ) from error


def _control(
    path: Path,
    statuses: list[str],
    choices: ReferenceOptions,
    *,
    context: ReferenceContext,
    place_ids: Collection[str] | None,
) -> LoadedReferences:
    problems = ReferenceProblems(where=str(path), unit="row")
    wanted = None if place_ids is None else set(place_ids)
    parts = [
        _known(chunk, wanted, problems) for chunk in _chunks(path, {"geonameid", "date", *statuses})
    ]
    rows = pd.concat(parts, ignore_index=True)
    for status in statuses:
        words = {
            value: context.words.side_of(value, lambda country: country == "UKR")
            for value in rows[status].unique()
            if value
        }
        for value in sorted(value for value, side in words.items() if side is None):
            at = rows.index[rows[status] == value]
            problems.add(
                f"Its {status} {value[:80]!r} is no known status.",
                "Say what it means with --means.",
                int(rows.loc[at[0], "row"]),
                asks="means",
                offered=(value,),
            )
        rows[status] = rows[status].map({value: side or None for value, side in words.items()})
    return LoadedReferences(
        references=tuple(
            _of_status(rows, status, path, choices=choices, context=context) for status in statuses
        ),
        problems=problems.errors(),
    )


def _known(
    chunk: pd.DataFrame, wanted: set[str] | None, problems: ReferenceProblems
) -> pd.DataFrame:
    """Rows of wanted places with a day: place_id, day, row (2 is the first below the header)."""
    rows = chunk.assign(
        place_id="geonames:" + chunk["geonameid"].str.removesuffix(".0"), row=chunk.index + 2
    )
    if wanted is not None:
        rows = rows[rows["place_id"].isin(wanted)]
    days = {value: day_of(value) for value in rows["date"].unique()}
    for value, day in days.items():
        if day is None:
            first = int(rows.loc[rows["date"] == value, "row"].iloc[0])
            problems.add(
                f"Its date {str(value)[:40]!r} is no day.",
                "Give days as 2022-09-12 or 20220912.",
                first,
            )
    iso = rows["date"].map({value: day.isoformat() for value, day in days.items() if day})
    return rows.assign(day=iso)[iso.notna()]


def _of_status(
    rows: pd.DataFrame,
    status: str,
    path: Path,
    *,
    choices: ReferenceOptions,
    context: ReferenceContext,
) -> Reference:
    source = context.words.source_of(status)
    own = source.name if source else VOTE
    name = f"{choices.name or 'VIINA'}: {own}" if own != VOTE else choices.name or VOTE
    vote = next(one for one in context.words.sources if one.name == VOTE)
    points = rows.loc[rows[status].notna(), ["place_id", "day", status]].rename(
        columns={status: "side"}
    )
    return Reference(
        name=name,
        licence=choices.licence or vote.licence,
        files=(str(path),),
        derived_from=(own,) if own != VOTE else vote.derived_from,
        points=points.astype(object).sort_values(["place_id", "day"], ignore_index=True),
    )


def _incidents(
    path: Path, layout: EventLayout, choices: ReferenceOptions, *, context: ReferenceContext
) -> LoadedReferences:
    problems = ReferenceProblems(where=str(path), unit="row")
    days = layout.first_day, layout.last_day
    names = {layout.id, *days, "latitude", "longitude", *layout.what, layout.actor}
    rows = [row for chunk in _chunks(path, names) for row in _events(chunk, layout, problems)]
    source = next(one for one in context.words.sources if one.name == layout.source)
    return incidents_of(
        rows,
        problems,
        name=choices.name or layout.source,
        licence=choices.licence or source.licence,
        empty=BadReference("It has no rows.", where=str(path), way_out=WAY_OUT),
    )


def _events(
    chunk: pd.DataFrame, layout: EventLayout, problems: ReferenceProblems
) -> Iterator[Mapping[str, object]]:
    for index, row in zip(chunk.index, chunk.to_dict("records"), strict=True):
        first, last = day_of(row[layout.first_day]), day_of(row[layout.last_day])
        position = _position(row["latitude"], row["longitude"])
        if first is None or last is None:
            problems.add("Its day cannot be read.", "Give days as 2022-09-12.", index + 2)
        elif position is None:
            what = "Its position is no latitude and longitude in degrees."
            problems.add(what, "Give both in degrees WGS 84.", index + 2)
        else:
            yield {
                "incident_id": str(row[layout.id]),
                "day_from": first.isoformat(),
                "day_to": last.isoformat(),
                "latitude": position[0],
                "longitude": position[1],
                "what": first_stated(row, layout.what),
                "actor": first_stated(row, (layout.actor,)),
            }


def _position(latitude: object, longitude: object) -> tuple[float, float] | None:
    try:
        found = float(str(latitude)), float(str(longitude))
    except ValueError:
        return None
    return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 else None
