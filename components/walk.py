"""The walk through an article: one step an event that is drawn, in the order of the text, in words that others wrote."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from components.grouping import overview
from components.phrases import kind_in_words, parts, row_dicts, sentence_of, spelled, time_in_words, value
from components.view import drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An event with the view that shows it. Degrees WGS 84; ``zoom`` fits a map of full size.

    ``sentence`` is the article's own; ``status`` is in the words of rule 10.
    """

    event_id: str
    what: str
    where: str
    when: str
    status: str
    sentence: str
    latitude: float
    longitude: float
    zoom: float


def steps(events: pd.DataFrame) -> tuple[Step, ...]:
    """The steps of rows of the events table."""
    ordered = drawn(events).sort_values(["char_start", "trigger_start"], kind="stable")
    return tuple(_step(rows) for _, rows in ordered.groupby("event_id", sort=False))


def _step(rows: pd.DataFrame) -> Step:
    first, *_ = row_dicts(rows)
    there = overview(rows)
    if there is None:
        raise ValueError("a step has a place")
    return Step(
        event_id=value(first, "event_id"), what=kind_in_words(first),
        where=", ".join(dict.fromkeys(spelled(row) for row in row_dicts(rows))),
        when=time_in_words(first) or "Date not stated", status=" and ".join(parts(first, "claim_status")) or "reported",
        sentence=sentence_of(first), latitude=there.latitude, longitude=there.longitude, zoom=there.zoom,
    )
