"""What every page and file says of its source (rule 8): article, day, read by a program."""

from __future__ import annotations

import calendar
import re
import textwrap
from collections.abc import Sequence
from datetime import date

from components.core.records import Analysis, Article, RandomCheck, Signature
from components.wording.locale import day_form

HEADLINE_CHARACTERS = 90
OF_DAYS = frozenset(
    name.lower()
    for names in (
        calendar.day_name,
        calendar.day_abbr,
        calendar.month_name,
        calendar.month_abbr,
        ("Sept",),
    )
    for name in names
)
"""Words of a day."""


def headline(article: Article) -> str:
    """The title, else the first headline of the text, else its first words; a line with only a day
    is skipped."""
    if title := " ".join(article.title.split()):
        return title
    lines = [one.quote(article.text) for one in article.headlines]
    lines += filter(None, map(str.strip, article.text.split("\n")))
    words = next((line for line in lines if not is_day_alone(line)), lines[0] if lines else "")
    return textwrap.shorten(words, HEADLINE_CHARACTERS, placeholder="…").replace(".…", "…")


def is_day_alone(line: str) -> bool:
    """Whether a line has a day and no other word: "Wednesday, October 2, 2019"."""
    words = re.findall(r"\w+", line)
    return any(map(str.isdigit, words)) and all(
        word.isdigit() or word.lower() in OF_DAYS for word in words
    )


def page_title(article: Article) -> str:
    """The title of the browser's tab."""
    return f"{headline(article)} · Dateline"


def full_day(day: date) -> str:
    """ "12 September 2022", or the day in the reader's form."""
    return day_form(day) or f"{day.day} {day:%B %Y}"


def days_in_words(first: date | None, last: date | None) -> str:
    """ "1 September 2022 to 12 September 2022", "from 1 September 2022", "all days"."""
    if first and last:
        return full_day(first) if first == last else f"{full_day(first)} to {full_day(last)}"
    return f"from {full_day(first)}" if first else f"to {full_day(last)}" if last else "all days"


def stamp(
    published: date | None,
    signed: Signature | None = None,
    *,
    read_by: str = "",
    checks: Sequence[RandomCheck] = (),
) -> str:
    """Whether a person has checked the map, and how much is wrong by random ``checks``; ``read_by``
    is the language model, or ""."""
    day = full_day(published) if published else "an unknown day"
    checked = checked_in_words(signed, read_by=read_by, checks=checks)
    return f"{checked} What one article of {day} says; not the situation today."


def checked_in_words(
    signed: Signature | None = None,
    *,
    read_by: str = "",
    checks: Sequence[RandomCheck] = (),
    of_several: str = "",
) -> str:
    """Who read and who checked it, and the results of random checks, in sentences; ``of_several``:
    what persons did with some of several articles."""
    reader = f"Read by {read_by or 'a program'}"
    if signed:
        by = f"Checked by {signed.name} on {full_day(signed.day)}"
        words = f"{reader}. {by}" if read_by else by
    elif of_several:
        words = f"{reader}. {of_several}"
    else:
        words = f"{reader}, not {'signed off' if checks else 'checked'} by a person"
    return " ".join(f"{one}." for one in (words, *map(check_in_words, checks)))


def stamp_of(analysis: Analysis) -> str:
    return stamp(
        analysis.article.published,
        analysis.signed,
        read_by=analysis.read_by,
        checks=analysis.spot_checks,
    )


def check_in_words(found: RandomCheck) -> str:
    """ "In a random check of 20 of 143 events 2 were wrong (10 %, 95 % interval 3–30 %), by…"."""
    were = "was" if found.wrong == 1 else "were"
    share = f"{_percent(found.wrong / found.checked)} %"
    if found.interval:
        low, high = map(_percent, found.interval)
        of = f"random check of {found.checked:,} of {found.events:,} events"
        share += f", 95 % interval {low}–{high} %"
    else:
        of = f"check of all {found.events:,} events"
    since = f"; corrections since: {found.corrected_since:,}" if found.corrected_since else ""
    by = f"by {found.name} on {full_day(found.day)}"
    return f"In a {of} {found.wrong:,} {were} wrong ({share}), {by}{since}"


def _percent(share: float) -> str:
    """ "10"; "0.4", so that a small share is not shown as nothing."""
    return f"{share * 100:.1f}" if 0 < share < 0.01 else f"{share * 100:.0f}"


def as_of(article: Article) -> str:
    """ "As of 12 September 2022, as told by Example"."""
    return source_line(article.published, article.publisher)


def source_line(published: date | None, publisher: str) -> str:
    day = full_day(published) if published else "an unknown day"
    return f"As of {day}, as told by {publisher or 'the article'}"
