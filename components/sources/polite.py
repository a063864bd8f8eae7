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
"""Answers that mean that everything may be fetched; after an error of the server nothing may."""
WANTED: Final = FetchRequest(types=None, statuses=NO_RULES | {200})

SECONDS_BETWEEN: Final = 2.0
BUSY: Final = frozenset({429, 503})
LATER: Final = "Ask again later."
MOST_SECONDS: Final = 60.0
"""A site that wants a longer pause between two requests is asked once in a poll."""


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
        self._rules: dict[str, Protego | FetchError] = {}
        self._last: dict[str, float] = {}
        self._busy: set[str] = set()

    def fetch(self, url: str, *, wanted: FetchRequest = ARTICLE) -> Fetched:
        """As ``article.fetch.fetch``; also raises FetchError by robots.txt, and BadResponse for a
        host that asked for a pause."""
        parse_address(url)
        rules = self._require(url)
        self._pause(url, rules.crawl_delay(AGENT) or 0.0)
        came = self.fetch_named(
            url, replace(wanted, statuses=wanted.statuses | BUSY, may_ask=self._require)
        )
        if came.status in BUSY:
            self._busy.add(_host(url))
            raise BadResponse("The server asks for a pause.", where=url, way_out=LATER)
        return came

    def fetch_named(self, url: str, wanted: FetchRequest) -> Fetched:
        """What a person named, as in a browser, without the site's rules; the next one waits."""
        parse_address(url)
        try:
            return self._guarded(url, wanted=wanted)
        finally:
            self._last[_host(url)] = self._clock()

    def _require(self, url: str) -> Protego:
        """The rules of the site; they are fetched once, even where that fails. Raises FetchError
        where they do not allow ``url``, or could not be fetched."""
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        if site not in self._rules:
            try:
                came = self.fetch_named(f"{site}/robots.txt", WANTED)
                data = b"" if came.status in NO_RULES else came.data[:MAX_BYTES]
                self._rules[site] = Protego.parse(data.decode("utf-8", "replace"))
            except FetchError as error:
                self._rules[site] = error
        rules = self._rules[site]
        if isinstance(rules, FetchError):
            raise FetchError(
                f"The site's rules for programs cannot be had: {rules.what}",
                where=url,
                way_out=LATER,
            )
        if not rules.can_fetch(url, AGENT):
            raise FetchError(
                "The site's robots.txt does not allow it.",
                where=url,
                way_out="Read it in a browser.",
            )
        return rules

    def _pause(self, url: str, delay_seconds: float) -> None:
        """``delay_seconds``: what the site wants between two requests; 0 where it states none."""
        if _host(url) in self._busy:
            raise BadResponse("Its host has asked for a pause.", where=url, way_out=LATER)
        seconds = max(SECONDS_BETWEEN, delay_seconds)
        left = self._last.get(_host(url), -seconds) + seconds - self._clock()
        if left > MOST_SECONDS:
            what = f"The site wants {seconds:,.0f} seconds between two requests."
            raise BadResponse(what, where=url, way_out=LATER)
        if left > 0:
            self._wait(left)


def _host(url: str) -> str:
    return urlsplit(url).netloc
