"""Seconds from ``streamlit run`` to a drawn map, and from a second visit:
``python -m tests.benchmarks.page [PYTHON]``.

Starts the page in a home of its own, so that the gazetteer is unpacked as on the first start ever,
then again with it unpacked. PYTHON is the interpreter of the environment that is measured, this one
unless told.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks.memory import peak_megabytes
from tests.browser.steps import DESK, FIRST_LOAD_MS, MAP, MAP_READY
from tests.conftest import ROOT, free_port, installed_chromium


def visit_page(browser: Browser, url: str, since: float) -> dict[str, float]:
    """Seconds since SINCE at which each part stood on the page."""
    page = browser.new_page(viewport={"width": DESK["width"], "height": DESK["height"]})
    page.goto(url)
    page.locator(".dl-line").wait_for(timeout=FIRST_LOAD_MS)
    times = {"line over the map": time.perf_counter() - since}
    page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=FIRST_LOAD_MS)
    frame = page.locator(MAP).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function(MAP_READY, polling=50)
    times["map drawn"] = time.perf_counter() - since
    page.close()
    return times


def start(python: str, home: str, browser: Browser, name: str) -> None:
    """One start of the page, with a first and a second visit."""
    port = free_port()
    command = [
        python,
        "-m",
        "streamlit",
        "run",
        "dashboard.py",
        "--server.headless=true",
        f"--server.port={port}",
    ]
    since = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=os.environ | {"DATELINE_HOME": home},
        stdout=subprocess.PIPE,
        text=True,
    ) as page:
        assert page.stdout is not None
        next(line for line in page.stdout if "URL:" in line)
        print(f"{name}: address printed after {time.perf_counter() - since:.1f} s")
        for visit, origin in (("first visit", since), ("second visit", None)):
            times = visit_page(browser, f"http://127.0.0.1:{port}", origin or time.perf_counter())
            print(
                f"{name}, {visit}: "
                + ", ".join(f"{part} {seconds:.1f} s" for part, seconds in times.items())
            )
        print(f"{name}: peak memory of the page's process {peak_megabytes(page.pid):.0f} MB")
        page.kill()


def main(python: str) -> None:
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as home:
        browser = playwright.chromium.launch(executable_path=installed_chromium())
        for name in ("first start ever", "later start"):
            start(python, home, browser, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else sys.executable)
