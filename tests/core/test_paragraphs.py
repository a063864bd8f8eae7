from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.paragraphs import blocks, paragraphs

WRAPPED = """Rain fell for most of the week on the plain south of the
river, and the columns moved along the paved roads only.
Engineers laid two bridges at night near the old ferry of
Andriivka.
"We crossed at four", an officer said.
The town hall was empty when the first group reached the
square."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One.\n \t\nTwo.\n\n\n\nThree.", ["One.", "Two.", "Three."]),
        ("* One.\n* Two.\n• Three", ["One.", "Two.", "Three"]),
        ("Two points:\n- The first.\n- The second.", ["Two points:", "The first.", "The second."]),
        ("Three things:\n1. Bread\n2. Water\n3) Salt", ["Three things:", "Bread", "Water", "Salt"]),
        ("A headline without a stop\nThe first sentence.\nThe second.", 3),
        ("February 24, 2022\nTanks cross the border at dawn.", 2),
        ("Home\nabout us\nResearch", 3),
        ("The bridges over the river near the old mill were\nblown up at noon.", 1),
        ("They named the towns of Balakliya, Izyum, Kupiansk,\nVovchansk and Lyman.", 1),
        (
            "The president spoke on the eve of the feast to mark the\nIndependence Day of the republic.",
            1,
        ),
        ("  indented  ", ["indented"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_paragraphs_are_found(text: str, expected: list[str] | int) -> None:
    found = [span.quote(text) for span in paragraphs(text)]
    assert (found if isinstance(expected, list) else len(found)) == expected


def test_wrapped_lines_are_joined_and_short_lines_end_a_paragraph() -> None:
    starts = [span.quote(WRAPPED).split()[0] for span in paragraphs(WRAPPED)]
    assert starts == ["Rain", '"We', "The"]


def test_a_dash_that_a_margin_pushed_to_the_next_line_is_no_bullet() -> None:
    text = (
        "The council voted on Tuesday to annex the four regions of\n"
        "the south – Donetsk, Kherson, Luhansk and Zaporizhzhia\n"
        "– although nobody outside of the country took note of\nit."
    )
    assert len(paragraphs(text)) == 1


def test_a_block_is_what_has_no_blank_line_inside() -> None:
    text = "Ruins at the station\nA man walks past.\n(Name / Agency)\n\nThe news."
    assert [len(block) for block in blocks(text)] == [3, 1]


@given(st.text(alphabet=st.sampled_from("ab .\n-*•1)A\r\t“”"), max_size=200))
def test_paragraphs_are_in_order_apart_and_trimmed(text: str) -> None:
    spans = paragraphs(text)
    assert all(span.quote(text) == span.quote(text).strip() != "" for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
