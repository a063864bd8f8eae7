"""Three fitted judgements: which mention is the place of an event, whether a pin is news from
there, and whether the article says that it happened there.

Where the model reads, learned layers answer the first (components/language/place_layers.py). Else
all are logistic: the weights of the cues that hold are added up, rows of event_place_weights.csv.
``data/build.py model`` fits both.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from spacy.tokens import Token

from components.core.precision import MONTH_DAYS
from components.core.records import (
    CONTROL_GROUP,
    DRAWN_ROLES,
    INTENDED,
    STATEMENTS,
    UNMAPPED,
    Event,
    EventTime,
    Place,
    PlaceLink,
)
from components.events.context import placing_role
from components.events.place_context import (
    CandidateMention,
    PlaceContext,
    PlaceQuestion,
    lies_in,
    preposition_class,
    question_of,
)
from components.events.place_cues import (
    HERE_CUE,
    POINTING_BACK,
    WEIGHED,
    Cues,
    PlacedEvent,
    cues_of,
    is_weighed,
    points_back,
)
from components.language.english.syntax import clause, dependents, form_of, function_of
from components.lexicon.events import Weights

THRESHOLD, CHOSEN = "threshold", "threshold of a chosen place"
"""The rows that hold the chance from which the answer is yes; a place that no rule gave needs
more."""
LEAVING = frozenset({"withdrawal", "displacement"})
"""Kinds and families of what starts from its place."""
FAMILY = "family: "
PLACE = "log odds of the place"
NOT_THE_NEWS = "it does not seem to be what the article reports from there"
NEAR = frozenset({"near", "outside", "around", "direction of"})
AGES = ((-1, "ahead"), (1, "a day"), (7, "a week"), (31, "a month"), (366, "a year"))
"""Up to how many days before the publication day."""
OPENING_SENTENCES = 3
MANY_EVENTS = 4
LOOKING_BACK = frozenset(
    "ago since last previous previously earlier former recent anniversary history war once already "
    "during after before following despite decade century year".split()
)
FUNCTIONS = frozenset(
    {"behind a preposition", "object", "subject", "passive subject", "compound", "root"}
)
POSSIBLE = frozenset({"will", "would", "may", "could", "should", "to"})


def chance(weights: Weights, cues: Cues) -> float:
    """Rounded to two decimals before anything is decided: no processor's last bit matters."""
    total = math.fsum(weights.get(cue, 0.0) * strength for cue, strength in cues.items())
    return round(1 / (1 + math.exp(-total)), 2)


@dataclass(frozen=True, slots=True)
class PlaceChoices:
    """By the ids of events: their likely places where the rules give no pin, and where the events
    before them were placed."""

    links: Mapping[str, tuple[PlaceLink, ...]] = field(default_factory=dict)
    before: Mapping[str, Sequence[PlacedEvent]] = field(default_factory=dict)


def choices_of(events: Sequence[Event], place_context: PlaceContext) -> PlaceChoices:
    """``events`` are in text order: where those before were placed is evidence for and against a
    place. A mere statement has no place on the map."""
    links, before, placed = {}, {}, tuple[PlacedEvent, ...]()
    for event in events:
        if event.codes.display_group == STATEMENTS:
            continue
        before[event.id] = placed
        if not any(link.is_pin for link in event.links):
            links[event.id] = places_for(event, place_context, placed)
        drawn = [link for link in event.links if link.role in DRAWN_ROLES]
        places = (link.resolution.place for link in links.get(event.id) or drawn)
        ids = frozenset(place.id for place in places if place)
        placed += (PlacedEvent(place_context.family_of(event), event.sentence, ids),)
    return PlaceChoices(links, before)


def places_for(
    event: Event, place_context: PlaceContext, before: Sequence[PlacedEvent]
) -> tuple[PlaceLink, ...]:
    """The likely places of an event: the likeliest, and others of the event's sentence.

    A place is taken, held or left only at one place, which the sentence itself names or points back
    at (rule 9); a short text places nothing but what it points back at. What is done is not where
    other sentences report only what is still to come.
    """
    if (question := question_of(event, place_context)) is None:
        return ()
    least = place_context.context.lexicon.place_model.place[THRESHOLD]
    of_control = event.codes.display_group == CONTROL_GROUP
    chosen = list[tuple[float, CandidateMention]]()
    for sure, mention, cues in _ranked(question, before):
        is_here = HERE_CUE in cues
        if sure < least:
            break
        is_judged = place_context.is_article and (is_here or not of_control)
        if not is_judged and not cues.keys() & POINTING_BACK:
            continue
        if not is_here and _is_only_ahead_there(event, mention.place, place_context):
            continue
        meets = any(
            one.place.id == mention.place.id
            or lies_in(one.place, mention.place)
            or lies_in(mention.place, one.place)
            for _, one in chosen
        )
        first_is_here = bool(chosen) and event.sentence.contains(chosen[0][1].span)
        if not chosen or (first_is_here and is_here and not of_control and not meets):
            chosen.append((sure, mention))
    return tuple(_link(question, *one) for one in chosen)


