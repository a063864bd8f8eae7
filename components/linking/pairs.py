"""Which events of two articles are the same: pairs that share a key (``keys``), judged by place,
days, kind, parties and figures."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from components.core.geodesy import WGS84
from components.linking import rules
from components.linking.comparable import EXACT_DAYS
from components.linking.keys import (
    Cells,
    Flags,
    Numbers,
    RowPairs,
    by_cell,
    by_figure,
    by_place,
    counted,
    matches_by,
    value_numbers,
)

Sets = np.ndarray[tuple[int], np.dtype[np.object_]]
"""A column of frozensets."""
NOWHERE, HOLDS, COUNTRY, NEAR, SAME = 0, 1, 2, 3, 4
"""How two events' places agree, from not at all to the same: unit, country, near, same."""
LEAST_WIDE_DAYS = 7
"""Kinds that are dated more narrowly happen daily: a country and a day do not identify one."""


def pairs(table: pd.DataFrame, places: pd.DataFrame, *, among: Flags | None = None) -> pd.DataFrame:
    """Pairs of rows that report one event, in order: ``one`` < ``two``, ``strength`` (integer).

    With ``among`` (a flag for each row) one row must be flagged. A pair depends on its two rows
    alone."""
    cells, own = _columns(table), _columns(places)
    cells |= {
        "kind": value_numbers(cells["kind"]),
        "is_placed": np.isin(np.arange(len(table)), own["at"][~own["wide"]]),
    }
    found = matches_by([by_place(own), by_cell(cells, own), by_figure(cells)], cells, among)
    may = _may_match(cells, found)
    found = RowPairs(found.one[may], found.two[may])
    return _judged(found, _place_agreement(found, cells, own), cells)


def _columns(table: pd.DataFrame) -> dict[str, np.ndarray[tuple[int], np.dtype[Any]]]:
    return {str(name): column.to_numpy() for name, column in table.items()}


def _both(cells: Cells, found: RowPairs, name: str) -> Any:  # noqa: ANN401
    """The cells of both rows, two columns of any type."""
    return cells[name][found.one], cells[name][found.two]


def _may_match(cells: Cells, found: RowPairs) -> Flags:
    """Whether days touch and modalities fit: both happened, both ahead, denied, or expected."""
    both_stated = np.logical_and(*_both(cells, found, "stated"))
    slack = np.where(both_stated, np.minimum(*_both(cells, found, "slack_days")), 0)
    apart = np.maximum(*_both(cells, found, "start")) - np.minimum(*_both(cells, found, "end"))
    sorts = _both(cells, found, "sort")
    least, most = np.minimum(*sorts), np.maximum(*sorts)
    expected = np.logical_and(*_both(cells, found, "scheduled")) & both_stated
    expected &= most == rules.AHEAD
    denied = np.equal(*_both(cells, found, "kind"))
    denied &= (most == rules.DENIED) & (least == rules.SETTLED)
    may: Flags = (apart <= slack) & ((least == most) | expected | denied)
    return may


def _place_agreement(found: RowPairs, cells: Cells, places: Cells) -> Numbers:
    """The best agreement of each pair's places. A share of an area is not a place in it."""
    row, matched = _place_pairs(found, places["at"], len(cells["start"]))
    both = {name: _both(places, matched, name) for name in ("near", "wide", "area")}
    same = np.equal(*_both({"id": value_numbers(places["place_id"])}, matched, "id"))
    shares = cells["of_share"]
    same &= ~(both["area"][0] & (shares[found.one[row]] != shares[found.two[row]]))
    near_km = cells["near_km"].astype(float)
    reach = np.minimum(near_km[found.one[row]], near_km[found.two[row]])
    said_near = (both["near"][0] | both["near"][1]) & (reach > 0)
    reach = np.where(said_near, np.maximum(reach, rules.NEAR_KM), reach)
    near = _distance_km(places, matched) <= np.where(reach > 0, reach, -1.0)
    holds = _holds(places, matched.one, matched.two) | _holds(places, matched.two, matched.one)
    grade = np.select(
        [same & ~both["wide"][0], near, same, holds], [SAME, NEAR, COUNTRY, HOLDS], NOWHERE
    )
    best = np.full(len(found.one), NOWHERE)
    np.maximum.at(best, row, grade)
    return best


