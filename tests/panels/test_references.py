"""The panel of reference maps as Streamlit runs it, without a browser: it guesses, says what it
guessed, and asks what is open alone."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.control.references.given import EAST, WEST, collection, feature
from tests.panels.page import html_of, opened, press


@pytest.fixture
def page() -> AppTest:
    page = opened()
    page.session_state.reference_maps = True
    return page.run()


def load(page: AppTest, name: str, *areas: dict[str, str]) -> AppTest:
    features = [feature(shape, **one) for shape, one in zip((EAST, WEST), areas, strict=True)]
    uploader = next(one for one in page.get("file_uploader") if one.label == "Files")
    uploader.upload(name, json.dumps(collection(features)).encode(), "application/json")
    return press(page, "Load as reference")


def questions(page: AppTest) -> list[str]:
    return [
        one.label
        for kind in ("selectbox", "text_input")
        for one in page.get(kind)
        if str(one.key).startswith("reference_open")
    ]


def test_a_file_that_says_all_is_asked_nothing_about(page: AppTest) -> None:
    load(
        page,
        "deepstatemap_data_20240708.geojson",
        {"name": "Окуповано /// Occupied"},
        {"name": "Звільнено /// Liberated"},
    )
    told = html_of(page)
    assert "DeepState" in told or "deepstatemap" in told
    assert "“name” says who holds an area" in told
    assert "Liberated” is Ukraine" in told
    assert questions(page) == []


def test_a_status_that_is_not_known_is_asked_for_and_the_answer_taken(page: AppTest) -> None:
    load(page, "towns.geojson", {"status": "RU"}, {"status": "purple"})
    assert questions(page) == ["Which day does it show?"]
    page.text_input(key="reference_open_0_0").set_value("2022-09-12")
    press(page, "Use these answers")
    assert questions(page) == ["Who holds the areas marked “purple”?"]
    assert ".csv" not in html_of(page)
    page.selectbox(key="reference_open_0_0").set_value("Ukraine")
    press(page, "Use these answers")
    assert questions(page) == []
    [reference] = page.session_state.references.read.references
    assert set(reference.areas["side"]) == {"Russia", "Ukraine"}


def test_areas_of_no_known_holder_may_be_left_out(page: AppTest) -> None:
    load(page, "towns-2022-09-12.geojson", {"status": "RU"}, {"status": "purple"})
    press(page, "Use these answers")
    assert questions(page) == []
    [reference] = page.session_state.references.read.references
    assert set(reference.areas["side"]) == {"Russia"}


def test_a_file_without_a_word_of_who_holds_it_is_asked_about(page: AppTest) -> None:
    load(page, "towns-2022-09-12.geojson", {"a": "x"}, {"a": "y"})
    assert questions(page) == [
        "Which property says who holds an area?",
        "Or who holds all of them?",
    ]
    page.selectbox(key="reference_open_0_0_side").set_value("Russia")
    press(page, "Use these answers")
    [reference] = page.session_state.references.read.references
    assert set(reference.areas["side"]) == {"Russia"}


def test_a_line_that_cannot_be_read_is_said_beside_files_that_can(page: AppTest) -> None:
    data = json.dumps(collection([feature(EAST, name="x")])).encode()
    uploader = next(one for one in page.get("file_uploader") if one.label == "Line of contact")
    uploader.upload("no-line.geojson", data, "application/json")
    load(page, "towns-2022-09-12.geojson", {"status": "RU"}, {"status": "UA"})
    assert "no-line.geojson" in html_of(page)
    assert len(page.session_state.references.read.references) == 1
