"""How far sources are read: what the documents took adds up to the files, whatever these are and in
whatever order."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies

from components.sources.meter import bytes_of
from components.sources.opening import open_sources
from tests.sources.test_warc import record
from tests.sources.zips import packed

TEXT = "Russian troops left Izyum on Sunday, officials said."
PAGE = f"<html><body><article><p>{TEXT}</p></article></body></html>".encode()


def lines(count: int) -> bytes:
    return b"".join(
        json.dumps({"id": number, "text": f"{TEXT} {number} " * 40}).encode() + b"\n"
        for number in range(count)
    )


def table(count: int) -> bytes:
    return b"id,text\n" + b"".join(
        f"{number},{TEXT} {number}\n".encode() for number in range(count)
    )


def web_archive(count: int) -> bytes:
    """A member of its own for each record, as crawlers pack them."""
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    return b"".join(
        gzip.compress(record("response", f"http://a.example/{number}", answer))
        for number in range(count)
    )


FILES = {
    "a.jsonl": lines(300),
    "a.jsonl.gz": gzip.compress(lines(300)),
    "a.csv": table(3_000),
    "a.tsv.gz": gzip.compress(table(50)),
    "a.zip": packed({f"{number % 7}/{number}.txt": f"{TEXT} {number}" for number in range(300)}),
    "a.warc.gz": web_archive(60),
    "b.txt": TEXT.encode(),
    "b.json": b'{"published": "2022-09-12"}',
    "c.png": b"\x89PNG" * 5_000,
    "d.jsonl.gz": b"\x1f\x8bno",
    "e/f.html": PAGE,
    "e/g.zip": packed({"a.jsonl": lines(40), "b.png": b"\x89PNG"}),
    "h.csv": b"when,what\n2022,a\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / ".hidden").write_bytes(b"x" * 9_999)
    return folder


def shares(*paths: Path) -> list[float]:
    """After each item."""
    taken, whole, found = 0, bytes_of(paths), list[float]()
    assert whole
    for item in open_sources(paths):
        assert item.taken_bytes >= 0
        taken += item.taken_bytes
        found.append(taken / whole)
    return found


@settings(max_examples=25)
@given(
    names=strategies.lists(
        strategies.sampled_from([name for name in FILES if name != "h.csv"]), min_size=1, max_size=4
    )
)
def test_what_the_documents_took_is_what_the_files_have(folder: Path, names: list[str]) -> None:
    found = shares(*(folder / name for name in names))
    assert found == sorted(found)
    assert found[-1] == 1


def test_a_folder_counts_what_is_refused_too_and_nothing_that_is_hidden(folder: Path) -> None:
    whole = bytes_of([folder])
    assert whole == sum(len(content) for content in FILES.values())
    assert shares(folder)[-1] == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.csv", "a.zip", "a.warc.gz"])
def test_the_share_grows_with_the_documents(folder: Path, name: str) -> None:
    """Half of the documents are half of the bytes, as near as a buffer allows."""
    found = shares(folder / name)
    size, buffer = (folder / name).stat().st_size, 220_000 if name == "a.csv" else 10_000
    assert abs(found[len(found) // 2] - 0.5) <= buffer / size + 0.06


def test_of_a_pipe_no_share_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert bytes_of([tmp_path / "a.txt"]) == len(TEXT)
    assert bytes_of([tmp_path / "a.txt", tmp_path / "pipe"]) is None