def _place_pairs(found: RowPairs, at: Numbers, count: int) -> tuple[Numbers, RowPairs]:
    """Each place of one row with each of the other: pair number, and rows of ``places``."""
    times = np.bincount(at, minlength=count)
    first, others = np.cumsum(times) - times, times[found.two]
    row, nth = counted(times[found.one] * others)
    return row, RowPairs(
        first[found.one[row]] + nth // others[row], first[found.two[row]] + nth % others[row]
    )


def _holds(places: Cells, outer: Numbers, inner: Numbers) -> Flags:
    """Whether the outer place is the first-level unit of the inner one."""
    names = value_numbers(np.concatenate([places["place_name"], places["admin1"]]))
    countries = value_numbers(places["country"])
    name, unit, country = names[outer], names[len(countries) :][inner], countries[outer]
    is_known = (name >= 0) & (country >= 0)
    holds: Flags = (name == unit) & (country == countries[inner]) & is_known & places["unit"][outer]
    return holds


def _distance_km(places: Cells, matched: RowPairs) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Geodesic between points; infinite where one is an area."""
    ends = [places[name][side] for side in matched for name in ("longitude", "latitude")]
    known = ~np.isnan(np.vstack(ends)).any(axis=0)
    found = np.full(len(known), np.inf)
    if known.any():
        _, _, metres = WGS84.inv(*(end[known] for end in ends))
        found[known] = np.asarray(metres) / 1000
    return found


def _judged(found: RowPairs, agreement: Numbers, cells: Cells) -> pd.DataFrame:
    """The pairs that are the same event, with their strength."""
    both = {name: _both(cells, found, name) for name in cells}
    compared = np.maximum(*both["parties"])
    width = np.maximum(
        *(end - start for start, end in zip(both["start"], both["end"], strict=True))
    )
    widest, same_kind = np.minimum(*both["widest_days"]), np.equal(*both["kind"])
    shared, opposed, alike = _parties(both["doers"], both["parties_named"], compared)
    figures, contradicted = _figures(*both["figures"])
    exact = both["stated"][0] & both["stated"][1] & (width <= EXACT_DAYS)
    elsewhere = (agreement == NOWHERE) & both["is_placed"][0] & both["is_placed"][1]
    alike_there = same_kind | shared | both["stated"][0] | both["stated"][1]
    placed = (agreement >= NEAR) & ((alike_there & (width <= widest)) | figures)
    in_country = (agreement == COUNTRY) & same_kind & exact & shared & (widest >= LEAST_WIDE_DAYS)
    by_parties = same_kind & exact & shared & alike & ~elsewhere & (agreement != HOLDS)
    needs_party = compared == rules.PARTIES.index("shared")
    good = placed | in_country | (figures & ~elsewhere) | (by_parties & needs_party)
    good &= ~opposed & ~contradicted & (shared | ~needs_party)
    strength = agreement + same_kind + 2 * exact + shared + 2 * figures + np.equal(*both["start"])
    return pd.DataFrame(
        {"one": found.one[good], "two": found.two[good], "strength": strength[good]}
    )


def _parties(
    doers: tuple[Sets, Sets], named: tuple[Sets, Sets], compared: Numbers
) -> tuple[Flags, Flags, Flags]:
    """Whether parties are shared, opposed as their kinds compare them, and all the same."""
    pairs = list(zip(*named, strict=True))
    shared = np.array([not one.isdisjoint(two) for one, two in pairs], dtype=bool)
    alike = np.array([one == two for one, two in pairs], dtype=bool)
    apart = [compared == rules.PARTIES.index(name) for name in ("doer", "any")]
    opposed = np.select(apart, [_apart(*doers), _apart(*named)], default=False)
    return shared, opposed, alike


def _apart(one: Sets, two: Sets) -> Flags:
    pairs = zip(one, two, strict=True)
    return np.array([bool(a and b and a.isdisjoint(b)) for a, b in pairs], dtype=bool)


def _figures(one: Sets, two: Sets) -> tuple[Flags, Flags]:
    """Whether a telling figure is shared, and whether counts of one thing lie too far apart."""
    both = list(zip(one, two, strict=True))
    shared = [
        any(value >= rules.LEAST_TELLING_FIGURE for _, value in first & second)
        for first, second in both
    ]
    return np.array(shared, dtype=bool), np.array([_contradict(*pair) for pair in both], dtype=bool)


def _contradict(first: frozenset[tuple[str, float]], second: frozenset[tuple[str, float]]) -> bool:
    near: dict[str, bool] = {}
    for (kind, one), (other, two) in product(first, second):
        if kind == other:
            near[kind] = near.get(kind, False) or max(one, two) <= rules.MAX_RATIO * min(one, two)
    return not all(near.values())
