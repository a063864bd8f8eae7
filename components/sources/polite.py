"""Fetching by a site's rules: robots.txt (RFC 9309, protego), and time between requests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic, sleep
from typing import Final, Protocol
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from components.core.errors import BadResponse, FetchError
from components.sources.article.fetch import ARTICLE, Fetched, FetchRequest, fetch, parse_address

AGENT: Final = "Dateline"
MAX_BYTES: Final = 512_000
"""RFC 9309 asks to read at least 500 KiB."""
NO_RULES: Final = frozenset(range(400, 500))
"""Answers that mean that everything may be fetched; a server in trouble means that nothing may."""
WANTED: Final = FetchRequest(types=None, statuses=NO_RULES | {200})

Fetch = Callable[[str, FetchRequest], Fetched]


class Robots:
    """The rules of each site, fetched when first needed and kept."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rules: dict[str, Protego | FetchError] = {}

    def require(self, url: str) -> None:
        """Raises FetchError where the site does not allow ``url``, or its rules cannot be had."""
        if not self._rules_for(url).can_fetch(url, AGENT):
            raise FetchError(
                "The site's robots.txt does not allow it.",
                where=url,
                way_out="Read it in a browser.",
            )

    def delay_seconds(self, url: str) -> float:
        """What the site wants between two requests; 0 where it says nothing."""
        return self._rules_for(url).crawl_delay(AGENT) or 0.0

    def _rules_for(self, url: str) -> Protego:
        """Those of the site, asked for once even where they cannot be had."""
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._rules:
            try:
                self._rules[site] = self._read(f"{site}/robots.txt")
            except FetchError as error:
                self._rules[site] = error
        rules = self._rules[site]
        if isinstance(rules, FetchError):
            raise FetchError(
                f"The site's rules for programs cannot be had: {rules.what}",
                where=url,
                way_out="Ask again later.",
            )
        return rules

    def _read(self, address: str) -> Protego:
        fetched = self._fetch(address, WANTED)
        return Protego.parse(
            ""
            if fetched.status in NO_RULES
            else fetched.data[:MAX_BYTES].decode("utf-8", "replace")
        )


SECONDS_BETWEEN: Final = 2.0
BUSY: Final = frozenset({429, 503})
LATER: Final = "Ask again later."
MOST_SECONDS: Final = 60.0
"""A site that wants more between two requests is asked once in a poll."""


class Fetcher(Protocol):
    """``article.fetch.fetch``, with its guard against private addresses."""

    def __call__(self, url: str, *, wanted: FetchRequest) -> Fetched: ...


class Polite:
    """Fetches for one poll. ``wait`` and ``clock`` count seconds."""

    def __init__(
        self,
        *,
        guarded: Fetcher = fetch,
        wait: Callable[[float], object] = sleep,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._guarded, self._wait, self._clock = guarded, wait, clock
        self._robots = Robots(self.fetch_named)
        self._last: dict[str, float] = {}
        self._busy: set[str] = set()

    def fetch(self, url: str, *, wanted: FetchRequest = ARTICLE) -> Fetched:
        """As ``article.fetch.fetch``; also raises FetchError by robots.txt, and BadResponse for a
        host that asked to be left alone."""
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

    def fetch_named(self, url: str, wanted: FetchRequest) -> Fetched:
        """What a person named, as in a browser, by no site's rules; the next request waits."""
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
