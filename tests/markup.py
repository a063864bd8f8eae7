"""A page of HTML as a browser meets it."""

from __future__ import annotations

from html.parser import HTMLParser


class Elements(HTMLParser):
    """Names and attributes of all elements, and the text between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._runs: list[str] = []
        self.feed(markup)
        self.close()
        self.words = "".join(self._runs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self._runs.append(data)
