"""Names on a picture: each only where nothing else stands, the marks' first, then towns by weight
(as placing.js does)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from components.export.backdrop import Country, Town
from components.export.paper import Font, Line, Paper, Pen, circle, draw, width_of, write
from components.export.projection import Frame
from components.map.style import LIGHT

GAP_PX = 3.0
LINE = 1.22
"""Height of a line, in heights of its letters."""
TOWN_FROM_ZOOM = (
    (11, 0),
    (10, 2e3),
    (9.5, 5e3),
    (9, 1e4),
    (8.5, 1.5e4),
    (8, 2.5e4),
    (7.5, 5e4),
    (7, 8e4),
    (6.5, 1.5e5),
    (6, 2.5e5),
    (5, 7e5),
    (4, 1.5e6),
    (3, 4e6),
    (0, 9e6),
)
"""The smallest town that is named from a zoom level on."""
MOST_TOWNS = 26
LARGE_TOWN, PART_SHARE, PART_DEGREES, PARTS_FROM_ZOOM = 400_000, 10, 1.2e-4, 10
"""As in labels.js: a part of a city is far less weighty, and nearer to it than this times the root
of its people."""
NARROWEST_COUNTRY_PX = 46
HALO = LIGHT["labelHalo"]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(slots=True, kw_only=True)
class Lettering:
    """The boxes that are taken so far, and the window within which all must stand."""

    paper: Paper
    frame: Frame
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        frame = self.frame
        inside = (
            left >= frame.left + 2
            and top >= frame.top + 2
            and right <= frame.left + frame.width - 2
            and bottom <= frame.top + frame.height - 2
        )
        return inside and all(_apart(box, other) for other in self.taken)

    def place(self, boxes: Iterable[tuple[Box, float]], lines: Sequence[Line]) -> Box | None:
        """Write the lines into the first free box, which is given back; its number from 0 to 1 is
        where on their width they are aligned."""
        for box, align in boxes:
            if self.is_free(box):
                self._write(box, lines, align)
                return box
        return None

    def _write(self, box: Box, lines: Sequence[Line], align: float) -> None:
        left, top, right, _ = box
        write_lines(self.paper, (left, top), lines, width=right - left, align=align)
        self.taken.append(box)


def write_lines(
    paper: Paper, at: Point, lines: Sequence[Line], *, width: float = 0.0, align: float = 0.0
) -> None:
    """Lines under one another from their upper left corner; ``align`` from 0, left, to 1, right,
    within ``width``."""
    left, top = at
    for words, font in lines:
        spare = (width - width_of(words, font)) * align
        write(paper, (left + spare, top + font.px * 0.98), (words, font))
        top += font.px * LINE


def _apart(one: Box, other: Box) -> bool:
    return (
        one[2] + GAP_PX < other[0]
        or other[2] + GAP_PX < one[0]
        or one[3] + 1 < other[1]
        or other[3] + 1 < one[1]
    )


def size_of(lines: Sequence[Line]) -> tuple[float, float]:
    return max(width_of(words, font) for words, font in lines), sum(
        font.px * LINE for _, font in lines
    )


def beside(
    at: tuple[float, float], lines: Sequence[Line], distance: float
) -> Iterator[tuple[Box, float]]:
    """Boxes around a point, best first."""
    (x, y), (width, height) = at, size_of(lines)
    right, left, middle = (x + distance, 0.0), (x - distance - width, 1.0), (x - width / 2, 0.5)
    level, above, below = y - height / 2, y - distance - height, y + distance
    for (start, align), top in (
        (right, level),
        (left, level),
        (middle, above),
        (middle, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ):
        yield (start, top, start + width, top + height), align


def within(
    area: BaseGeometry, anchor: tuple[float, float], lines: Sequence[Line]
) -> Iterator[tuple[Box, float]]:
    """Boxes inside an area, from its reference point outwards."""
    width, height = size_of(lines)
    left, top, right, bottom = area.bounds
    spots = [
        (x, y)
        for x in range(int(left), int(right - width), 24)
        for y in range(int(top), int(bottom - height), 16)
    ]
    spots.sort(key=lambda spot: math.dist(anchor, (spot[0] + width / 2, spot[1] + height / 2)))
    shapely.prepare(area)
    for x, y in spots:
        if area.contains(shapely.box(x, y, x + width, y + height)):
            yield (x, y, x + width, y + height), 0.5


def name_towns(
    pen: Lettering, towns: Iterable[Town], marked: Sequence[tuple[float, float]], *, size: float
) -> None:
    """Towns large enough for the zoom, but for those that carry a mark."""
    smallest = next(weight for zoom, weight in TOWN_FROM_ZOOM if pen.frame.zoom >= zoom)
    named, large_enough = 0, [town for town in towns if town.weight >= smallest]
    for town in large_enough if pen.frame.zoom >= PARTS_FROM_ZOOM else without_parts(large_enough):
        if named >= MOST_TOWNS:
            return
        at = pen.frame.at(town.latitude, town.longitude)
        large = town.weight > 200_000
        face, px = ("semibold", size + 1) if large else ("sans", size)
        lines = [(town.name, Font(face=face, px=px, colour=LIGHT["label"], halo=HALO))]
        dot = (at[0] - 3, at[1] - 3, at[0] + 3, at[1] + 3)
        is_marked = any(math.dist(at, other) < 12 for other in marked)
        if not is_marked and pen.is_free(dot) and pen.place(list(beside(at, lines, 5))[:4], lines):
            named += 1
            pen.taken.append(dot)
            draw(
                pen.paper,
                circle(*at, 2.6 if large else 2),
                Pen(fill=LIGHT["townDot"], stroke=HALO, width=1.2),
            )


def without_parts(towns: Sequence[Town]) -> list[Town]:
    """Towns, the weightiest first, without those that lie within the reach of a far weightier one:
    parts of a city."""
    cities = [town for town in towns if town.weight >= LARGE_TOWN]
    return [
        town
        for town in towns
        if not any(
            city.weight > PART_SHARE * town.weight and _is_part(town, city) for city in cities
        )
    ]


def _is_part(town: Town, city: Town) -> bool:
    wide = (town.longitude - city.longitude) * math.cos(math.radians(town.latitude))
    return math.hypot(town.latitude - city.latitude, wide) < PART_DEGREES * math.sqrt(city.weight)


def name_countries(pen: Lettering, countries: Iterable[Country], *, size: float) -> None:
    """In spaced capitals, where the land is wide enough for the name."""
    for country in countries:
        across = math.sqrt(country.area_km2) * pen.frame.km_px(country.latitude)
        font = Font(face="semibold", px=size, colour=LIGHT["country"], halo=HALO)
        lines = [("\u200a".join(country.name.upper()), font)]
        width, height = size_of(lines)
        if across < NARROWEST_COUNTRY_PX or width > across * 1.5:
            continue
        x, middle = pen.frame.at(country.latitude, country.longitude)
        tops = (middle - height / 2 + shift for shift in (0, -18, 18))
        pen.place([((x - width / 2, top, x + width / 2, top + height), 0.5) for top in tops], lines)
