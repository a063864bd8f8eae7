"""How the person reads: language of names, unit of lengths, form of days.

It surrounds all wording, so it is a context (as in gettext and Babel); without one the article's
spelling and units and English days stand."""

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
"""Kept in the forms of locales: a page of many weeks has hundreds, and each run the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderLocale:
    """``names`` by place id, else as the article spells: in the sentence, or where that does not
    name the place as in ``spellings``, by place id, too; ``unit``: km, mi, or "".

    ``days``: "words", "iso", or a locale whose medium form is meant ("de", "en-US")."""

    names: Mapping[str, str] = field(default_factory=dict)
    spellings: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    days: str = WORDS


_READER: ContextVar[ReaderLocale] = ContextVar("reader", default=ReaderLocale())  # noqa: B039 - frozen, and its names are never written to


@contextmanager
def reading_as(reader: ReaderLocale) -> Iterator[None]:
    """While it runs, words are put as this reader wants them."""
    token = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(token)


def reader_now() -> ReaderLocale:
    """As whom words are put now: what keeps words, keeps them for this reader."""
    return _READER.get()


def direction_of(language: str) -> str:
    """The ``dir`` of HTML for words of a language: "rtl", "ltr", or "auto" where it is not known."""
    try:
        order = Locale.parse(language).character_order
    except (UnknownLocaleError, ValueError):
        return "auto"
    return "rtl" if order == "right-to-left" else "ltr"


def name_of(place_id: str) -> str:
    """The name that the reader wants; empty where the article's spelling is to stand."""
    return _READER.get().names.get(place_id, "")


def spelling_of(place_id: str) -> str:
    """How the article spells it first; empty where that is not known."""
    return _READER.get().spellings.get(place_id, "")


def day_form(day: date) -> str:
    """The day in the reader's form; empty where it is to be told in English words."""
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
    """A length in the reader's unit; anything else stays."""
    wanted = _READER.get().unit
    if measured_km is None or measured_km != measured_km or not wanted or wanted == unit:
        return measured, unit
    return (measured_km if wanted == "km" else measured_km / KM_PER_MILE), wanted
