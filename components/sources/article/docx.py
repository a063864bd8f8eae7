"""The text of a Word document (.docx), through python-docx."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Docx
from docx.opc.exceptions import OpcError
from docx.table import Table, _Cell
from lxml.etree import LxmlError

from components.core import settings
from components.core.errors import BinaryInput, EmptyInput, TooLarge
from components.core.zips import BROKEN
from components.sources.article.page import Page, title_in

SIGNATURE = b"PK\x03\x04"
BODY = "word/document.xml"
WAY_OUT = "Give the article as plain text or as a web page."


def is_docx(data: bytes) -> bool:
    """Whether it is a ZIP archive that holds a document's body."""
    try:
        return data.startswith(SIGNATURE) and BODY in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except BROKEN:
        return False


def read_docx(data: bytes, *, where: str = "") -> Page:
    """Paragraphs and table cells in order. Raises BinaryInput, TooLarge, EmptyInput."""
    # A small archive can unpack to gigabytes.
    size = sum(part.file_size for part in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if size > settings.MAX_UNPACKED_BYTES:
        most = f"{settings.MAX_UNPACKED_BYTES / 1e6:,.0f}"
        raise TooLarge(
            f"It unpacks to {size / 1e6:,.0f} MB; at most {most} are read.",
            where=where,
            way_out="Take the pictures out of it, or paste its text.",
        )
    try:
        document = Document(io.BytesIO(data))
        text = "\n\n".join(_paragraphs(document))
        about = document.core_properties
        saved = about.modified or about.created
    except AttributeError as error:
        what = "A part of this document is not what its name says."
        raise BinaryInput(what, where=where, way_out=WAY_OUT) from error
    except (*BROKEN, OpcError, LxmlError, KeyError) as error:
        raise BinaryInput(
            f"This document cannot be read ({error}).", where=where, way_out=WAY_OUT
        ) from error
    if not text:
        raise EmptyInput(
            "This document holds no text.", where=where, way_out="Give the article's text."
        )
    hint = f"the file was saved on {saved.date().isoformat()}" if saved else ""
    return Page(text=text, title=title_in(text, about.title), hint=hint)


def _paragraphs(document: Docx) -> Iterator[str]:
    for part in document.iter_inner_content():
        texts = [] if isinstance(part, Table) else [part.text]
        if isinstance(part, Table):
            # Each cell once: a row's own list repeats one that spans columns.
            cells = (cell for row in part._tbl.tr_lst for cell in row.tc_lst)
            texts = [_Cell(cell, part).text for cell in cells]
        yield from (words for words in map(str.strip, texts) if words)
