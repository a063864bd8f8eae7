"""What only a browser shows: symbols at their places, labels apart, clicks that answer, fingers, no
request outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.core.records import Analysis, PlaceLink
from components.map.base import base_map
from components.view.grouping import groups, overview
from tests import sample
from tests.map.given import frames, groups_on, with_event
from tests.map.served import page_of, served

pytestmark = pytest.mark.browser

DESK: dict[str, Any] = {"viewport": {"width": 1000, "height": 600}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 380},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}

WATCH_LABELS = """
window.labels = [];
const fill = CanvasRenderingContext2D.prototype.fillText, clear = CanvasRenderingContext2D.prototype.clearRect;
const own = (context) => context.canvas.closest('.leaflet-dateline-labels-pane');
CanvasRenderingContext2D.prototype.clearRect = function (...where) {
  if (own(this)) window.labels = [];
  return clear.apply(this, where);
};
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const pixels = parseFloat(this.font.match(/([\\d.]+)px/)[1]);
  if (own(this)) window.labels.push({text, left: x, right: x + this.measureText(text).width, top: y - pixels * 0.75, bottom: y});
  return fill.call(this, text, x, y);
};
"""
READY = """() => {
  const layers = Object.values(map._layers);
  const cells = layers.find((layer) => layer._data instanceof dateline.GeoData)._data;
  return map._loaded && !map._animatingZoom && cells.world && cells.grid && ![...cells.cells.values()].includes(null);
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
SYMBOL = """([event, label]) => {
  const layer = Object.values(map._layers).find((one) => one instanceof dateline.Symbol
    && one.feature.properties.event_ids.includes(event) && (!label || one.feature.properties.label === label));
  const at = map.layerPointToContainerPoint(layer.centre());
  return [at.x, at.y];
}"""

Open = Callable[..., Page]


@pytest.fixture
def open_map(chromium: Browser) -> Iterator[Open]:
    """Opens the map of a reading, sends it to a group of its places (None: all), and waits until it
    is drawn."""
    with ExitStack() as stack:

        def opened(
            analysis: Analysis,
            *,
            group: int | None = 0,
            selected: str | None = None,
            **context: Any,  # noqa: ANN401
        ) -> Page:
            layers = groups_on(analysis, selected=selected)
            address = stack.enter_context(served(page_of(base_map(), layers)))
            page = stack.enter_context(chromium.new_context(**(context or DESK))).new_page()
            page.add_init_script(WATCH_LABELS)
            asked: list[str] = []
            page.on("request", lambda request: asked.append(request.url))
            page.goto(address)
            page.evaluate("""() => { window.answers = []; map.eachLayer((layer) => layer.feature || layer.on('click', (event) =>
                event.layer && event.layer.toGeoJSON && window.answers.push(event.layer.toGeoJSON().properties))); }""")
            go_to(page, analysis, group)
            assert not [
                url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))
            ]
            return page

        yield opened


def go_to(page: Page, analysis: Analysis, group: int | None) -> None:
    """Send the map to a group of places (None: all) and wait until it is drawn."""
    events, claims, _ = frames(analysis)
    where = overview(events) if group is None else groups(events, claims)[group]
    assert where is not None
    page.evaluate(
        "([latitude, longitude, zoom]) => void map.setView([latitude, longitude], zoom)",
        [where.latitude, where.longitude, where.zoom],
    )
    drawn(page)


def drawn(page: Page) -> None:
    """Twice: a new view asks for its cells in its first frame."""
    for _ in range(2):
        page.wait_for_function(READY)
        page.evaluate(TWO_FRAMES)


