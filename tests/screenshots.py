"""Takes pictures of the running page: the README's, or with ``--all`` every main state to look at.

``python -m tests.screenshots [URL] [--all FOLDER]``. Start the page first; without URL it is looked
for at Streamlit's own port on this machine.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.steps import DESK, MAP, TOUCH
from tests.conftest import installed_chromium

FOLDER = Path(__file__).resolve().parent.parent / "data" / "screenshots"
MAP_AT_REST = """() => {
  if (!window.map || !map._loaded || map._animatingZoom || document.fonts.status !== 'loaded') return false;
  const stands = [map.getCenter().lat, map.getCenter().lng, map.getZoom()].join();
  const since = window.stoodSince = window.stood === stands ? window.stoodSince : performance.now();
  window.stood = stands;
  return performance.now() - since > 1000;
}"""
ADDRESS = "?article=kharkiv-september-2022"
Act = Callable[[Page], object]


def _open_card(page: Page) -> None:
    page.locator(".st-key-event_list").get_by_text("Left: Balakliya, Izyum").click()
    page.locator("article.dl-card").wait_for()


def _choose_sentence(page: Page) -> None:
    page.locator(".dl-sentence", has_text="Balakliya and Izyum").first.press("Enter")
    page.locator(".dl-lede").wait_for()


def _stay(page: Page) -> None:
    """Nothing is done."""


STATES: Mapping[str, tuple[str, Act]] = {
    "first": ("", _stay),
    "card": (f"{ADDRESS}&pane=events", _open_card),
    "article": (f"{ADDRESS}&pane=article", _choose_sentence),
    "walk": (f"{ADDRESS}&pane=walk", _stay),
    "compare": (f"{ADDRESS}&compare=kursk-august-2024", _stay),
    **{
        name: (f"{ADDRESS}&pane={name}", _stay)
        for name in ("table", "control", "measures", "review", "download")
    },
    "embed": (f"{ADDRESS}&embed=true", _stay),
}
"""Name to the address and to what is done there."""
WIDTHS: Mapping[str, dict[str, Any]] = {
    "1440": {"viewport": DESK},
    "1024": {"viewport": {"width": 1024, "height": 768}},
    "390": TOUCH,
}
README = {"desktop": ("card", "1440"), "article": ("article", "1440"), "phone": ("walk", "390")}
"""Its pictures: the state and the width of each."""
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def shoot(browser: Browser, url: str, path: Path, *, state: str, context: dict[str, Any]) -> None:
    """One picture of a state, once the map is at rest."""
    query, act = STATES[state]
    page = browser.new_context(**context).new_page()
    page.goto(f"{url}/{query}")
    page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=60_000)
    act(page)
    page.wait_for_load_state("networkidle")
    frame = page.locator(MAP).element_handle().content_frame()
    if frame is not None:
        frame.wait_for_function(MAP_AT_REST)
    page.screenshot(path=path)
    page.context.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:8501")
    parser.add_argument(
        "--all",
        metavar="FOLDER",
        type=Path,
        help="every main state, in three widths, light and dark",
    )
    options = parser.parse_args()
    folder: Path = options.all or FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium())
        if not options.all:
            for name, (state, width) in README.items():
                shoot(
                    browser, options.url, folder / f"{name}.png", state=state, context=WIDTHS[width]
                )
        else:
            for state, width, scheme in (
                (s, w, c) for s in STATES for w in WIDTHS for c in SCHEMES
            ):
                path = folder / f"{state}-{width}-{scheme}.png"
                shoot(
                    browser,
                    options.url,
                    path,
                    state=state,
                    context=WIDTHS[width] | {"color_scheme": scheme},
                )
        browser.close()


if __name__ == "__main__":
    main()
