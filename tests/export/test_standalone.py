"""The map as one file: opened from disk it asks for nothing, runs no word of a text, and obeys
hand, key and finger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page, expect

from components.core.records import Analysis
from components.core.safe_html import text
from components.export.geojson import marks
from components.export.selection import OtherReport, selection_of
from components.export.standalone import to_html
from components.export.variants import features, interval_of, marks_by_day, places, subsets
from components.tables.rows import claims_table, events_table
from components.view.selection import View
from tests import sample
from tests.export.given import AS_OF, HOSTILE, STAMP, chosen, hostile
from tests.map.given import AREAS

DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}
SYMBOL = """(label) => {
  const symbols = Object.values(datelineMap._layers).filter((one) => one instanceof dateline.Symbol);
  const layer = symbols.find((one) => one.feature.properties.label === label);
  const at = datelineMap.layerPointToContainerPoint(layer.centre()), box = datelineMap.getContainer().getBoundingClientRect();
  return [at.x + box.left, at.y + box.top];
}"""
DRAWN = """() => Object.values(datelineMap._layers).filter((one) => one.feature && one.feature.properties.label)
  .map((one) => one.feature.properties.label).sort()"""
AT_REST = """() => new Promise((done) => {
  const look = () => requestAnimationFrame(datelineMap._animatingZoom ? look : done);
  requestAnimationFrame(look);
})"""
Open = Callable[..., Page]


@pytest.fixture
def opened(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens the file of a reading from disk, with the network off and motion reduced."""
    with ExitStack() as stack:

        def open_file(analysis: Analysis | None = None, **context: Any) -> Page:  # noqa: ANN401 - Playwright's options
            path = tmp_path / "map.html"
            path.write_bytes(to_html(chosen(analysis)) if analysis else plain())
            options = {"offline": True, "reduced_motion": "reduce"} | (context or DESK)
            page = stack.enter_context(chromium.new_context(**options)).new_page()
            wrong: list[str] = []
            page.on(
                "request",
                lambda request: (
                    wrong.append(request.url) if not request.url.startswith("file:") else None
                ),
            )
            page.on("console", lambda message: wrong.append(message.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            stack.callback(lambda: pytest.fail(str(wrong)) if wrong else None)
            page.goto(path.as_uri())
            page.wait_for_function("() => window.datelineMap && datelineMap._loaded")
            page.evaluate(AT_REST)
            return page

        yield open_file


@cache
def plain() -> bytes:
    """The file of the handmade reading, made once."""
    return to_html(chosen())


def document() -> html.HtmlElement:
    return html.fromstring(plain())


def test_head_and_preview() -> None:
    root = document()
    tags = {
        one.get("property"): one.get("content") for one in root.iter("meta") if one.get("property")
    }
    assert root.findtext(".//title") == f"{tags['og:title']} – {AS_OF}"
    assert tags["og:title"] == "Summit nears as front line moves in the north-east"
    assert tags["og:description"] == f"{AS_OF}. {STAMP}"
    assert root.find(".//meta[@name='description']").get("content") == tags["og:description"]
    assert tags["article:published_time"] == "2022-09-12"
    assert tags["dateline:view"] == "article=x"
    assert STAMP in root.findtext(".//p[@class='dl-stamp']")


def test_nothing_in_it_points_elsewhere() -> None:
    root = document()
    assert not list(root.iter("link", "iframe", "object", "embed", "form", "base"))
    assert {one.get("src") for one in root.iter("script")} == {None}
    assert all(
        one.get("src").startswith(("data:image/svg+xml;base64,", "data:image/png;base64,"))
        for one in root.iter("img")
    )
    sheets = "".join(sheet.text for sheet in root.iter("style"))
    assert "@import" not in sheets
    assert {address[:27] for address in re.findall(r"url\(([^)]*)", sheets)} == {
        "data:font/woff;base64,d09GR"
    }


def test_the_list_has_what_takes_a_pin_first_and_folds_the_rest() -> None:
    (listed,) = document().xpath("//*[@id='list']")
    assert [one.get("data-event") for one in listed.xpath("./ol//button")] == [
        "e1",
        "e2",
        "e3",
        "e4",
        "e5",
        "e6",
    ]
    assert [one.get("data-event") for one in listed.xpath("./details//button")] == ["e7"]
    assert listed.findtext("details/summary") == "Also in the text, without a place (1)"


def test_hostile_text_is_text() -> None:
    root = html.fromstring(to_html(chosen(hostile())))
    scripts = [one for one in root.iter("script") if one.get("type") != "application/json"]
    assert len(scripts) == len(
        [one for one in document().iter("script") if one.get("type") != "application/json"]
    )
    assert not [one.text for one in scripts if "window.ran" in (one.text or "")]
    assert root.findtext(".//h1").startswith("=cmd|' /C calc'!A0 <script>")
    policy = root.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_the_steps_are_the_drawn_events_in_text_order() -> None:
    steps = document().xpath("//*[@data-step]")
    assert [one.get("data-step") for one in steps] == ["e1", "e2", "e3", "e4", "e5", "e6"]
    told = [part.text_content() for part in steps[2].iter("p", "h2")]
    assert told == [
        "Step 3 of 6",
        "Left: Balakliya, Izyum",
        "acknowledged by Russia · By 10 September",
        sample.LINES[3],
    ]


DAYS = st.one_of(st.none(), st.dates(min_value=date(2022, 9, 1), max_value=date(2022, 9, 12)))


@given(
    st.lists(st.tuples(DAYS, DAYS), max_size=4),
    st.dates(date(2022, 8, 30), date(2022, 9, 14)),
    st.dates(date(2022, 8, 30), date(2022, 9, 14)),
    st.booleans(),
)
def test_every_window_of_days_was_foreseen(
    ends: list[tuple[date | None, date | None]], one: date, other: date, undated: bool
) -> None:
    rows = [
        {"first_day": first and first.isoformat(), "last_day": last and last.isoformat()}
        for first, last in ends
        if not (first and last) or first <= last
    ]
    intervals = [interval_of(row) for row in rows]
    first, last = sorted((one, other))
    seen = frozenset(
        number
        for number, held in enumerate(intervals)
        if (undated if held is None else held[0] <= last and held[1] >= first)
    )
    assert seen in subsets(intervals)


def test_what_is_drawn_is_what_the_page_draws() -> None:
    selection = chosen()
    here = [
        feature
        for place in places(selection)
        for feature in place["drawn"][",".join(map(str, range(len(place["rows"]))))]
    ]
    day = selection.standing.day
    assert day is not None
    [*_, held] = [found for first, found in marks_by_day(selection) if first <= day.isoformat()]
    told = [feature["properties"] for feature in (*features(held), *here)]
    drawn = [(one["label"], one["layer"], one["event_ids"]) for one in told]
    assert sorted(drawn) == sorted(
        (text(mark.label), mark.layer, list(mark.event_ids))
        for mark in marks(selection)
        if mark.layer != "measures"
    )


def test_the_file_is_not_too_large() -> None:
    file = plain()
    assert 800_000 < len(file) < 3_500_000
    assert json.loads(re.search(rb'id="data">(.*?)</script>', file).group(1))["map"][
        "sheets"
    ].keys() >= {  # type: ignore[union-attr]
        "world.json.gz",
        "cells/40_30.json.gz",
    }


def test_a_card_says_which_other_articles_tell_the_event() -> None:
    analysis, other = sample.analysis(), sample.analysis()
    rows = events_table(
        replace(other, article=replace(other.article, publisher="Second <b>paper</b>"))
    )
    told = OtherReport(
        event_id="e3", rows=rows[rows["event_id"] == "e3"], claims=claims_table(other)
    )
    root = html.fromstring(
        to_html(selection_of(analysis, View(article="x"), areas=AREAS, other_reports=(told,)))
    )
    (with_it,) = (
        one
        for one in root.iter("div")
        if one.get("data-card") and "Also reported by" in one.text_content()
    )
    assert with_it.get("data-card") == "e3"
    assert "Second <b>paper</b>, 12 September 2022" in with_it.text_content()


@pytest.mark.browser
def test_where_no_script_runs_there_is_the_picture_and_every_card(
    chromium: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "map.html"
    path.write_bytes(plain())
    context = chromium.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    picture = page.get_by_role("img", name=STAMP)
    expect(picture).to_be_visible()
    assert picture.bounding_box()["height"] > 200  # type: ignore[index]
    assert page.locator("[data-card]:visible").count() == page.locator("[data-card]").count() > 0
    context.close()


def show_story(page: Page, *, is_small: bool) -> None:
    """It is text, map and Next, and nothing else; a small map folds its sources."""
    page.evaluate("() => { location.hash = 'story'; }")
    expect(page.locator("button:visible")).to_have_text(["Next ›"])
    expect(page.locator("a:visible")).to_have_text(["+", "−", *(["CC BY 4.0"] * (not is_small))])
    for kept in ("h1", ".dl-stamp", "#map", ".dl-step:visible"):
        expect(page.locator(kept)).to_be_in_viewport()
    for number in range(2, 7):
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".dl-step:visible")).to_contain_text(f"Step {number} of 6")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    expect(page.get_by_role("button", name="Next")).to_be_in_viewport()
    page.go_back()
    expect(page.get_by_role("button", name="All events")).to_be_visible()


@pytest.mark.browser
def test_a_desk_opens_cards_walks_chooses_days_and_prints(opened: Open) -> None:
    page = opened()
    # Letters are those that the file brings.
    faces = page.evaluate("() => [...document.fonts].map((face) => [face.family, face.status])")
    assert {tuple(face) for face in faces} >= {
        ("Source Sans", "loaded"),
        ("Source Serif", "loaded"),
    }
    # A click on a marker opens its card.
    page.mouse.click(*page.evaluate(SYMBOL, "Kupiansk"))
    expect(page.locator("[data-card='e2'] article")).to_be_visible()
    expect(page.locator("[data-card='e2'] blockquote")).to_contain_text("They retook Kupiansk")
    page.get_by_role("button", name="All events").click()
    # Arrow keys walk through the events.
    page.get_by_role("button", name="Walk through (6)").click()
    expect(page.locator(".dl-step:visible")).to_contain_text("Step 1 of 6")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator(".dl-step:visible")).to_contain_text("Step 3 of 6")
    expect(page.locator(".dl-step:visible .dl-status")).to_have_text("acknowledged by Russia")
    page.evaluate(AT_REST)
    assert page.evaluate("() => datelineMap.getBounds().contains([49.21, 37.26])")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".dl-step:visible")).to_contain_text("Step 2 of 6")
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".dl-step:visible")).to_contain_text("Step 1 of 6")
    show_story(page, is_small=False)
    page.get_by_role("button", name="All events").click()
    # Days and layers choose what is drawn.
    assert {"Izyum", "Kupiansk", "Samarkand", "near Dnipro"} <= set(page.evaluate(DRAWN))
    page.get_by_label("From").fill("2022-09-14")
    page.get_by_label("Events without a day").uncheck()
    expect(page.locator("#count")).to_have_text(
        "2 of 7 events shown; who holds what: as of 14 September 2022"
    )
    assert page.evaluate(DRAWN) == ["Beijing", "Samarkand"]
    page.get_by_label("Summits and diplomacy").uncheck()
    assert page.evaluate(DRAWN) == []
    page.get_by_role("button", name="All days").click()
    assert "Izyum" in page.evaluate(DRAWN)
    assert "Samarkand" not in page.evaluate(DRAWN)
    # Paper has the card of each event in view, and the map in its width.
    page.get_by_label("Summits and diplomacy").check()
    page.get_by_label("From").fill("2022-09-14")
    page.get_by_label("Events without a day").uncheck()
    on_screen = page.locator("#map").bounding_box()
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("[data-card]:visible")).to_have_count(2)
    expect(page.locator("button:visible")).to_have_count(0)
    assert page.locator("#map").evaluate("(map) => map.getBoundingClientRect().width") < 700
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("#map").bounding_box() == on_screen