def _others_at(place: Place | None, event: Event, place_context: PlaceContext) -> list[Event]:
    """The other events that the rules place there."""
    return [
        one
        for one in place_context.events
        if one.trigger != event.trigger
        and any(link.role in DRAWN_ROLES and link.resolution.place == place for link in one.links)
    ]


def _is_only_ahead_there(event: Event, place: Place, place_context: PlaceContext) -> bool:
    """Events of no known kind do not count."""
    there = [one for one in _others_at(place, event, place_context) if one.kind != UNMAPPED]
    ahead = bool(there) and all(one.modality in INTENDED for one in there)
    return ahead and event.modality not in INTENDED


def _ranked(
    question: PlaceQuestion, before: Sequence[PlacedEvent]
) -> list[tuple[float, CandidateMention, Cues]]:
    """The candidates with chance and cues, the likeliest first; of equal ones the later first."""
    cues = [cues_of(question, zone, one, before=before) for zone, one in question.candidates]
    mentions = [one for _, one in question.candidates]
    found = list(zip(chances(question, mentions, cues), mentions, cues, strict=True))
    return sorted(found, key=lambda one: (-one[0], HERE_CUE not in one[2], -one[1].head.i))


def chances(
    question: PlaceQuestion, mentions: Sequence[CandidateMention], cues: Sequence[Cues]
) -> list[float]:
    """The chance of each mention to be the event's place: by the learned layers, or by its cues
    alone."""
    place_context = question.place_context
    layers = place_context.learned.places
    if not mentions or place_context.learned.encoded is None or layers is None:
        weights = place_context.context.lexicon.place_model.place
        return [chance(weights, held) for held in cues]
    rows = np.stack([place_context.mentions_weighed[one.span.start] for one in mentions])
    return layers.chances(place_context.words_weighed[question.token.i], rows, cues)


def _link(question: PlaceQuestion, sure: float, mention: CandidateMention) -> PlaceLink:
    """``within``: it is only said to be somewhere there, and nobody is said to hold the place;
    "the city" is the place itself."""
    event, place_context = question.event, question.place_context
    here = event.sentence.contains(mention.span)
    is_left = bool(LEAVING & {event.kind, place_context.family_of(event)})
    resolution = replace(mention.resolution, method=WEIGHED, confidence=sure)
    return PlaceLink(
        resolution=resolution,
        role="from" if is_left else placing_role(mention.place.kind),
        near=here and preposition_class(mention.head) in NEAR,
        within=here or not points_back(question, mention),
        evidence=None if here else place_context.sentence_span(mention.sentence),
    )


def judged(event: Event, place_context: PlaceContext, before: Sequence[PlacedEvent]) -> Event:
    """The event; each pin that is not likely to be news from there has the strongest reason against
    it, in words. Its confidence is that of its likeliest pin."""
    if not event.is_drawn:
        return event
    model = place_context.context.lexicon.place_model
    question = question_of(event, place_context)
    links, sure = list[PlaceLink](), list[float]()
    for link in event.links:
        if link.is_pin:
            cues = pin_cues(question, link, before=before)
            sure.append(chance(model.right, cues))
            least = CHOSEN if is_weighed(link) else THRESHOLD
            news = chance(model.news, cues)
            weighed = (
                (model.news.get(cue, 0.0) * strength, cue)
                for cue, strength in cues.items()
                if cue in model.reasons
            )
            against, cue = min(weighed, default=(0.0, ""))
            doubt = model.reasons[cue] if against < 0 else NOT_THE_NEWS
            likely = news >= model.news[least] and sure[-1] >= model.right[least]
            link = replace(link, doubt="" if likely else doubt)
        links.append(link)
    return replace(event, links=tuple(links), confidence=max(sure, default=event.confidence))


