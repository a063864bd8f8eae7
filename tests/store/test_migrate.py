"""A store of version 1 becomes this version's in any number of attempts; until then it is refused
with the command for it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from components.cards.stored_events import stored_card
from components.core.errors import BadStore
from components.reading.knowledge import Knowledge
from components.sources.records import SkippedEntry
from components.store import rows
from components.store.database import open_store
from components.store.folder import begin, require_store
from components.store.ingest import migrate
from components.store.merge import FEWEST
from components.store.parts import write_documents
from components.store.reading import read_batch
from components.store.schema import DOCUMENTS, SCHEMA
from components.store.units import part_draft, parts
from tests.linking.given import row
from tests.store.given import Contents, contents, documents
from tests.store.made import add, made
from tests.store.version1 import DOCUMENT_COLUMNS, make_version_1

SPANS = {"char_start": 0, "char_end": 20, "trigger_start": 15, "trigger_end": 19, "confidence": 0.8}


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
        migrate(store, report=end)
    layouts = [tuple(pq.read_schema(path).names) for path in parts(store, DOCUMENTS)]
    assert layouts.count(tuple(DOCUMENT_COLUMNS)) == len(layouts) - 2 > 0
    assert json.loads((store / "store.json").read_text())["schema"] == 1
    done_before = {path: path.stat().st_mtime_ns for path in parts(store, DOCUMENTS)[:2]}
    migrate(store)
    assert {path: path.stat().st_mtime_ns for path in done_before} == done_before
    assert json.loads((store / "store.json").read_text())["schema"] == SCHEMA
    assert contents(store) == wanted
    assert heard == [(at, len(layouts)) for at in range(3)]


def test_a_store_without_languages_opens_grows_and_is_merged_as_it_is(tmp_path: Path) -> None:
    """As a Dateline wrote it that knew of English alone."""
    store = tmp_path / "store"
    told = [
        made(
            str(number),
            published="2022-09-12",
            text=f"Troops left Izyum on Sunday, {number} said.",
            events=[row(str(number), "1", **SPANS)],
        )
        for number in range(FEWEST + 1)
    ]
    add(store, [told[:1]])
    for path in parts(store, DOCUMENTS):
        write_part(path, pq.read_table(path, partitioning=None).drop_columns(["language"]))
    first = open_store(store, home=tmp_path)
    assert [*first.events()["language"].isna()] == [True]
    card = stored_card(rows.event(first, "0", "0-1"), rows.claims(first, first.events()))
    assert '<blockquote dir="auto">' in card
    assert rows.document(first, "0")["text"].notna().all()
    arabic = [replace(one, row=one.row | {"language": "ar"}) for one in told[1:]]
    add(store, [arabic[:1]])
    both = open_store(store, home=tmp_path)
    assert {*zip(both.events()["doc_id"], both.events()["language"].fillna(""), strict=True)} == {
        ("0", ""),
        ("1", "ar"),
    }
    card = stored_card(rows.event(both, "1", "1-1"), rows.claims(both, both.events()))
    assert '<blockquote lang="ar" dir="rtl">' in card
    for one in arabic[1:]:
        add(store, [[one]])
    assert len(parts(store, DOCUMENTS)) == 3, "one of those before, the last one, one of no rows"
    languages = open_store(store, home=tmp_path).events()["language"]
    assert languages.fillna("").value_counts().to_dict() == {"": 1, "ar": FEWEST}


def write_part(path: Path, rows: pa.Table) -> None:
    with part_draft(path, rows):
        pass


def test_what_is_no_older_store_stays_as_it_is(tmp_path: Path) -> None:
    migrate(tmp_path)
    assert not list(tmp_path.iterdir())
    begin(tmp_path, resume=False)
    held = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    migrate(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == held
