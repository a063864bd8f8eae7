"""The names of an article with their sentences, and those among which an event's place is looked
for."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

import numpy as np
from spacy.tokens import Span as TokenSpan
from spacy.tokens import Token

from components.core.records import DRAWN_ROLES, PART, Event, Place, Resolution, Span
from components.events.context import Context, kinds_named
from components.events.everyday import LEAST_SENTENCES
from components.language.encoder import Vectors
from components.language.english.datelines import datelines, is_within
from components.language.english.prepositions import governing, is_excepted
from components.language.english.syntax import clause, dependents, is_singular
from components.language.english.words import is_a
from components.language.event_words import Encoded, EventWord
from components.language.parse import without_blanks
from components.language.place_layers import PlaceLayers

SENTENCES_BACK = 2
PLACE_NAMES = frozenset({"GPE", "LOC", "FAC"})
HERE, HEADING, DATELINED = "sentence", "heading", "dateline"
BEFORE, AFTER = "farther back", "behind"
"""Zones of the nearest mention of every other place."""
BACK = ("", "one back", "two back")
POINTING = frozenset({"the", "this", "that", "these"})
PREPOSITIONS = frozenset(
    "in at near from to of into across around outside through between against on for over with by "
    "about towards within".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateMention:
    """A resolved name with the head of its words and the number of its sentence."""

    resolution: Resolution
    place: Place
    head: Token
    sentence: int
    is_dateline: bool

    @property
    def span(self) -> Span:
        return self.resolution.toponym.span


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedSignals:
    """What was learned of an article: of ``words`` that may report an event, by token. Without
    ``encoded`` and ``places``, places are chosen by the cues alone."""

    words: Mapping[int, EventWord] = field(default_factory=dict)
    encoded: Encoded | None = None
    places: PlaceLayers | None = None


@dataclass(frozen=True, kw_only=True)
class PlaceContext:
    """What the cues of all events of an article look at. ``events`` are those before merging."""

    context: Context
    resolutions: Sequence[Resolution]
    events: Sequence[Event]
    learned: LearnedSignals = field(default_factory=LearnedSignals)

    @cached_property
    def starts(self) -> list[int]:
        """First tokens of the sentences that hold words."""
        return [one.start for one in self.context.doc.sents if one.text.strip()]

    @cached_property
    def located(self) -> list[tuple[Resolution, Place, TokenSpan]]:
        """The names that mean a known place, with their words."""
        found = []
        for one in self.resolutions:
            start, end = one.toponym.span.start, one.toponym.span.end
            words = self.context.doc.char_span(start, end, alignment_mode="expand")
            if one.place and words and one.toponym.use != "demonym":
                found.append((one, one.place, words))
        return found

    @cached_property
    def mentions(self) -> list[CandidateMention]:
        written = list(datelines(self.context.article.text))
        return [
            CandidateMention(
                resolution=one,
                place=place,
                head=words.root,
                sentence=self.sentence_of(words.root.i),
                is_dateline=is_within(one.toponym.span.start, written),
            )
            for one, place, words in self.located
            if not is_excepted(words.root)
        ]

    @cached_property
    def unknown(self) -> list[int]:
        """Tokens of names that look like places and mean none that is known."""
        known = {token.i for _, _, words in self.located for token in words}
        names = (name for name in self.context.doc.ents if name.label_ in PLACE_NAMES)
        return [name.root.i for name in names if known.isdisjoint(token.i for token in name)]

    @cached_property
    def words(self) -> Mapping[int, Event]:
        """By the token of the event's word."""
        heads = ((self.context.head_of(event.trigger), event) for event in self.events)
        return {token.i: event for token, event in heads if token}

    @cached_property
    def holders(self) -> Mapping[int, Sequence[Event]]:
        """By the start of a name: the events that have their place there by the rules."""
        found: dict[int, list[Event]] = {}
        for event in self.events:
            for link in event.links:
                if link.role in DRAWN_ROLES:
                    found.setdefault(link.resolution.toponym.span.start, []).append(event)
        return found

    @cached_property
    def main(self) -> Mapping[str, int]:
        """How often each place is named, by its id; countries left out."""
        return Counter(one.place.id for one in self.mentions if one.place.kind != "country")

    @cached_property
    def mentions_weighed(self) -> Mapping[int, Vectors]:
        """The first step of the learned layers for each mention, by its first character."""
        encoded, layers = self.learned.encoded, self.learned.places
        if encoded is None or layers is None or not self.mentions:
            return {}
        rows = np.stack([encoded.around(one.head) for one in self.mentions]) @ layers.mention
        return dict(zip((one.span.start for one in self.mentions), rows, strict=True))

    @cached_property
    def words_weighed(self) -> Mapping[int, Vectors]:
        """The same for the word of each event, by its token."""
        encoded, layers = self.learned.encoded, self.learned.places
        if encoded is None or layers is None:
            return {}
        doc = self.context.doc
        return {index: encoded.around(doc[index]) @ layers.event for index in self.words}

    @cached_property
    def times_named(self) -> list[int]:
        """How often the places are named, the most often first; countries left out."""
        return sorted(self.main.values(), reverse=True)

    @cached_property
    def first_named(self) -> Mapping[str, int]:
        """The sentence that names a place first, by the place's id."""
        last_first = sorted(self.mentions, key=attrgetter("sentence"), reverse=True)
        return {one.place.id: one.sentence for one in last_first}

    @property
    def is_article(self) -> bool:
        """Whether the text is long enough to be judged as a whole, as those that were learned
        from."""
        return len(self.starts) >= LEAST_SENTENCES

    def sentence_of(self, index: int) -> int:
        return max(bisect_right(self.starts, index) - 1, 0)

    def sentence_span(self, number: int) -> Span:
        return without_blanks(self.context.doc[self.starts[number]].sent)

    def family_of(self, event: Event) -> str:
        return self.context.lexicon.kinds[event.kind].family


