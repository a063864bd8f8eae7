"""Symbols and outlines in pictures, with the shapes, sizes and dashes of the page
(data/map/style.json)."""

from __future__ import annotations

import re
from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry

from components.export.paper import (
    Font,
    Paper,
    Pen,
    box,
    circle,
    draw,
    new_paper,
    path_of,
    polygon,
    saved,
    width_of,
    write,
)
from components.map.style import (
    LIGHT,
    SHAPES,
    STYLE,
    WHITE,
    Outline,
    Symbol,
    plain_colour,
    with_opacity,
)

Point = tuple[float, float]
MARKS = STYLE["marks"]
ICON_PX, ICON_SCALE = 32, 2


@cache
def _corners(shape: str) -> tuple[Point, ...]:
    """Corners of a shape of radius 1; none for the circle."""
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", SHAPES[shape])]
    return () if "A" in SHAPES[shape] else tuple(zip(numbers[::2], numbers[1::2], strict=True))


def _shape(look: Symbol, at: Point, radius: float) -> BaseGeometry:
    """The filled shape in pixels."""
    corners = [(at[0] + x * radius, at[1] + y * radius) for x, y in _corners(look.shape)]
    return shapely.Polygon(corners) if corners else shapely.Point(at).buffer(radius, quad_segs=24)


def symbol(
    paper: Paper,
    look: Symbol,
    at: Point,
    *,
    place: Point | None = None,
    near_px: float = 0.0,
    count: int = 1,
) -> None:
    """The symbol of a mark at ``at``; a line leads to its ``place`` where it is moved aside."""
    colour = plain_colour(look.colour)
    if near_px:
        x, y = place or at
        draw(paper, circle(x, y, near_px), Pen(stroke=colour, **MARKS["near"]))
    if place and place != at:
        draw(paper, polygon([place, at], closed=False), Pen(stroke=LIGHT["ink"]))
    _body(paper, look, at, colour)
    if look.mark:
        ink = WHITE if look.fill == "solid" else colour
        font = Font(face="bold", px=look.radius * MARKS["letter"], colour=ink)
        corner = (at[0] - width_of(look.mark, font) / 2, at[1] + font.px * 0.36)
        write(paper, corner, (look.mark, font))
    if count > 1:
        disc, font = MARKS["count"], Font(face="bold", px=10.5, colour=LIGHT["paper"])
        away, words = look.radius + disc["awayPx"], str(min(count, disc["most"]))
        x, y = at[0] + away, at[1] - away
        pen = Pen(fill=LIGHT["ink"], stroke=LIGHT["paper"], **disc["edge"])
        draw(paper, circle(x, y, disc["radiusPx"]), pen)
        write(paper, (x - width_of(words, font) / 2, y + font.px * 0.35), (words, font))


def _body(paper: Paper, look: Symbol, at: Point, colour: str) -> None:
    shape = _shape(look, at, look.radius)
    is_ring = look.fill == "ring"
    is_solid = look.fill in {"solid", "split"}
    edge, split, vague = MARKS["edge"], MARKS["split"], MARKS["vague"]
    own, inside = edge["ring" if is_ring else "other"], colour if is_solid else WHITE
    paper_px = own["width"] + edge["paperPx"]
    draw(paper, path_of(shape), Pen(fill=inside, stroke=WHITE, width=paper_px))
    draw(paper, path_of(shape), Pen(fill=inside))
    if look.fill == "split":
        second = (plain_colour(look.second),)
        _stripes(paper, shape, second, Pen(**split["line"]), step=split["stepPx"])
    dashes = own["dashes"] if look.dashed and look.fill != "solid" else ()
    draw(paper, path_of(shape), Pen(stroke=colour, width=own["width"], dashes=dashes))
    if look.dashed and look.fill == "solid":
        around = path_of(_shape(look, at, look.radius + vague["awayPx"]))
        draw(paper, around, Pen(stroke=WHITE, **vague["paper"]))
        draw(paper, around, Pen(stroke=colour, **vague["line"]))


def _stripes(
    paper: Paper, area: BaseGeometry, colours: tuple[str, ...], pen: Pen, *, step: float
) -> None:
    """Slanted lines within an area, in the ``colours`` in turn."""
    left, top, right, bottom = area.bounds
    height = bottom - top
    for number in range(int((left + top) // step), int((right + bottom) // step) + 1):
        x, colour = number * step - top, colours[number % len(colours)]
        line = shapely.LineString([(x, top), (x - height, bottom)])
        path = path_of(shapely.intersection(area, line))
        draw(paper, path, Pen(stroke=colour, width=pen.width, opacity=pen.opacity))


def outline(paper: Paper, look: Outline, area: BaseGeometry, *, edge: BaseGeometry) -> None:
    """The edge of an area or a line, in pixels; an area is hatched, never filled (rule 9). Several
    outlines of one area are drawn with alternating dashes."""
    path, colour = path_of(edge), plain_colour(look.colour)
    line, hatch, (halo, opacity) = MARKS["outline"], MARKS["hatch"], with_opacity(LIGHT["lineHalo"])
    number, several = look.turn
    dash, gap = line["dashes"] if look.dashed else (line["turnPx"], 0)
    own_px, all_px = dash + gap, several * (dash + gap)
    dashes = (dash, all_px - dash) if look.dashed or several > 1 else ()
    if number == 0:
        draw(paper, path, Pen(stroke=halo, width=line["width"] + line["paperPx"], opacity=opacity))
    if look.hatch:
        colours = tuple(plain_colour(name) for name in look.hatch)
        _stripes(paper, area, colours, Pen(**hatch["line"]), step=hatch["stepPx"])
    draw(
        paper,
        path,
        Pen(
            stroke=colour,
            width=line["linePx"] if look.is_line and not look.dashed else line["width"],
            dashes=dashes,
            dashes_from=(all_px - number * own_px) % all_px,
        ),
    )


def swatch(paper: Paper, look: Symbol | Outline, at: Point) -> None:
    """A mark's look as in the legend, on white, around ``at``."""
    x, y = at
    draw(paper, box((x - 15, y - 11), 30, 22), Pen(fill=WHITE))
    if isinstance(look, Symbol):
        symbol(paper, look, at, near_px=9.5 if look.near_km else 0.0)
    elif look.is_line:
        line = polygon([(x - 13, y + 5), (x + 13, y - 5)], closed=False)
        dashes = (4, 2.5) if look.dashed else ()
        draw(paper, line, Pen(stroke=plain_colour(look.colour), width=2, dashes=dashes))
    else:
        area = shapely.box(x - 12, y - 8, x + 12, y + 8)
        outline(paper, look, area, edge=area.exterior)


def icon(look: Symbol) -> bytes:
    paper = new_paper(ICON_PX, ICON_PX)
    symbol(paper, look, (ICON_PX / 2, ICON_PX / 2))
    return saved(paper, "png", scale=ICON_SCALE)
