"""Joins pairs to groups, the strongest first; no pair may contradict what is in a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.linking import rules

COLUMNS = ("doc_id", "start", "end", "slack_days", "stated", "doers", "parties_named", "parties")
DOERS, ANY = rules.PARTIES.index("doer"), rules.PARTIES.index("any")


@dataclass(slots=True)
class StoryRows:
    """Rows of one story, and what they have in common.

    Intervals that touch in pairs share a day: ``start`` is the latest, ``end`` the earliest."""

    rows: list[int]
    docs: set[str]
    start: int
    end: int
    slack_days: int
    doers: frozenset[str]
    named: frozenset[str]
    compared: int


def groups(
    table: pd.DataFrame,
    pairs: pd.DataFrame,
    *,
    together: Sequence[tuple[int, int]],
    apart: Iterable[tuple[int, int]],
) -> list[list[int]]:
    """Groups of two or more rows of ``table`` that report one event.

    Never two events of one article. Pairs of ``together`` are joined first, those of ``apart``
    never, not even through a third."""
    kept_apart: dict[int, set[int]] = {}
    for one, two in apart:
        kept_apart.setdefault(one, set()).add(two)
        kept_apart.setdefault(two, set()).add(one)
    ordered = pairs.sort_values(["strength", "one", "two"], ascending=[False, True, True])
    found_pairs = zip(ordered["one"].tolist(), ordered["two"].tolist(), strict=True)
    by_hand = set(together)
    found: dict[int, StoryRows] = {}
    cells = {name: table[name].tolist() for name in COLUMNS}
    for pair in [*sorted(by_hand), *found_pairs]:
        for at in pair:
            if at not in found:
                doc, start, end, slack, stated, *rest = (cells[name][at] for name in COLUMNS)
                found[at] = StoryRows([at], {doc}, start, end, slack if stated else 0, *rest)
        first, second, is_given = found[pair[0]], found[pair[1]], pair in by_hand
        if first is not second and _may_join(first, second, kept_apart, by_hand=is_given):
            _join(first, second, found, by_hand=is_given)
    unique = {id(group): sorted(group.rows) for group in found.values() if len(group.rows) > 1}
    return sorted(unique.values())


def _may_join(
    first: StoryRows, second: StoryRows, kept_apart: Mapping[int, set[int]], *, by_hand: bool
) -> bool:
    """Not two of one article, nor what a person keeps apart; else days must touch, and the parties
    must not be opposed, as their kinds compare them."""
    if not first.docs.isdisjoint(second.docs):
        return False
    fewer, more = sorted((first, second), key=lambda group: len(group.rows))
    members = set(more.rows)
    if any(not members.isdisjoint(kept_apart.get(at, ())) for at in fewer.rows):
        return False
    apart_days = max(first.start, second.start) - min(first.end, second.end)
    if by_hand or apart_days > min(first.slack_days, second.slack_days):
        return by_hand
    compared = max(first.compared, second.compared)
    parties = {DOERS: (first.doers, second.doers), ANY: (first.named, second.named)}
    one, two = parties.get(compared, (None, None))
    return not (one and two and one.isdisjoint(two))


def _join(
    first: StoryRows, second: StoryRows, found: dict[int, StoryRows], *, by_hand: bool
) -> None:
    """Joins two groups; where a person joins them without a common day, any day between counts."""
    into, other = (first, second) if len(first.rows) >= len(second.rows) else (second, first)
    into.rows += other.rows
    into.docs |= other.docs
    latest, earliest = (max, min) if not by_hand else (min, max)
    into.start, into.end = latest(into.start, other.start), earliest(into.end, other.end)
    into.slack_days = min(into.slack_days, other.slack_days)
    into.doers, into.named = into.doers | other.doers, into.named | other.named
    into.compared = max(into.compared, other.compared)
    for at in other.rows:
        found[at] = into
