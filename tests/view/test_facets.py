"""Filters of events: values that are present, with the number that each would show, and the same
rows for map and table."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.tables import rows
from components.view import facets
from components.view.facets import (
    FACETS,
    NOT_STATED,
    Choice,
    choose,
    chosen_in,
    in_words,
    matching,
    options,
)
from tests import sample

EVENTS = rows.events_table(sample.analysis())
PAIRS = st.tuples(
    st.sampled_from(sorted(FACETS)),
    st.sampled_from(
        [
            "control",
            "diplomacy",
            "fighting and strikes",
            "Ukraine",
            "Russia",
            NOT_STATED,
            "done",
            "planned",
            "sure",
            "likely",
        ]
    ),
)


def ids(events: pd.DataFrame) -> str:
    return " ".join(events["event_id"].unique())


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        (set(), "e1 e2 e3 e4 e5 e6 e7"),
        ({("kind", "control")}, "e1 e2 e3"),
        ({("kind", "control"), ("kind", "diplomacy")}, "e1 e2 e3 e5 e6 e7"),
        ({("side", "Russia")}, "e3 e5"),
        ({("side", NOT_STATED)}, "e4 e6 e7"),
        ({("speaker", "Russia")}, "e3"),
        ({("speaker", NOT_STATED)}, "e1 e2 e4 e5 e6 e7"),
        ({("modality", "planned")}, "e5 e6"),
        ({("reading", "likely")}, "e4"),
        ({("side", "Russia"), ("modality", "planned")}, "e5"),
        ({("side", "Russia"), ("reading", "unsure")}, ""),
    ],
)
def test_several_values_widen_and_several_facets_narrow(
    choice: set[tuple[str, str]], shown: str
) -> None:
    assert ids(matching(EVENTS, frozenset(choice))) == shown


def test_only_values_that_are_present_with_the_number_of_events_in_their_order() -> None:
    assert options(EVENTS, frozenset()) == {
        "kind": {"control": 3, "fighting and strikes": 1, "diplomacy": 3},
        "side": {"Russia": 2, "Ukraine": 2, NOT_STATED: 3},
        "speaker": {"Russia": 1, NOT_STATED: 6},
        "modality": {"done": 5, "planned": 2},
        "reading": {"sure": 6, "likely": 1},
        "says": {
            "Institute for the Study of War": 1,
            "Russian Defence Ministry": 1,
            "officials": 1,
            NOT_STATED: 4,
        },
        "publisher": {"Example": 7},
    }


def test_counts_follow_the_other_facets_and_a_choice_stays_even_where_it_shows_nothing() -> None:
    choice = frozenset({("modality", "planned"), ("kind", "protest")})
    found = options(EVENTS, choice)
    assert found["kind"] == {"control": 0, "fighting and strikes": 0, "protest": 0, "diplomacy": 2}
    assert found["modality"] == {"done": 0, "planned": 0}


def test_no_event_no_value() -> None:
    assert options(EVENTS.head(0), frozenset()) == {facet: {} for facet in FACETS}


@settings(max_examples=25)
@given(st.frozensets(PAIRS))
def test_an_option_shows_as_many_events_as_it_says(choice: Choice) -> None:
    for facet, counts in options(EVENTS, choice).items():
        for value, number in counts.items():
            assert matching(EVENTS, choose(choice, facet, [value]))["event_id"].nunique() == number


@given(st.frozensets(st.tuples(st.sampled_from(["side", "speaker"]), st.text(min_size=1))))
def test_the_address_keeps_any_name_of_a_side(choice: Choice) -> None:
    query = facets.to_query(choice)
    read = frozenset().union(*(facets.reader(facet)(query[facet]) for facet in FACETS))
    assert read == choice


def test_choosing_replaces_the_values_of_one_facet() -> None:
    before: Choice = frozenset({("kind", "control"), ("side", "Russia")})
    after = choose(before, "kind", ["diplomacy"])
    assert (chosen_in(after, "kind"), chosen_in(after, "side")) == ({"diplomacy"}, {"Russia"})
    assert choose(after, "kind", []) == {("side", "Russia")}


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (set(), ""),
        ({("kind", "diplomacy"), ("kind", "control")}, "control or diplomacy"),
        (
            {("speaker", "Russia"), ("reading", "sure"), ("kind", "control")},
            "control; speaker's side: Russia; how sure: sure",
        ),
        (
            {("modality", "hypothetical"), ("modality", "negated")},
            "did it happen: might happen or did not happen",
        ),
    ],
)
def test_a_choice_in_words(choice: set[tuple[str, str]], words: str) -> None:
    assert in_words(frozenset(choice)) == words
