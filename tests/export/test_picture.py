"""Pictures: places stand where the web map has them, names lie over no other, and what is not in
the picture is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import combinations
from types import FrameType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from shapely.geometry import Point, box, shape

from components.export import paper as paper_of
from components.export import picture
from components.export.backdrop import countries
from components.export.lettering import Lettering, label_boxes
from components.export.painting import outline
from components.export.paper import (
    MOST_LETTERS,
    Font,
    Paper,
    cut,
    new_paper,
    saved,
    width_of,
    wrapped,
)
from components.export.projection import Frame
from components.export.surround import SCREEN
from components.map.style import Outline
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer
from tests import sample
from tests.export.given import chosen

FRAME = Frame(left=100, top=50, width=800, height=400, latitude=49.5, longitude=37.0, zoom=8)


@pytest.mark.parametrize(
    ("latitude", "longitude", "spot"),
    [
        (49.5, 37.0, (500, 250)),
        (49.5, 37.0 + 360, (500, 250)),
        (49.5, 37.0 + 360 / 2**8, (756, 250)),
        (85.0511287798, 37.0, (500, 250 - 22_367)),
    ],
    ids=["centre", "around the world", "a tile to the east", "the map's northern edge"],
)
def test_places_stand_where_the_web_map_has_them(
    latitude: float, longitude: float, spot: tuple[float, float]
) -> None:
    assert FRAME.at(latitude, longitude) == pytest.approx(spot, abs=2)


@given(st.floats(-80, 80), st.floats(-180, 180), st.floats(1, 12))
def test_the_bounds_are_those_of_the_window(latitude: float, longitude: float, zoom: float) -> None:
    frame = Frame(
        left=10, top=20, width=600, height=300, latitude=latitude, longitude=longitude, zoom=zoom
    )
    south, west, north, east = frame.bounds()
    assert (west < longitude < east, south < latitude < north) == (True, True)
    assert frame.at(north, longitude)[1] == pytest.approx(20, abs=0.1) or north > 84
    assert frame.at(south, longitude)[1] == pytest.approx(320, abs=0.1) or south < -84


def test_every_place_in_view_is_named_once_and_the_others_are_told() -> None:
    paper = picture.picture(chosen(), SCREEN)
    written = [text.get_text() for text in paper.axes.texts]
    for name in ("Izyum", "Kupiansk", "Balakliya", "nearly all of Kharkiv Oblast"):
        assert written.count(name) == 1
    told = " ".join(written)
    assert "Outside the picture, or not named in it: Samarkand, Beijing, near Dnipro." in told


def test_outlines_of_one_area_show_each_of_their_colours() -> None:
    paper, area = new_paper(200, 200, colour="white"), box(20, 20, 180, 180)
    for number, colour in enumerate(("#D8323A", "#088A99")):
        outline(paper, Outline(colour=colour, turn=(number, 2)), area, edge=area.exterior)
    told = np.asarray(Image.open(BytesIO(saved(paper, "png"))).convert("RGB"))
    along = [told[19:22, x].reshape(-1, 3).tolist() for x in range(30, 170)]
    assert 60 <= sum([216, 50, 58] in pixels for pixels in along) <= 80
    assert 60 <= sum([8, 138, 153] in pixels for pixels in along) <= 80


def test_no_name_lies_over_another() -> None:
    paper = new_paper(1000, 500)
    pen, line = Lettering(paper=paper, frame=FRAME), [("Balakliya", Font(px=14))]
    taken = [pen.place(label_boxes((x, 250), line, 8), line) for x in range(400, 600, 20)]
    boxes = [one for one in taken if one]
    assert 3 < len(boxes) < len(taken), "where nothing is free, nothing is written"
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


@pytest.mark.parametrize("camera", [(0.0, 179.9, 7.0), (84.0, 0.0, 3.0), (-75.0, -179.0, 1.0)])
def test_the_edges_of_the_world_are_drawn(camera: tuple[float, float, float]) -> None:
    latitude, longitude, zoom = camera
    assert len(picture.to_png(chosen(latitude=latitude, longitude=longitude, zoom=zoom))) > 10_000


def measured(do: Callable[[], Paper]) -> tuple[int, Paper]:
    """How many letters matplotlib was asked to measure meanwhile, none being known yet."""
    letters = 0
    paper_of._width_at_100.cache_clear()

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal letters
        if event == "call" and frame.f_code.co_name == "get_text_width_height_descent":
            letters += len(frame.f_locals["s"])

    sys.setprofile(note)
    try:
        paper = do()
    finally:
        sys.setprofile(None)
    return letters, paper


@pytest.fixture(scope="module")
def plain_letters() -> int:
    """Of the picture of the reading with its own title."""
    return measured(lambda: picture.picture(chosen(sample.analysis()), SCREEN))[0]


@pytest.mark.parametrize(
    "title",
    [
        "a" * 1_000,
        "a" * 3_000,
        "a" * 1_000_000,
        "a " * 500_000,
        "e" + "\u0301" * 1_000_000,
    ],
    ids=["1,000 letters", "3,000 letters", "a million letters", "a million words", "marks"],
)
def test_of_a_title_without_end_two_lines_are_measured(title: str, plain_letters: int) -> None:
    reading = sample.analysis()
    long = replace(reading, article=replace(reading.article, title=title))
    letters, paper = measured(lambda: picture.picture(chosen(long), SCREEN))
    assert 0 < letters - plain_letters < 20 * MOST_LETTERS
    assert paper.axes.texts[0].get_text().startswith(title[:20])


@pytest.mark.parametrize(
    "words", ["a" * 1_000, "Kyiv, Kharkiv and Odesa " * 20, "one", "i" * 990, ""]
)
@pytest.mark.parametrize("room", [1.0, 60.0, 400.0, 1_148.0])
def test_as_many_letters_as_fit_stand_before_the_ellipsis(words: str, room: float) -> None:
    font = Font(face="serif", px=30)
    shown = cut(words, font, room)
    kept = len(shown.removesuffix("…"))
    assert shown == words or (
        shown == "…" if width_of("…", font) > room else width_of(shown, font) <= room
    )
    assert shown == words or width_of(words[: kept + 2].rstrip() + "…", font) > room
    assert all(width_of(line, font) <= room or line == "…" for line in wrapped(words, font, room))


@pytest.mark.parametrize("zoom", [4.0, 6.5, 9.0])
def test_both_sides_of_a_border_are_named_each_on_its_own_land(zoom: float) -> None:
    frame = Frame(left=0, top=0, width=800, height=500, latitude=50.2, longitude=37.6, zoom=zoom)
    named = {one.name: one for one in countries(frame)}
    for name, iso3 in (("Ukraine", "UKR"), ("Russia", "RUS")):
        place = open_gazetteer().country(iso3)
        assert place is not None
        point = Point(named[name].longitude, named[name].latitude)
        assert shape(dict(open_areas().outline(place.id) or {})).contains(point)
        assert frame.holds(frame.at(named[name].latitude, named[name].longitude))
