"""How quickly the page of a corpus opens and answers: ``python -m tests.benchmarks.corpus_page
[EVENTS] [STORE]``.

Makes a store of EVENTS (100,000), or takes STORE, starts the page on it and beside it a page of
Streamlit with one box for words, and measures in Chromium: the page until its map is drawn, as a
first and as a second visit; what a person chooses, from the press until the counts, the table's
line and the map all show it, and the other page until it shows the words; and the server's memory a
session. With each time stands what depends less on the machine: requests, bytes, runs of the page,
questions to the store, and processor time.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from components.core import settings
from components.panels.playback import Window, first_length, next_window, stops_of
from components.places.gazetteer import open_gazetteer
from components.store import queries
from components.store.database import Store, open_store
from components.view.selection import View
from tests.benchmarks.canvas import LOAD_MS, READY, open_page, resident_mb
from tests.benchmarks.linking import bundled, corpus
from tests.benchmarks.store import write
from tests.benchmarks.watching import busy, watched
from tests.browser.steps import DESK, IDLE, MAP
from tests.conftest import installed_chromium, page_running

VISITS, SESSIONS = 3, 8
RIGHT, BUSY = "all of it right: ms", "browser's main thread: ms of processor"
EMPTY = """import streamlit as st
words = st.text_input("Find")
st.html(f"<p class='ready'>ready{words}</p>")
"""
ECHOED = "(words) => document.querySelector('p.ready').textContent === `ready${words}` && performance.now() - window.since_"
SINCE = """() => {
  const note = (event) => { if (event.type === "click" || event.key === "Enter") window.since_ = performance.now(); };
  for (const name of ["click", "keydown"]) addEventListener(name, note, true);
}"""
SHOWN = """([name, counted, pinned]) => {
  const text = (selector) => (document.querySelector(selector) || {}).textContent || "";
  const frame = document.querySelector(name), many = frame && frame.contentWindow.map && frame.contentWindow.map._datelineMany;
  const right = many && many.found && many.found.events === pinned
    && text(".dl-count").startsWith(`${counted} event`) && text(".st-key-corpus_pages").includes(`of ${counted} event`);
  return right && performance.now() - window.since_;
}"""
SEARCHES = ("missile", "troops", "summit", "drone", "talks")
"""Words that the bundled articles have."""
STEPS = 5
KINDS = ("control", "diplomacy", "fighting and strikes", "harm to civilians", "other")
PUBLISHERS = tuple(f"Paper {number}" for number in range(1, 6))

Deed = Callable[[Page], None]


def visits(
    browser: Browser, address: str, *, ready: Callable[[Page], None], asked: Path
) -> dict[str, dict[str, float]]:
    """Medians of a first and of a second visit, each pair in a context of its own."""
    found: dict[str, list[dict[str, float]]] = {"first visit": [], "second visit": []}
    for _ in range(VISITS):
        context = browser.new_context(viewport={"width": DESK["width"], "height": DESK["height"]})
        for told in found.values():
            told.append(_visit(context, address, ready, asked))
        context.close()
    return {
        name: {one: statistics.median(told[one] for told in rounds) for one in rounds[0]}
        for name, rounds in found.items()
    }


def _visit(
    context: BrowserContext, address: str, ready: Callable[[Page], None], asked: Path
) -> dict[str, float]:
    page = context.new_page()
    wire, before = watched(page), lines(asked)
    busy_ms = busy(page)
    page.goto(address)
    ready(page)
    ready_ms: float = page.evaluate("() => performance.now()")
    processor_ms = busy_ms()
    page.locator(IDLE).wait_for()
    told = {
        "ready: ms": ready_ms,
        BUSY: processor_ms,
        "requests": wire.requests,
        "kB over the wire": wire.bytes / 1e3,
        **since(asked, before),
    }
    page.close()
    return told


def lines(asked: Path) -> int:
    return len(asked.read_text(encoding="utf-8").splitlines()) if asked.exists() else 0


def since(asked: Path, before: int) -> dict[str, float]:
    """Runs of the page, its processor time, and questions to the store since a line of the log."""
    told = asked.read_text(encoding="utf-8").splitlines()[before:] if asked.exists() else []
    runs = [float(line.split()[1]) for line in told if line.startswith("run")]
    return {
        "runs": len(runs),
        "runs: ms of processor": sum(runs),
        "questions": told.count("question"),
    }


def map_drawn(page: Page) -> None:
    page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=LOAD_MS)
    frame = page.locator(MAP).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function(READY, timeout=LOAD_MS, polling=10)


def empty_drawn(page: Page) -> None:
    page.locator("p.ready").wait_for(timeout=LOAD_MS)


class Expected:
    """What the page should show of a selection, asked of the store by itself."""

    def __init__(self, store: Store) -> None:
        self._store, self._gazetteer = store, open_gazetteer()
        self._pinned = set(queries.points(store)["event_id"].astype(int))

    def of(self, view: View) -> tuple[str, int]:
        """The number of events as the page writes it, and how many of them are on the map."""
        places = (
            sorted(place.id for place in self._gazetteer.lookup(view.find)) if view.find else []
        )
        events = queries.counts(self._store, view, places).events
        return f"{events:,}", len(
            self._pinned.intersection(queries.numbers(self._store, view, places).tolist())
        )


def press_search(words: str) -> Deed:
    def deed(page: Page) -> None:
        page.get_by_label("Find", exact=True).fill(words)
        page.get_by_label("Find", exact=True).press("Enter")

    return deed


def press_later(page: Page) -> None:
    page.get_by_role("button", name="Later").click()


def stepped(store: Store) -> Iterator[View]:
    """What the first steps through the days show."""
    held, days = queries.summary(store), {one.day for one in queries.days(store, View())}
    assert held.first_day
    assert held.last_day
    window: Window | None = (held.first_day, held.last_day)
    for _ in range(STEPS):
        window = next_window(window, stops_of(days, first_length(days)))
        assert window
        yield View(first_day=window[0], last_day=window[1])


def press_kind(kind: str) -> Deed:
    def deed(page: Page) -> None:
        if not page.get_by_test_id("stPopoverBody").is_visible():
            page.locator(".st-key-filter_popover button").first.click()
        page.locator(".st-key-filter_kind button", has_text=f"{kind} (").click()

    return deed


def press_publisher(name: str) -> Deed:
    def deed(page: Page) -> None:
        if not page.get_by_test_id("stPopoverBody").is_visible():
            page.locator(".st-key-filter_popover button").first.click()
        page.locator(".st-key-filter_publisher input").press_sequentially(f"{name} (")
        page.get_by_role("option").filter(has_text=f"{name} (").click()

    return deed


def steps(store: Store) -> Iterator[tuple[str, list[tuple[Deed, View]]]]:
    """What is chosen one after another, each with the selection that is then to be shown."""
    yield "a search", [(press_search(words), View(find=words)) for words in SEARCHES]
    yield "a step of the days", [(press_later, view) for view in stepped(store)]
    for name, facet, values, press in (
        ("a kind", "kind", KINDS, press_kind),
        ("a publisher", "publisher", PUBLISHERS, press_publisher),
    ):
        yield (
            name,
            [
                (
                    press(value),
                    View(filters=frozenset((facet, one) for one in values[:number])),
                )
                for number, value in enumerate(values, start=1)
            ],
        )


def floor_ms(browser: Browser, empty: str) -> float:
    """The median of a search on the other page: what Streamlit and the browser take for any
    answer."""
    page = browser.new_context(
        viewport={"width": DESK["width"], "height": DESK["height"]}
    ).new_page()
    page.goto(empty)
    empty_drawn(page)
    page.locator(IDLE).wait_for()
    page.evaluate(SINCE)
    times: list[float] = []
    for words in SEARCHES:
        press_search(words)(page)
        times.append(
            page.wait_for_function(ECHOED, arg=words, polling=10, timeout=LOAD_MS).json_value()
        )
        page.locator(IDLE).wait_for()
    page.context.close()
    return statistics.median(times)


def answers(browser: Browser, address: str, store: Store, asked: Path, *, least_ms: float) -> None:
    expected = Expected(store)
    for name, chosen in steps(store):
        page, _ = open_page(browser, f"{address}/?pane=table")
        page.locator(IDLE).wait_for(timeout=LOAD_MS)
        page.evaluate(SINCE)
        busy_ms = busy(page)
        rounds: list[dict[str, float]] = []
        for deed, view in chosen:
            before, busy_before, wanted = lines(asked), busy_ms(), expected.of(view)
            deed(page)
            took: float = page.wait_for_function(
                SHOWN, arg=[MAP, *wanted], polling=10, timeout=LOAD_MS
            ).json_value()
            page.locator(IDLE).wait_for()
            rounds.append({RIGHT: took, BUSY: busy_ms() - busy_before, **since(asked, before)})
        page.context.close()
        report(
            name,
            {one: statistics.median(told[one] for told in rounds) for one in rounds[0]},
            {RIGHT: least_ms},
        )


def report(name: str, told: dict[str, float], beside: dict[str, float] | None = None) -> None:
    print(f"  {name}", flush=True)
    for one, number in told.items():
        ratio = (
            f"   empty page {beside[one]:8,.0f}, {number / beside[one]:.1f} times"
            if beside and beside.get(one)
            else ""
        )
        print(f"    {one:<42}{number:10,.0f}{ratio}", flush=True)


def memory(browser: Browser, address: str, server: int) -> None:
    """Sessions that stay open, each of which has chosen something of its own."""
    before, pages = resident_mb(server), []
    for words in (*SEARCHES, "", "", "")[:SESSIONS]:
        page, _ = open_page(browser, f"{address}/?find={words}")
        page.locator(IDLE).wait_for()
        pages.append(page)
    print(
        f"  server's memory: {before:.0f} MB before, {(resident_mb(server) - before) / SESSIONS:.1f} MB a session more"
    )
    for one in pages:
        one.context.close()


@contextmanager
def store_of(events: int, given: str | None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        if given is None:
            write(Path(folder) / "store", corpus(bundled(), events))
        yield Path(given) if given else Path(folder) / "store"


def main(events: int, given: str | None) -> None:
    with (
        store_of(events, given) as store,
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as playwright,
    ):
        asked, blank = Path(folder) / "asked", Path(folder) / "blank.py"
        blank.write_text(EMPTY, encoding="utf-8")
        served = page_running(
            "tests/benchmarks/corpus_served.py", "--", "--corpus", str(store), ASKED=str(asked)
        )
        with served as (address, server), page_running(str(blank)) as (empty, _):
            browser = playwright.chromium.launch(executable_path=installed_chromium())
            open_page(browser, address)[0].context.close()
            print(f"{store}", flush=True)
            floor = visits(browser, empty, ready=empty_drawn, asked=Path(folder) / "none")
            for name, told in visits(browser, address, ready=map_drawn, asked=asked).items():
                report(name, told, floor[name])
            answers(
                browser,
                address,
                open_store(store, home=settings.home()),
                asked,
                least_ms=floor_ms(browser, empty),
            )
            memory(browser, address, server)
            browser.close()


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 100_000,
        sys.argv[2] if len(sys.argv) > 2 else None,
    )
