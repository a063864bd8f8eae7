"""What an article says stays text: in elements, in attributes, in JavaScript's template
literals."""

from __future__ import annotations

import base64
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core import safe_html
from components.core.safe_html import Html, element, join, link, picture, text
from tests.markup import Elements

HOSTILE = (
    "<script>alert(1)</script>",
    "${alert(1)}",
    "`; alert(1); `",
    "\\`${alert(1)}",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)",
    "</textarea><img src=x onerror=alert(1)>",
    "{{ 7 * 7 }}",
    "&lt;b&gt;",
)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_shows_as_it_stands(words: str) -> None:
    read = Elements(element("p", words, title=words))
    assert read.found == [("p", {"title": words})]
    assert read.words == words


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_is_left_that_ends_a_literal(words: str) -> None:
    assert not set(text(words)) & set("<>\"'`${}\\")


@given(st.text(alphabet=st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Cn"])))
def test_text_reads_back(words: str) -> None:
    assert html.unescape(text(words)) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("left \u202egnorw\u202c", "left �gnorw�"),
        ("in \u2068الفاشر\u2069, 9", "in \u2068الفاشر\u2069, 9"),
        ("\u2068a\u202eb\u2069 \u2068c", "�a�b� �c"),
        ("\u2068a\u2068b\u2069\u2069", "�a\u2068b\u2069�"),
        ("a\x00b", "a�b"),
        ("line\nnext\tcell", "line\nnext\tcell"),
    ],
)
def test_marks_that_hide_or_turn_text_are_shown(words: str, shown: str) -> None:
    assert html.unescape(text(words)) == shown


def test_markup_is_written_once() -> None:
    inner = element("b", "1 < 2")
    assert element("p", inner, " & more") == "<p><b>1 &#60; 2</b> &#38; more</p>"
    assert join(["a<b", inner], separator=element("br")) == "a&#60;b<br><b>1 &#60; 2</b>"
    assert isinstance(join([]), Html)


def test_attributes() -> None:
    assert element(
        "div", class_="card", hidden=True, title=None, aria_label='say "so"', data_event="e1"
    ) == ('<div class="card" hidden aria-label="say &#34;so&#34;" data-event="e1"></div>')


@pytest.mark.parametrize(
    ("url", "is_link"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("#s12", True),
        ("javascript:alert(1)", False),
        ("data:text/html,<script>", False),
        (" java\nscript:alert(1)", False),
        ("", False),
        ("//example.org", False),
        ("https://example.org/ onclick=x", False),
    ],
)
def test_only_web_addresses_become_links(url: str, is_link: bool) -> None:
    assert link(url, "source").startswith("<a ") is is_link
    assert "source" in link(url, "source")


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: element("script", "x"),
        lambda: element("p", onclick="x"),
        lambda: element("a", href="javascript:x"),
        lambda: element("a", href="../above.html"),
        lambda: element("a", href="//example.org/page.html"),
        lambda: element("img", src="https://example.org/x.png"),
        lambda: element("p", style="background:url(x)"),
        lambda: element("p", style="color:red;}<"),
    ],
)
def test_mistakes_of_the_caller_are_told(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r"no element|no attribute|href takes|src takes|style"):
        wrong()


def test_styles_of_plain_values() -> None:
    assert 'style="color: #0072B2; width: 40%"' in safe_html.element(
        "p", style="color: #0072B2; width: 40%"
    )


def test_pictures_hold_their_drawing() -> None:
    drawing = element("svg", element("title", "<script>"), xmlns="http://www.w3.org/2000/svg")
    read = Elements(picture(drawing, dark={"rect": "fill: red"}, width=20))
    ((name, given),) = read.found
    assert (name, given["alt"], given["width"]) == ("img", "", "20")
    style = "<style>@media (prefers-color-scheme: dark) { rect { fill: red } }</style>"
    held = base64.b64decode(str(given["src"]).partition(",")[2]).decode()
    assert held == drawing.replace("</svg>", f"{style}</svg>")
