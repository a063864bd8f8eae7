"""Figures with what they count and the words that qualify them."""

from __future__ import annotations

import pytest

from components.knowledge import Knowledge
from tests.reading import read

ROWS = [
    ("The strike killed at least 13 people in Kherson.", [("killed", 13.0, "at least", "people")]),
    ("A bombing killed 13 soldiers in Kayseri and wounded 56 people.",
     [("killed", 13.0, "", "people"), ("wounded", 56.0, "", "people")]),
    ("Gunmen kidnapped about twenty students in Kaduna.", [("abducted", 20.0, "about", "people")]),
    ("Some 120,000 residents were evacuated from the town of Korenevo.", [("displaced", 120_000.0, "about", "people")]),
    ("The troops advanced 35 kilometres into the Kursk region.", [("distance", 35.0, "", "km")]),
    ("Rebels captured two villages near Goma.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_figures(text: str, expected: list[tuple[str, float, str, str]], knowledge: Knowledge) -> None:
    found = [figure for event in read(text, knowledge).events for figure in event.quantities]
    assert [(figure.kind, figure.value, figure.qualifier, figure.unit) for figure in found] == expected
