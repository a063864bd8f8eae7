"""An event as a person fills it in a form, and the changes that lead to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from components.core.countries import place_in_words
from components.core.records import (
    DRAWN_ROLES,
    Actor,
    Analysis,
    Event,
    Modality,
    PlaceLink,
    Span,
)
from components.corrections.adding import target_of
from components.corrections.changes import (
    ActorsChange,
    Change,
    DaysChange,
    KindChange,
    ModalityChange,
    Person,
    PinChange,
    PlaceChange,
    TargetsChange,
)
from components.corrections.records import Target

TYPED = "Another point or place, given below"
Choice = Literal["", "there", "not there", "point", "not known"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One choice for a place: another candidate by its id, or one of ``Choice``."""

    choice: Choice = ""
    place_id: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestedEvent:
    """``places`` by the span of the name; unchanged ones are left out."""

    kind: str
    modality: Modality
    first_day: date | None
    last_day: date | None
    actors: tuple[Person, ...]
    targets: tuple[Person, ...]
    places: Mapping[Span, Option]
    typed: PlaceChange | None = None
    """The point or place that the person typed, for the places with the choice "point"."""


def options(link: PlaceLink, analysis: Analysis) -> tuple[Option, ...]:
    """The choices for an event's place, the current one first; candidates with evidence."""
    resolution = next(
        (one for one in analysis.resolutions if one.toponym.span == link.resolution.toponym.span),
        link.resolution,
    )
    meant, is_there = resolution.place, link.role in DRAWN_ROLES
    words = place_in_words(meant) if meant else "no place"
    candidates = (
        Option(
            place_id=one.place.id,
            words=": ".join((place_in_words(one.place), *one.evidence[:1])),
        )
        for one in resolution.candidates
        if meant is None or one.place.id != meant.id
    )
    toggled = (
        Option(choice="not there", words="It did not happen there")
        if is_there
        else Option(choice="there", words="It happened there")
    )
    return (
        Option(words=f"As it stands: {words if is_there else f'{words}, {link.role}'}"),
        *candidates,
        Option(choice="point", words=TYPED),
        toggled,
        Option(choice="not known", words="Another place, not known which"),
    )


def same_name(span: Span, analysis: Analysis) -> tuple[Span, ...]:
    """The other spans of the name in the article."""
    own = next((one.toponym.text for one in analysis.resolutions if one.toponym.span == span), "")
    return tuple(
        one.toponym.span
        for one in analysis.resolutions
        if one.toponym.text == own and one.toponym.span != span
    )


def changes(
    event: Event, wanted: RequestedEvent, analysis: Analysis, *, everywhere: bool = False
) -> Iterator[tuple[Target, Change]]:
    """The changes that lead to ``wanted``; ``everywhere`` moves all mentions of a moved name.

    Raises ValueError for a last day before the first, or a missing typed place."""
    target = target_of(event)
    if wanted.kind != event.kind:
        yield target, KindChange(kind=wanted.kind)
    if wanted.modality != event.modality:
        yield target, ModalityChange(modality=wanted.modality)
    if (wanted.first_day, wanted.last_day) != (event.time.first_day, event.time.last_day):
        yield target, DaysChange(first_day=wanted.first_day, last_day=wanted.last_day)
    if wanted.actors != people_of(event.actors):
        yield target, ActorsChange(people=wanted.actors)
    if wanted.targets != people_of(event.targets):
        yield target, TargetsChange(people=wanted.targets)
    for name, option in wanted.places.items():
        if option.choice in {"there", "not there"}:
            yield target, PinChange(name=name, is_there=option.choice == "there")
        elif option.place_id or option.choice in {"point", "not known"}:
            typed = wanted.typed if option.choice == "point" else None
            if option.choice == "point" and typed is None:
                raise ValueError(
                    "No point was given: click on the map, or write a place, or latitude and "
                    "longitude."
                )
            change = typed or PlaceChange(place_id=option.place_id)
            others = same_name(name, analysis) if everywhere else ()
            yield from ((Target(span=span), change) for span in (name, *others))


def people_of(actors: Sequence[Actor]) -> tuple[Person, ...]:
    return tuple(Person(name=one.name, side=one.side) for one in actors)
