"""Stories from rows made by hand: counts, a person's decisions, and laws that hold for any rows."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from components.linking.decisions import Decision
from components.linking.stories import link
from tests.linking.given import pairs_in, row, table

THREE = [row("a", "1"), row("b", "1"), row("c", "1")]


def stories(rows: list[dict[str, Any]], *decisions: Decision) -> pd.DataFrame:
    return link(table(rows), decisions)


def apart(one: str, two: str) -> Decision:
    return Decision(first=(one[0], one), second=(two[0], two))


def same(one: str, two: str) -> Decision:
    return Decision(first=(one[0], one), second=(two[0], two), what="same")


def test_one_story_of_three_articles() -> None:
    found = stories(THREE)
    assert len(found) == 1
    only = found.iloc[0]
    assert (only["articles"], only["publishers"], only["origins"]) == (3, 3, 3)
    assert only["event_id"] == "a-1 | b-1 | c-1"
    assert only["days"] == "2022-09-10 | 2022-09-10 | 2022-09-10"


def test_no_events_give_no_stories() -> None:
    assert len(stories([])) == 0
    assert len(stories([row("a", "1")])) == 0


def test_two_events_of_one_article_are_never_joined_through_a_third() -> None:
    rows = [row("a", "1"), row("a", "2"), row("b", "1")]
    assert pairs_in(stories(rows)) == {frozenset({"a-1", "b-1"})}


def test_days_that_only_a_third_joins_stay_apart() -> None:
    protest = {"kind": "peaceful protest", "side1": None}
    later = row("c", "1", **protest, first_day="2022-09-12", last_day="2022-09-12")
    rows = [
        row("a", "1", **protest),
        later,
        row("b", "1", **protest, last_day="2022-09-12", time_kind="range"),
    ]
    assert pairs_in(stories(rows)) == {frozenset({"a-1", "b-1"})}


def test_agency_copies_and_one_speaker_are_one_origin() -> None:
    copies = [
        row("a", "1", publisher="Fox News (AP)"),
        row("b", "1", url="https://apnews.com/x"),
        row("c", "1"),
    ]
    assert list(stories(copies)["origins"]) == [2]
    speakers = [
        row("a", "1", attributed_to="Russia's Defence Ministry"),
        row("b", "1"),
        row("c", "1", attributed_to="mayor | Russian Defense Ministry spokesman Igor Konashenkov"),
    ]
    assert list(stories(speakers)["origins"]) == [2]


def test_figures_stand_side_by_side() -> None:
    rows = [
        row("a", "1", quantity="12", quantity_kind="killed", quantity_unit="people"),
        row(
            "b",
            "1",
            quantity="at least 15 | 30",
            quantity_kind="killed | wounded",
            quantity_unit="people | people",
        ),
    ]
    only = stories(rows).iloc[0]
    assert only["figures"] == "killed 12 | killed at least 15, wounded 30"
    assert only["differs"] == "figure"


def test_kept_apart_and_joined_by_hand() -> None:
    assert pairs_in(stories(THREE, apart("a-1", "b-1"))) == {frozenset({"a-1", "c-1"})}
    far = [*THREE[:2], row("c", "1", first_day="2022-01-01", last_day="2022-01-01")]
    assert pairs_in(stories(far)) == {frozenset({"a-1", "b-1"})}
    assert pairs_in(stories(far, same("a-1", "c-1"))) == {frozenset({"a-1", "b-1", "c-1"})}
    assert pairs_in(stories(THREE, apart("a-1", "x-1"))) == {frozenset({"a-1", "b-1", "c-1"})}, (
        "no such event"
    )


def test_a_place_that_was_made_coarser_joins_nothing() -> None:
    coarse = {"coarsened": "a movement that is still to come", "place_kind": "admin1"}
    assert len(stories([row("a", "1", **coarse), row("b", "1", **coarse)])) == 0


ROWS = st.builds(
    lambda doc, event, kind, day, length, side, at, killed: row(
        doc,
        event,
        kind=kind,
        first_day=f"2022-09-{day:02}",
        last_day=f"2022-09-{day + length:02}",
        side1=side,
        place_id=f"geonames:{at}",
        place_name=f"Place {at}",
        quantity=killed,
        quantity_kind=killed and "killed",
    ),
    st.sampled_from("abcd"),
    st.sampled_from("123"),
    st.sampled_from(["withdrawal", "control taken", "control regained", "summit"]),
    st.integers(1, 20),
    st.integers(0, 8),
    st.sampled_from(["Russia", "Ukraine", None]),
    st.integers(1, 2),
    st.sampled_from(["30", "31", None]),
)
TABLES = st.lists(ROWS, max_size=12, unique_by=lambda one: one["event_id"])
PAIRS = [
    tuple(f"{doc}-{event}" for doc, event in pair)
    for pair in combinations([(d, e) for d in "abcd" for e in "123"], 2)
    if pair[0][0] != pair[1][0]
]


@settings(max_examples=20)
@given(
    TABLES.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows))),
    st.lists(st.sampled_from(PAIRS), max_size=4, unique=True),
)
def test_the_order_of_rows_changes_nothing_and_decisions_are_kept(
    given_rows: tuple[list[dict[str, Any]], list[dict[str, Any]]], pairs: list[tuple[str, str]]
) -> None:
    rows, shuffled = given_rows
    decisions = [apart(*pair) for pair in pairs]
    found = stories(rows, *decisions)
    pd.testing.assert_frame_equal(found, stories(shuffled, *reversed(decisions)))
    for members in pairs_in(found):
        assert len({event[0] for event in members}) == len(members), "one event of an article"
        assert not any(set(pair) <= members for pair in pairs)
    assert found["story_id"].is_unique


@settings(max_examples=12)
@given(TABLES, st.sampled_from(PAIRS))
def test_undoing_the_undo_brings_the_stories_back(
    rows: list[dict[str, Any]], pair: tuple[str, str]
) -> None:
    before = stories(rows)
    assert before.equals(stories(rows, *[one for one in [apart(*pair)] if one != apart(*pair)]))
    joined = stories(rows, same(*pair))
    present = {one["event_id"] for one in rows}
    assert any(set(pair) <= members for members in pairs_in(joined)) is (set(pair) <= present)
