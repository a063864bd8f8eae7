"""Takes the README's pictures of the running page: ``python -m tests.screenshots [URL]``.

Start the page first; without URL it is looked for at Streamlit's own port on this machine.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.steps import DESK, MAP, PHONE

FOLDER = Path(__file__).resolve().parent.parent / "data" / "screenshots"
MAP_AT_REST = """() => {
  if (!window.map || !map._loaded || map._animatingZoom || document.fonts.status !== 'loaded') return false;
  const stands = [map.getCenter().lat, map.getCenter().lng, map.getZoom()].join();
  const since = window.stoodSince = window.stood === stands ? window.stoodSince : performance.now();
  window.stood = stands;
  return performance.now() - since > 1000;
}"""
SHOTS = {"desktop": DESK, "phone": PHONE, "article": DESK}
ADDRESS = "?article=kharkiv-september-2022"


def shoot(browser: Browser, url: str, name: str) -> None:
    """One picture of the first example: on a desk with the event card open, or with the article beside the map."""
    page = browser.new_page(viewport={"width": SHOTS[name]["width"], "height": SHOTS[name]["height"]})
    page.goto(f"{url}/{ADDRESS}{'&pane=article' if name == 'article' else ''}")
    page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=60_000)
    if name == "desktop":
        page.get_by_text("Left: Balakliya, Izyum").first.click()
        page.locator("article.dl-card").wait_for()
    if name == "article":
        page.locator(".dl-sentence", has_text="Balakliya and Izyum").press("Enter")
        page.locator(".dl-lede").wait_for()
    page.wait_for_load_state("networkidle")
    frame = page.locator(MAP).element_handle().content_frame()
    if frame is not None:
        frame.wait_for_function(MAP_AT_REST)
    page.screenshot(path=FOLDER / f"{name}.png")
    page.close()


def main(url: str) -> None:
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for name in SHOTS:
            shoot(browser, url, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
