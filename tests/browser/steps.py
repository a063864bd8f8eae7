"""What a person does on the page, and what can be asked of the map. Every wait is for something
that the page shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Frame, Locator, Page, expect

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
TOUCH: dict[str, Any] = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
"""A small screen under a finger."""
FIRST_LOAD_MS = 180_000
PATIENCE_MS = 60_000
"""Nobody waits so long on a machine of one's own; where it is shared, a step may."""
expect.set_options(timeout=PATIENCE_MS)

MAP = "iframe[title*='st_folium']"
IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
"""The page once its script has run to its end; so it is, too, before a run begins that is asked
for."""
IS_IDLE = f"""() => !window.isRunDue && document.querySelector("{IDLE}")"""
RUNS = Path(__file__).with_name("runs.js")
MARK = "() => { window.map.markedByTest = true; }"
IS_MARKED = "() => window.map.markedByTest === true"
"""Whether the map is still the one that was marked, and was not built anew."""
MAP_READY = """() => window.map && window.map._loaded && (window.feature_group || []).length > 0
  && Object.values(window.map._layers).some((layer) => layer.feature)"""
FEATURES = """() => Object.values(window.map._layers).filter((layer) => layer.feature).map((layer) => layer.feature.properties)"""
STANDS = """() => ({latitude: map.getCenter().lat, longitude: map.getCenter().lng, zoom: map.getZoom()})"""
POINT = """async ([latitude, longitude, zoom]) => {
  L.Map.prototype.setView.call(map, [latitude, longitude], zoom, {animate: false});
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const point = map.latLngToContainerPoint([latitude, longitude]);
  return [point.x, point.y];
}"""
PAINTED = """([latitude, longitude]) => {
  const canvas = document.querySelector('.leaflet-overlay-pane canvas');
  const frame = canvas.getBoundingClientRect(), origin = map.getContainer().getBoundingClientRect();
  const point = map.latLngToContainerPoint([latitude, longitude]);
  const scale = canvas.width / frame.width;
  const x = (point.x + origin.left - frame.left) * scale, y = (point.y + origin.top - frame.top) * scale;
  return canvas.getContext('2d').getImageData(x - 6, y - 6, 12, 12).data.some((value, at) => at % 4 === 3 && value > 0);
}"""


