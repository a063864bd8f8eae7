"""Events tables for tests of linking: sentences read as articles of their own, and rows made by
hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pandas as pd

from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text
from components.tables.columns import EVENTS
from components.tables.rows import events_table, frame

IZYUM = {
    "place_id": "geonames:707292",
    "place_name": "Izyum",
    "place_kind": "settlement",
    "place_role": "at",
    "country": "UKR",
    "admin1": "Kharkiv Oblast",
    "latitude": 49.21,
    "longitude": 37.28,
    "geo_precision": "1",
}
KHERSON = {
    "place_id": "geonames:706448",
    "place_name": "Kherson",
    "admin1": "Kherson Oblast",
    "latitude": 46.65,
    "longitude": 32.61,
}
"""Cells by which ``row`` stands in Kherson."""


def article(text: str, day: str, knowledge: Knowledge, *, publisher: str = "") -> pd.DataFrame:
    """The events table of a text; its id is made of the day too, so that one sentence may be two
    articles."""
    given = read_text(
        text,
        published=date.fromisoformat(day),
        title="",
        publisher=publisher,
        url="",
        doc_id=f"{day} {publisher}",
    )
    return events_table(analyse(given, knowledge))


def row(doc: str, event: str, **cells: Any) -> dict[str, Any]:  # noqa: ANN401 - cells of any column
    """A withdrawal of Russian forces from Izyum on 10 September 2022, but for what ``cells``
    say."""
    return {
        "doc_id": doc,
        "event_id": f"{doc}-{event}",
        "publisher": f"Paper {doc}",
        "published": "2022-09-12",
        "kind": "withdrawal",
        "display_group": "control",
        "modality": "done",
        "first_day": "2022-09-10",
        "last_day": "2022-09-10",
        "time_kind": "day",
        "side1": "Russia",
        "sentence": "Russian troops left.",
        **IZYUM,
        **cells,
    }


def table(rows: Iterable[dict[str, Any]]) -> pd.DataFrame:
    return frame(list(rows), EVENTS)


def pairs_in(stories: pd.DataFrame) -> set[frozenset[str]]:
    """The members of each story, by event_id."""
    return {frozenset(cell.split(" | ")) for cell in stories["event_id"]}
