"""Processes that read articles for the page, so that no reader waits for another's.

One that takes too long is ended and replaced. Records cross, never parses. One takes 310 MB, after
50,000 characters 460 MB."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Event, Lock, Timer
from typing import IO, Any, TypeVar

from components.core import settings
from components.core.errors import DatelineError, ReadingEnded
from components.core.faults import reading_of
from components.core.records import Article
from components.reading.knowledge import Knowledge, load_knowledge

Answer = TypeVar("Answer")
Task = Callable[[Article, Knowledge], Answer]
"""A function of a module, for it crosses by its name."""

MOST_CHARACTERS = 1_000_000
"""Read by a process before it is replaced: the parser keeps each new word."""

START_SECONDS = 120.0
"""For a process to load what it needs: two seconds, and much more on a machine that starts."""


class ReadingPool:
    """At most ``processes``, started when needed; a text gets ``seconds``."""

    def __init__(self, processes: int, *, seconds: float) -> None:
        self._seconds = seconds
        self._idle: SimpleQueue[_Process] = SimpleQueue()
        self._lock, self._to_start = Lock(), processes
        self._start_one()

    def ask(self, task: Task[Answer], article: Article) -> Answer:
        """``task`` of the article in a free process.

        Raises ReadingEnded for too long or a crash, and what the task raises."""
        process = self._free()
        if process.is_gone:
            process.close()
            process = _Process()
        try:
            return process.ask(task, article, seconds=self._seconds)
        finally:
            if process.is_used_up:
                process.close()
                process = _Process()
            self._idle.put(process)
            self._start_one()

    def close(self) -> None:
        """End those that are free; one that reads ends with its text."""
        with self._lock:
            self._to_start = 0
        try:
            while True:
                self._idle.get_nowait().close()
        except Empty:
            return

    def _free(self) -> _Process:
        try:
            return self._idle.get_nowait()
        except Empty:
            self._start_one()
            return self._idle.get()

    def _start_one(self) -> None:
        with self._lock:
            if self._to_start:
                self._to_start -= 1
                self._idle.put(_Process())


class _Process:
    """One of them, and the two pipes to it."""

    def __init__(self) -> None:
        paths = [str(settings.ROOT), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, paths))},
        )
        self._is_ready, self._characters = False, 0
        self.is_used_up = False

    @property
    def is_gone(self) -> bool:
        """It ended though nothing was asked of it."""
        return self._process.poll() is not None

    def ask(self, task: Task[Answer], article: Article, *, seconds: float) -> Answer:
        if not self._is_ready:
            self._exchange(None, START_SECONDS)
            self._is_ready = True
        answer: Answer = self._exchange((task, article), seconds)
        self._characters += len(article.text)
        self.is_used_up |= self._characters > MOST_CHARACTERS
        return answer

    def close(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._pipe(self._process.stdin).close()
        self._pipe(self._process.stdout).close()

    def _exchange(self, question: object, seconds: float) -> Any:  # noqa: ANN401
        too_late = Event()

        def end() -> None:
            too_late.set()
            self._process.kill()

        timer = Timer(seconds, end)
        timer.start()
        try:
            if question is not None:
                _send(question, self._pipe(self._process.stdin))
            outcome = pickle.load(self._pipe(self._process.stdout))
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.is_used_up = True
            raise _ended(seconds if too_late.is_set() else None) from error
        finally:
            timer.cancel()
            self.is_used_up |= too_late.is_set()
        if isinstance(outcome, DatelineError):
            self.is_used_up |= not self._is_ready
            raise outcome
        return outcome

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


def _ended(seconds: float | None) -> ReadingEnded:
    if seconds is None:
        return ReadingEnded(
            "The process that read this text was ended, perhaps for want of memory.",
            way_out="Give the text once more, or in parts.",
        )
    return ReadingEnded(
        f"Reading this text takes more than {seconds:g} seconds.",
        way_out="Give it in parts, or read it with: .venv/bin/python -m components read FILE",
    )


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nothing more is asked."""
    try:
        knowledge = load_knowledge()
    except DatelineError as error:
        _send(error, answers)
        return
    _send(None, answers)
    while True:
        try:
            task, article = pickle.load(questions)
        except EOFError:
            return
        try:
            with reading_of(article.title or "This text"):
                outcome = task(article, knowledge)
        except DatelineError as error:
            outcome = error
        _send(outcome, answers)


def _send(what: object, pipe: IO[bytes]) -> None:
    pickle.dump(what, pipe, protocol=pickle.HIGHEST_PROTOCOL)
    pipe.flush()


def _main() -> None:
    """What a library prints must not stand among the answers, and Ctrl+C is for who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with suppress(BrokenPipeError):  # who asked is gone
        _serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    _main()
