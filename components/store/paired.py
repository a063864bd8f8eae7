"""Pairs of events that may be the same, kept in the store by the window of days in which the later
one begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
import pyarrow as pa

from components.linking.decisions import Key
from components.linking.sweep import ONE, TWO, pairs_in
from components.store.damage import read_part
from components.store.folder import require_run
from components.store.schema import SETTLED
from components.store.units import part_draft
from components.store.windows import read_window

GONE = 0
"""Strength of a pair of which one was taken out or came anew: it still says whose stories must be
made anew."""
LAYOUT = pa.schema(
    [
        *((name, pa.string()) for name in (*ONE, *TWO)),
        *((name, pa.int32()) for name in ("first_1", "last_1", "first_2", "last_2", "strength")),
    ]
)


def pair_up(
    number: int, *, store: Path, run: str, folder: Path, fresh: frozenset[str] | None
) -> None:
    """Writes the pairs of a window whose events were shared out to ``folder``: of the documents
    ``fresh`` anew, the others as they were; of all anew where that is None. Raises RunError where
    another run has begun, and OSError."""
    path = path_of_pairs(store, number)
    found = pairs_in(number, read_window(folder, number), fresh=fresh)
    if fresh is not None and path.exists():
        found = pd.concat(
            [found, _kept(read_pairs(path), fresh)], ignore_index=True
        ).drop_duplicates([*ONE, *TWO])
    with part_draft(path, pa.Table.from_pandas(found, schema=LAYOUT, preserve_index=False)):
        require_run(store, run)


def _kept(found: pd.DataFrame, fresh: frozenset[str]) -> pd.DataFrame:
    is_fresh = found["doc_id_1"].isin(fresh) | found["doc_id_2"].isin(fresh)
    kept: pd.DataFrame = found[is_fresh | found["strength"].gt(GONE)]
    return kept.assign(strength=kept["strength"].where(~is_fresh, GONE))


def path_of_pairs(store: Path, number: int) -> Path:
    return store / SETTLED / "pairs" / f"{number}.parquet"


def read_pairs(path: Path) -> pd.DataFrame:
    table: pd.DataFrame = read_part(path, LAYOUT.names).to_pandas()
    return table


@dataclass(slots=True)
class Joined:
    """Events that pairs join with documents that came or went, directly or through others, and the
    windows that they touch."""

    keys: set[Key] = field(default_factory=set)
    windows: set[int] = field(default_factory=set)


def joined_with(store: Path, fresh: frozenset[str], windows: Iterable[int]) -> Joined:
    """``windows``: at least those that the events of these documents touch, or touched."""
    found, waiting = Joined(), set(windows)
    while waiting:
        number = min(waiting)
        waiting.remove(number)
        path = path_of_pairs(store, number)
        for key, first, last in (
            _joined_in(read_pairs(path), found.keys, fresh) if path.exists() else ()
        ):
            found.keys.add(key)
            found.windows.update(range(first, last + 1))
            waiting.update({*range(first, last + 1)} - {number})
    return found


def _joined_in(
    found: pd.DataFrame, known: set[Key], fresh: frozenset[str]
) -> Iterator[tuple[Key, int, int]]:
    """Events of a window's pairs that are joined with known ones or are of fresh documents, as long
    as there are any."""
    ends = {
        at: list(
            zip(
                *(
                    found[f"{name}_{at}"].tolist()
                    for name in ("doc_id", "event_id", "first", "last")
                ),
                strict=True,
            )
        )
        for at in (1, 2)
    }
    waiting, is_new = list(zip(ends[1], ends[2], strict=True)), True
    while is_new:
        is_new, left = False, []
        for both in waiting:
            if not any(end[:2] in known or end[0] in fresh for end in both):
                left.append(both)
                continue
            for doc_id, event_id, first, last in both:
                if (doc_id, event_id) not in known:
                    is_new = True
                    yield (doc_id, event_id), first, last
        waiting = left
