"""Which column or key holds the text, the day and the rest: by known names, or as a person says.

An ambiguous day is refused, not guessed."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache, lru_cache
from typing import Final, Literal

from components.core import settings
from components.core.errors import (
    BadDate,
    BadTable,
    BinaryInput,
    EmptyInput,
    UnknownColumns,
    UnknownEncoding,
)
from components.lexicon.rows import rows
from components.sources.article.encoding import HALF
from components.sources.records import RawArticle

FIELDS: Final = ("text", "published", "title", "publisher", "url", "id")
DayOrder = Literal["", "day-first", "month-first"]
MOST_NAMED = 40
"""Columns that a message lists."""
WAY_OUT = "Say which is which: --columns text=NAME,published=NAME (also title, publisher, url, id)."


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """A column's name for some of FIELDS, and the order in days like 12/09/2022."""

    names: Mapping[str, str] = field(default_factory=dict)
    day_order: DayOrder = ""
    """Empty: such a day is refused."""


KNOWN: Final = Columns()
"""All columns by their well-known names."""


def columns_said(words: Iterable[str], *, day_order: DayOrder = "") -> Columns:
    """Columns of ``text=body,published=date``; quotes keep a comma. Raises BadTable."""
    names: dict[str, str] = {}
    try:
        pairs = [pair for cells in csv.reader(words, skipinitialspace=True) for pair in cells]
    except csv.Error as error:
        raise BadTable(
            f"What the columns hold cannot be read ({error}).",
            where="--columns",
            way_out="Write FIELD=COLUMN, with a comma between two of them, on one line.",
        ) from error
    for pair in filter(str.strip, pairs):
        name, sign, column = (part.strip() for part in pair.partition("="))
        if name not in FIELDS or not sign or not column or name in names:
            raise BadTable(
                f"{pair!r} names no column.",
                where="--columns",
                way_out=f"Write FIELD=COLUMN once for each, FIELD one of {', '.join(FIELDS)}.",
            )
        names[name] = column
    return Columns(names=names, day_order=day_order)


def recognised_with_text(columns: Sequence[str], said: Columns, *, where: str) -> Mapping[str, str]:
    """As ``recognised``; raises UnknownColumns also where no column holds the text."""
    found = recognised(columns, said, where=where)
    if "text" not in found:
        raise _unknown("None of its columns is known to hold the text.", columns, where)
    return found


def recognised(columns: Sequence[str], said: Columns, *, where: str) -> Mapping[str, str]:
    """The column of each field: the one that a person named, else our own name, else a well-known
    one.

    Raises UnknownColumns for several candidates, and for a named column that is missing."""
    found = dict(said.names)
    if absent := [name for name in found.values() if name not in columns]:
        raise _unknown(f"It has no column {', '.join(absent)}.", columns, where)
    for one in (one for one in FIELDS if one not in found):
        known = _may_hold(one, [name for name in columns if name not in said.names.values()])
        if len(known) > 1:
            raise _unknown(
                f"Several of its columns may be the {one}: {', '.join(known)}.", columns, where
            )
        found.update((one, name) for name in known)
    return found


def suggested(columns: Sequence[str]) -> Mapping[str, str]:
    """The column of each field that has exactly one well-known column, for a person to confirm."""
    return {one: known[0] for one in FIELDS if len(known := _may_hold(one, columns)) == 1}


def _may_hold(one: str, columns: Sequence[str]) -> list[str]:
    """The column of our own name for the field, else all well-known ones."""
    known = [name for name in columns if _folded(name) in _known()[one]]
    own = [name for name in known if _folded(name) == one]
    return own if len(own) == 1 else known


def _unknown(what: str, columns: Sequence[str], where: str) -> UnknownColumns:
    listed = ", ".join(name[:MOST_NAMED] for name in columns[:MOST_NAMED]) + (
        "…" if len(columns) > MOST_NAMED else ""
    )
    return UnknownColumns(
        f"{what} It has: {listed or 'none'}.", columns=tuple(columns), where=where, way_out=WAY_OUT
    )


