"""What a site allows programs to fetch: its robots.txt (RFC 9309), through protego."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from protego import Protego

from components.core.errors import FetchError
from components.sources.article.fetch import Fetched, Wanted

AGENT: Final = "Dateline"
MAX_BYTES: Final = 512_000
"""RFC 9309 asks to read at least 500 KiB."""
NO_RULES: Final = frozenset(range(400, 500))
"""Answers that mean that everything may be fetched; a server in trouble means that nothing may."""
WANTED: Final = Wanted(types=None, statuses=NO_RULES | {200})

Fetch = Callable[[str, Wanted], Fetched]


class Robots:
    """The rules of each site, fetched when its first address is asked about and kept as long as
    this stands."""

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
