"""Files, folders and JSON lines as a person has them."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies

from components.core import settings
from components.core.errors import NotAnArticle, UnknownColumns
from components.sources.fields import columns_said
from components.sources.lines import read_lines
from components.sources.opening import open_file, open_sources, open_upload
from components.sources.records import RawArticle, SkippedEntry, article_of

TEXT = "Russian troops left Izyum on Sunday, officials said."
DAY = date(2022, 9, 12)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def found(*paths: Path, said: str = "") -> list[RawArticle | SkippedEntry]:
    return list(open_sources(paths, mapping=columns_said([said])))


def told(*paths: Path, said: str = "") -> list[str]:
    """What was wrong with each entry; the title or name of those that were given."""
    return [
        one.error if isinstance(one, SkippedEntry) else one.title or Path(one.name).name
        for one in found(*paths, said=said)
    ]


def test_a_folder_is_read_in_order_with_what_lies_beside_each_file(tmp_path: Path) -> None:
    about = {
        "title": "Izyum",
        "publisher": "AP",
        "published": "2022-09-12",
        "url": "https://a.example/1",
        "id": 7,
        "pins": [1],
    }
    write(
        tmp_path,
        {
            "b/2.txt": TEXT,
            "a-1.txt": TEXT,
            "a.txt": TEXT,
            "a.json": json.dumps(about),
            "b/1.html": TEXT,
            "b/c/3.txt": TEXT,
            ".git/x.txt": TEXT,
            "__MACOSX/._a.txt": TEXT,
            ".DS_Store": b"\0",
        },
    )
    one, *others = (entry for entry in found(tmp_path) if isinstance(entry, RawArticle))
    assert one == RawArticle(
        where=str(tmp_path / "a.txt"),
        name="a.txt",
        content=TEXT.encode(),
        title="Izyum",
        publisher="AP",
        published=DAY,
        url="https://a.example/1",
        doc_id="7",
    )
    assert [other.name for other in others] == ["a-1.txt", "b/1.html", "b/2.txt", "b/c/3.txt"]
    assert article_of(one).published_reason == "given"


def test_the_same_folder_gives_the_same_stream(tmp_path: Path) -> None:
    for number in range(20):
        write(tmp_path, {f"{number % 3}/{number}.txt": TEXT})
    assert found(tmp_path) == found(tmp_path)
    assert len(found(tmp_path)) == 20


REFUSED = [
    (
        {"a.png": b"\x89PNG"},
        [
            "{folder}/a.png: It ends in .png, so it was not read. Files that are read end in txt, html"
        ],
    ),
    (
        {"a.json": "[]"},
        ["{folder}/a.json: This JSON is no file of an article. Give records as JSON lines"],
    ),
    ({"a.txt": TEXT, "a.json": "{"}, ["{folder}/a.json: This is no JSON"]),
    (
        {"a.txt": TEXT, "a.json": '{"published": "12/09/2022"}', "b.txt": TEXT},
        ["{folder}/a.json: '12/09/2022' may be", "b.txt"],
    ),
    (
        {"a.txt": TEXT, "a.json": '{"date": "2022-09-12", "pub_date": "2022-09-13"}'},
        ["{folder}/a.json: Several of its columns"],
    ),
    (
        {"a.txt": TEXT, "a.json": r'{"title": "\ud83d"}', "b.txt": TEXT},
        ["{folder}/a.json: It holds bytes in another", "b.txt"],
    ),
    (
        {"big.txt": b"x" * (settings.MAX_UPLOAD_BYTES + 1), "c.txt": TEXT},
        ["{folder}/big.txt: It has more than 20 MB", "c.txt"],
    ),
    (
        {"a.jsonl": '{"words": "x"}', "b.txt": TEXT},
        ["{folder}/a.jsonl, line 1: None of its columns", "b.txt"],
    ),
    ({"a.jsonl.gz": b"\x1f\x8bno", "b.txt": TEXT}, ["{folder}/a.jsonl.gz: ", "b.txt"]),
]


@pytest.mark.parametrize(("files", "words"), REFUSED)
def test_what_holds_no_article_is_told_and_the_rest_goes_on(
    files: dict[str, str | bytes],
    words: list[str],
    tmp_path: Path,
) -> None:
    heard = told(write(tmp_path, files))
    assert len(heard) == len(words)
    for one, start in zip(heard, words, strict=True):
        assert one.startswith(start.replace("{folder}", str(tmp_path)))


def test_a_file_without_an_ending_is_read(tmp_path: Path) -> None:
    assert told(write(tmp_path, {"101551": TEXT})) == ["101551"]


def test_a_named_file_is_read_whatever_its_ending(tmp_path: Path) -> None:
    write(tmp_path, {"news.old": TEXT, "news.json": '{"title": "Old"}'})
    assert told(tmp_path / "news.old") == ["Old"]


def test_what_is_not_there_is_said_before_anything_is_read(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    with pytest.raises(FileNotFoundError, match=r"b\.txt"):
        open_sources([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_a_named_table_whose_columns_are_unknown_is_said_before_anything_is_read(
    tmp_path: Path,
) -> None:
    write(
        tmp_path,
        {"a.txt": TEXT, "b.jsonl": "no JSON\n" + json.dumps({"words": TEXT, "when": "2022-09-12"})},
    )
    with pytest.raises(UnknownColumns, match="It has: words, when"):
        open_sources([tmp_path / "a.txt", tmp_path / "b.jsonl"])
    assert len(found(tmp_path / "b.jsonl", said="text=words,published=when")) == 2


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read every folder")
def test_a_folder_that_cannot_be_listed_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT, "shut/b.txt": TEXT})
    (tmp_path / "shut").chmod(0)
    assert told(tmp_path) == ["a.txt", f"{tmp_path}/shut: Permission denied."]


def test_a_pipe_in_a_folder_is_told_and_not_waited_for(tmp_path: Path) -> None:
    write(tmp_path, {"a.txt": TEXT})
    os.mkfifo(tmp_path / "b.txt")
    assert told(tmp_path) == ["a.txt", f"{tmp_path}/b.txt: It is no regular file."]


def test_one_file_is_opened_with_what_lies_beside_it() -> None:
    path = next(iter(sorted(settings.ARTICLES.glob("*.txt"))))
    article = article_of(open_file(path))
    assert article.published
    assert article.publisher == "Dateline example digest"
    with pytest.raises(NotAnArticle):
        open_file(path.with_suffix(".json"))


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl.gz", "a.zip", "a.warc"])
def test_a_file_of_many_articles_is_not_read_as_one(name: str, tmp_path: Path) -> None:
    write(tmp_path, {name: TEXT})
    with pytest.raises(NotAnArticle, match="python -m components corpus"):
        open_file(tmp_path / name)


def test_the_folder_of_real_articles_is_read(shared: Path) -> None:
    entries = found(shared / "articles")
    given_ones = [one for one in entries if isinstance(one, RawArticle)]
    assert len(given_ones) >= 18
    assert all(article_of(one).published and one.title and one.publisher for one in given_ones)
    assert {Path(one.where).suffix for one in entries if isinstance(one, SkippedEntry)} <= {
        ".json",
        ".md",
        ".csv",
    }


LINES = [
    (
        '{"id": "a", "text": "TEXT", "published": "2022-09-12", "title": "T", "publisher": "P", "url": "U"}',
        "T",
    ),
    ('{"id": 5, "text": "TEXT", "title": null}', ""),
    ("no JSON", "a.jsonl, line 3: This is no JSON"),
    ("[1]", "a.jsonl, line 4: This is JSON, but no object"),
    ('{"id": 6}', "a.jsonl, line 5: None of its columns is known to hold the text. It has: id."),
    ('{"text": "  "}', "a.jsonl, line 6: It has no text."),
    ('{"text": "TEXT", "published": "soon"}', "a.jsonl, line 7: 'soon' is no day"),
    (
        '{"text": "half \\ud800"}',
        "a.jsonl, line 8: It holds bytes in another encoding, or halves of characters.",
    ),
    ('{"text": NaN}', "a.jsonl, line 9: This is no JSON"),
    ("   ", None),
    (b"\xff\xfe{", "a.jsonl, line 11: This is no JSON"),
    ("[" * 100_000, "a.jsonl, line 12: This is no JSON"),
    ('{"text": ["a", "b"]}', "a.jsonl, line 13: None of its columns"),
    ('{"content": "TEXT", "source": {"name": "AP"}, "publishedAt": "2022-09-12T01:00:00Z"}', ""),
]


def test_lines_go_on_after_a_bad_one(tmp_path: Path) -> None:
    content = b"\n".join(
        line if isinstance(line, bytes) else line.replace("TEXT", TEXT).encode()
        for line, _ in LINES
    )
    wanted = [words for _, words in LINES if words is not None]
    for name, packed in (
        ("a.jsonl", content),
        ("a.jsonl.gz", gzip.compress(content)),
        ("a.ndjson", b"\xef\xbb\xbf" + content),
    ):
        write(tmp_path, {name: packed})
        heard = found(tmp_path / name)
        assert len(heard) == len(wanted)
        for one, words in zip(heard, wanted, strict=True):
            told_of = one.error if isinstance(one, SkippedEntry) else one.title
            assert told_of.replace(str(tmp_path / name), "a.jsonl").startswith(words)
    first, last = (one for one in (heard[0], heard[-1]) if isinstance(one, RawArticle))
    assert (first.doc_id, first.published, first.publisher, first.url) == ("a", DAY, "P", "U")
    assert (last.publisher, last.published) == ("AP", DAY)


def test_a_line_that_is_too_long_is_told_and_the_next_is_read() -> None:
    long = json.dumps({"text": "x" * (2 * settings.MAX_UPLOAD_BYTES)})
    heard = list(open_upload("a.jsonl", f"{long}\n{json.dumps({'text': TEXT})}".encode()))
    assert isinstance(heard[0], SkippedEntry)
    assert heard[0].error == "a.jsonl, line 1: It has more than 20 MB. Give one article a line."
    assert isinstance(heard[1], RawArticle)


LETTERS = strategies.characters(exclude_categories=["Cs"], exclude_characters="\0")
RECORDS = strategies.lists(
    strategies.fixed_dictionaries(
        {
            "text": strategies.text(LETTERS, min_size=1).filter(str.strip),
            "title": strategies.text(LETTERS).map(str.strip),
            "published": strategies.one_of(
                strategies.just(""), strategies.dates().map(date.isoformat)
            ),
        }
    ),
    min_size=1,
)


@given(RECORDS)
def test_what_is_written_as_lines_is_given_again(records: list[dict[str, str]]) -> None:
    data = "".join(f"{json.dumps(one)}\n" for one in records).encode()
    got = [one for one in open_upload("a.jsonl", data) if isinstance(one, RawArticle)]
    assert [
        (one.content.decode(), one.title, one.published.isoformat() if one.published else "")
        for one in got
    ] == [(one["text"], one["title"], one["published"]) for one in records]


def test_lines_are_a_stream() -> None:
    """The first article is given while the rest is not yet there."""
    read_end, write_end = os.pipe()
    with os.fdopen(write_end, "wb") as writer, os.fdopen(read_end, "rb") as reader:
        stream = read_lines(reader, where="pipe", columns=columns_said([]))
        writer.write(json.dumps({"text": TEXT}).encode() + b"\n")
        writer.flush()
        assert isinstance(next(stream), RawArticle)


@pytest.mark.parametrize(
    "head",
    [
        '<?xml version="1.0"?><rss version="2.0"><channel>',
        '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet href="a.xsl"?>\n<!-- news -->\n<feed xmlns="http://www.w3.org/2005/Atom">',
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    ],
)
def test_a_feed_is_no_article_and_the_way_to_its_articles_is_told(
    tmp_path: Path, head: str
) -> None:
    """Named, it is refused before anything is read; in a folder it fails alone."""
    path = write(tmp_path, {"news/feed.xml": head + TEXT}) / "news" / "feed.xml"
    with pytest.raises(NotAnArticle, match=r"feed\.xml: This is a feed.*python -m components feed"):
        found(path)
    with pytest.raises(NotAnArticle, match="python -m components feed"):
        article_of(open_file(path))
    assert "It ends in .xml, so it was not read" in told(path.parent)[0]


def test_a_text_that_speaks_of_feeds_is_an_article_and_other_xml_is_none(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a.txt": f"{TEXT} Put <rss> in the first line.",
            "b.xml": f'<?xml version="1.0"?><news>{TEXT}</news>',
        },
    )
    assert article_of(open_file(tmp_path / "a.txt")).text.startswith(TEXT)
    with pytest.raises(NotAnArticle, match=r"b\.xml: This XML is no web page"):
        article_of(open_file(tmp_path / "b.xml"))
