"""What adding to a store costs beside its first run, without the reading:
``python -m tests.benchmarks.additions [DOCUMENTS]``.

The documents (10,000 unless said) are those of ``tests.generated``, each with the event that it is
known to tell; they come in batches of 200, as a run writes them, then 100 more of the last week,
and 100 of all days, which touch every window and month. Prints the processor's seconds of each
stage of settling them, of what ``--resume`` does before it reads, and the ratios; then what the
store holds.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from itertools import islice
from pathlib import Path

from components.store.dask_run import MOST_DOCUMENTS, batches
from components.store.folder import begin
from components.store.ingest import link_documents
from components.store.parts import write_documents
from components.store.processed_keys import open_done
from components.store.reading import DocumentRows
from components.store.schema import SETTLED, TABLES, WHOLE
from components.store.units import parts
from tests.benchmarks.memory import peak_megabytes
from tests.benchmarks.stages import Stages
from tests.generated import DAYS, FIRST_DAY, Generated, generated
from tests.linking.given import row
from tests.store.given import given
from tests.store.made import made

ADDED = 100
LAST_WEEK = FIRST_DAY + timedelta(DAYS - 7)


def document(one: Generated) -> DocumentRows:
    """With its event in the town's own place, as a reading would give it."""
    truth, number = one.truth, sum(map(ord, one.truth.place))
    event = row(
        one.doc_id,
        "1",
        publisher=one.publisher,
        published=one.published.isoformat(),
        kind=truth.kind,
        first_day=truth.day.isoformat(),
        last_day=truth.day.isoformat(),
        place_name=truth.place,
        side1=None,
        place_id=f"given:{truth.place}",
        country=truth.country,
        admin1=f"Around {truth.place}",
        latitude=number % 120 - 60,
        longitude=number * 7 % 340 - 170,
    )
    return made(one.doc_id, published=one.published.isoformat(), text=one.text, events=[event])


def run(store: Path, told: Sequence[Generated]) -> float:
    """Processor's seconds of a run that finds these read, the writing of them left out."""
    by_id = {one.doc_id: one for one in told}
    start = time.process_time()
    sign = begin(store, resume=True)
    with open_done(store):
        before = time.process_time() - start
    for batch in batches(map(given, told), most_documents=MOST_DOCUMENTS):
        write_documents(store, [document(by_id[item.where]) for item in batch], run=sign)
    stages = Stages("looking at ids", time.process_time)
    stories = link_documents(store, run=sign, report=stages.tell)
    print(f"  {stages.end()}")
    took = sum(stages.seconds.values()) + before
    print(f"  what is there {before:.1f} s; {took:.1f} s in all; {stories:,} stories", flush=True)
    return took


def megabytes(path: Path) -> float:
    return sum(one.stat().st_size for one in path.rglob("*") if one.is_file()) / 1e6


def main(count: int) -> None:
    told, later = list(generated(count)), islice(generated(10 * count + 100_000), count, None)
    week = list(islice((one for one in later if one.published >= LAST_WEEK), ADDED))
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        store = Path(folder) / "store"
        print(f"{count:,} documents, the first run:")
        first = run(store, told)
        for what, added in (
            ("of the last week", week),
            ("of all days", list(islice(later, ADDED))),
            ("and nothing", []),
        ):
            print(f"{len(added)} more {what}:")
            print(f"  {run(store, added) / first:.3f} of the first run")
        each = 1e6 * megabytes(store) / (count + 2 * ADDED)
        print(
            f"{len(parts(store, 'documents')):,} parts of documents, {each:.0f} bytes a document; megabytes: "
            + ", ".join(
                f"{name} {megabytes(store / name):.1f}" for name in (*TABLES, *WHOLE, SETTLED)
            )
            + f"; peak memory {peak_megabytes():.0f} MB"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
