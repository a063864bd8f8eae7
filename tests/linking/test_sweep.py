"""Stories found window by window are those that are found in one go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.linking.columns import STORIES
from components.linking.comparable import keys_of
from components.linking.independent import agencies
from components.linking.stories import link, rows_of
from components.linking.sweep import WINDOW_DAYS, Pair, pairs_in, pairs_of, sweep, windows_of
from components.tables.rows import frame
from tests.linking.given import KHERSON, row, table
from tests.linking.given import pairs_in as stories_in

KINDS = ("withdrawal", "peaceful protest", "summit", "armed clash")
BORDER = 594 * WINDOW_DAYS
"""First day of a window, in days since 1970."""
DAYS = [
    (date(1970, 1, 1) + timedelta(BORDER + day)).isoformat()
    for day in (-40, -3, -2, -1, 0, 1, 2, 31, 32, 33)
]


def windows(events: pd.DataFrame) -> Iterator[tuple[int, pd.DataFrame]]:
    for number, keys in windows_of(events).groupby("window"):
        yield int(str(number)), rows_of(events, set(keys_of(keys)))


def swept(events: pd.DataFrame) -> pd.DataFrame:
    with_pairs = ((number, own, pairs_of(pairs_in(number, own))) for number, own in windows(events))
    tables = [stories for _, stories in sweep(with_pairs, agencies(events))]
    found = pd.concat([frame([], STORIES), *tables], ignore_index=True)
    return found.sort_values("story_id", ignore_index=True)


def keys_in(found: pd.DataFrame, fresh: frozenset[str]) -> set[Pair]:
    return {pair for pair in pairs_of(found) if not fresh.isdisjoint({pair[0][0], pair[1][0]})}


def event(document: str, number: int, cells: tuple[str, str, int, bool, bool]) -> dict[str, Any]:
    kind, day, length, elsewhere, is_stated = cells
    last = DAYS[min(DAYS.index(day) + length, len(DAYS) - 1)]
    days = (
        {"first_day": day, "last_day": last} if is_stated else {"first_day": None, "last_day": None}
    )
    return row(
        document, str(number), kind=kind, published=last, **days, **(KHERSON if elsewhere else {})
    )


TOLD = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(DAYS),
            st.integers(0, 4),
            st.booleans(),
            st.booleans(),
        ),
        min_size=1,
        max_size=4,
    ),
    max_size=9,
)
"""By document, the cells of its events."""


@settings(max_examples=25)
@given(told=TOLD)
def test_the_stories_are_those_of_one_go(
    told: list[list[tuple[str, str, int, bool, bool]]],
) -> None:
    rows = [
        event(f"d{document}", number, cells)
        for document, own in enumerate(told)
        for number, cells in enumerate(own)
    ]
    pd.testing.assert_frame_equal(swept(table(rows)), link(table(rows)))


@settings(max_examples=10)
@given(
    told=TOLD,
    fresh=st.sets(st.sampled_from("012345678")),
)
def test_pairs_with_some_documents_are_those_of_all_that_have_one_of_them(
    told: list[list[tuple[str, str, int, bool, bool]]], fresh: set[str]
) -> None:
    rows = [
        event(f"d{document}", number, cells)
        for document, own in enumerate(told)
        for number, cells in enumerate(own)
    ]
    names = frozenset(f"d{number}" for number in fresh)
    for number, own in windows(table(rows)):
        assert set(pairs_of(pairs_in(number, own, fresh=names))) == keys_in(
            pairs_in(number, own), names
        )


def test_a_story_may_reach_over_windows() -> None:
    rows = [
        row(name, "1", first_day=first, last_day=last, kind="control held", side1="Ukraine")
        for name, first, last in (
            ("a", "2022-01-01", "2022-01-31"),
            ("b", "2022-01-30", "2022-02-02"),
            ("c", "2022-02-01", "2022-02-20"),
        )
    ]
    assert len({number for number, _ in windows(table(rows))}) > 1
    pd.testing.assert_frame_equal(swept(table(rows)), link(table(rows)))


def test_no_events_are_no_stories() -> None:
    assert len(swept(table([]))) == 0
    assert stories_in(swept(table([row("a", "1"), row("b", "1")]))) == {frozenset({"a-1", "b-1"})}
