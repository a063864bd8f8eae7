"""Why a name means this place, in words: method, reason, and the difference to the runner-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations

from components.core.records import Contrast, Place
from components.lexicon.names import NameLexicon
from components.places.context import WeighedQuery

MOST_DIFFERENCES = 6
COUNTERPARTS = {
    "lies in what stands behind the comma": "lies outside what stands behind the comma",
    "lies in the place that the words put it in": "lies outside the place that the words put it in",
    "kind that the words ask for": "not the kind that the words ask for",
}
LEAST_GAIN = 0.5
"""Of log-odds; a cue that would add less is not proposed."""


def contrast_of(answer: WeighedQuery, names: NameLexicon) -> tuple[Contrast, ...]:
    """The evidence in which the first two candidates differ, the strongest first."""
    found = []
    for cue, chosen, runner_up in _compared(answer, names):
        if abs(chosen - runner_up) >= LEAST_WEIGHT:
            words = (
                cue_in_words(cue, place, names)
                for place, evidence in zip(answer.places[:2], answer.evidence, strict=False)
                if cue in evidence
            )
            found.append(
                Contrast(
                    words=", against ".join(dict.fromkeys(words)),
                    chosen=chosen,
                    runner_up=runner_up,
                )
            )
    found.sort(key=lambda one: (-abs(one.chosen - one.runner_up), one.words))
    return tuple(found[:MOST_DIFFERENCES])


def turn_of(answer: WeighedQuery, names: NameLexicon) -> str:
    """The least that the text would have to say for the runner-up to win: one or two cues."""
    compared = _compared(answer, names)
    if not compared:
        return ""
    # Log-odds between the first two.
    behind = sum(chosen - runner_up for _, chosen, runner_up in compared)
    gains = list(_gains(answer, names))
    for count in (1, 2):
        for picked in combinations(gains, count):
            words = [words for _, words in picked]
            # Not the same twice: "Texas" after a comma and words that say that it is in Texas.
            is_same = count == 2 and any(
                all(part in one for one in words) for part in ("{admin1}", "{kind}", "{country}")
            )
            if not is_same and sum(gain for gain, _ in picked) > behind:
                return " and ".join(filled_in(one, answer.places[1], names) for one in words)
    return ""


def _compared(answer: WeighedQuery, names: NameLexicon) -> list[tuple[str, float, float]]:
    """Each cue with what it adds for the chosen place and the runner-up; none without one."""
    if len(answer.places) < 2 or answer.query.fixed:
        return []
    weights, (best, second) = names.place_weights[1], answer.evidence[:2]
    return [
        (
            cue,
            round(weights.get(cue, 0.0) * best.get(cue, 0.0), 2),
            round(weights.get(cue, 0.0) * second.get(cue, 0.0), 2),
        )
        for cue in sorted({*best, *second})
    ]


def _gains(answer: WeighedQuery, names: NameLexicon) -> Iterator[tuple[float, str]]:
    """What each cue would add if it spoke for the runner-up instead, with its words.

    Its counterpart is subtracted: "in" and "not in the place after the comma"."""
    weights, (best, second) = names.place_weights[1], answer.evidence[:2]
    for cue, row in names.place_cues.items():
        if not row.turn or not _favours(row.turn, answer.places[1], answer.places[0]):
            continue
        against = COUNTERPARTS.get(cue, "")
        gain = weights.get(cue, 0.0) * (1.0 - second.get(cue, 0.0) + best.get(cue, 0.0))
        gain -= weights.get(against, 0.0) * (
            1.0 - best.get(against, 0.0) + second.get(against, 0.0)
        )
        if gain >= LEAST_GAIN:
            yield gain, row.turn


def _favours(turn: str, place: Place, chosen: Place) -> bool:
    """Whether the words fit this place and not the chosen one."""
    if "{admin1}" in turn:
        return bool(place.admin1) and place.admin1_id not in (chosen.admin1_id, place.id)
    if "{kind}" in turn:
        return place.kind != chosen.kind
    return "{country}" not in turn or place.country not in (chosen.country, "")


MOST_EVIDENCE = 5
STATED = ("kind asked for", "named beside it")
"""Methods that rest on the words; they go before what the document only suggests."""
TOO_UNSURE = "The gazetteer has places of this name, but none is likely to be meant."
LEAST_STATED = 1.5
LEAST_WEIGHT = 0.15
"""Contribution to the log-odds below which evidence is not shown."""


def evidence_in_words(
    place: Place, evidence: Mapping[str, float], names: NameLexicon
) -> tuple[str, ...]:
    """The strongest pieces for and against with their weight: "named beside Uzbekistan (+3.1)"."""
    weights = names.place_weights[1]
    parts = [(weights.get(cue, 0.0) * strength, cue) for cue, strength in evidence.items()]
    strongest = sorted(
        (part for part in parts if abs(part[0]) >= LEAST_WEIGHT), key=lambda part: -abs(part[0])
    )
    return tuple(
        f"{cue_in_words(cue, place, names)} ({value:+.1f})"
        for value, cue in strongest[:MOST_EVIDENCE]
    )


def cue_in_words(cue: str, place: Place, names: NameLexicon) -> str:
    row = names.place_cues.get(cue)
    return filled_in(row.words, place, names) if row is not None and row.words else cue


def filled_in(template: str, place: Place, names: NameLexicon) -> str:
    """A text of place_cues.csv filled in; "its unit" where the unit has no name."""
    kind = names.place_cues.get(f"kind {place.kind}")
    return template.format(
        people=f"{place.population:,}" if place.population else "an unknown number of",
        kind=kind.words if kind else place.kind,
        admin1=place.admin1 or "its unit",
        country=names.country_names.get(place.country, place.country or "no country"),
        name=place.name,
        source=place.source,
    )


def method_of(answer: WeighedQuery, names: NameLexicon) -> str:
    """The method whose cues favour the chosen place over the runner-up most."""
    if answer.query.fixed:
        return "given in the text" if answer.places[0].kind == "position" else "one meaning"
    if len(answer.places) == 1:
        return "only candidate"
    weights, (best, second) = names.place_weights[1], answer.evidence[:2]
    gains = Counter[str]()
    for cue in sorted({*best, *second}):
        row = names.place_cues.get(cue)
        if row is not None and row.method:
            gain = weights.get(cue, 0.0) * (best.get(cue, 0.0) - second.get(cue, 0.0))
            gains[row.method] += gain  # type: ignore[assignment]
    stated = {method: gains[method] for method in STATED if gains.get(method, 0.0) >= LEAST_STATED}
    return max(sorted(stated or gains), key=lambda method: gains[method], default="best candidate")


def reason_of(answer: WeighedQuery, *, none_wins: float) -> str:
    """Why the name gets no place, or an empty string."""
    if not answer.places:
        return "The gazetteer has no place of this name."
    if answer.shares[-1] < none_wins or answer.query.fixed:
        return ""
    asked = answer.query.hint.words
    if asked and asked in answer.query.name.split():
        return f"The gazetteer has places of this name, but none that is a {asked.lower()}."
    return "The gazetteer has places of this name, but none fits what the text says."
