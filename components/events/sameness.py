"""May two drafts tell the same event? Family, modality, days, sides and places must not speak
against it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from components.core.records import DRAWN_ROLES, HAPPENED, UNMAPPED, Event, EventTime, Place
from components.events.place_cues import is_weighed
from components.lexicon.events import Kind
from components.lexicon.senses import words_of


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as one cluster of triggers tells it."""

    event: Event
    kind: Kind
    """As the words give it, also where a capture under way is shown as an advance."""
    is_headline: bool
    is_definite: bool
    """A noun with "the": it may point at an event told before."""
    word: str = ""
    """Lemma of the main trigger."""
    thing: str = ""
    """Lemma of the object: what was captured somewhere in a region."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of drawn roles."""
        return tuple(
            link.resolution.place
            for link in self.event.links
            if link.resolution.place and link.role in DRAWN_ROLES
        )

    @property
    def place_ids(self) -> frozenset[str]:
        return frozenset(place.id for place in self.places)

    @property
    def is_weighed(self) -> bool:
        """Whether its own words neither name its places nor point back at them."""
        drawn = [link for link in self.event.links if link.role in DRAWN_ROLES]
        return bool(drawn) and all(map(is_weighed, drawn))

    @property
    def sides(self) -> frozenset[str]:
        return frozenset(actor.side for actor in self.event.actors if actor.side)

    @property
    def is_within(self) -> bool:
        """Whether every place only says where the thing stood."""
        return all(link.within for link in self.event.links if link.role in DRAWN_ROLES)

    def distance(self, other: Draft) -> int:
        """Characters between the sentences' starts."""
        return abs(self.event.sentence.start - other.event.sentence.start)


NEAR_CHARACTERS = 450
"""About three sentences: within them a passage without a place goes on about the same event."""

TELLING = 20
"""A figure from here on is unlikely to recur by chance in one article."""

NEWS = timedelta(days=14)
"""How far back what is told without a day may lie and be the news of the article."""

SORTS = {"done": "settled", "ongoing": "settled", "planned": "ahead", "ordered": "ahead"}


def kin_of(kind: Kind) -> str:
    """The name of the group of families within which drafts are compared."""
    return "violence" if kind.has("violent") else kind.family


def may_be_same(first: Draft, second: Draft) -> bool:
    """Whether the two may be merged; ``second`` comes later in the text, or is a headline."""
    if (
        not _families_meet(first, second)
        or not _modalities_meet(first, second)
        or not _times_touch(first, second)
    ):
        return False
    if (
        first.kind.has("one-sided")
        and first.sides
        and second.sides
        and not first.sides & second.sides
    ):
        return False
    return (
        _share_actors(first, second) or _share_figures(first, second) or _places_meet(first, second)
    )


def _families_meet(first: Draft, second: Draft) -> bool:
    """One family, and not taking beside leaving; of violence also a headline or a later "the
    attack" of another family. What fits no kind is the same only in the same word."""
    if UNMAPPED in {first.event.kind, second.event.kind}:
        return first.event.kind == second.event.kind and first.word == second.word
    if first.kind.family == second.kind.family:
        return not any(
            one.kind.has("loss") and two.kind.has("gain")
            for one, two in ((first, second), (second, first))
        )
    if kin_of(first.kind) != kin_of(second.kind):
        return False
    return second.is_headline or _points_back(second, first)


def _points_back(later: Draft, earlier: Draft) -> bool:
    """ "the attack", a sentence or two behind what it means."""
    behind = later.event.sentence.start >= earlier.event.sentence.start
    one_family = later.kind.family == earlier.kind.family
    alike = later.event.kind == earlier.event.kind or later.kind.has(
        "weapon" if one_family else "general"
    )
    return later.is_definite and alike and behind and later.distance(earlier) < NEAR_CHARACTERS


def _modalities_meet(first: Draft, second: Draft) -> bool:
    one, two = first.event.modality, second.event.modality
    if SORTS.get(one, one) == SORTS.get(two, two) or _is_planned_and_held(first, second):
        return True
    # One speaker denies what another, or the article, tells of the same place.
    both = {first.event.modality, second.event.modality}
    told = both & HAPPENED
    return (
        "denied" in both
        and bool(told)
        and first.event.kind == second.event.kind
        and bool(first.place_ids & second.place_ids)
    )


