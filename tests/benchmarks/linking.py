"""How linking grows with the corpus: ``python -m tests.benchmarks.linking [EVENTS]`` (100,000
unless said).

The events are those of the bundled articles, told again and again by articles of other days: a
tenth of the articles share a day, as in a corpus that follows one war. Prints seconds and their
ratio for half and for all of them.
"""

from __future__ import annotations

import sys
import time

import numpy as np
import pandas as pd

from components.core import settings
from components.linking.stories import link
from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.sources.opening import open_file
from components.sources.records import article_of
from components.tables.rows import events_table

DAY_COLUMNS = ("first_day", "last_day", "published", "reported")
DAYS = 1000


def bundled() -> list[pd.DataFrame]:
    knowledge = load_knowledge()
    return [
        events_table(analyse(article_of(open_file(path)), knowledge))
        for path in sorted(settings.ARTICLES.glob("*.txt"))
    ]


def corpus(tables: list[pd.DataFrame], events: int) -> pd.DataFrame:
    """Copies of the articles, each moved by some days, until there are ``events`` events."""
    moved, found, random = [], 0, np.random.default_rng(0)
    while found < events:
        number = len(moved)
        table = tables[number % len(tables)].copy()
        shift = pd.Timedelta(days=int(random.integers(DAYS)))
        for name in DAY_COLUMNS:
            days = pd.to_datetime(table[name].astype(object)) + shift
            table[name] = days.dt.strftime("%Y-%m-%d").astype("string")
        table["doc_id"] = f"doc{number}"
        table["event_id"] = f"doc{number}-" + table["trigger_start"].astype(str)
        table["publisher"] = f"Paper {number % 50}"
        moved.append(table)
        found += table["event_id"].nunique()
    return pd.concat(moved, ignore_index=True)


def main(events: int) -> None:
    tables, times = bundled(), []
    for number in (events // 2, events):
        rows = corpus(tables, number)
        start = time.process_time()
        stories = link(rows)
        times.append(time.process_time() - start)
        print(
            f"{number} events, {rows['doc_id'].nunique()} articles: {len(stories)} stories of {stories['articles'].sum()} "
            f"events, {times[-1]:.1f} s"
        )
    print(f"twice the events: {times[1] / times[0]:.2f} times as long")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
