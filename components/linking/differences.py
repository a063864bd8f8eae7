"""In what reports of one event differ; a report that says less does not differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

from components.core.records import DRAWN_ROLES
from components.linking.comparable import number_of
from components.tables.rows import SEPARATOR
from components.wording.phrases import Row, parts, value

EventReport = Sequence[Row]
"""The rows of one event of the events table: at least one."""


def cell_text(telling: EventReport, name: str) -> str:
    """A cell that is the same on all rows of the event, as text."""
    return value(telling[0], name)


def sides(telling: EventReport) -> list[str]:
    """Sides of those who did it."""
    return parts(telling[0], "side1")


def places(telling: EventReport) -> dict[str, str]:
    """Ids and names of the places where it is said to be, in the order of the text."""
    return {
        value(row, "place_id"): value(row, "place_name")
        for row in telling
        if value(row, "place_role") in DRAWN_ROLES and value(row, "place_id")
    }


def figures(telling: EventReport) -> list[tuple[str, str]]:
    """What is counted, and the figure with its qualifier."""
    names = ("quantity_kind", "quantity")
    kinds, numbers = (cell_text(telling, name).split(SEPARATOR) for name in names)
    return [(kind, number) for kind, number in zip(kinds, numbers, strict=False) if kind and number]


def _days(one: EventReport, two: EventReport) -> bool:
    """Both have a day at that end, and the intervals have no day in common."""
    return any(
        (first := cell_text(later, "first_day"))
        and (last := cell_text(earlier, "last_day"))
        and first > last
        for later, earlier in ((one, two), (two, one))
    )


def _cross(one: Iterable[str], two: Iterable[str]) -> bool:
    """Each has something that the other has not."""
    first, second = set(one), set(two)
    return bool(first and second) and not (first <= second or second <= first)


def _figures(one: EventReport, two: EventReport) -> bool:
    first, second = _numbers(one), _numbers(two)
    return any(first[kind].isdisjoint(second[kind]) for kind in first.keys() & second.keys())


def _numbers(telling: EventReport) -> dict[str, set[float]]:
    found: dict[str, set[float]] = {}
    for kind, words in figures(telling):
        if (number := number_of(words)) is not None:
            found.setdefault(kind, set()).add(number)
    return found


def _modalities(one: EventReport, two: EventReport) -> bool:
    """One denies what the other reports; "expected" and then "happened" is no disagreement."""
    both = {cell_text(one, "modality"), cell_text(two, "modality")}
    return "denied" in both and len(both) > 1


COMPARED: Mapping[str, Callable[[EventReport, EventReport], bool]] = {
    "place": lambda one, two: _cross(places(one), places(two)),
    "day": _days,
    "side": lambda one, two: _cross(sides(one), sides(two)),
    "figure": _figures,
    "kind": lambda one, two: cell_text(one, "kind") != cell_text(two, "kind"),
    "denial": _modalities,
}


def differences(tellings: Sequence[EventReport]) -> tuple[str, ...]:
    """In what any two of them differ: place, day, side, figure, kind, denial."""
    pairs = list(combinations(tellings, 2))
    return tuple(
        name for name, differ in COMPARED.items() if any(differ(one, two) for one, two in pairs)
    )
