"""The corpora of ../shared/geoparsing and our own marked sentences, as documents of
components/evaluation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from components.core.records import Article, Span
from components.evaluation.corpora import CorpusText, GoldToponym, read_documents
from components.language.parse import parse

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "geoparsing"
CORPORA = ("lgl", "trnews", "geovirus")
SENTENCES = Path(__file__).with_name("sentences.txt")
MARKED = re.compile(r"\[\[(.+?)\]\]")


def documents(corpus: str) -> list[CorpusText]:
    """These corpora say themselves which names are demonyms."""
    return read_documents(FOLDER / f"{corpus}.jsonl", is_demonym=lambda _: False)


def is_looked_at(item: CorpusText) -> bool:
    """Even-numbered documents are looked at and fitted to; the odd ones are only scored."""
    return item.number % 2 == 0


def sentences() -> list[CorpusText]:
    """Our own: places in double brackets, without positions. All are looked at and fitted to."""
    blocks = SENTENCES.read_text(encoding="utf-8").strip().split("\n\n")
    return [_marked(2 * number, block) for number, block in enumerate(blocks)]


def _marked(number: int, block: str) -> CorpusText:
    text, gold, position = "", [], 0
    for match in MARKED.finditer(block):
        text += block[position : match.start()]
        gold.append(
            GoldToponym(span=Span(start=len(text), end=len(text) + len(match[1])), text=match[1])
        )
        text, position = text + match[1], match.end()
    article = Article(id=f"sentences-{number}", text=text + block[position:])
    return CorpusText(corpus="sentences", number=number, article=article, gold=tuple(gold))


def parsed(items: Iterable[CorpusText], nlp: Language) -> list[tuple[CorpusText, Doc]]:
    return [(item, parse(item.article, nlp)) for item in items]
