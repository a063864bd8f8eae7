"""``python -m components geoparse``: JSON lines of documents in, their toponyms out, in order.

Waiting lines are read together, which is faster; a single one is answered at once. ``--jobs``
shares them between processes."""

from __future__ import annotations

import argparse
import multiprocessing
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from queue import Empty, Queue
from threading import Thread
from typing import Literal

from components.commands.corrections_option import (
    add_corrections,
    given_corrections,
    not_applied_in_words,
)
from components.commands.options import Warn, add_number
from components.core.errors import DatelineError, InputError, ReadingFailed
from components.core.faults import reading_of
from components.core.records import Article
from components.corrections.applying import with_places
from components.corrections.records import Corrections
from components.export.json import to_line
from components.export.jsonl import DocumentId, geoparse_answer, read_document
from components.reading.analysis import places_in
from components.reading.knowledge import Knowledge, load_knowledge

MOST_TOGETHER = 16
"""Documents that are read together."""
MOST_BYTES_TOGETHER = 100_000
"""Long documents are read alone, since the model's memory grows with the length of a batch."""
WAITING_BATCHES = 2
"""Per process: none waits for work, and memory does not grow with the input."""

NONE = Corrections()
Numbered = tuple[int, bytes]
"""A line with its number, from 1."""
Document = tuple[int, DocumentId, Article]
Outcome = Literal["read", "bad", "fault"]
Answered = tuple[int, str, Outcome]
"""The number of the line; the answer or the error; which of these."""
Answer = Callable[[list[Numbered]], list[Answered]]


def add_options(verb: argparse.ArgumentParser) -> None:
    add_corrections(verb)
    add_number(verb, "--jobs", "processes that share the work (each takes 400 MB)", default=1)


def run(options: argparse.Namespace, warn: Warn) -> int:
    return answer_lines(
        sys.stdin.buffer, jobs=options.jobs, warn=warn, given=given_corrections(options)
    )


def answer_lines(
    lines: Iterable[bytes], *, jobs: int, warn: Warn, given: Corrections = NONE
) -> int:
    """Answer each document with a line and report bad ones. 1 for no good line, or an error of the
    program.

    Of the ``given`` corrections only those of names apply."""
    batches, answer = _batches(_as_they_come(lines)), partial(_answered, given=given)
    answers = map(answer, batches) if jobs == 1 else _shared_out(batches, answer, jobs)
    count = Counter[Outcome]()
    for batch in answers:
        for number, text, outcome in batch:
            count[outcome] += 1
            if outcome == "read":
                print(text)
            else:
                warn(f"line {number}: {text}")
        print(end="", flush=True)
    return 1 if count["fault"] or (count["bad"] and not count["read"]) else 0


def _as_they_come(lines: Iterable[bytes]) -> Queue[Numbered | OSError | None]:
    """The lines that are not blank, read ahead; at the end None, or the error that stopped the
    reading."""
    waiting: Queue[Numbered | OSError | None] = Queue(maxsize=4 * MOST_TOGETHER)

    def read() -> None:
        try:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    waiting.put((number, line))
            waiting.put(None)
        except OSError as error:
            waiting.put(error)

    Thread(target=read, daemon=True).start()
    return waiting


def _batches(waiting: Queue[Numbered | OSError | None]) -> Iterator[list[Numbered]]:
    """The waiting lines in batches of limited size; waits only for the first line of a batch."""
    batch: list[Numbered] = []
    while True:
        try:
            one = waiting.get(block=not batch)
        except Empty:
            yield batch
            batch = []
            continue
        if batch and (
            not isinstance(one, tuple)
            or len(batch) >= MOST_TOGETHER
            or sum(len(line) for _, line in (*batch, one)) > MOST_BYTES_TOGETHER
        ):
            yield batch
            batch = []
        if isinstance(one, OSError):
            raise one
        if one is None:
            return
        batch.append(one)


@cache
def _knowledge() -> Knowledge:
    return load_knowledge(rules_alone=True)


def _answered(batch: list[Numbered], *, given: Corrections) -> list[Answered]:
    """The answers of the batch in order, each followed by corrections that have no effect."""
    documents: list[Document] = []
    found: list[Answered] = []
    for number, line in batch:
        try:
            with reading_of(""):
                documents.append((number, *read_document(line)))
        except InputError as error:
            found.append((number, str(error), "bad"))
        except ReadingFailed as error:
            found.append((number, str(error), "fault"))
    return sorted([*found, *_read(documents, given)], key=lambda one: one[0])


def _read(documents: list[Document], given: Corrections) -> list[Answered]:
    """Read together; after an error each alone, to find the faulty one."""
    try:
        with reading_of(", ".join(f"document {document_id}" for _, document_id, _ in documents)):
            knowledge = _knowledge()
            readings = places_in([article for _, _, article in documents], knowledge)
            found = list[Answered]()
            for (number, document_id, article), read in zip(documents, readings, strict=True):
                now, left = with_places(article, read, given, gazetteer=knowledge.gazetteer)
                found.append((number, to_line(geoparse_answer(document_id, now)), "read"))
                found += [(number, not_applied_in_words(one), "bad") for one in left]
            return found
    except ReadingFailed as error:
        if len(documents) == 1:
            return [(documents[0][0], str(error), "fault")]
        return [answered for document in documents for answered in _read([document], given)]


def _shared_out(
    batches: Iterable[list[Numbered]], answer: Answer, jobs: int
) -> Iterator[list[Answered]]:
    """The answers in the order of the batches; a limited number is under way."""
    under_way: deque[Future[list[Answered]]] = deque()
    try:
        with ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
            for batch in batches:
                under_way.append(pool.submit(answer, batch))
                if len(under_way) > WAITING_BATCHES * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
    except BrokenProcessPool as error:
        raise DatelineError(
            "A process was killed.", way_out="Free some memory, or take fewer --jobs."
        ) from error
