"""A web site on this machine, and the way to it: a guarded fetch that takes its name for a public
address."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

from components.sources.article.fetch import Fetched, FetchRequest, fetch
from components.sources.polite import Polite

PUBLIC = "93.184.216.34"
HOST = "news.example"


@dataclass(kw_only=True)
class Page:
    body: str | bytes = ""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(kw_only=True)
class Site:
    """Pages by their paths; what was asked is kept. A page with an ETag is answered with 304 where
    it is known."""

    port: int = 0
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def fetch(self, url: str, *, wanted: FetchRequest) -> Fetched:
        def resolve(host: str, port: int) -> tuple[str, ...]:
            return (PUBLIC,) if host.endswith(HOST) else ("127.0.0.1",)

        return fetch(url, wanted=wanted, resolve=resolve, transport=ToSite(self.port))

    def polite(self) -> Polite:
        return Polite(guarded=self.fetch, wait=self.wait, clock=lambda: self.seconds)

    def wait(self, seconds: float) -> None:
        """Time that passes here alone."""
        self.waited.append(seconds)
        self.seconds += seconds


class ToSite(httpx.AsyncHTTPTransport):
    """Leads what is meant for the public address to the site."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.port = port

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        assert request.url.host == PUBLIC, "only what was checked is asked"
        request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=self.port)
        return await super().handle_async_request(request)


@contextmanager
def running() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            page = site.pages.get(self.path, Page(status=404))
            tag = page.headers.get("ETag")
            known = tag is not None and self.headers.get("If-None-Match") == tag
            body = b"" if known else page.body.encode() if isinstance(page.body, str) else page.body
            self.send_response(304 if known else page.status)
            for name, value in {
                "Content-Type": page.kind,
                "Content-Length": str(len(body)),
                **page.headers,
            }.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            """Keeps the tests' output free of a log line for each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    site.port = server.server_port
    yield site
    server.shutdown()
    thread.join()
    server.server_close()
