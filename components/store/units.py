"""Units of a store: what one batch, or several that were merged, hold of a month; and which of them
count.

A unit is a part of each table that has rows of it, the one of documents written last: without that
none counts. While units are merged, a journal says which become which: from the moment at which the
merged one has its documents, the others no longer count, whether or not they have been removed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from components.core.atomic_files import folder_at
from components.store.checksums import remove_part, summed_draft
from components.store.integrity import damaged, require_undamaged
from components.store.schema import DOCUMENTS, UNKNOWN_MONTH

JOURNAL = "merging.json"
KEY_CHARACTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Unit:
    """The parts of one key in one month."""

    month: str
    key: str


Units = frozenset[Unit]
NO_ROWS: Final = Unit(month=UNKNOWN_MONTH, key="none")
"""Has a part without rows of each table, so that each can be read from the first day on."""


def key_of(members: Iterable[str]) -> str:
    """The key of a unit that is made of these, which are hashes of documents or keys of units: the
    same in whatever order."""
    return hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()[:KEY_CHARACTERS]


@contextmanager
def part_draft(path: Path, rows: pa.Table) -> Iterator[None]:
    """Writes a part beside its name; it is moved there when the block ends well, else removed. Its
    sha256 goes with it. Raises WriteError."""
    with summed_draft(folder_at(path.parent) / path.name) as draft:
        pq.write_table(rows, draft, compression="zstd")
        yield


def path_of(store: Path, table: str, unit: Unit) -> Path:
    """Where the part of a table stands that holds a unit's rows."""
    return store / table / f"month={unit.month}" / f"part-{unit.key}.parquet"


def unit_of(path: Path) -> Unit:
    """The unit whose rows a part holds."""
    return Unit(month=path.parent.name.removeprefix("month="), key=path.stem.removeprefix("part-"))


def files(store: Path, table: str) -> tuple[Path, ...]:
    """All parts of a table, also those that do not count; not those that are being written."""
    return tuple(sorted((store / table).glob("month=*/part-*.parquet")))


def parts(store: Path, table: str) -> tuple[Path, ...]:
    """The parts of a table that count, in a fixed order."""
    counted = units(store)
    return tuple(path for path in files(store, table) if unit_of(path) in counted)


def parts_beside(path: Path) -> tuple[Path, ...]:
    """The parts that count of the table and month that a part was of."""
    store = path.parent.parent.parent
    return tuple(one for one in parts(store, path.parent.parent.name) if one.parent == path.parent)


def units(store: Path) -> Units:
    """Those that count."""
    present = frozenset(map(unit_of, files(store, DOCUMENTS)))
    return present - replaced(present, read_journal(store))


def replaced(present: Units, journal: Mapping[Unit, Units]) -> Units:
    """Those in whose place a merged one stands."""
    return frozenset(old for merged, olds in journal.items() if merged in present for old in olds)


def read_journal(store: Path) -> Mapping[Unit, Units]:
    """Merged units to those that they are made of; empty unless some are being merged. Raises
    BadStore for a damaged journal."""
    try:
        require_undamaged(store / JOURNAL)
        told = json.loads((store / JOURNAL).read_text(encoding="utf-8"))
        return {
            Unit(month=month, key=key): frozenset(Unit(month=month, key=old) for old in olds)
            for month, merged in told.items()
            for key, olds in merged.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(store / JOURNAL, error) from error


def write_journal(store: Path, journal: Mapping[Unit, Units]) -> None:
    """Says which units are about to become which; without any, that none are."""
    if not journal:
        remove_part(store / JOURNAL)
        return
    told: dict[str, dict[str, list[str]]] = {}
    for merged, olds in journal.items():
        told.setdefault(merged.month, {})[merged.key] = sorted(old.key for old in olds)
    with summed_draft(store / JOURNAL) as draft:
        draft.write_text(json.dumps(told) + "\n", encoding="utf-8")