@dataclass(frozen=True, kw_only=True)
class PlaceQuestion:
    """An event whose place is asked for, with the mentions that may be it and where they are.
    What holds of them all is found once."""

    event: Event
    token: Token
    sentence: int
    place_context: PlaceContext
    candidates: Sequence[tuple[str, CandidateMention]]

    @cached_property
    def here(self) -> list[CandidateMention]:
        return [one for zone, one in self.candidates if zone == HERE]

    @cached_property
    def pointing(self) -> list[tuple[str, Token, frozenset[str]]]:
        """The words of its sentence that point back at a place, "there" or "the town", each with
        the name of its cue and the kinds of place that it may mean; none where it may mean any."""
        found = []
        for word in self.token.sent:
            if word.lower_ == "there" and word.pos_ == "ADV":
                found.append(("points back: there", word, frozenset[str]()))
            if is_singular(word) and (kinds := kinds_named(word)) and _is_bare(word):
                same = clause(word) == clause(self.token)
                cue = "points back" if same else "points back in another clause"
                found.append((cue, word, kinds))
        return found

    @cached_property
    def places_before(self) -> list[Place]:
        """Those named before the event, the last first."""
        return [
            one.place
            for one in reversed(self.place_context.mentions)
            if one.head.i < self.token.i and not one.is_dateline
        ]

    @cached_property
    def names_since(self) -> Mapping[str, int]:
        """How many other places are named since a place was named last, by its id."""
        ids = dict.fromkeys(place.id for place in self.places_before)
        return {place_id: rank for rank, place_id in enumerate(ids)}

    @cached_property
    def last_of_family(self) -> Event | None:
        """The last event of its family that is reported before it."""
        family, start = self.place_context.family_of(self.event), self.event.trigger.start
        before = (
            one
            for one in reversed(self.place_context.events)
            if one.trigger.start < start and self.place_context.family_of(one) == family
        )
        return next(before, None)

    @cached_property
    def has_unknown_name(self) -> bool:
        """Whether a name in its sentence looks like a place and means none that is known."""
        unknown = self.place_context.unknown
        return any(self.place_context.sentence_of(index) == self.sentence for index in unknown)


def question_of(event: Event, place_context: PlaceContext) -> PlaceQuestion | None:
    """None where the text holds no word of the event."""
    token = place_context.context.head_of(event.trigger)
    if token is None or not place_context.starts:
        return None
    here = place_context.sentence_of(token.i)
    headings = (
        span
        for span in reversed(place_context.context.article.headlines)
        if span.end <= event.trigger.start
    )
    heading = next(headings, None)
    found = [
        (zone, one)
        for one in place_context.mentions
        if (zone := _zone(one, here, heading)) and one.span.start != event.trigger.start
    ]
    # Every place that is named elsewhere alone: at its last mention before the token, else at its
    # first after it.
    known = {one.place.id for _, one in found}
    others = [one for one in place_context.mentions if not one.is_dateline]
    before = [(BEFORE, one) for one in reversed(others) if one.head.i < token.i]
    for zone, one in (*before, *((AFTER, one) for one in others if one.head.i > token.i)):
        if one.place.id not in known:
            known.add(one.place.id)
            found.append((zone, one))
    return PlaceQuestion(
        event=event,
        token=token,
        sentence=here,
        place_context=place_context,
        candidates=found,
    )


def _zone(one: CandidateMention, here: int, heading: Span | None) -> str:
    if one.is_dateline:
        return DATELINED if one.sentence <= here else ""
    if one.sentence == here:
        return HERE
    if heading is not None and heading.contains(one.span):
        return HEADING
    back = here - one.sentence
    return BACK[back] if 0 < back <= SENTENCES_BACK else ""


def _is_bare(noun: Token) -> bool:
    """Whether it names a place said before: "the town", not "the town of X"."""
    named = dependents(noun, "compound") or dependents(noun, "apposition")
    of = any(child.lower_ == "of" for child in noun.children)
    return not named and not of and any(child.lower_ in POINTING for child in noun.children)


def lies_in(small: Place, big: Place) -> bool:
    """Whether one is a finer place within the other, by country and first-level unit."""
    if small.id == big.id or small.kind == "country":
        return False
    if big.kind == "country":
        return small.country == big.country
    if big.id.startswith(PART):
        return small.admin1_id in big.units
    return big.kind == "admin1" and small.kind != "admin1" and small.admin1_id == big.id


def preposition_class(name: Token) -> str:
    """The preposition over a name; none where it has none."""
    preposition, _ = governing(name)
    if preposition is None:
        return "none"
    words = preposition.lower_
    if is_a(preposition.head, "direction") and words in {"of", "from"}:
        return "direction of"
    return words if words in PREPOSITIONS else "other"