def labels(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate("() => window.labels")
    return found


def click_event(page: Page, event: str, label: str = "") -> dict[str, Any]:
    page.mouse.click(*page.evaluate(SYMBOL, [event, label]))
    page.wait_for_function(
        "(before) => window.answers.length > before", arg=page.evaluate("() => 0")
    )
    answer: dict[str, Any] = page.evaluate("() => window.answers.pop()")
    page.evaluate("() => { window.answers = []; }")
    return answer


COVERED = """() => {
  const frame = map.getContainer().getBoundingClientRect();
  const buttons = [...document.querySelectorAll('.dateline-edge')].map((one) => one.getBoundingClientRect());
  return Object.values(map._layers).filter((layer) => layer instanceof dateline.Symbol).filter((layer) => {
    const { x, y } = map.layerPointToContainerPoint(layer.centre()).add([frame.left, frame.top]);
    return buttons.some(({ left, right, top, bottom }) => x > left && x < right && y > top && y < bottom);
  }).map((layer) => layer.feature.properties.label);
}"""
"""Signs on which a button of the edge stands."""
IZYUM_UNDER_BUTTON = """() => {
  const frame = map.getContainer().getBoundingClientRect();
  const button = [...document.querySelectorAll('.dateline-edge')].find((one) => one.textContent.includes('Beijing'));
  const { left, top, width, height } = button.getBoundingClientRect();
  const izyum = Object.values(map._layers).find((one) => one instanceof dateline.Symbol && one.feature.properties.label === 'Izyum');
  const at = map.layerPointToContainerPoint(izyum.centre());
  map.panBy(at.subtract([left - frame.left + width / 2, top - frame.top + height / 2]), {animate: false});
}"""


def look_at_the_front(page: Page, analysis: Analysis, *, is_small: bool) -> None:
    """It is named, no label lies over another, and a small map folds its sources."""
    words = [label["text"] for label in labels(page)]
    assert {"Izyum", "Kupiansk", "Balakliya", "nearly all of Kharkiv Oblast"} <= set(words)
    assert words.count("Izyum") == 1, "the base map's own label of a marked town would say it twice"
    far = page.get_by_role("button", name=": go there")
    assert {"Beijing →", "Samarkand ↘"} <= {*far.all_inner_texts()}
    page.evaluate(IZYUM_UNDER_BUTTON)
    page.wait_for_function(f"() => !({COVERED})().length")
    go_to(page, analysis, 0)
    far.filter(has_text="Beijing").press("Enter")
    page.wait_for_function("(at) => map.getBounds().contains(at)", arg=[39.9, 116.4])
    for group in (0, 2, None):
        go_to(page, analysis, group)
        found = labels(page)
        assert found
        overlaps = [
            (one["text"], other["text"])
            for number, one in enumerate(found)
            for other in found[number + 1 :]
            if one["left"] < other["right"]
            and other["left"] < one["right"]
            and one["top"] < other["bottom"]
            and other["top"] < one["bottom"]
        ]
        assert overlaps == [], group
    expect(far).to_have_count(0)
    # A small map has no inset either.
    assert page.locator(".dateline-locator").is_hidden() is is_small
    sources = page.get_by_text("Natural Earth", exact=False).first
    assert sources.is_hidden() is is_small
    if is_small:
        page.locator(".dateline-credits summary").tap()
        assert sources.is_visible()


MISREAD = """() => {
  const symbols = Object.values(map._layers).filter((layer) => layer instanceof dateline.Symbol);
  const gap = (symbol, name) => {
    const { x, y } = symbol.centre(), half = symbol.halfSize();
    return Math.hypot(Math.max(0, x - half - name.right, name.left - x - half), Math.max(0, y - half - name.bottom, name.top - y - half));
  };
  return symbols.map((symbol) => symbol.feature.properties).flatMap(({ label, place_id }) => {
    const own = symbols.filter((symbol) => symbol.feature.properties.place_id === place_id);
    const others = symbols.filter((symbol) => symbol.feature.properties.place_id !== place_id);
    const least = (some, name) => Math.min(...some.map((symbol) => gap(symbol, name)));
    const name = window.labels.find(({ text }) => text === label);
    return name && least(own, name) > least(others, name) ? [label] : [];
  });
}"""
"""Names that stand nearer to the symbol of another place than to their own."""
CROSSED = """() => {
  const base = Object.values(map._layers).find((layer) => layer instanceof dateline.BaseMap);
  const lines = dateline.linesOf(base.lines(['borders', 'disputed']));
  const own = Object.values(map._layers).filter((layer) => layer.feature).flatMap(({feature: {properties: {label, note}}}) => [label, ...note]);
  return window.labels.filter((label) => !own.includes(label.text) && dateline.isCrossed({lines}, label)).map((label) => label.text);
}"""


def follow_the_zoom(page: Page) -> None:
    """Names follow it, and none lies across a border of which both sides are named."""
    near = {label["text"] for label in labels(page)}
    page.evaluate("() => void map.setView(map.getCenter(), 5, {animate: false})")
    drawn(page)
    far = {label["text"] for label in labels(page)}
    assert (len(near) > 8, bool(far - near)) == (True, True)
    for zoom in (4, 6, 7.5, 9):
        page.evaluate("(zoom) => void map.setView([50.1, 37.6], zoom, {animate: false})", zoom)
        drawn(page)
        for country in ("UKRAINE", "RUSSIA"):
            page.wait_for_function(
                "(name) => window.labels.some((label) => label.text.replaceAll('\u200a', '') === name)",
                arg=country,
            )
        drawn(page)
        assert page.evaluate(CROSSED) == [], zoom
        units = {"Belgorod Oblast", "Luhansk Oblast"} if zoom == 7.5 else set()
        assert units <= {label["text"] for label in labels(page)}
    # A part of a city is named only close by.
    page.evaluate("() => void map.setView([50.0, 36.3], 11, {animate: false})")
    page.wait_for_function("() => window.labels.some((label) => label.text === 'Saltivka')")
    page.evaluate("() => void map.setView([49.8, 36.6], 9, {animate: false})")
    page.wait_for_function("() => window.labels.some((label) => label.text === 'Merefa')")
    named = {label["text"] for label in labels(page)}
    assert ("Kharkiv" in named, "Saltivka" in named) == (True, False)


def look_at_symbols(page: Page, analysis: Analysis) -> None:
    """They are drawn at their places."""
    for group, event, label, colour in (
        (0, "e2", "Kupiansk", (0, 114, 178)),
        (0, "e3", "Izyum", (255, 255, 255)),
        (2, "e5", "Samarkand", (255, 255, 255)),
    ):
        go_to(page, analysis, group)
        seen = page.evaluate(
            """([event, label]) => {
      const layer = Object.values(map._layers).find((one) => one.feature && one.feature.properties.label === label);
      const canvas = layer._renderer._container, ratio = canvas.width / canvas.clientWidth;
      const at = layer._point.subtract(layer._renderer._bounds.min).multiplyBy(ratio);
      return [...canvas.getContext('2d').getImageData(at.x, at.y, 1, 1).data].slice(0, 3);
    }""",
            [event, label],
        )
        assert tuple(seen) == colour, label


def click_events(page: Page) -> None:
    """Each answers with its event and where the map stands."""
    first, second = click_event(page, "e2"), click_event(page, "e3", "Izyum")
    assert (first["event_id"], second["event_id"]) == ("e2", "e3")
    assert second["place_id"] == sample.IZYUM.id
    assert second["click"] > first["click"]
    assert first["map_zoom"] == groups(*frames(sample.analysis())[:2])[0].zoom


def drag(page: Page, *fingers: tuple[float, float]) -> None:
    """Fingers that go down, move 75 pixels down the screen together, and lift."""
    session = page.context.new_cdp_session(page)
    for kind, down in [
        ("touchStart", 0),
        *[("touchMove", 15 * step) for step in range(1, 6)],
        ("touchEnd", None),
    ]:
        points = (
            []
            if down is None
            else [{"x": x, "y": y + down, "id": number} for number, (x, y) in enumerate(fingers)]
        )
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.detach()


def test_a_desk_names_draws_and_answers(open_map: Open) -> None:
    analysis = sample.analysis()
    page = open_map(analysis, **DESK, reduced_motion="reduce")
    look_at_the_front(page, analysis, is_small=False)
    look_at_symbols(page, analysis)
    go_to(page, analysis, 0)
    click_events(page)
    follow_the_zoom(page)


def test_a_telephone_shows_the_same_land_and_obeys_fingers(open_map: Open) -> None:
    analysis = sample.analysis()
    page = open_map(analysis, group=None, **PHONE, reduced_motion="reduce")
    assert page.evaluate("() => map.getZoom()") < overview(frames(sample.analysis())[0]).zoom  # type: ignore[union-attr]
    for place in (sample.IZYUM, sample.BEIJING):
        assert page.evaluate(
            "(at) => map.getBounds().contains(at)", [place.latitude, place.longitude]
        )
    go_to(page, analysis, 0)
    # One finger leaves the map where it is, and two move it.
    before = page.evaluate("() => map.getCenter()")
    drag(page, (200, 150))
    page.wait_for_selector(".dateline-hint.shown")
    assert page.evaluate("() => map.getCenter()") == before
    drag(page, (150, 150), (250, 150))
    page.wait_for_function(
        "(before) => Math.abs(map.getCenter().lat - before) > 0.01", arg=before["lat"]
    )
    go_to(page, analysis, 0)
    look_at_the_front(page, analysis, is_small=True)
    # As small as it is among the rest of the page, an area is named in several lines.
    page.set_viewport_size({"width": 364, "height": 220})
    go_to(page, analysis, 0)
    words = [label["text"] for label in labels(page)]
    assert {"Izyum", "Kupiansk", "Balakliya", "nearly all of", "Kharkiv Oblast"} <= {*words}
    page.set_viewport_size(PHONE["viewport"])
    # The scale holds its number, and the browser may zoom.
    for zoom in range(1, 12):
        page.evaluate("(zoom) => void map.setView([0, 30], zoom, { animate: false })", zoom)
        page.evaluate(TWO_FRAMES)
        assert (
            page.evaluate(
                "() => [...document.querySelectorAll('.leaflet-control-scale-line')]"
                ".filter((line) => line.scrollWidth > line.clientWidth).map((line) => line.textContent)"
            )
            == []
        )
    assert "no" not in "".join(
        page.evaluate(
            "() => [...document.querySelectorAll('meta[name=viewport]')].map((one) => one.content)"
        )
    )


def test_clicks_on_one_spot_go_through_all_its_events_and_orders_and_keys_move_the_map(
    open_map: Open,
) -> None:
    reading = sample.analysis()
    at_samarkand = reading.events[4].links
    several = with_event(with_event(reading, 5, links=at_samarkand), 3, links=at_samarkand)
    page = open_map(several, group=1)
    answers = [click_event(page, "e5")["event_id"] for _ in range(3)]
    assert answers in (["e5", "e6", "e5"], ["e6", "e5", "e6"])
    assert click_event(page, "e4")["event_id"] == "e4", (
        "another symbol of the place stands beside it"
    )
    # Orders after the first are flown, and the same order moves nothing.
    page.evaluate("() => void L.Map.prototype.setView.call(map, [49.2, 36.2], 8, {animate: false})")
    page.evaluate(
        "() => { window.moves = 0; map.on('moveend', () => window.moves++); map.setView([39.65, 66.96], 7); }"
    )
    page.wait_for_function("() => window.moves === 1")
    drawn(page)
    assert page.evaluate("() => [map.getZoom(), Math.round(map.getCenter().lng)]") == [7, 67]
    page.evaluate("() => void map.setView([39.65 + 1e-7, 66.96], 7 + 1e-7)")
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("() => window.moves") == 1
    # The keyboard reaches the map and moves it.
    page.evaluate("() => map.getContainer().focus()")
    before = page.evaluate("() => map.getCenter().lng")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("(before) => map.getCenter().lng > before", arg=before)
    # The frame forgets groups that are gone.
    page.evaluate("""() => {
      window.feature_group = Object.values(map._layers).filter((layer) => layer.getLayers && !layer.feature);
      map.removeLayer(window.feature_group[0]);
    }""")
    page.wait_for_function("() => window.feature_group.every((group) => map.hasLayer(group))")


def test_no_name_reads_as_that_of_the_place_beside(open_map: Open) -> None:
    reading = sample.analysis()
    # Two events at Izyum, whose symbols stand around it, and others close by.
    crowd = {
        sample.KUPIANSK: (49.56, 37.29),
        sample.BALAKLIIA: (49.58, 37.24),
        sample.IZYUM: (49.50, 37.30),
        sample.DNIPRO: (49.50, 37.30),
    }

    def moved(link: PlaceLink) -> PlaceLink:
        place = link.resolution.place
        assert place
        latitude, longitude = crowd[place]
        own = sample.IZYUM if place == sample.DNIPRO else place
        place = replace(own, latitude=latitude, longitude=longitude)
        return replace(link, role="at", resolution=replace(link.resolution, place=place))

    for number in (1, 2, 3):
        links = tuple(moved(link) for link in reading.events[number].links)
        reading = with_event(reading, number, links=links)
    page = open_map(reading, **DESK)
    page.evaluate("() => { map._datelineTiles = true; }")  # The map has no names of its own.
    for zoom in (8, 8.5, 9, 9.5):
        # At the edge, so that all names have to stand on the same side.
        longitude = 37.3 + 430 / (256 * 2**zoom / 360)
        page.evaluate(
            "(where) => void L.Map.prototype.setView.call(map, ...where, {animate: false})",
            [[49.55, longitude], zoom],
        )
        drawn(page)
        assert page.evaluate(MISREAD) == [], zoom


def test_hostile_text_shows_as_text(open_map: Open) -> None:
    hostile = "<img src=x onerror='window.ran=1'>${window.ran=1}`\\"
    reading = sample.analysis()
    place = replace(sample.SAMARKAND, name=hostile)
    link = PlaceLink(
        resolution=replace(reading.events[4].links[0].resolution, place=place), role="at"
    )
    changed = with_event(reading, 4, links=(link,), sentence=reading.events[5].sentence)
    page = open_map(changed, group=2)
    assert hostile in [label["text"] for label in labels(page)]
    page.mouse.move(*page.evaluate(SYMBOL, ["e5", ""]))
    page.wait_for_selector(".dateline-tip")
    assert hostile in page.inner_text(".dateline-tip")
    assert page.evaluate(
        "() => [window.ran, document.querySelectorAll('.dateline-tip img').length]"
    ) == [None, 0]


def test_land_and_sea_have_their_colours_on_a_dark_page_too(open_map: Open) -> None:
    light, dark = (
        open_map(sample.analysis(), **DESK, color_scheme=scheme) for scheme in ("light", "dark")
    )
    colours = [
        page.evaluate("""() => {
      const canvas = document.querySelector('.leaflet-dateline-base-pane canvas');
      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
      let bright = 0;
      for (let at = 0; at < data.length; at += 4) bright += data[at] > 128;
      return bright / (data.length / 4);
    }""")
        for page in (light, dark)
    ]
    assert colours[0] > 0.9
    assert colours[1] < 0.1
