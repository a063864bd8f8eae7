"""Who reads the documents of a store: Dateline's own reader, or the person's own language model.
Each worker reads whole batches and queries the model itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import Final

from components.core.errors import BadModelAnswer, BadModelServer, ModelError, RunError, RunStopped
from components.llm.reader import ModelReader
from components.reading.knowledge import shared_knowledge
from components.store.dask_run import MOST_DOCUMENTS, Batch, BatchResult
from components.store.folder import LEARNED, RULES, require_run
from components.store.parts import write_documents
from components.store.reading import failed_document, read_batch
from components.store.schema import FAILED

_reading = Lock()
"""The parser reads one batch at a time, also in a worker with several threads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReader:
    """Sent to the workers, and called there with each batch."""

    rules_alone: bool = False
    """Without what was learned from annotated articles."""
    model: ModelReader | None = None

    def name(self) -> str:
        """As the store records it. A model without cached answers is asked about one sentence.
        Raises ModelError where the answer is unusable."""
        if self.model:
            return self.model.name()
        return RULES if self.rules_alone else LEARNED

    @property
    def most_documents(self) -> int:
        """In a batch; one with a model, which takes as long as hundreds take without."""
        return 1 if self.model else MOST_DOCUMENTS

    def __call__(self, store: Path, batch: Batch, run: str) -> BatchResult:
        """Raises BadStore where the worker does not see the store, and RunError where the model's
        server no longer answers."""
        require_run(store, run)
        knowledge = shared_knowledge(rules_alone=self.rules_alone)
        try:
            with _reading:
                documents = read_batch(batch, replace(knowledge, model=self.model))
        except BadModelAnswer as error:
            documents = [failed_document(item, f"{item.where}: {error}") for item in batch]
        except ModelError as error:
            raise (RunStopped if isinstance(error, BadModelServer) else RunError)(
                error.what,
                where=error.where,
                way_out=f"{error.way_out} Then the same again, corpus with --resume: what was read "
                "is in the store, and what was answered is not asked again.",
            ) from error
        write_documents(store, documents, run=run)
        errors = [one.row["error"] for one in documents if one.row["status"] == FAILED]
        return BatchResult(
            read=len(documents) - len(errors),
            failed=len(errors),
            error=str(errors[0]) if errors else "",
            taken_bytes=sum(item.taken_bytes for item in batch),
        )


OWN: Final = DocumentReader()
"""Dateline's own reader."""
