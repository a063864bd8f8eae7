"""Units of a store: the documents of one batch, or of several merged ones, in one month; and which
units are in force.

A unit is a part of each table with rows of it. The part of documents is written last and puts the
unit in force. While units are merged, a journal says which are merged into which: once the merged
unit has its documents it replaces the others, even before these are removed.
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
from components.store.checksums import recorded_draft, remove_part
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
"""Has a part without rows in each table, so that each table can be read from the start."""


def key_of(members: Iterable[str]) -> str:
    """The key of a unit of these members (hashes of documents or keys of units), in any order."""
    return hashlib.sha256("\n".join(sorted(members)).encode()).hexdigest()[:KEY_CHARACTERS]


@contextmanager
def part_draft(path: Path, rows: pa.Table) -> Iterator[None]:
    """Write a part beside its final name, and rename it when the block succeeds. Its sha256 is
    recorded. Raises WriteError."""
    with recorded_draft(folder_at(path.parent) / path.name) as draft:
        pq.write_table(rows, draft, compression="zstd")
        yield


def path_of(store: Path, table: str, unit: Unit) -> Path:
    """The path of a table's part with the rows of a unit."""
    return store / table / f"month={unit.month}" / f"part-{unit.key}.parquet"


def unit_of(path: Path) -> Unit:
    """The unit of a part."""
    return Unit(month=path.parent.name.removeprefix("month="), key=path.stem.removeprefix("part-"))


def files(store: Path, table: str) -> tuple[Path, ...]:
    """All parts of a table, also those not in force; no drafts."""
    return tuple(sorted((store / table).glob("month=*/part-*.parquet")))


def parts(store: Path, table: str) -> tuple[Path, ...]:
    """The parts of a table in force, in a fixed order."""
    counted = units(store)
    return tuple(path for path in files(store, table) if unit_of(path) in counted)


def whole_files(store: Path, table: str) -> list[Path]:
    """The files of a table that is made from all documents, not unit by unit, in order of name."""
    return sorted((store / table).glob("*.parquet"))


def parts_beside(path: Path) -> tuple[Path, ...]:
    """The parts in force of the same table and month as a part."""
    store = path.parent.parent.parent
    return tuple(one for one in parts(store, path.parent.parent.name) if one.parent == path.parent)


def units(store: Path) -> Units:
    """The units in force."""
    present = frozenset(map(unit_of, files(store, DOCUMENTS)))
    return present - replaced(present, read_journal(store))


def filled_units(store: Path) -> Units:
    """The units in force that hold documents."""
    return units(store) - {NO_ROWS}


def replaced(present: Units, journal: Mapping[Unit, Units]) -> Units:
    """The units that were replaced by a merged one."""
    return frozenset(old for merged, olds in journal.items() if merged in present for old in olds)


def read_journal(store: Path) -> Mapping[Unit, Units]:
    """Merged units with the units they are made of; empty when no merge is under way. Raises
    BadStore for a damaged journal."""
    try:
        require_undamaged(store / JOURNAL)
        data = json.loads((store / JOURNAL).read_text(encoding="utf-8"))
        return {
            Unit(month=month, key=key): frozenset(Unit(month=month, key=old) for old in olds)
            for month, merged in data.items()
            for key, olds in merged.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise damaged(store / JOURNAL, error) from error


def write_journal(store: Path, journal: Mapping[Unit, Units]) -> None:
    """Record which units are to be merged into which; an empty journal removes the file."""
    if not journal:
        remove_part(store / JOURNAL)
        return
    data: dict[str, dict[str, list[str]]] = {}
    for merged, olds in journal.items():
        data.setdefault(merged.month, {})[merged.key] = sorted(old.key for old in olds)
    with recorded_draft(store / JOURNAL) as draft:
        draft.write_text(json.dumps(data) + "\n", encoding="utf-8")
