"""Names, lengths and days as the person wants them, and as the article has them where nothing was
chosen."""

from __future__ import annotations

from datetime import date

import pytest

from components.tables import rows
from components.wording.locale import (
    ReaderLocale,
    day_form,
    direction_of,
    length,
    locale_of,
    reading_as,
)
from components.wording.phrases import isolated, row_dicts, spelled, time_in_words
from components.wording.provenance import full_day, stamp
from tests import sample

ROWS = {row["event_id"]: row for row in reversed(row_dicts(rows.events_table(sample.analysis())))}
DAY = date(2022, 9, 10)


def test_without_a_choice_the_article_stands() -> None:
    assert spelled(ROWS["e2"]) == "Kupiansk"
    assert time_in_words(ROWS["e5"]) == "15–16 September"
    assert length(38.0, "mi", measured_km=61.2) == (38.0, "mi")
    assert full_day(DAY) == "10 September 2022"


@pytest.mark.parametrize(
    ("event", "days", "words"),
    [
        ("e3", "iso", "By 2022-09-10"),
        ("e2", "iso", "Between 2022-09-06 and 2022-09-12"),
        ("e5", "iso", "2022-09-15 – 2022-09-16"),
        ("e6", "iso", "Between 2022-10-01 and 2022-10-31"),
        ("e4", "de", "09.09.2022"),
        ("e4", "en-US", "Sep 9, 2022"),
        ("e4", "uk", "9 вер. 2022\u202fр."),
        ("e4", "xx-nonsense", "9 Sept 2022"),
    ],
)
def test_days_in_the_readers_form(event: str, days: str, words: str) -> None:
    with reading_as(ReaderLocale(days=days)):
        assert time_in_words(ROWS[event]) == words
    assert day_form(DAY) == ""


def test_the_stamp_follows() -> None:
    with reading_as(ReaderLocale(days="iso")):
        assert "What one article of 2022-09-10 says" in stamp(DAY)


def test_a_name_that_is_known_replaces_the_spelling_and_no_other() -> None:
    with reading_as(ReaderLocale(names={sample.KUPIANSK.id: "Куп’янськ"})):
        assert spelled(ROWS["e2"]) == "Куп’янськ"
        assert spelled(ROWS["e3"]) == "Balakliya"


@pytest.mark.parametrize(
    ("unit", "value", "told"),
    [
        ("km", (38.0, "mi", 61.155), (61.155, "km")),
        ("mi", (61.155, "km", 61.155), (38.0, "mi")),
        ("mi", (38.0, "mi", 61.155), (38.0, "mi")),
        ("km", (0.4, "share", None), (0.4, "share")),
        ("km", (38.0, "mi", float("nan")), (38.0, "mi")),
    ],
)
def test_lengths(
    unit: str, value: tuple[float, str, float | None], told: tuple[float, str]
) -> None:
    with reading_as(ReaderLocale(unit=unit)):
        number, name = length(value[0], value[1], measured_km=value[2])
    assert (number, name) == (pytest.approx(told[0], abs=0.01), told[1])


def test_an_unknown_locale_is_no_error() -> None:
    assert str(locale_of("zz")) == "en_GB"
    assert str(locale_of("")) == "en_GB"
    assert str(locale_of("pt-BR")) == "pt_BR"


@pytest.mark.parametrize(
    ("language", "direction"),
    [("ar", "rtl"), ("fa", "rtl"), ("he", "rtl"), ("uk", "ltr"), ("zh", "ltr"), ("qqq", "auto")],
)
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize("name", ["الفاشر", "חיפה", "Al-Fashir الفاشر"])
def test_a_name_from_right_to_left_is_isolated_and_no_other(name: str) -> None:
    assert isolated(name) == f"\u2068{name}\u2069"
    assert [isolated(one) for one in ("Izyum", "Харків", "東京")] == ["Izyum", "Харків", "東京"]
