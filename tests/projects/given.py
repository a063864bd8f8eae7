"""Articles and corrections of projects, of our own words."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime

from components.core.records import Article, Span
from components.corrections.changes import KindChange
from components.corrections.records import Correction, Corrections, text_id
from components.sources.article.read import read_text

NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
TEXTS = ("Troops left Izium on Sunday.", "Shells hit Kherson on Monday.", "Rain fell on Lviv.")


def article(number: int) -> Article:
    return read_text(TEXTS[number], title=f"News {number}", published=date(2022, 9, 12))


def corrected(number: int, *, kind: str = "advance") -> Corrections:
    """One correction of the first word of an article."""
    own = article(number)
    span = Span(start=0, end=own.text.index(" "))
    made = Correction(
        article=text_id(own),
        span=span,
        quote=span.quote(own.text),
        change=KindChange(kind=kind),
        coder="A. Coder",
        time=NOW,
    )
    return Corrections(corrections=(made,))


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
