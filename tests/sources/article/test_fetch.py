from __future__ import annotations

from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx
import pytest

from components.core import settings
from components.core.errors import AddressRefused, BadResponse, FetchError
from components.sources.article.fetch import fetch, is_public
from tests.sources.article.wire import PUBLIC, Wire, everywhere


class Site(httpx.AsyncBaseTransport):
    """Answers by the host's name and path, and keeps the requests that came."""

    def __init__(self, answer: Callable[[httpx.Request], httpx.Response]) -> None:
        self.answer = answer
        self.requests: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The answer as it comes from the wire, of which nothing was read before."""
        self.requests.append(request)
        answer = self.answer(request)
        body = httpx.ByteStream(answer.content)
        return httpx.Response(answer.status_code, headers=answer.headers, stream=body)


def redirect(location: str) -> httpx.Response:
    return httpx.Response(302, headers={"Location": location})


def test_a_page_comes_with_its_address_and_charset() -> None:
    headers = {"Content-Type": "text/html; charset=windows-1252"}
    site = Site(
        lambda request: httpx.Response(200, content=b"<p>Troops left.</p>", headers=headers)
    )
    got = fetch("https://news.example/flag?id=1#top", transport=site, resolve=everywhere)
    assert (got.url, got.data, got.charset) == (
        "https://news.example/flag?id=1#top",
        b"<p>Troops left.</p>",
        "windows-1252",
    )


def test_the_connection_goes_to_the_address_that_was_checked_under_the_hosts_name() -> None:
    site = Site(lambda request: httpx.Response(200, text="News."))
    fetch("http://news.example:443/flag", transport=site, resolve=everywhere)
    (request,) = site.requests
    assert (request.url.host, request.url.port, request.url.path) == (PUBLIC, 443, "/flag")
    assert request.headers["Host"] == "news.example:443"
    assert request.extensions["sni_hostname"] == "news.example"


def test_a_host_is_asked_for_once_so_a_second_answer_changes_nothing() -> None:
    answers = iter([(PUBLIC,), ("127.0.0.1",)])
    site = Site(lambda request: httpx.Response(200, text="News."))
    assert (
        fetch("http://news.example/", transport=site, resolve=lambda host, port: next(answers)).data
        == b"News."
    )
    assert site.requests[0].url.host == PUBLIC


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
        "2001:db8::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
    ],
)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(AddressRefused, match="not a public address"):
        fetch("http://news.example/", resolve=lambda host, port: (address,))


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_let_through(address: str) -> None:
    site = Site(lambda request: httpx.Response(200, text="News."))
    assert (
        fetch("http://news.example/", transport=site, resolve=lambda host, port: (address,)).data
        == b"News."
    )


def test_one_private_address_among_public_ones_refuses_the_host() -> None:
    with pytest.raises(AddressRefused):
        fetch("http://news.example/", resolve=lambda host, port: (PUBLIC, "10.0.0.1"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "news",
        "file:///etc/passwd",
        "ftp://news.example/",
        "javascript:alert(1)",
        "http://",
        "http://me@news.example/",
        "//x.y/z",
        "http://xn--a/",
        "http://xn--zz--/",
        "http://[a/",
        "http://[abc]/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        fetch(url, resolve=everywhere)


@pytest.mark.parametrize(
    "location",
    ["http://inside.example/", "//inside.example/", "http://127.0.0.1/", "http://[::1]/"],
)
def test_a_redirect_to_a_private_address_is_refused(location: str) -> None:
    def resolve(host: str, port: int) -> tuple[str, ...]:
        return (PUBLIC,) if host == "news.example" else ("10.1.2.3",)

    site = Site(lambda request: redirect(location))
    with pytest.raises(AddressRefused):
        fetch("http://news.example/", transport=site, resolve=resolve)
    assert len(site.requests) == 1


def test_a_host_that_has_another_address_after_a_redirect_is_refused() -> None:
    answers = iter([(PUBLIC,), (PUBLIC,), ("127.0.0.1",)])
    site = Site(lambda request: redirect(f"{request.url.path}x"))
    with pytest.raises(AddressRefused, match="not a public address"):
        fetch("http://news.example/x", transport=site, resolve=lambda host, port: next(answers))
    assert [request.url.path for request in site.requests] == ["/x", "/xx"]


def test_a_redirect_to_another_scheme_is_refused() -> None:
    with pytest.raises(AddressRefused):
        fetch(
            "http://news.example/",
            transport=Site(lambda request: redirect("file:///etc/passwd")),
            resolve=everywhere,
        )


def test_redirects_are_followed_to_the_last_address() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text="News.") if request.url.path == "/b" else redirect("/b")

    assert (
        fetch("http://news.example/a", transport=Site(answer), resolve=everywhere).url
        == "http://news.example/b"
    )


def test_redirects_in_a_circle_end() -> None:
    site = Site(lambda request: redirect("/again"))
    with pytest.raises(BadResponse, match="more than 5 times"):
        fetch("http://news.example/", transport=site, resolve=everywhere)
    assert len(site.requests) == settings.MAX_REDIRECTS + 1


@pytest.mark.parametrize(
    ("response", "says"),
    [
        (httpx.Response(404), "404 Not Found"),
        (httpx.Response(403), "403 Forbidden"),
        (httpx.Response(302), "302 Found"),
        (
            httpx.Response(200, content=b"PK", headers={"Content-Type": "application/zip"}),
            "application/zip",
        ),
        (httpx.Response(200, content=b"x" * (settings.MAX_FETCH_BYTES + 1)), "more than 10 MB"),
    ],
    ids=["404", "403", "no location", "pdf", "large"],
)
def test_an_answer_that_is_no_article_is_told(response: httpx.Response, says: str) -> None:
    with pytest.raises(BadResponse, match=says) as caught:
        fetch("http://news.example/", transport=Site(lambda request: response), resolve=everywhere)
    assert str(caught.value).startswith("http://news.example/: ")


def test_a_host_that_is_not_found_and_one_that_refuses_are_told() -> None:
    def not_found(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    def refuses(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("Connection refused")

    with pytest.raises(FetchError, match=r"news\.example was not found"):
        fetch("http://news.example/", resolve=not_found)
    with pytest.raises(FetchError, match="Connection refused"):
        fetch("http://news.example/", transport=Site(refuses), resolve=everywhere)


class Page(BaseHTTPRequestHandler):
    """A page on this machine that must never be reached."""

    reached: list[str]

    def do_GET(self) -> None:
        self.reached.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:
        """Keeps the tests' output free of a log line for each request."""


