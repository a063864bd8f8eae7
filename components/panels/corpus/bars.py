"""Lists of values with a bar each, as HTML whose rows can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from components.core.safe_html import Html, element, join


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """A row: its name, how many, and what is told when it is pressed; ``more`` is said after the
    number."""

    name: str
    number: int
    choice: str
    is_chosen: bool = False
    more: str = ""


def bars(rows: Sequence[ChartBar], *, label: str, unit: str) -> Html:
    """The rows in their order, each bar as long as its number against the largest. ``unit`` is what
    is counted, of one."""
    most = max((row.number for row in rows), default=1) or 1
    return element(
        "ul", join(_row(row, most, unit) for row in rows), class_="dl-bars", aria_label=label
    )


def _row(row: ChartBar, most: int, unit: str) -> Html:
    length = element(
        "span",
        element("span", style=f"width: {100 * row.number / most:.1f}%"),
        class_="dl-bar",
        aria_hidden="true",
    )
    heard = element("span", f" {unit}{'' if row.number == 1 else 's'}", class_="dl-heard")
    number = element("span", f"{row.number:,}", heard, class_="dl-bar-number")
    more = element("small", row.more) if row.more else ""
    inside: Iterable[Html | str] = (
        element("span", row.name, class_="dl-bar-name"),
        length,
        number,
        more,
    )
    return element(
        "li",
        element(
            "button",
            join(inside),
            type="button",
            data_choice=row.choice,
            aria_pressed="true" if row.is_chosen else "false",
        ),
    )
