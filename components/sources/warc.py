"""Web archives (WARC, ISO 28500) through warcio: read as pages, and written of what was fetched."""

from __future__ import annotations

import base64
import hashlib
import io
from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import IO, Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from components.core import settings
from components.core.atomic_files import folder_at, replace_file
from components.core.errors import BinaryInput
from components.sources.article.fetch import HEADERS, READ_TYPES, Exchange
from components.sources.fields import Columns
from components.sources.records import RawArticle, SkippedEntry, too_large

PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
OK: Final = "200"
KEPT_AS: Final = {"transfer-encoding": "X-Archive-Orig-Transfer-Encoding"}
"""A header that is not true of the stored body, by the name that archives give it."""
DAMAGE: Final = (ArchiveLoadFailed, ArithmeticError, AttributeError, ValueError, LookupError)
"""What warcio raises, also for missing addresses and bad lengths."""


def read_warc(
    stream: IO[bytes], *, where: str, columns: Columns
) -> Iterator[RawArticle | SkippedEntry]:
    """The web pages among the records, as ``answers`` gives them."""
    return answers(stream, where=where, types=PAGES)


def answers(
    stream: IO[bytes], *, where: str, types: Set[str] = READ_TYPES
) -> Iterator[RawArticle | SkippedEntry]:
    """Answers of these media types, in order; the day of the crawl is not that of publication.

    Raises BinaryInput at damage; what is before it has been read."""
    try:
        for number, record in enumerate(ArchiveIterator(stream), start=1):
            if (kind := _kind(record)) is not None and kind in types:
                yield _page(record, f"{where}, record {number}", is_html=kind in PAGES)
    except DAMAGE as error:
        raise BinaryInput(
            f"It is no WARC from here on ({error}).",
            where=where,
            way_out="Fetch the archive again.",
        ) from error


def keep(exchanges: Sequence[Exchange], folder: Path) -> Path:
    """Writes requests and answers into an archive, named by time and host, with its sha256 beside
    it (``sha256sum``). Raises WriteError."""
    out = io.BytesIO()
    writer = WARCWriter(out, warc_version="1.1")
    about = {"software": f"Dateline; {HEADERS['User-Agent']}", "format": "WARC File Format 1.1"}
    writer.write_record(writer.create_warcinfo_record(None, about))
    for one in exchanges:
        head = {
            "WARC-Date": one.time.isoformat().replace("+00:00", "Z"),
            "WARC-IP-Address": one.address,
        }
        target = urlsplit(one.url)._replace(scheme="", netloc="", fragment="").geturl() or "/"
        asked = StatusAndHeaders(f"GET {target} HTTP/1.1", list(one.asked), is_http_request=True)
        digest = base64.b32encode(hashlib.sha256(one.body).digest()).decode()
        answered = StatusAndHeaders(
            f"{one.status} {one.reason}",
            [(KEPT_AS.get(name.lower(), name), value) for name, value in one.answered],
            protocol="HTTP/1.1",
        )
        response = writer.create_warc_record(
            one.url,
            "response",
            payload=io.BytesIO(one.body),
            length=len(one.body),
            http_headers=answered,
            warc_headers_dict=head | {"WARC-Payload-Digest": f"sha256:{digest}"},
        )
        request = writer.create_warc_record(one.url, "request", http_headers=asked)
        writer.write_request_response_pair(request, response)
    first = exchanges[0]
    host = urlsplit(first.url).hostname
    path = folder_at(folder) / f"{first.time:%Y%m%dT%H%M%SZ}-{host}.warc.gz"
    replace_file(path, out.getvalue())
    line = f"{hashlib.sha256(out.getvalue()).hexdigest()}  {path.name}\n"
    replace_file(path.with_name(f"{path.name}.sha256"), line)
    return path


def _kind(record: ArcWarcRecord) -> str | None:
    """The media type of an answer, perhaps empty; None for requests, redirects and errors."""
    if (
        record.rec_type != "response"
        or record.http_headers is None
        or record.http_headers.get_statuscode() != OK
    ):
        return None
    return str(record.http_headers.get_header("Content-Type", "")).partition(";")[0].strip().lower()


def _page(record: ArcWarcRecord, where: str, *, is_html: bool) -> RawArticle | SkippedEntry:
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    content = record.content_stream().read(settings.MAX_UPLOAD_BYTES + 1)
    if len(content) > settings.MAX_UPLOAD_BYTES:
        return SkippedEntry(where=where, error=str(too_large(where, way_out="Leave it out.")))
    # "utf-8" of "text/html; charset=utf-8".
    content_type = record.http_headers.get_header("Content-Type", "")
    words = (part.partition("=") for part in content_type.split(";")[1:])
    return RawArticle(
        where=f"{where}, {url}",
        name="page.html" if is_html else "",
        content=content,
        url=url,
        charset=next(
            (value.strip(" \"'") for name, _, value in words if name.strip().lower() == "charset"),
            "",
        ),
    )
