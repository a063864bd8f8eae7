"""Measures in words: the words' unit and kilometres, no false decimals, and what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.cards.checks import checks_html, measured_in_words
from components.control.statements import Row, plain
from components.tables.rows import checks_table
from components.wording.locale import ReaderLocale, reading_as
from tests import sample

HOSTILE = "<script>alert(1)</script>${alert(2)}`"
CHECKS = checks_table(sample.analysis())
DISTANCE = plain(CHECKS)[0] | {"how": "geodesic between the gazetteer's points, bearing 24° (NNE)"}


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (
            {},
            ("36–38 mi centre to centre, 24° (NNE)", "38 mi, 61 km between the gazetteer's points"),
        ),
        ({"kind": "depth", "measured": 40.2, "measured_km": 64.7}, ("40 mi, 65 km",)),
        (
            {"kind": "share", "unit": "km2", "measured": 31389.0, "measured_km": 31389.0},
            ("31,389 km²",),
        ),
        (
            {"kind": "share", "unit": "%", "measured": 95.6, "measured_km": 30000.0},
            ("96 % (30,000 km²)",),
        ),
        (
            {"kind": "area", "unit": "mi2", "measured": 444.0, "measured_km": 1150.0},
            ("444 mi² (1,150 km²)",),
        ),
        ({"kind": "comparison", "measured": "", "measured_km": "", "unit": ""}, ("not measured",)),
    ],
    ids=["distance", "depth", "region", "share", "area", "nothing"],
)
def test_what_was_measured(cells: Row, told: tuple[str, ...]) -> None:
    assert measured_in_words({**DISTANCE, **cells}) == told


def test_a_length_comes_in_the_readers_unit_first() -> None:
    with reading_as(ReaderLocale(unit="km")):
        told = measured_in_words(DISTANCE)
    assert told == (
        "58–61 km centre to centre, 24° (NNE)",
        "61 km, 38 mi between the gazetteer's points",
    )


def test_a_row_has_words_tolerance_verdict_and_way() -> None:
    written = checks_html(CHECKS)
    for words in (
        "about 30 miles north of Izyum",
        "27 to 33 mi",
        "off by 5 mi beyond the tolerance",
        "geodesic between",
    ):
        assert words in written
    assert '<th scope="row">' in written


def test_hostile_words_stay_text() -> None:
    reading = sample.analysis()
    hostile = replace(
        reading,
        checks=tuple(replace(one, claim=HOSTILE, verdict=HOSTILE) for one in reading.checks),
    )
    written = checks_html(checks_table(hostile))
    assert "<script" not in written
    assert not set("`$") & set(written)
