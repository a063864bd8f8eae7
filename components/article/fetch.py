"""A page by its address, guarded: public http(s) addresses only, each redirect checked, bounded in size and time.

A name is resolved once, every address that it has must be public, and the connection goes to the very address that was
checked, under the page's own name (Host header and TLS name), so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

import httpx

from components import settings
from components.errors import AddressRefused, BadResponse, FetchError

Resolve = Callable[[str, int], Sequence[str]]

READ_TYPES = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
NAT64 = IPv6Network("64:ff9b::/96")
HEADERS = {
    "User-Agent": "Dateline (reads one page on a person's request)",
    "Accept": "text/html, application/xhtml+xml, text/plain, application/pdf",
    "Accept-Encoding": "gzip, deflate",
}
PASTE = "Open the page in a browser and paste its text."


def _any_address(url: str) -> object:
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; as it stands, an article."""

    types: frozenset[str] | None = READ_TYPES
    """Media types that are taken; None for any."""
    statuses: frozenset[int] = frozenset({httpx.codes.OK})
    """Of HTTP, that are an answer; any other is an error."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the request, beside the usual ones."""
    may_ask: Callable[[str], object] = _any_address
    """Told each address before it is asked, those of redirects too; raises FetchError to keep from it."""


ARTICLE = Wanted()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. ``url`` is the last address, after redirects; ``charset`` what the server declared, or empty."""

    url: str
    data: bytes
    charset: str = ""
    status: int = httpx.codes.OK
    headers: Mapping[str, str] = field(default_factory=dict)
    """Of the answer; a name is found in small and capital letters."""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system's resolver gives them. Raises OSError."""
    return tuple(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def fetch(
    url: str,
    *,
    wanted: Wanted = ARTICLE,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = resolve_host,
    seconds: float = settings.FETCH_SECONDS,
) -> Fetched:
    """What stands at ``url``, within ``seconds`` for everything together.

    Raises AddressRefused (a local address, no http), BadResponse (not what is wanted, too much, too late) and FetchError.
    """
    with httpx.Client(transport=transport, timeout=seconds, trust_env=False, headers=HEADERS) as client:
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch")
        try:
            return worker.submit(_follow, url, wanted, client=client, resolve=resolve).result(timeout=seconds)
        except TimeoutError:
            raise BadResponse(f"It took more than {seconds:g} seconds.", where=url, way_out=PASTE) from None
        finally:
            worker.shutdown(wait=False, cancel_futures=True)


def _follow(address: str, wanted: Wanted, *, client: httpx.Client, resolve: Resolve) -> Fetched:
    url = parse_address(address)
    for _ in range(settings.MAX_REDIRECTS + 1):
        wanted.may_ask(str(url))
        request = _request(client, url, wanted, address=_public_address(url, resolve))
        try:
            with closing(client.send(request, stream=True, follow_redirects=False)) as response:
                if not response.has_redirect_location:
                    return _read(response, url, wanted)
                url = parse_address(str(url.join(response.headers["Location"])))
        except httpx.RequestError as error:
            raise FetchError(f"It could not be fetched ({error}).", where=str(url), way_out=PASTE) from error
    raise BadResponse(f"It redirects more than {settings.MAX_REDIRECTS} times.", where=address, way_out=PASTE)


def parse_address(address: str) -> httpx.URL:
    """A web address that may be asked, as far as its letters tell. Raises AddressRefused."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise AddressRefused(f"This is no web address ({error}).", where=address, way_out="Check it.") from error
    if url.scheme not in {"http", "https"} or not url.host:
        raise AddressRefused("Only http and https addresses are fetched.", where=address, way_out="Check it.")
    if url.userinfo:
        raise AddressRefused("An address with a user's name in it is not fetched.", where=address, way_out=PASTE)
    return url


def _public_address(url: httpx.URL, resolve: Resolve) -> str:
    """The address to connect to, after all addresses of the host were found public."""
    host = url.raw_host.decode("ascii")
    try:
        addresses = resolve(host, url.port or (443 if url.scheme == "https" else 80))
    except OSError as error:
        raise FetchError(f"The host {host} was not found.", where=str(url), way_out="Check the address.") from error
    for address in addresses:
        if not is_public(address):
            raise AddressRefused(f"{host} is at {address}, which is not a public address.", where=str(url), way_out=PASTE)
    if not addresses:
        raise FetchError(f"The host {host} has no address.", where=str(url), way_out="Check the address.")
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether all can reach it: not private, loopback, link-local, reserved or multicast, and no tunnel to such."""
    ip = ip_address(address.split("%")[0])
    inner = _inner(ip) if isinstance(ip, IPv6Address) else None
    return ip.is_global and not ip.is_multicast and (inner is None or is_public(str(inner)))


def _inner(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address stands for or tunnels to."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _request(client: httpx.Client, url: httpx.URL, wanted: Wanted, *, address: str) -> httpx.Request:
    """A request that goes to ``address`` and speaks to the host of ``url``."""
    headers = {**wanted.headers, "Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    return client.build_request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)


def _read(response: httpx.Response, url: httpx.URL, wanted: Wanted) -> Fetched:
    where = str(url)
    if response.status_code not in wanted.statuses:
        what = f"The server answered {response.status_code} {response.reason_phrase}".strip() + "."
        raise BadResponse(what, where=where, way_out=PASTE)
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if wanted.types is not None and kind not in wanted.types:
        raise BadResponse(f"It is {kind}; only web pages, plain text and PDF files are read.", where=where, way_out=PASTE)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > settings.MAX_FETCH_BYTES:
            limit = settings.MAX_FETCH_BYTES // 1_000_000
            raise BadResponse(f"It has more than {limit} MB.", where=where, way_out=PASTE)
    return Fetched(url=where, data=bytes(data), charset=response.charset_encoding or "", status=response.status_code,
                   headers=response.headers)
