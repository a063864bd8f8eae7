"""Keys by which two events may be the same: place, grid cell, figure or parties, with kind and
days (blocking)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from components.linking import rules

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]
Cells = Mapping[str, np.ndarray[tuple[int], np.dtype[Any]]]
"""Columns of a table by name: of the few rows of an article pandas would take ten times as long."""

BUCKET_DAYS = 8
BUCKETS = 1 << 21
"""More than there are between the years 1 and 9999."""
CELL_DEGREES = 0.5
"""Wider than the largest near distance, under 60 degrees; further north cells are joined."""
CELLS_IN_A_ROW = 1000
"""More than lie side by side around the globe."""


class RowPairs(NamedTuple):
    one: Numbers
    two: Numbers


class MatchKeys(NamedTuple):
    """Rows (``at``) and numbers that say whether two keys are the same."""

    at: Numbers
    key: Numbers


class DayBuckets(NamedTuple):
    """Classes of kinds with buckets of days, as numbers below ``known``; those of a row begin at
    ``first`` and are ``times`` many."""

    number: Numbers
    first: Numbers
    times: Numbers
    known: int


def value_numbers(values: np.ndarray[tuple[int], np.dtype[Any]]) -> Numbers:
    """Equal values as equal numbers from 0, missing ones as -1."""
    return pd.factorize(values)[0].astype("int64")


def matches_by(
    keys: Iterable[tuple[MatchKeys, MatchKeys]], cells: Cells, among: Flags | None
) -> RowPairs:
    """Pairs of two articles' rows with key, kind and bucket in common; perhaps ``among`` rows."""
    slots, docs = _slots(cells), value_numbers(cells["doc_id"])
    compared = list(keys)
    if among is not None:
        compared += [(right, left) for left, right in compared if right is not left]
        compared = [_chosen(*sides, among) for sides in compared]
    matched = [_matched(*sides, slots, docs) for sides in compared]
    return _unique(RowPairs(*map(np.concatenate, zip(*matched, strict=True))), len(docs))


def _chosen(side: MatchKeys, other: MatchKeys, among: Flags) -> tuple[MatchKeys, MatchKeys]:
    """The chosen rows of a side, and those of the other that share a key with them."""
    own = MatchKeys(side.at[among[side.at]], side.key[among[side.at]])
    shared = np.isin(other.key, own.key)
    return own, MatchKeys(other.at[shared], other.key[shared])


def _slots(cells: Cells) -> DayBuckets:
    """Each class of a row's kind in each bucket that its days touch."""
    low = cells["start"] // BUCKET_DAYS
    buckets = (cells["end"] + cells["slack_days"]) // BUCKET_DAYS - low + 1
    classes = [kin.split("|") for kin in cells["kin"]]
    row, _ = counted(np.array([len(names) for names in classes], dtype="int64"))
    kin = value_numbers(np.array([name for names in classes for name in names], dtype=object))
    of_row, nth = counted(buckets[row])
    number, known = pd.factorize(kin[of_row] * BUCKETS + low[row[of_row]] + nth)
    times = np.bincount(row[of_row], minlength=len(low))
    return DayBuckets(number.astype("int64"), np.cumsum(times) - times, times, len(known))


def counted(times: Numbers) -> tuple[Numbers, Numbers]:
    """Each position as often as ``times`` says there, and its count among these, from 0."""
    at = np.repeat(np.arange(len(times)), times)
    return at, np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)


def _spread(keys: MatchKeys, slots: DayBuckets) -> MatchKeys:
    """Each key once for each of its row's slots."""
    which, nth = counted(slots.times[keys.at])
    at = keys.at[which]
    return MatchKeys(at, keys.key[which] * slots.known + slots.number[slots.first[at] + nth])


def _matched(left: MatchKeys, right: MatchKeys, slots: DayBuckets, docs: Numbers) -> RowPairs:
    """Rows of two articles that share key, class and bucket."""
    one, two = _spread(left, slots), _spread(right, slots)
    order = np.argsort(two.key, kind="stable")
    known = two.key[order]
    first = np.searchsorted(known, one.key)
    which, nth = counted(np.searchsorted(known, one.key, side="right") - first)
    ends = one.at[which], two.at[order[first[which] + nth]]
    apart = docs[ends[0]] != docs[ends[1]]
    return _unique(RowPairs(np.minimum(*ends)[apart], np.maximum(*ends)[apart]), len(docs))


def _unique(found: RowPairs, count: int) -> RowPairs:
    """Each pair of ``count`` rows once, in order."""
    return RowPairs(*np.divmod(np.unique(found.one * count + found.two), max(count, 1)))


def by_place(places: Cells) -> tuple[MatchKeys, MatchKeys]:
    keys = MatchKeys(places["at"], value_numbers(places["place_id"]))
    return keys, keys


def by_cell(cells: Cells, places: Cells) -> tuple[MatchKeys, MatchKeys]:
    """Points by cell of the grid on one side, and by that cell and those around it on the other."""
    is_point = (cells["near_km"][places["at"]] > 0) & ~np.isnan(places["latitude"])
    at = places["at"][is_point]
    row, column = (
        np.floor(places[name][is_point] / CELL_DEGREES).astype("int64")
        for name in ("latitude", "longitude")
    )
    key = row * CELLS_IN_A_ROW + column
    around = [key + up * CELLS_IN_A_ROW + right for up in (-1, 0, 1) for right in (-1, 0, 1)]
    return MatchKeys(at, key), MatchKeys(np.tile(at, len(around)), np.concatenate(around))


def by_figure(cells: Cells) -> tuple[MatchKeys, MatchKeys]:
    """Large figures, and pairs of parties: they join events whose place is not known."""
    found = [
        (at, f"figure {kind} {value:g}")
        for at, figures in enumerate(cells["figures"])
        for kind, value in figures
        if value >= rules.LEAST_TELLING_FIGURE
    ]
    found += [
        (at, f"parties {' '.join(sorted(parties))}")
        for at, (parties, compared) in enumerate(
            zip(cells["parties_named"], cells["parties"], strict=True)
        )
        if len(parties) > 1 and compared == rules.PARTIES.index("shared")
    ]
    names = np.array([name for _, name in found], dtype=object)
    keys = MatchKeys(np.array([at for at, _ in found], dtype="int64"), value_numbers(names))
    return keys, keys
