"""Points as people type them."""

from __future__ import annotations

import pytest

from components.core.errors import InputError
from components.corrections.changes import Point
from components.corrections.placing import place_of_point
from components.corrections.typed_points import place_in, point_in

ROWS = (
    ("49.9, 37.3", 49.9, 37.3, "49.9, 37.3"),
    ("49.9 37.3", 49.9, 37.3, "49.9, 37.3"),
    ("49,9; 37,3", 49.9, 37.3, "49.9, 37.3"),
    ("49,9 37,3", 49.9, 37.3, "49.9, 37.3"),
    ("(49.90, 37.30)", 49.9, 37.3, "49.90, 37.30"),
    ("49.9°N 37.3°E", 49.9, 37.3, "49.9, 37.3"),
    ("N49.9 E37.3", 49.9, 37.3, "49.9, 37.3"),
    ("37.3 E, 49.9 N", 49.9, 37.3, "49.9, 37.3"),
    ("lat: 49.9, lon: 37.3", 49.9, 37.3, "49.9, 37.3"),
    ("49°54'N 37°18'E", 49.9, 37.3, "49.90, 37.30"),
    ("49°54′, 37°18′", 49.9, 37.3, "49.90, 37.30"),
    ("49 54 N 37 18 E", 49.9, 37.3, "49.90, 37.30"),
    ("49-54N 37-18E", 49.9, 37.3, "49.90, 37.30"),
    ("49°12'30\"N 37°16'40\"E", 49.20833, 37.27778, "49.2083, 37.2778"),
    ("34°36'S 58°22'W", -34.6, -58.36667, "-34.60, -58.37"),
    ("-34.6, −58.4", -34.6, -58.4, "-34.6, -58.4"),
    ("37u dp 2621 8270", 48.5931, 37.9993, "48.5931, 37.9993"),
    ("37UDP2682", 48.59, 38.0, "48.59, 38.00"),
)


@pytest.mark.parametrize(("words", "latitude", "longitude", "name"), ROWS)
def test_what_people_type_is_read_and_named_as_exactly_as_written(
    words: str, latitude: float, longitude: float, name: str
) -> None:
    point = point_in(words)
    assert point is not None
    within = max(1e-4, point.precision_degrees)
    assert abs(point.latitude - latitude) < within
    assert abs(point.longitude - longitude) < within
    told = place_of_point(point).name
    assert told == name


NONE = (
    ("somewhere", "is not a position"),
    ("49, 37", "too coarse"),
    ("99.5, 37.3", "not between -90 and 90"),
    ("49°72'N 37°18'E", "is not a position"),
    ("49.9 N, 37.3 N", "is not a position"),
    ("2022-09-12", "is not a position"),
    ("12.9.2022", "too coarse"),
    ("49.9", "is not a position"),
    ("about 49.9, 37.3", "is not a position"),
)


@pytest.mark.parametrize(("words", "message"), NONE)
def test_other_words_are_told(words: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        point_in(words)


def test_empty_field_gives_no_point_and_one_without_a_known_precision_keeps_four_decimals() -> None:
    assert point_in(" ") is None
    assert place_of_point(Point(latitude=49.1, longitude=37.2)).name == "49.1000, 37.2000"


def test_a_name_is_a_place_and_figures_are_a_point() -> None:
    named, pointed = place_in("Kupiansk, Ukraine"), place_in("49.9, 37.3")
    assert named is not None
    assert pointed is not None
    assert (named.place_id, named.point) == ("geonames:703656", None)
    assert (pointed.place_id, pointed.point) == ("", point_in("49.9, 37.3"))
    assert place_in("  ") is None


@pytest.mark.parametrize("words", ["Nosuchplaceanywhere", "99.5, 37.3", "°"])
def test_neither_is_refused(words: str) -> None:
    with pytest.raises(InputError, match="no place of this name either"):
        place_in(words)
