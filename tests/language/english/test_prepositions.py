"""Places behind prepositions."""

from __future__ import annotations

import pytest

from components.language.english.prepositions import is_excepted
from components.reading.knowledge import Knowledge


@pytest.mark.parametrize(
    ("text", "excepted"),
    [
        ("Rebels took every town except Lyman.", True),
        ("Except for Lyman, all towns were shelled.", True),
        ("The army shelled every village apart from Lyman.", True),
        ("Protests were held in all cities other than Lyman.", True),
        ("The rule bans all flights, with the exception of flights to the airport in Lyman.", True),
        ("Rebels hold every town excluding Lyman.", True),
        ("Rebels took every town near Lyman.", False),
        ("Besides Izyum, rebels took Lyman.", False),
        ("They fled from Lyman.", False),
        ("Rebels took Lyman, the exception.", False),
    ],
)
def test_what_is_left_out(text: str, *, excepted: bool, knowledge: Knowledge) -> None:
    (place,) = (word for word in knowledge.nlp(text) if word.text == "Lyman")
    assert is_excepted(place) is excepted
