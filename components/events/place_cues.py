"""The named cues for and against a mention's being the place of an event.

They come from the parse, the positions and the other events, and are the same whether rules or the
model found the event; what the rules made of the mention is one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.precision import POINT_KINDS
from components.core.records import CONTROL_GROUP, DRAWN_ROLES, INTENDED, Event, PlaceLink, Span
from components.events.place_context import (
    BACK,
    HERE,
    POINTING,
    CandidateMention,
    PlaceQuestion,
    lies_in,
    preposition_class,
)
from components.language.english.prepositions import carrier, governing
from components.language.english.syntax import (
    NOUNS,
    dependents,
    function_of,
    heads_clause,
)
from components.language.english.words import is_a

TOKENS_APART = (3, 8, 15, 30)
"""Upper ends of the classes of distance."""
BESIDE_TOKENS = 6
"""The most tokens between the parts of an address: "X, in the north of Y"."""
WEIGHED = "weighed against the other places named"
"""How a place was chosen that no rule gave."""

HERE_CUE = f"zone: {HERE}"
POINTING_BACK = frozenset({"points back", "points back: there"})
"""Where the event's clause speaks of "the city", or says what happened "there"."""

PARTS = frozenset(
    {"subject", "passive subject", "object", "predicate noun", "adverbial noun", "root"}
)
BULLETS = frozenset("•·*-–—▪►●")

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

Cues = dict[str, float]


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An earlier event, and the places that it was given; none where it has no place."""

    family: str
    sentence: Span
    place_ids: frozenset[str]


def cues_of(
    question: PlaceQuestion, zone: str, mention: CandidateMention, *, before: Sequence[PlacedEvent]
) -> Cues:
    """The cues that hold; those of a mention in another sentence have names of their own.
    ``before`` are the earlier events, in text order."""
    where = "" if zone == HERE else ", elsewhere"
    back = question.sentence - mention.sentence
    plain = [
        f"family: {question.place_context.family_of(question.event)}",
        *(["in the first sentence"] if mention.sentence == 0 else []),
        *(cue for cue, _ in _pointing(question, mention)),
        *_neighbours(question, mention),
        f"sentences back: {'after' if back < 0 else 'far' if back > SENTENCES else back}",
        *(f"{cue}{where}" for cue in _named(question, mention)),
        *_history(question, mention, before, where=where),
    ]
    told = [*_mention_cues(mention), *_by_rules(question, mention), *_event_cues(question)]
    if zone == HERE:
        plain += [
            *_path(question, mention.head),
            *_distance(question, mention.head),
            *_rivals_here(question, mention),
        ]
    else:
        plain += [*_rivals_elsewhere(question, mention), *_lines_between(question, mention)]
    told = [f"{cue}{where}" for cue in told]
    return dict.fromkeys(("any", f"zone: {zone}", *plain, *told), 1.0)


def is_weighed(link: PlaceLink) -> bool:
    """Whether the event's own clause neither names the place nor points back at it."""
    return link.resolution.method == WEIGHED and link.within


def points_back(question: PlaceQuestion, mention: CandidateMention) -> bool:
    """Whether the event's clause points back at the place; where it is about who holds it, at the
    place itself: "took the city", not "took a bridge in the south of the city"."""
    of_control = question.event.codes.display_group == CONTROL_GROUP
    return any(
        cue in POINTING_BACK and (not of_control or _is_taken(question.token, word))
        for cue, word in _pointing(question, mention)
    )


def _is_taken(event: Token, noun: Token) -> bool:
    used = preposition_class(noun)
    holds = carrier(noun) == event or is_a(carrier(noun), "control")
    return used in {"none", "from"} or (used == "of" and holds)


def _pointing(question: PlaceQuestion, mention: CandidateMention) -> Iterator[tuple[str, Token]]:
    """ "the town" or "there" in the event's sentence, after a town was named."""
    if mention.head.i > question.token.i:
        return
    for cue, word, kinds in question.pointing:
        if mention.place.kind in kinds or not kinds:
            yield cue, word