def pin_cues(
    question: PlaceQuestion | None, link: PlaceLink, *, before: Sequence[PlacedEvent]
) -> Cues:
    """The cues for and against a pin's being news from its place."""
    if question is None:
        return {"any": 1.0}
    event, place_context = question.event, question.place_context
    span = link.resolution.toponym.span
    own = next((one for one in question.candidates if one[1].span == span), None)
    placed = cues_of(question, *own, before=before) if own else {"any": 1.0}
    cues = {cue: strength for cue, strength in placed.items() if not cue.startswith(FAMILY)}
    cues |= dict.fromkeys((*_told(question), *_linked(event, link, place_context)), 1.0)
    cues[PLACE] = log_odds(chances(question, [own[1]], [placed])[0] if own else 0.5)
    word = place_context.learned.words.get(question.token.i)
    if word is None:
        return cues | {"its word was not read": 1.0}
    is_same = word.kind == event.kind
    return cues | {
        "log odds of telling an event": log_odds(word.event),
        "log odds of telling the news": log_odds(word.news),
        f"log odds of {'its' if is_same else 'another'} kind": log_odds(word.kind_probability),
        "log odds that somebody says it": log_odds(word.said),
        f"read as: {word.status}": word.status_probability,
        **({} if is_same else {"another kind": 1.0}),
    }


def log_odds(likely: float) -> float:
    """Of a chance in two decimals, bounded to 0.01 and 0.99."""
    bounded = min(max(likely, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


def _told(question: PlaceQuestion) -> Iterator[str]:
    """Where in the article, of which time and in which tense the event is reported."""
    event, place_context = question.event, question.place_context
    text = place_context.context.article.text
    third = min(3 * event.trigger.start // max(len(text), 1), 2)
    yield f"told in the {('first', 'second', 'last')[third]} third"
    if question.sentence < OPENING_SENTENCES:
        yield f"told in sentence {question.sentence + 1}"
    yield from (f"time: {name}" for name in _age(event.time, place_context))
    yield from (f"words: {name}" for name in _tense(question.token))
    sentence = question.token.sent
    lemmas = {word.lemma_.lower() for word in sentence}
    yield from (f"sentence: {word}" for word in sorted(LOOKING_BACK & lemmas))
    published = place_context.context.article.published
    years = {
        word.text
        for word in sentence
        if len(word.text) == 4 and word.text[:2] in {"19", "20"} and word.text.isdigit()
    }
    if published and years and str(published.year) not in years:
        yield "sentence: another year"
    together = sum(one.sentence == event.sentence for one in place_context.events)
    yield f"events in the sentence: {min(together, MANY_EVENTS)}"


def _age(time: EventTime, place_context: PlaceContext) -> Iterator[str]:
    published = place_context.context.article.published
    ahead = published is not None and time.last_day is not None and time.last_day > published
    yield f"kind {time.kind}{', ahead' if ahead else '' if time.text else ', no words'}"
    if published is None:
        yield "publication unknown"
    elif time.last_day:
        days = (published - time.last_day).days
        yield next((name for limit, name in AGES if days <= limit), "older")
        if time.first_day and (published - time.first_day).days > MONTH_DAYS:
            yield "began more than a month before"


def _tense(token: Token) -> Iterator[str]:
    verb = clause(token)
    above, function = function_of(verb), function_of(token)
    yield f"clause {'other' if above == 'conjunct' else above}"
    yield f"form {form_of(verb)}"
    yield f"{token.pos_} {function if function in FUNCTIONS else ''}".strip()
    words = {helper.lower_ for helper in dependents(verb, "helper")}
    if "had" in words:
        yield "past perfect"
    if words & {"has", "have"}:
        yield "present perfect"
    if words & POSSIBLE:
        yield "ahead or possible"


def _linked(event: Event, link: PlaceLink, place_context: PlaceContext) -> Iterator[str]:
    """Its role, who says it, what it includes, and what else is reported from its place."""
    yield f"rules: role {link.role}"
    if link.near:
        yield "link: near"
    if link.within:
        yield "link: within"
    for said in event.attributions[:1]:
        yield f"said by: {said.speaker_kind or 'somebody'}, {said.scope}"
    yield from (
        name
        for name, has in (
            ("several passages", event.passages),
            ("figures", event.quantities),
            ("somebody does it", event.actors),
            ("a side does it", any(actor.side for actor in event.actors)),
        )
        if has
    )
    there = _others_at(link.resolution.place, event, place_context)
    if any(place_context.family_of(one) == place_context.family_of(event) for one in there):
        yield "told there again"
    elif there:
        yield "other events there"