@lru_cache(maxsize=1024)
def _folded(name: str) -> str:
    """The same for "publishedAt", "Published_At" and "published at"."""
    return re.sub(r"[\W_]+", "", name).casefold()


@cache
def _known() -> Mapping[str, frozenset[str]]:
    """Folded names of each field, from the data row of each."""
    table = tuple(rows(settings.LEXICON / "article_columns.csv"))
    return {
        one: frozenset(_folded(row["column"]) for row in table if row["field"] == one)
        for one in FIELDS
    }


ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:.*)?", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}.*)?", re.ASCII)
LEFT_OUT = re.compile(
    r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?\s+|(?<=\d)(?:st|nd|rd|th|\.)(?=\s)"
    r"|(?<=[a-z]{3})\.|(?<=sep)t(?=\.?\s)",
    re.IGNORECASE,
)
"""The day of the week, endings of ordinals, and full stops of shortened months."""
FORMS: Final = ("%Y/%m/%d", "%Y.%m.%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")
"""Unlike 12/09/2022, read in one way everywhere; commas are left out before."""
ORDERED: Final = {"day-first": "%d/%m/%Y", "month-first": "%m/%d/%Y"}
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[T ]+\d{1,2}:.*)?", re.ASCII)


def published_day(words: str, *, order: DayOrder = "", where: str = "") -> date | None:
    """The day in ``words`` as written, in whatever time zone; None for no words.

    ISO 8601, days of mails and feeds (RFC 5322), "12 September 2022"; with ``order`` 12/09/2022.
    Raises BadDate."""
    written, way_out = words.strip(), "Write it as 2022-09-12."
    if not written:
        return None
    try:
        if numbers := NUMBERS.fullmatch(written):
            written = "/".join(numbers.groups())
            if not order:
                raise BadDate(
                    f"{written!r} may be read in two ways.",
                    where=where,
                    way_out="Say which order it is: day-first or month-first (--days).",
                )
            way_out = f"It was read {order}."
            return datetime.strptime(written, ORDERED[order]).date()
        if match := ISO.fullmatch(written) or COMPACT.fullmatch(written):
            written = "-".join(match.group(1, 2, 3))
            return date(*map(int, match.group(1, 2, 3)))
        plain = LEFT_OUT.sub("", " ".join(written.replace(",", " ").split()))
        for form in FORMS:
            with suppress(ValueError):
                return datetime.strptime(plain, form).date()
        return parsedate_to_datetime(written).date()
    except (ValueError, TypeError, OverflowError, IndexError) as error:
        raise BadDate(
            f"{written[:80]!r} is no day of the calendar.", where=where, way_out=way_out
        ) from error


NUL: Final = "\0"


def given_of(values: Mapping[str, str], *, where: str, day_order: DayOrder = "") -> RawArticle:
    """The article of a row by FIELDS. Raises EmptyInput, BinaryInput, UnknownEncoding, BadDate."""
    text = values.get("text", "")
    if not text.strip():
        raise EmptyInput("It has no text.", where=where, way_out="Give the article's text.")
    content = text.encode("utf-8", "surrogatepass")
    given = RawArticle(where=where, name="", content=content, charset="utf-8")
    return said_of(given, values, where=where, day_order=day_order)


def said_of(
    given: RawArticle, values: Mapping[str, str], *, where: str, day_order: DayOrder = ""
) -> RawArticle:
    """The article with what a row, or a file beside it, says. Raises BinaryInput, UnknownEncoding,
    BadDate."""
    if any(HALF.search(value) for value in values.values()):
        raise UnknownEncoding(
            "It holds bytes in another encoding, or halves of characters.",
            where=where,
            way_out="Save the file as UTF-8.",
        )
    if any(NUL in value for value in values.values()):
        raise BinaryInput(
            "It holds the character NUL, which no text has.", where=where, way_out="Take it out."
        )
    return replace(
        given,
        published=published_day(values.get("published", ""), order=day_order, where=where),
        title=values.get("title", "").strip(),
        publisher=values.get("publisher", "").strip(),
        url=values.get("url", "").strip(),
        doc_id=values.get("id", "").strip(),
    )
