"""Merges the claims about one place, day by day; RULES says what outranks what.

Monitors' assessments and the words of parties and press are two tracks that never outrank each
other. Within a track, a later claim replaces what it contradicts and joins what it agrees with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

ASSESSED, ACKNOWLEDGED, CLAIMED, REPORTED = "assessed", "acknowledged", "claimed", "reported"
RANKS: Final = {REPORTED: 1, CLAIMED: 2, ACKNOWLEDGED: 3, ASSESSED: 4}
STAGES: Final = {"control taken": 0, "control regained": 1, "withdrawal": 1, "control held": 2}
"""Where the order in time is not known, claims of a lower stage are the earlier ones."""
HELD: Final = "control held"
OPEN_START: Final = 0
"""Ordinal of a first day that the words leave open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim as the rules need it. Days are ordinals; ``share`` is the least part held or left;
    ``denies``: it says that it did not happen."""

    id: str
    day: int
    """Latest day by which it is said to be so."""
    first_day: int
    reported: int
    holder: str
    left_by: str
    share: float
    support: str
    """assessed, acknowledged, claimed or reported."""
    words: tuple[str, ...]
    """Words of status (rule 10)."""
    voice: str
    kind: str = HELD
    firm: bool = True
    denies: bool = False
    extent: str = ""

    @property
    def sides(self) -> tuple[str, str]:
        return self.holder, self.left_by


def _starts_later(first: Statement, second: Statement) -> bool:
    return first.first_day > second.first_day and STAGES[first.kind] > STAGES[second.kind]


RULES: Final[Sequence[Callable[[Statement, Statement], bool]]] = (
    # A loss that a party acknowledges outranks what contradicts it.
    lambda first, second: first.support == ACKNOWLEDGED != second.support,
    # A leaving or retaking with a first day outranks a capture that may be earlier.
    _starts_later,
    # A change outranks what was said to be held on the same day.
    lambda first, second: first.kind != HELD == second.kind,
    # Of one voice, the later report counts.
    lambda first, second: first.voice == second.voice and first.reported > second.reported,
)
"""Whether the first of two contradicting statements of a day outranks the second. The first rule
that says so, for one order or the other, decides; if none does, they are disputed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """A place from ``day`` on; ``standing``: held, left, contested, unknown; others are sides."""

    day: int
    since: int
    standing: str
    held: tuple[str, ...]
    left: tuple[str, ...]
    status: tuple[str, ...]
    extents: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _StatementsInEffect:
    """Statements in effect, oldest first, and the denials against them."""

    stated: tuple[Statement, ...] = ()
    denials: tuple[Statement, ...] = ()


def contradicts(first: Statement, second: Statement) -> bool:
    """Whether both cannot be so: shares of different sides come to more than the whole."""
    if first.holder and second.holder:
        clash = first.holder != second.holder
    else:
        pairs = (first.holder, second.left_by), (second.holder, first.left_by)
        clash = any(holder and holder == leaver for holder, leaver in pairs)
    return clash and first.share + second.share > 1


def states_of(statements: Iterable[Statement]) -> Iterator[PlaceState]:
    """The states of one place, each until the next, whatever the order of the input."""
    ordered = sorted(statements, key=lambda one: (one.day, one.reported, one.sides, one.id))
    others, monitors, hedged = _StatementsInEffect(), _StatementsInEffect(), tuple[Statement, ...]()
    before: PlaceState | None = None
    for day, group in groupby(ordered, key=lambda one: one.day):
        new = list(group)
        hedged += tuple(one for one in new if not one.firm)
        firm = [one for one in new if one.firm]
        others = _after(others, [one for one in firm if one.support != ASSESSED])
        monitors = _after(monitors, [one for one in firm if one.support == ASSESSED])
        state = _state(day, others, monitors, hedged)
        # The day since which the same sides hold it.
        if before is not None and _who(before) == _who(state):
            state = replace(state, since=before.since)
        before = state
        yield state


def _after(track: _StatementsInEffect, new: Sequence[Statement]) -> _StatementsInEffect:
    """The track with the statements of one more day."""
    if not new:
        return track
    # A capture "by" a later day may be earlier than a leaving or retaking with a first day.
    late = [
        one
        for one in new
        if not one.denies
        and not any(contradicts(one, old) and _starts_later(old, one) for old in track.stated)
    ]
    standing = [
        one
        for one in late
        if not any(contradicts(one, other) and _outranks(other, one) for other in late)
    ]
    kept = [old for old in track.stated if not any(contradicts(old, one) for one in standing)]
    cleared = any(RANKS[one.support] != RANKS[CLAIMED] for one in standing)
    denials = () if cleared else track.denials
    return _StatementsInEffect(
        stated=(*kept, *standing), denials=(*denials, *(one for one in new if one.denies))
    )


def _outranks(first: Statement, second: Statement) -> bool:
    for outranks in RULES:
        if outranks(first, second):
            return True
        if outranks(second, first):
            return False
    return False


def _denied(one: Statement, denials: Iterable[Statement]) -> bool:
    """An acknowledged loss is disputed only by the side that acknowledges it."""
    return any(
        (denial.holder and denial.holder == one.holder)
        or (denial.left_by and denial.left_by == one.left_by)
        or denial.id == one.id
        for denial in denials
        if one.support != ACKNOWLEDGED or denial.voice == one.voice
    )


def _words(track: _StatementsInEffect) -> list[str]:
    kinds = {(*one.sides, one.share): one for one in track.stated}
    clash = any(contradicts(first, second) for first in kinds.values() for second in kinds.values())
    if clash or any(_denied(one, track.denials) for one in track.stated):
        return ["disputed"]
    ranked = sorted(track.stated, key=lambda one: -RANKS[one.support])
    return list(dict.fromkeys(word for one in ranked for word in one.words))


def unknown_from(day: int, *, claims: tuple[str, ...] = ()) -> PlaceState:
    """The state of a place of which nothing is known; ``claims`` are those that say too little."""
    return PlaceState(
        day=day,
        since=day,
        standing="unknown",
        held=(),
        left=(),
        status=("unknown",),
        extents=(),
        claims=claims,
    )


def _state(
    day: int,
    others: _StatementsInEffect,
    monitors: _StatementsInEffect,
    hedged: tuple[Statement, ...],
) -> PlaceState:
    stated = (*others.stated, *monitors.stated)
    if not stated:
        return unknown_from(day, claims=tuple(one.id for one in hedged))
    held, left = (_distinct(getattr(one, name) for one in stated) for name in ("holder", "left_by"))
    status = [*_words(others), *_words(monitors)]
    if len(status) > 1:
        status = [word for word in status if word != REPORTED]
    standing = "held" if held else "left"
    if "disputed" in status or len(held) > 1 or set(held) & set(left):
        standing = "contested"
    denials = others.denials + monitors.denials
    against = tuple(one.id for one in denials if any(_denied(other, (one,)) for other in stated))
    return PlaceState(
        day=day,
        since=day,
        standing=standing,
        held=held,
        left=left,
        status=_distinct(status),
        extents=_distinct(one.extent for one in stated),
        claims=(*(one.id for one in stated), *against),
    )


def _who(state: PlaceState) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    return state.standing, state.held, () if state.standing == "held" else state.left


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
