"""The same event across all articles of a store: pairs of events by windows of days, and the table
of stories made from them.

Only windows with new events are searched for pairs, and only stories of events that are paired with
new ones are made again. Memory holds the events of one window and the stories that may still grow;
events are kept by window in a folder beside the store until the run ends.

Pairs are kept in the store by the window in which the later event begins.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, compress
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.core.atomic_files import writing
from components.linking.comparable import keys_of
from components.linking.decisions import Key
from components.linking.sweep import ONE, TWO, Pair, pairs_in, pairs_of, sweep
from components.store.checksums import remove_part
from components.store.folder import WINDOWS, require_run
from components.store.integrity import count_rows, read_part
from components.store.link_state import StoreChanges, changed_documents
from components.store.parallel import ParallelMap, Report, ReportStage, each
from components.store.schema import SETTLED, STORIES_TABLE, arrow_schema
from components.store.units import part_draft, parts, path_of, whole_files
from components.store.windows import (
    EVENTS_TABLE,
    read_rows,
    read_window,
    share_out,
    shared,
    windows_in,
)
from components.tables.rows import SEPARATOR


def count_stories(store: Path) -> int:
    return sum(count_rows(path) for path in whole_files(store, STORIES_TABLE))


def link_store(
    store: Path, news: StoreChanges, *, run: str, share: ParallelMap, report: ReportStage
) -> None:
    """Update the stories from all events. Raises RunError where another run has begun, and
    OSError."""
    fresh = None if news.is_all else changed_documents(store, news)
    with writing(store), tempfile.TemporaryDirectory(prefix=WINDOWS, dir=store) as folder:
        first, second = Path(folder) / "first", Path(folder) / "second"
        touched = None
        if not news.is_all:
            # The windows of documents that were added or removed.
            came = (path_of(store, EVENTS_TABLE, unit) for unit in news.units)
            touched = news.windows.union(*(windows_in(path) for path in came if path.exists()))
        agency_of = _shared_out(
            store,
            first,
            share,
            partial(report, "Sorting events by days"),
            windows=touched,
            are_told=news.is_all,
        )
        pairing = partial(pair_up, store=store, run=run, folder=first, fresh=fresh)
        each(
            share,
            pairing,
            sorted({*shared(first), *(touched or ())}),
            report=partial(report, "Comparing events"),
        )
        if fresh is None or touched is None:
            _write(store, first, agency_of, run=run, report=partial(report, "Linking"))
            return
        keys, joined = joined_with(store, fresh, touched)
        agency_of = _shared_out(
            store,
            second,
            share,
            partial(report, "Sorting what is told again"),
            windows=joined,
            wanted=keys,
        )
        _write(store, second, agency_of, run=run, report=partial(report, "Linking"), of=keys)


def _shared_out(
    store: Path,
    folder: Path,
    share: ParallelMap,
    report: Report,
    *,
    windows: frozenset[int] | None,
    wanted: Collection[Key] | None = None,
    are_told: bool = True,
) -> Mapping[str, str]:
    """Write events to files by window; with ``are_told``, return the articles that are copies of an
    agency's."""
    folder.mkdir()
    sharing = partial(share_out, folder=folder, windows=windows, wanted=wanted, are_told=are_told)
    found: dict[str, str] = {}
    for own in each(share, sharing, parts(store, EVENTS_TABLE), report=report):
        found.update(own)
    return found


def _write(
    store: Path,
    folder: Path,
    agency_of: Mapping[str, str],
    *,
    run: str,
    report: Report,
    of: Collection[Key] | None = None,
) -> None:
    """Replace the stories of the events ``of`` (of all where that is None) by those of the events
    in ``folder``.

    The replaced stories are in the windows of these events: the last event of each story begins in
    one of them.
    """
    numbers, made = shared(folder), folder.parent / "stories"
    made.mkdir()
    for at, (window, stories) in enumerate(
        sweep(_windows(store, folder, numbers, report, of), agency_of)
    ):
        into = made / str(window) / f"{at}.parquet"
        into.parent.mkdir(exist_ok=True)
        pq.write_table(_arrow(stories), into)
    require_run(store, run)
    for number in sorted({*numbers, *shared(made)}):
        _replace(store, number, made / str(number), of)
    for path in whole_files(store, STORIES_TABLE) if of is None else ():
        if not (made / path.stem).exists():
            remove_part(path)


