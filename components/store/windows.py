"""Windows of days: which of them the events of a part touch (in the footer of its file), and events
written to files by window."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from components.linking.comparable import keys_of
from components.linking.decisions import Key
from components.linking.independent import agencies
from components.linking.stories import rows_of
from components.linking.sweep import windows_of
from components.store.integrity import read_part, schema_of
from components.store.schema import DOC_ID, arrow_schema
from components.tables.columns import EVENTS
from components.tables.rows import frame

EVENTS_TABLE = "events"
TOLD = b"windows"
"""Key of the footer."""
TYPES: Mapping[Any, Any] = {
    pa.string(): pd.StringDtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
}


def with_windows(events: pa.Table) -> pa.Table:
    """Rows of events with a footer that lists the windows they touch."""
    return with_footer(events, _windows_of(_frame(events)))


def with_footer(events: pa.Table, touched: Iterable[int]) -> pa.Table:
    """The rows with the windows that they touch in their footer."""
    return events.replace_schema_metadata({TOLD: " ".join(map(str, sorted({*touched}))).encode()})


def windows_in(path: Path) -> frozenset[int]:
    """The windows that the events of a part may touch; computed where its footer lacks them."""
    footer: bytes | None = (schema_of(path).metadata or {}).get(TOLD)
    return (
        frozenset(map(int, footer.split())) if footer is not None else _windows_of(read_rows(path))
    )


def windows_of_documents(path: Path, doc_ids: Collection[str]) -> frozenset[int]:
    """The windows of the events of some documents of a part; none where the part is missing."""
    if not path.exists():
        return frozenset()
    return _windows_of(
        read_rows(path, which=pc.is_in(pc.field(DOC_ID.name), pa.array(doc_ids, type=pa.string())))
    )


def _windows_of(events: pd.DataFrame) -> frozenset[int]:
    return frozenset(windows_of(events)["window"].tolist())


def share_out(
    path: Path,
    *,
    folder: Path,
    windows: frozenset[int] | None,
    wanted: Collection[Key] | None,
    are_told: bool,
) -> Mapping[str, str]:
    """Write the rows of a part's events to a folder per window, of all events and windows unless
    some are given.

    With ``are_told``, return the articles among them that are copies of an agency's.
    """
    if windows is not None and windows.isdisjoint(windows_in(path)):
        return {}
    events = read_rows(path)
    touched = windows_of(events)
    if windows is not None:
        touched = touched[touched["window"].isin(windows)]
    if wanted is not None:
        touched = touched[[key in wanted for key in keys_of(touched)]]
    for window, keys in touched.groupby("window"):
        into = folder / str(window) / f"{path.parent.name}-{path.name}"
        into.parent.mkdir(exist_ok=True)
        own = rows_of(events, set(keys_of(keys)))
        pq.write_table(
            pa.Table.from_pandas(own, schema=arrow_schema(EVENTS_TABLE), preserve_index=False), into
        )
    return agencies(events[events["doc_id"].isin(touched["doc_id"])]) if are_told else {}


def shared(folder: Path) -> tuple[int, ...]:
    """The windows with events in the folder, in order."""
    return tuple(sorted(int(one.name) for one in folder.iterdir()))


def read_window(folder: Path, number: int) -> pd.DataFrame:
    """The rows of a window."""
    tables = [read_rows(path) for path in sorted((folder / str(number)).glob("*.parquet"))]
    return pd.concat(tables, ignore_index=True) if tables else frame([], EVENTS)


def read_rows(
    path: Path, *, table: str = EVENTS_TABLE, which: pc.Expression | None = None
) -> pd.DataFrame:
    """The rows of a file of events or of another table (only those that meet ``which``).

    Text stays in Arrow's columns, which need less memory than those of ``components.tables.rows``.
    """
    return _frame(read_part(path, arrow_schema(table).names, which=which))


def _frame(rows: pa.Table) -> pd.DataFrame:
    table: pd.DataFrame = rows.to_pandas(types_mapper=TYPES.get)
    return table
