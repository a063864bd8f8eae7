"""Links the events tables of several articles into a table of stories. Begin here."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Mapping, Sequence

import pandas as pd

from components.linking.closure import groups
from components.linking.columns import STORIES
from components.linking.comparable import comparable_events, joined_days, keys_of, places_of
from components.linking.decisions import Decision, Key
from components.linking.differences import (
    EventReport,
    cell_text,
    differences,
    figures,
    places,
    sides,
)
from components.linking.independent import agencies, origins, speakers_of
from components.linking.pairs import pairs
from components.tables.rows import Row as Cells
from components.tables.rows import frame, joined
from components.wording.phrases import Row, row_dicts, value

ID_CHARACTERS = 12
COPIED = ("doc_id", "event_id", "publisher", "kind", "modality")
"""Columns of the events table that a story has once for each of its members."""


def link(events: pd.DataFrame, decisions: Iterable[Decision] = ()) -> pd.DataFrame:
    """A row per story of two or more articles, by id (columns.py).

    The same events and decisions give the same stories, in any order; decisions on other events
    are ignored."""
    table = comparable_events(events)
    keys = keys_of(table)
    by_key = {key: at for at, key in enumerate(keys)}
    known = [one for one in decisions if one.first in by_key and one.second in by_key]
    by_hand = {
        what: [(by_key[one.first], by_key[one.second]) for one in known if one.what == what]
        for what in ("same", "apart")
    }
    near = pairs(table, places_of(events, table))
    found = groups(table, near, together=by_hand["same"], apart=by_hand["apart"])
    members = [[keys[at] for at in rows] for rows in found]
    docs = {doc for group in members for doc, _ in group}
    return stories_of(events, members, agency_of=agencies(events[events["doc_id"].isin(docs)]))


def stories_of(
    events: pd.DataFrame, members: Sequence[Sequence[Key]], *, agency_of: Mapping[str, str]
) -> pd.DataFrame:
    """A row for each group of events, by its id; ``agency_of`` as ``agencies`` gives it."""
    tellings: dict[Key, list[Row]] = {}
    for row in row_dicts(rows_of(events, {key for group in members for key in group})):
        tellings.setdefault((value(row, "doc_id"), value(row, "event_id")), []).append(row)
    rows = [_story([tellings[key] for key in sorted(group)], agency_of) for group in members]
    return frame(sorted(rows, key=lambda row: str(row["story_id"])), STORIES)


def rows_of(events: pd.DataFrame, wanted: Container[Key]) -> pd.DataFrame:
    """The rows of the wanted events, unchanged."""
    return events[[key in wanted for key in keys_of(events)]]


def _story(members: Sequence[EventReport], agency_of: Mapping[str, str]) -> Cells:
    """One row; ``members`` are the rows of each event, in the order of their keys."""
    cells = {
        name: [cell_text(one, name) for one in members]
        for name in (*COPIED, "first_day", "last_day", "attributed_to")
    }
    agency = [agency_of.get(doc, "") for doc in cells["doc_id"]]
    # Two reports of one agency, named speaker or publisher have one origin.
    sources = [
        speakers_of(speakers)
        | {f"agency {copied}" if copied else "", f"publisher {own.lower()}" if own else ""} - {""}
        for speakers, copied, own in zip(
            cells["attributed_to"], agency, cells["publisher"], strict=True
        )
    ]
    return {
        "story_id": story_id(zip(cells["doc_id"], cells["event_id"], strict=True)),
        "articles": len(members),
        "publishers": len({" ".join(name.lower().split()) for name in cells["publisher"]}),
        "origins": origins(sources),
        "differs": joined(differences(members)),
        **{name: joined(cells[name]) for name in COPIED},
        "agency": joined(agency),
        "days": joined(joined_days(cells["first_day"], cells["last_day"])),
        "place_names": joined(", ".join(places(one).values()) for one in members),
        "sides": joined(", ".join(sides(one)) for one in members),
        "figures": joined(
            ", ".join(f"{kind} {figure}" for kind, figure in figures(one)) for one in members
        ),
    }


def story_id(members: Iterable[Key]) -> str:
    """The same for the same members, whatever else is linked."""
    listed = "\n".join(f"{doc} {event}" for doc, event in sorted(members))
    return hashlib.sha256(listed.encode()).hexdigest()[:ID_CHARACTERS]
