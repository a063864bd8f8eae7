"""The queries of the page on the index; the selection is passed as parameters, never as SQL."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.core.fold import fold
from components.store.conditions import NO_REASON, UNDRAWN, of_facets, where, without_facets
from components.store.database import Store
from components.store.index import OF_LISTS
from components.view.address import ANY
from components.view.bars import DayBar
from components.view.facets import FACETS, NOT_STATED, chosen_in, order
from components.view.grouping import USED
from components.view.selection import View

LONGEST_NAME = 200
"""Characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionCounts:
    """Of a selection. Origins are groups of articles that are copies of one another."""

    events: int
    stories: int
    """The events, where several reports of one count once."""
    articles: int
    publishers: int
    origins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSummary:
    """What a store holds. Days are those of publication; None where no article has one.

    ``sign`` (sixteen hexadecimal digits) is the same for the same documents, read in the same way.
    """

    articles: int
    failed: int
    publishers: int
    events: int
    first_day: date | None
    last_day: date | None
    sign: str
    read_by: str
    """The language model that read them; empty for Dateline's own reader."""


def summary(store: Store) -> StoreSummary:
    """The contents of the whole store."""
    row = store.ask("""SELECT count(*) FILTER (status = 'read') AS articles,
    count(*) FILTER (status <> 'read') AS failed,
        count(DISTINCT nullif(publisher, '')) AS publishers, (SELECT count(*)
        FROM events) AS events,
        min(published) AS first_day, max(published) AS last_day, (SELECT sign FROM sign) AS sign
        FROM documents""").iloc[0]
    first, last = (
        None if pd.isna(row[name]) else row[name].date() for name in ("first_day", "last_day")
    )
    numbers = {name: int(row[name]) for name in ("articles", "failed", "publishers", "events")}
    return StoreSummary(
        first_day=first, last_day=last, sign=str(row["sign"]), read_by=store.read_by, **numbers
    )


def failures(store: Store, *, most: int) -> pd.DataFrame:
    """The first ``most`` articles that could not be read: where each was given, and why."""
    return store.ask(
        """SELECT given_as, error FROM documents WHERE status <> 'read'
        ORDER BY given_as LIMIT $most""",
        {"most": most},
    )


def counts(store: Store, view: View, place_ids: Collection[str] = ()) -> SelectionCounts:
    query = """SELECT count(*) AS events, count(DISTINCT story) AS stories,
        count(DISTINCT doc_id) AS articles, count(DISTINCT origin) AS origins,
        count(DISTINCT nullif(publisher, $not_stated)) AS publishers FROM chosen"""
    row = _ask(store, view, place_ids, query, not_stated=NOT_STATED).iloc[0]
    return SelectionCounts(**{str(name): int(number) for name, number in row.items()})


def _ask(
    store: Store, view: View, place_ids: Collection[str], query: str, **parameters: object
) -> pd.DataFrame:
    """The answer to a query in which ``chosen`` are the events of the selection."""
    condition, more = where(store, view, place_ids)
    chosen = f"WITH chosen AS NOT MATERIALIZED (SELECT * FROM events WHERE {condition})"
    return store.ask(f"{chosen} {query}", more | parameters)


def days(store: Store, view: View, place_ids: Collection[str] = ()) -> tuple[DayBar, ...]:
    """Events by day and display group. An event counts on the last day on which it may have
    happened, on the first where the last is unknown, and not at all without a day."""
    condition, parameters = where(store, view, place_ids)
    found = store.records(
        f"""SELECT day, kind AS "group", count(*) AS count FROM events
        WHERE day IS NOT NULL AND {condition} GROUP BY ALL ORDER BY ALL""",
        parameters,
    )
    return tuple(DayBar(**row) for row in found)


def places(store: Store, view: View, place_ids: Collection[str] = (), *, most: int) -> pd.DataFrame:
    """The places with most events on the map: place_id, its columns of the events table, and the
    number of events."""
    query = """SELECT place_id, any_value(place_name) AS place_name,
        any_value(place_kind) AS place_kind, any_value(places.admin1) AS admin1,
        any_value(country) AS country, any_value(latitude) AS latitude,
        any_value(longitude) AS longitude, count(*) AS events FROM places JOIN chosen USING (number)
        WHERE latitude IS NOT NULL GROUP BY place_id ORDER BY events DESC, place_id LIMIT $most"""
    return _ask(store, view, place_ids, query, most=most)


def speakers(
    store: Store, view: View, place_ids: Collection[str] = (), *, most: int
) -> pd.DataFrame:
    """Who says most of it: speaker, events. Events without a named source are left out."""
    query = """SELECT speaker, count(*) AS events FROM (SELECT unnest(says) AS speaker FROM chosen)
        WHERE speaker <> $not_stated GROUP BY speaker ORDER BY events DESC, speaker LIMIT $most"""
    return _ask(store, view, place_ids, query, most=most, not_stated=NOT_STATED)


def publishers(
    store: Store, view: View, place_ids: Collection[str] = (), *, most: int
) -> pd.DataFrame:
    """Who published most of it: publisher, articles, events."""
    query = """SELECT publisher, count(DISTINCT doc_id) AS articles, count(*) AS events FROM chosen
        GROUP BY publisher ORDER BY events DESC, publisher LIMIT $most"""
    return _ask(store, view, place_ids, query, most=most)


