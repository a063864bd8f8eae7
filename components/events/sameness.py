"""Do two drafts report the same event? What speaks for and against it, as named cues.

Their weights are fitted on articles whose tellings of one event are marked. What cannot be one
event, by its days, sides or direction, is ruled out whatever the weights say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import permutations, product

from spacy.tokens import Token

from components.core.records import (
    CONTROL_GROUP,
    DRAWN_ROLES,
    HAPPENED,
    INTENDED,
    STATEMENTS,
    UNMAPPED,
    Event,
    Place,
)
from components.events.clusters import Cluster
from components.events.place_context import lies_in
from components.events.place_cues import Cues, is_weighed
from components.language.english.syntax import NOUNS
from components.language.english.words import is_a
from components.lexicon.events import Kind

OPENING_CHARACTERS = 400
"""About the first two sentences of an article."""
APART_CHARACTERS = (0, 200, 450, 900, 1800, 3600)
"""Upper ends of the classes of distance between the starts of two sentences."""
NEAR_CHARACTERS = 450
"""About three sentences."""
NOUNS_SHARED = (0, 1, 2, 3, 5)
"""Upper ends of the classes of the number of nouns that two sentences share."""
APART, OTHERS = "apart, both named", "others"
NEWS = timedelta(days=14)
"""How far back what is told without a day may lie and be the news of the article."""


@dataclass(frozen=True, kw_only=True)
class EventDraft:
    """An event as one cluster of triggers tells it."""

    event: Event
    cluster: Cluster
    is_headline: bool
    is_definite: bool
    """A noun with "the": it may point at an event told before."""

    @property
    def token(self) -> Token:
        """The main trigger."""
        return self.cluster.main.token

    @property
    def kind(self) -> Kind:
        """As the words give it, also where a capture under way is shown as an advance."""
        return self.cluster.main.kind

    @property
    def news(self) -> float | None:
        """How likely its word tells the news, where it was read for that."""
        word = self.cluster.main.word
        return word.news if word else None

    @cached_property
    def words(self) -> frozenset[str]:
        """The lemmas of all triggers."""
        return frozenset(member.token.lemma_.lower() for member in self.cluster.members)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """The places of drawn roles."""
        return tuple(
            link.resolution.place
            for link in self.event.links
            if link.resolution.place and link.role in DRAWN_ROLES
        )

    @cached_property
    def place_ids(self) -> frozenset[str]:
        return frozenset(place.id for place in self.places)

    @cached_property
    def named(self) -> frozenset[str]:
        """The places that its own words name or point back at, by id; by name where no table has
        it."""
        return frozenset(
            link.resolution.place.id if link.resolution.place else link.resolution.toponym.text
            for link in self.event.links
            if link.role in DRAWN_ROLES and not is_weighed(link)
        )

    @cached_property
    def sides(self) -> frozenset[str]:
        return frozenset(actor.side for actor in self.event.actors if actor.side)

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The lemmas of the other nouns and the figures of its sentence."""
        return frozenset(
            word.lemma_.lower()
            for word in self.token.sent
            if word != self.token and (word.pos_ in NOUNS or word.pos_ == "NUM") and len(word) > 2
        )

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its sentence but for those of days and months; what has a capital within it
        is a name, however it was tagged."""
        return frozenset(
            word.lower_
            for word in self.token.sent
            if word.ent_type_ not in {"DATE", "TIME"}
            and (word.pos_ == "PROPN" or (word.is_title and not word.is_sent_start))
        )

    @cached_property
    def marks(self) -> tuple[str, ...]:
        """Where it is told, and whether its noun is one, many, known or another."""
        is_noun, before = self.token.pos_ in NOUNS, list(self.token.children)
        is_plural = "Plur" in self.token.morph.get("Number", [])
        marks = {
            "in the opening": self.event.sentence.start < OPENING_CHARACTERS,
            "in a heading": self.is_headline,
            "plural": is_noun and is_plural and not is_a(self.token, "one in the plural"),
            "a": is_noun and any(child.lower_ in {"a", "an"} for child in before),
            "another": is_noun and any(is_a(child, "told anew") for child in before),
        }
        return tuple(mark for mark, holds in marks.items() if holds)


def is_ruled_out(first: EventDraft, second: EventDraft) -> bool:
    """Whether the two cannot be one event, by their kinds, statuses, days, places or sides."""
    both_sides = first.kind.has("one-sided") and first.sides and second.sides
    return bool(both_sides and not first.sides & second.sides) or not (
        _may_be_of_one_kind(first, second)
        and _may_be_of_one_status(first, second)
        and _may_be_of_one_time(first.event, second.event)
        and _may_be_of_one_place(first, second)
    )


def _may_be_of_one_kind(first: EventDraft, second: EventDraft) -> bool:
    """Not taking and leaving, nor an act and the words about it. Of two families only one word, or
    a general one of violence: a blast, and "the attack". What fits no kind is the same only in the
    same word."""
    groups = [draft.event.codes.display_group for draft in (first, second)]
    if groups[0] != groups[1] and STATEMENTS in groups:
        return False
    one_word = bool(first.words & second.words)
    if UNMAPPED in {first.event.kind, second.event.kind}:
        return one_word
    kinds = first.kind, second.kind
    if first.kind.family == second.kind.family:
        return not all(any(kind.has(trait) for kind in kinds) for trait in ("loss", "gain"))
    if CONTROL_GROUP in groups:
        return False
    general = any(kind.has("general") for kind in kinds)
    return one_word or (general and all(kind.has("violent") for kind in kinds))


def _may_be_of_one_place(first: EventDraft, second: EventDraft) -> bool:
    """Not two places that are both named, apart from each other. Of who holds what, two tellings
    without a place in common tell of two places where both name theirs, or have theirs in one
    sentence, or have other names and the second does not point back."""
    if _places(first, second) == APART:
        return False
    if first.event.codes.display_group != CONTROL_GROUP or first.place_ids & second.place_ids:
        return True
    in_one_sentence = first.event.sentence == second.event.sentence
    if (first.named and second.named) or (in_one_sentence and first.places and second.places):
        return False
    points_back = second.is_definite and not second.named
    return points_back or _names(first, second) != OTHERS


def cues_of(first: EventDraft, second: EventDraft) -> Cues:
    """The cues that hold; ``second`` comes later in the text."""
    one, two = first.event, second.event
    apart = abs(two.sentence.start - one.sentence.start)
    where = "near" if apart <= NEAR_CHARACTERS else "far"
    shared, places = len(first.nouns & second.nouns), _places(first, second)
    # "The attack killed" is told by its noun.
    nouns = [draft.is_definite or draft.token.pos_ in NOUNS for draft in (first, second)]
    told_by = "both nouns" if all(nouns) else "noun and verb" if any(nouns) else "both verbs"
    spans = [(time.first_day, time.last_day) for time in (one.time, two.time) if time.text]
    days = "same" if len({*spans}) == 1 else "overlapping"
    status = "planned and held" if _is_planned_and_held(one, two) else "other"
    told = (
        "any",
        *_kinds(first, second, places=places, where=where),
        "one word" if first.words & second.words else "other words",
        told_by,
        *(f"first: {mark}" for mark in first.marks),
        *(f"second: {mark}" for mark in second.marks),
        f"places: {places}",
        f"{told_by}, places: {places}",
        f"days: {days if len(spans) == 2 else 'of one' if spans else 'of neither'}",
        f"characters apart: {_class_of(apart, APART_CHARACTERS)}",
        *_people(first, second),
        f"status: {'same' if one.modality == two.modality else status}",
        f"names: {_names(first, second)}",
        f"nouns shared: {_class_of(shared, NOUNS_SHARED)}",
    )
    cues = dict.fromkeys(told, 1.0)
    cues["share of nouns shared"] = shared / max(1, min(len(first.nouns), len(second.nouns)))
    if first.news is not None and second.news is not None:
        cues["apart in telling the news"] = abs(first.news - second.news)
    return cues


def _class_of(number: int, ends: tuple[int, ...]) -> str:
    return next((str(end) for end in ends if number <= end), "more")


def _kinds(first: EventDraft, second: EventDraft, *, places: str, where: str) -> Iterator[str]:
    one, two = sorted((first.event.kind, second.event.kind))
    family, one_family = first.kind.family, first.kind.family == second.kind.family
    few = "few" if first.kind.has("few") and second.kind.has("few") else "many"
    relation = "one kind" if one == two else "one family" if one_family else "other families"
    there = f"{relation}, places: {places}"
    yield from (relation, f"{few}, {relation}", f"{few}, {relation}, {where}", f"{few}, {there}")
    if one_family:
        yield from (
            f"family: {family}",
            f"family: {family}, {relation}",
            f"family: {family}, {there}",
        )
    yield f"kind: {one}" if one == two else f"kinds: {one}, {two}"
    if second.is_definite:
        general = "a general kind" if second.kind.has("general") else "another family"
        yield f"second: the, {'its family' if one_family else general}, {where}"


def _places(first: EventDraft, second: EventDraft) -> str:
    known = first.places or first.named, second.places or second.named
    if not all(known):
        return "of the first" if known[0] else "of the second" if known[1] else "of neither"
    named = ", both named" if first.named and second.named else ""
    if first.place_ids & second.place_ids or first.named & second.named:
        return f"one{named}"
    pairs = product(first.places, second.places)
    if any(lies_in(one, two) or lies_in(two, one) for one, two in pairs):
        return f"within{named}"
    return APART if named else "apart"


def _names(first: EventDraft, second: EventDraft) -> str:
    if not first.names or not second.names:
        return "of one" if first.names or second.names else "of neither"
    shared = first.names & second.names
    return "the same" if shared == first.names | second.names else "some" if shared else OTHERS


def _people(first: EventDraft, second: EventDraft) -> Iterator[str]:
    one, two = first.event, second.event
    for name, found, others in (
        ("who does it", {one.name for one in one.actors}, {one.name for one in two.actors}),
        ("to whom", {one.name for one in one.targets}, {one.name for one in two.targets}),
        ("side", first.sides, second.sides),
    ):
        if found and others:
            yield f"{name}: {'same' if found & others else 'others'}"


def _may_be_of_one_status(first: EventDraft, second: EventDraft) -> bool:
    """One speaker may deny what another, or the article, tells of the same place."""
    both = {first.event.modality, second.event.modality}
    if len(both) == 1 or both <= HAPPENED or both <= INTENDED:
        return True
    if _is_planned_and_held(first.event, second.event):
        return not first.kind.has("one-sided")
    told = "denied" in both and both & HAPPENED and first.event.kind == second.event.kind
    return bool(told and first.place_ids & second.place_ids)


def _is_planned_and_held(one: Event, two: Event) -> bool:
    """ "is hosting its congress", without words for the time, beside "the congress in October"."""
    undated = {event.modality for event in (one, two) if not event.time.text}
    return {one.modality, two.modality} == {"ongoing", "planned"} and "ongoing" in undated


def _may_be_of_one_time(one: Event, two: Event) -> bool:
    """Neither days apart nor a day and a long-ago time: "in the opening days of the war". What is
    told without a day is news: "shells hit the port" is not the shelling of a day two months
    before."""
    if _is_planned_and_held(one, two):
        return True
    for time, other in permutations((one.time, two.time)):
        last, is_undated = time.last_day, not other.text and other.first_day is None
        if last and other.first_day and other.first_day > last:
            return False
        if last and other.last_day and time.text and is_undated and other.last_day - last > NEWS:
            return False
        if time.kind == "day" and other.kind == "vague" and other.text and not other.first_day:
            return False
    return True
