"""Progress of long work on stderr: a bar in a terminal, otherwise a line each minute."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final

from tqdm import tqdm

SECONDS_BETWEEN_LINES: Final = 60.0
SECONDS_OF_PACE: Final = 60.0
"""The pace is that of the last minute."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDone:
    """How much work is done, in bytes of the inputs or in the unit of ``whole``."""

    documents: int = 0
    """Done by this run."""
    done: float = 0
    """By this run."""
    passed: float = 0
    """Skipped; does not count for the pace."""
    whole: float | None = None
    """None where unknown, as for a pipe."""

    @property
    def share(self) -> float | None:
        """From 0 to 1, where known."""
        return min(1.0, (self.done + self.passed) / self.whole) if self.whole else None


class Pace:
    """Documents per second and time left, from the work of the last minute."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._stood = deque([(clock(), WorkDone())])

    def at(self, far: WorkDone) -> tuple[float, float | None]:
        """Documents per second, and the seconds left or None where unknown."""
        now = self._clock()
        while len(self._stood) > 1 and self._stood[1][0] <= now - SECONDS_OF_PACE:
            self._stood.popleft()
        begun, before = self._stood[0]
        if far.done > before.done and now > begun:
            self._stood.append((now, far))
        seconds, amount = max(now - begun, 1e-9), far.done - before.done
        left = (
            seconds * max(0.0, far.whole - far.done - far.passed) / amount
            if far.whole and amount
            else None
        )
        return (far.documents - before.documents) / seconds, left


class Progress(AbstractContextManager["Progress"]):
    """Shows the progress on stderr until the block ends."""

    def __init__(self, doing: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._doing, self._clock, self._last = doing, clock, clock()
        self._bar = _Bar(desc=f"{doing}: ", miniters=0, disable=None, leave=False, file=sys.stderr)

    def __exit__(self, *error: object) -> None:
        self._bar.close()

    def show(self, share: float | None, words: str, *, doing: str = "") -> None:
        """``share`` done, 0 to 1, None where unknown; ``doing`` names a new stage."""
        self._doing = doing or self._doing
        if not self._bar.disable:
            self._bar.show(self._doing, share, words)
        elif self._clock() - self._last >= SECONDS_BETWEEN_LINES:
            self._last = self._clock()
            print(
                f"{self._doing}: {'' if share is None else f'{share:.0%}, '}{words}",
                file=sys.stderr,
                flush=True,
            )

    def say(self, write: Callable[[], object]) -> None:
        """Write another line without disturbing the bar."""
        with tqdm.external_write_mode(sys.stderr):
            write()


def bar(doing: str, **more: Any) -> tqdm[None]:  # noqa: ANN401 - options of tqdm
    """A progress bar with tqdm's own figures; none where stderr is no terminal."""
    return tqdm(desc=doing, disable=None, leave=False, file=sys.stderr, **more)


def time_left(seconds: float | None) -> str:
    """ ", 1:02:31 left", or nothing."""
    return "" if seconds is None else f", {tqdm.format_interval(round(seconds))} left"


class _Bar(tqdm):  # type: ignore[misc]
    """tqdm with our own words in place of its figures; also shows the last ones of each stage."""

    words = "begun"
    desc: str

    @property
    def format_dict(self) -> dict[str, Any]:
        facts: dict[str, Any] = super().format_dict
        shape = (
            "{desc}{words}" if facts["total"] is None else "{desc}{percentage:3.0f}%|{bar}| {words}"
        )
        return facts | {"words": self.words, "bar_format": shape}

    def show(self, doing: str, share: float | None, words: str) -> None:
        if self.desc != f"{doing}: ":
            self.refresh()
        self.desc, self.words, self.total = f"{doing}: ", words, None if share is None else 1.0
        self.update((share or 0.0) - self.n)
