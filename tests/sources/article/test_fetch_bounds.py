"""What a server can make of a fetch: so many bytes and so many seconds, and then nothing more."""

from __future__ import annotations

import gzip
import threading
import tracemalloc
import zlib

import pytest

from components.core import settings
from components.core.errors import BadResponse, FetchError
from components.sources.article.fetch import Fetched, fetch
from tests.sources.article.wire import HEAD, Wire, everywhere, sending

LONG = b"x" * (settings.MAX_FETCH_BYTES + 1)
NEWS = b"<p>Troops left.</p>"
TWICE = gzip.compress(gzip.compress(bytes(4 * settings.MAX_FETCH_BYTES)))


def coded(coding: str, body: bytes) -> bytes:
    said = f"Content-Encoding: {coding}\r\nContent-Length: {len(body)}\r\n\r\n"
    return HEAD + said.encode() + body


def asked(wire: Wire, *, scheme: str = "http", seconds: float = 30) -> Fetched:
    address = f"{scheme}://news.example/"
    return fetch(address, transport=wire, resolve=everywhere, seconds=seconds)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(NEWS)),
        ("GZIP", gzip.compress(NEWS)),
        ("deflate", zlib.compress(NEWS)),
        ("identity", NEWS),
        ("utf-8", NEWS),
        ("identity, gzip", gzip.compress(NEWS)),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_a_body_comes_as_it_was_before_it_was_packed(coding: str, body: bytes) -> None:
    with sending(coded(coding, body)) as wire:
        assert asked(wire).data == NEWS


@pytest.mark.parametrize(
    ("answer", "then", "says"),
    [
        (coded("gzip, gzip", TWICE), b"", "packed 2 times over"),
        (coded(", ".join(["gzip"] * 1_000), TWICE), b"", "packed 1000 times over"),
        (coded("deflate, gzip", TWICE), b"", "packed 2 times over"),
        (coded("gzip", gzip.compress(LONG)), b"", "more than 10 MB"),
        (coded("deflate", zlib.compress(LONG)), b"", "more than 10 MB"),
        (coded("gzip", NEWS), b"", "cannot be unpacked"),
        (coded("br", LONG), b"", "more than 10 MB"),
        (HEAD + b"\r\n", b"x" * 65_536, "more than 10 MB"),
        (
            HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"", mtime=0)[:10],
            b"\0\0\0\xff\xff" * 8_192,
            "more than 10 MB",
        ),
        (HEAD, b"X-A: b\r\n", "Receive buffer too long"),
        (b"", b"HTTP/1.1 100 Continue\r\n", "Receive buffer too long"),
    ],
    ids=[
        "gzip of gzip",
        "many codings",
        "gzip of deflate",
        "gzip",
        "deflate",
        "no gzip",
        "br",
        "endless body",
        "endless gzip",
        "endless head",
        "endless first answers",
    ],
)
def test_a_body_or_head_that_has_no_end_is_refused(answer: bytes, then: bytes, says: str) -> None:
    with sending(answer, then=then) as wire:
        with pytest.raises(FetchError, match=says):
            asked(wire)
        assert wire.left.wait(30)


def test_no_step_makes_more_of_a_body_than_a_page_may_have() -> None:
    with sending(coded("gzip", gzip.compress(bytes(10 * settings.MAX_FETCH_BYTES)))) as wire:
        tracemalloc.start()
        with pytest.raises(BadResponse, match="more than 10 MB"):
            asked(wire)
        _, peak_bytes = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak_bytes < 4 * settings.MAX_FETCH_BYTES


def test_what_comes_after_the_end_of_a_packed_body_is_not_waited_for() -> None:
    packed = HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(NEWS)
    with sending(packed, then=gzip.compress(b"") * 1_000) as wire:
        assert asked(wire).data == NEWS
        assert wire.left.wait(30)


@pytest.mark.parametrize(
    ("scheme", "answer"),
    [
        ("http", b""),
        ("https", b""),
        ("http", b"HTTP/1.1 200 OK\r\nContent-Ty"),
        ("http", b"HTTP/1.1 100 Continue\r\n\r\n"),
        ("http", HEAD + b"Content-Length: 1000\r\n\r\n" + NEWS),
        ("http", HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(NEWS)[:15]),
        ("http", HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\n<p>Tr\r\n"),
    ],
    ids=[
        "at once",
        "before it is encrypted",
        "amid a header",
        "after a first answer",
        "amid a body",
        "amid a packed body",
        "amid a chunked body",
    ],
)
def test_a_server_that_falls_silent_is_left_and_nothing_runs_on(scheme: str, answer: bytes) -> None:
    with sending(answer) as wire:
        with pytest.raises(BadResponse, match=r"more than 0\.2 seconds"):
            asked(wire, scheme=scheme, seconds=0.2)
        assert not [one.name for one in threading.enumerate() if one.name.startswith("fetch")]
        assert wire.left.wait(30)


def test_a_look_up_that_gives_no_answer_is_not_waited_for() -> None:
    answered = threading.Event()

    def resolve(host: str, port: int) -> tuple[str, ...]:
        answered.wait(30)
        return ()

    with pytest.raises(BadResponse, match=r"more than 0\.05 seconds"):
        fetch("http://news.example/", resolve=resolve, seconds=0.05)
    answered.set()
