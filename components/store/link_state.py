"""What of a store is settled, whose copies and stories are known, and what came or went since.

The mark is written last, so that what a run which was ended had not settled is taken up by the
next. All that lies in this folder can be made anew from the tables: without it everything counts as
having come since.
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
from components.store.checksums import remove_part, summed_draft
from components.store.integrity import read_part, require_undamaged
from components.store.schema import DOC_ID, DOCUMENTS, READ, SETTLED
from components.store.units import NO_ROWS, Unit, Units, path_of, read_journal, replaced, units

MARK = "settled.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedUnits:
    """Units that are settled; and, of documents that were taken out since, their ids, months, and
    windows of days."""

    units: Units = frozenset()
    doc_ids: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    windows: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreChanges:
    """What came or went since the store was settled; ``is_all``: nothing is settled, so that the
    rest does not matter."""

    is_all: bool
    units: Units
    """That came."""
    taken_out: frozenset[str] = frozenset()
    """Ids of documents that went."""
    months: frozenset[str] = frozenset()
    """Of what came and what went."""
    windows: frozenset[int] = frozenset()
    """Of days, that what went had touched."""

    def __bool__(self) -> bool:
        return self.is_all or bool(self.units or self.taken_out)


def changes_of(store: Path) -> StoreChanges:
    """Compares the store with its mark. Where a unit has gone that was settled, all is settled
    anew."""
    held, counted = read_mark(store), units(store) - {NO_ROWS}
    if held is None or held.units - counted:
        return StoreChanges(is_all=True, units=counted)
    fresh = counted - held.units
    return StoreChanges(
        is_all=False,
        units=fresh,
        taken_out=held.doc_ids,
        months=held.months | {unit.month for unit in fresh},
        windows=held.windows,
    )


def changed_documents(store: Path, news: StoreChanges) -> frozenset[str]:
    """Ids of the documents that were read since, and of those that were taken out."""
    is_read = pc.equal(pc.field("status"), READ)
    paths = (path_of(store, DOCUMENTS, unit) for unit in news.units)
    came = (read_part(path, [DOC_ID.name], which=is_read)[DOC_ID.name] for path in paths)
    return news.taken_out.union(*(ids.to_pylist() for ids in came))


def read_mark(store: Path) -> LinkedUnits | None:
    """None where nothing is settled, or the mark cannot be read or is not what was written: then all
    is settled anew."""
    try:
        require_undamaged(store / SETTLED / MARK)
        told = json.loads((store / SETTLED / MARK).read_text(encoding="utf-8"))
        held = frozenset(
            Unit(month=month, key=key) for month, keys in told["units"].items() for key in keys
        )
        return LinkedUnits(
            units=held,
            doc_ids=frozenset(told["doc_ids"]),
            months=frozenset(told["months"]),
            windows=frozenset(told["windows"]),
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
    told = {
        "units": by_month,
        "doc_ids": sorted(settled.doc_ids),
        "months": sorted(settled.months),
        "windows": sorted(settled.windows),
    }
    with summed_draft(folder_at(store / SETTLED) / MARK) as draft:
        draft.write_text(json.dumps(told) + "\n", encoding="utf-8")


def mark_linked(store: Path) -> None:
    """Everything that counts now is settled."""
    write_mark(store, LinkedUnits(units=units(store) - {NO_ROWS}))


def forget(store: Path) -> None:
    """Nothing is settled any more; the mark goes first, for without it the rest does not count."""
    remove_part(store / SETTLED / MARK)
    shutil.rmtree(store / SETTLED, ignore_errors=True)


def record_removed(
    store: Path, *, doc_ids: Iterable[str], month: str, windows: Iterable[int]
) -> None:
    """Is called before documents are taken out, so that what they had to do with others is settled
    anew."""
    if held := read_mark(store):
        write_mark(
            store,
            replace(
                held,
                doc_ids=held.doc_ids.union(doc_ids),
                months=held.months | {month},
                windows=held.windows.union(windows),
            ),
        )


def forget_gone(store: Path) -> None:
    """Units of which nothing was left are not missing."""
    if held := read_mark(store):
        write_mark(store, replace(held, units=held.units & units(store)))


def forget_merged(store: Path) -> None:
    """Where merged units stand in the place of settled ones, they are settled."""
    journal, held = read_journal(store), read_mark(store)
    if held is None or not journal:
        return
    counted = units(store)
    merged = {one for one, olds in journal.items() if one in counted and olds <= held.units}
    write_mark(store, replace(held, units=held.units - replaced(counted, journal) | merged))