@pytest.mark.browser
def test_a_telephone_opens_with_the_walk_goes_on_by_swipe_and_shows_a_story(opened: Open) -> None:
    page = opened(**PHONE)
    expect(page.locator(".dl-step:visible")).to_contain_text("Step 1 of 6")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    touch = page.context.new_cdp_session(page)
    box = page.locator(".dl-step:visible").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    for start, end, told in ((320, 80, "Step 2 of 6"), (80, 320, "Step 1 of 6")):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": "touchStart", "touchPoints": [{"x": start, "y": y}]},
        )
        touch.send(
            "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": end, "y": y}]}
        )
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        expect(page.locator(".dl-step:visible")).to_contain_text(told)
    sizes = [button.bounding_box() for button in page.locator("button:visible").all()]
    assert min(size["height"] for size in sizes if size) >= 44
    show_story(page, is_small=True)


@pytest.mark.browser
def test_hostile_text_runs_nothing(opened: Open) -> None:
    page = opened(hostile())
    page.get_by_role("button", name="Walk through").click()
    expect(page.locator("h1")).to_contain_text("<script>")
    assert page.evaluate("() => [window.ran, document.querySelectorAll('#map script').length]") == [
        None,
        0,
    ]
    assert HOSTILE[:20] in page.inner_text("h1")
