"""Numbers in words and digits with what qualifies them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from components.language.english.numbers import figures_at, is_number

ROWS = [
    ("13 people", [(13.0, "", "13")]),
    ("at least thirteen people", [(13.0, "at least", "thirteen")]),
    ("forty-two people", [(42.0, "", "forty-two")]),
    ("three hundred and more people", [(300.0, "", "three hundred")]),
    ("20 or more people", [(20.0, "at least", "20")]),
    ("20 or so people", [(20.0, "about", "20")]),
    ("1.5 million people", [(1_500_000.0, "", "1.5 million")]),
    ("two dozen people", [(24.0, "", "two dozen")]),
    ("dozens of people", [(None, "", "dozens")]),
    ("tens of thousands of people", [(None, "", "thousands")]),
    ("hundreds of thousands of people", [(None, "", "hundreds of thousands")]),
    ("between 20 and 30 people", [(20.0, "at least", "20"), (30.0, "at most", "30")]),
    ("20 to 30 people", [(20.0, "at least", "20"), (30.0, "at most", "30")]),
    ("as many as 500 people", [(500.0, "at most", "500")]),
    ("well over 500 people", [(500.0, "at least", "500")]),
    ("an estimated 2,000 people", [(2000.0, "about", "2,000")]),
]


@pytest.mark.parametrize(("words", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_figures(words: str, expected: list[tuple[float | None, str, str]], nlp: Language) -> None:
    doc = nlp.make_doc(words)
    number = next(token for token in doc if is_number(token))
    found = figures_at(number)
    assert [(one.value, one.qualifier, doc[one.first : one.end].text) for one in found] == expected


@given(value=st.integers(min_value=0, max_value=10**9))
def test_a_number_in_digits_keeps_its_value(value: int, nlp: Language) -> None:
    for written in (str(value), f"{value:,}"):
        doc = nlp.make_doc(f"About {written} people fled.")
        assert [(one.value, one.qualifier) for one in figures_at(doc[1])] == [
            (float(value), "about")
        ]
