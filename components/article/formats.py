"""Which reader takes which bytes: told by what they hold first, then by the file's name."""

from __future__ import annotations

from components.article.docx import is_docx, read_docx
from components.article.encoding import decode
from components.article.html import is_html, read_html
from components.article.mail import is_mail, read_mail
from components.article.page import Page
from components.article.pdf import SIGNATURE, read_pdf
from components.article.shared import is_shared, read_shared

ENDINGS = ("txt", "html", "htm", "pdf", "docx", "eml", "json")
"""Of files that can be read, for a person's choice of a file."""


def read_page(data: bytes, *, name: str = "", url: str = "", charset: str = "") -> Page:
    """The text in the bytes of a file or a page, with what it says of itself.

    Raises EmptyInput, BinaryInput, TooLarge, UnknownEncoding and NotAnArticle.
    """
    if data.startswith(SIGNATURE):
        return read_pdf(data, where=name)
    if is_docx(data):
        return read_docx(data, where=name)
    if is_shared(data):
        return read_shared(data, where=name)
    if is_mail(data, name):
        return read_mail(data, where=name)
    text = decode(data, where=name, charset=charset)
    return read_html(text, url=url, where=name) if is_html(text, name) else Page(text=text)