def spread(store: Store, view: View, place_ids: Collection[str] = (), *, of: str) -> pd.DataFrame:
    """How many events have how many publishers or origins (``of``): number, stories (an event
    reported several times counts once), events.

    The view's own condition on that number is ignored, so that other numbers can be chosen.
    """
    query = f"""SELECT {of} AS number, count(DISTINCT story) AS stories, count(*) AS events
        FROM chosen GROUP BY ALL ORDER BY number"""
    return _ask(store, replace(view, **{of: ANY}), place_ids, query)  # type: ignore[arg-type]


def unmapped_counts(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """Events of the selection without a pin, by reason: reason, events; the most frequent first."""
    query = f"""SELECT coalesce(reason, $unknown) AS reason, count(*) AS events FROM (SELECT number
        FROM chosen WHERE {UNDRAWN}) LEFT JOIN left_off USING (number) GROUP BY ALL
        ORDER BY events DESC, reason"""
    return _ask(store, view, place_ids, query, unknown=NO_REASON)


def options(
    store: Store, view: View, place_ids: Collection[str] = (), *, most: int
) -> dict[str, dict[str, int]]:
    """By facet, the values of the selection without any facet, with the number of events that each
    would select together with the other facets.

    Chosen values are always included. Closed lists keep their order; of others the ``most``
    frequent are listed, chosen ones first.
    """
    common, parameters = without_facets(store, view, place_ids)
    parts = []
    for facet in FACETS:
        condition, more = of_facets(view, but=facet)
        own = sorted(chosen_in(view.filters, facet))
        parameters |= more | {f"own_{facet}": own}
        value = f"unnest({facet})" if facet in OF_LISTS else facet
        parts.append(f"""(SELECT '{facet}' AS facet, value, count(*) FILTER (is_shown) AS events
        FROM (SELECT {value} AS value, {condition} AS is_shown FROM told)
            GROUP BY value ORDER BY list_contains($own_{facet}, value) DESC, events DESC, value
            LIMIT $most)""")
    head = f"WITH told AS MATERIALIZED (SELECT {', '.join(FACETS)} FROM events WHERE {common})"
    found = {facet: dict.fromkeys(chosen_in(view.filters, facet), 0) for facet in FACETS}
    for row in store.records(f"{head} {' UNION ALL '.join(parts)}", parameters | {"most": most}):
        found[row["facet"]][row["value"]] = row["events"]
    return {
        facet: {value: told[value] for value in sorted(told, key=order(facet, told))}
        for facet, told in found.items()
    }


def numbers(store: Store, view: View, place_ids: Collection[str] = ()) -> NDArray[np.int64]:
    """The numbers of the events in the index."""
    found = _ask(store, view, place_ids, "SELECT number FROM chosen")
    return found["number"].to_numpy(dtype=np.int64)


def found_places(store: Store, view: View, place_ids: Collection[str] = ()) -> pd.DataFrame:
    """A row for each place with a pin that matches the search, in the columns of
    ``view/grouping.py``: places whose names match, or else those of the events that match."""
    query = f"""SELECT DISTINCT ON (place_id) {", ".join(USED)} FROM rows WHERE latitude IS NOT NULL
        AND number IN (SELECT number FROM chosen) ORDER BY place_id, number"""
    rows = _ask(store, view, place_ids, query)
    named = rows[rows["place_id"].isin(place_ids)]
    return rows if named.empty else named


def suggestions(store: Store, words: str, *, most: int) -> tuple[str, ...]:
    """Names of places and words of the store with a similar spelling, the most similar first; none
    for words longer than any name, which would take too long to compare."""
    if len(words) > LONGEST_NAME:
        return ()
    found = store.ask(
        """SELECT name FROM (SELECT place_name AS name, lower(strip_accents(place_name)) AS folded,
        0 AS kind, count(*) AS events
          FROM places GROUP BY place_name UNION ALL SELECT term, term, 1, len(numbers) FROM terms)
        WHERE folded[1] = $words[1] AND CASE WHEN length(folded) <= length($words) + 2
        THEN damerau_levenshtein(folded, $words) <= CASE WHEN length($words) < 5 THEN 1 ELSE 2 END
        END
        ORDER BY damerau_levenshtein(folded, $words), kind, events DESC, name""",
        {"words": fold(words)},
    )
    names = {fold(name): name for name in reversed(found["name"].tolist())}
    return tuple(dict.fromkeys(names[fold(name)] for name in found["name"]))[:most]


def number_of(store: Store, doc_id: str, event_id: str) -> int | None:
    """The number of an event in the index, or None."""
    found = store.ask(
        "SELECT number FROM events WHERE doc_id = $doc_id AND event_id = $event_id",
        {"doc_id": doc_id, "event_id": event_id},
    )["number"]
    return int(found.iloc[0]) if len(found) else None


def points(store: Store) -> pd.DataFrame:
    """Every event at each place where it has a pin, in the columns of ``map/packing.py``.

    ``event_id`` is the number of the event in the index; holder and left_by are what a claim of the
    event says of the place.
    """
    return store.ask("""SELECT CAST(number AS VARCHAR) AS event_id, latitude, longitude,
        first_day, last_day, display_group, modality, time_kind, geo_precision, place_kind,
        place_name, holder, left_by FROM (SELECT DISTINCT ON (number, place_id) * FROM rows
          WHERE latitude IS NOT NULL AND longitude IS NOT NULL ORDER BY number, place_id) AS pins
        LEFT JOIN (SELECT doc_id, event_id, place_id, any_value(holder) AS holder,
        any_value(left_by) AS left_by FROM claims
          GROUP BY ALL) AS said ON (said.doc_id, said.event_id, said.place_id) = (pins.doc_id,
          pins.event_id, pins.place_id)
        ORDER BY number""")
