"""``publish``: a folder that is made whole or not at all, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.__main__ import main
from components.core.settings import ARTICLES

ARTICLE = str(ARTICLES / "kharkiv-september-2022.txt")


def test_a_folder_is_published_and_never_written_over(
    loaded: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "kharkiv"
    given = ("publish", ARTICLE, "--out", str(out))
    assert main([*given, "--url", "https://example.org/kharkiv"]) == 0
    told = capsys.readouterr()
    written = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert {line.split(f"{out}/")[1] for line in told.out.splitlines()} == written
    assert {"index.html", "map.png", "embed.txt", "questions.html"} < written
    assert told.err == ""
    assert "https://example.org/kharkiv/map.png" in (out / "index.html").read_text(encoding="utf-8")
    assert main(given) == 1
    assert "not overwritten. Name a new folder, or remove this one" in capsys.readouterr().err


def test_an_article_that_cannot_be_read_leaves_no_folder(
    loaded: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert main(["publish", str(tmp_path / "empty.txt"), "--out", str(tmp_path / "site")]) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["empty.txt"]


@pytest.mark.parametrize("address", ["ftp://example.org", "example.org", "https://", "https://a b"])
def test_an_address_that_is_none_is_told(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["publish", ARTICLE, "--out", str(tmp_path / "site"), "--url", address])
    assert ended.value.code == 2
    assert "is no address of a folder: give it as https://example.org" in capsys.readouterr().err
