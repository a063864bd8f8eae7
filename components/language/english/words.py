"""What sort of word a token is, by the rows: an office, a force, a report..."""

from __future__ import annotations

from functools import lru_cache

from spacy.tokens import Token

from components.lexicon.people import ReportRow, actor_lexicon
from components.lexicon.senses import senses_in, with_singular, words_of
from components.lexicon.time import time_lexicon


@lru_cache(maxsize=1 << 15)
def _forms(text: str, lemma: str) -> frozenset[str]:
    """The lemma and the written word, which proper nouns keep in the plural, with its singular."""
    return with_singular(text) | {lemma.lower()}


@lru_cache(maxsize=1 << 15)
def _senses_of(text: str, lemma: str) -> frozenset[str]:
    return senses_in(_forms(text, lemma))


@lru_cache(maxsize=1 << 10)
def _given(senses: tuple[str, ...]) -> tuple[str, ...]:
    """The senses; raises InstallationError where no row gives one."""
    for sense in senses:
        words_of(sense)
    return senses


def is_a(token: Token, *senses: str) -> bool:
    return not _senses_of(token.text, token.lemma_).isdisjoint(_given(senses))


def report_row(token: Token) -> ReportRow | None:
    """The row of a report (``document``), of footage, data (``evidence``), a claim (``act``)."""
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    found = sorted(_forms(token.text, token.lemma_))
    return next((row for form in found if (row := actor_lexicon().report_nouns.get(form))), None)


def is_report_noun(token: Token, *kinds: str) -> bool:
    row = report_row(token)
    return row is not None and row.kind in (kinds or ("document", "evidence"))


@lru_cache(maxsize=1 << 15)
def in_class(word: str, *classes: str) -> bool:
    return any(time_lexicon().has(word, kind) for kind in classes)


def time_value(word: str, kind: str) -> str:
    """Its value in the class, or the word itself where it is written in figures."""
    return time_lexicon().value(word, kind)
