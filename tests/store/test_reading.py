"""A batch read: rows of each table, failures among them, the same however the documents come
together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.records import RawArticle, SkippedEntry, article_of
from components.store.dask_run import MOST_WAITING_DOCUMENTS, Batch, batches
from components.store.folder import begin
from components.store.parts import arrow_table, rows_by_table, write_documents
from components.store.reading import Item, given_sha256, read_batch
from components.store.schema import TABLES, arrow_schema
from components.tables.columns import EVENTS
from components.tables.rows import Row, events_table
from components.wording.phrases import row_dicts
from tests.store.given import Contents, contents, documents

TEXT = b"Russian troops left Izyum on Sunday, the Russian Defense Ministry said."
FAILING: tuple[tuple[Item, str], ...] = (
    (RawArticle(where="a.txt", name="a.txt", content=b" \n"), "no text"),
    (RawArticle(where="b.bin", name="b.bin", content=bytes(range(256)) * 9, doc_id="b"), "b.bin"),
    (
        RawArticle(
            where="c.txt", name="c.txt", content=b"Published 12 September 2022\n\n" + TEXT * 3
        ),
        "No day of publication is known (not given; the line “Published 12 September 2022” may state it). Give it",
    ),
    (
        SkippedEntry(where="d.jsonl, line 3", error="d.jsonl, line 3: This is no JSON."),
        "d.jsonl, line 3: This is no JSON.",
    ),
)
ITEMS: tuple[Item, ...] = (*documents(8), *(item for item, _ in FAILING))


def whole(store: Path, items: list[Item], knowledge: Knowledge, *, most: int = 200) -> Contents:
    """What a store holds after all of it was read in batches, without any worker."""
    run = begin(store, resume=False)
    for batch in batches(items, most_documents=most):
        write_documents(store, read_batch(batch, knowledge), run=run)
    return contents(store)


@pytest.mark.parametrize(("item", "error"), FAILING)
def test_what_cannot_be_read_is_a_row_with_its_error(
    item: Item, error: str, knowledge: Knowledge
) -> None:
    failed, other = read_batch((*documents(1), item), knowledge)
    assert (other.row["status"], other.month) == ("read", "2022-10")
    assert (failed.row["status"], failed.month, failed.rows) == ("failed", "unknown", {})
    assert error in failed.row["error"]
    assert failed.row["where"] == item.where
    assert failed.row["doc_id"]


def test_rows_are_those_of_each_article_alone(knowledge: Knowledge) -> None:
    batch = tuple(documents(12))
    rows = rows_by_table(read_batch(batch, knowledge))
    together = arrow_table("events", rows["events"]).to_pylist()
    names = [column.name for column in EVENTS]
    alone = [
        row
        for one in sorted(batch, key=given_sha256)
        for row in row_dicts(events_table(analyse(article_of(one), knowledge))[names])
    ]
    assert together == alone
    assert len(together) >= 12
    assert len({row["event_id"] for row in together}) >= 12, (
        "ids that are alike at their beginning give events of one id"
    )


@pytest.fixture(scope="module")
def rows_of_three(knowledge: Knowledge) -> Mapping[str, Sequence[Row]]:
    return rows_by_table(read_batch(tuple(documents(3)), knowledge))


@pytest.mark.parametrize("table", TABLES)
def test_parts_have_the_columns_of_the_dictionary(
    table: str, rows_of_three: Mapping[str, Sequence[Row]]
) -> None:
    assert arrow_table(table, rows_of_three[table]).schema == arrow_schema(table)


@pytest.fixture(scope="module")
def in_order(knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What a store of all items holds that were read in order, in one batch a month."""
    return whole(
        tmp_path_factory.mktemp("one") / "store",
        sorted(ITEMS, key=lambda item: item.where),
        knowledge,
    )


@settings(max_examples=5)
@drawn(order=st.permutations(ITEMS), most=st.integers(1, 12))
def test_the_store_is_the_same_in_any_order_and_batches(
    order: list[Item],
    most: int,
    in_order: Contents,
    knowledge: Knowledge,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert whole(tmp_path_factory.mktemp("two") / "store", order, knowledge, most=most) == in_order
    assert len(in_order["documents"]) == 12


@drawn(months=st.lists(st.integers(1, 12), max_size=60), most=st.integers(1, 9))
def test_each_document_is_in_one_batch_of_its_month(months: list[int], most: int) -> None:
    items = [
        RawArticle(where=str(at), name="", content=b"", published=date(2022, month, 1))
        for at, month in enumerate(months)
    ]
    found: list[Batch] = list(batches(items, most_documents=most))
    assert sorted((one.where for batch in found for one in batch), key=int) == [
        one.where for one in items
    ]
    assert all(len(batch) <= most for batch in found)
    assert all(
        len({one.published for one in batch if isinstance(one, RawArticle)}) == 1 for batch in found
    )


def test_few_documents_wait_however_many_there_are() -> None:
    """Of a stream that has a month for each: what was taken and not given on is bounded."""
    taken = 0

    def stream() -> Iterator[Item]:
        nonlocal taken
        for at in range(3 * MOST_WAITING_DOCUMENTS):
            taken += 1
            yield RawArticle(where="", name="", content=b"", published=date(1 + at % 9_000, 1, 1))

    given_on = 0
    for batch in batches(stream()):
        given_on += len(batch)
        assert taken - given_on <= MOST_WAITING_DOCUMENTS
    assert given_on == taken


@pytest.mark.parametrize("change", ["where", "content", "published", "doc_id", "publisher"])
def test_a_document_is_known_by_its_bytes_and_what_is_said_of_it(change: str) -> None:
    one = next(documents(1))
    other = replace(
        one, **{change: {"published": date(2020, 1, 1), "content": b"x"}.get(change, "x")}
    )
    assert (given_sha256(one) == given_sha256(other)) == (change == "where")
