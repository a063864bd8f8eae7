"""The surroundings of a picture's map: headline, day and stamp, scale, legend and credits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from components.export.about import CREDITS, About
from components.export.painting import swatch
from components.export.paper import Font, Paper, Pen, box, cut, draw, polygon, wrapped, write
from components.export.projection import Frame
from components.map.legend import NOTE, legend_entries
from components.map.marks import Mark
from components.map.style import LIGHT
from components.wording.phrases import listed

MARGIN = 26.0
INK = LIGHT["ink"]
QUIET = "#55514a"
STAMP_EDGE, STAMP_GROUND, CHECKED_EDGE, CHECKED_GROUND = "#b5651d", "#f8efe7", "#2b6a9e", "#e8eff5"
MOST_OUTSIDE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSize:
    """Sizes of a picture and its parts, in pixels."""

    width: float
    height: float
    legend: float
    headline: float
    text: float = 13.5
    small: float = 12.0


SCREEN = SheetSize(width=1200, height=630, legend=286, headline=30)
"""The size of a preview that sites show for a link."""
PRINT = SheetSize(width=1123, height=794, legend=268, headline=29, text=13, small=11)
"""A4 landscape, at 96 pixels per inch: 13 px are 9.75 points."""


def heading(paper: Paper, head: About, size: SheetSize, *, is_signed: bool) -> float:
    """Draw headline, day, source and stamp; return where the map may begin."""
    room, y = size.width - 2 * MARGIN, MARGIN
    font = Font(face="serif", px=size.headline, colour=INK)
    lines = list(islice(wrapped(head.title, font, room), 3))  # the second line is cut
    for line in [*lines[:1], *([cut(" ".join(lines[1:]), font, room)] if len(lines) > 1 else [])]:
        y += size.headline
        write(paper, (MARGIN, y), (line, font))
        y += size.headline * 0.18
    y += size.text * 1.5
    font = Font(face="semibold", px=size.text + 2, colour=INK)
    write(paper, (MARGIN, y), (cut(head.as_of, font, room), font))
    font = Font(px=size.text + 1, colour=INK)
    stamp = list(wrapped(head.stamp, font, room - 24))
    top, height = y + 9, len(stamp) * font.px * 1.35 + 9
    edge, ground = (CHECKED_EDGE, CHECKED_GROUND) if is_signed else (STAMP_EDGE, STAMP_GROUND)
    draw(paper, box((MARGIN, top), room, height), Pen(fill=ground))
    draw(paper, box((MARGIN, top), 3.5, height), Pen(fill=edge))
    for number, line in enumerate(stamp, start=1):
        baseline = top + 4 + number * font.px * 1.35 - font.px * 0.3
        write(paper, (MARGIN + 14, baseline), (line, font))
    return top + height + 12


def scale_bar(paper: Paper, frame: Frame, size: SheetSize) -> None:
    """A round number of kilometres, true at the middle of the map."""
    km_px = frame.km_px(frame.latitude)
    longest = 120 / km_px
    base = 10 ** math.floor(math.log10(longest))
    km = max(step * base for step in (1, 2, 5) if step * base <= longest)
    x, y, width = frame.left + 12, frame.top + frame.height - 12, km * km_px
    ground = box((x - 5, y - size.small - 8), width + 10, size.small + 14)
    bar = polygon([(x, y - 5), (x, y), (x + width, y), (x + width, y - 5)], closed=False)
    draw(paper, ground, Pen(fill="#ffffff", opacity=0.82))
    draw(paper, bar, Pen(stroke=INK, width=1.4))
    write(paper, (x + 4, y - 5), (f"{km:g} km", Font(px=size.small, colour=INK)))


def legend(
    paper: Paper,
    column: tuple[float, float, float],
    size: SheetSize,
    *,
    found: Sequence[Mark],
    outside: Sequence[str],
) -> tuple[float, float]:
    """Draw the symbols of the map, names outside it and the words of status; return the free space
    between."""
    left, y, bottom = column
    font, small = Font(px=size.text, colour=INK), Font(px=size.small, colour=QUIET)
    notes = list(wrapped(NOTE, small, size.legend))
    if outside:
        words = f"Outside the picture, or not named in it: {listed(outside, most=MOST_OUTSIDE)}."
        notes = [*wrapped(words, small, size.legend), "", *notes]
    room = bottom - 8 - min(len(notes) * small.px * 1.3, (bottom - y) * 0.5)
    entries = legend_entries(found, clickable=False)
    for number, entry in enumerate(entries):
        lines = list(wrapped(entry.words, font, size.legend - 42))
        if y + len(lines) * font.px * 1.25 + 6 > room:
            more = f"and {len(entries) - number} more signs, on the page"
            write(paper, (left, y + font.px), (more, small))
            break
        swatch(paper, entry.look, (left + 15, y + 12))
        for at, line in enumerate(lines):
            write(paper, (left + 42, y + 12 + font.px * 0.36 + at * font.px * 1.25), (line, font))
        y += max(25, len(lines) * font.px * 1.25 + 9)
    end, y = y, max(y + 10, bottom - 8 - len(notes) * small.px * 1.3)
    notes_top = y
    for line in notes:
        y += small.px * 1.3
        if y <= bottom:
            write(paper, (left, y - small.px * 0.3), (line, small))
    return end, notes_top


def foot(paper: Paper, head: About, size: SheetSize) -> None:
    """The selection, and whose data the picture shows."""
    font = Font(px=size.small, colour=QUIET)
    words = f"{head.shown[:1].upper()}{head.shown[1:]}. {CREDITS} {head.url}".rstrip()
    write(paper, (MARGIN, size.height - MARGIN), (cut(words, font, size.width - 2 * MARGIN), font))
