"""A store is opened whole or refused with the way out, found anew when it grows, and safe to ask
from many threads."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import pytest

from components.core.errors import BadStore, InputError
from components.store import rows
from components.store.database import Store, open_store, state_of
from components.store.folder import begin
from components.store.queries import counts, options, publishers, summary
from components.store.schema import SCHEMA, TABLES
from components.view.selection import View
from tests.store.stores import Written


def test_what_is_held(store: Store, written: Written) -> None:
    found = summary(store)
    assert (found.articles, found.failed, found.publishers) == (
        written.events["doc_id"].nunique(),
        1,
        8,
    )
    assert found.events == len(written.events.drop_duplicates(["doc_id", "event_id"]))
    assert (found.first_day, found.last_day) == tuple(
        date.fromisoformat(day)
        for day in (written.events["published"].min(), written.events["published"].max())
    )


def test_rows_come_back_as_they_were_written(store: Store, written: Written) -> None:
    found = rows.chosen(store, View())
    keys = ["doc_id", "event_id", "place_start", "place_role", "place_id"]
    own = found[list(written.events.columns)].sort_values(keys).reset_index(drop=True)
    expected = written.events.sort_values(keys).reset_index(drop=True)
    assert list(own.dtypes) == list(expected.dtypes)
    assert own.equals(expected)


def test_a_text_and_a_claim_are_found_by_their_article(store: Store) -> None:
    assert rows.document(store, "copy/1")["publisher"].tolist() == ["Copyist"]
    assert rows.document(store, "copy/1")["text"].iloc[0]
    assert rows.document(store, "nobody").empty
    everything = rows.chosen(store, View())
    doc_id = rows.claims(store, everything)["doc_id"].iloc[0]
    assert everything["doc_id"].nunique() > 1
    assert set(rows.claims(store, everything[everything["doc_id"] == doc_id])["doc_id"]) == {doc_id}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: None, "no store of a corpus"),
        (lambda path: path.mkdir(), "no store of a corpus"),
        (lambda path: _described(path, "{"), "has no valid version"),
        (lambda path: _described(path, "[]"), "has no valid version"),
        (
            lambda path: _described(path, json.dumps({"schema": SCHEMA + 1, "run": ""})),
            "newer Dateline",
        ),
        (
            lambda path: _described(path, json.dumps({"schema": SCHEMA - 1, "run": ""})),
            "older Dateline",
        ),
    ],
)
def test_what_is_no_store_of_ours_is_refused(
    make: Callable[[Path], None], words: str, tmp_path: Path
) -> None:
    make(tmp_path / "store")
    with pytest.raises(BadStore, match=words) as caught:
        open_store(tmp_path / "store", home=tmp_path)
    assert caught.value.way_out
    assert "store" in caught.value.where


def _described(path: Path, words: str) -> None:
    path.mkdir()
    (path / "store.json").write_text(words)


def test_a_damaged_part_is_told_and_leaves_no_index(written: Written, tmp_path: Path) -> None:
    folder = shutil.copytree(written.folder, tmp_path / "store")
    next(folder.glob("events/*/*.parquet")).write_bytes(b"PAR1 and no more")
    with pytest.raises(BadStore, match="cannot be read"):
        open_store(folder, home=tmp_path)
    assert list((tmp_path / "corpora").iterdir()) == []


def test_events_are_asked_for_by_a_condition(written: Written, store: Store) -> None:
    found = store.events("place = 'Izyum' AND kind <> $kind", {"kind": "withdrawal"})
    own = written.events
    rows = own[own["place_name"].eq("Izyum") & own["kind"].ne("withdrawal")]
    assert len(found) == len(rows) > 0
    assert sorted(found["event_id"]) == sorted(rows["event_id"])
    assert list(found) == [*(column.name for column in TABLES["events"]), "language"]
    assert {*found["language"]} == {"en"}
    assert len(store.events()) == len(own)


@pytest.mark.parametrize(
    "condition",
    ["nosuch = 1", "place = ", "1; DROP TABLE rows", "first_day = 3", "CAST(kind AS DATE) IS NULL"],
)
def test_a_condition_that_cannot_be_asked_is_told(store: Store, condition: str) -> None:
    with pytest.raises(InputError, match="This condition is invalid") as caught:
        store.events(condition)
    assert not isinstance(caught.value, BadStore)
    assert caught.value.where == condition


def test_an_empty_store_answers(tmp_path: Path) -> None:
    begin(tmp_path / "store", resume=False)
    store = open_store(tmp_path / "store", home=tmp_path)
    assert summary(store).events == counts(store, View()).events == 0
    assert rows.page(store, View(), size=10).empty
    store.close()


def test_a_store_that_grew_has_another_index_and_the_old_one_goes(
    written: Written, tmp_path: Path
) -> None:
    folder = shutil.copytree(written.folder, tmp_path / "store")
    part = next(folder.glob("documents/month=20*/*.parquet"))
    both = part, part.with_name(f".{part.name}.sha256")
    for one in both:
        one.rename(tmp_path / one.name)
    before = state_of(folder)
    first = open_store(folder, home=tmp_path)
    fewer = summary(first).events
    first.close()
    for one in both:
        (tmp_path / one.name).rename(one)
    assert state_of(folder) != before
    grown = open_store(folder, home=tmp_path)
    assert summary(grown).events > fewer
    assert len(list((tmp_path / "corpora").iterdir())) == 1
    grown.close()


def test_many_threads_get_each_their_own_answer(store: Store) -> None:
    views = [View(filters=frozenset({("publisher", f"Paper {at % 7}")})) for at in range(120)]

    def asked(view: View) -> tuple[int, set[str], set[str]]:
        ((_, wanted),) = view.filters
        page = rows.page(store, view, size=5)
        return (
            counts(store, view).events,
            set(page["publisher"]),
            set(publishers(store, view, most=9)["publisher"]) - {wanted},
        )

    alone = [asked(view) for view in views[:7]]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(asked, views))
    assert together == [alone[at % 7] for at in range(120)]
    assert all(
        of_page == {f"Paper {at % 7}"} and not others
        for at, (_, of_page, others) in enumerate(together)
    )


def test_the_store_is_only_read(store: Store, written: Written) -> None:
    before = state_of(written.folder)
    options(store, View(find="'; DROP TABLE events; --"), most=5)
    assert state_of(written.folder) == before
    with pytest.raises(BadStore):
        store.ask("DELETE FROM events")
