"""Fetches a page by its address: public http(s) only, each redirect checked, size and time limited.

A host is resolved once, all its addresses must be public, and the connection goes to the checked
address under the page's name (Host header and TLS name), so that a second DNS answer changes
nothing."""

from __future__ import annotations

import asyncio
import socket
import zlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, aclosing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from components.core import settings
from components.core.errors import AddressRefused, BadResponse, FetchError

Resolve = Callable[[str, int], Sequence[str]]
Headers = tuple[tuple[str, str], ...]
Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]
"""Called by the HTTP client at each of its steps."""

READ_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
NAT64 = IPv6Network("64:ff9b::/96")
HEADERS = {
    "User-Agent": "Dateline (reads one page on a person's request)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf",
    "Accept-Encoding": "gzip",
}
PACKED: Final = frozenset({"gzip", "deflate"})
"""Content codings that are unpacked; a body in another one stays as it comes."""
EITHER_HEAD: Final = zlib.MAX_WBITS | 32
"""Makes zlib recognise gzip or deflate by the first bytes."""
PORTS: Final = frozenset({None, 80, 443})
"""Of the web; other ports belong to services that are not publishers."""
PASTE = "Open the page in a browser and paste its text."


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """What is asked for; by default an article."""

    types: frozenset[str] | None = READ_TYPES
    """Accepted media types; None for any."""
    statuses: frozenset[int] = frozenset({httpx.codes.OK})
    """Accepted HTTP statuses; any other is an error."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Additional headers of the request."""
    may_ask: Callable[[str], object] = lambda url: None
    """Called before each request, also of redirects; raises FetchError to prevent it."""


ARTICLE = FetchRequest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer as sent and received; of a redirect without the body."""

    url: str
    address: str
    """Of the host that answered."""
    time: datetime
    """UTC, of the answer's first byte."""
    asked: Headers
    status: int
    reason: str
    answered: Headers
    body: bytes = b""
    """As it came, packed where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """``url`` is the last address; ``charset`` what the server declared, or empty."""

    url: str
    data: bytes
    charset: str = ""
    status: int = httpx.codes.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the answer; names in any case."""
    exchanges: tuple[Exchange, ...] = ()
    """All of them, those of redirects first."""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system's resolver gives them. Raises OSError."""
    return tuple(
        str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    )


