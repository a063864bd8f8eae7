"""Text, program, corrections and file belong together, or ``verify`` says which does not and lists
every row that differs."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pyarrow.parquet
import pytest

from components.__main__ import main
from components.commands.read import ANALYSIS, TABLES
from components.core import settings
from components.export.formats import FORMATS
from components.export.identity import FOUND, UNSEALED, identities_in, program_sign, sealed
from tests.store.made import add
from tests.store.test_integrity import DOCUMENTS

TEXT = """Russian troops left Izium on Sunday, the Russian Defense Ministry said.

Ukrainian forces took Kupiansk on 10 September, officials in Kyiv said. Shelling killed three people in
Kharkiv on Saturday. A strike killed two people in Kupiansk on Friday. Izium lies about 75 miles
south of Kharkiv.
"""
FILES = (*TABLES, ANALYSIS, *(one.file for one in FORMATS if one.is_sealed))
QUICK = tuple(one for one in FILES if not one.endswith((".png", ".svg")))
FLIPS = 25


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article, its corrections, and all files of it; not to be written to."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "article.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index("left")
    sha256 = hashlib.sha256(TEXT.encode()).hexdigest()
    change = {
        "article": sha256,
        "span": {"start": start, "end": start + 4},
        "quote": "left",
        "number": 0,
        "change": {"field": "kind", "kind": "advance"},
        "coder": "A. Coder",
        "time": "2022-09-13T08:00:00Z",
        "note": "",
    }
    told = {"format": "dateline corrections", "version": 1, "corrections": [change]}
    (folder / "corrections.json").write_text(json.dumps(told), encoding="utf-8")
    given = ["--title", "Two & <three>; “four”", "--published", "2022-09-12"]
    given += ["--corrections", str(folder / "corrections.json"), "--to", "all"]
    assert main(["read", str(folder / "article.txt"), "--out", str(folder / "out"), *given]) == 0
    return folder


@pytest.fixture
def verify(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def run(*files: Path) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["verify", *map(str, files)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return run


def test_each_file_is_read_again_to_the_byte(
    made: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    code, told = verify(made / "article.txt", made / "corrections.json", made / "out")
    assert code == 0, told
    for name in FILES:
        assert f"read again, {name} is identical" in told
    assert told.count("its corrections are those of") == len(FILES)
    assert told.count("its source bytes are those of") == len(FILES)


def test_without_its_text_a_file_still_says_whether_it_is_whole(
    made: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    code, told = verify(made / "out" / "events.csv")
    assert code == 0
    assert "every byte is as it was when it was made" in told
    assert "was not given, so nothing is read again" in told


@pytest.mark.parametrize("name", FILES)
def test_a_flipped_byte_of_any_file_is_told(name: str, made: Path) -> None:
    held, flips = (made / "out" / name).read_bytes(), Random(name)
    assert [one.is_whole for one in identities_in(held)] == [True]
    for at in flips.sample(range(len(held)), FLIPS):
        flipped = held[:at] + bytes([held[at] ^ 1 << flips.randrange(8)]) + held[at + 1 :]
        assert not any(one.is_whole for one in identities_in(flipped)), at


def changed_row(name: str, content: bytes) -> bytes:
    """One figure or word of a row is another one, as somebody would do it who can write such a
    file and seals it anew."""
    plain = FOUND.sub(lambda match: match[0][:-64] + UNSEALED, content)
    identity = FOUND.search(content)
    assert identity is not None
    line = identity[0][:-64].decode() + UNSEALED.decode()
    if name.endswith((".xlsx", ".kmz")):
        return sealed(_repacked(plain), line)
    if name.endswith(".parquet"):
        return sealed(_rewritten(plain), line)
    return sealed(plain.replace(b"Kupyansk", b"Kupyansx"), line)


def _rewritten(content: bytes) -> bytes:
    table, file = pyarrow.parquet.read_table(io.BytesIO(content)), io.BytesIO()
    at = table.column_names.index("place_name")
    names = [one and one.replace("Kupyansk", "Kupyansx") for one in table["place_name"].to_pylist()]
    pyarrow.parquet.write_table(table.set_column(at, table.schema.field(at), [names]), file)
    return file.getvalue()


def _repacked(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for one in old.infolist():
            new.writestr(one, old.read(one).replace(b"Kupyansk", b"Kupyansx"))
    return file.getvalue()


@pytest.mark.parametrize(
    "name", [one for one in QUICK if one not in {"checks.csv", "rejected.csv"}]
)
def test_a_changed_row_is_listed_with_its_cell_and_why(
    name: str, made: Path, tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    forged = changed_row(name, (made / "out" / name).read_bytes())
    (tmp_path / name).write_bytes(forged)
    code, told = verify(tmp_path / name, made / "article.txt", made / "corrections.json")
    assert code == 1
    assert "every byte is as it was when it was made" in told, "it was sealed anew"
    assert "since somebody else made and sealed it" in told
    assert "Kupyansx" in told
    (tmp_path / name).write_bytes(forged + b" ")
    code, told = verify(tmp_path / name)
    assert code == 1
    assert "changed after it was made" in told or "carries an identity" in told


def test_another_text_is_told(
    made: Path, tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    (tmp_path / "article.txt").write_text(TEXT.replace("three", "seven"), encoding="utf-8")
    code, told = verify(made / "out" / "events.csv", tmp_path / "article.txt")
    assert code == 1
    assert "is not among those given" in told


def test_other_corrections_are_told_and_what_they_change(
    made: Path, tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    other = (made / "corrections.json").read_text().replace('"advance"', '"shelling"')
    (tmp_path / "corrections.json").write_text(other)
    events = made / "out" / "events.csv"
    code, told = verify(events, made / "article.txt", tmp_path / "corrections.json")
    assert code == 1
    assert "are not among those given" in told
    code, told = verify(events, made / "article.txt")
    assert code == 0
    assert "were not given" in told


def test_another_program_is_told_and_each_row_that_it_reads_otherwise(
    made: Path,
    tmp_path: Path,
    verify: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    events = made / "out" / "events.csv"
    theirs = FOUND.search(events.read_bytes())
    assert theirs is not None
    line = theirs[0].replace(program_sign().encode(), b"0123456789abcdef")[:-64] + UNSEALED
    old = FOUND.sub(lambda match: line, events.read_bytes()).replace(b",3,", b",4,")
    (tmp_path / "events.csv").write_bytes(sealed(old, line.decode()))
    code, told = verify(tmp_path / "events.csv", made / "article.txt", made / "corrections.json")
    assert code == 1
    assert f"program 0123456789abcdef, here {program_sign()}" in told
    assert "since another program read it" in told


def test_files_of_two_articles_are_told(
    made: Path, tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    example = settings.ARTICLES / "vilnius-july-2023.txt"
    assert main(["read", str(example), "--published", "2023-07-12", "--out", str(tmp_path)]) == 0
    code, told = verify(tmp_path / "events.csv", made / "out" / "claims.csv")
    assert code == 1
    assert "of 2 different values of text" in told


def test_rows_of_two_files_in_one_are_told(
    made: Path, tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    both = [(made / "out" / name).read_bytes() for name in ("events.csv", "events-shown.csv")]
    (tmp_path / "events.csv").write_bytes(both[0] + both[1].partition(b"\n")[2])
    code, told = verify(tmp_path / "events.csv")
    assert code == 1
    assert told.count("changed after it was made") == 2


def test_what_carries_nothing_is_told(made: Path, verify: Callable[..., tuple[int, str]]) -> None:
    code, told = verify(made / "article.txt")
    assert code == 1
    assert "None of these files carries an identity" in told


def test_a_store_is_hashed_part_by_part(
    tmp_path: Path, verify: Callable[..., tuple[int, str]]
) -> None:
    store = tmp_path / "store"
    add(store, [[one] for one in DOCUMENTS])
    code, told = verify(store)
    assert (code, "files are as they were written" in told) == (0, True)
    parts = sorted(store.rglob("*.parquet"))
    parts[0].write_bytes(parts[0].read_bytes()[:-1] + b"x")
    parts[-1].unlink()
    mark = store / "settled" / "settled.json"
    mark.write_text(mark.read_text().replace("a", "b"))
    code, told = verify(store)
    assert code == 1
    assert f"{parts[0]}: It cannot be read (its sha256 is" in told
    assert f"{parts[-1]} is gone" in told
    assert f"{mark}: It cannot be read (its sha256 is" in told
