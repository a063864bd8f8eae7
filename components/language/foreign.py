"""Texts in other languages, without grammar: their sentences, and the days in words.

A language model of the person's own tells the events in quotes."""

from __future__ import annotations

from datetime import datetime, time
from functools import cache
from typing import TYPE_CHECKING, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from components.core.paragraphs import paragraphs
from components.core.records import Article, EventTime, Modality, Span
from components.language.english.time import AHEAD
from components.language.english.time.calendar import unit_around

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

ANY: Final = "xx"
"""spaCy's name for no language in particular."""
MOST_WORDS_BEFORE: Final = 2
"""Before a day's name: "у п'ятницю", "el pasado viernes"."""
NOON: Final = time(12)
UNITS: Final = {"week": "week", "month": "month", "year": "year"}
"""How long what dateparser found is; anything else is a day."""
STRAIGHT: Final = str.maketrans("’‘ʼ", "'''")


def sentences_alone(article: Article, text: str) -> Doc:
    """``text`` has the article's length; sentences begin anew at each paragraph."""
    doc = _pipeline()(text)
    spans = paragraphs(article.text)
    starts, ends = {span.start for span in spans}, {span.end for span in spans}
    for token in doc:
        if token.idx in starts or (token.is_space and token.idx in ends):
            token.is_sent_start = True
    return doc


@cache
def _pipeline() -> Language:
    nlp = spacy.blank(ANY)
    nlp.add_pipe("sentencizer")
    return nlp


def days_named(words: Span, article: Article, *, modality: Modality) -> EventTime | None:
    """Days that ``words`` name, counted from publication, never finer; None for none."""
    parts, reads = words.quote(article.text).split(), _reader(article, modality in AHEAD)
    for skipped in range(min(len(parts), MOST_WORDS_BEFORE + 1)):
        found = reads.get_date_data(" ".join(parts[skipped:]).translate(STRAIGHT))
        if found.date_obj is not None:
            days = unit_around(UNITS.get(found.period, "day"), found.date_obj.date())
            return EventTime(
                first_day=days.first_day,
                last_day=days.last_day,
                kind=days.kind,
                text=words.quote(article.text),
                anchor=f"publication day {article.published}" if article.published else "",
                span=words,
            )
    return None


def _reader(article: Article, is_ahead: bool) -> DateDataParser:
    """Without a publication day only whole dates count."""
    from dateparser.date import DateDataParser  # takes a while to come, and English needs none

    if article.published is None:
        settings = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
        return DateDataParser(languages=[article.language], settings=settings)
    counted = {
        "RELATIVE_BASE": datetime.combine(article.published, NOON),
        "PREFER_DATES_FROM": "future" if is_ahead else "past",
    }
    return DateDataParser(languages=[article.language], settings=counted)
