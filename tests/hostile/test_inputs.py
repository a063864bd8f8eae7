"""Each hostile word at each door by which words come in: it is read as words, or an error of ours
says what is wrong. Nothing else is raised, and nothing is written where a name says."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from components.core.errors import DatelineError
from components.corrections.files import read as read_corrections
from components.corrections.files import write as write_corrections
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.fetch import fetch
from components.sources.article.read import read_text
from components.sources.feeds import read_feed
from components.sources.fields import columns_said
from components.sources.opening import columns_of, open_upload
from components.sources.records import RawArticle, article_of
from components.store import queries, rows
from components.store.database import Store, open_store
from components.view.selection import View, from_query
from tests.control.references.given import EAST, collection, feature, load, write
from tests.hostile.given import payloads, short
from tests.hostile.test_files import require_harmless
from tests.linking.given import row
from tests.panels.page import html_of, opened
from tests.store.made import add, made

MOST_CHARACTERS = 5_000
"""Of an error, which does not repeat a long text."""
LEAD = "Ukrainian forces took Kupiansk on 10 September 2022, officials in Kyiv said. "
DAY = date(2022, 9, 12)


def tried(do: Callable[[str], object], words: Iterable[str]) -> int:
    """How many were taken; the others were refused in our words, each of which is one line of
    what, where and the way out."""
    taken = 0
    for one in words:
        try:
            do(one)
            taken += 1
        except DatelineError as error:
            if not error.what or len(str(error)) > MOST_CHARACTERS:
                pytest.fail(f"no error for a person: {error!r:.500}")
    return taken


def test_pasted_text_is_read_as_words() -> None:
    def paste(words: str) -> None:
        article = read_text(
            LEAD + words, published=DAY, title=words, publisher=words, may_be_html=True
        )
        assert "Kupiansk" in article.text

    assert tried(paste, payloads()) > len(payloads()) * 0.9


def test_files_and_what_stands_beside_them() -> None:
    def give(words: str) -> None:
        given = RawArticle(
            where=words, name=f"{words[:50]}.txt", content=(LEAD + words).encode("utf-8", "replace"),
            title=words, publisher=words, url=words, doc_id=words, published=DAY,
        )  # fmt: skip
        assert "Kupiansk" in article_of(given).text

    assert tried(give, payloads()) > len(payloads()) * 0.9


def test_html_with_it_in_title_and_text() -> None:
    page = "<html><head><title>{0}</title></head><body><article><p>{1}</p><p>{0}</p></article></body></html>"

    def give(words: str) -> None:
        content = page.format(words, LEAD * 5).encode("utf-8", "replace")
        article_of(RawArticle(where="a", name="a.html", content=content, published=DAY))

    assert tried(give, payloads()) > len(payloads()) * 0.8


def test_a_third_of_it_is_analysed_as_one_text(knowledge: Knowledge) -> None:
    text = "\n\n".join(
        f"{LEAD}{words} Shelling killed three people in Kharkiv." for words in short()[::3]
    )
    found = analyse(read_text(text, published=DAY, title="<b>", may_be_html=True), knowledge)
    passages = [one.sentence for one in found.events]
    passages += [span for one in found.events for span in one.passages]
    assert len(passages) > len(short()) / 30
    assert all(span.quote(found.article.text).strip() for span in passages)


def test_names_of_files_in_archives(tmp_path: Path) -> None:
    def pack(words: str) -> None:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as packed:
            packed.writestr(zipfile.ZipInfo(f"{words[:200]}.txt"), LEAD)
        list(open_upload("a.zip", file.getvalue()))

    assert tried(pack, short()) > len(short()) * 0.9
    assert not list(tmp_path.iterdir())


def test_columns_and_cells_of_tables() -> None:
    def table(words: str) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows((["text", "title", words], [LEAD + words, words, words]))
        return text.getvalue().encode("utf-8", "replace")

    def give(words: str) -> None:
        columns_of("a.csv", table(words))
        list(open_upload("a.csv", table(words)))
        list(open_upload("a.jsonl", json.dumps({"text": LEAD, words: words, "id": words}).encode()))

    assert tried(give, payloads()) > len(payloads()) * 0.9
    assert tried(lambda words: columns_said([words]), payloads()) < len(payloads())


def test_titles_and_links_of_feeds() -> None:
    def give(words: str) -> None:
        item = f"<item><title>{escape(words)}</title><link>https://example.org/{quote(words[:500])}</link></item>"
        raw = f"<item><title>{words}</title><link>{words}</link></item>"
        for one in (item, raw):
            feed = f"<rss version='2.0'><channel><title>x</title>{one}</channel></rss>"
            for named in read_feed(
                feed.encode("utf-8", "replace"), url="https://example.org/"
            ).articles:
                assert "\n" not in named.title

    assert tried(give, payloads()) > len(payloads()) * 0.9


def test_addresses_that_are_fetched_are_refused_before_anything_is_asked() -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    transport = httpx.MockTransport(lambda request: pytest.fail(f"{request.url} is asked"))
    give = partial(fetch, resolve=resolve, transport=transport)
    assert tried(give, payloads()) == 0
    assert all(host.isascii() and "/" not in host for host in asked)


def test_corrections_hold_it_and_give_it_back() -> None:
    def give(words: str) -> None:
        change = {
            "article": "0" * 64, "span": {"start": 0, "end": 4}, "quote": words, "number": 0,
            "change": {"field": "kind", "kind": words}, "coder": f"A {words}",
            "time": "2022-09-13T08:00:00Z", "note": words,
        }  # fmt: skip
        told = {"format": "dateline corrections", "version": 1, "corrections": [change]}
        held = read_corrections(json.dumps(told).encode())
        assert held.corrections[0].note == words
        assert read_corrections(write_corrections(held).encode()) == held

    assert tried(give, payloads()) > len(payloads()) * 0.99
    for words in payloads():
        with pytest.raises(DatelineError):
            read_corrections(words.encode("utf-8", "replace"))


def test_properties_of_references(tmp_path: Path) -> None:
    features = [feature(EAST, status="RU", name=words, **{words[:90]: words}) for words in short()]
    path = write(tmp_path, "a-2022-09-12.geojson", collection(features, name=short()[0]))
    assert load(path).references
    for number, words in enumerate(short()):
        one = feature(EAST, status=words, name=words)
        named = write(tmp_path, f"{number}-2022-09-12.geojson", collection([one], name=words))
        for problem in load(named).problems:
            assert problem.what


def test_addresses_of_the_page() -> None:
    keys = ("article", "from", "to", "asof", "layers", "event", "find", "zoom", "lat", "lon", "place",
            "names", "side", "kind", "says", "page", "embed", "beside", "compare", "publisher")  # fmt: skip
    for words in payloads():
        read = from_query(dict.fromkeys(keys, words) | {words[:50]: words})
        again = from_query(read.to_query())
        for one in fields(read):
            if one.name != "notices":
                held, back = getattr(read, one.name), getattr(again, one.name)
                if isinstance(held, tuple):
                    held, back = set(held), set(back)
                assert back == held, one.name


def test_the_page_and_its_frame_show_it_as_words() -> None:
    every = " ".join(short())
    for embed in ("", "true"):
        query = {"find": every, "event": every, "article": every, "side": every, "from": every}
        page = opened(embed=embed, **query)
        require_harmless(html_of(page))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A document and an event for each."""
    folder = tmp_path_factory.mktemp("hostile")
    documents = [
        made(
            f"{number}",
            published="2022-09-12",
            text=words or "x",
            events=[row(f"{number}", "1", publisher=words, sentence=words, place_name=words,
                        attributed_to=words, side1=words, actor1=words, title=words)],
        )
        for number, words in enumerate(payloads())
    ]  # fmt: skip
    add(folder / "store", [documents])
    return open_store(folder / "store", home=folder)


def test_a_corpus_is_searched_for_it(store: Store) -> None:
    found = 0
    for words in payloads()[::3]:
        chosen = View(find=words)
        found += len(rows.page(store, chosen, size=5)) > 0
    for words in payloads()[::8]:
        queries.suggestions(store, words, most=3)
        filtered = View(filters=frozenset({("publisher", words)}))
        assert len(rows.page(store, filtered, size=5)) in {0, 1}
    assert found > len(payloads()) / 8
    assert len(queries.publishers(store, View(), most=1_000)) > len(payloads()) / 2
