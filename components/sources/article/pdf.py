"""The text of a PDF file, page after page, through pypdf."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from contextlib import suppress

import pypdf
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from components.core import settings
from components.core.errors import BinaryInput, EmptyInput, TooLarge
from components.sources.article.page import Page, title_in

SIGNATURE = b"%PDF-"
CUT_WORD = re.compile(r"(\w+)-\n(\w+)")
WORD = re.compile(r"\w+(?:-\w+)*")
SILENT = logging.NullHandler()
"""Drops pypdf's warnings of damage inside a file; what cannot be read is an error."""
WAY_OUT = "Give the article as plain text or as a web page."


def read_pdf(data: bytes, *, where: str = "") -> Page:
    """The text of all pages, with blank lines between them and words joined at line ends.

    Raises BinaryInput (damaged, locked), TooLarge, and EmptyInput (pictures of pages)."""
    logging.getLogger(pypdf.__name__).addHandler(SILENT)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise BinaryInput(
                "This PDF file is locked with a password.",
                where=where,
                way_out="Unlock it, or paste its text.",
            )
        if len(reader.pages) > settings.MAX_PDF_PAGES:
            raise TooLarge(
                f"It has {len(reader.pages):,} pages; at most {settings.MAX_PDF_PAGES:,} are read.",
                where=where,
                way_out="Give one article, or cut it into parts.",
            )
        pages, information = [page.extract_text() for page in reader.pages], reader.metadata
    except (
        PyPdfError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        AssertionError,
        RecursionError,
    ) as error:
        raise BinaryInput(
            f"This PDF file cannot be read ({str(error) or type(error).__name__}).",
            where=where,
            way_out=WAY_OUT,
        ) from error
    text = whole_words("\n\n".join(page.strip() for page in pages if page.strip()))
    if not text:
        raise EmptyInput(
            "This PDF file holds no text; its pages are pictures.",
            where=where,
            way_out="Have a program recognise its text, or paste it.",
        )
    title, made = "", None
    if information:
        title = information.title or ""
        with suppress(ValueError):
            made = information.creation_date
    hint = f"the file was made on {made.date().isoformat()}" if made else ""
    return Page(text=text, title=title_in(text, title), hint=hint)


def whole_words(text: str) -> str:
    """The text with words joined that a hyphen divides at a line's end.

    The hyphen stays before capitals, and where the word has it elsewhere ("Russian-held")."""
    known = Counter(match.group().lower() for match in WORD.finditer(text))

    def joined(match: re.Match[str]) -> str:
        first, second = match.groups()
        with_hyphen = f"{first}-{second}"
        keeps = not second[0].islower() or (
            with_hyphen.lower() in known and (first + second).lower() not in known
        )
        return with_hyphen if keeps else first + second

    return CUT_WORD.sub(joined, text)
