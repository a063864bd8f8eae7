"""What hedges allow, each row of the lexicon with its example, and a distance in words without
false decimals."""

from __future__ import annotations

import csv

import pytest

from components.core import settings
from components.lexicon.measures import PLAIN, load_tolerances, tolerance_in
from components.wording.control import distance_in_words

PATH = settings.LEXICON / "tolerances.csv"
TOLERANCES = load_tolerances(PATH)
with PATH.open(encoding="utf-8", newline="") as lines:
    ROWS = [(row["hedge"], row["example"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("hedge", "example"), ROWS)
def test_each_hedge_is_found_in_its_example(hedge: str, example: str) -> None:
    assert tolerance_in(example, TOLERANCES) == TOLERANCES[hedge]
    assert TOLERANCES[hedge].words.startswith(f'"{hedge}" allows ')


@pytest.mark.parametrize(
    ("words", "value", "allowed"),
    [
        ("roughly", 33.0, True),
        ("roughly", 33.1, False),
        ("roughly", 27.0, True),
        ("at least", 300.0, True),
        ("at least", 28.0, False),
        ("up to", 3.0, True),
        ("up to", 32.0, False),
        ("more than", 37.0, True),
        ("more than", 38.0, False),
        ("", 31.0, True),
        ("", 32.0, False),
    ],
)
def test_what_a_hedge_allows_of_thirty(words: str, value: float, allowed: bool) -> None:
    tolerance = TOLERANCES[words] if words else PLAIN
    assert tolerance.allows(30.0, value, value) is allowed


def test_the_words_of_a_tolerance() -> None:
    assert TOLERANCES["roughly"].words == '"roughly" allows 10 %'
    assert TOLERANCES["at least"].words == '"at least" allows 5 % below, any above'
    assert tolerance_in("30 miles north of about everything", TOLERANCES) == PLAIN


@pytest.mark.parametrize(
    ("low_km", "high_km", "unit", "words"),
    [
        (
            57.2,
            65.0,
            "mi",
            "36–40 mi centre to centre, 24° (NNE); the text says roughly 30 miles north of Izium",
        ),
        (
            57.2,
            65.0,
            "km",
            "57–65 km centre to centre, 24° (NNE); the text says roughly 30 miles north of Izium",
        ),
        (
            61.1,
            61.1,
            "km",
            "61 km centre to centre, 24° (NNE); the text says roughly 30 miles north of Izium",
        ),
        (
            1.2,
            2.34,
            "km",
            "1.2–2.3 km centre to centre, 24° (NNE); the text says roughly 30 miles north of Izium",
        ),
    ],
)
def test_a_distance_in_words(low_km: float, high_km: float, unit: str, words: str) -> None:
    row = {
        "low_km": low_km,
        "high_km": high_km,
        "unit": unit,
        "claim": "roughly 30 miles north of Izium",
        "how": "geodesic between the gazetteer's points, bearing 24° (NNE)",
    }
    assert distance_in_words(row) == words
