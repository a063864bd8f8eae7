"""Labels that Streamlit reads as Markdown show their words as they stand."""

import pytest

from components.panels.elements import WORD_JOINER, label


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
