"""The same event across all articles of a store: its events by windows of days, and of these the table of stories.

Memory holds the events of one window and what may still grow; the windows are files beside the store until the run ends.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.corpus.folder import WINDOWS, parts
from components.corpus.schema import STORIES_TABLE, arrow_schema
from components.drafts import draft_of
from components.linking.origins import agencies
from components.linking.sweep import sweep, windows_of
from components.linking.told import KEY

EVENTS_TABLE = "events"
TYPES: Mapping[Any, Any] = {pa.string(): pd.StringDtype(), pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}


def stories_path(store: Path) -> Path:
    """The file of all stories."""
    return store / STORIES_TABLE / "stories.parquet"


def link_store(store: Path, *, tell: Callable[[int, int], object] = lambda done, of: None) -> int:
    """Makes the table of stories anew from all events, whole or not at all, and gives their number.

    ``tell`` hears how many windows are done, of how many. Raises OSError.
    """
    path, count = stories_path(store), 0
    path.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=WINDOWS, dir=store) as folder, draft_of(path) as draft:
        agency_of = _share_out(store, Path(folder))
        with pq.ParquetWriter(draft, arrow_schema(STORIES_TABLE), compression="zstd") as writer:
            for stories in sweep(_windows(Path(folder), tell), agency_of):
                writer.write_table(_arrow(stories, STORIES_TABLE))
                count += len(stories)
    return count


def _share_out(store: Path, folder: Path) -> Mapping[str, str]:
    """The events of each part to the files of their windows; gives the articles that are an agency's copies."""
    agency_of: dict[str, str] = {}
    for path in parts(store, EVENTS_TABLE):
        events = _events(path)
        agency_of.update(agencies(events))
        for window, keys in windows_of(events).groupby("window"):
            own = events.merge(keys[KEY], on=KEY)
            into = folder / str(window)
            into.mkdir(exist_ok=True)
            pq.write_table(_arrow(own, EVENTS_TABLE), into / f"{path.parent.name}-{path.name}")
    return agency_of


def _windows(folder: Path, tell: Callable[[int, int], object]) -> Iterator[tuple[int, pd.DataFrame]]:
    """Each window with its events, in order."""
    numbers = sorted(folder.iterdir(), key=lambda one: int(one.name))
    for done, one in enumerate(numbers):
        tell(done, len(numbers))
        yield int(one.name), pd.concat([_events(path) for path in sorted(one.iterdir())], ignore_index=True)


def _events(path: Path) -> pd.DataFrame:
    table: pd.DataFrame = pq.read_table(path, partitioning=None).to_pandas(types_mapper=TYPES.get)
    return table


def _arrow(table: pd.DataFrame, name: str) -> pa.Table:
    return pa.Table.from_pandas(table, schema=arrow_schema(name), preserve_index=False)
