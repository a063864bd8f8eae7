from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, strategies

from components.core.errors import BadDate
from components.sources.fields import DayOrder, published_day

DAYS = (
    "2022-09-12",
    " 2022-09-12 ",
    "2022-09-12T23:30:00Z",
    "2022-09-12T23:30:00+09:00",
    "2022-09-12 10:00:00.123",
    "20220912",
    "2022/09/12",
    "2022.09.12",
    "12 September 2022",
    "12 Sep 2022",
    "September 12, 2022",
    "Sep 12, 2022",
    "Sept 12, 2022",
    "Sept. 12, 2022",
    "Sep. 12 2022",
    "12. September 2022",
    "September 12th, 2022",
    "Mon 12 Sep 2022",
    "2022-9-12",
    "Monday, 12 September 2022",
    "20220912T100000Z",
    "Mon, 12 Sep 2022 10:00:00 GMT",
    "Mon, 12 Sep 2022 23:30:00 -0700",
)


@pytest.mark.parametrize("words", DAYS)
def test_days_are_read_as_they_are_written(words: str) -> None:
    assert published_day(words) == date(2022, 9, 12)


@pytest.mark.parametrize(
    ("words", "order", "month"),
    [
        ("12/09/2022", "day-first", 9),
        ("12/09/2022", "month-first", 12),
        ("12.9.2022", "day-first", 9),
        ("09-12-2022 10:00", "month-first", 9),
    ],
)
def test_a_day_that_may_be_two_is_read_in_the_order_that_was_said(
    words: str, order: DayOrder, month: int
) -> None:
    found = published_day(words, order=order)
    assert found is not None
    assert (found.year, found.month) == (2022, month)
    with pytest.raises(
        BadDate, match=r"a\.csv, row 2: .* two ways\. Say which order it is: day-first"
    ):
        published_day(words, where="a.csv, row 2")


@pytest.mark.parametrize(
    "words",
    ["yesterday", "2022-02-30", "1662940800", "2022", "September 2022", "32 May 2022", "99999999"],
)
def test_what_is_no_day_is_told(words: str) -> None:
    with pytest.raises(BadDate, match="is no day"):
        published_day(words, where="a.csv, row 2")


def test_a_day_in_the_wrong_order_is_told() -> None:
    with pytest.raises(BadDate, match="It was read month-first"):
        published_day("31/01/2022", order="month-first")


@pytest.mark.parametrize("words", ["", "  "])
def test_no_words_are_no_day(words: str) -> None:
    assert published_day(words) is None


@given(strategies.text(max_size=60))
def test_any_words_are_a_day_none_or_an_error_of_ours(words: str) -> None:
    try:
        day = published_day(words)
    except BadDate:
        return
    assert day is None or any(letter.isdigit() for letter in words)
