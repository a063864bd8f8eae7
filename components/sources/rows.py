"""One row of a table or one record of JSON to an article that is given, or to what is known of
one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from components.core.errors import BinaryInput, EmptyInput, UnknownEncoding
from components.sources.article.encoding import HALF
from components.sources.fields import DayOrder, published_day
from components.sources.records import Given

NUL: Final = "\0"


def given_of(values: Mapping[str, str], *, where: str, day_order: DayOrder = "") -> Given:
    """The article of a row whose cells go by FIELDS.

    Raises EmptyInput, BinaryInput, UnknownEncoding and BadDate.
    """
    _require_whole(values, where)
    if not values.get("text", "").strip():
        raise EmptyInput("It has no text.", where=where, way_out="Give the article's text.")
    given = Given(where=where, name="", content=values["text"].encode(), charset="utf-8")
    return _with(given, values, where, day_order)


def said_of(given: Given, values: Mapping[str, str], *, where: str) -> Given:
    """The article with what a file beside it, ``where``, says of it.

    Raises BinaryInput, UnknownEncoding and BadDate.
    """
    _require_whole(values, where)
    return _with(given, values, where, "")


def _require_whole(values: Mapping[str, str], where: str) -> None:
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


def _with(given: Given, values: Mapping[str, str], where: str, day_order: DayOrder) -> Given:
    return replace(
        given,
        published=published_day(values.get("published", ""), order=day_order, where=where),
        title=values.get("title", "").strip(),
        publisher=values.get("publisher", "").strip(),
        url=values.get("url", "").strip(),
        doc_id=values.get("id", "").strip(),
    )
