"""Names on a picture, where nothing else is: those of marks first, then towns by weight (like
placing.js), by data/map/style.json."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import shapely
from shapely.geometry.base import BaseGeometry

from components.export.backdrop import Country, Town
from components.export.paper import Font, Line, Paper, Pen, circle, draw, width_of, write
from components.export.projection import Frame
from components.map.style import LIGHT, STYLE

NAMES = STYLE["names"]
HALO = LIGHT["labelHalo"]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


@dataclass(slots=True, kw_only=True)
class Lettering:
    """The occupied boxes, and the window that all must fit into."""

    paper: Paper
    frame: Frame
    taken: list[Box] = field(default_factory=list)

    def is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        corners, gap = ((left, top), (right, bottom)), NAMES["gapPx"]
        return all(self.frame.holds(corner, margin=2) for corner in corners) and all(
            right + gap < other[0]
            or other[2] + gap < left
            or bottom + 1 < other[1]
            or other[3] + 1 < top
            for other in self.taken
        )

    def place(self, boxes: Iterable[tuple[Box, float]], lines: Sequence[Line]) -> Box | None:
        """Write into the first free box and return it. The number of a box is its alignment, 0 to
        1."""
        for box, align in boxes:
            if self.is_free(box):
                left, top, right, _ = box
                write_lines(self.paper, (left, top), lines, width=right - left, align=align)
                self.taken.append(box)
                return box
        return None


def write_lines(
    paper: Paper, at: Point, lines: Sequence[Line], *, width: float = 0.0, align: float = 0.0
) -> None:
    """Lines downwards from the upper left corner; ``align`` from 0 (left) to 1 (right) in
    ``width``."""
    left, top = at
    for words, font in lines:
        spare = (width - width_of(words, font)) * align
        write(paper, (left + spare, top + font.px * NAMES["baseline"]), (words, font))
        top += font.px * NAMES["lineHeight"]


def size_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Width and height."""
    height = sum(font.px * NAMES["lineHeight"] for _, font in lines)
    return max(width_of(words, font) for words, font in lines), height


def label_boxes(
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


def boxes_within(
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
    """Towns large enough for the zoom, except those with a mark."""
    town_style, zoom = NAMES["town"], pen.frame.zoom
    smallest = next(weight for from_zoom, weight in NAMES["smallestTown"] if zoom >= from_zoom)
    named, large_enough = 0, [town for town in towns if town.weight >= smallest]
    for town in large_enough if zoom >= NAMES["parts"]["fromZoom"] else without_parts(large_enough):
        if named >= NAMES["mostTowns"]["picture"]:
            return
        at = pen.frame.at(town.latitude, town.longitude)
        large = town.weight > town_style["large"]
        face, px = ("semibold", size + 1) if large else ("sans", size)
        lines = [(town.name, Font(face=face, px=px, colour=LIGHT["label"], halo=HALO))]
        room = town_style["roomPx"]
        dot = (at[0] - room, at[1] - room, at[0] + room, at[1] + room)
        boxes = list(label_boxes(at, lines, town_style["awayPx"]))[:4]
        is_marked = any(math.dist(at, other) < town_style["fromMarkPx"] for other in marked)
        if not is_marked and pen.is_free(dot) and pen.place(boxes, lines):
            named += 1
            pen.taken.append(dot)
            look = Pen(fill=LIGHT["townDot"], stroke=HALO, width=town_style["edgePx"])
            draw(pen.paper, circle(*at, town_style["dotPx"][large]), look)


def without_parts(towns: Sequence[Town]) -> list[Town]:
    """Towns without those near a much larger one, which are parts of a city."""
    cities = [town for town in towns if town.weight >= NAMES["city"]["people"]]
    rules = NAMES["parts"]

    def is_part(town: Town, city: Town) -> bool:
        if city.weight <= rules["share"] * town.weight:
            return False
        wide = (town.longitude - city.longitude) * math.cos(math.radians(town.latitude))
        reach: float = rules["degrees"] * math.sqrt(city.weight)
        return math.hypot(town.latitude - city.latitude, wide) < reach

    return [town for town in towns if not any(is_part(town, city) for city in cities)]


def name_countries(pen: Lettering, countries: Iterable[Country], *, size: float) -> None:
    """In spaced capitals, where the country is wide enough for its name."""
    rules = NAMES["country"]
    for country in countries:
        across = math.sqrt(country.area_km2) * pen.frame.km_px(country.latitude)
        font = Font(face="semibold", px=size, colour=LIGHT["country"], halo=HALO)
        lines = [("\u200a".join(country.name.upper()), font)]
        width, height = size_of(lines)
        if across < rules["leastPx"] or width > across * rules["widest"]:
            continue
        x, middle = pen.frame.at(country.latitude, country.longitude)
        tops = (middle - height / 2 + shift for shift in rules["shiftsPx"])
        pen.place([((x - width / 2, top, x + width / 2, top + height), 0.5) for top in tops], lines)
