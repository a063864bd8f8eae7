"""What the language model made of a text, kept on disk from one run of the tests to the next.

Only spaCy's annotation is kept, by the sha256 of the model and of the tokens that it was given, so
a change of the reader, of what is given to the model, or of the model is never hidden.
"""

from __future__ import annotations

import copy
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import (
    DEP,
    ENT_IOB,
    ENT_TYPE,
    HEAD,
    LEMMA,
    MORPH,
    NORM,
    ORTH,
    POS,
    SENT_START,
    SPACY,
    TAG,
)
from spacy.language import Language
from spacy.tokens import Doc

GIVEN = [ORTH, SPACY, NORM, SENT_START]
"""All of a Doc on which the annotation depends."""
MADE = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE]


class KeptModel(Language):
    """The model, which is asked only for what it has not been asked before."""

    kept: sqlite3.Connection
    name_of_model: bytes

    def __call__(self, text: str | Doc, **options: Any) -> Doc:  # noqa: ANN401 - as the language has it
        assert not options
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[Any], **options: Any) -> Iterator[Any]:  # type: ignore[override]  # noqa: ANN401
        """The annotated documents, in order; ``options`` are passed on for those not yet kept."""
        given = list(texts)
        if options.pop("as_tuples", False):
            docs = self.pipe([text for text, _ in given], **options)
            yield from zip(docs, [context for _, context in given], strict=True)
            return
        docs = [self.make_doc(text) if isinstance(text, str) else text for text in given]
        keys = [self._key(doc) for doc in docs]
        found = [self._found(key) for key in keys]
        missing = [doc for doc, known in zip(docs, found, strict=True) if known is None]
        made = super().pipe(missing, **options)
        for doc, key, known in zip(docs, keys, found, strict=True):
            if known is None:
                yield self._keep(key, next(made))
            else:
                words, cells = known
                for word in words.split("\n"):
                    self.vocab.strings.add(word)
                yield doc.from_array(
                    MADE, np.frombuffer(cells, np.uint64).reshape(len(doc), len(MADE))
                )

    def _key(self, doc: Doc) -> bytes:
        return hashlib.sha256(self.name_of_model + doc.to_array(GIVEN).tobytes()).digest()

    def _found(self, key: bytes) -> tuple[str, bytes] | None:
        row = self.kept.execute("SELECT words, cells FROM parsed WHERE key = ?", (key,)).fetchone()
        return cast("tuple[str, bytes] | None", row)

    def _keep(self, key: bytes, doc: Doc) -> Doc:
        words = "\n".join({token.lemma_ for token in doc} | {str(token.morph) for token in doc})
        cells = doc.to_array(MADE).tobytes()
        self.kept.execute("INSERT OR IGNORE INTO parsed VALUES (?, ?, ?)", (key, words, cells))
        return doc


def kept_table(file: Path, table: str) -> sqlite3.Connection:
    """A file with one table, which several processes may use."""
    file.parent.mkdir(parents=True, exist_ok=True)
    found = sqlite3.connect(file, isolation_level=None, timeout=60, check_same_thread=False)
    found.execute("PRAGMA journal_mode = WAL")
    found.execute("PRAGMA synchronous = OFF")
    found.execute(f"CREATE TABLE IF NOT EXISTS {table}")
    return found


def kept_model(model: Language, folder: Path) -> KeptModel:
    """The same model with what is kept of it in ``folder``."""
    kept = copy.copy(model)
    kept.__class__ = KeptModel
    found = cast(KeptModel, kept)
    found.kept = kept_table(folder / "parsed.sqlite", "parsed (key PRIMARY KEY, words, cells)")
    found.name_of_model = json.dumps(
        [spacy.__version__, model.meta, model.config], sort_keys=True, default=str
    ).encode()
    return found
