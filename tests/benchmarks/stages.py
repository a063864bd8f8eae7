"""How long each stage of a run takes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable


class Stages:
    """Seconds of ``clock`` by what is being done, as ``read_corpus`` and ``settle`` tell it;
    ``first`` is what is done first."""

    def __init__(self, first: str, clock: Callable[[], float]) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._clock, self._doing, self._since = clock, first, clock()

    def tell(self, doing: str, done: int, of: int) -> None:
        now = self._clock()
        self.seconds[self._doing] += now - self._since
        self._doing, self._since = doing, now

    def end(self) -> str:
        """All of them in a line."""
        self.tell("", 0, 0)
        return "; ".join(
            f"{doing.lower()} {seconds:.1f} s" for doing, seconds in self.seconds.items()
        )
