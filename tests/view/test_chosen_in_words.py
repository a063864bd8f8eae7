"""What was chosen is told in words, and each choice can be given up."""

from __future__ import annotations

from datetime import date

import pytest

from components.view.address import CountRange
from components.view.chosen_in_words import choices, selection_in_words
from components.view.selection import View


def test_a_selection_in_words() -> None:
    paper = frozenset({("publisher", "Paper 1")})
    view = View(
        first_day=date(2022, 9, 1),
        find="bridge",
        publishers=CountRange(least=2),
        place="geonames:1",
        filters=paper,
    )
    assert selection_in_words(view) == (
        "from 1 September 2022; at geonames:1; reported by 2 publishers or more; publisher: Paper 1; “bridge”"
    )
    assert selection_in_words(View()) == "all days"


@pytest.mark.parametrize(
    ("numbers", "written", "told"),
    [
        (CountRange(), "", "1 publisher or more"),
        (CountRange(least=2), "2", "2 publishers or more"),
        (CountRange(most=1), "1-1", "1 publisher"),
        (CountRange(least=5, most=9), "5-9", "5 to 9 publishers"),
    ],
)
def test_how_many_tell_it_in_the_address_and_in_words(
    numbers: CountRange, written: str, told: str
) -> None:
    assert (str(numbers), numbers.in_words("publisher")) == (written, told)


def test_each_choice_can_be_given_up_and_all_together_are_the_selection() -> None:
    view = View(
        first_day=date(2022, 9, 1),
        last_day=date(2022, 9, 30),
        show_undated=False,
        place="geonames:1",
        find="bridge",
        publishers=CountRange(most=1),
        origins=CountRange(least=2),
        page=3,
        filters=frozenset({("side", "Russia"), ("side", "Ukraine"), ("kind", "control")}),
    )
    told = dict(choices(view, place_name="Izyum"))
    assert list(told) == [
        "from 1 September 2022",
        "to 30 September 2022",
        "only with a day",
        "at Izyum",
        "reported by 1 publisher",
        "from 2 origins or more",
        "“bridge”",
        "control",
        "side: Russia",
        "side: Ukraine",
    ]
    for words, without in told.items():
        assert words not in dict(choices(without, place_name="Izyum"))
        assert len(dict(choices(without, place_name="Izyum"))) == len(told) - 1
    assert dict(choices(View(page=2, doc="a", selected="b", zoom=4.0))) == {}
