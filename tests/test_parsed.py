"""What is kept of the language model says the same as the model."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from components.core.records import Article
from components.core.settings import ARTICLES
from components.language.parse import parse_all
from tests.parsed import kept_model

TEXTS = ("Russia shells Kyiv.\n\nAid trucks reached Gaza on Monday, the UN said.", "")


def annotation(doc: Doc) -> list[tuple[object, ...]]:
    return [
        (
            *(token.text, token.idx, token.tag_, token.pos_, str(token.morph), token.lemma_),
            *(token.dep_, token.head.i, token.left_edge.i, token.right_edge.i),
            *(token.is_sent_start, token.ent_iob_, token.ent_type_, token.norm_),
        )
        for token in doc
    ]


def test_what_is_kept_is_what_the_model_gives(language_model: Language, tmp_path: Path) -> None:
    digest = (ARTICLES / "kharkiv-september-2022.txt").read_text(encoding="utf-8")
    articles = [Article(id=text[:6], text=text) for text in (digest, *TEXTS)]
    plain = [annotation(doc) for doc in parse_all(articles, language_model)]
    for _ in range(2):
        kept = kept_model(language_model, tmp_path)
        assert [annotation(doc) for doc in parse_all(articles, kept)] == plain


def test_other_tokens_are_another_question(language_model: Language, tmp_path: Path) -> None:
    kept = kept_model(language_model, tmp_path)
    words, vocab = ["He", "left", ".", "She", "stayed", "."], language_model.vocab
    whole = kept(Doc(vocab, words=words, sent_starts=[True, *[False] * 5]))
    halved = kept(Doc(vocab, words=words, sent_starts=[True, False, False, True, False, False]))
    assert (len(list(whole.sents)), len(list(halved.sents))) == (1, 2)
