"""Who is said to hold a place, from all articles of a store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from components.control.timeline import Timeline, timeline_of
from components.store import rows
from components.store.database import Store
from components.view.control_snapshot import control_words
from components.view.selection import View


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceControl:
    """Claims about who holds a place: rows of events and claims as of one article, with ids that
    are unique in the corpus, and the timeline that follows from them."""

    events: pd.DataFrame
    claims: pd.DataFrame
    timeline: Timeline


def control_of_place(store: Store, view: View, place_ids: Collection[str]) -> PlaceControl:
    """The events that claim or deny who holds the place of the view, with their claims and
    timeline."""
    found = rows.of_control(store, view, place_ids)
    claims = rows.claims(store, found)
    return place_control(found, claims[claims["place_id"].eq(view.place)])


def control_of_places(store: Store, name: str, place_ids: Collection[str]) -> PlaceControl:
    """The same for all places of a name; ``place_ids`` are those of the gazetteer."""
    claimed = store.ask(
        "SELECT DISTINCT place_id FROM claims WHERE place_id = ANY($ids) "
        "OR lower(place_name) = lower($name)",
        {"ids": list(place_ids), "name": name.strip()},
    )["place_id"]
    found = [rows.of_control(store, View(place=one)) for one in sorted(claimed)]
    events = pd.concat(found) if found else rows.of_control(store, View(place=name))
    claims = rows.claims(store, events)
    return place_control(events, claims[claims["place_id"].isin(claimed)])


def place_control(events: pd.DataFrame, claims: pd.DataFrame) -> PlaceControl:
    """The same from rows of any articles; both tables have doc_id."""
    events, own = _unique(events), _unique(claims).drop(columns="doc_id")
    return PlaceControl(
        events=events, claims=own, timeline=timeline_of(own, events, control_words())
    )


def _unique(table: pd.DataFrame) -> pd.DataFrame:
    """The ids with that of the article before them, since they are unique within an article
    only."""
    ids = {
        name: table["doc_id"] + " " + table[name]
        for name in ("event_id", "claim_id")
        if name in table
    }
    return table.assign(**ids)
