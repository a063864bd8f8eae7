"""What sets the chosen place apart from the runner-up, and what in the text would have made the
runner-up win."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from components.core.records import Contrast, Place
from components.lexicon.names import NameLexicon
from components.places.context import Read
from components.places.telling import LEAST_TOLD, in_words, words_of

TOLD_DIFFERENCES = 6
COUNTERPARTS = {
    "lies in what stands behind the comma": "lies outside what stands behind the comma",
    "lies in the place that the words put it in": "lies outside the place that the words put it in",
    "kind that the words ask for": "not the kind that the words ask for",
}
LEAST_GAIN = 0.5
"""Of log-odds; evidence that adds less is not worth asking for."""


def contrast_of(answer: Read, names: NameLexicon) -> tuple[Contrast, ...]:
    """The evidence in which the first two candidates differ, the weightiest first."""
    if len(answer.places) < 2 or answer.query.fixed:
        return ()
    telling = (cue for cue in _cues(answer) if abs(_difference(cue, answer, names)) >= LEAST_TOLD)
    found = [_contrast(cue, answer, names) for cue in telling]
    found.sort(key=lambda one: (-abs(one.chosen - one.runner_up), one.words))
    return tuple(found[:TOLD_DIFFERENCES])


def turn_of(answer: Read, names: NameLexicon) -> str:
    """The least, of what a text can say, that makes up for the runner-up's arrears: one piece of
    evidence or two."""
    if len(answer.places) < 2 or answer.query.fixed:
        return ""
    # Log-odds between the first two.
    behind = sum(_difference(cue, answer, names) for cue in _cues(answer))
    gains = list(_gains(answer, names))
    for count in (1, 2):
        for picked in combinations(gains, count):
            if sum(gain for gain, _ in picked) > behind and (
                count == 1 or _are_apart(*(words for _, words in picked))
            ):
                return " and ".join(in_words(words, answer.places[1], names) for _, words in picked)
    return ""


def _are_apart(one: str, other: str) -> bool:
    """Not two ways to say the same: "Texas" behind a comma and words that put it in Texas."""
    return not any(part in one and part in other for part in ("{admin1}", "{kind}", "{country}"))


def _gains(answer: Read, names: NameLexicon) -> Iterator[tuple[float, str]]:
    """What each piece of evidence would add if it were said of the runner-up in place of the
    chosen, with its words.

    What speaks for the one speaks against the other where it has a counterpart: "in" and "not in
    the place behind the comma".
    """
    weights, (best, second) = names.place_weights[1], answer.evidence[:2]
    for cue, told in names.place_cues.items():
        if not told.turn or not _tells_apart(told.turn, answer.places[1], answer.places[0]):
            continue
        against = COUNTERPARTS.get(cue, "")
        gain = weights.get(cue, 0.0) * (1.0 - second.get(cue, 0.0) + best.get(cue, 0.0))
        gain -= weights.get(against, 0.0) * (
            1.0 - best.get(against, 0.0) + second.get(against, 0.0)
        )
        if gain >= LEAST_GAIN:
            yield gain, told.turn


def _tells_apart(turn: str, place: Place, chosen: Place) -> bool:
    """Whether the words would not speak for the chosen place just as well."""
    if "{admin1}" in turn:
        return bool(place.admin1) and place.admin1_id not in (chosen.admin1_id, place.id)
    if "{kind}" in turn:
        return place.kind != chosen.kind
    return "{country}" not in turn or place.country not in (chosen.country, "")


def _cues(answer: Read) -> list[str]:
    return sorted({*answer.evidence[0], *answer.evidence[1]})


def _values(cue: str, answer: Read, names: NameLexicon) -> tuple[float, float]:
    """What a piece of evidence gives the chosen place and the runner-up."""
    weight, (best, second) = names.place_weights[1].get(cue, 0.0), answer.evidence[:2]
    return round(weight * best.get(cue, 0.0), 2), round(weight * second.get(cue, 0.0), 2)


def _difference(cue: str, answer: Read, names: NameLexicon) -> float:
    chosen, runner_up = _values(cue, answer, names)
    return chosen - runner_up


def _contrast(cue: str, answer: Read, names: NameLexicon) -> Contrast:
    chosen, runner_up = _values(cue, answer, names)
    told = [
        words_of(cue, answer.places[number], names)
        for number in (0, 1)
        if cue in answer.evidence[number]
    ]
    return Contrast(
        words=", against ".join(dict.fromkeys(told)), chosen=chosen, runner_up=runner_up
    )
