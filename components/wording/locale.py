"""The reader's locale: language of names, unit of lengths, form of days.

All wording depends on it, so it is a context (as in gettext and Babel). Without one, names and
units are the article's and days are in English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

KM_PER_MILE = 1.609344
ISO, WORDS = "iso", "words"
MOST_DAYS = 10_000
"""Days kept in the form of a locale: a page of many weeks has hundreds, the same in each run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLocale:
    """``names``: by place id, in the reader's language. ``spellings``: by place id, the article's
    spelling for sentences that do not name the place. ``unit``: km, mi, or "" for the article's.
    ``days``: "words", "iso", or a locale whose medium form is used ("de", "en-US")."""

    names: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    days: str = WORDS


_READER = ContextVar("reader", default=ReaderLocale())  # noqa: B039 - it is never written to


@contextmanager
def reading_as(reader: ReaderLocale) -> Iterator[None]:
    """Within it, words are written for this reader."""
    token = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(token)


def reader_now() -> ReaderLocale:
    """The reader for whom words are written now: a cache of words is valid for one reader."""
    return _READER.get()


def direction_of(language: str) -> str:
    """The HTML ``dir`` of a language: "rtl", "ltr", or "auto" if it is not known."""
    try:
        order = Locale.parse(language).character_order
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if order == "right-to-left" else "ltr"


def day_form(day: date) -> str:
    """The day in the reader's form; empty for English words."""
    form = _READER.get().days
    if form == WORDS:
        return ""
    return day.isoformat() if form == ISO else _in_form_of(form, day)


@lru_cache(maxsize=MOST_DAYS)
def _in_form_of(identifier: str, day: date) -> str:
    return format_date(day, "medium", locale=locale_of(identifier))


def locale_of(identifier: str) -> Locale:
    """The locale of a browser's language tag; British English for one that CLDR does not know."""
    try:
        return Locale.parse(identifier, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en", "GB")


def length(measured: float, unit: str, *, measured_km: float | None) -> tuple[float, str]:
    """A length in the reader's unit; other measures are not changed."""
    wanted = _READER.get().unit
    if measured_km is None or measured_km != measured_km or not wanted or wanted == unit:
        return measured, unit
    return (measured_km if wanted == "km" else measured_km / KM_PER_MILE), wanted
