"""The selection stands in the address and comes back from it; what cannot be read is told and left
out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.view.corpus import CorpusView, Numbers, choices, from_query, selection_in_words
from components.view.facets import READINGS

DAYS = st.none() | st.dates()
TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)
CHOICES = st.frozensets(
    st.tuples(st.sampled_from(["side", "speaker", "says", "publisher"]), TEXTS.filter(bool))
    | st.tuples(st.just("reading"), st.sampled_from(READINGS)),
    max_size=5,
)

NUMBERS = st.builds(Numbers, least=st.integers(1, 1000)) | st.tuples(
    st.integers(1, 1000), st.integers(1, 1000)
).map(lambda ends: Numbers(least=min(ends), most=max(ends)))


@given(
    view=st.builds(
        CorpusView,
        first_day=DAYS,
        last_day=DAYS,
        show_undated=st.booleans(),
        filters=CHOICES,
        find=TEXTS,
        place=TEXTS,
        doc=TEXTS,
        event=TEXTS,
        page=st.integers(1, 10**9),
        publishers=NUMBERS,
        origins=NUMBERS,
        zoom=st.none() | st.sampled_from([3.0, 7.25]),
    ).filter(lambda view: not (view.first_day and view.last_day) or view.first_day <= view.last_day)
)
def test_an_address_gives_the_view_back(view: CorpusView) -> None:
    read = from_query(view.to_query())
    assert (read, read.notices) == (view, ())


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("from", "yesterday"),
        ("to", "2022-13-01"),
        ("undated", "perhaps"),
        ("publishers", "0"),
        ("publishers", "many"),
        ("publishers", "3-2"),
        ("origins", "1-"),
        ("origins", "1-1001"),
        ("page", "-1"),
        ("page", "²"),
        ("lat", "91"),
        ("lon", "nan"),
        ("zoom", "99"),
        ("kind", "gossip"),
        ("reading", "certain"),
    ],
)
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
    view = CorpusView(
        first_day=date(2022, 9, 1),
        find="bridge",
        publishers=Numbers(least=2),
        place="geonames:1",
        filters=paper,
    )
    assert selection_in_words(view, place_name="Izyum") == (
        "from 1 September 2022; at Izyum; told by 2 publishers or more; publisher: Paper 1; “bridge”"
    )
    assert selection_in_words(CorpusView()) == "all days"


@pytest.mark.parametrize(
    ("numbers", "written", "told"),
    [
        (Numbers(), "", "1 publisher or more"),
        (Numbers(least=2), "2", "2 publishers or more"),
        (Numbers(most=1), "1-1", "1 publisher"),
        (Numbers(least=5, most=9), "5-9", "5 to 9 publishers"),
    ],
)
def test_how_many_tell_it_in_the_address_and_in_words(
    numbers: Numbers, written: str, told: str
) -> None:
    assert (str(numbers), numbers.in_words("publisher")) == (written, told)


def test_each_choice_can_be_given_up_and_all_together_are_the_selection() -> None:
    view = CorpusView(
        first_day=date(2022, 9, 1),
        last_day=date(2022, 9, 30),
        show_undated=False,
        place="geonames:1",
        find="bridge",
        publishers=Numbers(most=1),
        origins=Numbers(least=2),
        page=3,
        filters=frozenset({("side", "Russia"), ("side", "Ukraine"), ("kind", "control")}),
    )
    told = dict(choices(view, place_name="Izyum"))
    assert list(told) == [
        "from 1 September 2022",
        "to 30 September 2022",
        "only with a day",
        "at Izyum",
        "told by 1 publisher",
        "from 2 origins or more",
        "“bridge”",
        "control",
        "side: Russia",
        "side: Ukraine",
    ]
    for words, without in told.items():
        assert words not in dict(choices(without, place_name="Izyum"))
        assert len(dict(choices(without, place_name="Izyum"))) == len(told) - 1
    assert dict(choices(CorpusView(page=2, doc="a", event="b", zoom=4.0))) == {}
