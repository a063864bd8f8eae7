"""The walk through an article: a step for each drawn event, with the article's own sentence.

It starts in the densest group of places, as the map does, and goes through it in the order of the
text, then through the rest. An article often begins with something far from its subject, and a map
that starts there looks like the wrong place."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from components.view.grouping import groups, overview
from components.view.selection import drawn
from components.wording.phrases import (
    kind_in_words,
    parts,
    row_dicts,
    sentence_of,
    spelled,
    time_in_words,
    value,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkStep:
    """An event with the view that shows it. Degrees WGS 84; ``zoom`` fits a full map.

    ``sentence`` is the article's own; ``status`` is in the words of rule 10."""

    event_id: str
    what: str
    where: str
    when: str
    status: str
    sentence: str
    latitude: float
    longitude: float
    zoom: float


def steps(events: pd.DataFrame, claims: pd.DataFrame) -> tuple[WalkStep, ...]:
    """The steps for rows of the events table: the densest group of places, then the others.

    The first shows the whole group, each other one its own places."""
    ordered = drawn(events).sort_values(["char_start", "trigger_start"], kind="stable")
    if ordered.empty:
        return ()
    main = groups(ordered, claims)[0]
    found = [_step(rows) for _, rows in ordered.groupby("event_id", sort=False)]
    first, *others = sorted(found, key=lambda step: step.event_id not in main.event_ids)
    return replace(first, latitude=main.latitude, longitude=main.longitude, zoom=main.zoom), *others


def _step(rows: pd.DataFrame) -> WalkStep:
    first, *_ = row_dicts(rows)
    there = overview(rows)
    if there is None:
        raise ValueError("a step has a place")
    return WalkStep(
        event_id=value(first, "event_id"),
        what=kind_in_words(first),
        where=", ".join(dict.fromkeys(spelled(row) for row in row_dicts(rows))),
        when=time_in_words(first) or "Date not stated",
        status=" and ".join(parts(first, "claim_status")) or "reported",
        sentence=sentence_of(first),
        latitude=there.latitude,
        longitude=there.longitude,
        zoom=there.zoom,
    )
