"""Small units become larger ones, and whenever that is ended no document is lost or double."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from components.sources.records import SkippedEntry
from components.store.database import open_store, state_of
from components.store.folder import begin
from components.store.link_state import changes_of, read_mark
from components.store.merge import (
    FEWEST,
    MOST_BYTES,
    MOST_DOCUMENTS,
    UnitSize,
    _merge,
    finish,
    groups,
)
from components.store.parts import write_documents
from components.store.reading import DocumentRows, failed_document
from components.store.rows import document
from components.store.units import (
    NO_ROWS,
    Unit,
    files,
    filled_units,
    path_of,
    unit_of,
    units,
    write_journal,
)
from components.store.windows import windows_in
from tests.linking.given import row
from tests.store.given import contents
from tests.store.made import add, made

MERGED = Unit(month="2022-09", key="0123456789abcdef")


def one(number: int, *, month: str = "2022-09") -> DocumentRows:
    events = [
        row(
            str(number),
            "1",
            first_day=f"{month}-10",
            last_day=f"{month}-10",
            published=f"{month}-12",
        )
    ]
    return made(str(number), published=f"{month}-12", text=f"Report {number}.", events=events)


def test_units_of_one_size_are_merged_once_there_are_some(tmp_path: Path) -> None:
    several, other = [[one(number)] for number in range(FEWEST)], [one(9, month="2022-10")]
    add(tmp_path, [*several[:-1], other])
    assert len(filled_units(tmp_path)) == FEWEST
    add(tmp_path, [several[-1]])
    assert len(filled_units(tmp_path)) == FEWEST + 1, "what is settled and what came are not mixed"
    add(tmp_path, [])
    (merged,) = {unit for unit in filled_units(tmp_path) if unit.month == "2022-09"}
    assert {unit_of(path) for path in files(tmp_path, "documents")} == {
        merged,
        NO_ROWS,
        *units(tmp_path),
    }
    assert pq.read_metadata(path_of(tmp_path, "documents", merged)).num_rows == FEWEST
    assert windows_in(path_of(tmp_path, "events", merged)) == {(19245) // 32}
    assert not changes_of(tmp_path)
    add(tmp_path / "whole", [[*(document for batch in several for document in batch), *other]])
    found, expected = contents(tmp_path), contents(tmp_path / "whole")
    assert found == expected


def test_documents_that_failed_are_merged_too(tmp_path: Path) -> None:
    add(
        tmp_path,
        [[failed_document(SkippedEntry(where=name, error="none"), "none")] for name in "abcd"],
    )
    assert len(filled_units(tmp_path)) == 1
    assert len(contents(tmp_path)["documents"]) == 4


def test_a_merge_that_is_ended_at_any_moment_loses_and_doubles_nothing(tmp_path: Path) -> None:
    add(tmp_path, [[one(number)] for number in range(FEWEST - 1)])
    wanted, olds = contents(tmp_path), filled_units(tmp_path)
    opened = open_store(tmp_path, home=tmp_path)
    run = begin(tmp_path, resume=True)

    write_journal(tmp_path, {MERGED: olds})
    assert contents(tmp_path) == wanted
    begin(tmp_path, resume=True)
    assert (filled_units(tmp_path), (tmp_path / "merging.json").exists()) == (olds, False)

    run = begin(tmp_path, resume=True)
    write_journal(tmp_path, {MERGED: olds})
    _merge((MERGED, olds), store=tmp_path, run=run)
    assert {*olds, MERGED} <= {unit_of(path) for path in files(tmp_path, "documents")}
    assert (contents(tmp_path), filled_units(tmp_path)) == (wanted, {MERGED})
    state = state_of(tmp_path)

    path_of(tmp_path, "documents", min(olds)).unlink()
    begin(tmp_path, resume=True)
    assert {unit_of(path) for path in files(tmp_path, "events")} == {MERGED, NO_ROWS}
    mark = read_mark(tmp_path)
    assert mark is not None
    assert mark.units == {MERGED}
    assert (contents(tmp_path), state_of(tmp_path), bool(changes_of(tmp_path))) == (
        wanted,
        state,
        False,
    )
    assert document(opened, "1")["text"].tolist() == ["Report 1."], (
        "a page that was opened before still finds its text"
    )
    opened.close()


def test_a_merged_unit_without_documents_counts_for_nothing(tmp_path: Path) -> None:
    run = begin(tmp_path, resume=False)
    for number in range(2):
        write_documents(tmp_path, [one(number)], run=run)
    wanted, olds = contents(tmp_path), filled_units(tmp_path)
    write_journal(tmp_path, {MERGED: olds})
    _merge((MERGED, olds), store=tmp_path, run=run)
    path_of(tmp_path, "documents", MERGED).unlink()
    finish(tmp_path)
    assert (contents(tmp_path), filled_units(tmp_path)) == (wanted, olds)
    begin(tmp_path, resume=True)
    assert not path_of(tmp_path, "events", MERGED).exists()


size = partial(UnitSize, bytes=1)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([9, 9, 9], []),
        ([9, 9, 9, 9], [4]),
        ([9, 9, 9, 10], []),
        ([9, 10, 9, 10, 9, 10, 9, 10], [4, 4]),
        ([4_000] * 5, [2, 2]),
        ([MOST_DOCUMENTS] * 9, []),
        ([MOST_DOCUMENTS - 1, 1_000] * 2, []),
        ([], []),
    ],
)
def test_no_unit_becomes_larger_than_it_may(held: list[int], expected: list[int]) -> None:
    given = [
        size(unit=Unit(month="2022-09", key=str(at)), documents=count)
        for at, count in enumerate(held)
    ]
    assert [len(group) for group in groups(given)] == expected
    large = [
        UnitSize(unit=Unit(month="2022-09", key=str(at)), documents=9, bytes=MOST_BYTES // 2)
        for at in range(5)
    ]
    assert [len(group) for group in groups(large)] == [2, 2]
