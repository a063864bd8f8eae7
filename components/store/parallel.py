"""How the steps of settling are shared: each a function of one task, done here or by the workers
that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Tell = Callable[[int, int], object]
"""Hears how many steps are done, of how many."""
TellStage = Callable[[str, int, int], object]
"""Hears what is being done, how many steps of it are done, and of how many."""


class ParallelMap(Protocol):
    """Does all tasks and gives what came of each, in any order. A task may be done twice: it must
    come to the same."""

    def __call__(self, do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]: ...


def sequential(do: Callable[[T], R], tasks: Iterable[T], /) -> Iterator[R]:
    """One after the other in this process."""
    return map(do, tasks)


def no_progress(doing: str, done: int, of: int) -> None:
    """Tells nobody."""


def each(share: ParallelMap, do: Callable[[T], R], tasks: Sequence[T], *, tell: Tell) -> list[R]:
    """What came of all tasks; ``tell`` hears of each."""
    found: list[R] = []
    tell(0, len(tasks))
    for one in share(do, tasks):
        found.append(one)
        tell(len(found), len(tasks))
    return found
