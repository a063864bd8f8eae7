"""Which two events of different articles may be the same: found by place, days and class of kind, never all against all."""

from __future__ import annotations

from itertools import product

import numpy as np
import pandas as pd

from components.geodesy import WGS84
from components.linking import rules
from components.linking.told import EXACT_DAYS

Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]

BUCKET_DAYS = 8
CELL_DEGREES = 0.5
"""Wider than the largest distance that counts as near, at every latitude under 60 degrees; further north cells are joined."""
NOWHERE, HOLDS, COUNTRY, NEAR, SAME = 0, 1, 2, 3, 4
"""How the places of two events meet: not at all, one is the unit in which the other lies, by a country alone, by places near each
other, by the same place."""
LEAST_WIDE_DAYS = 7
"""Kinds that are dated more narrowly happen daily; a country and a day say too little of them."""


Which = np.ndarray[tuple[int], np.dtype[np.bool_]]


def pairs(table: pd.DataFrame, places: pd.DataFrame, *, among: Which | None = None) -> pd.DataFrame:
    """Pairs of rows of ``table`` that tell the same event: ``one`` < ``two`` with ``strength``, a whole number.

    With ``among``, a flag a row, only pairs of which one is among these. A pair depends on its two rows alone.
    """
    table = table.assign(is_placed=np.isin(np.arange(len(table)), places.loc[~places["wide"], "at"]))
    keys = [_by_place(table, places), _by_cell(table, places), _by_figure(table)]
    sides = [side for left, right in keys for side in _sides(left, right, among)]
    found = pd.concat([_met(table, left, right) for left, right in sides], ignore_index=True)
    found = found[_may_meet(table, found)].drop_duplicates()
    found["meeting"] = _meeting(found, table, places)
    return _judged(found, table)


def _sides(left: pd.DataFrame, right: pd.DataFrame, among: Which | None) -> list[tuple[pd.DataFrame, pd.DataFrame]]:
    """What is held against what: all, or those among the chosen against all that share a key with them, from both sides where
    these are not the same."""
    if among is None:
        return [(left, right)]
    return [_chosen(left, right, among)] if right is left else [_chosen(left, right, among), _chosen(right, left, among)]


def _chosen(side: pd.DataFrame, other: pd.DataFrame, among: Which) -> tuple[pd.DataFrame, pd.DataFrame]:
    own = side[among[side["at"].to_numpy()]]
    return own, other[other["key"].isin(own["key"])]


