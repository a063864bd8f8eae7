"""Makes the events table comparable: a row per event, days as numbers, places in another table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from components.core.precision import POINT_KINDS
from components.core.records import DRAWN_ROLES
from components.linking import rules
from components.linking.decisions import Key
from components.tables.rows import SEPARATOR

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
KEY = ["doc_id", "event_id"]
EVENT_COLUMNS = [*KEY, *"kind modality first_day last_day published time_kind time_text".split()]
EVENT_COLUMNS += "side1 side2 extent quantity_kind quantity".split()
"""What is compared, and the same on all rows of an event; fewer columns are faster."""
NO_DAY = np.iinfo(np.int64).min
PLACE_COLUMNS = [*KEY, *"place_id place_kind place_name admin1 country".split()]
PLACE_COLUMNS += "latitude longitude geo_precision".split()
COUNTED = re.compile(r"\d[\d,.]*\s+(?!per\b|percent)[a-z]")
"""An extent that counts places ("30 settlements") and is no share of the area."""
EXACT_DAYS = 2
"""Intervals up to this width count as a stated day: "overnight", "early on Friday"."""


def keys_of(rows: pd.DataFrame) -> list[Key]:
    """doc_id and event_id of each row."""
    return list(zip(rows["doc_id"].tolist(), rows["event_id"].tolist(), strict=True))


def comparable_events(events: pd.DataFrame) -> pd.DataFrame:
    """A row per linkable event by (doc_id, event_id), whatever the order of ``events``.

    ``start``, ``end``: days since 1970, inclusive, finite; ``stated``: both in the words;
    ``doers``, ``parties_named``: frozensets of sides; ``figures``: of (kind, value)."""
    table, first = _dated(events)
    doers, targets = (
        [
            frozenset(filter(None, cell.split(SEPARATOR) if isinstance(cell, str) else ()))
            for cell in first[name]
        ]
        for name in ("side1", "side2")
    )
    shares = [isinstance(cell, str) and not COUNTED.search(cell) for cell in first["extent"]]
    figures = [
        _figures(*cells) for cells in zip(first["quantity_kind"], first["quantity"], strict=True)
    ]
    return table.assign(
        doers=_objects(doers),
        parties_named=_objects(map(frozenset.union, doers, targets)),
        of_share=np.array(shares, dtype=bool),
        figures=_objects(figures),
    )


def _objects(cells: Iterable[object]) -> pd.Series[Any]:
    return pd.Series(list(cells), dtype=object)


def comparable_days(events: pd.DataFrame) -> pd.DataFrame:
    """The columns of ``comparable_events`` for days and kinds alone, which is cheaper."""
    return _dated(events)[0]


def _dated(events: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """These columns, and the first row of each event, as far as it is needed."""
    known = rules.kinds()
    able = events["kind"].isin(known.index) & events["modality"].isin(list(rules.SORTS))
    first = events.loc[able, EVENT_COLUMNS].drop_duplicates(KEY).sort_values(KEY, ignore_index=True)
    rule = known.index.get_indexer(pd.Index(first["kind"], dtype=object))
    sorts = [rules.SORTS[modality] for modality in first["modality"]]
    table = pd.DataFrame(
        {name: _objects(first[name]) for name in (*KEY, "kind")}
        | {str(name): column.to_numpy()[rule] for name, column in known.items()}
        | {"sort": np.array(sorts, dtype="int64")}
    )
    _add_days(table, first)
    can = table["start"].ne(NO_DAY) & (table["end"] - table["start"]).le(rules.WIDEST_DAYS)
    if can.all():
        return table, first
    return table[can].reset_index(drop=True), first[can].reset_index(drop=True)


def _figures(kinds: object, figures: object) -> frozenset[tuple[str, float]]:
    """What can be compared: figures with a number, without their qualifier."""
    if not isinstance(kinds, str) or not isinstance(figures, str):
        return frozenset()
    pairs = zip(kinds.split(SEPARATOR), figures.split(SEPARATOR), strict=False)
    return frozenset(
        (kind, number) for kind, words in pairs if kind and (number := number_of(words)) is not None
    )


def number_of(words: str) -> float | None:
    """The number in a cell of ``quantity``: "at least 12" is 12; None where it has words alone."""
    try:
        return float(words.split(" ")[-1])
    except ValueError:
        return None


def _add_days(table: pd.DataFrame, first: pd.DataFrame) -> None:
    def day_numbers(name: str) -> Numbers:
        """ISO days as days since 1970; NO_DAY where there is none."""
        days = pd.to_datetime(first[name].astype(object), format="%Y-%m-%d")
        numbers = days.to_numpy(dtype="datetime64[D]")
        return np.where(np.isnat(numbers), NO_DAY, numbers.astype("int64"))

    start, end, published = map(day_numbers, ("first_day", "last_day", "published"))
    table["stated"] = (start != NO_DAY) & (end != NO_DAY)
    long_ago = (first["time_kind"].eq("vague") & first["time_text"].notna()).to_numpy()
    long_ago &= start == NO_DAY
    before, ahead = table["undated_days"].to_numpy(), table["sort"].eq(rules.AHEAD).to_numpy()
    end = np.where((end == NO_DAY) & (start == NO_DAY) & ~ahead, published, end)
    start = np.where((start == NO_DAY) & (end != NO_DAY) & ~long_ago, end - before, start)
    end = np.where((end == NO_DAY) & (start != NO_DAY), start + rules.AHEAD_DAYS, end)
    table["start"], table["end"] = start, np.where(start == NO_DAY, NO_DAY, end)


def places_of(events: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """A row per event of ``table`` (``at``) and drawn place.

    ``wide``: a country, too large to make two events the same; ``unit``: of the first level;
    ``area``: may have shares; ``latitude``, ``longitude`` of points alone; ``near``: the words say
    so. Coarsened places are left out."""
    roles = (
        events["place_role"].isin(list(DRAWN_ROLES))
        & events["place_id"].notna()
        & events["coarsened"].isna()
    )
    found = events.loc[roles, PLACE_COLUMNS]
    numbers = {key: at for at, key in enumerate(keys_of(table))}
    at = np.array([numbers.get(key, -1) for key in keys_of(found)], dtype="int64")
    found = found.assign(at=at)[at >= 0].drop_duplicates(["at", "place_id"])
    found = found.sort_values(["at", "place_id"], ignore_index=True)
    kind = found["place_kind"]
    flags = {
        "wide": kind.isin(["country"]),
        "unit": kind.isin(["admin1"]),
        "area": kind.isin(["admin1", "admin2", "region"]),
        "near": found["geo_precision"].isin(["2"]),
    }
    is_point = kind.isin(list(POINT_KINDS)) & found["geo_precision"].ne("3")
    degrees = {
        name: found[name].astype("float64").where(is_point) for name in ("latitude", "longitude")
    }
    return found.assign(**flags, **degrees)


def joined_days(start: Iterable[object], end: Iterable[object]) -> list[str]:
    """Intervals as ISO 8601 writes them: 2022-09-10, 2022-09-06/2022-09-12, ../2022-09-10."""
    ends = (
        [cell if isinstance(cell, str) else "" for cell in pair]
        for pair in zip(start, end, strict=True)
    )
    return [first if first == last else f"{first or '..'}/{last or '..'}" for first, last in ends]
