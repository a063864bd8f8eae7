"""A person's list of pairs: read, written, and refused with line and way out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.errors import BadDecision
from components.linking.decisions import Decision, read_decisions, to_csv

HEAD = "decision,doc_id_1,event_id_1,doc_id_2,event_id_2\n"
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs")), min_size=1, max_size=8
)
DECISIONS = st.lists(
    st.builds(
        lambda one, two, event, what: Decision(
            first=(one, event), second=(f"{two}.", event), what=what
        ),
        WORDS.filter(lambda word: not word.endswith(".")),
        WORDS,
        WORDS,
        st.sampled_from(["apart", "same"]),
    ),
    unique_by=lambda one: (one.first, one.second),
)


@given(DECISIONS)
def test_what_is_written_is_read_again(decisions: list[Decision]) -> None:
    assert set(read_decisions(to_csv(decisions).encode(), where="list")) == set(decisions)


def test_the_order_of_the_two_says_nothing() -> None:
    assert Decision(first=("a", "1"), second=("b", "2")) == Decision(
        first=("b", "2"), second=("a", "1")
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no list of decisions"),
        (b"a,b\n1,2\n", "Its first line is"),
        (
            f"{HEAD}maybe,a,1,b,2\n".encode(),
            "list, line 2: decision is 'maybe'. It is apart or same.",
        ),
        (f"{HEAD}apart,a,1,,2\n".encode(), "line 2: A doc_id or event_id is missing."),
        (f"{HEAD}apart,a,1,a,2\n".encode(), "line 2: Both events are of one article"),
        (f"{HEAD}apart,a,1,b,2\nsame,b,2,a,1\n".encode(), "both apart and same"),
        (b"\xff\xfe", "cannot be read as CSV in UTF-8"),
        (f'{HEAD}apart,"a,1,b,2\n'.encode(), "cannot be read as CSV"),
    ],
)
def test_what_cannot_be_followed_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(BadDecision, match=re.escape(message)):
        read_decisions(data, where="list")
