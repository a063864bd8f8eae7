"""Whole rows of the index: a page of the table, an event, the tellings of one event, a place, an
article."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from components.store.conditions import NO_REASON, UNDRAWN, where
from components.store.database import Parameters, Store
from components.store.schema import DOCUMENT_COLUMNS, LANGUAGE
from components.tables.columns import EVENTS
from components.tables.rows import frame, typed
from components.view.selection import View

CONTROL = "control"
"""The display group of events that tell who holds a place."""
KEYS = "number, publishers, origins, story_id"
BESIDE = (*KEYS.split(", ")[1:], LANGUAGE.name)
"""Columns of an event that stand in no article's table."""


def page(
    store: Store, view: View, place_ids: Collection[str] = (), *, size: int, number: int = 1
) -> pd.DataFrame:
    """The rows of the events on a page of the table, a row an event and place, with publishers and
    origins of each event.

    Pages hold ``size`` events and are counted from 1.
    The last day comes first; on a place's own page the first day does, for it is read in order.
    """
    condition, parameters = where(store, view, place_ids)
    order = "day ASC NULLS LAST, number" if view.place else "number"
    turn = f"row_number() OVER (ORDER BY {order})" if view.place else "number"
    # As records, in half the time that a table takes for so few.
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
    return _rows(
        store,
        (
            f"SELECT {KEYS}, number AS turn FROM events WHERE doc_id = $doc_id AND event_id = "
            "$event_id"
        ),
        {"doc_id": doc_id, "event_id": event_id},
    )


def sample(
    store: Store, view: View, place_ids: Collection[str] = (), *, seed: str, most: int
) -> tuple[tuple[str, str], ...]:
    """doc_id and event_id of at most so many events of the selection, each as likely as any other:
    those with the smallest sha256 of seed and ids. The same seed gives the same ones."""
    condition, parameters = where(store, view, place_ids)
    found = store.records(
        f"""SELECT doc_id, event_id FROM events WHERE {condition}
        ORDER BY sha256($seed || ' ' || doc_id || ' ' || event_id) LIMIT $most""",
        parameters | {"seed": seed, "most": most},
    )
    return tuple((str(row["doc_id"]), str(row["event_id"])) for row in found)


def key_of(store: Store, number: int) -> tuple[str, str]:
    """doc_id and event_id of an event by its number in the index, which is there."""
    found = store.ask(
        "SELECT doc_id, event_id FROM events WHERE number = $number", {"number": number}
    ).iloc[0]
    return str(found["doc_id"]), str(found["event_id"])


def reports_of_story(store: Store, story_id: str) -> pd.DataFrame:
    """The rows of every event of a story, in the order of their articles' days."""
    return _rows(
        store,
        f"SELECT {KEYS}, -number AS turn FROM events WHERE story_id = $story_id",
        {"story_id": story_id},
    )


def of_control(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """The rows at the place of the view of the events that tell who holds or left it, or deny
    it."""
    condition, parameters = where(store, view, place_ids)
    found = _rows(
        store,
        f"""SELECT {KEYS}, number AS turn FROM events WHERE {condition} AND (kind = $control
        OR number IN (SELECT number FROM claims JOIN rows USING (doc_id, event_id) WHERE claims.place_id = $place))""",
        parameters | {"place": view.place, "control": CONTROL},
    )
    return found[found["place_id"].eq(view.place).fillna(False)]


def chosen(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """All rows of the selection, in the order of the table, for a file that is taken away."""
    condition, parameters = where(store, view, place_ids)
    return _rows(store, f"SELECT {KEYS}, number AS turn FROM events WHERE {condition}", parameters)


def unmapped(
    store: Store, view: View, place_ids: Collection[str] = (), *, reason: str, most: int
) -> pd.DataFrame:
    """The first rows of the ``most`` first events of the selection that take no pin, each with its
    ``reason``; of one reason alone where it is named."""
    condition, parameters = where(store, view, place_ids)
    found = _rows(
        store,
        f"""SELECT {KEYS}, number AS turn, coalesce(reason, $unknown) AS reason FROM events
        LEFT JOIN left_off USING (number) WHERE {condition} AND {UNDRAWN} AND $reason IN ('', coalesce(reason, $unknown))
        ORDER BY number LIMIT $most""",
        parameters | {"unknown": NO_REASON, "reason": reason, "most": most},
        more=("reason",),
    )
    return found.drop_duplicates(["doc_id", "event_id"])


def claims(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Who is said to hold or to have left what, by the events of these rows."""
    keys = rows[["doc_id", "event_id"]].drop_duplicates()
    return store.ask(
        """SELECT claims.* FROM claims JOIN
        (SELECT unnest($doc_ids) AS doc_id, unnest($event_ids) AS event_id) AS asked
        USING (doc_id, event_id)""",
        {name: keys[name[:-1]].tolist() for name in ("doc_ids", "event_ids")},
    )


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
    """Name, kind and unit of a place of the index; no row for one of which nothing is told."""
    return store.ask(
        """SELECT place_name, place_kind, admin1, country, latitude, longitude FROM places WHERE place_id = $place_id
        ORDER BY latitude NULLS LAST LIMIT 1""",
        {"place_id": place_id},
    )


def document(store: Store, doc_id: str) -> pd.DataFrame:
    """The row of an article with its text, without its language; none where the store has no such
    article."""
    parts = store.ask("SELECT part FROM documents WHERE doc_id = $doc_id", {"doc_id": doc_id})[
        "part"
    ].tolist()
    return store.rows(parts, [doc_id], [one for one in DOCUMENT_COLUMNS if one != LANGUAGE])


def of_documents(store: Store, doc_ids: Collection[str]) -> pd.DataFrame:
    """The rows of every event of these articles, the latest day first."""
    return _rows(
        store,
        f"SELECT {KEYS}, number AS turn FROM events WHERE doc_id = ANY($doc_ids)",
        {"doc_ids": list(doc_ids)},
    )


def addresses(store: Store, doc_ids: Collection[str]) -> dict[str, str]:
    """Where each of these articles stands, by its id; without those that have no address."""
    parts = store.ask(
        "SELECT DISTINCT part FROM documents WHERE doc_id = ANY($ids)", {"ids": list(doc_ids)}
    )["part"].tolist()
    layout = [column for column in DOCUMENT_COLUMNS if column.name in {"doc_id", "url"}]
    found = store.rows(parts, doc_ids, layout).dropna()
    return dict(zip(found["doc_id"], found["url"], strict=True))
