"""How quickly the map of many events answers: ``python -m tests.benchmarks.canvas [COUNT ...]``.

Starts ``many_page.py``, and for each count measures in Chromium, beside st.pydeck_chart and a plain
HTML page with the same canvas: a move of the days until it is on the screen, a filter of the page
until it is, the page until it is ready, and memory. Times are medians in milliseconds, from the
input to the frame after the drawing. Every event stands at a place of its own.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import (
    Browser,
    CDPSession,
    Frame,
    Page,
    TimeoutError,
    ViewportSize,
    sync_playwright,
)

from components.core.days import shift_day
from components.map.assets import asset_folders, url
from components.map.base import base_map
from components.map.canvas import Order, many_events
from components.map.packing import packed
from tests.browser.steps import IDLE, MAP
from tests.conftest import ROOT, installed_chromium, page_running
from tests.many import FIRST_DAY, events_of
from tests.map.served import page_of, served

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
ROUNDS, PYDECK_ROUNDS, LOADS, SESSIONS = 15, 3, 3, 5
MOST_PYDECK = 100_000
"""Above it each move is a message of 90 megabytes."""
LOAD_MS, PYDECK_MS = 300_000, 60_000
"""The longest to wait: the first load makes the events and packs them."""
SIZE: ViewportSize = {"width": 1280, "height": 900}
MB = 1_000_000
CHROMIUM = ("--enable-unsafe-swiftshader", "--use-angle=swiftshader", "--ignore-gpu-blocklist")

READY = "() => window.map && map._datelineMany && map._datelineMany.found && map._datelineMany.canvas.items"
MOVE = """async (window) => {
  const frame = () => new Promise(requestAnimationFrame), many = map._datelineMany;
  await frame();
  const start = performance.now();
  const drawn = new Promise((done) => map.once('datelinedrawn', done));
  many.obey({...many.order, window});
  await drawn;
  await frame();
  return performance.now() - start;
}"""
WATCH = """() => {
  window.frames_ = [];
  if (!window.watching_) map.on('datelinedrawn', () => requestAnimationFrame(() =>
    frames_.push([performance.timeOrigin + performance.now(), map._datelineMany.found.pins])));
  window.watching_ = true;
}"""
LAST_OTHER = "(pins) => { const found = (window.frames_ || []).find((one) => one[1] !== pins); return found && found[0]; }"
CLICK = """() => {
  const start = performance.timeOrigin + performance.now();
  document.querySelector('input[type=checkbox]').click();
  return start;
}"""
COUNT_INSTANCES = """
for (const name of ['drawArraysInstanced', 'drawElementsInstanced']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...given) {
    (window.drawn_ = window.drawn_ || []).push([performance.now(), given.at(-1)]);
    return draw.apply(this, given);
  };
}"""
SLIDE = """() => {
  const slider = document.querySelector('input[type=range]');
  window.drawn_ = [];
  window.before_ = [...document.querySelectorAll('[data-testid=stText]')].map((one) => one.textContent).join();
  slider.focus();
}"""
DECK_DRAWN = """() => {
  const rows = [...document.querySelectorAll('[data-testid=stText]')].map((one) => one.textContent).join();
  const wanted = Number(rows.replace(/\\D/g, ''));
  const found = rows !== window.before_ && (window.drawn_ || []).find(([, instances]) => instances === wanted);
  return found && found[0] - window.pressed_;
}"""


def main(counts: list[int]) -> None:
    page = page_running(
        "tests/benchmarks/many_page.py", "--server.maxMessageSize=1000", PYTHONPATH=str(ROOT)
    )
    with page as (address, server), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=installed_chromium(), args=list(CHROMIUM)
        )
        for count in counts:
            print(f"\n{count:,} events", flush=True)
            ours = measure_ours(browser, f"{address}/?n={count}", server)
            plain = measure_plain(browser, count)
            deck = (
                measure_pydeck(browser, f"{address}/?n={count}&way=pydeck")
                if count <= MOST_PYDECK
                else None
            )
            report(ours, plain, deck)
        browser.close()


def report(ours: dict[str, float], plain: dict[str, float], deck: float | None) -> None:
    for name, value in ours.items():
        beside = (
            f"   plain page {plain[name]:7.0f}, ratio {value / plain[name]:.2f}"
            if name in plain
            else ""
        )
        print(f"  {name:<46}{value:8.0f}{beside}")
    if deck:
        times = deck / ours["move of the days, counts: ms"]
        print(
            f"  {'move of the days, st.pydeck_chart: ms':<46}{deck:8.0f}   {times:.0f} times ours"
        )
    else:
        print("  st.pydeck_chart left out, or it did not answer in time")


def measure_ours(browser: Browser, address: str, server: int) -> dict[str, float]:
    open_page(browser, address)[0].context.close()
    loads = []
    for _ in range(LOADS):
        start = time.perf_counter()
        page, frame = open_page(browser, address)
        loads.append((time.perf_counter() - start) * 1e3)
        page.context.close()
    page, frame = open_page(browser, address)
    found = moves(frame)
    found["filter of the page: ms"] = filters(page, frame)
    found["page ready, server warm: ms"] = statistics.median(loads)
    found["memory of the renderer: MB"] = renderer_mb(browser)
    page.context.close()
    before = resident_mb(server)
    pages = [open_page(browser, address)[0] for _ in range(SESSIONS)]
    found["memory of the server a session: MB"] = max(0.0, resident_mb(server) - before) / SESSIONS
    for one in pages:
        one.context.close()
    return found


def measure_plain(browser: Browser, count: int) -> dict[str, float]:
    """The same canvas and file on a page of its own, without Streamlit."""
    file = packed(events_of(count))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "events.bin").write_bytes(file.data)
        order = Order(
            url=url("packed", "events.bin"),
            file=file.name,
            shown=None,
            undated=True,
            window=(None, None),
        )
        with served(
            page_of(base_map(many=True), [many_events(order)]),
            asset_folders() | {"packed": Path(folder)},
        ) as address:
            page = browser.new_page(viewport={"width": 1120, "height": 600})
            page.goto(address)
            page.wait_for_function(READY, timeout=LOAD_MS)
            page.evaluate("() => void map.setView([48.5, 34.0], 5.75, {animate: false})")
            found = moves(page.main_frame)
            page.close()
    return found


def open_page(browser: Browser, address: str) -> tuple[Page, Frame]:
    """A page in a context of its own, once its map is drawn."""
    page = browser.new_context(viewport=SIZE).new_page()
    page.goto(address)
    page.frame_locator(MAP).locator(".dateline-map").wait_for(timeout=LOAD_MS)
    frame = page.locator(MAP).element_handle().content_frame()
    assert frame is not None
    frame.wait_for_function(READY, timeout=LOAD_MS, polling=10)
    return page, frame


def moves(frame: Frame) -> dict[str, float]:
    """The first day a month on, again and again; as counts, and with every pin."""
    found = {}
    for name, mode in (("counts", "auto"), ("every pin", "pins")):
        frame.evaluate("(mode) => { map._datelineMany.mode = mode; }", mode)
        frame.evaluate(MOVE, ["", ""])
        frame.page.wait_for_timeout(1_500)
        days = [shift_day(FIRST_DAY, months=number + 1).isoformat() for number in range(ROUNDS)]
        times = [frame.evaluate(MOVE, [day, ""]) for day in days]
        found[f"move of the days, {name}: ms"] = statistics.median(times)
    frame.evaluate("() => { map._datelineMany.mode = 'auto'; }")
    frame.evaluate(MOVE, ["", ""])
    frame.page.wait_for_timeout(1_500)
    return found


def filters(page: Page, frame: Frame) -> float:
    times = []
    for _ in range(ROUNDS):
        page.locator(IDLE).wait_for()
        pins = frame.evaluate("() => map._datelineMany.found.pins")
        frame.evaluate(WATCH)
        start = page.evaluate(CLICK)
        times.append(frame.wait_for_function(LAST_OTHER, arg=pins, polling=10).json_value() - start)
    return statistics.median(times)


def measure_pydeck(browser: Browser, address: str) -> float | None:
    page = browser.new_context(viewport=SIZE).new_page()
    page.add_init_script(COUNT_INSTANCES)
    page.goto(address)
    try:
        page.locator("input[type=range]").first.wait_for(timeout=LOAD_MS)
        page.wait_for_function("() => (window.drawn_ || []).length > 0", timeout=PYDECK_MS)
        times = [slide(page) for _ in range(PYDECK_ROUNDS)]
    except TimeoutError:
        return None
    finally:
        page.context.close()
    return statistics.median(times)


def slide(page: Page) -> float:
    page.locator(IDLE).wait_for()
    page.wait_for_timeout(1_000)
    page.evaluate(SLIDE)
    page.evaluate("() => { window.pressed_ = performance.now(); }")
    page.keyboard.press("ArrowRight")
    found: float = page.wait_for_function(DECK_DRAWN, timeout=PYDECK_MS, polling=10).json_value()
    return found


def renderer_mb(browser: Browser) -> float:
    """Of the largest renderer, what it has for itself and its part of what is shared."""
    session: CDPSession = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return max(proportional_mb(one["id"]) for one in processes if one["type"] == "renderer")


def proportional_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) * 1024 / MB


def resident_mb(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) * 1024 / MB


if __name__ == "__main__":
    main([int(one) for one in sys.argv[1:]] or list(COUNTS))
