"""Web archives (WARC, ISO 28500), through warcio: the pages that servers answered with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Final

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from components.core import settings
from components.core.errors import BinaryInput
from components.sources.fields import Columns
from components.sources.records import Given, NotGiven, too_large

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
ANSWERED: Final = "200"
DAMAGE: Final = (ArchiveLoadFailed, AttributeError, ValueError, LookupError)
"""What warcio raises; a record without an address, or with a length that is no number, it stumbles
over."""


def read_warc(stream: IO[bytes], *, where: str, columns: Columns) -> Iterator[Given | NotGiven]:
    """The web pages among the records, in their order; the day of the crawl is no day of
    publication.

    Raises BinaryInput where the archive is damaged; what stands before the damage was given.
    """
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if _kind(record) in PAGES:
                yield _page(record, f"{where}, record {number}")
    except DAMAGE as error:
        raise BinaryInput(
            f"It is no WARC from here on ({error}).",
            where=where,
            way_out="Fetch the archive again.",
        ) from error


def _kind(record: ArcWarcRecord) -> str:
    """The media type of a page that was answered with; empty for requests, redirects and errors."""
    if (
        record.rec_type != "response"
        or record.http_headers is None
        or record.http_headers.get_statuscode() != ANSWERED
    ):
        return ""
    return _header(record).partition(";")[0].strip().lower()


def _page(record: ArcWarcRecord, where: str) -> Given | NotGiven:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    content = record.content_stream().read(settings.MAX_UPLOAD_BYTES + 1)
    if len(content) > settings.MAX_UPLOAD_BYTES:
        return NotGiven(where=where, error=str(too_large(where, way_out="Leave it out.")))
    return Given(
        where=f"{where}, {url}",
        name="page.html",
        content=content,
        url=url,
        charset=_charset(_header(record)),
    )


def _header(record: ArcWarcRecord) -> str:
    return record.http_headers.get_header("Content-Type") or ""


def _charset(content_type: str) -> str:
    """ "utf-8" of "text/html; charset=utf-8"."""
    words = (part.partition("=") for part in content_type.split(";")[1:])
    return next(
        (value.strip(" \"'") for name, _, value in words if name.strip().lower() == "charset"), ""
    )
