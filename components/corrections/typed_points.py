"""Reads a point as people type it, with its precision (degrees or MGRS), or a place by name."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final, Literal

from geopy.exc import GeocoderQueryError
from geopy.location import Location

from components.core.errors import InputError
from components.corrections.changes import PlaceChange, Point
from components.places.coordinates import place_of
from components.places.geocoder import geocode

Axis = Literal["latitude", "longitude"]
_AXES: Final[dict[str, tuple[Axis, int]]] = {
    "n north lat latitude": ("latitude", 1),
    "s south": ("latitude", -1),
    "e east lon long longitude": ("longitude", 1),
    "w west": ("longitude", -1),
}
SIDES: Final = {word: axis for words, axis in _AXES.items() for word in words.split()}
"""Words beside a figure: the axis that it is on, and its sign."""
MOST_PARTS: Final = 3
"""Degrees, minutes, seconds."""
WAY_OUT: Final = "Write latitude and longitude, as 49.9, 37.3 or 49°54' N 37°18' E, or MGRS."
_COMMAS: Final = re.compile(r"(\d+),(\d+)(\D*[\s;/]\D*)(\d+),(\d+)(?!.*\d)")
"""Both figures with a decimal comma: "49,9 37,3"."""
_TOKEN: Final = re.compile(
    r"(?P<number>(?<![\w.])[-+]?\d+(?:\.\d+)?|\d+(?:\.\d+)?)|(?P<word>[^\W\d_]+)"
)
_SIGNS: Final = re.compile(r"[\s°º˚'’‘′´\"”“″,;/:=().-]*")
"""What may be between figures and words."""
_SQUARE: Final = re.compile(r"\d{1,2}\s?[A-Z]\s?[A-Z]{2}\s?([\d\s]+)")


def place_in(words: str) -> PlaceChange | None:
    """The typed point or place; None for an empty field.

    A name is the likeliest place; what it lies in follows a comma ("Kupiansk, Ukraine"). Raises
    InputError."""
    try:
        point = point_in(words)
        return PlaceChange(point=point) if point else None
    except InputError as error:
        with suppress(GeocoderQueryError):
            if isinstance(found := geocode(words), Location):
                return PlaceChange(place_id=found.raw["id"])
        what = f"{error.what} The gazetteer has no place of this name either."
        raise InputError(what, way_out=error.way_out) from error


def point_in(words: str) -> Point | None:
    """The point that a person wrote, None for an empty field; raises InputError for other words."""
    if not (written := words.strip().replace("−", "-")):
        return None
    point = _in_grid(written.upper()) or _in_degrees(_COMMAS.sub(r"\1.\2\3\4.\5", written))
    if point is None:
        raise InputError(f"{words.strip()!r} is not a position.", way_out=WAY_OUT)
    return point


def _in_grid(written: str) -> Point | None:
    square, place = _SQUARE.fullmatch(written), place_of(written)
    if square is None or place is None:
        return None
    digits = len(re.findall(r"\d", square[1])) // 2
    return Point(
        latitude=place.latitude, longitude=place.longitude, precision_degrees=10.0**-digits
    )


def _in_degrees(written: str) -> Point | None:
    """Two angles with the same number of parts; None for words. Raises InputError for a point that
    is not on earth or is too coarse."""
    tokens = list(_TOKEN.finditer(written))
    numbers = [one["number"] for one in tokens if one["number"]]
    sides = [SIDES.get(one["word"].lower()) for one in tokens if one["word"]]
    parts, odd = divmod(len(numbers), 2)
    if odd or not 1 <= parts <= MOST_PARTS or not _SIGNS.fullmatch(_TOKEN.sub("", written)):
        return None
    halves = numbers[:parts], numbers[parts:]
    axes = _axes([side for side in sides if side], is_known=None not in sides)
    angles = [angle for half in halves if (angle := _angle(half)) is not None]
    if axes is None or len(angles) < len(halves):
        return None
    degrees = {axis: sign * angle for (axis, sign), angle in zip(axes, angles, strict=True)}
    # Of the last figure of each angle, in degrees.
    step = max(
        10.0 ** -len(half[-1].partition(".")[2]) / 60.0 ** (len(half) - 1) for half in halves
    )
    if step >= 1:
        raise InputError(f"{written!r} is too coarse: a degree is some 100 km.", way_out=WAY_OUT)
    try:
        return Point(**degrees, precision_degrees=step)
    except ValueError as error:
        raise InputError(f"{written!r} is not a position: {error}.", way_out=WAY_OUT) from error


def _axes(sides: list[tuple[Axis, int]], *, is_known: bool) -> list[tuple[Axis, int]] | None:
    """Axis and sign of each angle; latitude is first where no word says it."""
    if not sides and is_known:
        return [("latitude", 1), ("longitude", 1)]
    order = list(dict.fromkeys(axis for axis, _ in sides))
    named = {axis: [sign for other, sign in sides if other == axis] for axis in order}
    if not is_known or len(order) != 2 or len({len(signs) for signs in named.values()}) != 1:
        return None
    return [(axis, min(named[axis])) for axis in order]


def _angle(half: list[str]) -> float | None:
    """Degrees; None where a part before the last has decimals, or minutes are out of range."""
    whole, finer = half[:-1], [float(part) for part in half[1:]]
    if any("." in part for part in whole) or any(not 0 <= part < 60 for part in finer):
        return None
    sign = -1 if half[0].startswith("-") else 1
    return float(half[0]) + sign * sum(part / 60.0**n for n, part in enumerate(finer, start=1))
