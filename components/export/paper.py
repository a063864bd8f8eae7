"""A sheet to draw on, in pixels from its upper left corner, saved as PNG or SVG with matplotlib.

Fonts come from packages and letters are drawn as shapes, so that every machine makes the same
picture."""

from __future__ import annotations

import io
import logging
import threading
import warnings
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

import matplotlib as mpl
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke
from matplotlib.textpath import text_to_path
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from components.core.safe_html import printable
from components.export.fonts import file_of

PX_PER_INCH = 96
POINTS_PER_PX = 72 / PX_PER_INCH
FALLBACK = "DejaVu Sans"
"""Part of matplotlib; for letters that the faces lack."""
MOST_LETTERS = 1_000
"""In a line; the narrowest letters fill a sheet with half as many. Measuring one takes 10 µs."""
SETTINGS: Any = {
    "svg.fonttype": "path",
    "svg.hashsalt": "dateline",
    "path.simplify": False,
    "text.hinting": "none",
}
_one_at_a_time = threading.Lock()
"""matplotlib's settings are global."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Font:
    """A face and its height in pixels."""

    face: str = "sans"
    px: float = 13.0
    colour: str = "#2b2b2b"
    halo: str = ""
    """Colour of a line around the letters; empty for none."""


Line = tuple[str, Font]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """How a shape is drawn; widths and dashes in pixels, colours hexadecimal, empty for none."""

    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    dashes: Sequence[float] = ()
    dashes_from: float = 0.0
    """Offset of the start of the line in the pattern of dashes."""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    figure: Figure
    axes: Axes
    width: float
    height: float


def new_paper(width: float, height: float, *, colour: str = "none") -> Paper:
    figure = Figure(
        figsize=(width / PX_PER_INCH, height / PX_PER_INCH), dpi=PX_PER_INCH, facecolor=colour
    )
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return Paper(figure=figure, axes=axes, width=width, height=height)


@cache
def _properties(face: str) -> FontProperties:
    file = file_of(face)
    logging.getLogger("matplotlib.font_manager").setLevel(
        logging.ERROR
    )  # it logs each weight that the fallback lacks
    fontManager.addfont(file)
    entry = next(one for one in fontManager.ttflist if one.fname == str(file))
    return FontProperties(family=[entry.name, FALLBACK], weight=entry.weight)


def width_of(words: str, font: Font) -> float:
    """In pixels."""
    return _width_at_100(printable(words), font.face) * font.px / 100


@lru_cache(maxsize=10_000)  # the frames of a film share most lines
def _width_at_100(words: str, face: str) -> float:
    large = _properties(face).copy()
    large.set_size(100)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        width, _, _ = text_to_path.get_text_width_height_descent(words, large, ismath=False)
    return float(width)


def write(paper: Paper, at: tuple[float, float], line: Line) -> None:
    words, font = line
    font_properties = _properties(font.face).copy()
    font_properties.set_size(font.px * POINTS_PER_PX)
    text = paper.axes.text(
        *at,
        printable(words),
        fontproperties=font_properties,
        color=font.colour,
        va="baseline",
        ha="left",
        parse_math=False,
        zorder=10,
    )
    if font.halo:
        text.set_path_effects([withStroke(linewidth=4.5 * POINTS_PER_PX, foreground=font.halo)])


def wrapped(words: str, font: Font, width: float) -> Iterator[str]:
    """Lines no wider than ``width``, one at a time; a longer word is cut."""
    line = ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and not _fits(longer, font, width):
            yield line
            longer = word
        line = cut(longer, font, width)
    if line:
        yield line


def cut(words: str, font: Font, width: float) -> str:
    """The words, or as many letters as fit with an ellipsis."""
    if _fits(words, font, width):
        return words

    def ended(count: int) -> str:
        return words[:count].rstrip() + "…"

    counts = range(1, min(len(words), MOST_LETTERS) + 1)
    return ended(bisect_right(counts, width, key=lambda count: width_of(ended(count), font)))


def _fits(words: str, font: Font, width: float) -> bool:
    return len(words) <= MOST_LETTERS and width_of(words, font) <= width


def draw(paper: Paper, path: Outline, pen: Pen, *, within: Outline | None = None) -> None:
    """A path, clipped to ``within``."""
    patch = PathPatch(
        path,
        facecolor=pen.fill or "none",
        edgecolor=pen.stroke or "none",
        linewidth=pen.width * POINTS_PER_PX,
        alpha=pen.opacity,
        linestyle=(pen.dashes_from / pen.width, [length / pen.width for length in pen.dashes])
        if pen.dashes
        else "-",
        joinstyle="round",
        capstyle="butt",
        zorder=5,
    )
    paper.axes.add_artist(patch)  # the sheet has a fixed size
    patch.set_clip_path(within, paper.axes.transData) if within else patch.set_clip_on(False)


def path_of(geometry: BaseGeometry) -> Outline:
    """Polygons and lines as one path; holes run in the opposite direction."""
    parts = list(_paths(geometry))
    return Outline.make_compound_path(*parts) if parts else Outline(np.empty((0, 2)))


def _paths(geometry: BaseGeometry) -> Iterable[Outline]:
    if isinstance(geometry, Polygon):
        for ring in (orient(geometry).exterior, *orient(geometry).interiors):
            if len(ring.coords) > 3:
                yield Outline(np.asarray(ring.coords)[:, :2], closed=True)
    elif isinstance(geometry, LineString):
        if len(geometry.coords) > 1:
            yield Outline(np.asarray(geometry.coords)[:, :2])
    else:
        for part in getattr(geometry, "geoms", ()):
            yield from _paths(part)


def polygon(points: Sequence[tuple[float, float]], *, closed: bool = True) -> Outline:
    return Outline(np.array([*points, points[0]] if closed else points, dtype=float), closed=closed)


def box(corner: tuple[float, float], width: float, height: float) -> Outline:
    """A rectangle from its upper left corner."""
    left, top = corner
    return polygon(
        [(left, top), (left + width, top), (left + width, top + height), (left, top + height)]
    )


def circle(x: float, y: float, radius: float) -> Outline:
    return Outline.circle((x, y), radius)


def saved(
    paper: Paper,
    kind: Literal["png", "svg", "rgba"],
    *,
    scale: float = 1.0,
    title: str = "",
    about: str = "",
) -> bytes:
    """The sheet as a file, or as pixels of four bytes; ``scale`` is pixels of the file per pixel of
    the sheet."""
    file = io.BytesIO()
    described: dict[str, Any] = (
        {"Title": printable(title), "Description": printable(about)} if title else {}
    )
    more = {"Software": "Dateline"} if kind == "png" else {"Creator": "Dateline", "Date": None}
    with _one_at_a_time, warnings.catch_warnings(), mpl.rc_context(SETTINGS):
        warnings.simplefilter("ignore", UserWarning)
        paper.figure.savefig(
            file,
            format=kind,
            dpi=PX_PER_INCH * scale,
            metadata=None if kind == "rgba" else described | more,
            facecolor=paper.figure.get_facecolor(),
        )
    return file.getvalue()
