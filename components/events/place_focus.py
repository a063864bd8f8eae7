"""Where the article is at an event: the places that it names often, early or last, and those of the
events before. Named cues beside those of the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from components.core.records import Span
from components.events.place_context import HERE, CandidateMention, PlaceQuestion, lies_in

SENTENCES = 6
SHARES = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75)
HISTORY = (0.0, 0.1, 0.25, 0.5, 0.75)
PLACES = (1, 2, 3, 5, 8, 12)
RANKS = (0, 1, 2, 3)
EARLY = (0, 1, 2, 5)
SINCE = (0, 1, 2, 4)
"""Upper ends of the classes of numbers."""
LAST_EVENTS = 3
NEAR_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event told before, and the places that it was given; none where it has no place."""

    family: str
    sentence: Span
    place_ids: frozenset[str]


def focus_cues(question: PlaceQuestion, zone: str, mention: CandidateMention) -> Iterator[str]:
    """Of a mention: how often, how early and how lately the article names its place."""
    where = "" if zone == HERE else ", elsewhere"
    yield f"sentences back: {_sentences_back(question.sentence - mention.sentence)}"
    yield from (f"{cue}{where}" for cue in _named(question, mention))
    yield from (f"{cue}{where}" for cue in _lately_named(question, mention))
    yield from (f"{cue}{where}" for cue in _beside_the_names_here(question, mention))


def _sentences_back(count: int) -> str:
    return "after" if count < 0 else "far" if count > SENTENCES else str(count)


def _named(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    place_context, place = question.place_context, mention.place
    times, counts = place_context.main.get(place.id, 0), place_context.times_named
    yield f"share of the names: {_class(times / max(sum(counts), 1), SHARES)}"
    yield f"rank among the names: {_class(counts.index(times), RANKS) if times else 'none'}"
    yield f"places named: {_class(len(counts), PLACES)}"
    if place.name.lower() in place_context.context.article.title.lower():
        yield "in the title"
    yield f"first named in sentence: {_class(place_context.first_named[place.id], EARLY)}"


def _lately_named(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    places = (place.id for place in question.places_before if place.kind != "country")
    if next(places, "") == mention.place.id:
        yield "the last place before"
    since = question.names_since.get(mention.place.id)
    yield f"names since: {'not before' if since is None else _class(since, SINCE)}"


def _beside_the_names_here(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    here = [one.place for one in question.here]
    if not here:
        yield "no name in the sentence"
    if any(place.country == mention.place.country for place in here):
        yield "in the country of a name in the sentence"
    if any(lies_in(mention.place, place) for place in here):
        yield "within a name in the sentence"
    if any(lies_in(place, mention.place) for place in here):
        yield "around a name in the sentence"


def history_cues(
    question: PlaceQuestion, zone: str, mention: CandidateMention, *, before: Sequence[PlacedEvent]
) -> Iterator[str]:
    """Of a mention: whether the events before, in text order, are at its place."""
    where = "" if zone == HERE else ", elsewhere"
    family, place = question.place_context.family_of(question.event), mention.place.id
    for number, one in enumerate(reversed(before[-LAST_EVENTS:]), start=1):
        yield from _of_one_before(f"event {number} before: ", one, question, family, place, where)
    kin = [one.place_ids for one in before if one.family == family]
    if kin:
        last = "it" if place in kin[-1] else "another place" if kin[-1] else "no place"
        yield f"its family was last at: {last}{where}"
        ever = any(place in ids for ids in kin)
        yield f"its family was {'' if ever else 'never '}there{where}"
    there = sum(place in one.place_ids for one in before)
    if any(one.place_ids for one in before):
        yield f"share of the events: {_class(there / len(before), HISTORY)}{where}"


def _of_one_before(
    start: str, one: PlacedEvent, question: PlaceQuestion, family: str, place: str, where: str
) -> Iterator[str]:
    sentence = question.event.sentence
    apart = sentence.start - one.sentence.end
    distance = "here" if one.sentence == sentence else "near" if apart < NEAR_CHARACTERS else "far"
    if not one.place_ids:
        yield f"{start}no place"
    elif place in one.place_ids:
        kin = "its family" if one.family == family else "another family"
        yield f"{start}there, {distance}, {kin}"
        yield f"{start}there{where}"
    else:
        yield f"{start}another place, {distance}{where}"


def _class(number: float, ends: Sequence[float]) -> str:
    return next((f"up to {end:g}" for end in ends if number <= end), "more")
