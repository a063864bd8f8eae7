"""The selection stands in the address and comes back from it; what cannot be read is told and left out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.corpus.selection import CorpusView, from_query, selection_in_words
from components.facets import READINGS

DAYS = st.none() | st.dates()
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
CHOICES = st.frozensets(
    st.tuples(st.sampled_from(["side", "speaker", "says", "publisher"]), TEXTS.filter(bool))
    | st.tuples(st.just("reading"), st.sampled_from(READINGS)), max_size=5)


@given(view=st.builds(
    CorpusView, first_day=DAYS, last_day=DAYS, show_undated=st.booleans(), filters=CHOICES, find=TEXTS, place=TEXTS, doc=TEXTS,
    event=TEXTS, page=st.integers(1, 10**9), least_publishers=st.integers(1, 1000), zoom=st.none() | st.sampled_from([3.0, 7.25]),
).filter(lambda view: not (view.first_day and view.last_day) or view.first_day <= view.last_day))
def test_an_address_gives_the_view_back(view: CorpusView) -> None:
    read = from_query(view.to_query())
    assert (read, read.notices) == (view, ())


@pytest.mark.parametrize(("key", "value"), [
    ("from", "yesterday"), ("to", "2022-13-01"), ("undated", "perhaps"), ("publishers", "0"), ("publishers", "many"),
    ("page", "-1"), ("page", "²"), ("lat", "91"), ("lon", "nan"), ("zoom", "99"), ("kind", "gossip"), ("reading", "certain"),
])
def test_what_cannot_be_read_is_told_and_left_out(key: str, value: str) -> None:
    read = from_query({key: value, "find": "bridge"})
    assert read == CorpusView(find="bridge")
    assert f"{key}={value}" in read.notices[0]


def test_days_in_the_wrong_order_are_exchanged() -> None:
    read = from_query({"from": "2022-09-12", "to": "2022-09-01"})
    assert (read.first_day, read.last_day) == (date(2022, 9, 1), date(2022, 9, 12))
    assert "exchanged" in read.notices[0]


def test_a_selection_in_words() -> None:
    paper = frozenset({("publisher", "Paper 1")})
    view = CorpusView(first_day=date(2022, 9, 1), find="bridge", least_publishers=2, filters=paper)
    assert selection_in_words(view, place_name="Izyum") == (
        "from 1 September 2022; at Izyum; told by 2 publishers or more; publisher Paper 1; “bridge”")
    assert selection_in_words(CorpusView()) == "all days"
