"""What an address answered with is kept where the person asks, and read again from there."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from components.__main__ import main
from components.api import article
from components.export.identity import identities_in
from components.sources.article.fetch import ARTICLE
from tests.sources.site import HOST, PUBLIC, Page, Site, running

TEXT = "Russian troops left the town of Izyum on Sunday, officials said, after a week of fighting. "
HTML = f"<html><head><title>Izyum</title></head><body><article><p>{TEXT * 3}</p></article></body></html>"
ADDRESS = f"http://{HOST}/old?a=1"
DAY = ["--published", "2022-09-12"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    with running() as found:
        found.pages = {
            "/old?a=1": Page(status=301, headers={"Location": "/new"}),
            "/new": Page(body=gzip.compress(HTML.encode()), headers={"Content-Encoding": "gzip"}),
            "/a.txt": Page(body=TEXT, kind="text/plain; charset=utf-8"),
        }
        monkeypatch.setattr(article, "fetch", lambda url: found.fetch(url, wanted=ARTICLE))
        yield found


def kept(folder: Path) -> Path:
    (path,) = folder.glob("*.warc.gz")
    return path


def test_what_was_fetched_is_kept_as_it_came_and_read_again_to_the_same_tables(
    site: Site, tmp_path: Path, loaded: None, capsys: pytest.CaptureFixture[str]
) -> None:
    first, again, folder = tmp_path / "first", tmp_path / "again", tmp_path / "kept"
    assert main(["read", ADDRESS, *DAY, "--keep", str(folder), "--out", str(first)]) == 0
    path = kept(folder)
    assert f"Kept in {path}" in capsys.readouterr().out
    assert path.name.endswith(f"Z-{HOST}.warc.gz")
    sidecar = path.with_name(f"{path.name}.sha256").read_text()
    assert sidecar == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
    site.pages.clear()
    assert main(["read", str(path), *DAY, "--out", str(again)]) == 0
    for name in ("events.csv", "places.csv", "analysis.json"):
        held = (first / name).read_bytes()
        assert held == (again / name).read_bytes()
    (one,) = identities_in((first / "events.csv").read_bytes())
    assert one.identity.source == hashlib.sha256(HTML.encode()).hexdigest()
    assert main(["verify", str(path), str(first / "events.csv")]) == 0
    assert "its source bytes are those of" in capsys.readouterr().out


def test_the_archive_is_one_that_other_programs_read(
    site: Site, tmp_path: Path, loaded: None
) -> None:
    """Time, address and headers of each exchange, bodies as they came, their sums."""
    assert (
        main(["read", ADDRESS, *DAY, "--keep", str(tmp_path / "kept"), "--out", str(tmp_path)]) == 0
    )
    found = []
    with kept(tmp_path / "kept").open("rb") as stream:
        for record in ArchiveIterator(stream):
            body = record.raw_stream.read()
            head = record.http_headers
            found.append((record.rec_type, head and head.statusline, body))
            assert record.rec_headers.get_header("WARC-Date").endswith("Z")
            if record.rec_type == "response":
                sum_of_body = base64.b32encode(hashlib.sha256(body).digest()).decode()
                told = record.rec_headers.get_header("WARC-Payload-Digest")
                assert told == f"sha256:{sum_of_body}"
                assert record.rec_headers.get_header("WARC-IP-Address") == PUBLIC
    packed = site.pages["/new"].body
    assert found[1:] == [
        ("response", "301 Moved Permanently", b""),
        ("request", "/old?a=1 HTTP/1.1", b""),
        ("response", "200 OK", packed),
        ("request", "/new HTTP/1.1", b""),
    ]


def test_plain_text_is_kept_too_and_nothing_where_nobody_asks(
    site: Site, tmp_path: Path, loaded: None
) -> None:
    address = f"http://{HOST}/a.txt"
    assert main(["read", address, *DAY, "--out", str(tmp_path / "out")]) == 0
    assert [*tmp_path.rglob("*.warc*")] == []
    assert main(["read", address, *DAY, "--keep", str(tmp_path), "--out", str(tmp_path)]) == 0
    assert main(["read", str(kept(tmp_path)), *DAY, "--out", str(tmp_path)]) == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "It keeps no page"),
        (b"no archive at all", "It is no WARC from here on"),
    ],
)
def test_an_archive_that_keeps_no_page_is_told(
    content: bytes, told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    assert main(["read", str(tmp_path / "a.warc"), *DAY, "--out", str(tmp_path / "out")]) == 1
    assert told in capsys.readouterr().err


def test_a_file_is_not_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.txt"
    file.write_text(TEXT)
    assert main(["read", str(file), "--keep", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert "Nothing is fetched" in capsys.readouterr().err
