"""What a page in Chromium takes: requests, bytes, and processor time of its main thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, Request


@dataclass(kw_only=True)
class Wire:
    """What went over the wire to a page since it was opened."""

    requests: int = 0
    bytes: int = 0


def watched(page: Page) -> Wire:
    """Counts from now on."""
    wire = Wire()

    def finished(request: Request) -> None:
        wire.requests += 1
        wire.bytes += max(0, request.sizes()["responseBodySize"])

    page.on("requestfinished", finished)
    return wire


def busy(page: Page) -> Callable[[], float]:
    """Asks for the processor time of the page's main thread since it was opened, in
    milliseconds."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def ask() -> float:
        told = {
            one["name"]: float(one["value"])
            for one in cdp.send("Performance.getMetrics")["metrics"]
        }
        return 1000 * told["TaskDuration"]

    return ask
