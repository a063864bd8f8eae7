"""What a store costs that a language model of the person's own reads, where it answers at once,
beside Dateline's own parts: ``python -m tests.benchmarks.own_model [COUNT]``.

Seconds are those of the processors, which other programs disturb less than the clock: from the
first document to the settled store, of one process that has loaded everything and of the one that
shares out. The model is a server on this machine that quotes what each document is known to tell; with
a real one, its own time comes on top.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import Client

from components.core import settings
from components.llm.asking import load_prompt
from components.places.store import no_progress
from components.reading.analysis import analyse
from components.reading.knowledge import shared_knowledge
from components.sources.opening import open_sources
from components.sources.records import article_of
from components.store.dask_run import local_workers
from components.store.ingest import read_corpus
from components.store.reader import OWN, DocumentReader
from tests.generated import Generated, generated, write
from tests.llm.recorded import Answer, Sent, answer, recorded, told, whole
from tests.store.given import documents


def load() -> None:
    """In a worker: all that a first document waits for."""
    article = article_of(next(documents(1)))
    for rules_alone in (True, False):
        analyse(article, shared_knowledge(rules_alone=rules_alone))


class Timed:
    """A process that has loaded everything, and the processors' seconds that are used with it."""

    seconds = 0.0

    @contextmanager
    def __call__(self) -> Iterator[Client]:
        with local_workers(1) as client:
            client.run(load)
            before = used_seconds(client)
            yield client
            self.seconds = used_seconds(client) - before


def used_seconds(client: Client) -> float:
    return time.process_time() + sum(client.run(time.process_time).values())


def quoting(known: list[Generated]) -> Answer:
    """Answers with the event of the document that is asked about."""
    first = {one.text.partition(". ")[0]: one.truth for one in known}
    offered = load_prompt(settings.LEXICON).kinds

    def answered(question: dict[str, Any]) -> Sent:
        words = question["messages"][1]["content"].partition(". ")[0].removeprefix("[1] ")
        if (truth := first.get(words)) is None:
            return whole(answer())
        kind = truth.kind if truth.kind in offered else next(iter(offered))
        return whole(answer(told(kind, words.split()[0], truth.place)))

    return answered


def main(count: int = 20) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="dateline-") as folder,
        recorded(quoting(list(generated(count)))) as held,
    ):
        lines = Path(folder) / "generated.jsonl"
        write(count, seed=0, out=lines)
        model = replace(held.reader(Path(folder) / "answers"), report=no_progress)
        readers = {
            "before anything counts": OWN,
            "the rules alone": DocumentReader(rules_alone=True),
            "Dateline's own parts": OWN,
            "a model that answers at once": DocumentReader(model=model),
            "the same, its answers kept": DocumentReader(model=model),
        }
        seconds: dict[str, float] = {}
        for name, reader in readers.items():  # the first one waits for what is imported
            timed, asked = Timed(), len(held.asked)
            store = Path(folder) / str(len(seconds))
            totals = read_corpus(open_sources([lines]), store, workers=timed, reader=reader)
            seconds[name] = timed.seconds
            ratio = timed.seconds / seconds.get("the rules alone", timed.seconds)
            rows = {"read": totals.read, "questions": len(held.asked) - asked}
            print(
                f"{name}: {timed.seconds:.2f} s, {ratio:.2f} times, {json.dumps(rows)}", flush=True
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
