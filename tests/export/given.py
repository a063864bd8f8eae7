"""Selections of the handmade reading, and one whose texts are hostile."""

from __future__ import annotations

from dataclasses import replace

from components.core.records import Analysis, Event, PlaceLink, Quantity
from components.export.selection import Selection, selection_of
from components.view.selection import View
from tests import sample
from tests.map.given import AREAS

HOSTILE = "=cmd|' /C calc'!A0 <script>window.ran=1</script> ]]> ${window.ran=1}` $\\frac{1}{0}$ \x00\x1b\u202e \"' & end"
STAMP = "Read by a program, not checked by a person. What one article of 12 September 2022 says; not the situation today."
AS_OF = "As of 12 September 2022, as told by Example"


def chosen(analysis: Analysis | None = None, **view: object) -> Selection:
    """What a View with these fields takes away."""
    return selection_of(analysis or sample.analysis(), View(article="x", **view), areas=AREAS)  # type: ignore[arg-type]


def hostile() -> Analysis:
    """Title, text, names of places and speakers that try to break out."""
    reading = sample.analysis()
    first = len(sample.LINES[0])
    padded = HOSTILE[:first].ljust(first) + reading.article.text[first:]
    return replace(
        reading,
        article=replace(
            reading.article,
            title=HOSTILE,
            publisher=HOSTILE,
            url="javascript:alert(1)",
            text=padded,
        ),
        events=tuple(_hostile(event) for event in reading.events),
    )


def deadly(analysis: Analysis) -> Analysis:
    """The reading with twelve dead in every event."""
    dead = (Quantity(kind="killed", value=12.0, unit="people"),)
    return replace(
        analysis, events=tuple(replace(event, quantities=dead) for event in analysis.events)
    )


def coded(analysis: Analysis) -> Analysis:
    """The reading with ACLED's codes on the events that happened."""
    codes = {
        "e2": ("Battles", "Government regains territory"),
        "e4": ("Explosions/Remote violence", "Air/drone strike"),
    }
    return replace(
        analysis,
        events=tuple(_coded(event, *codes.get(event.id, ("", ""))) for event in analysis.events),
    )


def _coded(event: Event, kind: str, sub_kind: str) -> Event:
    return replace(
        event, codes=replace(event.codes, acled_event_type=kind, acled_sub_event_type=sub_kind)
    )


def _hostile(event: Event) -> Event:
    """The event at places of a hostile name, told by somebody of one."""
    links = tuple(_renamed(link) for link in event.links)
    said = tuple(replace(one, speaker=HOSTILE) for one in event.attributions)
    return replace(event, links=links, attributions=said, label=HOSTILE)


def _renamed(link: PlaceLink) -> PlaceLink:
    place = link.resolution.place
    return replace(
        link,
        resolution=replace(link.resolution, place=replace(place, name=HOSTILE) if place else None),
    )
