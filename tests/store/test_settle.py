"""Documents with one id, and copies of one text: settled once all are in the store, the same in any
order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from components.reading.knowledge import Knowledge
from components.sources.records import RawArticle, SkippedEntry
from components.store.folder import begin
from components.store.ingest import _fresh, link_documents
from components.store.parts import write_documents
from components.store.processed_keys import open_done
from components.store.reading import Item, given_sha256, read_batch
from components.store.units import parts
from tests.store.given import Contents, contents, documents

LONG = (
    "Russian troops left the town of Izyum on Sunday, the Russian Defense Ministry said in a statement. Residents of the "
    "town said that shops had opened again and that power was back in most of the streets near the river and the old market."
)
TEXT = RawArticle(
    where="a.txt",
    name="a.txt",
    content=LONG.encode(),
    published=date(2022, 9, 12),
    publisher="Example Times",
)
COPY = replace(TEXT, where="b.txt", publisher="Example Post")
"""The same words under another paper's name; nothing gives it an id of its own."""
ALIKE = RawArticle(
    where="c.txt",
    name="c.txt",
    published=date(2022, 10, 2),
    doc_id="0 alike",
    content=b"KYIV (Example Agency) - "
    + LONG.encode()
    + b" It was not clear what would come next.",
)


def settled(store: Path, batches: Iterable[tuple[Item, ...]], knowledge: Knowledge) -> Contents:
    """What a store holds after runs with one batch each."""
    for batch in batches:
        run = begin(store, resume=True)
        write_documents(store, read_batch(batch, knowledge), run=run)
        link_documents(store, run=run)
    return contents(store)


@pytest.fixture(scope="module")
def together(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """Of both documents, in one batch."""
    return settled(tmp_path_factory.mktemp("together") / "store", [(TEXT, COPY)], knowledge)


@pytest.fixture(scope="module")
def alone(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """Of the first alone."""
    return settled(tmp_path_factory.mktemp("alone") / "store", [(TEXT,)], knowledge)


@pytest.mark.parametrize(
    "batches",
    [[(COPY, TEXT)], [(TEXT,), (COPY,)], [(COPY,), (TEXT,)]],
    ids=["one batch", "two", "turned"],
)
def test_of_two_documents_with_one_text_and_no_id_one_is_read(
    batches: list[tuple[Item, ...]],
    together: Contents,
    alone: Contents,
    knowledge: Knowledge,
    tmp_path: Path,
) -> None:
    found = settled(tmp_path / "store", batches, knowledge)
    assert found == together
    assert found["events"]
    assert [row[2:] for row in found["claims"]] == [row[2:] for row in alone["claims"]]
    failed = next(row for row in found["documents"] if "failed" in row)
    assert failed[0] == max(given_sha256(TEXT), given_sha256(COPY))
    assert any("Give each an id of its own" in str(cell) for cell in failed)
    assert settled(tmp_path / "store", [()], knowledge) == found


def test_a_document_that_failed_gives_way_to_the_same_that_was_read(
    alone: Contents, knowledge: Knowledge, tmp_path: Path
) -> None:
    undated = replace(TEXT, published=None)
    assert settled(tmp_path / "store", [(undated,), (TEXT,)], knowledge) == alone


def test_copies_have_one_origin_over_the_end_of_a_month_too(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    others = tuple(documents(5, seed=4))
    found = settled(tmp_path / "store", [(TEXT, *others), (ALIKE,)], knowledge)
    assert found == settled(
        tmp_path / "other", [(ALIKE, *others[:2]), (TEXT, *others[2:])], knowledge
    )
    copied = [row for row in found["copies"] if row[1] == "0 alike"]
    assert copied == [("0 alike", "0 alike"), (hashlib.sha256(TEXT.content).hexdigest(), "0 alike")]


def test_a_given_id_belongs_to_the_first_document_that_comes_with_it(tmp_path: Path) -> None:
    begin(tmp_path, resume=False)
    one, other = replace(TEXT, doc_id="x"), replace(COPY, doc_id="x")
    skipped: list[Item] = []
    with open_done(tmp_path) as done:
        first, second = _fresh(iter((one, one, other)), done, skipped.append)
    assert (first, skipped) == (one, [one])
    assert isinstance(second, SkippedEntry)
    assert "Its id x is that of another document" in second.error
    assert parts(tmp_path, "documents")
