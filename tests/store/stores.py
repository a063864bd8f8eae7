"""A store of a corpus for tests: the bundled articles, each from a paper of its own, a copy of one,
and one failed document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from components.core import settings
from components.reading.knowledge import Knowledge
from components.sources.opening import open_file
from components.sources.records import RawArticle, SkippedEntry
from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.parts import write_documents
from components.store.reading import read_batch
from components.tables.columns import EVENTS
from components.tables.rows import frame

FAILED = SkippedEntry(
    where="rows.csv, row 3", error="“2022-13-01” is no date. Write it as 2022-09-12."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A store on the disk, its rows of events, and a home for what is made of it."""

    folder: Path
    events: pd.DataFrame
    home: Path


def given() -> Iterator[RawArticle | SkippedEntry]:
    """What the store is read from."""
    for number, path in enumerate(sorted(settings.ARTICLES.glob("*.txt"))):
        article = replace(open_file(path), publisher=f"Paper {number}")
        yield article
    yield replace(article, publisher="Copyist", doc_id="copy/1")
    yield FAILED


def write_store(folder: Path, knowledge: Knowledge) -> pd.DataFrame:
    """Write it, a part an article; gives all rows of events."""
    run = begin(folder, resume=False)
    documents = read_batch(list(given()), knowledge)
    for document in documents:
        write_documents(folder, [document], run=run)
    events = frame(
        [row for document in documents for row in document.rows.get("events", ())], EVENTS
    )
    link_documents(folder, run=run)
    return events
