"""Milliseconds from a person's deed to its answer on the screen, medians:
``python -m tests.benchmarks.answers URL``.

Start the page first. Each deed is done again and again on the first example; the answer is what the
map or the page then shows.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable

from playwright.sync_api import Frame, Page, sync_playwright

from tests.browser.steps import DESK, FIRST_LOAD_MS, IDLE, MAP, MAP_READY
from tests.conftest import installed_chromium

ROUNDS = 15
SHOWS = """(words) => Object.values(map._layers).some((one) => one.feature && one.feature.properties.layer === words)"""
HIDES = f"(words) => !({SHOWS})(words)"


def switch_a_layer(page: Page, frame: Frame, number: int) -> None:
    """The menu opened and a layer off, and at the next round on again."""
    page.get_by_role("button", name="Signs and layers").click()
    page.get_by_text("Summits and diplomacy", exact=False).first.click()
    frame.wait_for_function(SHOWS if number % 2 else HIDES, arg="diplomacy", polling=10)


def close_the_menu(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_text("Summits and diplomacy", exact=False).first.wait_for(state="hidden")


def choose_days(page: Page, frame: Frame, number: int) -> None:
    """The first handle moved by a day, there and back."""
    before = page.url
    page.get_by_role("slider", name="First day").press("ArrowLeft" if number % 2 else "ArrowRight")
    page.wait_for_url(lambda url: url != before)


def open_a_card(page: Page, frame: Frame, number: int) -> None:
    """An event chosen from the list; the way back is not timed."""
    page.locator(".st-key-event_list button").first.click()
    page.locator("article.dl-card").wait_for()


def close_the_card(page: Page) -> None:
    page.get_by_role("button", name="All events").click()
    page.locator("article.dl-card").wait_for(state="detached")


DEEDS: dict[str, tuple[Callable[[Page, Frame, int], None], Callable[[Page], None] | None]] = {
    "a layer switched": (switch_a_layer, close_the_menu),
    "a card opened": (open_a_card, close_the_card),
    "a day left out": (choose_days, None),
}


def main(url: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium())
        page = browser.new_page(viewport={"width": DESK["width"], "height": DESK["height"]})
        page.goto(f"{url}/?article=kharkiv-september-2022")
        page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=FIRST_LOAD_MS)
        frame = page.locator(MAP).element_handle().content_frame()
        assert frame is not None
        frame.wait_for_function(MAP_READY, polling=50)
        for name, (deed, undo) in DEEDS.items():
            times_ms = []
            for number in range(ROUNDS):
                page.locator(IDLE).wait_for()
                since = time.perf_counter()
                deed(page, frame, number)
                times_ms.append((time.perf_counter() - since) * 1000)
                if undo:
                    undo(page)
            print(
                f"{name}: median {statistics.median(times_ms):.0f} ms, best {min(times_ms):.0f}, worst {max(times_ms):.0f}"
            )
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
