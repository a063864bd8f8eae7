"""From pairs to groups, the strongest first, never against what is in a group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.linking import rules

COLUMNS = ("doc_id", "start", "end", "slack_days", "stated", "doers", "parties_named", "parties")
DOERS, ANY = rules.PARTIES.index("doer"), rules.PARTIES.index("any")


@dataclass(slots=True)
class StoryRows:
    """Rows of one story, and what they have in common.

    Pairwise touching intervals share a day: the latest start and earliest end stand for all."""

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
    """Rows of ``table`` that tell one event, groups of one left out.

    Never two events of one article; ``together`` joined first, ``apart`` never, even through a
    third."""
    kept_apart: dict[int, set[int]] = {}
    for one, two in apart:
        kept_apart.setdefault(one, set()).add(two)
        kept_apart.setdefault(two, set()).add(one)
    ordered = pairs.sort_values(["strength", "one", "two"], ascending=[False, True, True])
    by_hand = set(together)
    found: dict[int, StoryRows] = {}
    cells = {name: table[name].tolist() for name in COLUMNS}
    for one, two in [
        *sorted(by_hand),
        *zip(ordered["one"].tolist(), ordered["two"].tolist(), strict=True),
    ]:
        first, second = (
            found.setdefault(at, _alone(cells, at)) if at not in found else found[at]
            for at in (one, two)
        )
        if first is not second and _may_join(
            first, second, kept_apart, by_hand=(one, two) in by_hand
        ):
            _join(first, second, found, by_hand=(one, two) in by_hand)
    unique = {id(group): sorted(group.rows) for group in found.values() if len(group.rows) > 1}
    return sorted(unique.values())


def _alone(cells: Mapping[str, list[Any]], at: int) -> StoryRows:
    doc, start, end, slack, stated, doers, named, compared = (cells[name][at] for name in COLUMNS)
    return StoryRows(
        rows=[at],
        docs={doc},
        start=start,
        end=end,
        slack_days=slack if stated else 0,
        doers=doers,
        named=named,
        compared=compared,
    )


def _may_join(
    first: StoryRows, second: StoryRows, kept_apart: Mapping[int, set[int]], *, by_hand: bool
) -> bool:
    if not first.docs.isdisjoint(second.docs):
        return False
    fewer, more = sorted((first, second), key=lambda group: len(group.rows))
    members = set(more.rows)
    if any(not members.isdisjoint(kept_apart.get(at, ())) for at in fewer.rows):
        return False
    return by_hand or (_days_touch(first, second) and not _opposed(first, second))


def _days_touch(first: StoryRows, second: StoryRows) -> bool:
    return max(first.start, second.start) - min(first.end, second.end) <= min(
        first.slack_days, second.slack_days
    )


def _opposed(first: StoryRows, second: StoryRows) -> bool:
    compared = max(first.compared, second.compared)
    sets = {DOERS: (first.doers, second.doers), ANY: (first.named, second.named)}.get(compared)
    return sets is not None and bool(sets[0] and sets[1]) and sets[0].isdisjoint(sets[1])


def _join(
    first: StoryRows, second: StoryRows, found: dict[int, StoryRows], *, by_hand: bool
) -> None:
    """Join two groups; a person's may share no day: then any day between will do."""
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
