"""What every page, legend and file says of its source (rule 8): which article, of which day, read
by a program."""

from __future__ import annotations

import textwrap
from datetime import date

from components.core.records import Article, Signature
from components.wording.locale import day_form

HEADLINE_CHARACTERS = 90
NOT_CHECKED = "Read by a program, not checked by a person"


def headline(article: Article) -> str:
    """The title, else the first headline of the text, else its first words."""
    first_line = (
        article.headlines[0].quote(article.text)
        if article.headlines
        else article.text.lstrip().split("\n")[0]
    )
    return " ".join(article.title.split()) or textwrap.shorten(
        first_line, HEADLINE_CHARACTERS, placeholder="…"
    )


def page_title(article: Article) -> str:
    """What a browser's tab says."""
    return f"{headline(article)} · Dateline"


def full_day(day: date) -> str:
    """ "12 September 2022", or the day in the reader's form."""
    return day_form(day) or f"{day.day} {day:%B %Y}"


def days_in_words(first: date | None, last: date | None) -> str:
    """ "1 September 2022 to 12 September 2022", "from 1 September 2022", "all days"."""
    if first and last:
        return full_day(first) if first == last else f"{full_day(first)} to {full_day(last)}"
    return f"from {full_day(first)}" if first else f"to {full_day(last)}" if last else "all days"


def stamp(published: date | None, signed: Signature | None = None, *, read_by: str = "") -> str:
    """A map has a date, and says whether a person has checked it: only who signed it has.
    ``read_by`` is the language model that read it, empty for Dateline's own parts."""
    day = full_day(published) if published else "an unknown day"
    told = checked_in_words(signed, read_by=read_by)
    return f"{told}. What one article of {day} says; not the situation today."


def checked_in_words(signed: Signature | None = None, *, read_by: str = "") -> str:
    """Who read, and who checked it."""
    checked = f"Checked by {signed.name} on {full_day(signed.day)}" if signed else NOT_CHECKED
    if read_by:
        reader = f"Read by {read_by}"
        checked = f"{reader}. {checked}" if signed else f"{reader}, not checked by a person"
    return checked


def as_of(article: Article) -> str:
    """ "As of 12 September 2022, as told by Example"."""
    return as_told(article.published, article.publisher)


def as_told(published: date | None, publisher: str) -> str:
    day = full_day(published) if published else "an unknown day"
    return f"As of {day}, as told by {publisher or 'the article'}"
