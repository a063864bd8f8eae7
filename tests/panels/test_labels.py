"""Labels that Streamlit reads as Markdown show their words as they stand."""

import pytest

from components.panels.labels import WORD_JOINER, counted, label
from components.wording.phrases import sureness


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Izyum", "Izyum"),
        ("two\n lines", "two lines"),
        ("*b* _c_ `d`", r"\*b\* \_c\_ \`d\`"),
        ("[l](x)", r"\[l\]\(x\)"),
        ("$x$", r"\$x\$"),
        (":red[x]", rf"\:{WORD_JOINER}red\[x\]"),
        ("http://x", rf"http\:{WORD_JOINER}//x"),
        ("a@b", rf"a@{WORD_JOINER}b"),
        ("Held: by whom", r"Held\: by whom"),
    ],
)
def test_label(words: str, written: str) -> None:
    assert label(words) == written


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 events"), (1, "1 event"), (3, "3 events"), (1203, "1,203 events")]
)
def test_counted(number: int, told: str) -> None:
    assert counted(number, "event") == told


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (1.0, "sure"),
        (0.9, "sure"),
        (0.89, "likely"),
        (0.5, "likely"),
        (0.49, "unsure"),
        (0.0, "unsure"),
    ],
)
def test_sureness(confidence: float, word: str) -> None:
    assert sureness(confidence) == word
