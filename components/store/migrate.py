"""Stores of an older version made into this one, part by part, so that it can be ended and gone on
with at any time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

from components.store.damage import read_part, schema_of
from components.store.folder import ABOUT, describe, draw_run, version_of
from components.store.origins import signature_of
from components.store.schema import DOCUMENTS, READ, SCHEMA, arrow_schema
from components.store.units import part_draft, parts


def migrate(store: Path, *, tell: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Makes a store of an older version this version; leaves any other folder as it is.

    ``tell`` hears how many parts are done, of how many. Other runs cannot write to the store from
    here on. Raises BadStore where the file that tells the version is damaged, and OSError.
    """
    if not (store / ABOUT).exists() or (version := version_of(store)) >= SCHEMA:
        return
    run = draw_run()
    describe(store, version=version, run=run)
    paths = parts(store, DOCUMENTS)
    for done, path in enumerate(paths):
        tell(done, len(paths))
        if "signature" not in schema_of(path).names:
            with part_draft(path, _signed(read_part(path, None))):
                pass
    describe(store, version=SCHEMA, run=run)


def _signed(documents: pa.Table) -> pa.Table:
    """Documents of version 1 with their signatures; whose copies they are is found anew."""
    signatures = [
        signature_of(text).written() if status == READ else None
        for text, status in zip(
            documents["text"].to_pylist(), documents["status"].to_pylist(), strict=True
        )
    ]
    return documents.append_column("signature", pa.array(signatures, type=pa.string())).select(
        arrow_schema(DOCUMENTS).names
    )
