"""Which reader takes which bytes: by their content first, then by the file's name.

A new format needs a module beside this one that returns a ``Page``, a branch in ``read_page`` and
its ending in ``ENDINGS``."""

from __future__ import annotations

import re
from typing import Final

from components.core.errors import NotAnArticle
from components.sources.article.docx import is_docx, read_docx
from components.sources.article.encoding import decode
from components.sources.article.html import is_html, read_html
from components.sources.article.mail import is_mail, read_mail
from components.sources.article.page import Page
from components.sources.article.pdf import SIGNATURE, read_pdf
from components.sources.article.shared import is_shared, read_shared

ENDINGS = ("txt", "html", "htm", "pdf", "docx", "eml", "json")
"""Of files that can be read, for a person's choice of a file."""
FEED = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?[^>]*+>\s*+|(?><!--.*?-->)\s*+)*+<(?:\w++:)?(?:rss|feed|RDF)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Possessive and atomic, so that many comments cannot make it slow."""
XML: Final = "<?xml"
HEAD_BYTES: Final = 4096
"""The first element of a feed is within them."""


def read_page(data: bytes, *, name: str = "", url: str = "", charset: str = "") -> Page:
    """The text of a file or page, with what it says of itself.

    Raises EmptyInput, BinaryInput, TooLarge, UnknownEncoding and NotAnArticle."""
    if data.startswith(SIGNATURE):
        return read_pdf(data, where=name)
    if is_docx(data):
        return read_docx(data, where=name)
    if is_shared(data):
        return read_shared(data, where=name)
    if is_mail(data, name):
        return read_mail(data, where=name)
    require_no_feed(data, where=name)
    text = decode(data, where=name, charset=charset)
    if is_html(text, name):
        return read_html(text, url=url, where=name)
    if text.lstrip("\ufeff \t\r\n").startswith(XML):
        raise NotAnArticle(
            "This XML is no web page.",
            where=name,
            way_out="Give the article as plain text or as a web page.",
        )
    return Page(text=text)


def require_no_feed(head: bytes, *, where: str) -> None:
    """Raises NotAnArticle where the bytes begin as RSS or Atom do."""
    if FEED.match(head[:HEAD_BYTES]):
        raise NotAnArticle(
            "This is a feed, which names articles and does not hold them.",
            where=where,
            way_out="Fetch them with: .venv/bin/python -m components feed FEED --out FOLDER, or "
            "give the feed's address on the page.",
        )
