"""The folder of a store: its version, what a run may write to, what counts after a run was
ended."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from components.core.atomic_files import PART
from components.core.errors import BadStore, RunError
from components.sources.records import SkippedEntry
from components.store.folder import begin, require_store
from components.store.parts import write_documents
from components.store.reading import DocumentRows, failed_document
from components.store.schema import SCHEMA, TABLES
from components.store.units import NO_ROWS, parts, units


def failed(name: str) -> DocumentRows:
    return failed_document(SkippedEntry(where=name, error="none"), "none")


def test_a_new_store_has_all_tables_without_rows(tmp_path: Path) -> None:
    begin(tmp_path / "store", resume=False)
    assert units(tmp_path / "store") == {NO_ROWS}
    assert all(parts(tmp_path / "store", table) for table in TABLES)


@pytest.mark.parametrize(
    ("about", "message"),
    [
        (json.dumps({"schema": SCHEMA + 1, "run": "x"}), "newer Dateline"),
        (json.dumps({"schema": SCHEMA - 1, "run": "x"}), "corpus --resume --out"),
        (json.dumps({"schema": 0, "run": "x"}), "no valid version"),
        ("{", "no valid version"),
        ("[]", "no valid version"),
        (json.dumps({"schema": "one"}), "no valid version"),
        (None, "no store"),
    ],
)
def test_a_store_of_another_version_is_refused_with_the_way_out(
    about: str | None, message: str, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    if about is not None:
        (tmp_path / "store.json").write_text(about)
    for look in (require_store, lambda store: begin(store, resume=True)):
        with pytest.raises(BadStore, match=message) as raised:
            look(tmp_path)
        assert raised.value.way_out
    assert (tmp_path / "notes.txt").read_text() == "mine"


def test_a_store_that_holds_documents_is_added_to_only_when_asked(tmp_path: Path) -> None:
    run = begin(tmp_path, resume=False)
    begin(tmp_path, resume=False)
    write_documents(tmp_path, [failed("a")], run=begin(tmp_path, resume=False))
    with pytest.raises(BadStore, match="--resume"):
        begin(tmp_path, resume=False)
    begin(tmp_path, resume=True)
    with pytest.raises(RunError, match="Another run"):
        write_documents(tmp_path, [failed("b")], run=run)
    assert len(units(tmp_path)) == 2
    assert not list(tmp_path.rglob(f"*{PART}"))


def test_what_an_ended_run_had_not_finished_is_removed(tmp_path: Path) -> None:
    write_documents(tmp_path, [failed("a")], run=begin(tmp_path, resume=False))
    held = set(tmp_path.rglob("*"))
    month = tmp_path / "events" / "month=2022-09"
    month.mkdir()
    (month / "part-0123456789abcdef.parquet").write_bytes(b"")
    (month / ".part-1.parquet.12345678.part").write_bytes(b"")
    begin(tmp_path, resume=True)
    assert set(tmp_path.rglob("*")) - {month} == held
