"""Fetching that keeps to a site's rules: robots.txt for every address, and time between two
requests to one host."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic, sleep
from typing import Final, Protocol
from urllib.parse import urlsplit

from components.core.errors import BadResponse
from components.sources.article.fetch import ARTICLE, Fetched, Wanted, fetch, parse_address
from components.sources.robots import Robots

SECONDS_BETWEEN: Final = 2.0
BUSY: Final = frozenset({429, 503})
LATER: Final = "Ask again later."
MOST_SECONDS: Final = 60.0
"""A site that wants more between two requests is asked once in a poll."""


class Guarded(Protocol):
    """``article.fetch.fetch``, with its guard against private addresses."""

    def __call__(self, url: str, *, wanted: Wanted) -> Fetched: ...


class Polite:
    """Fetches for one poll. ``wait`` and ``clock`` count seconds."""

    def __init__(
        self,
        *,
        guarded: Guarded = fetch,
        wait: Callable[[float], object] = sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._guarded, self._wait, self._clock = guarded, wait, clock
        self._robots = Robots(self.fetch_named)
        self._last: dict[str, float] = {}
        self._busy: set[str] = set()

    def fetch(self, url: str, *, wanted: Wanted = ARTICLE) -> Fetched:
        """As ``article.fetch.fetch``; raises FetchError also for what robots.txt does not allow,
        and BadResponse for a host that has asked to be left alone for a while."""
        parse_address(url)
        self._robots.require(url)
        self._pause(url)
        came = self.fetch_named(
            url, replace(wanted, statuses=wanted.statuses | BUSY, may_ask=self._robots.require)
        )
        if came.status in BUSY:
            self._busy.add(_host(url))
            raise BadResponse(
                "The server asks to be left alone for a while.", where=url, way_out=LATER
            )
        return came

    def fetch_named(self, url: str, wanted: Wanted) -> Fetched:
        """What a person named, at once and as in a browser, after no site's rules; the next request
        waits as after any other."""
        parse_address(url)
        try:
            return self._guarded(url, wanted=wanted)
        finally:
            self._last[_host(url)] = self._clock()

    def _pause(self, url: str) -> None:
        if _host(url) in self._busy:
            raise BadResponse(
                "Its host has asked to be left alone for a while.", where=url, way_out=LATER
            )
        seconds = max(SECONDS_BETWEEN, self._robots.delay_seconds(url))
        left = self._last.get(_host(url), -seconds) + seconds - self._clock()
        if left > MOST_SECONDS:
            raise BadResponse(
                f"The site wants {seconds:,.0f} seconds between two requests.",
                where=url,
                way_out=LATER,
            )
        if left > 0:
            self._wait(left)


def _host(url: str) -> str:
    return urlsplit(url).netloc
