"""Three steps of a project in a process that is killed (SIGKILL) at one of its file operations, or
has a disk that is full at one of them. Read by the process from which others are forked."""

from __future__ import annotations

import os
import resource
import signal
import sys

from components.core.errors import WriteError
from components.corrections.records import text_id
from components.projects.project import open_project
from tests.projects.given import NOW, article, corrected

FULL = 28
TOUCHES = {"open", "os.rename", "os.remove", "os.mkdir", "shutil.rmtree"}


def go_on(home: str, name: str, killed_at: int = 0) -> None:
    """What is not done yet; killed before the file operation of that number, from 1 up."""
    done, os.environ["DATELINE_HOME"] = 0, home

    def look(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal done
        if event in TOUCHES and name in str(arguments):
            done += 1
            if done == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(look)
    held = open_project(name).with_articles([article(1)], time=NOW)
    held = held.with_corrections(held.corrections.and_these(corrected(1)), time=NOW)
    if text_id(article(0)) in held.articles:
        held.without(text_id(article(0)), time=NOW)


def until_full(home: str, name: str, most_bytes: int) -> None:
    """The same where no file may have more bytes: told with ``FULL``, as an error of ours."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, most_bytes))
    try:
        go_on(home, name)
    except WriteError:
        sys.exit(FULL)
