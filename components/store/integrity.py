"""Reads files of a store; the error of a damaged one names it and says what to do."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shlex import quote

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.core.errors import BadStore
from components.store.checksums import missing_parts, recorded_sums, sha256_of
from components.store.schema import DOCUMENTS, LANGUAGE, SETTLED, TABLES, WHOLE

MISSING = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
READ_AGAIN = "Read the documents again into another folder."


def read_part(
    path: Path, columns: Sequence[str] | None, *, which: pc.Expression | None = None
) -> pa.Table:
    """The rows of a file (only those that meet ``which``, where it is given), with these columns or
    all.

    Raises BadStore for a file that is damaged, missing, or without one of the columns. Older parts
    have no language; it is then missing in the rows.
    """
    require_undamaged(path)
    if columns and LANGUAGE.name in columns and LANGUAGE.name not in schema_of(path).names:
        others = [name for name in columns if name != LANGUAGE.name]
        table = read_part(path, others, which=which)
        missing = pa.nulls(table.num_rows, pa.string())
        return table.append_column(LANGUAGE.name, missing).select(columns)
    with _named(path):
        return pq.read_table(path, columns=columns, filters=which, partitioning=None)


def require_undamaged(path: Path) -> None:
    """Hash a part that this process has not hashed yet. Raises BadStore where it was changed."""
    with _named(path):
        sums = recorded_sums(path)
        while sums and (found := sha256_of(path)) not in sums:
            if sums == (now := recorded_sums(path)):
                wanted = " or ".join(sums)
                raise damaged(path, f"its sha256 is {found}, where {wanted} was written")
            sums = now  # a run replaced the part meanwhile


def require_present(store: Path) -> None:
    """Raises BadStore where a part whose sha256 is recorded is missing."""
    for path in missing_parts(store):
        raise damaged(path, MISSING)


def schema_of(path: Path) -> pa.Schema:
    """Raises BadStore for a file that is damaged or missing."""
    with _named(path):
        return pq.read_schema(path)


def count_rows(path: Path) -> int:
    """Raises BadStore for a file that is damaged or missing."""
    with _named(path):
        return int(pq.read_metadata(path).num_rows)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Arrow's own errors rarely name the file, and never say what to do."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise damaged(path, error) from error


def damaged(path: Path, why: object) -> BadStore:
    """The error for a damaged file of a store, with the first line of ``why`` it cannot be read."""
    line, way_out = str(why).split("\n")[0], _way_out(path)
    reason = line.rpartition(f"'{path}': ")[2].rstrip(".")
    if isinstance(why, OSError) and why.errno is not None:
        reason = os.strerror(why.errno)
        if why.errno != errno.ENOENT:
            way_out = "Check that it is a file that you may read, and that its disk works."
    return BadStore(f"It cannot be read ({reason}).", where=str(path), way_out=way_out)


def _way_out(path: Path) -> str:
    """Documents whose part is missing are read again; without its mark, what is made from all
    documents is made again."""
    above, store = path.parent.parent, path.parent.parent.parent
    if path.parent.name.startswith("month=") and above.name in TABLES:
        part = store / DOCUMENTS / path.parent.name / path.name
        first = f"Remove {part} and read" if part.exists() else "Read"
        return (
            f"{first} its documents again: "
            f".venv/bin/python -m components corpus INPUT --resume --out {quote(str(store))}"
        )
    if path.parent.name in WHOLE and above.name != SETTLED:
        above, store = above / SETTLED, above
    if above.name == SETTLED:
        return (
            f"Remove the folder {above}, then: "
            f".venv/bin/python -m components corpus --resume --out {quote(str(store))}"
        )
    return READ_AGAIN
