"""Steps of a project that are killed (SIGKILL) before each of their file operations in turn, or meet
a disk that is full: afterwards it is as before or after a step, and the rest can be done.

``python -m tests.projects.killed``: a process of its own, for it forks one for each kill.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

from components.core.errors import WriteError
from components.corrections.records import text_id
from components.projects.project import KINDS, Project, faults, make, open_project
from tests.projects.given import NOW, article, corrected

NAME = "Izium front"
FULL = 28
TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir"}
STATES = [
    (["News 0"], 1),
    (["News 0", "News 1"], 1),
    (["News 0", "News 1"], 2),
    (["News 1"], 1),
]
"""Articles and how many corrections, after each step."""
SIZES = range(0, 3000, 200)
"""Bytes that a file may have."""


def go_on() -> None:
    """What is not done yet."""
    held = open_project(NAME).with_articles([article(1)], time=NOW)
    held = held.with_corrections(held.corrections.and_these(corrected(1)), time=NOW)
    if text_id(article(0)) in held.articles:
        held.without(text_id(article(0)), time=NOW)


def killed_at(number: int) -> None:
    """The same, killed before the file operation of that number, from 1 up."""
    done = 0

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event in TOUCHES and NAME in str(arguments):
            done += 1
            if done == number:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    go_on()


def until_full(most_bytes: int) -> None:
    """The same where no file may have more bytes: told with ``FULL``, as an error of ours."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        go_on()
    except WriteError:
        os._exit(FULL)


def forked(do: Callable[[int], None], number: int) -> int:
    """How a process ended that did it: its exit code, or the negative number of a signal."""
    if (child := os.fork()) == 0:
        do(number)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def state() -> tuple[list[str], int]:
    held = open_project(NAME)
    assert (list(faults(held.folder)), held.problems) == ([], ())
    assert all(held.article(text) for text in held.articles)
    return [one.what for one in held.articles.values()], len(held.corrections.corrections)


def copies(project: Project) -> Iterator[int]:
    """The same project again and again."""
    kept = project.folder.parent.parent / "kept"
    shutil.copytree(project.folder, kept)
    for number in count(1):
        yield number
        shutil.rmtree(project.folder)
        shutil.copytree(kept, project.folder)


def kill_all(project: Project) -> Counter[int]:
    """At which step each killed run had come; the last one was not killed."""
    seen = Counter[int]()
    for number in copies(project):
        ended = forked(killed_at, number)
        assert state() in STATES, number
        if ended == 0:
            return seen
        assert ended == -signal.SIGKILL, ended
        seen[STATES.index(state())] += 1
        go_on()
        assert state() == STATES[-1], number
        left = {one for kind in KINDS for one in (project.folder / kind).glob("*")}
        assert left == {project.folder / path for path in open_project(NAME).needed}, number
    return seen


def fill_all(project: Project) -> Counter[int]:
    """How the runs ended that had a full disk."""
    seen = Counter[int]()
    for number, _ in zip(copies(project), SIZES, strict=False):
        seen[forked(until_full, SIZES[number - 1])] += 1
        assert state() in STATES, number
    return seen


def main() -> None:
    for do in (kill_all, fill_all):
        with tempfile.TemporaryDirectory() as home:
            os.environ["DATELINE_HOME"] = home
            held = make(NAME, time=NOW).with_articles([article(0)], time=NOW)
            seen = do(held.with_corrections(corrected(0), time=NOW))
            print(do.__name__, *(f"{name}:{times}" for name, times in sorted(seen.items())))


if __name__ == "__main__":
    main()
