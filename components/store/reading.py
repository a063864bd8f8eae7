"""A batch of sources read into rows for each table of the store. Pure; a document that fails is a
row too."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath

from components.core.errors import BadDate, InputError
from components.core.records import Analysis, Article
from components.reading.analysis import analyse_all
from components.reading.knowledge import Knowledge
from components.sources.records import RawArticle, SkippedEntry, article_of
from components.store.origins import signature_of
from components.store.schema import DOC_ID, FAILED, READ, UNKNOWN_MONTH
from components.tables.coarse import coarse_place_rows
from components.tables.rows import (
    Row,
    article_cells,
    check_rows,
    claim_rows,
    event_rows,
    iso,
    rejected_rows,
)

Item = RawArticle | SkippedEntry
ROWS: Mapping[str, Callable[[Analysis], list[Row]]] = {
    "events": event_rows,
    "places": coarse_place_rows,
    "claims": claim_rows,
    "checks": check_rows,
    "rejected": rejected_rows,
}
OWN_ID = "Give each an id of its own to keep both."
NO_DAY = (
    'Give it as "published" in the table, the record or the file of metadata beside the text '
    "(a.json beside a.txt), "
    "as 2022-09-12."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRows:
    """The row of a document, and the rows of its reading; ``month`` is that of publication."""

    month: str
    row: Row
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)


def read_batch(batch: Sequence[Item], knowledge: Knowledge) -> list[DocumentRows]:
    """The documents of a batch, failed ones first. Of several with one id, the one with the
    smallest hash is read."""
    failed: list[DocumentRows] = []
    taken: dict[str, tuple[RawArticle, Article]] = {}
    for item in sorted(batch, key=given_sha256):
        article = _article(item, failed, any_language=bool(knowledge.model))
        if (
            isinstance(item, RawArticle)
            and article
            and taken.setdefault(article.id, (item, article))[0] is not item
        ):
            failed.append(same_text(_of_article(article) | _of_source(item)))
    analyses = analyse_all([article for _, article in taken.values()], knowledge)
    return [
        *failed,
        *(
            document_of(item, analysis)
            for (item, _), analysis in zip(taken.values(), analyses, strict=True)
        ),
    ]


def same_text(row: Row) -> DocumentRows:
    """The failed row of a document whose id belongs to another one; it gets its hash as id."""
    error = (
        f"{row['where']}: Its id or its text is that of another document, {row['doc_id']}. {OWN_ID}"
    )
    own = {"doc_id": row["given_sha256"], "status": FAILED, "error": error, "signature": None}
    return DocumentRows(month=UNKNOWN_MONTH, row=row | own)


def document_of(item: RawArticle, analysis: Analysis) -> DocumentRows:
    """The rows of a document that was read."""
    doc_id = analysis.article.id
    rows = {
        table: [{DOC_ID.name: doc_id} | row for row in rows_of(analysis)]
        for table, rows_of in ROWS.items()
    }
    own = {"signature": signature_of(analysis.article.text).written(), "status": READ}
    row = _of_article(analysis.article) | _of_source(item) | own
    return DocumentRows(month=month_of(analysis.article.published), row=row, rows=rows)


def failed_document(item: Item, error: str) -> DocumentRows:
    """The row of a document that could not be read, with its metadata."""
    if isinstance(item, SkippedEntry):
        return _failed({"doc_id": _sha256(item.where)}, item, error)
    row = {
        "doc_id": item.doc_id or hashlib.sha256(item.content).hexdigest(),
        "title": item.title,
        "publisher": item.publisher,
        "url": item.url,
        "published": iso(item.published),
    }
    return _failed(row, item, error)


def given_sha256(item: Item) -> str:
    """The same for the same bytes and metadata, wherever they are."""
    if isinstance(item, SkippedEntry):
        return _sha256("not given", item.where, item.error)
    kind = (PurePath(item.name).suffix, item.charset)
    said = (item.doc_id, item.title, item.publisher, item.url, iso(item.published) or "")
    return _sha256(*kind, *said, hashlib.sha256(item.content).hexdigest())


def _article(item: Item, failed: list[DocumentRows], *, any_language: bool) -> Article | None:
    """The article with its day; None with a failed row in ``failed``."""
    if isinstance(item, SkippedEntry):
        failed.append(failed_document(item, item.error))
        return None
    try:
        article = article_of(item, any_language=any_language)
    except InputError as error:
        failed.append(failed_document(item, str(error)))
        return None
    if article.published is not None:
        return article
    undated = BadDate(
        f"No day of publication is known ({article.published_reason}).",
        where=item.where,
        way_out=NO_DAY,
    )
    failed.append(_failed(_of_article(article), item, str(undated)))
    return None


def month_of(day: date | None) -> str:
    """ "2022-09"."""
    return f"{day:%Y-%m}" if day else UNKNOWN_MONTH


def _failed(row: Row, item: Item, error: str) -> DocumentRows:
    return DocumentRows(
        month=UNKNOWN_MONTH, row=row | _of_source(item) | {"status": FAILED, "error": error}
    )


def _of_article(article: Article) -> Row:
    return article_cells(article) | {
        "published_how": article.published_reason,
        "chars": len(article.text),
        "text": article.text,
        "language": article.language,
    }


def _of_source(item: Item) -> Row:
    return {"where": item.where, "given_sha256": given_sha256(item)}


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
