"""What is chosen of each facet: in the address, one facet changed, in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.view import facets
from components.view.facets import (
    FACETS,
    Choice,
    choose,
    chosen_in,
    in_words,
)


@given(st.frozensets(st.tuples(st.sampled_from(["side", "speaker"]), st.text(min_size=1))))
def test_the_address_keeps_any_name_of_a_side(choice: Choice) -> None:
    query = {facet: facets.writer(facet)(choice) for facet in FACETS}
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
