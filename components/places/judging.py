"""Which mentions are places, and which of overlapping ones, in two passes.

The first weighs each mention by its cues. The second also knows the first verdicts on mentions of
the same name and on overlapping ones, so that a name has one sense and the better span wins."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from components.places.cues import UNAMBIGUOUS, cues_of, document_names
from components.places.mentions import PlaceMention
from components.places.reading import WordReading

VERDICTS = ((3.0, "sure"), (1.0, "likely"), (-1.0, "open"), (-3.0, "unlikely"))
"""Verdicts of the first pass and the log-odds from which they apply; below all of them, "no"."""
LEAST_WHOLE = -4.0
"""Below it a longer name ("Home News", a village) does not replace the names inside it."""
NEVER = -9.0
JUST_A_PLACE = 0.1
DEMONYM_ODDS = 2.0
"""Of each demonym; longer names with one in them ("Indian Ocean") win."""


def cues_of_all(mentions: Sequence[PlaceMention], reading: WordReading) -> list[list[str]]:
    shared = document_names(reading, mentions)
    return [cues_of(mention, reading, shared) for mention in mentions]


def judge(mentions: Sequence[PlaceMention], reading: WordReading) -> list[float]:
    cues = cues_of_all(mentions, reading)
    first_weights, second_weights = reading.names.toponym_weights
    second = later_cues(mentions, [log_odds(found, first_weights) for found in cues])
    odds = [
        DEMONYM_ODDS if mention.source == "demonym" else log_odds(found + later, second_weights)
        for mention, found, later in zip(mentions, cues, second, strict=True)
    ]
    # An unambiguous name of few places is a place everywhere if it is one anywhere.
    places = {mention.name for mention, odd in zip(mentions, odds, strict=True) if odd > 0}
    odds = [
        max(odd, JUST_A_PLACE)
        if odd > LEAST_WHOLE and mention.name in places and UNAMBIGUOUS & set(found)
        else odd
        for mention, odd, found in zip(mentions, odds, cues, strict=True)
    ]
    return _whole_names(mentions, odds)


def _whole_names(mentions: Sequence[PlaceMention], odds: Sequence[float]) -> list[float]:
    """A known longer name replaces those inside it: "Gulf of Mexico" replaces "Mexico"."""
    found = list(odds)
    for number, mention in enumerate(mentions):
        is_known = mention.source in ("gazetteer", "alias")
        if not is_known or mention.end - mention.first < 2 or odds[number] < LEAST_WHOLE:
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
    """The first pass's verdicts on the mention, on others of its name and on overlapping ones."""
    by_name: defaultdict[str, list[float]] = defaultdict(list)
    for mention, odd in zip(mentions, odds, strict=True):
        by_name[mention.name].append(odd)
    for of_name in by_name.values():
        of_name.sort()
    total = {name: sum(of_name) for name, of_name in by_name.items()}
    found = []
    for number, (mention, odd) in enumerate(zip(mentions, odds, strict=True)):
        own, same = pass_verdict(odd), by_name[mention.name]
        cues = ["own=" + own]
        if len(same) > 1:
            best = pass_verdict(same[-2 if odd == same[-1] else -1])
            worst = pass_verdict(same[1 if odd == same[0] else 0])
            mean = pass_verdict((total[mention.name] - odd) / (len(same) - 1))
            cues += ["others best=" + best, "others mean=" + mean, "others worst=" + worst]
            cues.append(f"own & best={own}/{best}")
        overlapping = [odds[other] for other in _overlapping(number, mentions)]
        if overlapping:
            most = max(overlapping)
            cues.append("overlapping best=" + pass_verdict(most))
            cues.append(
                "overlapped by a better one" if most > odd else "better than those it overlaps"
            )
        found.append(cues)
    return found


def _overlapping(number: int, mentions: Sequence[PlaceMention]) -> Iterator[int]:
    """Positions of the overlapping mentions; ``mentions`` are in the order of their start."""
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
    """Positions of the mentions without overlap whose positive log-odds have the largest sum
    (weighted interval scheduling)."""
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
