"""May two drafts tell the same event? Family, modality, days, sides and places must not speak against it."""

from __future__ import annotations

from components.events.draft import Draft

ONE_SIDED = frozenset({"control", "withdrawal", "advance", "strike", "attack", "captured", "damage", "fighting"})
"""Families in which one side acts: two sides mean two events. Elsewhere two shared actors mean the same event."""

SINGULAR = frozenset(
    {"control", "withdrawal", "meeting", "congress", "agreement", "ceasefire", "exchange", "accession", "surrender"}
)
"""Families of which an article tells few: a passage without a place goes with the one that has a place."""

POINTED_AT = SINGULAR | {"strike"}
"""Families that a later "the blast", "the withdrawal" points back at."""

NEAR_CHARACTERS = 450
"""About three sentences: within them a passage without a place goes on about the same event."""

TELLING = 20
"""A figure from here on is unlikely to recur by chance in one article."""

SORTS = {"done": "settled", "ongoing": "settled", "planned": "ahead", "ordered": "ahead"}


def may_be_same(first: Draft, second: Draft) -> bool:
    """Whether the two may be merged."""
    if first.family != second.family or not _modalities_meet(first, second) or not _times_touch(first, second):
        return False
    if first.family in ONE_SIDED and first.sides and second.sides and not first.sides & second.sides:
        return False
    return _share_actors(first, second) or _share_figures(first, second) or _places_meet(first, second)


def _modalities_meet(first: Draft, second: Draft) -> bool:
    one, two = first.event.modality, second.event.modality
    return SORTS.get(one, one) == SORTS.get(two, two) or _is_planned_and_held(first, second)


def _is_planned_and_held(first: Draft, second: Draft) -> bool:
    """"is hosting its congress", without words for the time, beside "the congress in October"."""
    undated = {draft.event.modality for draft in (first, second) if not draft.event.time.text}
    both = {first.event.modality, second.event.modality}
    return both == {"ongoing", "planned"} and "ongoing" in undated and first.family not in ONE_SIDED


def _times_touch(first: Draft, second: Draft) -> bool:
    one, two = first.event.time, second.event.time
    if _is_planned_and_held(first, second):
        return True
    if one.first_day and two.last_day and one.first_day > two.last_day:
        return False
    return not (two.first_day and one.last_day and two.first_day > one.last_day)


def _share_actors(first: Draft, second: Draft) -> bool:
    one, two = ({actor.name for actor in draft.event.actors} for draft in (first, second))
    return first.family not in ONE_SIDED and len(one & two) > 1


def _share_figures(first: Draft, second: Draft) -> bool:
    """The same telling number of the same thing: "102 soldiers were captured" twice."""
    one, two = (
        {(figure.kind, figure.value) for figure in draft.event.quantities if figure.value and figure.value >= TELLING}
        for draft in (first, second)
    )
    return bool(one & two)


def _places_meet(first: Draft, second: Draft) -> bool:
    if first.place_ids and second.place_ids:
        other_things = first.is_within and second.is_within and first.thing != second.thing
        meet = first.place_ids & second.place_ids or _is_wider(first, second) or _is_wider(second, first)
        return bool(meet) and not other_things
    if first.place_ids or second.place_ids:
        return _goes_with(first, second) if first.place_ids else _goes_with(second, first)
    same_sentence = first.event.sentence == second.event.sentence
    near = first.distance(second) < NEAR_CHARACTERS
    return near and first.event.kind == second.event.kind and (same_sentence or second.is_definite)


def _is_wider(wide: Draft, narrow: Draft) -> bool:
    """One names only the country or unit that the other's places lie in: "a bomb in Turkey", then "the blast in Kayseri"."""
    if [place.kind for place in wide.places] not in (["country"], ["admin1"]) or wide.distance(narrow) > 3 * NEAR_CHARACTERS:
        return False
    outer = wide.places[0]
    if outer.kind == "admin1":
        if wide.family in ONE_SIDED:
            return False
        return {place.admin1_id for place in narrow.places} == {outer.id}
    return {place.country for place in narrow.places if place.kind != "country"} == {outer.country}


def _goes_with(placed: Draft, other: Draft) -> bool:
    """Whether a passage without a place is about the event that has one."""
    near = placed.distance(other) < NEAR_CHARACTERS
    if near and placed.family in SINGULAR and placed.event.kind == other.event.kind and placed.sides & other.sides:
        return True
    later = other.event.sentence.start >= placed.event.sentence.start
    points = (other.is_definite and later) or other.is_headline or placed.is_headline or (placed.is_definite and near)
    return points and other.event.time.kind in {"vague", "unknown"} and placed.family in POINTED_AT