def _neighbours(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    """Finer and larger places around: of an address the finest is the place."""
    others = [one for _, one in question.candidates]
    finer = [one for one in others if lies_in(one.place, mention.place)]
    beside = [
        one
        for one in others
        if one.sentence == mention.sentence and abs(one.head.i - mention.head.i) <= BESIDE_TOKENS
    ]
    if any(one in beside for one in finer):
        yield "a finer one beside it"
    elif any(one.sentence == mention.sentence for one in finer):
        yield "a finer one in its sentence"
    elif finer:
        yield "a finer one around"
    if any(lies_in(mention.place, one.place) for one in beside):
        yield "its address beside it"


def _named(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    """How often, how early and how lately the article names its place, and which it names here."""
    place_context, place = question.place_context, mention.place
    times, counts = place_context.main.get(place.id, 0), place_context.times_named
    yield f"share of the names: {_class(times / max(sum(counts), 1), SHARES)}"
    yield f"rank among the names: {_class(counts.index(times), RANKS) if times else 'none'}"
    yield f"places named: {_class(len(counts), PLACES)}"
    if place.name.lower() in place_context.context.article.title.lower():
        yield "in the title"
    yield f"first named in sentence: {_class(place_context.first_named[place.id], EARLY)}"
    before = (one.id for one in question.places_before if one.kind != "country")
    if next(before, "") == place.id:
        yield "the last place before"
    since = question.names_since.get(place.id)
    yield f"names since: {'not before' if since is None else _class(since, SINCE)}"
    here = [one.place for one in question.here]
    if not here:
        yield "no name in the sentence"
    if any(one.country == place.country for one in here):
        yield "in the country of a name in the sentence"
    if any(lies_in(place, one) for one in here):
        yield "within a name in the sentence"
    if any(lies_in(one, place) for one in here):
        yield "around a name in the sentence"


def _history(
    question: PlaceQuestion,
    mention: CandidateMention,
    before: Sequence[PlacedEvent],
    *,
    where: str,
) -> Iterator[str]:
    """Whether the events before are at its place."""
    family, place = question.place_context.family_of(question.event), mention.place.id
    sentence = question.event.sentence
    for number, one in enumerate(reversed(before[-LAST_EVENTS:]), start=1):
        near = "near" if sentence.start - one.sentence.end < NEAR_CHARACTERS else "far"
        distance = "here" if one.sentence == sentence else near
        if not one.place_ids:
            yield f"event {number} before: no place"
        elif place in one.place_ids:
            kin = "its family" if one.family == family else "another family"
            yield f"event {number} before: there, {distance}, {kin}"
            yield f"event {number} before: there{where}"
        else:
            yield f"event {number} before: another place, {distance}{where}"
    kin_places = [one.place_ids for one in before if one.family == family]
    if kin_places:
        last = kin_places[-1]
        where_last = "it" if place in last else "another place" if last else "no place"
        yield f"its family was last at: {where_last}{where}"
        ever = any(place in ids for ids in kin_places)
        yield f"its family was {'' if ever else 'never '}there{where}"
    there = sum(place in one.place_ids for one in before)
    if any(one.place_ids for one in before):
        yield f"share of the events: {_class(there / len(before), HISTORY)}{where}"


def _class(number: float, ends: Sequence[float]) -> str:
    return next((f"up to {end:g}" for end in ends if number <= end), "more")


def _mention_cues(mention: CandidateMention) -> Iterator[str]:
    """Of the mention itself: kind, use, preposition, part of its clause."""
    kind = mention.place.kind
    yield f"kind: {'point' if kind in POINT_KINDS else kind}"
    yield f"use: {mention.resolution.toponym.use}"
    yield f"preposition: {preposition_class(mention.head)}"
    preposition, top = governing(mention.head)
    if preposition is None:
        yield f"part: {part if (part := function_of(top)) in PARTS else 'other'}"
    over = carrier(top) if preposition else top
    if over != top and over.ent_type_ == "PERSON":
        yield "of a person"


def _by_rules(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    """What the rules made of the mention, for this event and for the others."""
    event, place_context = question.event, question.place_context
    rules = [link for link in event.links if link.resolution.method != WEIGHED]
    own = [link for link in rules if link.resolution.toponym.span == mention.span]
    for link in own:
        yield f"rules: {'drawn' if link.role in DRAWN_ROLES else link.role}"
    drawn = [
        place for link in rules if link.role in DRAWN_ROLES and (place := link.resolution.place)
    ]
    if drawn and not own:
        if any(lies_in(mention.place, place) for place in drawn):
            yield "rules: in the area that they give"
        elif all(place.id != mention.place.id for place in drawn):
            yield "rules: another"
    family, holders = (
        place_context.family_of(event),
        place_context.holders.get(mention.span.start, ()),
    )
    others = [one for one in holders if one.trigger != event.trigger]
    if others:
        yield "another event has it"
    kin = [one for one in others if place_context.family_of(one) == family]
    if any(_is_of_one_time(one, event) for one in kin):
        yield "another of its family has it"
    elif kin:
        yield "another of its family had it at another time"
    if any(
        one.trigger.start <= word.idx < one.trigger.end
        for one in others
        for word in _joined(question.token)
    ):
        yield "the verb beside it has it"
    before = question.last_of_family
    last = before.links if before and _is_of_one_time(before, event) else ()
    if any(link.role in DRAWN_ROLES and link.resolution.place == mention.place for link in last):
        yield "its family was there last"


def _is_of_one_time(one: Event, other: Event) -> bool:
    """Whether both are past or both ahead, and no days lie between them."""
    if (one.modality in INTENDED) != (other.modality in INTENDED):
        return False
    first, last = one.time, other.time
    apart = first.last_day and last.first_day and first.last_day < last.first_day
    return not apart and not (first.first_day and last.last_day and last.last_day < first.first_day)


def _joined(token: Token) -> list[Token]:
    """The word over it, and the verbs coordinated with it or under it."""
    return [
        *([token.head] if token.head != token else []),
        *dependents(token, "conjunct", "adverbial clause", "open complement"),
    ]


def _event_cues(question: PlaceQuestion) -> Iterator[str]:
    """How the event is reported."""
    event, token, place_context = question.event, question.token, question.place_context
    yield f"status: {event.modality}"
    if token.pos_ in NOUNS:
        yield "word: noun"
        if any(child.lower_ in POINTING for child in token.children):
            yield "word: the noun"
    if event.attributions:
        yield "somebody says it"
    if place_context.context.is_headline(token):
        yield "told in a heading"
    if question.has_unknown_name:
        yield "an unknown name in the sentence"


def _path(question: PlaceQuestion, head: Token) -> Iterator[str]:
    """How the parse joins the event's word and the name."""
    token = question.token
    up, own = [head, *head.ancestors], [token, *token.ancestors]
    top = next((node for node in own if node in up), None)
    if top is None:
        return
    from_name, from_word = up[: up.index(top)], own[: own.index(top)]
    if any(node.i in question.place_context.words and node != token for node in from_name):
        yield "path: through another event's word"
    out, into = (
        {function_of(node) for node in path if heads_clause(node)} - {"root"}
        for path in (from_name, from_word)
    )
    yield from (f"path: out of {kind}" for kind in sorted(out))
    yield from (f"path: into {kind}" for kind in sorted(into))
    if not out and not into:
        side = {token: "under the word", head: "over the word"}.get(top, "one clause")
        yield f"path: {side}"


def _distance(question: PlaceQuestion, head: Token) -> Iterator[str]:
    token = question.token
    first, last = sorted((token.i, head.i))
    side = "behind" if head.i > token.i else "before"
    size = next((str(end) for end in TOKENS_APART if last - first <= end), "more")
    yield f"tokens {side}: {size}"
    between = question.place_context.context.doc[first + 1 : last]
    if any(word.text == "," for word in between):
        yield f"a comma between, {side}"
    if any(word.pos_ == "VERB" for word in between):
        yield f"a verb between, {side}"
    if any(first < index < last for index in question.place_context.unknown):
        yield "an unknown name between"


def _rivals_here(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    """The other names of the event's sentence."""
    here, at = question.here, question.token.i
    own = mention.head.i
    alone = len({one.place.id for one in here}) == 1
    yield "the only one here" if alone else "several here"
    if all(abs(one.head.i - at) >= abs(own - at) for one in here):
        yield "the nearest"
    if own > at and not any(at < one.head.i < own for one in here):
        yield "the first behind"
    if own < at and not any(own < one.head.i < at for one in here):
        yield "the last before"


def _rivals_elsewhere(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    """The names of the event's sentence, and those nearer than one of another sentence."""
    here = question.here
    finer = any(one.place.kind != "country" for one in here)
    if here:
        yield f"elsewhere, while the sentence names {'one' if finer else 'a country'}"
    if here and all(
        one.place.kind == "country" and one.place.country != mention.place.country for one in here
    ):
        yield "elsewhere, in another country"
    if not any(one.head.i > mention.head.i for zone, one in question.candidates if zone in BACK):
        yield "elsewhere, the last named"


def _lines_between(question: PlaceQuestion, mention: CandidateMention) -> Iterator[str]:
    text, start = question.place_context.context.article.text, question.event.sentence.start
    breaks = text.count("\n", mention.span.end, max(start, mention.span.end))
    yield f"lines between: {'none' if not breaks else '1 or 2' if breaks < 3 else 'more'}"
    times = (time.span.start for time in question.place_context.context.times)
    if text[:start].rstrip(" ")[-1:] in "\n" and any(start <= one <= start + 2 for one in times):
        yield "elsewhere, and its line begins with a day"
    if text[start : start + 1] in BULLETS:
        yield "elsewhere, and its line is a bullet"
