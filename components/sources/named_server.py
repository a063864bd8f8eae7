"""A server that a person named, to which something is sent: whether it is on this machine, and, if
not, whether the person agrees.

The host is resolved once, and the connection goes to the address that was checked. No redirect is
followed, for it would take the content elsewhere.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from ipaddress import ip_address
from time import monotonic
from typing import ClassVar

import httpx

from components.core import settings
from components.core.errors import AddressRefused, BadResponse, DatelineError
from components.sources.article.fetch import Resolve, resolve_host


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, kw_only=True)
class NamedServer(ABC):
    """``resolve`` looks a host up, ``clock`` counts seconds. Each kind of server says what it is
    sent, and which errors it raises."""

    url: str
    resolve: Resolve = resolve_host
    clock: Callable[[], float] = monotonic
    silence_seconds: float = settings.FETCH_SECONDS
    seconds: float = settings.FETCH_SECONDS

    user_agent: ClassVar[str] = "Dateline (on a person's request)"
    most_bytes: ClassVar[int] = settings.MAX_FETCH_BYTES
    refused: ClassVar[type[DatelineError]] = AddressRefused
    failed: ClassVar[type[DatelineError]] = BadResponse
    way_out_of_key: ClassVar[str] = "Leave it out."
    way_out_of_slow: ClassVar[str] = "Ask again later, or take another server."
    """For an answer that is too slow or too large."""
    is_asked_in_python: ClassVar[bool] = False

    @cached_property
    def base(self) -> httpx.URL:
        """Raises ``refused`` for what is no web address."""
        return self._base()

    def _base(self) -> httpx.URL:
        try:
            url = httpx.URL(self.url)
        except httpx.InvalidURL as error:
            raise self.refused(
                f"This is no web address ({error}).",
                where=self.url,
                way_out="Give it as the server's manual does, with http:// or https:// before it.",
            ) from error
        if url.userinfo or url.query:
            raise self.refused(
                "An address with a password or a key in it is not taken.",
                where=f"{url.scheme}://{url.host}",
                way_out=self.way_out_of_key,
            )
        if url.scheme not in {"http", "https"} or not url.host:
            raise self.refused(
                "This is no http or https address.",
                where=self.url,
                way_out="Begin it with http:// or https://.",
            )
        return url

    @property
    def host(self) -> str:
        """Of the address, with its port where one is named."""
        return self.base.netloc.decode("ascii")

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Of the host. Raises ``failed`` where it has none."""
        port = self.base.port or (443 if self.base.scheme == "https" else 80)
        try:
            found = tuple(dict.fromkeys(self.resolve(self.base.host, port)))
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise self.failed(
                "The host was not found.", where=self.host, way_out="Check the address."
            )
        return found

    @property
    def is_loopback(self) -> bool:
        """Whether what is sent stays on this machine: every address of the host is its own."""
        return all(ip_address(one.split("%")[0]).is_loopback for one in self.addresses)

    @property
    def lock(self) -> str:
        return "encrypted" if self.base.scheme == "https" else "NOT encrypted"

    @property
    @abstractmethod
    def leaving(self) -> str:
        """What leaves the machine, and where it goes, for a person to agree to."""

    def require_leave(self, to: str, agrees: Callable[[str], bool] = lambda leaving: False) -> None:
        """Raises ``refused`` where the server is on another machine, ``to`` is not its host, and
        the person does not agree to what leaves this one."""
        if not (self.is_loopback or to in {self.host, self.base.host} or agrees(self.leaving)):
            in_python = f'; in Python send_to="{self.host}"' if self.is_asked_in_python else ""
            raise self.refused(
                f"Nothing was sent, for nobody agreed to it. {self.leaving}",
                where=self.host,
                way_out=f"Answer yes, or add --send-to {self.host}{in_python}.",
            )

    def send(self, url: httpx.URL, content: bytes | None, *, headers: Mapping[str, str]) -> Reply:
        """The answer of the first address of the host that takes the connection, to a POST of
        ``content``, or to a GET without it. Raises ``failed``."""
        timeout = httpx.Timeout(self.silence_seconds, connect=settings.FETCH_SECONDS)
        failed = partial(self.failed, where=self.url)
        own = {"User-Agent": self.user_agent, "Host": self.host, **headers}
        name = {"sni_hostname": self.base.raw_host.decode("ascii")}
        with httpx.Client(timeout=timeout, trust_env=False) as client:
            for address in self.addresses:
                request = client.build_request(
                    "GET" if content is None else "POST",
                    url.copy_with(host=address),
                    headers=own,
                    content=content,
                    extensions=name,
                )
                try:
                    return self._sent(client, request)
                except httpx.ConnectError as error:
                    refused = error
                except httpx.TimeoutException as error:
                    what = f"Nothing came for {self.silence_seconds:g} seconds."
                    raise failed(what, way_out=self.way_out_of_slow) from error
                except httpx.RequestError as error:
                    what = f"The connection broke ({error})."
                    raise failed(what, way_out="Ask again.") from error
        what = f"No server answers there ({refused})."
        raise failed(what, way_out="Start it, or check the address.") from refused

    def _sent(self, client: httpx.Client, request: httpx.Request) -> Reply:
        ends, body = self.clock() + self.seconds, bytearray()
        response = client.send(request, stream=True, follow_redirects=False)
        try:
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > self.most_bytes:
                    what = f"It sent more than {self.most_bytes // 1_000_000} MB."
                    raise self.failed(what, where=self.url, way_out=self.way_out_of_slow)
                if self.clock() > ends:
                    what = f"It took more than {self.seconds:g} seconds."
                    raise self.failed(what, where=self.url, way_out=self.way_out_of_slow)
        finally:
            response.close()
        return Reply(status=response.status_code, headers=response.headers, body=bytes(body))
