"""How the steps of linking are run: each a function of one task, in this process or by workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Report = Callable[[int, int], object]
"""Called with the number of steps done, and in all."""
ReportStage = Callable[[str, int, int], object]
"""Called with the stage, the number of its steps done, and in all."""


class ParallelMap(Protocol):
    """Run all tasks and yield their results in any order. A task may run twice, with the same
    result."""

    def __call__(self, do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]: ...


def sequential(do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]:
    """One after the other in this process."""
    return map(do, tasks)


def no_progress(doing: str, done: int, of: int) -> None:
    """Report nothing."""


def each(
    share: ParallelMap, do: Callable[[T], R], tasks: Sequence[T], *, report: Report
) -> list[R]:
    """The results of all tasks; ``report`` is called after each."""
    found: list[R] = []
    report(0, len(tasks))
    for one in share(do, tasks):
        found.append(one)
        report(len(found), len(tasks))
    return found
