"""Names that the language model takes for adverbs are names, and objects of their verbs; adverbs
stay adverbs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from components.core.records import Article
from components.language.parse import parse


@pytest.mark.parametrize(
    ("text", "word", "tag", "dep"),
    [
        ("Russian forces captured Bakhmut.", "Bakhmut", "NNP", "dobj"),
        (
            "Russia claims to have captured Bakhmut, but Ukraine denies it.",
            "Bakhmut",
            "NNP",
            "dobj",
        ),
        ("Russian forces failed to take Bakhmut.", "Bakhmut", "NNP", "dobj"),
        (
            "Russian forces continued their offensive operations around Bakhmut.",
            "Bakhmut",
            "NNP",
            "pobj",
        ),
        ("Russian forces moved again towards the town.", "again", "RB", "advmod"),
        ("Russia Strikes Again", "Again", "RB", "advmod"),
    ],
)
def test_a_name_is_no_adverb(text: str, word: str, tag: str, dep: str, nlp: Language) -> None:
    doc = parse(Article(id="test", text=text), nlp)
    token = next(token for token in doc if token.text == word)
    assert (token.tag_, token.dep_, doc.text) == (tag, dep, text)
