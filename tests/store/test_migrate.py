"""A store of version 1 becomes this version's in any number of attempts; until then it is refused
with the command for it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from components.core.errors import BadStore
from components.reading.knowledge import Knowledge
from components.sources.records import SkippedEntry
from components.store.folder import begin, require_store
from components.store.parts import write_documents
from components.store.reading import read_batch
from components.store.schema import DOCUMENTS, SCHEMA
from components.store.units import parts
from components.store.whole import migrate
from tests.store.given import Contents, contents, documents
from tests.store.version1 import DOCUMENT_COLUMNS, make_version_1


@pytest.fixture
def old(knowledge: Knowledge, tmp_path: Path) -> tuple[Path, Contents]:
    """A store of version 1 of several parts, and what this version would have written."""
    store = tmp_path / "my store"
    items = [*documents(12, seed=5), SkippedEntry(where="a.pdf", error="It cannot be read.")]
    write_documents(store, read_batch(items, knowledge), run=begin(store, resume=False))
    wanted = contents(store)
    make_version_1(store)
    return store, wanted


def test_it_is_refused_with_the_command(old: tuple[Path, Contents]) -> None:
    store, _ = old
    for look in (require_store, lambda store: begin(store, resume=True)):
        with pytest.raises(BadStore, match="version 1 of its tables") as raised:
            look(store)
        assert (
            raised.value.way_out
            == f"Migrate it: .venv/bin/python -m components corpus --resume --out '{store}'"
        )


def test_it_is_migrated_part_by_part_and_goes_on_where_it_was_ended(
    old: tuple[Path, Contents],
) -> None:
    store, wanted = old
    assert {tuple(pq.read_schema(path).names) for path in parts(store, DOCUMENTS)} == {
        tuple(DOCUMENT_COLUMNS)
    }
    heard: list[tuple[int, int]] = []

    def end(done: int, of: int) -> None:
        heard.append((done, of))
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        migrate(store, tell=end)
    layouts = [tuple(pq.read_schema(path).names) for path in parts(store, DOCUMENTS)]
    assert layouts.count(tuple(DOCUMENT_COLUMNS)) == len(layouts) - 2 > 0
    assert json.loads((store / "store.json").read_text())["schema"] == 1
    done_before = {path: path.stat().st_mtime_ns for path in parts(store, DOCUMENTS)[:2]}
    migrate(store)
    assert {path: path.stat().st_mtime_ns for path in done_before} == done_before
    assert json.loads((store / "store.json").read_text())["schema"] == SCHEMA
    assert contents(store) == wanted
    assert heard == [(at, len(layouts)) for at in range(3)]


def test_what_is_no_older_store_stays_as_it_is(tmp_path: Path) -> None:
    migrate(tmp_path)
    assert not list(tmp_path.iterdir())
    begin(tmp_path, resume=False)
    held = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    migrate(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == held
