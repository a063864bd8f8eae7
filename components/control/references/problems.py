"""What is wrong with features or rows of a file, the same trouble told once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from components.core.errors import BadReference

NUMBERS_TOLD = 3


@dataclass(slots=True, kw_only=True)
class Troubles:
    """Gathers, for one file, each trouble with the numbers of its features (from 1); ``unit`` is
    feature or row."""

    where: str
    unit: str = "feature"
    found: dict[tuple[str, str, str, tuple[str, ...]], list[int]] = field(default_factory=dict)

    def add(
        self,
        what: str,
        way_out: str,
        number: int,
        *,
        asks: str = "",
        offered: tuple[str, ...] = (),
    ) -> None:
        """``asks`` and ``offered`` as in BadReference."""
        self.found.setdefault((what, way_out, asks, offered), []).append(number)

    def errors(self) -> Iterator[BadReference]:
        """One sentence a trouble."""
        for (what, way_out, asks, offered), numbers in self.found.items():
            where = f"{self.where}, {told(self.unit, numbers)}"
            yield BadReference(what, where=where, way_out=way_out, asks=asks, offered=offered)


def told(unit: str, numbers: list[int]) -> str:
    """ "feature 2"; "features 2, 5, 9 and 40 more"."""
    first = ", ".join(map(str, numbers[:NUMBERS_TOLD]))
    more = f" and {len(numbers) - NUMBERS_TOLD:,} more" if len(numbers) > NUMBERS_TOLD else ""
    return f"{unit}{'s' if len(numbers) > 1 else ''} {first}{more}"
