"""The text of a mail (.eml), as newsletters come: subject, sender, day of sending, and the body."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Any, Final, cast

from components.core.errors import EmptyInput, UnknownEncoding
from components.sources.article.html import is_html, read_html
from components.sources.article.page import Page

NAMES = (".eml",)
HEADER = re.compile(rb"(?:[A-Za-z][A-Za-z-]{1,40}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.ASCII)
FIELDS = re.compile(
    rb"^(?:From|Received|Return-Path|Message-ID|MIME-Version):", re.IGNORECASE | re.MULTILINE
)

BROKEN: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the standard library raises for a damaged header or body."""


def is_mail(data: bytes, name: str = "") -> bool:
    """Whether it begins with a mail's header: one known line in an .eml file, else two."""
    head = HEADER.match(data[:20_000].replace(b"\r\n", b"\n"))
    needed = 1 if name.lower().endswith(NAMES) else 2
    return head is not None and len(FIELDS.findall(head.group())) >= needed


def read_mail(data: bytes, *, where: str = "") -> Page:
    """Its plain body, else the HTML one. Raises EmptyInput, UnknownEncoding, NotAnArticle."""
    mail = message_from_bytes(data, policy=policy.default)
    try:
        body = mail.get_body(("plain", "html"))
        text = cast(str, body.get_content()) if body else ""
    except BROKEN as error:
        raise UnknownEncoding(
            f"The mail's text cannot be decoded ({error}).", where=where, way_out="Paste its text."
        ) from error
    if body is None:
        raise EmptyInput(
            "This mail holds no text.", where=where, way_out="Paste the article's text."
        )
    page = read_html(text, where=where) if is_html(text, "mail.html") else Page(text=text)
    date = _header(mail, "Date")
    sent = date.datetime if date else None
    name, address = parseaddr(str(_header(mail, "From") or ""))
    return replace(
        page,
        title=str(_header(mail, "Subject") or "").strip() or page.title,
        publisher=name or address,
        published=sent.date() if sent else page.published,
        evidence="day of sending" if sent else page.evidence,
    )


def _header(mail: EmailMessage, name: str) -> Any:  # noqa: ANN401 - as the library has it
    """None where it is missing or cannot be read."""
    with suppress(*BROKEN):
        return mail[name]
    return None
