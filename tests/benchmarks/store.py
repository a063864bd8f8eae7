"""How long the questions of a corpus's page take: ``python -m tests.benchmarks.store [EVENTS...]``
(1,000, 10,000, 100,000).

The events are those of the bundled articles, told again by articles of other days and papers, in a
store of as many parts as a run writes. Prints the seconds and megabytes of the index, the median
of each question in milliseconds, and what asking from eight threads costs beside one.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from components.store import queries, rows
from components.store.dask_run import MOST_DOCUMENTS
from components.store.database import Store, open_store
from components.store.folder import begin
from components.store.schema import READ, arrow_schema
from components.view.selection import View
from tests.benchmarks.linking import bundled, corpus
from tests.benchmarks.memory import peak_megabytes

TIMES = 9
VIEWS = {
    "everything": View(),
    "days": View(first_day=date(2023, 1, 1), last_day=date(2023, 12, 31)),
    "kind and side": View(filters=frozenset({("kind", "control"), ("side", "Russia")})),
    "search": View(find="missile"),
    "two words": View(find="russian troops"),
}
Question = Callable[[Store, View], object]
QUESTIONS: dict[str, Question] = {
    "counts": queries.counts,
    "days": queries.days,
    "places": partial(queries.places, most=12),
    "speakers": partial(queries.speakers, most=12),
    "publishers": partial(queries.publishers, most=12),
    "spread": partial(queries.spread, of="publishers"),
    "left off": queries.unmapped_counts,
    "options": partial(queries.options, most=200),
    "page": partial(rows.page, size=50),
    "numbers": queries.numbers,
}


def write(folder: Path, events: pd.DataFrame) -> None:
    """The events as a store, a part a batch of documents and month."""
    begin(folder, resume=False)
    documents = events.drop_duplicates("doc_id")[
        ["doc_id", "title", "publisher", "url", "published"]
    ]
    documents = documents.assign(status=READ, text="", **{"where": "generated"})
    batch = pd.Series(range(len(documents)), index=documents["doc_id"]) // MOST_DOCUMENTS
    for name, table in (("events", events), ("documents", documents)):
        for (number, month), own in table.groupby(
            [table["doc_id"].map(batch), table["published"].str[:7]]
        ):
            path = folder / name / f"month={month}" / f"part-{number}.parquet"
            path.parent.mkdir(parents=True, exist_ok=True)
            schema = arrow_schema(name)
            pq.write_table(
                pa.Table.from_pandas(
                    own.reindex(columns=schema.names), schema=schema, preserve_index=False
                ),
                path,
            )


def median_ms(ask: Callable[[], object]) -> float:
    ask()
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - start))
    return statistics.median(times)


def measure(count: int, tables: list[pd.DataFrame], folder: Path) -> None:
    events = corpus(tables, count)
    write(folder / "store", events)
    start = time.perf_counter()
    store = open_store(folder / "store", home=folder)
    made = time.perf_counter() - start
    parts = len(list((folder / "store").rglob("*.parquet")))
    size = sum(path.stat().st_size for path in (folder / "corpora").iterdir()) / 1e6
    print(f"\n{count:,} events in {parts:,} parts: index made in {made:.1f} s, {size:.1f} MB")
    for name, view in VIEWS.items():
        print(f"  {name}:")
        for question, ask in QUESTIONS.items():
            print(f"    {question:11} {median_ms(partial(ask, store, view)):7.1f} ms")
    one = rows.chosen(
        store, replace(VIEWS["search"], first_day=date(2023, 1, 1), last_day=date(2023, 1, 31))
    )
    if len(one):
        print(
            f"  an event {median_ms(partial(rows.event, store, one['doc_id'].iloc[0], one['event_id'].iloc[0])):.1f} ms"
        )
    alone = median_ms(partial(queries.counts, store, VIEWS["search"]))
    with ThreadPoolExecutor(8) as threads:
        eight = median_ms(
            lambda: list(threads.map(lambda _: queries.counts(store, VIEWS["search"]), range(8)))
        )
    print(
        f"  a search from eight threads at once: {eight:.0f} ms for all, {eight / alone:.1f} times one"
    )
    store.close()


def main(counts: list[int]) -> None:
    tables = bundled()
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            measure(count, tables, Path(folder))
    print(f"\npeak memory of this process {peak_megabytes():.0f} MB")


if __name__ == "__main__":
    main([int(number) for number in sys.argv[1:]] or [1_000, 10_000, 100_000])
