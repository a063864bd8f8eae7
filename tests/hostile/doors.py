"""The doors by which bytes of others come in. Each takes them, or raises an error of ours that says
what is wrong: ReadingFailed, which stands for a fault of the program, is none."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache, partial
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl

from components.core.errors import DatelineError, ReadingFailed
from components.core.records import Span
from components.corrections import files as corrections
from components.corrections.typed_points import place_in, point_in
from components.export.annotating.label_studio import from_label_studio
from components.export.annotating.uima import from_cas_json, from_webanno
from components.export.contents import rows_in
from components.export.identity import identities_in
from components.linking.decisions import read_decisions
from components.llm.answers import grounded
from components.places.coordinates import place_of, position_of
from components.places.dump_file import lines_of, open_dump
from components.projects.time_stamp import stamped
from components.sources.article.fetch import parse_address
from components.sources.article.read import day_offered, parse_day, read_bytes, read_text
from components.sources.feeds import linked_feed, read_feed
from components.sources.opening import columns_of, open_upload
from components.sources.records import SkippedEntry
from components.store.checksums import record_sums, sha256_of
from components.store.database import open_store
from components.store.processed_keys import open_done
from components.view import selection as view
from tests.control.references.given import load
from tests.linking.given import row
from tests.store.made import add, made

FAULT: Final = "a fault of the program"
TEXT: Final = "Troops entered Kupiansk on Saturday, officials said. Others left Izyum on Sunday."


def _words(data: bytes) -> str:
    """As a browser or a terminal hands them over."""
    return data.decode("utf-8", "replace")


def _whole(items: Iterable[object]) -> None:
    for one in items:
        assert not (isinstance(one, SkippedEntry) and FAULT in one.error), one.error


def _address(data: bytes) -> None:
    query = dict(parse_qsl(_words(data)))
    found = view.from_query(query)
    assert view.from_query(found.to_query()) == found, "an address does not read back"
    parse_address(_words(data))


def _corrections(data: bytes) -> None:
    found = corrections.read(data)
    assert corrections.read(corrections.write(found).encode()) == found, "it does not read back"


@contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _reference(name: str, data: bytes) -> None:
    with _file(name, data) as path:
        load(path)


def _dump(name: str, data: bytes) -> None:
    with _file(name, data) as path:
        for _ in lines_of(open_dump(path)):
            pass


def _made(name: str, data: bytes) -> None:
    """A file that is held against one that was made again."""
    with suppress(ValueError):
        rows_in(data, name=name)


def _answer(data: bytes) -> None:
    sentences = {1: Span(start=0, end=52), 2: Span(start=53, end=len(TEXT))}
    grounded(_words(data), sentences, text=TEXT, kinds={"capture", "withdrawal"})


@cache
def store() -> Path:
    """A small one, whole."""
    made_in = Path(tempfile.mkdtemp()) / "store"
    events = [row("a", "1", published="2022-09-12", first_day="2022-09-12", last_day="2022-09-12")]
    add(made_in, [[made("a", published="2022-09-12", text=TEXT, events=events)]])
    return made_in


def _in_store(pattern: str, data: bytes) -> None:
    """In the place of a file of a store, with a sum that is right: nothing else holds it off."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(store(), Path(folder) / "store"))
        path = next(copy.glob(pattern), copy / pattern)
        path.write_bytes(data)
        if path.suffix == ".parquet":
            record_sums(path, (sha256_of(path),))
        opened = open_store(copy, home=Path(folder))
        try:
            opened.events()
        finally:
            opened.close()
        with open_done(copy) as done:
            done.add("ab" * 32)


ARTICLES: Final = ("txt", "html", "pdf", "docx", "eml", "json")
MANY: Final = ("jsonl", "csv", "tsv", "warc", "warc.gz", "mbox", "zip", "json")
STORE_FILES: Final = {
    "store.json": "store.json",
    "settled.json": "settled/settled.json",
    "merging.json": "merging.json",
    "events.parquet": "events/month=2022-09/*.parquet",
    "documents.parquet": "documents/month=2022-09/*.parquet",
}
"""Where each of them stands in a store."""
MADE: Final = ("csv", "geojson", "parquet", "kmz", "xlsx", "png", "html")
DOORS: Final[Mapping[str, Callable[[bytes], object]]] = {
    **{f"article.{one}": partial(read_bytes, name=f"a.{one}") for one in ARTICLES},
    **{
        f"many.{one}": (lambda data, one=one: _whole(open_upload(f"a.{one}", data))) for one in MANY
    },
    "columns.csv": partial(columns_of, "a.csv"),
    "columns.jsonl": partial(columns_of, "a.jsonl"),
    "pasted": lambda data: read_text(_words(data), may_be_html=True),
    "feed": read_feed,
    "linked feed": partial(linked_feed, url="https://example.org/"),
    "day": lambda data: parse_day(_words(data)),
    "day offered": lambda data: day_offered(_words(data)),
    "position": lambda data: (position_of(_words(data)), place_of(_words(data))),
    "typed place": lambda data: place_in(_words(data)),
    "typed point": lambda data: point_in(_words(data)),
    "address": _address,
    "corrections": _corrections,
    "decisions": partial(read_decisions, where="a.csv"),
    "label studio": partial(from_label_studio, texts=[TEXT], where="a.json"),
    "cas": partial(from_cas_json, texts=[TEXT], where="a.json"),
    "webanno": partial(from_webanno, texts=[TEXT], where="a.tsv"),
    "identity": identities_in,
    "time stamp": partial(stamped, TEXT.encode()),
    **{f"made.{one}": partial(_made, f"a.{one}") for one in MADE},
    "answer": _answer,
    "reference.geojson": partial(_reference, "a.geojson"),
    "reference.geojson.gz": partial(_reference, "a.geojson.gz"),
    "reference.csv": partial(_reference, "a.csv"),
    "dump.txt": partial(_dump, "UA.txt"),
    "dump.zip": partial(_dump, "UA.zip"),
    **{door: partial(_in_store, pattern) for door, pattern in STORE_FILES.items()},
}


def knock(door: str, data: bytes) -> bool:
    """Whether the bytes were taken. Whatever is raised that is no error for a person is a fault."""
    try:
        DOORS[door](data)
    except ReadingFailed:
        raise
    except DatelineError:
        return False
    return True
