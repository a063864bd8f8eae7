"""A server on this machine that sends the very bytes it is given, and tells when it is left."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event, Thread

import httpx

PUBLIC = "93.184.216.34"
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def everywhere(host: str, port: int) -> tuple[str, ...]:
    return (PUBLIC,)


@dataclass(kw_only=True)
class Wire(httpx.AsyncBaseTransport):
    """Leads what is meant for the public address to the server."""

    port: int
    reached: Event = field(default_factory=Event)
    left: Event = field(default_factory=Event)
    """The other side has closed the connection."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.url = request.url.copy_with(host="127.0.0.1", port=self.port)
        self._own = httpx.AsyncHTTPTransport()
        return await self._own.handle_async_request(request)

    async def aclose(self) -> None:
        if self.reached.is_set():
            await self._own.aclose()


@contextmanager
def sending(first: bytes, *, then: bytes = b"") -> Iterator[Wire]:
    """Answers one request with ``first``, then with ``then`` over and over until it is left."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        wire = Wire(port=server.getsockname()[1])
        thread = Thread(target=_answer, args=(server, wire, first, then))
        thread.start()
        try:
            yield wire
        finally:
            with suppress(OSError):
                server.shutdown(socket.SHUT_RDWR)
            thread.join()


def _answer(server: socket.socket, wire: Wire, first: bytes, then: bytes) -> None:
    with suppress(OSError):
        connection, _ = server.accept()
        wire.reached.set()
        with connection, suppress(OSError):
            connection.recv(65_536)
            connection.sendall(first)
            while then:
                connection.sendall(then)
            while connection.recv(65_536):
                pass
        wire.left.set()
