"""The map as a picture to publish or print, with headline, stamp, legend and credits.

It shows the place, layers and marks of the view, and names what is outside the window."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from components.export.about import CREDITS, about
from components.export.backdrop import LOCATOR_SHAPE, countries, locator, paint, towns
from components.export.geojson import marks
from components.export.lettering import (
    HALO,
    Box,
    Lettering,
    boxes_within,
    label_boxes,
    name_countries,
    name_towns,
    size_of,
    write_lines,
)
from components.export.painting import outline, symbol
from components.export.paper import (
    PX_PER_INCH,
    Font,
    Line,
    Paper,
    Pen,
    box,
    cut,
    draw,
    new_paper,
    polygon,
    saved,
)
from components.export.projection import Frame
from components.export.selection import Selection, camera_of
from components.export.surround import (
    INK,
    MARGIN,
    PRINT,
    SCREEN,
    SheetSize,
    foot,
    heading,
    legend,
    scale_bar,
)
from components.map.events import AS_LINES, DRAWING_ORDER, offsets_of
from components.map.looks import without_repeated_labels
from components.map.marks import Mark
from components.map.style import Symbol
from components.view.grouping import MAP_HEIGHT_PX, MAP_WIDTH_PX

PRINT_DPI = 300
LOWEST_ZOOM = 0.5
COUNT_PX = 7
DISTANCES_PX = (0.0, 18.0, 36.0, 60.0)
"""Between a symbol and its name; the nearest free one is used."""
LOCATOR_PX = 150
CAPTION_PX = 10.0
BLANK = SheetSize(width=1000, height=520, legend=0, headline=0)


@lru_cache(maxsize=1)
def to_png(selection: Selection) -> bytes:
    """1200 by 630 pixels; cached for all files of a site."""
    return _saved(selection, SCREEN, "png")


def to_print(selection: Selection) -> bytes:
    """PNG of A4 landscape at 300 dots per inch."""
    return _saved(selection, PRINT, "png", scale=PRINT_DPI / PX_PER_INCH)


def to_svg(selection: Selection) -> bytes:
    """A4 landscape, letters as shapes; the metadata has title and stamp as text."""
    return _saved(selection, PRINT, "svg")


def to_blank(selection: Selection) -> bytes:
    """The same map without the article's marks, to draw on by hand; 1000 by 520 pixels."""
    paper = new_paper(BLANK.width, BLANK.height, colour="white")
    frame = frame_of(selection, (1, 1, BLANK.width - 2, BLANK.height - 2))
    paint(paper, frame)
    pen = Lettering(paper=paper, frame=frame, taken=[])
    name_countries(pen, countries(frame), size=BLANK.small)
    name_towns(pen, towns(frame), [], size=BLANK.small)
    scale_bar(paper, frame, BLANK)
    return saved(paper, "png")


def _saved(
    selection: Selection, size: SheetSize, kind: Literal["png", "svg"], *, scale: float = 1.0
) -> bytes:
    head = about(selection)
    description = f"{head.provenance} {head.shown}. {CREDITS} View: {head.query} {head.identity}"
    return saved(picture(selection, size), kind, scale=scale, title=head.title, about=description)


def picture(
    selection: Selection,
    size: SheetSize,
    *,
    signs_of: Sequence[Mark] = (),
    caption: Sequence[str] = (),
) -> Paper:
    """The whole sheet. ``signs_of`` are the marks of the legend, if given; ``caption`` is written
    on the map."""
    paper = new_paper(size.width, size.height, colour="white")
    head = about(selection)
    found = without_repeated_labels(marks(selection))
    top = heading(paper, head, size, is_signed=selection.analysis.signed is not None)
    bottom = size.height - MARGIN - size.small * 1.6
    frame = frame_of(
        selection, (MARGIN, top, size.width - size.legend - 2.6 * MARGIN, bottom - top - 8)
    )
    paint(paper, frame)
    first = Font(face="bold", px=size.headline * 0.8, colour=INK)
    other = Font(px=size.text + 1, colour=INK)
    fonts = [first, *(other for _ in caption[1:])]
    room = frame.width * 0.5
    lines = [(cut(line, font, room), font) for line, font in zip(caption, fonts, strict=False)]
    taken = list[Box]()
    if lines:
        width, height = size_of(lines)
        right = frame.left + width + 2 * CAPTION_PX
        taken = [(frame.left, frame.top, right, frame.top + height + 2 * CAPTION_PX)]
    outside = _marks(paper, frame, found, size, taken=taken)
    for x, y, right, below in taken:
        draw(paper, box((x, y), right - x, below - y), Pen(fill="#ffffff", opacity=0.92))
        write_lines(paper, (x + CAPTION_PX, y + CAPTION_PX), lines)
    scale_bar(paper, frame, size)
    window = box((frame.left, frame.top), frame.width, frame.height)
    draw(paper, window, Pen(stroke="#8d8d8d", width=0.8))
    left = size.width - size.legend - MARGIN
    end, notes_top = legend(
        paper, (left, top, bottom), size, found=signs_of or found, outside=outside
    )
    locator_height = LOCATOR_PX * LOCATOR_SHAPE
    if notes_top - end > locator_height + 24:
        top = notes_top - locator_height - 12
        locator(paper, frame, left=left, top=top, width=LOCATOR_PX)
    foot(paper, head, size)
    return paper


