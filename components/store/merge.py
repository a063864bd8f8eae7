"""Small units of a month merged into larger ones, so that a store of millions of documents has only
thousands of parts.

Units of similar size are merged when there are several of them, so that each document is rewritten
only a few times. A run may be interrupted at any moment, and other processes may read: the journal
(``components/store/units.py``) says which units are in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from components.store.checksums import remove_part
from components.store.folder import require_run
from components.store.integrity import count_rows, read_part
from components.store.link_state import changes_of, mark_merged
from components.store.parallel import ParallelMap, Report, each
from components.store.schema import DOCUMENTS, TABLES, arrow_schema
from components.store.units import (
    Unit,
    Units,
    filled_units,
    key_of,
    part_draft,
    path_of,
    read_journal,
    replaced,
    units,
    write_journal,
)
from components.store.windows import EVENTS_TABLE, windows_in, with_footer

MOST_DOCUMENTS = 10_000
MOST_BYTES = 32_000_000
"""In a merged unit, all tables together, compressed; a process holds a few times as much while it
merges."""
FEWEST = 4
"""Fewer units of one size in a month are not merged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSize:
    """The size of a unit."""

    unit: Unit
    documents: int
    bytes: int


def merge_units(store: Path, *, run: str, share: ParallelMap, report: Report) -> None:
    """Merge small units, linked ones and new ones separately.

    ``report`` is called with the number of merged units written and in all. Raises RunError where
    another run has begun, and OSError.
    """
    fresh, counted = changes_of(store).units, filled_units(store)
    journal = {
        Unit(month=group[0].month, key=key_of(unit.key for unit in group)): frozenset(group)
        for own in (fresh, counted - fresh)
        for group in groups(sizes(store, own))
    }
    if not journal:
        return
    require_run(store, run)
    write_journal(store, journal)
    each(share, partial(_merge, store=store, run=run), sorted(journal.items()), report=report)
    finish(store)


def finish(store: Path) -> None:
    """Remove the units that were replaced by merged ones, and the journal."""
    mark_merged(store)
    journal = read_journal(store)
    for old in replaced(units(store), journal):
        for table in TABLES:
            remove_part(path_of(store, table, old))
    write_journal(store, {})


def sizes(store: Path, some: Units) -> Iterator[UnitSize]:
    """The sizes of units, in a fixed order."""
    for unit in sorted(some):
        paths = [path for table in TABLES if (path := path_of(store, table, unit)).exists()]
        yield UnitSize(
            unit=unit,
            documents=count_rows(path_of(store, DOCUMENTS, unit)),
            bytes=sum(path.stat().st_size for path in paths),
        )


def groups(of: Iterable[UnitSize]) -> Iterator[tuple[Unit, ...]]:
    """Units that become one: at least two, of one month and similar size, up to the size limits."""
    alike: dict[tuple[str, int], list[UnitSize]] = {}
    for one in of:
        alike.setdefault((one.unit.month, len(str(one.documents))), []).append(one)
    for several in alike.values():
        filled: list[list[UnitSize]] = [[]]
        for one in several if len(several) >= FEWEST else ():
            whole = [*filled[-1], one]
            documents, size_bytes = (
                sum(size.documents for size in whole),
                sum(size.bytes for size in whole),
            )
            if documents > MOST_DOCUMENTS or size_bytes > MOST_BYTES:
                filled.append([one])
            else:
                filled[-1] = whole
        yield from (tuple(one.unit for one in group) for group in filled if len(group) > 1)


def _merge(task: tuple[Unit, Units], *, store: Path, run: str) -> None:
    """Write the parts of a merged unit, that of documents last: from then on it replaces the
    others."""
    merged, olds = task
    for table in (*(name for name in TABLES if name != DOCUMENTS), DOCUMENTS):
        paths = [path for old in sorted(olds) if (path := path_of(store, table, old)).exists()]
        if paths:
            rows = pa.concat_tables(
                [
                    read_part(path, arrow_schema(table).names).replace_schema_metadata()
                    for path in paths
                ]
            )
            if table == EVENTS_TABLE:
                rows = with_footer(rows, frozenset[int]().union(*map(windows_in, paths)))
            with part_draft(path_of(store, table, merged), rows):
                require_run(store, run)