def fetch(
    url: str,
    *,
    wanted: FetchRequest = ARTICLE,
    transport: httpx.AsyncBaseTransport | None = None,
    resolve: Resolve = resolve_host,
    seconds: float = settings.FETCH_SECONDS,
) -> Fetched:
    """The page at ``url``, within ``seconds`` in all; only a host look-up may run on after that.

    Raises AddressRefused (local address, no http, another port), BadResponse (unwanted, too large,
    too slow) and FetchError."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch") as worker:
        asked = _within(seconds, url, wanted, transport=transport, resolve=resolve)
        return worker.submit(asyncio.run, asked).result()


async def _within(
    seconds: float,
    url: str,
    wanted: FetchRequest,
    *,
    transport: httpx.AsyncBaseTransport | None,
    resolve: Resolve,
) -> Fetched:
    """In its own event loop, where a read that waits can be cancelled."""
    client = httpx.AsyncClient(transport=transport, timeout=None, trust_env=False, headers=HEADERS)
    async with AsyncExitStack() as opened:

        async def trace(event: str, facts: Mapping[str, Any]) -> None:
            """Closes each connection in the end, also one that is cancelled before TLS begins."""
            if event == "connection.connect_tcp.complete":
                opened.push_async_callback(facts["return_value"].aclose)

        try:
            async with asyncio.timeout(seconds), client:
                return await _follow(url, wanted, client=client, resolve=resolve, trace=trace)
        except TimeoutError:
            raise BadResponse(
                f"It took more than {seconds:g} seconds.", where=url, way_out=PASTE
            ) from None


async def _follow(
    address: str, wanted: FetchRequest, *, client: httpx.AsyncClient, resolve: Resolve, trace: Trace
) -> Fetched:
    url, exchanges = parse_address(address), list[Exchange]()
    for _ in range(settings.MAX_REDIRECTS + 1):
        wanted.may_ask(str(url))
        ip = await _public_address(url, resolve)
        # The connection goes to the address, Host header and TLS name are those of ``url``.
        request = client.build_request(
            "GET",
            url.copy_with(host=ip),
            headers={**wanted.headers, "Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii"), "trace": trace},
        )
        try:
            sent = await client.send(request, stream=True, follow_redirects=False)
            async with aclosing(sent) as response:
                exchanges.append(_exchange(response, url, address=ip))
                if not response.has_redirect_location:
                    return await _read(response, url, wanted, exchanges)
                url = parse_address(str(url.join(response.headers["Location"])))
        except httpx.RequestError as error:
            raise FetchError(
                f"It could not be fetched ({error}).", where=str(url), way_out=PASTE
            ) from error
    raise BadResponse(
        f"It redirects more than {settings.MAX_REDIRECTS} times.", where=address, way_out=PASTE
    )


def parse_address(address: str) -> httpx.URL:
    """A web address that may be fetched, as far as its text shows. Raises AddressRefused."""
    refused = partial(AddressRefused, where=address)
    try:
        url, parts = httpx.URL(address), urlsplit(address)
        has_host = bool(parts.netloc and url.host)
    except (httpx.InvalidURL, ValueError) as error:
        raise refused(f"This is no web address ({error}).", way_out="Check it.") from error
    if url.scheme not in {"http", "https"} or not has_host:
        raise refused("Only http and https addresses are fetched.", way_out="Check it.")
    if url.userinfo:
        raise refused("An address with a user's name in it is not fetched.", way_out=PASTE)
    if url.port not in PORTS:
        raise refused(f"Port {url.port} is not asked, only 80 and 443.", way_out=PASTE)
    return url


async def _public_address(url: httpx.URL, resolve: Resolve) -> str:
    """The address to connect to; all addresses of the host must be public."""
    host = url.raw_host.decode("ascii")
    port = url.port or (443 if url.scheme == "https" else 80)
    worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look-up")
    try:
        addresses = await asyncio.get_running_loop().run_in_executor(worker, resolve, host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(
            f"The host {host} was not found.", where=str(url), way_out="Check the address."
        ) from error
    finally:
        worker.shutdown(wait=False)
    for address in addresses:
        if not is_public(address):
            raise AddressRefused(
                f"{host} is at {address}, which is not a public address.",
                where=str(url),
                way_out=PASTE,
            )
    if not addresses:
        raise FetchError(
            f"The host {host} has no address.", where=str(url), way_out="Check the address."
        )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether it is on the internet: not private, loopback, link-local, multicast, nor a tunnel to
    such an address."""
    ip, inner = ip_address(address.split("%")[0]), None
    if isinstance(ip, IPv6Address):
        teredo = ip.teredo[1] if ip.teredo else None
        in_nat64 = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in NAT64 else None
        inner = in_nat64 or ip.ipv4_mapped or ip.sixtofour or teredo
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def _exchange(response: httpx.Response, url: httpx.URL, *, address: str) -> Exchange:
    asked, answered = (
        tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in headers.raw)
        for headers in (response.request.headers, response.headers)
    )
    return Exchange(
        url=str(url),
        address=address,
        time=datetime.now(UTC),
        asked=asked,
        status=response.status_code,
        reason=response.reason_phrase,
        answered=answered,
    )


async def _read(
    response: httpx.Response, url: httpx.URL, wanted: FetchRequest, exchanges: Sequence[Exchange]
) -> Fetched:
    where = str(url)
    if response.status_code not in wanted.statuses:
        what = f"The server answered {response.status_code} {response.reason_phrase}".strip() + "."
        raise BadResponse(what, where=where, way_out=PASTE)
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if wanted.types is not None and kind not in wanted.types:
        raise BadResponse(
            f"It is {kind}; only web pages, plain text and PDF files are read.",
            where=where,
            way_out=PASTE,
        )
    data, came = await _body(response, where)
    return Fetched(
        url=where,
        data=data,
        charset=response.charset_encoding or "",
        status=response.status_code,
        headers=response.headers,
        exchanges=(*exchanges[:-1], replace(exchanges[-1], body=came)),
    )


async def _body(response: httpx.Response, where: str) -> tuple[bytes, bytes]:
    """The body, unpacked once and within the size limit at each step; and as it came."""
    limit, came, data = settings.MAX_FETCH_BYTES, bytearray(), bytearray()
    codings = response.headers.get_list("Content-Encoding", split_commas=True)
    packed = [coding for coding in codings if coding.lower() in PACKED]
    if len(packed) > 1:
        raise BadResponse(f"It is packed {len(packed)} times over.", where=where, way_out=PASTE)
    unpacker = zlib.decompressobj(EITHER_HEAD) if packed else None
    async for chunk in response.aiter_raw():
        came += chunk
        try:
            data += unpacker.decompress(chunk, limit + 1 - len(data)) if unpacker else chunk
        except zlib.error as error:
            what = f"It cannot be unpacked ({error})."
            raise BadResponse(what, where=where, way_out=PASTE) from error
        if max(len(came), len(data)) > limit:
            what = f"It has more than {limit // 1_000_000} MB."
            raise BadResponse(what, where=where, way_out=PASTE)
        if unpacker and unpacker.eof:
            break
    return bytes(data), bytes(came)
