"""The place of a name as a person corrected it; and rule 11 applied again to a changed event."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from components.core.countries import place_in_words
from components.core.protocols import Gazetteer
from components.core.records import Amendment, Article, Event, Place, Resolution, Span
from components.corrections.changes import PlaceChange, Point
from components.corrections.records import Correction
from components.places.coordinates import FINEST_DECIMALS, POSITION, place_at
from components.reading.harm import coarsened
from components.reading.knowledge import Knowledge

SURE = 1.0
"""Confidence in a place that a person gave."""
MOST_DECIMALS: Final = 4
"""In the name of a point: some ten metres."""


def place_of_point(point: Point) -> Place:
    """A place without a country, named by its degrees; what is around it is not guessed."""
    decimals = MOST_DECIMALS
    if point.precision_degrees:
        decimals = min(decimals, math.ceil(-math.log10(point.precision_degrees)))
    name = f"{point.latitude:.{decimals}f}, {point.longitude:.{decimals}f}"
    return place_at(point.latitude, point.longitude, name=name)


def is_rough(place: Place | None) -> bool:
    """Whether it is a point known only to some kilometres: an event is near it, not at it."""
    if place is None or not place.id.startswith(POSITION):
        return False
    return len(place.name.rpartition(".")[2]) < FINEST_DECIMALS


def place_meant(change: PlaceChange, resolution: Resolution, gazetteer: Gazetteer) -> Place | None:
    """The place that a change names, from the candidates or the gazetteer; None for none."""
    if change.point:
        return place_of_point(change.point)
    candidates = (one.place for one in resolution.candidates if one.place.id == change.place_id)
    return next(candidates, None) or (gazetteer.place(change.place_id) if change.place_id else None)


def place_corrected(
    resolution: Resolution, correction: Correction, gazetteer: Gazetteer
) -> Resolution:
    """The resolution with the place that a person gave, and a note of what it was."""
    change = correction.change
    if not isinstance(change, PlaceChange):
        return resolution
    place = place_meant(change, resolution, gazetteer)
    was = place_in_words(resolution.place) if resolution.place else "no place"
    reason = "" if place else f"not known which place, as corrected by {correction.coder}"
    return replace(
        resolution,
        place=place,
        method=f"placed by {correction.coder}",
        confidence=SURE,
        reason=reason,
        amended=(Amendment(field="place", was=was, coder=correction.coder, note=correction.note),),
    )


def relinked(
    event: Event, as_read: Mapping[Span, Resolution], now: Mapping[Span, Resolution]
) -> Event:
    """The event at the places that its names mean now; coarsened links are reset, for ``guarded``
    judges them again."""
    links = []
    for link in event.links:
        span = link.resolution.toponym.span
        if link.coarsened and span in now:
            link = replace(link, resolution=now[span], coarsened="", within=True)
        elif span in now and now[span] != as_read[span]:
            near = link.near or is_rough(now[span].place)
            link = replace(link, resolution=now[span], doubt="", near=near)
        links.append(link)
    return replace(event, links=tuple(links))


def guarded(event: Event, article: Article, knowledge: Knowledge) -> Event:
    """Rule 11 for a corrected event; a person's own point is kept, and the event says so."""
    [coarse] = coarsened(
        [event],
        article=article,
        rules=knowledge.harm,
        gazetteer=knowledge.gazetteer,
        areas=knowledge.areas,
    )
    links, finer = [], []
    for before, after in zip(event.links, coarse.links, strict=True):
        amended, place = before.resolution.amended, before.resolution.place
        is_own_point = amended and place is not None and place.id.startswith(POSITION)
        if after.coarsened and is_own_point:
            links.append(before)
            finer.append(
                Amendment(
                    field="place",
                    was=f"drawn no finer than its first-level unit: {after.coarsened}",
                    coder=amended[0].coder,
                    note="a point of their own, which stands where they put it",
                )
            )
        else:
            links.append(after)
    return replace(event, links=tuple(links), amended=(*event.amended, *finer))
