"""An article as one JSON file in UTF-8: its exact text, with title, publisher, address and day."""

from __future__ import annotations

import json
from datetime import date

from components.core.errors import BadDate, NotAnArticle
from components.core.records import Article
from components.sources.article.page import Page

FORM = "dateline article"
"""What the file says it is; other JSON is not an article."""
STARTS = b'{"form": "dateline article"'
FIELDS = ("title", "publisher", "url")


def is_shared(data: bytes) -> bool:
    return data.startswith(STARTS)


def write_shared(article: Article) -> bytes:
    """The file. Reading it gives an article of the same id."""
    stated = {"form": FORM} | {name: getattr(article, name) for name in FIELDS}
    stated["published"] = article.published.isoformat() if article.published else ""
    stated["text"] = article.text
    return json.dumps(stated, ensure_ascii=False).encode()


def read_shared(data: bytes, *, where: str) -> Page:
    """Raises NotAnArticle for a damaged file, BadDate for a bad day."""
    try:
        stated = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotAnArticle(
            "The file of an article is cut short or damaged.", where=where, way_out="Save it again."
        ) from error
    if not all(isinstance(stated.get(name, ""), str) for name in (*FIELDS, "published", "text")):
        raise NotAnArticle(
            "The file of an article holds something other than text.",
            where=where,
            way_out="Save it again.",
        )
    try:
        day = stated.get("published", "")
        published = date.fromisoformat(day) if day else None
    except ValueError as error:
        what = f"{day!r} is no day of the calendar."
        raise BadDate(what, where=where, way_out="Write it as 2022-09-12.") from error
    about = {name: stated.get(name, "") for name in FIELDS}
    return Page(text=stated.get("text", ""), published=published, evidence="its file", **about)
