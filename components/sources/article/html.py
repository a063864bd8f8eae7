"""The running text of a web page, with its title, publisher and day, through trafilatura."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.settings import Document

from components.core.errors import NotAnArticle
from components.core.paragraphs import paragraphs
from components.sources.article.boilerplate import is_body
from components.sources.article.page import Page

MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|article|main"
    r"|section|header|nav|form|meta|title|div|span|h1|p)\b",
    re.IGNORECASE | re.DOTALL,
)
NAMES = (".html", ".htm", ".xhtml")

CARRIERS = (
    (
        "article:published_time",
        "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    ),
    (
        "datePublished",
        "//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime",
    ),
    (
        "date",
        (
            "//meta[translate(@name,'DATE','date')='date' or @name='dc.date' or "
            "@name='DC.date.issued']/@content"
        ),
    ),
    ("JSON-LD datePublished", "//script[@type='application/ld+json']/text()"),
    ("time", "//time/@datetime"),
)
"""Where a page states its day: the name that a person sees, and the XPath; best first."""

BLOCKS = ("p", "head", "quote", "item", "cell", "ab", "code")

ASKS_TO_LOG_IN = "//input[translate(@type, 'PASWORD', 'pasword') = 'password']"
MOST_LOGIN_CHARACTERS = 1_500
"""Of running text on a page that asks for a password and states no day; an article has more."""

STRUCTURED_DAY = re.compile(r'"datePublished"\s*:\s*"(\d{4}-\d{2}-\d{2})')


def is_html(text: str, name: str = "") -> bool:
    """Whether it is markup: by its beginning, or by the file's name when there are tags at all."""
    return MARKUP.match(text[:10_000]) is not None or (
        name.lower().endswith(NAMES) and re.search(r"<\w", text) is not None
    )


def read_html(markup: str, *, url: str = "", where: str = "") -> Page:
    """The main text, with blank lines between paragraphs. Raises NotAnArticle without any."""
    tree: HtmlElement | None = trafilatura.load_html(markup)
    asks_to_log_in = tree is not None and bool(tree.xpath(ASKS_TO_LOG_IN))
    document = None if tree is None else _extract(tree, url)
    text = "" if document is None else "\n\n".join(_blocks(document.body))
    if (
        tree is None
        or document is None
        or not any(is_body(span.quote(text)) for span in paragraphs(text))
    ):
        raise NotAnArticle(
            "The page has no running text, only links or a menu.",
            where=where,
            way_out="Open the article itself and give its address, or paste its text.",
        )
    address = url or document.url or ""
    day = document.date or ""
    evidence = _evidence(tree, day, address)
    if asks_to_log_in and not evidence and len(text) < MOST_LOGIN_CHARACTERS:
        raise NotAnArticle(
            "This is a page to log in, not an article.",
            where=where,
            way_out="Log in with a browser, and paste the article's text.",
        )
    return Page(
        text=text,
        title=document.title or "",
        publisher=document.sitename or "",
        url=address,
        published=date.fromisoformat(day) if evidence else None,
        evidence=evidence,
    )


def _extract(tree: _Element, url: str) -> Document | None:
    """Trafilatura's document; with a day only where the page states it."""
    dates = {"original_date": True, "extensive_search": False}
    document = trafilatura.bare_extraction(
        tree,
        url=url or None,
        with_metadata=True,
        include_comments=False,
        date_extraction_params=dates,
    )
    return document if isinstance(document, Document) else None


def _blocks(body: _Element) -> Iterator[str]:
    """Text of each paragraph, heading, quotation, list item and table cell, in reading order, with
    the page's line breaks."""
    for element in body.iter(*BLOCKS):
        holds_blocks = any(child is not element for child in element.iter(*BLOCKS))
        if holds_blocks and not (element.text or "").strip():
            continue
        if any((parent.text or "").strip() for parent in element.iterancestors(*BLOCKS)):
            continue
        for breaking in element.iter("lb"):
            breaking.tail = "\n" + (breaking.tail or "")
        lines = "".join(map(str, element.itertext())).split("\n")
        words = "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
        if words:
            yield f"* {words}" if element.tag == "item" else words


def _evidence(tree: _Element, day: str, address: str) -> str:
    """The part of the page (CARRIERS) that states ``day`` (YYYY-MM-DD), or an empty string."""
    for name, path in CARRIERS if day else ():
        found = tree.xpath(path)
        for value in [str(value) for value in found] if isinstance(found, list) else []:
            days = STRUCTURED_DAY.findall(value) if name.startswith("JSON") else [value[:10]]
            if day in days:
                return name
    return "address" if day and day.replace("-", "/") in address else ""
