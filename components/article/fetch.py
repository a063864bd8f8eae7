"""A page by its address, guarded: public http(s) addresses only, each redirect checked, bounded in size and time.

A name is resolved once, every address that it has must be public, and the connection goes to the very address that was
checked, under the page's own name (Host header and TLS name), so that a second answer of the name server changes nothing.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What came. ``url`` is the last address, after redirects; ``charset`` what the server declared, or empty."""

    url: str
    data: bytes
    charset: str = ""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host, as the system's resolver gives them. Raises OSError."""
    return tuple(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


def fetch(
    url: str,
    *,
    transport: httpx.BaseTransport | None = None,
    resolve: Resolve = resolve_host,
    seconds: float = settings.FETCH_SECONDS,
) -> Fetched:
    """The page at ``url``, within ``seconds`` for everything together.

    Raises AddressRefused (a local address, no http), BadResponse (no article, too much, too late) and FetchError.
    """
    with httpx.Client(transport=transport, timeout=seconds, trust_env=False, headers=HEADERS) as client:
        worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="fetch")
        try:
            return worker.submit(_follow, url, client=client, resolve=resolve).result(timeout=seconds)
        except TimeoutError:
            raise BadResponse(f"It took more than {seconds:g} seconds.", where=url, way_out=PASTE) from None
        finally:
            worker.shutdown(wait=False, cancel_futures=True)


def _follow(address: str, *, client: httpx.Client, resolve: Resolve) -> Fetched:
    url = _parse(address)
    for _ in range(settings.MAX_REDIRECTS + 1):
        request = _request(client, url, _public_address(url, resolve))
        try:
            with closing(client.send(request, stream=True, follow_redirects=False)) as response:
                if not response.has_redirect_location:
                    return _read(response, url)
                url = _parse(str(url.join(response.headers["Location"])))
        except httpx.RequestError as error:
            raise FetchError(f"It could not be fetched ({error}).", where=str(url), way_out=PASTE) from error
    raise BadResponse(f"It redirects more than {settings.MAX_REDIRECTS} times.", where=address, way_out=PASTE)


def _parse(address: str) -> httpx.URL:
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


def _request(client: httpx.Client, url: httpx.URL, address: str) -> httpx.Request:
    """A request that goes to ``address`` and speaks to the host of ``url``."""
    headers = {"Host": url.netloc.decode("ascii")}
    extensions = {"sni_hostname": url.raw_host.decode("ascii")}
    return client.build_request("GET", url.copy_with(host=address), headers=headers, extensions=extensions)


def _read(response: httpx.Response, url: httpx.URL) -> Fetched:
    where = str(url)
    if response.status_code != httpx.codes.OK:
        what = f"The server answered {response.status_code} {response.reason_phrase}".strip() + "."
        raise BadResponse(what, where=where, way_out=PASTE)
    kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    if kind not in READ_TYPES:
        raise BadResponse(f"It is {kind}; only web pages, plain text and PDF files are read.", where=where, way_out=PASTE)
    data = bytearray()
    for chunk in response.iter_bytes():
        data += chunk
        if len(data) > settings.MAX_FETCH_BYTES:
            limit = settings.MAX_FETCH_BYTES // 1_000_000
            raise BadResponse(f"It has more than {limit} MB.", where=where, way_out=PASTE)
    return Fetched(url=where, data=bytes(data), charset=response.charset_encoding or "")