def _is_planned_and_held(first: Draft, second: Draft) -> bool:
    """ "is hosting its congress", without words for the time, beside "the congress in October"."""
    undated = {draft.event.modality for draft in (first, second) if not draft.event.time.text}
    both = {first.event.modality, second.event.modality}
    return (
        both == {"ongoing", "planned"} and "ongoing" in undated and not first.kind.has("one-sided")
    )


def _times_touch(first: Draft, second: Draft) -> bool:
    one, two = first.event.time, second.event.time
    if _is_planned_and_held(first, second):
        return True
    if one.first_day and two.last_day and one.first_day > two.last_day:
        return False
    if two.first_day and one.last_day and two.first_day > one.last_day:
        return False
    if _is_old_beside(one, two) or _is_old_beside(two, one):
        return False
    return not (
        {one.kind, two.kind} == {"day", "vague"} and (_is_long_ago(first) or _is_long_ago(second))
    )


def _is_old_beside(dated: EventTime, undated: EventTime) -> bool:
    """What is told without a day is news: "shells hit the port" is not the shelling of a day two
    months before."""
    if (
        undated.text
        or undated.first_day
        or not undated.last_day
        or not dated.text
        or not dated.last_day
    ):
        return False
    return undated.last_day - dated.last_day > NEWS


def _is_long_ago(draft: Draft) -> bool:
    """ "in the opening days of the war": words for a time, and no day in them."""
    time = draft.event.time
    return bool(time.text) and time.kind == "vague" and time.first_day is None


def _share_actors(first: Draft, second: Draft) -> bool:
    one, two = ({actor.name for actor in draft.event.actors} for draft in (first, second))
    return not first.kind.has("one-sided") and len(one & two) > 1


def _share_figures(first: Draft, second: Draft) -> bool:
    """The same telling number of the same thing: "102 soldiers were captured" twice."""
    one, two = (
        {
            (figure.kind, figure.value)
            for figure in draft.event.quantities
            if figure.value and figure.value >= TELLING
        }
        for draft in (first, second)
    )
    return bool(one & two)


def _places_meet(first: Draft, second: Draft) -> bool:
    if first.place_ids and second.place_ids:
        other_things = (
            first.is_within
            and second.is_within
            and first.thing
            and second.thing
            and first.thing != second.thing
        )
        other_things = other_things and not second.is_headline
        meet = (
            first.place_ids & second.place_ids
            or _is_wider(first, second)
            or _is_wider(second, first)
        )
        return bool(meet) and not other_things
    if first.place_ids:
        return _goes_with(first, second)
    if second.place_ids:
        told_anew = second.event.sentence != first.event.sentence and not second.event.time.text
        return _goes_with(second, first) or (told_anew and _points_back(second, first))
    same_sentence = (
        first.event.sentence == second.event.sentence and first.event.kind == second.event.kind
    )
    return first.distance(second) < NEAR_CHARACTERS and (
        same_sentence or _points_back(second, first)
    )


def _is_wider(wide: Draft, narrow: Draft) -> bool:
    """One names only the country or unit that the other's places lie in: "a bomb in Turkey", then
    "the blast in Kayseri"."""
    if [place.kind for place in wide.places] not in (["country"], ["admin1"]) or wide.distance(
        narrow
    ) > 3 * NEAR_CHARACTERS:
        return False
    outer = wide.places[0]
    if outer.kind == "admin1":
        if wide.kind.has("one-sided"):
            return False
        return {place.admin1_id for place in narrow.places} == {outer.id}
    return {place.country for place in narrow.places if place.kind != "country"} == {outer.country}


def _goes_with(placed: Draft, other: Draft) -> bool:
    """Whether a passage without a place is about the event that has one."""
    if other.thing in words_of("ground"):
        return False
    near = placed.distance(other) < NEAR_CHARACTERS
    if (
        near
        and placed.kind.has("few")
        and placed.event.kind == other.event.kind
        and placed.sides & other.sides
    ):
        return True
    later = other.event.sentence.start >= placed.event.sentence.start
    if _points_back(other, placed) and not other.event.time.text:
        return True
    undated = other.event.time.kind in {"vague", "unknown"}
    points = (
        (other.is_definite and later)
        or other.is_headline
        or placed.is_headline
        or (placed.is_definite and near)
    )
    return points and undated and (placed.kind.has("few") or placed.kind.has("weapon"))
