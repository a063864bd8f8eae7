"""Documents that come bit by bit, in any order and over ended runs, give the stories and copies of
one run."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.linking.stories import link
from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.link_state import read_mark
from components.store.parts import write_documents
from components.store.reading import DocumentRows
from components.store.schema import STORIES_TABLE
from components.store.units import whole_files
from tests.linking.given import KHERSON, row
from tests.store.copies import REPORTS
from tests.store.given import contents
from tests.store.made import add, events_of, made, stories_in
from tests.store.stores import Written

KINDS = ("withdrawal", "peaceful protest", "summit", "armed clash")
TEXTS = tuple(text for pair in REPORTS.values() for text in pair)[:3]
FIRST_DAY = date(2022, 1, 20)
OFFSETS = (0, 1, 2, 11, 12, 13, 30, 45, 46, 80)
"""Days of events: over ends of months and of windows, a month without any between."""

Told = tuple[int, int, int, list[tuple[str, int, int, bool, bool]]]
"""Of a document: its day among OFFSETS, its text, which of two versions it is, and its events."""
EVENT = st.tuples(
    st.sampled_from(KINDS), st.integers(-1, 1), st.integers(0, 40), st.booleans(), st.booleans()
)
DOCUMENT = st.tuples(
    st.integers(0, len(OFFSETS) - 1),
    st.integers(0, len(TEXTS) - 1),
    st.integers(0, 1),
    st.lists(EVENT, max_size=3),
)


def day(offset: int) -> str:
    return (FIRST_DAY + timedelta(offset)).isoformat()


def document(name: str, told: Told) -> DocumentRows:
    at, text, version, events = told
    published = OFFSETS[at]
    rows = []
    for number, (kind, moved, length, elsewhere, is_stated) in enumerate(events):
        first = published + moved
        days: dict[str, Any] = (
            {"first_day": day(first), "last_day": day(first + length)}
            if is_stated
            else {"first_day": None, "last_day": None}
        )
        rows.append(
            row(
                name,
                str(number),
                kind=kind,
                published=day(published),
                **days,
                **(KHERSON if elsewhere else {}),
            )
        )
    return made(
        name,
        published=day(published),
        text=f"{'' if version else 'By our own. '}{TEXTS[text]}",
        events=rows,
        given=str(version),
    )


def held(store: Path) -> dict[str, Any]:
    found = contents(store)
    return {name: found[name] for name in ("documents", "events", "stories", "copies")}


@settings(max_examples=6)
@given(
    told=st.lists(st.tuples(st.integers(0, 6), DOCUMENT), min_size=1, max_size=12), data=st.data()
)
def test_any_split_into_additions_gives_what_one_run_gives(
    told: list[tuple[int, Told]], data: st.DataObject
) -> None:
    """Several documents may have one id: the one that keeps it may come last. Each is a unit, so
    that many are merged."""
    documents = [document(f"d{name}", own) for name, own in told]
    runs = data.draw(
        st.lists(st.integers(0, 3), min_size=len(documents), max_size=len(documents)),
        label="run of each",
    )
    ended = data.draw(st.sets(st.integers(0, 3)), label="runs that are ended")
    with tempfile.TemporaryDirectory() as folder:
        one, several = Path(folder) / "one", Path(folder) / "several"
        add(one, [[document] for document in documents])
        for number in sorted({*runs}):
            batch = [
                document for document, run in zip(documents, runs, strict=True) if run == number
            ]
            if number in ended:
                add_and_end(several, batch, data.draw(st.integers(0, 12), label="ended after"))
            else:
                add(several, [[one] for one in batch])
        add(several, [])
        assert held(several) == held(one)
        pd.testing.assert_frame_equal(stories_in(several), link(events_of(several)))


class Ended(Exception):
    """Of a run, at any moment of its settling."""


def add_and_end(store: Path, batch: list[DocumentRows], after: int) -> None:
    """A run that is ended after so many steps of its settling, unless it is done before."""
    steps = iter(range(after))

    def tell(doing: str, done: int, of: int) -> None:
        if next(steps, None) is None:
            raise Ended

    run = begin(store, resume=True)
    for one in batch:
        write_documents(store, [one], run=run)
    with suppress(Ended):
        link_documents(store, run=run, report=tell)


def protest(name: str, offset: int) -> DocumentRows:
    return document(name, (OFFSETS.index(offset), 0, 1, [("peaceful protest", 0, 0, False, True)]))


def test_only_windows_and_months_in_which_something_came_are_settled_again(tmp_path: Path) -> None:
    add(tmp_path, [[protest("a", 0), protest("b", 0), protest("c", 80), protest("d", 80)]])
    before = {
        path: path.stat().st_mtime_ns
        for path in [*whole_files(tmp_path, STORIES_TABLE), *tmp_path.glob("settled/*/*.parquet")]
    }
    assert len(whole_files(tmp_path, STORIES_TABLE)) == 2
    add(tmp_path, [[protest("e", 80)]])
    after = {path: path.stat().st_mtime_ns for path in before}
    kept = {path.relative_to(tmp_path).as_posix() for path in before if before[path] == after[path]}
    assert kept == {
        f"stories/{(FIRST_DAY - date(1970, 1, 1)).days // 32}.parquet",
        "settled/copies/2022-01.parquet",
        f"settled/pairs/{(FIRST_DAY - date(1970, 1, 1)).days // 32}.parquet",
    }
    assert [cell.count("|") for cell in stories_in(tmp_path)["doc_id"]].count(2) == 1
    settled = {
        path: path.stat().st_mtime_ns
        for path in tmp_path.rglob("*.parquet")
        if "part-none" not in path.name
    }
    add(tmp_path, [])
    assert {path: path.stat().st_mtime_ns for path in settled} == settled


def test_what_was_settled_is_made_anew_where_a_unit_or_the_mark_has_gone(tmp_path: Path) -> None:
    add(tmp_path, [[protest("a", 0)], [protest("b", 0)], [protest("c", 80), protest("d", 80)]])
    wanted = held(tmp_path)
    shutil.rmtree(tmp_path / "settled")
    add(tmp_path, [])
    assert held(tmp_path) == wanted
    for path in tmp_path.glob("documents/month=2022-04/*"):
        path.unlink()
    add(tmp_path, [])
    pd.testing.assert_frame_equal(stories_in(tmp_path), link(events_of(tmp_path)))
    assert len(stories_in(tmp_path)) == 1


def test_stories_of_articles_are_those_of_all_their_events(written: Written) -> None:
    pd.testing.assert_frame_equal(stories_in(written.folder), link(written.events))
    assert len(stories_in(written.folder)) > 3


@pytest.mark.parametrize("damaged", ["{", "[]", '{"units": 3}'])
def test_a_damaged_mark_settles_nothing(damaged: str, tmp_path: Path) -> None:
    add(tmp_path, [[protest("a", 0)], [protest("b", 0)]])
    (tmp_path / "settled" / "settled.json").write_text(damaged)
    assert read_mark(tmp_path) is None
    add(tmp_path, [[protest("c", 0)]])
    assert len(stories_in(tmp_path)) == 1
