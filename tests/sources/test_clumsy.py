"""Files as clumsy and hostile hands give them: articles, or what is wrong, where, and the way
out."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies

from components.core import settings
from components.core.errors import InputError
from components.sources.fields import KNOWN
from components.sources.lines import read_mailbox, records_of
from components.sources.opening import open_sources
from components.sources.records import RawArticle, SkippedEntry, article_of
from tests.sources.zips import packed

IZYUM = "Russian troops left Izyum on Sunday, officials said."
KHERSON = "Shelling hit the town of Kherson on Sunday, officials said."
ONE, TWO = ({"text": text, "published": "2022-09-12"} for text in (IZYUM, KHERSON))
BOTH = [IZYUM, KHERSON]
TABLE = f'text;published\r\n"{IZYUM}";2022-09-12\r\n"{KHERSON}";2022-09-12\r\n'
MAIL = (
    "From a@example.org Mon Sep 12 10:00:00 2022\nFrom: AP <a@example.org>\nSubject: News\n"
    "Date: Mon, 12 Sep 2022 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n{}\n\n"
)


def damaged(archive: bytes) -> bytes:
    """With one byte of its first file changed."""
    at = zipfile.ZipFile(io.BytesIO(archive)).infolist()[0].header_offset + 40
    return archive[:at] + bytes([archive[at] ^ 255]) + archive[at + 1 :]


FILES: list[tuple[str, str | bytes, list[str]]] = [
    ("excel.csv", f"sep=;\r\n{TABLE}", BOTH),
    ("excel.csv", b"\xef\xbb\xbf" + f"sep=;\r\n{TABLE}".encode(), BOTH),
    ("excel.csv", f"SEP=\t\r\n{TABLE}".replace(";", "\t").encode("utf-16"), BOTH),
    (
        "sep.csv",
        "sep=text\n1\n",
        ["sep.csv: None of its columns is known to hold the text. It has: sep=text."],
    ),
    (
        "lines.csv",
        f'text,published\n"{IZYUM}\n\nHe said ""no"".",2022-09-12\n',
        [f'{IZYUM}\n\nHe said "no".'],
    ),
    (
        "head.csv",
        "text,published\n",
        ["head.csv: It has no row below its head. Give a table with an article a row."],
    ),
    (
        "sheet.csv",
        b"PK\x03\x04",
        [
            "sheet.csv: This is an archive or an office document of another kind than .docx, not text."
        ],
    ),
    ("list.json", json.dumps([ONE, TWO]), BOTH),
    ("list.json", json.dumps([ONE, TWO], indent=2), BOTH),
    ("answer.json", json.dumps({"status": "ok", "total": 2, "articles": [ONE, TWO]}), BOTH),
    ("record.json", json.dumps(ONE, indent=2), [IZYUM]),
    ("list.json", json.dumps([ONE, 3]), ["list.json: This JSON is no file of an article."]),
    ("list.json", json.dumps([ONE, {"text": ""}]), [IZYUM, "list.json, record 2: It has no text."]),
    (
        "two.json",
        json.dumps({"a": [ONE], "b": [TWO]}),
        ["two.json: This JSON is no file of an article."],
    ),
    (
        "odd.json",
        json.dumps([{"words": "x"}]),
        ["odd.json, record 1: None of its columns is known to hold the text."],
    ),
    ("list.jsonl", json.dumps([ONE, TWO]), BOTH),
    ("list.jsonl", b"\xef\xbb\xbf" + json.dumps([ONE, TWO], indent=1).encode(), BOTH),
    ("list.jsonl", "\n " + json.dumps([ONE, TWO], indent=1), BOTH),
    ("list.jsonl", "[1, 2]", ["list.jsonl, line 1: This is JSON, but no object."]),
    (
        "mails.mbox",
        MAIL.format(IZYUM) + MAIL.format(f">From here on: {KHERSON}"),
        [IZYUM, f"From here on: {KHERSON}"],
    ),
    (
        "mails.mbox",
        MAIL.format(f"{IZYUM}\nFrom Kherson nothing was heard."),
        [f"{IZYUM}\nFrom Kherson nothing was heard."],
    ),
    (
        "mails.mbox",
        "Dear reader",
        ["mails.mbox: It is no mailbox: its first line does not begin with “From ”."],
    ),
    ("packed.txt", b"7z\xbc\xaf\x27\x1c", ["packed.txt: This is a packed file, not text."]),
    ("table.txt", b"PAR1\x15\x04", ["table.txt: This is a Parquet table, not text."]),
    (
        "bomb.zip",
        packed({"a.txt": b"a" * (settings.MAX_UPLOAD_BYTES * 2)}),
        ["bomb.zip: Its 0.0 MB unpack to 40 MB"],
    ),
    (
        "damaged.zip",
        damaged(packed({"a.txt": IZYUM, "b.txt": KHERSON}, zipfile.ZIP_STORED)),
        [
            "damaged.zip, a.txt: It is damaged (Bad CRC-32 for file 'a.txt'). Fetch or pack it again.",
            KHERSON,
        ],
    ),
]


IS_LINK = "It is a link, which is not followed; put the file in its place."


def told(one: RawArticle | SkippedEntry, folder: Path) -> str:
    """The text, or what is wrong."""
    if isinstance(one, SkippedEntry):
        return one.error.removeprefix(f"{folder}/")
    try:
        return article_of(one).text.strip()
    except InputError as error:
        return str(error)


@pytest.mark.parametrize(("name", "data", "wanted"), FILES)
def test_each_file_gives_articles_or_says_what_is_wrong(
    name: str,
    data: str | bytes,
    wanted: list[str],
    tmp_path: Path,
) -> None:
    (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    heard = [told(one, tmp_path) for one in open_sources([tmp_path])]
    assert len(heard) == len(wanted), heard
    assert all(one.startswith(start) for one, start in zip(heard, wanted, strict=True)), heard


def test_a_mail_of_a_mailbox_has_its_day_and_sender(tmp_path: Path) -> None:
    (tmp_path / "a.mbox").write_text(MAIL.format(IZYUM), encoding="utf-8")
    (one,) = open_sources([tmp_path / "a.mbox"])
    assert isinstance(one, RawArticle)
    article = article_of(one)
    assert (article.title, article.publisher, article.published) == (
        "News",
        "AP",
        date(2022, 9, 12),
    )


def test_a_folder_whose_links_go_in_a_circle_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.txt").write_text(IZYUM, encoding="utf-8")
    (tmp_path / "a" / "b" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert [told(one, tmp_path) for one in open_sources([tmp_path])] == [
        f"gone.txt: {IS_LINK}",
        f"self.txt: {IS_LINK}",
        IZYUM,
    ]


def test_a_link_in_a_folder_leads_to_no_file_outside_of_it(tmp_path: Path) -> None:
    folder, secret = tmp_path / "folder", tmp_path / "secret.txt"
    folder.mkdir()
    (folder / "a.txt").write_text(IZYUM, encoding="utf-8")
    secret.write_text(KHERSON, encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    assert [told(one, folder) for one in open_sources([folder])] == [IZYUM, f"link.txt: {IS_LINK}"]
    (folder / "a.json").symlink_to(secret)
    assert [told(one, folder) for one in open_sources([folder])] == [
        f"a.json: {IS_LINK}",
        f"link.txt: {IS_LINK}",
    ]
    (tmp_path / "named").symlink_to(folder)
    (tmp_path / "named.txt").symlink_to(secret)
    assert len(list(open_sources([tmp_path / "named"]))) == 2
    assert [told(one, tmp_path) for one in open_sources([tmp_path / "named.txt"])] == [KHERSON]


LETTERS = strategies.text(
    strategies.characters(codec="utf-8", exclude_characters="\r"), max_size=30
)


@given(
    strategies.lists(strategies.lists(LETTERS, max_size=4).map("\n".join), min_size=1, max_size=5)
)
def test_what_is_written_as_a_mailbox_is_given_again(bodies: list[str]) -> None:
    """Each body with a blank line after it, and ">" before its lines that look like the first one
    of a mail."""
    quoted = [
        "".join(
            f">{line}" if line.lstrip(">").startswith("From ") else line
            for line in body.splitlines(keepends=True)
        )
        for body in bodies
    ]
    data = "".join(
        f"From a@b Mon Sep 12 10:00:00 2022\nSubject: x\n\n{body}\n\n" for body in quoted
    ).encode()
    found = [
        one.content
        for one in read_mailbox(io.BytesIO(data), where="a.mbox", columns=KNOWN)
        if isinstance(one, RawArticle)
    ]
    assert found == [f"Subject: x\n\n{body}\n\n".encode() for body in bodies]


@given(strategies.binary(max_size=60) | strategies.text(max_size=60).map(str.encode))
def test_any_bytes_are_records_or_none(data: bytes) -> None:
    assert all(isinstance(one, dict) for one in records_of(data))