def frame_of(selection: Selection, window: tuple[float, float, float, float]) -> Frame:
    """The part of the map for the selection, zoomed to the size of the window."""
    (left, top, width, height), (latitude, longitude, zoom) = window, camera_of(selection)
    shift = math.log2(min(width / MAP_WIDTH_PX, height / MAP_HEIGHT_PX))
    return Frame(
        left=left,
        top=top,
        width=width,
        height=height,
        latitude=latitude,
        longitude=longitude,
        zoom=max(LOWEST_ZOOM, zoom + shift),
    )


def _marks(
    paper: Paper, frame: Frame, found: Sequence[Mark], size: SheetSize, *, taken: Sequence[Box]
) -> list[str]:
    """Draw areas, lines and symbols with their names; return the names that are not in the
    picture."""
    moved = offsets_of(found)
    placed = [_placed(mark, frame, moved.get(mark.key)) for mark in found]
    inside = [one for one in placed if one is not None]
    for one in sorted(
        inside, key=lambda one: (one.spot is not None, DRAWING_ORDER.index(one.mark.layer))
    ):
        _draw(paper, frame, one)
    symbols = (one.box for one in inside if one.spot)
    pen = Lettering(paper=paper, frame=frame, taken=[*taken, *symbols])
    in_turn = sorted(inside, key=lambda one: (one.spot is None, -one.mark.weight))
    unnamed = {
        one.mark.key for one in in_turn if one.mark.key not in moved and not _name(pen, one, size)
    }
    name_countries(pen, countries(frame), size=size.small)
    marked = [frame.at(one.mark.latitude, one.mark.longitude) for one in inside if one.spot]
    name_towns(pen, towns(frame), marked, size=size.small)
    missing = [
        mark.label
        for mark, one in zip(found, placed, strict=True)
        if mark.label and mark.layer not in AS_LINES and (one is None or mark.key in unnamed)
    ]
    return list(dict.fromkeys(missing))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """A mark in pixels: ``spot`` of a symbol, ``area`` and ``edge`` of an area or line."""

    mark: Mark
    spot: tuple[float, float] | None = None
    area: BaseGeometry | None = None
    edge: BaseGeometry | None = None

    @property
    def half_px(self) -> float:
        """Half of the square of a symbol, with its decorations."""
        look = self.mark.look
        if not isinstance(look, Symbol):
            return 0.0
        return look.radius + (6 if look.dashed and look.fill == "solid" else 3)

    @property
    def box(self) -> Box:
        """The box of a symbol with its count."""
        (x, y), half = self.spot or (0, 0), self.half_px
        count = COUNT_PX if len(self.mark.event_ids) > 1 else 0
        return x - half, y - half - count, x + half + count, y + half


def _placed(mark: Mark, frame: Frame, moved: tuple[int, int] | None) -> PlacedMark | None:
    """None outside the window."""
    if mark.geometry is None:
        (x, y), (across, down) = frame.at(mark.latitude, mark.longitude), moved or (0, 0)
        is_inside = frame.holds((x, y), margin=6)
        return PlacedMark(mark=mark, spot=(x + across, y + down)) if is_inside else None
    geometry = shape(dict(mark.geometry))
    area = frame.shape(geometry)
    edge = frame.shape(geometry.boundary) if "Polygon" in geometry.geom_type else area
    return None if area.is_empty else PlacedMark(mark=mark, area=area, edge=edge)


def _draw(paper: Paper, frame: Frame, one: PlacedMark) -> None:
    mark = one.mark
    if isinstance(mark.look, Symbol) and one.spot:
        place = frame.at(mark.latitude, mark.longitude)
        near_px, count = mark.look.near_km * frame.km_px(mark.latitude), len(mark.event_ids)
        symbol(paper, mark.look, one.spot, place=place, near_px=near_px, count=count)
    elif not isinstance(mark.look, Symbol) and one.area is not None and one.edge is not None:
        outline(paper, mark.look, one.area, edge=one.edge)


def _name(pen: Lettering, one: PlacedMark, size: SheetSize) -> bool:
    """Write the label with as many notes as fit; False where even the label does not."""
    mark = one.mark
    head = Font(face="bold" if mark.weight else "sans", px=size.text + 0.5, colour=INK, halo=HALO)
    lines = [
        (mark.label, head),
        *((note, Font(px=size.small, colour=INK, halo=HALO)) for note in mark.notes),
    ]
    for away in DISTANCES_PX:
        for shown in (lines[:count] for count in range(len(lines), 0, -1) if mark.label):
            if taken := pen.place(_boxes(pen, one, shown, away), shown):
                _thread(pen, one, taken, away)
                return True
    return not mark.label


def _boxes(
    pen: Lettering, one: PlacedMark, lines: Sequence[Line], away: float
) -> Iterable[tuple[Box, float]]:
    anchor = pen.frame.at(one.mark.latitude, one.mark.longitude)
    if one.area is not None and "Polygon" in one.area.geom_type:
        return boxes_within(one.area, anchor, lines)
    if one.area is not None:
        middle = one.area.interpolate(0.5, normalized=True)
        return label_boxes((middle.x, middle.y), lines, 9 + away)
    return label_boxes(one.spot or anchor, lines, one.half_px + 4 + away)


def _thread(pen: Lettering, one: PlacedMark, taken: Box, away: float) -> None:
    """A line from a symbol to a name further away."""
    if not away or not one.spot:
        return
    (x, y), (left, top, right, bottom) = one.spot, taken
    end = (min(max(x, left), right), min(max(y, top), bottom))
    share = one.half_px / math.dist(one.spot, end)
    start = (x + (end[0] - x) * share, y + (end[1] - y) * share)
    for look in (Pen(stroke=HALO, width=3.2), Pen(stroke=INK, width=1)):
        draw(pen.paper, polygon([start, end], closed=False), look)