@dataclass(frozen=True, slots=True)
class Visit:
    """An open page, with every address that its browser asked for and every dialog that opened."""

    page: Page
    requests: list[str]
    dialogs: list[str]

    @property
    def map_frame(self) -> Frame:
        """The frame of the map, once the map stands in it: before, the frame is still on its way to
        its address."""
        self.page.frame_locator(MAP).locator(".dateline-map").wait_for()
        handle = self.page.locator(MAP).element_handle()
        frame = handle.content_frame()
        assert frame is not None
        return frame

    def wait_for_map(self) -> Frame:
        """The frame of the map, once markers are on it."""
        self.wait_on_map(MAP_READY)
        return self.map_frame

    def wait_on_map(self, condition: str, *arguments: Any) -> None:  # noqa: ANN401 - passed on to JavaScript
        """Ask the map every tenth of a second; a frame that is not painted gets no animation frames
        to wait for."""
        self.map_frame.wait_for_function(
            condition, arg=list(arguments), timeout=PATIENCE_MS, polling=100
        )

    def features(self) -> list[dict[str, Any]]:
        return self.wait_for_map().evaluate(FEATURES)

    def feature_at(self, label: str) -> dict[str, Any]:
        return next(one for one in self.features() if label in one["label"])

    def stands(self) -> dict[str, float]:
        """Centre in degrees and zoom of the map."""
        return self.map_frame.evaluate(STANDS)

    def click_feature(self, label: str, *, zoom: float = 9) -> None:
        """Go near a feature, so that nothing covers it, and click where it is drawn."""
        self.page.mouse.click(*self._place_of(label, zoom))

    def hover_feature(self, label: str, *, zoom: float = 9) -> None:
        """The same with a pointer that does not press."""
        self.page.mouse.move(*self._place_of(label, zoom))

    def _place_of(self, label: str, zoom: float) -> tuple[float, float]:
        """Where on the page a feature is drawn, the map being sent near it."""
        feature = self.feature_at(label)
        x, y = self.map_frame.evaluate(POINT, [feature["latitude"], feature["longitude"], zoom])
        frame = self.page.locator(MAP)
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def drag_map(self, right_px: float, down_px: float) -> None:
        """Move the map with the mouse, as a person does."""
        frame = self.page.locator(MAP)
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] * 0.4, box["y"] + box["height"] * 0.2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + right_px, y + down_px, steps=6)
        self.page.mouse.up()

    def handle(self, name: Literal["First day", "Last day"]) -> Locator:
        """One of the two that bound the days shown."""
        return self.page.get_by_role("slider", name=name)

    def days_shown(self) -> list[str]:
        """What the two handles say."""
        return [
            self.handle(name).get_attribute("aria-valuetext") or ""
            for name in ("First day", "Last day")
        ]

    def begin_at(self, day: date) -> None:
        """Move the first handle there, by keys."""
        handle = self.handle("First day")
        handle.press("Home")
        handle.press("ArrowRight")
        stands = datetime.strptime(handle.get_attribute("aria-valuetext") or "", "%d %B %Y").date()
        weeks, days = divmod((day - stands).days, 7)
        for key, times in (("PageUp", weeks), ("ArrowRight", days)):
            for _ in range(times):
                handle.press(key)
        self.page.wait_for_url(f"**from={day.isoformat()}*")

    def card(self) -> Locator:
        return self.page.locator("article.dl-card")

    def all_events(self) -> None:
        """From a card back to the list."""
        self.page.get_by_role("button", name="All events").click()
        expect(self.card()).to_have_count(0)
        self.idle()

    def fill_in(self, text: str, *, day: str = "2022-09-12") -> None:
        """Paste into the form that is open at first; where it is folded, it is opened once it is
        known to be."""
        field = self.page.get_by_label("Text", exact=True)
        field.wait_for(state="attached")
        self.idle()
        if not field.is_visible():
            self.page.get_by_text("Your own article", exact=True).click()
        field.fill(text)
        self.page.get_by_role("textbox", name="Day of publication").fill(day)

    def paste(self, text: str, *, day: str = "2022-09-12") -> None:
        """Fill in and submit."""
        self.fill_in(text, day=day)
        self.page.get_by_role("button", name="Read this article").click()

    def read(self, text: str, *, day: str = "2022-09-12") -> None:
        """Have it read, and wait until its headline stands over the page and the form is folded: on
        its way there its fields are visible still and take nothing."""
        before = self.page.locator(".dl-headline").inner_text()
        self.paste(text, day=day)
        expect(self.page.locator(".dl-headline")).not_to_have_text(before, timeout=FIRST_LOAD_MS)
        expect(self.page.get_by_label("Text", exact=True)).to_be_hidden()
        self.idle()

    def open_sidebar(self) -> None:
        """On a telephone, where it is closed at first."""
        self.page.get_by_test_id("stExpandSidebarButton").tap()

    def close_sidebar(self) -> None:
        self.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()

    def go(self, *names: str) -> None:
        """To a section and a part of it, each once the page is idle: a click on what is being drawn
        anew is lost."""
        for name in names:
            self.idle()
            self.page.locator(".st-key-pane_side").get_by_role(
                "radio", name=name, exact=True
            ).click()

    def go_to(self, name: str) -> None:
        """Have the map go to a group of places."""
        self.idle()
        self.page.get_by_role("button", name="Go to").click()
        self.page.get_by_role("menuitem", name=name).click()

    def grid(self) -> Locator:
        """The first table with pointer and keyboard on it, once its first cell is marked. Streamlit
        lets the keyboard mark no cell after the pointer moved elsewhere, and so it does where the
        page moves under a pointer that rests."""
        grid = self.page.locator("[data-testid='stDataFrame'] canvas").first
        expect(grid.locator("tbody tr").first).to_be_attached()
        self.idle()
        grid.scroll_into_view_if_needed()
        box = grid.bounding_box()
        assert box is not None
        self.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        grid.focus()
        expect(grid.locator("td[aria-selected=true]")).to_be_attached()
        self.idle()
        return grid

    def idle(self) -> None:
        """Wait until the page's script has run to its end, for all that was asked of it."""
        self.page.wait_for_function(IS_IDLE, timeout=PATIENCE_MS)


_free: defaultdict[tuple[Browser, str], list[BrowserContext]] = defaultdict(list)
"""Contexts that no visit uses, by their options: a new one would fetch and compile the whole page
anew."""


@contextmanager
def visit(
    browser: Browser,
    url: str,
    *,
    waits_for: str = ".dl-headline",
    **context_options: Any,  # noqa: ANN401 - Playwright's options
) -> Iterator[Visit]:
    """Open the page as somebody who was never here and wait for its head; it closes at the end. No
    script on it may fail meanwhile."""
    options = {"viewport": DESK} | context_options
    free = _free[browser, repr(sorted(options.items()))]
    if free:
        context = free.pop()
    else:
        context = browser.new_context(**options)
        context.add_init_script(path=RUNS)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    address = urlsplit(url)
    kept = {
        "origin": f"{address.scheme}://{address.netloc}",
        "storageTypes": "cookies,local_storage",
    }
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", kept)
    opened = Visit(page, [], [])
    page.on("request", lambda request: opened.requests.append(request.url))
    failed: list[str] = []
    page.on("pageerror", lambda error: failed.append(f"{error}\n{error.stack}"))
    page.on("dialog", lambda dialog: (opened.dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(url)
    expect(page.locator(waits_for)).to_be_visible(timeout=FIRST_LOAD_MS)
    try:
        yield opened
    finally:
        for one in context.pages:
            one.close()
    assert failed == []
    free.append(context)
