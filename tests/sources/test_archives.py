"""ZIP archives as people and attackers make them."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given, strategies

from components.core import settings
from components.sources.opening import open_sources, open_upload
from components.sources.records import RawArticle, SkippedEntry
from tests.sources.zips import packed

TEXT = "Russian troops left Izyum on Sunday, officials said."


def found(data: bytes, tmp_path: Path) -> list[RawArticle | SkippedEntry]:
    """By way of the command line, which tells what breaks off a file as one entry more."""
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    return list(open_sources([path]))


def told(data: bytes, tmp_path: Path) -> list[str]:
    return [
        one.error.replace(f"{tmp_path}/", "") if isinstance(one, SkippedEntry) else one.name
        for one in found(data, tmp_path)
    ]


def test_an_archive_is_read_as_a_folder_is(tmp_path: Path) -> None:
    data = packed(
        {
            "news/b.txt": TEXT,
            "news/a.txt": TEXT,
            "news/a.json": json.dumps({"title": "Izyum", "published": "2022-09-12"}),
            "rows.csv": f"id;text\n1;{TEXT}\n",
            "__MACOSX/news/._a.txt": b"\0\5",
            ".DS_Store": b"\0",
            "news/deep/er/c.html": TEXT,
        }
    )
    titles = [
        (one.where.replace(f"{tmp_path}/", ""), one.title)
        for one in found(data, tmp_path)
        if isinstance(one, RawArticle)
    ]
    assert titles == [
        ("a.zip, rows.csv, row 2", ""),
        ("a.zip, news/a.txt", "Izyum"),
        ("a.zip, news/b.txt", ""),
        ("a.zip, news/deep/er/c.html", ""),
    ]


@pytest.mark.parametrize(
    "name", ["../../outside.txt", "/etc/outside.txt", "C:\\outside.txt", "a/../../outside.txt"]
)
def test_a_path_that_leads_out_writes_nothing(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    (one,) = found(packed({name: TEXT}), folder)
    assert isinstance(one, RawArticle)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [folder / "a.zip"]


def locked() -> bytes:
    data = bytearray(packed({"a.txt": TEXT}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def spoilt() -> bytes:
    data = bytearray(packed({"a.txt": TEXT, "b.txt": TEXT}, zipfile.ZIP_STORED))
    data[data.index(TEXT.encode())] ^= 1
    return bytes(data)


def lying() -> bytes:
    """An archive whose list says that a file of 30 MB has ten bytes."""
    data = bytearray(packed({"a.txt": b" " * 30_000_000, "b.txt": TEXT * 1_000_000}))
    at = data.index(b"PK\x01\x02") + 24
    data[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(data)


REFUSED = [
    (
        b"PK\x03\x04 no archive",
        ["a.zip: It is no ZIP archive that can be read (File is not a zip file). Pack it again."],
    ),
    (packed({"a.txt": TEXT})[:-30], ["a.zip: It is no ZIP archive that can be read"]),
    (
        packed({"big.txt": b"x" * 30_000_000}),
        ["a.zip: Its 0.0 MB unpack to 30 MB, as no texts do. Unpack it"],
    ),
    (
        packed({f"{number}.txt": b"x" * 10_000_000 for number in range(3)}),
        ["a.zip: Its 0.0 MB unpack to 30 MB"],
    ),
    (locked(), ["a.zip, a.txt: It is locked by a password. Unpack it"]),
    (spoilt(), ["a.zip, a.txt: It is damaged (Bad CRC-32", "b.txt"]),
    (
        packed({"b.zip": packed({"c.txt": TEXT}), "c.txt": TEXT}),
        ["a.zip, b.zip: An archive in an archive", "c.txt"],
    ),
    (packed({"a.png": b"\x89PNG", "c.txt": TEXT}), ["a.zip, a.png: It ends in .png", "c.txt"]),
    (
        packed({"a.csv": "words\nx\n", "c.txt": TEXT}),
        ["a.zip, a.csv: None of its columns is known to hold the text", "c.txt"],
    ),
    (packed({}), []),
]


@pytest.mark.parametrize(("data", "words"), REFUSED)
def test_what_holds_no_article_is_told(data: bytes, words: list[str], tmp_path: Path) -> None:
    heard = told(data, tmp_path)
    assert len(heard) == len(words)
    for one, start in zip(heard, words, strict=True):
        assert one.startswith(start)


def test_a_file_that_is_larger_than_the_archive_says_gives_no_more_than_it_says(
    tmp_path: Path,
) -> None:
    first = found(lying(), tmp_path)[0]
    assert isinstance(first, SkippedEntry) or len(first.content) <= 10


def test_a_file_larger_than_an_article_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    noise = zlib.compress(b"x") + bytes(range(256)) * (settings.MAX_UPLOAD_BYTES // 256 + 1)
    heard = told(packed({"a.txt": noise, "b.txt": TEXT}, zipfile.ZIP_STORED), tmp_path)
    assert heard == [
        "a.zip, a.txt: It has more than 20 MB. Give one article a file, or JSON lines (.jsonl).",
        "b.txt",
    ]


NAMES = strategies.lists(
    strategies.from_regex(r"([a-z]{1,3}/){0,2}[a-z]{1,6}\.(txt|html)", fullmatch=True), unique=True
)


@given(
    NAMES,
    strategies.sampled_from(
        [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
    ),
)
def test_each_file_is_given_once_whatever_its_place(names: list[str], method: int) -> None:
    data = packed({name: f"{TEXT} {name}" for name in names}, method)
    got = [one for one in open_upload("a.zip", data) if isinstance(one, RawArticle)]
    assert sorted(one.name for one in got) == sorted(names)
    assert all(one.content == f"{TEXT} {one.name}".encode() for one in got)
