"""How soon a published folder is there: ``python -m tests.benchmarks.published FOLDER``.

Opens index.html and the story of it in Chromium with the network off, ten times each in a new
context, until the map is drawn, and prints the median and the slowest.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.conftest import installed_chromium

TIMES = 10


def main() -> None:
    folder = Path(sys.argv[1]).absolute()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=installed_chromium())
        for path in ("index.html", "index.html#story"):
            taken = []
            for _ in range(TIMES):
                context = browser.new_context(offline=True)
                page = context.new_page()
                start = time.perf_counter()
                page.goto(f"{folder.as_uri()}/{path}")
                page.wait_for_function("() => window.datelineMap && datelineMap._loaded")
                taken.append(time.perf_counter() - start)
                context.close()
            print(f"{path}: {statistics.median(taken):.2f} s, at most {max(taken):.2f} s")
        browser.close()


if __name__ == "__main__":
    main()
