"""What cannot be written is named, with the way out; disks are really full."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from components.core.atomic_files import draft_of, folder_at, new_folder, replace_file, writing
from components.core.errors import WriteError
from components.core.settings import GAZETTEER, ROOT, home
from components.map.assets import bundle_urls
from components.places.store import unpacked
from components.store.database import open_store
from components.store.processed_keys import scratch
from components.store.units import part_draft
from tests.store.stores import Written

TINY = "300k"


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of its own, of which a kilobyte or so is free."""
    folder = tmp_path / "full"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={TINY}", "tmpfs", str(folder)]
    if not shutil.which("mount") or subprocess.run(command, capture_output=True).returncode:
        pytest.skip("a disk of its own can be mounted by root alone")
    try:
        (folder / "filler").write_bytes(bytes(299_000))
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def _part(folder: Path) -> None:
    with part_draft(folder / "part.parquet", pa.table({"words": [str(n) for n in range(5_000)]})):
        pass


def _settling(folder: Path) -> None:
    with writing(folder), tempfile.TemporaryDirectory(dir=folder) as below:
        (Path(below) / "window").write_bytes(bytes(20_000))


WRITERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a file that is taken away": (
        lambda folder: replace_file(folder / "map.png", bytes(20_000)),
        "map.png",
    ),
    "a part of a store": (_part, "part.parquet"),
    "what a step of settling shares out": (_settling, ""),
    "the gazetteer": (
        lambda folder: unpacked(GAZETTEER / "gazetteer.tsv.xz", folder),
        "gazetteer-*.sqlite",
    ),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_a_full_disk_is_told_with_the_file_and_left_as_it_was(writer: str, full: Path) -> None:
    write, name = WRITERS[writer]
    with pytest.raises(WriteError, match="No space left on device") as raised:
        write(full)
    assert Path(raised.value.where).match(str(full / name))
    assert raised.value.way_out == "Free space on its disk, or name another place."
    assert [path.name for path in full.iterdir()] == ["filler"]


def test_a_full_home_is_told_with_the_setting(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(full))
    with pytest.raises(WriteError, match="set DATELINE_HOME to another folder") as raised:
        bundle_urls()
    assert Path(raised.value.where).parent == full / "bundles"


def test_a_full_folder_of_temporary_files_is_told_with_the_setting(
    full: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(full))
    long = ((f"{number}" * 50,) for number in range(99_999))
    with (
        pytest.raises(WriteError, match="set TMPDIR to another folder") as raised,
        scratch("CREATE TABLE words (word TEXT)") as rows,
    ):
        rows.executemany("INSERT INTO words VALUES (?)", long)
    assert raised.value.where == str(full)


@pytest.mark.parametrize("free", [2_000, 60_000, 120_000, 250_000])
def test_an_index_is_never_left_half_made_on_a_full_disk(
    free: int,
    full: Path,
    written: Written,
) -> None:
    (full / "filler").write_bytes(bytes(300_000 - free))
    with pytest.raises(WriteError, match="No space left on device"):
        open_store(written.folder, home=full)
    assert list((full / "corpora").iterdir()) == []


@pytest.mark.parametrize(
    "way", [folder_at, lambda path: replace_file(path / "x", b"")], ids=["a folder", "a file"]
)
def test_what_stands_under_a_file_cannot_be_written(
    way: Callable[[Path], object],
    tmp_path: Path,
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WriteError, match="Not a directory") as raised:
        way(tmp_path / "file" / "below")
    assert raised.value.where.startswith(str(tmp_path / "file" / "below"))
    assert raised.value.way_out.startswith("See that you may write there")


def test_a_home_that_cannot_be_made_is_named(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "file"))
    with pytest.raises(WriteError, match="Set DATELINE_HOME to a folder") as raised:
        home()
    assert raised.value.where == str(tmp_path / "file")


def test_what_befalls_another_file_is_told_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised, draft_of(tmp_path / "made"):
        (tmp_path / "source").read_bytes()
    assert raised.value.filename == str(tmp_path / "source")


def test_a_full_standard_output_is_one_line() -> None:
    command = [sys.executable, "-m", "components", "columns"]
    if not Path("/dev/full").exists():
        pytest.skip("the system has no /dev/full")
    with Path("/dev/full").open("w") as nowhere:
        done = subprocess.run(command, cwd=ROOT, stdout=nowhere, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("standard output: It cannot be written: No space left on device.")


def test_a_new_folder_comes_whole_or_not_at_all(tmp_path: Path) -> None:
    wanted = tmp_path / "deep" / "site"
    with new_folder(wanted) as folder:
        (folder / "page").write_text("x")
        assert not wanted.exists()
    assert [one.name for one in wanted.iterdir()] == ["page"]
    other = tmp_path / "deep" / "other"
    with pytest.raises(FileNotFoundError), new_folder(other) as folder:
        (folder / "page").write_bytes((tmp_path / "missing").read_bytes())
    assert [one.name for one in other.parent.iterdir()] == ["site"]


def test_an_empty_folder_is_taken_and_a_full_one_or_a_file_is_left_alone(tmp_path: Path) -> None:
    with new_folder(tmp_path / "empty") as folder:
        (tmp_path / "empty").mkdir()
        (folder / "page").write_text("x")
    assert (tmp_path / "empty" / "page").read_text() == "x"
    (tmp_path / "file").write_text("mine")
    for taken in ("empty", "file"):
        with (
            pytest.raises(WriteError, match=r"not overwritten\. Name a new folder, or remove"),
            new_folder(tmp_path / taken),
        ):
            pass
    assert sorted(one.name for one in tmp_path.iterdir()) == ["empty", "file"]


def test_a_full_disk_while_a_new_folder_is_filled_is_told_and_nothing_is_left(full: Path) -> None:
    with (
        pytest.raises(WriteError, match="No space left on device") as told,
        new_folder(full / "site") as folder,
    ):
        (folder / "page").write_bytes(bytes(20_000))
    assert told.value.where == str(full / "site")
    assert [one.name for one in full.iterdir()] == ["filler"]
