"""Which mentions are places, and which of those that overlap, in two passes.

The first weighs each mention by its cues. The second knows the first's verdict on namesakes and on
overlapping mentions, so that a name has one sense and the better span wins."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest, nsmallest

from components.lexicon.names import NameLexicon
from components.places.cues import UNMISTAKEN, cues_of
from components.places.document_names import document_names
from components.places.mentions import PlaceMention
from components.places.reading import WordReading

VERDICTS = ((3.0, "sure"), (1.0, "likely"), (-1.0, "open"), (-3.0, "unlikely"))
"""Log-odds from which a verdict of the first pass has its name; below all, "no"."""
LEAST_WHOLE = -4.0
"""Below it a longer name ("Home News", a village) says nothing of the names inside it."""
NEVER = -9.0
JUST_A_PLACE = 0.1
DEMONYM_ODDS = 2.0
"""A demonym needs no weighing; longer names that hold it ("Indian Ocean") win."""


def cues_of_all(
    mentions: Sequence[PlaceMention], reading: WordReading, names: NameLexicon
) -> list[list[str]]:
    shared = document_names(reading, mentions, names)
    return [cues_of(mention, reading, shared, names=names) for mention in mentions]


def judge(
    mentions: Sequence[PlaceMention], reading: WordReading, names: NameLexicon
) -> list[float]:
    cues = cues_of_all(mentions, reading, names)
    first_weights, second_weights = names.toponym_weights
    first = [log_odds(found, first_weights) for found in cues]
    second = later_cues(mentions, first)
    odds = [
        DEMONYM_ODDS if mention.source == "demonym" else log_odds(found + later, second_weights)
        for mention, found, later in zip(mentions, cues, second, strict=True)
    ]
    return whole_names(mentions, one_sense(mentions, odds, cues))


def one_sense(
    mentions: Sequence[PlaceMention], odds: Sequence[float], cues: Sequence[Sequence[str]]
) -> list[float]:
    """An unmistakable name of few places is a place everywhere once it is anywhere."""
    best: dict[str, float] = {}
    for mention, odd in zip(mentions, odds, strict=True):
        best[mention.name] = max(odd, best.get(mention.name, NEVER))
    return [
        max(odd, JUST_A_PLACE)
        if odd > LEAST_WHOLE and best[mention.name] > 0 and UNMISTAKEN & set(found)
        else odd
        for mention, odd, found in zip(mentions, odds, cues, strict=True)
    ]


def whole_names(mentions: Sequence[PlaceMention], odds: Sequence[float]) -> list[float]:
    """A known longer name takes over from those inside it: "Gulf of Mexico" from "Mexico"."""
    found = list(odds)
    for number, mention in enumerate(mentions):
        if (
            mention.source not in ("gazetteer", "alias")
            or mention.end - mention.first < 2
            or odds[number] < LEAST_WHOLE
        ):
            continue
        for other in _overlapping(number, mentions):
            inner = mentions[other]
            if mention.start <= inner.start and inner.stop <= mention.stop:
                found[number] = max(found[number], odds[other])
                found[other] = NEVER
    return found


def log_odds(cues: Sequence[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(cue, 0.0) for cue in cues)


def probability(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def pass_verdict(odds: float) -> str:
    return next((name for least, name in VERDICTS if odds > least), "no")


def later_cues(mentions: Sequence[PlaceMention], odds: Sequence[float]) -> list[list[str]]:
    """What the first pass says of the mention, of its namesakes and of overlapping ones."""
    by_name: defaultdict[str, list[float]] = defaultdict(list)
    for mention, odd in zip(mentions, odds, strict=True):
        by_name[mention.name].append(odd)
    same = {name: _SameName.of(found) for name, found in by_name.items()}
    return [
        list(
            _later(
                odds[number],
                same[mention.name],
                [odds[other] for other in _overlapping(number, mentions)],
            )
        )
        for number, mention in enumerate(mentions)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _SameName:
    """The odds of a name's mentions, summed up so that each can be told from the rest at once."""

    count: int
    total: float
    lowest: tuple[float, ...]
    highest: tuple[float, ...]

    @classmethod
    def of(cls, odds: Sequence[float]) -> _SameName:
        return cls(
            count=len(odds),
            total=sum(odds),
            lowest=tuple(nsmallest(2, odds)),
            highest=tuple(nlargest(2, odds)),
        )


def _later(own: float, same: _SameName, overlapping: Sequence[float]) -> Iterator[str]:
    yield "own=" + pass_verdict(own)
    if same.count > 1:
        best = pass_verdict(same.highest[own == same.highest[0]])
        yield "others best=" + best
        yield "others mean=" + pass_verdict((same.total - own) / (same.count - 1))
        yield "others worst=" + pass_verdict(same.lowest[own == same.lowest[0]])
        yield f"own & best={pass_verdict(own)}/{best}"
    if overlapping:
        yield "overlapping best=" + pass_verdict(max(overlapping))
        yield (
            "overlapped by a better one"
            if max(overlapping) > own
            else "better than those it overlaps"
        )


def _overlapping(number: int, mentions: Sequence[PlaceMention]) -> Iterator[int]:
    """Mentions come in order of their start."""
    here = mentions[number]
    for other in range(number - 1, -1, -1):
        if mentions[other].stop > here.start:
            yield other
        elif here.first - mentions[other].first > 12:
            break
    for other in range(number + 1, len(mentions)):
        if mentions[other].start >= here.stop:
            break
        yield other


def best_apart(mentions: Sequence[PlaceMention], odds: Sequence[float]) -> list[int]:
    """Mentions without overlap whose log-odds above even chances add up to the most."""
    order = sorted(
        (number for number, value in enumerate(odds) if value > 0),
        key=lambda number: mentions[number].stop,
    )
    stops = [mentions[number].stop for number in order]
    best, taken = [0.0], [False]
    for place, number in enumerate(order):
        free = bisect_right(stops, mentions[number].start, 0, place)
        with_it = best[free] + odds[number]
        taken.append(with_it > best[-1])
        best.append(max(with_it, best[-1]))
    chosen, place = [], len(order)
    while place:
        if taken[place]:
            chosen.append(order[place - 1])
            place = bisect_right(stops, mentions[order[place - 1]].start, 0, place - 1)
        else:
            place -= 1
    return chosen[::-1]
