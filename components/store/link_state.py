"""Which units of a store are linked (their copies and stories are known), and what changed since.

The mark is written last, so that the next run continues an interrupted one. Everything in this
folder can be made again from the tables: without it, all documents count as new.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow.compute as pc

from components.core.atomic_files import folder_at
from components.core.errors import BadStore
from components.store.checksums import recorded_draft, remove_part
from components.store.integrity import read_part, require_undamaged
from components.store.schema import DOC_ID, DOCUMENTS, READ, SETTLED
from components.store.units import Unit, Units, filled_units, path_of, read_journal, replaced, units

MARK = "settled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedUnits:
    """Units that are linked; and ids, months and windows of days of documents that were removed
    since."""

    units: Units = frozenset()
    doc_ids: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    windows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanges:
    """What changed since the store was linked; with ``is_all`` nothing is linked, and the rest does
    not matter."""

    is_all: bool
    units: Units
    """The new units."""
    taken_out: frozenset[str] = frozenset()
    """Ids of documents that were removed."""
    months: frozenset[str] = frozenset()
    """Of the documents added or removed."""
    windows: frozenset[int] = frozenset()
    """Windows of days of the documents removed."""

    def __bool__(self) -> bool:
        return self.is_all or bool(self.units or self.taken_out)


def changes_of(store: Path) -> StoreChanges:
    """Compare the store with its mark. Where a linked unit has gone, everything is linked again."""
    mark, counted = read_mark(store), filled_units(store)
    if mark is None or mark.units - counted:
        return StoreChanges(is_all=True, units=counted)
    fresh = counted - mark.units
    return StoreChanges(
        is_all=False,
        units=fresh,
        taken_out=mark.doc_ids,
        months=mark.months | {unit.month for unit in fresh},
        windows=mark.windows,
    )


def changed_documents(store: Path, news: StoreChanges) -> frozenset[str]:
    """Ids of the documents that were read or removed since."""
    is_read = pc.equal(pc.field("status"), READ)
    paths = (path_of(store, DOCUMENTS, unit) for unit in news.units)
    came = (read_part(path, [DOC_ID.name], which=is_read)[DOC_ID.name] for path in paths)
    return news.taken_out.union(*(ids.to_pylist() for ids in came))


def read_mark(store: Path) -> LinkedUnits | None:
    """None where nothing is linked, or where the mark is damaged: then everything is linked
    again."""
    try:
        require_undamaged(store / SETTLED / MARK)
        data = json.loads((store / SETTLED / MARK).read_text(encoding="utf-8"))
        linked = frozenset(
            Unit(month=month, key=key) for month, keys in data["units"].items() for key in keys
        )
        return LinkedUnits(
            units=linked,
            doc_ids=frozenset(data["doc_ids"]),
            months=frozenset(data["months"]),
            windows=frozenset(data["windows"]),
        )
    except (
        BadStore,
        FileNotFoundError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ):
        return None


def write_mark(store: Path, settled: LinkedUnits) -> None:
    """Raises OSError."""
    by_month: dict[str, list[str]] = {}
    for unit in sorted(settled.units):
        by_month.setdefault(unit.month, []).append(unit.key)
    data = {
        "units": by_month,
        "doc_ids": sorted(settled.doc_ids),
        "months": sorted(settled.months),
        "windows": sorted(settled.windows),
    }
    with recorded_draft(folder_at(store / SETTLED) / MARK) as draft:
        draft.write_text(json.dumps(data) + "\n", encoding="utf-8")


def mark_linked(store: Path) -> None:
    """Mark everything in force as linked."""
    write_mark(store, LinkedUnits(units=filled_units(store)))


def unlink_all(store: Path) -> None:
    """Mark nothing as linked; the mark is removed first, since the rest has no meaning without
    it."""
    remove_part(store / SETTLED / MARK)
    shutil.rmtree(store / SETTLED, ignore_errors=True)


def record_removed(
    store: Path, *, doc_ids: Iterable[str], month: str, windows: Iterable[int]
) -> None:
    """Called before documents are removed, so that what depended on them is linked again."""
    if mark := read_mark(store):
        write_mark(
            store,
            replace(
                mark,
                doc_ids=mark.doc_ids.union(doc_ids),
                months=mark.months | {month},
                windows=mark.windows.union(windows),
            ),
        )


def drop_missing(store: Path) -> None:
    """Drop units of which nothing is left, so that they do not count as missing."""
    if mark := read_mark(store):
        write_mark(store, replace(mark, units=mark.units & units(store)))


def mark_merged(store: Path) -> None:
    """Mark units that were merged from linked ones as linked."""
    journal, mark = read_journal(store), read_mark(store)
    if mark is None or not journal:
        return
    counted = units(store)
    merged = {one for one, olds in journal.items() if one in counted and olds <= mark.units}
    write_mark(store, replace(mark, units=mark.units - replaced(counted, journal) | merged))
