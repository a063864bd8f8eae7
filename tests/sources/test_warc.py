"""Web archives, whole and damaged."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from components.core import settings
from components.sources.opening import open_sources
from components.sources.records import RawArticle, SkippedEntry, article_of

PAGE = "<html><head><title>Izyum</title></head><body><article><p>{}</p></article></body></html>"
TEXT = "Russian troops left the town of Izyum on Sunday, officials said, after a week of fighting – “a rout”."
HTML = PAGE.format(TEXT)

ANSWERS = [
    ("https://a.example/1", "200 OK", "text/html; charset=utf-8", HTML.encode()),
    ("https://a.example/2", "200 OK", 'text/html; charset="windows-1252"', HTML.encode("cp1252")),
    ("https://a.example/moved", "301 Moved Permanently", "text/html", b""),
    ("https://a.example/gone", "404 Not Found", "text/html", HTML.encode()),
    ("https://a.example/a.png", "200 OK", "image/png", b"\x89PNG"),
    ("https://a.example/big", "200 OK", "text/html", b"<p>" + b"x" * settings.MAX_UPLOAD_BYTES),
    ("https://a.example/3", "200 OK", "application/xhtml+xml", HTML.encode()),
]


def record(kind: str, url: str, content: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2022-09-14T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype={kind}\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content + b"\r\n\r\n"


def archive(*, packed: bool) -> bytes:
    records = [record("warcinfo", "a.warc", b"software: tests\r\n")]
    for url, status, kind, content in ANSWERS:
        records.append(record("request", url, b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"))
        records.append(
            record(
                "response",
                url,
                f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + content,
            )
        )
    return b"".join(gzip.compress(one) if packed else one for one in records)


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_pages_that_were_answered_with_are_given(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(archive(packed=name.endswith(".gz")))
    one, two, large, three = open_sources([tmp_path / name])
    assert isinstance(large, SkippedEntry)
    assert "It has more than 20 MB" in large.error
    for given, number in ((one, 1), (two, 2), (three, 3)):
        assert isinstance(given, RawArticle)
        assert given.url == f"https://a.example/{number}"
        assert given.published is None
        article = article_of(given)
        assert (article.text, article.title) == (TEXT, "Izyum")


DAMAGES = [
    b"no record\r\n\r\n",
    record("response", "", b"x").replace(b"WARC-Target-URI: \r\n", b""),
]


@pytest.mark.parametrize("damage", DAMAGES, ids=["no record", "no address"])
def test_what_stands_before_a_damage_is_given(damage: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(archive(packed=False) + damage)
    *before, last = open_sources([tmp_path / "a.warc"])
    assert len(before) == 4
    assert isinstance(last, SkippedEntry)
    assert last.error.startswith(f"{tmp_path}/a.warc: It is no WARC from here on")


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(b"no archive\r\n")
    (one,) = open_sources([tmp_path / "a.warc"])
    assert isinstance(one, SkippedEntry)
    assert one.error.startswith(f"{tmp_path}/a.warc: It is no WARC from here on")
