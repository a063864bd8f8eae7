"""A reading of a name in words: why this place, by which method, or why none."""

from __future__ import annotations

from collections.abc import Mapping

from components.core.records import Place
from components.lexicon.names import NameLexicon, Weights
from components.places.context import Read

TOLD_EVIDENCE = 5
STATED = ("kind asked for", "named beside it")
"""Methods that rest on the words themselves; they are named before what the document only
suggests."""
TOO_UNSURE = "The gazetteer has places of this name, but none is likely to be meant."
LEAST_STATED = 1.5
LEAST_TOLD = 0.15
"""Contribution to the log-odds below which evidence is not worth telling."""


def evidence_in_words(
    place: Place, evidence: Mapping[str, float], *, weights: Weights, names: NameLexicon
) -> tuple[str, ...]:
    """The strongest pieces for and against, with what each adds: "named beside Uzbekistan
    (+3.1)"."""
    parts = [(weights.get(cue, 0.0) * strength, cue) for cue, strength in evidence.items()]
    strongest = sorted(
        (part for part in parts if abs(part[0]) >= LEAST_TOLD), key=lambda part: -abs(part[0])
    )
    return tuple(
        f"{words_of(cue, place, names)} ({value:+.1f})" for value, cue in strongest[:TOLD_EVIDENCE]
    )


def words_of(cue: str, place: Place, names: NameLexicon) -> str:
    told = names.place_cues.get(cue)
    return in_words(told.words, place, names) if told is not None and told.words else cue


def in_words(template: str, place: Place, names: NameLexicon) -> str:
    """A text of place_cues.csv with what it says of the place; "its unit" where the unit has no
    name."""
    kind = names.place_cues.get(f"kind {place.kind}")
    return template.format(
        people=f"{place.population:,}" if place.population else "an unknown number of", kind=kind.words if kind else place.kind,
        admin1=place.admin1 or "its unit", country=names.country_names.get(place.country, place.country or "no country"),
        name=place.name, source=place.source,
    )  # fmt: skip


def method_of(answer: Read, names: NameLexicon) -> str:
    """What sets the chosen place apart from the runner-up most."""
    if answer.query.fixed:
        return "given in the text" if answer.places[0].kind == "position" else "one meaning"
    if len(answer.places) == 1:
        return "only candidate"
    weights = names.place_weights[1]
    best, second = answer.evidence[0], answer.evidence[1]
    gains: dict[str, float] = {}
    for cue in {*best, *second}:
        told = names.place_cues.get(cue)
        if told is not None and told.method:
            gain = weights.get(cue, 0.0) * (best.get(cue, 0.0) - second.get(cue, 0.0))
            gains[told.method] = gains.get(told.method, 0.0) + gain
    stated = {method: gains[method] for method in STATED if gains.get(method, 0.0) >= LEAST_STATED}
    return max(sorted(stated or gains), key=lambda method: gains[method], default="best candidate")


def reason_of(answer: Read, *, none_wins: float) -> str:
    """Why the name gets no place, or an empty string."""
    if not answer.places:
        return "The gazetteer has no place of this name."
    if answer.shares[-1] < none_wins or answer.query.fixed:
        return ""
    asked = answer.query.want.words
    if asked and asked in answer.query.name.split():
        return f"The gazetteer has places of this name, but none that is a {asked.lower()}."
    return "The gazetteer has places of this name, but none fits what the text says."