@pytest.fixture
def loopback() -> Iterator[tuple[int, list[str]]]:
    handler = type("Handler", (Page,), {"reached": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_port, handler.reached
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "127.1", "2130706433", "[::ffff:127.0.0.1]"]
)
def test_a_real_server_on_this_machine_is_not_reached(
    host: str, loopback: tuple[int, list[str]]
) -> None:
    port, reached = loopback
    with pytest.raises(AddressRefused, match="not a public address"):
        fetch(f"http://{host}/secret", transport=Wire(port=port))
    with pytest.raises(AddressRefused, match=f"Port {port} is not asked"):
        fetch(f"http://{host}:{port}/secret")
    assert reached == []


@pytest.mark.parametrize("port", [0, 22, 25, 8080, 8501, 65535])
def test_another_port_than_those_of_the_web_is_not_asked(port: int) -> None:
    site = Site(lambda request: redirect(f"http://news.example:{port}/"))
    for address in (f"https://news.example:{port}/", "http://news.example/"):
        with pytest.raises(AddressRefused, match=f"Port {port} is not asked, only 80 and 443"):
            fetch(address, transport=site, resolve=everywhere)
    assert [request.url.port for request in site.requests] == [None]


@pytest.mark.parametrize("host", ["a..b", "a" * 64 + ".com"])
def test_a_host_that_no_name_server_could_know_is_not_found(host: str) -> None:
    with pytest.raises(FetchError, match=r"was not found"):
        fetch(f"http://{host}/")


def test_the_same_server_answers_when_it_is_asked_directly(loopback: tuple[int, list[str]]) -> None:
    port, reached = loopback
    assert httpx.get(f"http://127.0.0.1:{port}/open", trust_env=False).status_code == httpx.codes.OK
    assert reached == ["/open"]
