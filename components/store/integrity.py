"""Files of a store are read here: of a damaged one is told which it is and what to do."""

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
from components.store.checksums import lost, sum_of, sums
from components.store.schema import DOCUMENTS, LANGUAGE, SETTLED, TABLES, WHOLE

GONE = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
AGAIN = "Read the documents anew into another folder."


def read_part(
    path: Path, columns: Sequence[str] | None, *, which: pc.Expression | None = None
) -> pa.Table:
    """The rows of a file, or those ``which`` the condition says, with these columns, or all it has.

    Raises BadStore for a file that is damaged, gone, or without one of the columns, but for the
    language of older parts, which is missing then.
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
    """Hashes a part where this process has not yet. Raises BadStore for one that is not what was
    written."""
    with _named(path):
        told = sums(path)
        while told and (found := sum_of(path)) not in told:
            if told == (now := sums(path)):
                wanted = " or ".join(told)
                raise damaged(path, f"its sha256 is {found}, where {wanted} was written")
            told = now  # a run replaced the part meanwhile


def require_present(store: Path) -> None:
    """Raises BadStore where a part of which the sha256 stands there is gone."""
    for path in lost(store):
        raise damaged(path, GONE)


def schema_of(path: Path) -> pa.Schema:
    """Raises BadStore for a file that is damaged or gone."""
    with _named(path):
        return pq.read_schema(path)


def count_rows(path: Path) -> int:
    """Raises BadStore for a file that is damaged or gone."""
    with _named(path):
        return int(pq.read_metadata(path).num_rows)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    """Arrow's own errors name the file now and then, and never what to do."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise damaged(path, error) from error


def damaged(path: Path, why: object) -> BadStore:
    """The error of a file of a store; of ``why`` it cannot be read the first line is told."""
    told, way_out = str(why).split("\n")[0].rpartition(f"'{path}': ")[2].rstrip("."), _way_out(path)
    if isinstance(why, OSError) and why.errno is not None:
        told = os.strerror(why.errno)
        if why.errno != errno.ENOENT:
            way_out = "See that it is a file which you may read, and that its disk is whole."
    return BadStore(f"It cannot be read ({told}).", where=str(path), way_out=way_out)


def _way_out(path: Path) -> str:
    """Documents whose part is gone are read again; without its mark, what is made of all of them
    is made anew."""
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
    return AGAIN
