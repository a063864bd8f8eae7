from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from components.core.errors import InstallationError
from components.core.paragraphs import paragraphs
from components.core.records import Article
from components.core.settings import ROOT
from components.language.parse import SENTENCE_TOKENS, load_language_model, parse, readable_text
from components.sources.article.boilerplate import find_dropped


@pytest.fixture(scope="module")
def nlp(language_model: Language) -> Language:
    """The model itself: what it was given before is not asked of it here."""
    return language_model


def article(text: str) -> Article:
    return Article(id="test", text=text, dropped=find_dropped(text))


def sentences(text: str, nlp: Language) -> list[str]:
    return [
        sentence.text for sentence in parse(article(text), nlp).sents if not sentence.text.isspace()
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They left the river.In televised remarks he agreed.",
            ["They left the river.", "In televised remarks he agreed."],
        ),
        (
            "They moved its residents.\nGeneral Bondar agreed.",
            ["They moved its residents.", "General Bondar agreed."],
        ),
        (
            "Troops enter the town\n\nIt is quiet now.",
            ["Troops enter the town", "It is quiet now."],
        ),
        ("* Troops left the isle\n* A ship sailed", ["Troops left the isle", "A ship sailed"]),
        (
            "The warship of the southern fleet sinks in the\nsea.",
            ["The warship of the southern fleet sinks in the sea."],
        ),
        ("  They left.  ", ["They left."]),
        ("He said: “We leave now.”", ["He said: “We leave now.”"]),
        (
            "He spoke under her employ.[1] She left.[2][3] They met.",
            ["He spoke under her employ.", "She left.", "They met."],
        ),
        (
            "They left. == Battle of the isle == Troops came. === Toll ===\nTwo fell.",
            ["They left.", "Battle of the isle", "Troops came.", "Toll", "Two fell."],
        ),
        ("The U.S. Army met Gen. Bondar in Kyiv.", ["The U.S. Army met Gen. Bondar in Kyiv."]),
        ("“It fell.” she said. They fled.", ["“It fell.” she said.", "They fled."]),
    ],
)
def test_sentences(text: str, expected: list[str], nlp: Language) -> None:
    assert sentences(text, nlp) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow´s men", "Moscow's men"),
        ("Moscow’s men", "Moscow's men"),
        ("⚡️Men of 🇺🇦Ukraine", "  Men of   Ukraine"),
        ("zero\u200bwidth\xa0space", "zero width space"),
        ("It fell.[12] He left.", "It fell.     He left."),
        ("* One\n* Two", "  One   Two"),
        ("It fell. https://example.org/a", "It fell.                      "),
    ],
)
def test_what_is_read_has_the_length_of_the_text(text: str, expected: str) -> None:
    assert readable_text(article(text), paragraphs(text)) == expected


def test_tokens_stand_at_their_offsets(nlp: Language) -> None:
    text = "Kyiv 🇺🇦 said:\r\n\r\nRead more: Grain ships leave\n\nMoscow´s troops left Izyum.[3] They went to Lyman."
    doc = parse(article(text), nlp)
    for word in ("Kyiv", "Moscow", "Izyum", "Lyman"):
        assert [token.idx for token in doc if token.text == word] == [text.index(word)]
    assert "Grain" not in doc.text


def test_an_empty_article_is_an_empty_doc(nlp: Language) -> None:
    assert len(parse(article(""), nlp)) == 0


def test_without_a_model_the_error_names_the_command_that_requirements_agree_with() -> None:
    with pytest.raises(InstallationError, match="pip install") as caught:
        load_language_model(("no_such_model",))
    pin = caught.value.way_out.split()[-1]
    assert pin in (ROOT / "requirements.txt").read_text(encoding="utf-8")


@given(st.text(alphabet=st.sampled_from("aB .\n\r*“”\"'’´[1]🇺🇦\u200b—"), max_size=120))
@settings(max_examples=40, deadline=None)
def test_whatever_the_text_offsets_hold(nlp: Language, text: str) -> None:
    doc = parse(article(text), nlp)
    assert len(doc.text) == len(text)
    starts = {token.idx for token in doc if token.is_sent_start}
    assert all(span.start in starts for span in paragraphs(text) if doc.text[span.start].strip())


@pytest.mark.parametrize("sign", [*"([“…—'$!?*#<&-=_~|/\\%^", "\u0301", "’", "«"])
def test_a_long_run_of_signs_is_no_words(sign: str, nlp: Language) -> None:
    doc = parse(article("Troops left Izyum. " + sign * 9_000 + " They went to Lyman."), nlp)
    assert len(doc) < 40
    assert {"Izyum", "Lyman"} <= {token.text for token in doc}


@pytest.mark.parametrize(
    "run", ["a" * 100_000, "a-" * 50_000, "a.b/" * 25_000, "1,000," * 15_000, "(a" * 50_000]
)
def test_what_has_no_blank_for_thousands_of_letters_is_read_to_a_bound(
    run: str, nlp: Language
) -> None:
    doc = parse(article(f"Troops left Izyum. {run} They went to Lyman."), nlp)
    assert len(doc) < 2_000
    assert {"Izyum", "Lyman"} <= {token.text for token in doc}


@pytest.mark.parametrize(
    "part", ["Izyum, ", "Izyum and ", "on Monday, ", "( ", "of the town ", "“ "]
)
def test_a_list_without_end_is_broken_into_sentences(part: str, nlp: Language) -> None:
    sentences = [
        len(sentence) for sentence in parse(article("Troops left " + part * 1_500), nlp).sents
    ]
    assert max(sentences) <= SENTENCE_TOKENS
    assert sum(sentences) > 1_500
