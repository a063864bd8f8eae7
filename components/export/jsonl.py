"""JSON lines: a document per line in, an answer per line out, each with the id of its document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from components.core.errors import BadRecord
from components.core.records import Analysis, Article, Place, Resolution
from components.export.json import to_rows
from components.sources.article.encoding import HALF
from components.sources.article.read import parse_day, read_text
from components.sources.lines import record_of
from components.tables.rows import events_table, rejected_table

DocumentId = str | int | float
SHAPE = 'A document is {"id", "text", "published"?, "title"?, "publisher"?, "url"?}.'


def read_document(line: bytes, *, any_language: bool = False) -> tuple[DocumentId, Article]:
    """The id as written, and the article. Raises InputError for a line that is no document."""
    record = record_of(line, where="", way_out=SHAPE)
    document_id = record.get("id")
    if isinstance(document_id, bool) or not isinstance(document_id, str | int | float):
        raise BadRecord('"id" is neither text nor a number.', way_out=SHAPE)
    published = _text(record, "published")
    article = read_text(
        _text(record, "text", required=True),
        published=parse_day(published) if published else None,
        title=_text(record, "title"),
        publisher=_text(record, "publisher"),
        url=_text(record, "url"),
        doc_id=str(document_id),
        any_language=any_language,
    )
    return document_id, article


def _text(record: dict[str, Any], name: str, *, required: bool = False) -> str:
    value = record.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise BadRecord(f'"{name}" is missing or no text.', way_out=SHAPE)
    if HALF.search(value):
        raise BadRecord(f'"{name}" holds half of a surrogate pair, which is no character.')
    return value


def geoparse_answer(document_id: DocumentId, resolutions: Iterable[Resolution]) -> dict[str, Any]:
    """The toponyms in text order; a place that was not found is null, with the reason."""
    toponyms = [
        {
            "start": one.toponym.span.start,
            "end": one.toponym.span.end,
            "text": one.toponym.text,
            "use": one.toponym.use,
            "place": _place(one.place) if one.place else None,
            "confidence": round(one.confidence, 3),
            "reason": one.reason or None,
        }
        for one in resolutions
    ]
    return {"id": document_id, "toponyms": toponyms}


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "country": place.country or None,
        "admin1": place.admin1 or None,
    }


def events_answer(document_id: DocumentId, analysis: Analysis) -> dict[str, Any]:
    """The rows of events.csv and of rejected.csv."""
    return {
        "id": document_id,
        "events": to_rows(events_table(analysis)),
        "rejected": to_rows(rejected_table(analysis)),
    }
