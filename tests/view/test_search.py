"""The search finds places by any name that is known, people, speakers and words of the text, and
tells which is which."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.view.search import NOTHING, find, suggestions
from tests import sample

NAMES = {
    sample.IZYUM.id: ("Izyum", "Изюм", "Ізюм", "Izium"),
    sample.BALAKLIIA.id: ("Balakliya", "Балаклія"),
    sample.KUPIANSK.id: ("Kupyansk", "Kup’yans’k"),
}


def names(place_id: str) -> tuple[str, ...]:
    return NAMES.get(place_id, ())


@pytest.mark.parametrize(
    ("query", "events", "places", "words"),
    [
        ("Изюм", "e2 e3", {sample.IZYUM.id}, ["Izyum", "Izyum"]),
        ("izium", "e2 e3", {sample.IZYUM.id}, ["Izyum", "Izyum"]),
        ("kup'yansk", "e2", {sample.KUPIANSK.id}, ["Kupiansk"]),
        ("Samar", "e5", {sample.SAMARKAND.id}, ["Samarkand"]),
        ("study of war", "e1", set(), ["Study of War"]),
        ("Russian Defence Ministry", "e3", set(), ["Russian Defence Ministry"]),
        ("officials", "e4", set(), ["officials"]),
        ("depot near", "e4", set(), ["depot near"]),
        ("THEY RETOOK", "e2", set(), ["They retook"]),
        ("amark", "", set(), []),
        ("Atlantis", "", set(), []),
        ("i", "", set(), []),
        ("", "", set(), []),
    ],
)
def test_find(query: str, events: str, places: set[str], words: list[str]) -> None:
    found = find(query, sample.analysis(), names)
    assert " ".join(sorted(found.event_ids)) == events
    assert found.place_ids == places
    assert [span.quote(sample.TEXT) for span in found.spans] == words
    assert bool(found) == bool(words)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("Isium", "Izyum"),
        ("Samarkant", "Samarkand"),
        ("Балаклеия", sample.BALAKLIIA.name),
        ("Russian Defense Ministri", "Russian Defence Ministry"),
        ("Atlantis", ""),
        ("", ""),
    ],
)
def test_a_typing_error_is_answered_with_what_is_spelled_nearly_so(query: str, first: str) -> None:
    found = suggestions(query, sample.analysis(), names)
    assert next(iter(found), "") == first
    assert not first or find(first, sample.analysis(), names)


def test_a_side_is_found_though_its_name_stands_nowhere_in_the_sentence() -> None:
    found = find("Ukraine", sample.analysis(), names)
    assert found.by_words >= {"e1", "e2"}


def test_a_town_is_not_marked_for_another_town_of_the_same_event() -> None:
    found = find("Изюм", sample.analysis(), names)
    assert found.marks(["e3"], sample.IZYUM.id)
    assert not found.marks(["e3"], sample.BALAKLIIA.id)
    assert find("acknowledged", sample.analysis(), names).marks(["e3"], sample.BALAKLIIA.id)


@given(st.text())
def test_whatever_is_typed_the_spans_lie_in_the_text(query: str) -> None:
    found = find(query, sample.analysis(), names)
    assert all(0 <= span.start < span.end <= len(sample.TEXT) for span in found.spans)
    assert found.by_words <= found.event_ids
    assert found or found == NOTHING
