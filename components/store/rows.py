"""Whole rows of the index: a page of the table, an event, a story, a place, an article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pandas as pd

from components.store.conditions import NO_REASON, UNDRAWN, where
from components.store.database import Parameters, Store
from components.store.schema import DOCUMENT_COLUMNS, LANGUAGE
from components.tables.columns import EVENTS, Column
from components.tables.rows import frame, typed
from components.view.selection import View

CONTROL = "control"
"""The display group of events about who holds a place."""
KEYS = "number, publishers, origins, story_id"
BESIDE = (*KEYS.split(", ")[1:], LANGUAGE.name)
"""Columns of an event that an article's own table lacks."""


def page(
    store: Store, view: View, place_ids: Collection[str] = (), *, size: int, number: int = 1
) -> pd.DataFrame:
    """A page of the table: a row per event and place, with publishers and origins of the event.

    Pages hold ``size`` events and are counted from 1. The last day comes first; on the page of a
    place the first day does.
    """
    condition, parameters = where(store, view, place_ids)
    order = "day ASC NULLS LAST, number" if view.place else "number"
    turn = f"row_number() OVER (ORDER BY {order})" if view.place else "number"
    # As records, which takes half the time of a table.
    found = store.records(
        _of(
            f"SELECT {KEYS}, {turn} AS turn FROM events WHERE {condition} "
            f"ORDER BY {order} LIMIT $size OFFSET $skipped"
        ),
        parameters | {"size": size, "skipped": (number - 1) * size},
    )
    return frame(found, EVENTS).assign(**{name: [row[name] for row in found] for name in BESIDE})


def event(store: Store, doc_id: str, event_id: str) -> pd.DataFrame:
    """The rows of one event; none where the store has no such event."""
    condition = "doc_id = $doc_id AND event_id = $event_id"
    return _rows_where(store, condition, {"doc_id": doc_id, "event_id": event_id})


def sample(
    store: Store, view: View, place_ids: Collection[str] = (), *, seed: str, most: int
) -> tuple[tuple[str, str], ...]:
    """doc_id and event_id of a random sample of at most ``most`` events: those with the smallest
    sha256 of seed and ids. The same seed gives the same sample."""
    condition, parameters = where(store, view, place_ids)
    found = store.records(
        f"""SELECT doc_id, event_id FROM events WHERE {condition}
        ORDER BY sha256($seed || ' ' || doc_id || ' ' || event_id) LIMIT $most""",
        parameters | {"seed": seed, "most": most},
    )
    return tuple((str(row["doc_id"]), str(row["event_id"])) for row in found)


def key_of(store: Store, number: int) -> tuple[str, str]:
    """doc_id and event_id of the event with this number in the index."""
    found = store.ask(
        "SELECT doc_id, event_id FROM events WHERE number = $number", {"number": number}
    ).iloc[0]
    return str(found["doc_id"]), str(found["event_id"])


def reports_of_story(store: Store, story_id: str) -> pd.DataFrame:
    """The rows of every event of a story, the first day first."""
    return _rows_where(store, "story_id = $story_id", {"story_id": story_id}, turn="-number")


def of_control(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """The rows, at the view's place, of the events that say or deny who holds or left it."""
    condition, parameters = where(store, view, place_ids)
    found = _rows_where(
        store,
        f"""{condition} AND (kind = $control OR number IN (SELECT number FROM claims
        JOIN rows USING (doc_id, event_id) WHERE claims.place_id = $place))""",
        parameters | {"place": view.place, "control": CONTROL},
    )
    return found[found["place_id"].eq(view.place).fillna(False)]


def chosen(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """All rows of the selection, in the order of the table, for a file to download."""
    return _rows_where(store, *where(store, view, place_ids))


def unmapped(
    store: Store, view: View, place_ids: Collection[str] = (), *, reason: str, most: int
) -> pd.DataFrame:
    """The first row of each of the first ``most`` events without a pin, with its ``reason``; only
    those of one reason where it is given."""
    condition, parameters = where(store, view, place_ids)
    found = _rows(
        store,
        f"""SELECT {KEYS}, number AS turn, coalesce(reason, $unknown) AS reason FROM events
        LEFT JOIN left_off USING (number) WHERE {condition} AND {UNDRAWN}
        AND $reason IN ('', coalesce(reason, $unknown)) ORDER BY number LIMIT $most""",
        parameters | {"unknown": NO_REASON, "reason": reason, "most": most},
        more=("reason",),
    )
    return found.drop_duplicates(["doc_id", "event_id"])


def claims(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """The claims (who holds or left what) of the events of these rows."""
    keys = rows[["doc_id", "event_id"]].drop_duplicates()
    return store.ask(
        """SELECT claims.* FROM claims JOIN
        (SELECT unnest($doc_ids) AS doc_id, unnest($event_ids) AS event_id) AS asked
        USING (doc_id, event_id)""",
        {name: keys[name[:-1]].tolist() for name in ("doc_ids", "event_ids")},
    )


def _rows_where(
    store: Store, condition: str, parameters: Parameters, *, turn: str = "number"
) -> pd.DataFrame:
    """The rows of the events that meet a condition, ordered by ``turn``."""
    query = f"SELECT {KEYS}, {turn} AS turn FROM events WHERE {condition}"
    return _rows(store, query, parameters)


def _rows(
    store: Store, keys: str, parameters: Parameters, *, more: tuple[str, ...] = ()
) -> pd.DataFrame:
    """The columns of events.csv, publishers, origins, story_id and ``more``, of the events that the
    query ``keys`` gives, in its order."""
    found = store.ask(_of(keys), parameters)
    return typed(found, EVENTS).join(found[[*BESIDE, *more]])


def _of(keys: str) -> str:
    return f"""WITH keys AS MATERIALIZED ({keys}) SELECT rows.*, keys.* EXCLUDE (number) FROM rows
        JOIN keys USING (number) ORDER BY turn, place_start NULLS LAST"""


def place_names(store: Store, place_id: str) -> pd.DataFrame:
    """Name, kind, unit and position of a place of the index; no row for a place without events."""
    return store.ask(
        """SELECT place_name, place_kind, admin1, country, latitude, longitude FROM places
        WHERE place_id = $place_id ORDER BY latitude NULLS LAST LIMIT 1""",
        {"place_id": place_id},
    )


def document(store: Store, doc_id: str) -> pd.DataFrame:
    """The row of an article with its text, without its language; none where the store has no such
    article."""
    return _documents(store, [doc_id], [one for one in DOCUMENT_COLUMNS if one != LANGUAGE])


def of_documents(store: Store, doc_ids: Collection[str]) -> pd.DataFrame:
    """The rows of every event of these articles, the latest day first."""
    return _rows_where(store, "doc_id = ANY($doc_ids)", {"doc_ids": list(doc_ids)})


def addresses(store: Store, doc_ids: Collection[str]) -> dict[str, str]:
    """The web address of each of these articles that has one, by id."""
    layout = [column for column in DOCUMENT_COLUMNS if column.name in {"doc_id", "url"}]
    found = _documents(store, doc_ids, layout).dropna()
    return dict(zip(found["doc_id"], found["url"], strict=True))


def _documents(store: Store, doc_ids: Collection[str], layout: Sequence[Column]) -> pd.DataFrame:
    """Columns of articles that the index lacks, from the parts that hold them."""
    query = "SELECT DISTINCT part FROM documents WHERE doc_id = ANY($ids)"
    parts = store.ask(query, {"ids": list(doc_ids)})["part"].tolist()
    return store.rows(parts, doc_ids, layout)