def _spread(table: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """Each key (``at``, ``key``) once for each class of kind and bucket of days."""
    own = table[["kin", "start", "end", "slack_days"]].take(keys["at"].to_numpy())
    first = (own["start"] // BUCKET_DAYS).to_numpy()
    buckets = ((own["end"] + own["slack_days"]) // BUCKET_DAYS).to_numpy() - first + 1
    classes = [kin.split("|") for kin in own["kin"]]
    row, nth_class = _counted(np.array([len(names) for names in classes], dtype="int64"))
    of_row, nth_bucket = _counted(buckets[row])
    kin = np.array([classes[at][nth] for at, nth in zip(row, nth_class, strict=True)], dtype=object)
    row = row[of_row]
    return pd.DataFrame({"at": keys["at"].to_numpy()[row], "key": keys["key"].to_numpy()[row], "kin": kin[of_row],
                         "bucket": first[row] + nth_bucket})


def _counted(times: Numbers) -> tuple[Numbers, Numbers]:
    """Each position as often as ``times`` says there, and the how-manieth it is, from 0."""
    at = np.repeat(np.arange(len(times)), times)
    return at, np.arange(len(at)) - np.repeat(np.cumsum(times) - times, times)


def _met(table: pd.DataFrame, left: pd.DataFrame, right: pd.DataFrame) -> pd.DataFrame:
    """Rows of two articles that share key, class and bucket."""
    one = _spread(table, left)
    two = one if right is left else _spread(table, right)
    both = one.merge(two, on=["key", "kin", "bucket"], suffixes=("_one", "_two"))
    low, high = np.minimum(both["at_one"], both["at_two"]), np.maximum(both["at_one"], both["at_two"])
    found = pd.DataFrame({"one": low.astype("int64"), "two": high.astype("int64")}).drop_duplicates()
    docs = table["doc_id"].to_numpy()
    others: pd.DataFrame = found[docs[found["one"].to_numpy()] != docs[found["two"].to_numpy()]]
    return others


def _by_place(table: pd.DataFrame, places: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    keys = places[["at"]].assign(key="place " + places["place_id"].astype(object))
    return keys, keys


def _by_cell(table: pd.DataFrame, places: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Points by cell of the grid on one side, and by that cell and those around it on the other."""
    near = table["near_km"].to_numpy()[places["at"].to_numpy()] > 0
    points = places[near & places["latitude"].notna()]
    at = points["at"].to_numpy()
    rows, columns = (np.floor(points[name].to_numpy() / CELL_DEGREES).astype("int64") for name in ("latitude", "longitude"))
    return _cells(at, rows, columns), pd.concat(
        [_cells(at, rows + up, columns + right) for up in (-1, 0, 1) for right in (-1, 0, 1)], ignore_index=True)


def _cells(at: Numbers, rows: Numbers, columns: Numbers) -> pd.DataFrame:
    keys = [f"cell {row} {column}" for row, column in zip(rows, columns, strict=True)]
    return pd.DataFrame({"at": at, "key": pd.Series(keys, dtype=object)})


def _by_figure(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Telling figures, and pairs of parties: what joins events whose place is not told."""
    found = [(at, f"figure {kind} {value:g}") for at, figures in enumerate(table["figures"])
             for kind, value in figures if value >= rules.TELLING]
    found += [(at, f"parties {' '.join(sorted(parties))}") for at, (parties, compared) in
              enumerate(zip(table["parties_named"], table["parties"], strict=True))
              if len(parties) > 1 and compared == rules.PARTIES.index("shared")]
    keys = pd.DataFrame(found, columns=["at", "key"]).astype({"at": "int64", "key": object})
    return keys, keys


def _may_meet(table: pd.DataFrame, found: pd.DataFrame) -> pd.Series[bool]:
    """Days that touch, and told alike: both happened, both ahead, one denied, or one expected what the other tells."""
    one, two = (table.loc[found[name]].reset_index(drop=True) for name in ("one", "two"))
    both_stated = one["stated"] & two["stated"]
    slack = _least(one["slack_days"], two["slack_days"]).where(both_stated, 0)
    apart = _most(one["start"], two["start"]) - _least(one["end"], two["end"])
    sorts = pd.concat([one["sort"], two["sort"]], axis=1)
    expected = one["scheduled"] & two["scheduled"] & both_stated & sorts.max(axis=1).eq(rules.AHEAD)
    denied = sorts.max(axis=1).eq(rules.DENIED) & sorts.min(axis=1).eq(rules.SETTLED) & one["kind"].eq(two["kind"])
    alike = one["sort"].eq(two["sort"]) | expected | denied
    return (apart.le(slack) & alike).set_axis(found.index)


def _meeting(found: pd.DataFrame, table: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """The best that the places of each pair give.

    What is told of a share of an area ("nearly all of the region") is not what is told to be somewhere in it.
    """
    own = places[["at", "place_id", "place_kind", "place_name", "admin1", "country", "wide", "area", "near", "latitude",
                  "longitude"]]
    pairs = found[["one", "two"]].assign(row=np.arange(len(found)))
    met = pairs.merge(own, left_on="one", right_on="at").merge(own, left_on="two", right_on="at", suffixes=("_one", "_two"))
    same = met["place_id_one"].eq(met["place_id_two"]).fillna(False)
    shares = table["of_share"].to_numpy()
    same &= ~(met["area_one"] & (shares[met["one"]] != shares[met["two"]]))
    reach = np.minimum(table["near_km"].to_numpy()[met["one"]], table["near_km"].to_numpy()[met["two"]]).astype(float)
    reach = np.where((met["near_one"] | met["near_two"]) & (reach > 0), np.maximum(reach, rules.NEAR_KM), reach)
    near = _distance_km(met) <= np.where(reach > 0, reach, -1.0)
    holds = _holds(met, "one", "two") | _holds(met, "two", "one")
    grade = np.select([same & ~met["wide_one"], near, same, holds], [SAME, NEAR, COUNTRY, HOLDS], NOWHERE)
    best = pd.Series(grade, index=met["row"]).groupby(level=0).max()
    return best.reindex(range(len(found)), fill_value=NOWHERE).to_numpy(dtype="int64")


def _holds(met: pd.DataFrame, outer: str, inner: str) -> pd.Series[bool]:
    """Whether one is the first-level unit in which the other lies."""
    named = met[f"place_name_{outer}"].eq(met[f"admin1_{inner}"]) & met[f"country_{outer}"].eq(met[f"country_{inner}"])
    return (met[f"place_kind_{outer}"].eq("admin1") & named).fillna(False).astype(bool)


def _distance_km(met: pd.DataFrame) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Geodesic between points; infinite where one is an area."""
    ends = [met[f"{name}_{number}"].to_numpy(dtype=float) for number in ("one", "two") for name in ("longitude", "latitude")]
    known = ~np.isnan(np.vstack(ends)).any(axis=0)
    found = np.full(len(met), np.inf)
    if known.any():
        _, _, metres = WGS84.inv(*(end[known] for end in ends))
        found[known] = np.asarray(metres) / 1000
    return found


def _judged(found: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Pairs that pass, with what speaks for them added up."""
    one, two = (table.loc[found[name]].reset_index(drop=True) for name in ("one", "two"))
    meeting = pd.Series(found["meeting"].to_numpy())
    compared = _most(one["parties"], two["parties"])
    width = _most(one["end"] - one["start"], two["end"] - two["start"])
    widest = _least(one["widest_days"], two["widest_days"])
    same_kind = one["kind"].eq(two["kind"])
    shared, opposed = _parties(one, two, compared)
    figures, contradicted = _figures(one, two)
    narrow = width.le(widest)
    exact = one["stated"] & two["stated"] & width.le(EXACT_DAYS)
    seldom = widest.ge(LEAST_WIDE_DAYS)
    elsewhere = meeting.eq(NOWHERE) & one["is_placed"] & two["is_placed"]
    placed = meeting.ge(NEAR) & (narrow | figures)
    in_country = meeting.eq(COUNTRY) & same_kind & exact & shared & seldom
    by_figure = figures & ~elsewhere
    by_parties = same_kind & exact & shared & one["parties_named"].eq(two["parties_named"]) & ~elsewhere & meeting.ne(HOLDS)
    needs_party = compared.eq(rules.PARTIES.index("shared"))
    good = (placed | in_country | by_figure | (by_parties & needs_party)) & ~opposed & ~contradicted & (shared | ~needs_party)
    strength = meeting + same_kind + 2 * exact + shared + 2 * figures + one["start"].eq(two["start"])
    answer = pd.DataFrame({"one": found["one"].to_numpy(), "two": found["two"].to_numpy(), "strength": strength.astype("int64")})
    kept: pd.DataFrame = answer[good.to_numpy()].reset_index(drop=True)
    return kept


def _least(one: pd.Series[int], two: pd.Series[int]) -> pd.Series[int]:
    return one.where(one.le(two), two)


def _most(one: pd.Series[int], two: pd.Series[int]) -> pd.Series[int]:
    return one.where(one.ge(two), two)


def _parties(one: pd.DataFrame, two: pd.DataFrame, compared: pd.Series[int]) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Whether a party is shared, and whether known ones are opposed in the way that the kinds are compared."""
    doers = list(zip(one["doers"], two["doers"], strict=True))
    named = list(zip(one["parties_named"], two["parties_named"], strict=True))
    shared = [bool(first & second) for first, second in named]
    apart = {"doer": [bool(first and second and not first & second) for first, second in doers],
             "any": [bool(first and second and not first & second) for first, second in named]}
    names = [rules.PARTIES[number] for number in compared]
    opposed = [name in apart and apart[name][at] for at, name in enumerate(names)]
    return pd.Series(shared, dtype=bool), pd.Series(opposed, dtype=bool)


def _figures(one: pd.DataFrame, two: pd.DataFrame) -> tuple[pd.Series[bool], pd.Series[bool]]:
    """Whether a telling figure is shared, and whether counts of one thing lie too far apart."""
    both = list(zip(one["figures"], two["figures"], strict=True))
    shared = [any(value >= rules.TELLING for _, value in first & second) for first, second in both]
    return pd.Series(shared, dtype=bool), pd.Series([_contradict(*pair) for pair in both], dtype=bool)


def _contradict(first: frozenset[tuple[str, float]], second: frozenset[tuple[str, float]]) -> bool:
    near: dict[str, bool] = {}
    for (kind, one), (other, two) in product(first, second):
        if kind == other:
            near[kind] = near.get(kind, False) or max(one, two) <= rules.MOST_RATIO * min(one, two)
    return not all(near.values())