def _windows(
    store: Path, folder: Path, numbers: Collection[int], report: Report, of: Collection[Key] | None
) -> Iterator[tuple[int, pd.DataFrame, list[Pair]]]:
    """Each window with its events and pairs."""
    for done, number in enumerate(numbers):
        report(done, len(numbers))
        path = path_of_pairs(store, number)
        found = pairs_of(read_pairs(path)) if path.exists() else []
        yield (
            number,
            read_window(folder, number),
            [one for one in found if one[2] > REMOVED and (of is None or one[0] in of)],
        )
    report(len(numbers), len(numbers))


def _replace(store: Path, number: int, made: Path, of: Collection[Key] | None) -> None:
    """The stories of one window: the new ones, and the old ones of other events."""
    path = store / STORIES_TABLE / f"{number}.parquet"
    tables = (
        [read_rows(one, table=STORIES_TABLE) for one in sorted(made.iterdir())]
        if made.exists()
        else []
    )
    if of is not None and path.exists():
        old = read_rows(path, table=STORIES_TABLE)
        members = (
            zip(docs.split(SEPARATOR), events.split(SEPARATOR), strict=True)
            for docs, events in keys_of(old)
        )
        tables.append(old[[not any(key in of for key in own) for own in members]])
    stories = pd.concat(tables, ignore_index=True) if tables else None
    if stories is None or stories.empty:
        remove_part(path)
        return
    with part_draft(path, _arrow(stories.sort_values("story_id"))):
        pass


def _arrow(stories: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(stories, schema=arrow_schema(STORIES_TABLE), preserve_index=False)


REMOVED = 0
"""Strength of a pair with an event that was removed or read again: its stories must be made
again."""
LAYOUT = pa.schema(
    [
        *((name, pa.string()) for name in (*ONE, *TWO)),
        *((name, pa.int32()) for name in ("first_1", "last_1", "first_2", "last_2", "strength")),
    ]
)


def pair_up(
    number: int, *, store: Path, run: str, folder: Path, fresh: frozenset[str] | None
) -> None:
    """Write the pairs of a window whose events are in ``folder``: new ones for the documents
    ``fresh``, the old ones for others; all new where that is None. Raises RunError where another
    run has begun, and OSError."""
    path = path_of_pairs(store, number)
    found = pairs_in(number, read_window(folder, number), fresh=fresh)
    if fresh is not None and path.exists():
        old = read_pairs(path)
        is_fresh = old["doc_id_1"].isin(fresh) | old["doc_id_2"].isin(fresh)
        kept = old[is_fresh | old["strength"].gt(REMOVED)]
        kept = kept.assign(strength=kept["strength"].where(~is_fresh, REMOVED))
        found = pd.concat([found, kept], ignore_index=True).drop_duplicates([*ONE, *TWO])
    with part_draft(path, pa.Table.from_pandas(found, schema=LAYOUT, preserve_index=False)):
        require_run(store, run)


def path_of_pairs(store: Path, number: int) -> Path:
    return store / SETTLED / "pairs" / f"{number}.parquet"


def read_pairs(path: Path) -> pd.DataFrame:
    table: pd.DataFrame = read_part(path, LAYOUT.names).to_pandas()
    return table


def joined_with(
    store: Path, fresh: frozenset[str], windows: Iterable[int]
) -> tuple[Collection[Key], frozenset[int]]:
    """Events that are paired, also indirectly, with documents that were added or removed, and their
    windows. ``windows`` are at least the present and former windows of these documents."""
    keys, touched, waiting = set[Key](), set[int](), set(windows)
    while waiting:
        number = min(waiting)
        waiting.remove(number)
        path = path_of_pairs(store, number)
        left, is_joined = _ends_of(read_pairs(path)) if path.exists() else [], [True]
        while any(is_joined):
            is_joined = [any(key in keys or key[0] in fresh for key, *_ in both) for both in left]
            for key, first, last in chain.from_iterable(compress(left, is_joined)):
                if key not in keys:
                    keys.add(key)
                    touched.update(range(first, last + 1))
                    waiting.update({*range(first, last + 1)} - {number})
            left = [both for both, is_in in zip(left, is_joined, strict=True) if not is_in]
    return keys, frozenset(touched)


End = tuple[Key, int, int]
"""An event of a pair, with its first and last window."""


def _ends_of(pairs: pd.DataFrame) -> list[tuple[End, End]]:
    def ends(at: int) -> list[End]:
        names = ("doc_id", "event_id", "first", "last")
        columns = (pairs[f"{name}_{at}"].tolist() for name in names)
        return [
            ((doc, event), first, last) for doc, event, first, last in zip(*columns, strict=True)
        ]

    return list(zip(ends(1), ends(2), strict=True))
