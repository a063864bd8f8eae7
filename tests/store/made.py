"""Documents of a store made by hand, without reading: their events and texts are given, so that
thousands cost little."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.origins import signature_of
from components.store.parallel import ParallelMap, sequential
from components.store.parts import write_documents
from components.store.reading import DocumentRows
from components.store.schema import READ, STORIES_TABLE, WHOLE
from components.store.units import parts, whole_files
from components.store.windows import read_rows
from components.tables.rows import Row, frame, typed


def made(
    doc_id: str,
    *,
    published: str,
    text: str,
    events: Sequence[Mapping[str, Any]] = (),
    given: str = "",
) -> DocumentRows:
    """A document that was read; ``given`` sets it apart from another one with its id."""
    own = hashlib.sha256(f"{doc_id} {published} {text} {given}".encode()).hexdigest()
    row: Row = {
        "doc_id": doc_id,
        "published": published,
        "publisher": f"Paper {doc_id}",
        "where": doc_id,
        "text": text,
        "chars": len(text),
        "signature": signature_of(text).written(),
        "status": READ,
        "given_sha256": own,
    }
    return DocumentRows(
        month=published[:7], row=row, rows={"events": [dict(one) for one in events]}
    )


def add(
    store: Path, batches: Iterable[Sequence[DocumentRows]], *, share: ParallelMap = sequential
) -> None:
    """A run that finds these batches read."""
    run = begin(store, resume=True)
    for batch in batches:
        write_documents(store, batch, run=run)
    link_documents(store, run=run, share=share)


def events_of(store: Path) -> pd.DataFrame:
    """All rows of events."""
    return pd.concat([read_rows(path) for path in parts(store, "events")], ignore_index=True)


def stories_in(store: Path) -> pd.DataFrame:
    """The table of stories, by id."""
    layout = WHOLE[STORIES_TABLE]
    own = [read_rows(path, table=STORIES_TABLE) for path in whole_files(store, STORIES_TABLE)]
    found = pd.concat([frame([], layout), *own], ignore_index=True)
    return typed(found.sort_values("story_id", ignore_index=True), layout)
