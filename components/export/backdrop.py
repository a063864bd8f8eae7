"""The base map of a picture: shapes of data/areas, and names of towns and countries."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from components.export.paper import Paper, Pen, box, draw, path_of
from components.export.projection import Frame
from components.map.ground import DEGREE, BaseMapFile, sheet_of
from components.map.style import CELL_DEGREES, CELLS_FROM_ZOOM, LIGHT, STYLE, with_opacity
from components.view.grouping import TILE_PX

GRID_FROM_ZOOM: float = STYLE["base"]["gridFromZoom"]
MOST_SQUARES: int = STYLE["names"]["mostSquares"]["picture"]
WIDER = 3
"""A name is wider than high, so the distance to the upper and lower edge counts more."""
KM_PER_DEGREE = 111.2
SMALLEST_PX = 0.25
"""Lines are simplified to this tolerance."""
Cell = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
COARSE_DEGREES = 0.2
LOCATOR_SHAPE, LOCATOR_LATITUDE = 0.62, 30.0
"""Height by width, and the latitude in the middle: from the edge of Antarctica to the far north."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Degrees WGS 84. ``weight`` as in data/README.md."""

    name: str
    latitude: float
    longitude: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    name: str
    latitude: float
    longitude: float
    area_km2: float


def sheets(frame: Frame) -> list[tuple[BaseMapFile, int, Cell | None]]:
    """Files in view, the turns around the world that bring them there, and their cell."""
    south, west, north, east = frame.bounds()
    if frame.zoom < CELLS_FROM_ZOOM:
        return [(sheet_of("world"), turns, None) for turns in range(_turns(west), _turns(east) + 1)]
    found: list[tuple[BaseMapFile, int, Cell | None]] = []
    rows = range(max(int(south // CELL_DEGREES), -9), min(int(north // CELL_DEGREES), 8) + 1)
    for column in range(int(west // CELL_DEGREES), int(east // CELL_DEGREES) + 1):
        turns = _turns(column * CELL_DEGREES)
        left = column * CELL_DEGREES - 360 * turns
        for bottom in (row * CELL_DEGREES for row in rows):
            cell = (left, bottom, left + CELL_DEGREES, bottom + CELL_DEGREES)
            found.append((sheet_of(f"cells/{bottom}_{left}"), turns, cell))
    return found


def _turns(longitude: float) -> int:
    return int((longitude + 180) // 360)


def paint(paper: Paper, frame: Frame) -> None:
    """Everything under the marks."""
    window = box((frame.left, frame.top), frame.width, frame.height)
    draw(paper, window, Pen(fill=LIGHT["sea"]))
    for sheet, turns, cell in sheets(frame):
        areas = (("land", LIGHT["land"]), ("lakes", LIGHT["sea"]))
        for name, colour in areas:
            shape = _seen(frame, _polygons(sheet.get(name, ())), turns)
            draw(paper, path_of(shape), Pen(fill=colour, stroke=colour, width=0.4), within=window)
        for lines, pen in _strokes(frame, sheet, cell):
            draw(paper, path_of(_seen(frame, lines, turns)), pen, within=window)


@cache
def _world() -> BaseGeometry:
    """Land, simplified for a small map."""
    return shapely.simplify(_polygons(sheet_of("world")["land"]), COARSE_DEGREES)


def locator(paper: Paper, frame: Frame, *, left: float, top: float, width: float) -> None:
    """A small map of the world with a frame around what ``frame`` shows."""
    small = Frame(
        left=left,
        top=top,
        width=width,
        height=width * LOCATOR_SHAPE,
        latitude=LOCATOR_LATITUDE,
        longitude=0.0,
        zoom=math.log2(width / TILE_PX),
    )
    window = box((left, top), small.width, small.height)
    draw(paper, window, Pen(fill=LIGHT["sea"]))
    draw(paper, path_of(_seen(small, _world(), 0)), Pen(fill=LIGHT["shore"]), within=window)
    south, west, north, east = frame.bounds()
    x, y = small.at(frame.latitude, frame.longitude)
    wide = max(9.0, (east - west) / 360 * small.world_px)
    high = max(9.0, abs(small.at(south, 0)[1] - small.at(north, 0)[1]))
    for pen in (Pen(stroke=LIGHT["labelHalo"], width=3.5), Pen(stroke=LIGHT["ink"], width=1.75)):
        draw(paper, box((x - wide / 2, y - high / 2), wide, high), pen, within=window)
    draw(paper, window, Pen(stroke="#8d8d8d", width=0.8))


def _seen(frame: Frame, shape: BaseGeometry, turns: int) -> BaseGeometry:
    return shapely.simplify(frame.shape(shape, turns=turns), SMALLEST_PX)


def _points(flat: Sequence[int]) -> NDArray[np.float64]:
    """Longitude, latitude in degrees."""
    return np.array(flat, dtype=float).reshape(-1, 2)[:, ::-1] / DEGREE


def _polygons(shapes: Sequence[Sequence[Sequence[int]]]) -> BaseGeometry:
    return shapely.MultiPolygon(
        [
            (_points(outer), [_points(hole) for hole in holes if len(hole) > 4])
            for outer, *holes in shapes
            if len(outer) > 4
        ]
    )


def _lines(lines: Sequence[Sequence[int]]) -> BaseGeometry:
    return shapely.MultiLineString([_points(line) for line in lines if len(line) > 2])


def _shores(shapes: Sequence[Sequence[Sequence[int]]], cell: Cell | None) -> BaseGeometry:
    """Outlines without the edges along which a cell cuts the land."""
    rings = _lines([[*ring, *ring[:2]] for polygon in shapes for ring in polygon])
    return rings if cell is None else shapely.difference(rings, shapely.box(*cell).exterior)


def _strokes(
    frame: Frame, sheet: BaseMapFile, cell: Cell | None
) -> Iterator[tuple[BaseGeometry, Pen]]:
    """Lines with their pens, in drawing order."""
    rivers = sheet.get("rivers", ())
    lines = {
        "shores": _shores(sheet.get("lakes", ()), cell),
        "coast": _shores(sheet.get("land", ()), cell),
        **{
            f"rivers{size}": _lines([line for own, line in rivers if own == size])
            for size in (1, 2, 3)
        },
        **{name: _lines(sheet.get(name, ())) for name in ("admin1", "borders", "disputed")},
    }
    for stroke in STYLE["base"]["strokes"]:
        if stroke.get("fromZoom", -math.inf) <= frame.zoom < stroke.get("belowZoom", math.inf):
            colour, opacity = with_opacity(LIGHT[stroke["colour"]])
            if "share" in stroke:
                width = np.interp(frame.zoom, stroke["zooms"], stroke["widths"]) * stroke["share"]
            else:
                width = stroke["width"]
            dashes = stroke.get("dashes", ())
            pen = Pen(stroke=colour, width=width, dashes=dashes, opacity=opacity)
            yield lines[stroke["lines"]], pen


def towns(frame: Frame) -> list[Town]:
    """Towns of the sheets in view, by decreasing weight."""
    found = [
        Town(name=name, latitude=latitude, longitude=longitude, weight=weight)
        for sheet, _, _ in sheets(frame)
        for name, latitude, longitude, weight in sheet.get("labels", ())
    ]
    return sorted(
        {(town.name, town.latitude): town for town in found}.values(), key=lambda town: -town.weight
    )


def countries(frame: Frame) -> list[Country]:
    """Countries to name: at their own points at small scales, else where there is most space."""
    if frame.zoom >= GRID_FROM_ZOOM:
        return [*_in_view(frame)]
    known = [
        Country(name=name, latitude=latitude, longitude=longitude, area_km2=area)
        for name, latitude, longitude, area in sheet_of("world").get("countries", ())
    ]
    return [one for one in known if frame.holds(frame.at(one.latitude, one.longitude))]


@cache
def _grid() -> NDArray[np.int64]:
    """The number of the country by row and column, 0 for none."""
    names = sheet_of("names")
    own = range(len(names["countries"]) + 1)
    country_of = np.array([*own, *(number + 1 for _, number in names["units"])])
    found: NDArray[np.int64] = country_of[
        np.array([np.repeat(row[1::2], row[::2]) for row in names["rows"]])
    ]
    return found


def _in_view(frame: Frame) -> Iterator[Country]:
    """Each at the square that is furthest from other countries and from the edges."""
    grid = _grid()
    degrees = 180 / len(grid)
    south, west, north, east = frame.bounds()
    step = max(1, math.ceil(math.sqrt((north - south) * (east - west) / MOST_SQUARES) / degrees))
    rows = np.arange(int((south + 90) / degrees), int((north + 90) / degrees) + 1, step)
    columns = np.arange(
        math.floor((west + 180) / degrees), math.floor((east + 180) / degrees) + 1, step
    )
    numbers = grid[np.clip(rows, 0, len(grid) - 1)][:, columns % grid.shape[1]]
    latitudes, longitudes = (rows + 0.5) * degrees - 90, (columns + 0.5) * degrees - 180
    at = np.array([[frame.at(north, east) for east in longitudes] for north in latitudes])
    for number in np.unique(numbers[numbers > 0]):
        own, others = at[numbers == number], at[(numbers > 0) & (numbers != number)]
        (x, y), apart = own.T, own[:, None] - others[None, :]
        edges = [
            x - frame.left,
            frame.left + frame.width - x,
            (y - frame.top) * WIDER,
            (frame.top + frame.height - y) * WIDER,
        ]
        nearest = np.hypot(apart[..., 0], apart[..., 1]).min(axis=1, initial=np.inf)
        room = np.minimum(np.min(edges, axis=0), nearest)
        row, column = np.argwhere(numbers == number)[int(room.argmax())]
        square_km = step * degrees * KM_PER_DEGREE
        yield Country(
            name=sheet_of("names")["countries"][number - 1],
            latitude=float(latitudes[row]),
            longitude=float(longitudes[column]),
            area_km2=len(own) * square_km**2 * math.cos(math.radians(float(latitudes[row]))),
        )
