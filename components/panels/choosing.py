"""Bars and days that are pressed, as a component of the page: Streamlit's own charts bring a
megabyte with them, and no bar of a list can be pressed there. What it shows is written by
safe_html; the script beside it only listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from components.core.safe_html import Html, element, join
from components.panels import in_page

SCRIPT = Path(__file__).with_name("choosing.js")
EMPTY = "<div class='dl-choosing'></div>"


def choosing(
    shown: Html,
    *,
    key: str,
    on_choice: Callable[[str], object],
    bins: Sequence[dict[str, str]] = (),
) -> None:
    """Draw ``shown``; ``on_choice`` is told the ``data-choice`` of what is pressed, or
    "days=FIRST/LAST", an end without bound empty, where days are chosen on a histogram whose
    ``bins`` have each its first and last day and words."""
    in_page.write(
        SCRIPT,
        empty=EMPTY,
        data={"html": str(shown), "bins": list(bins)},
        key=key,
        told={"chosen": on_choice},
    )


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
    return element(
        "li",
        element(
            "button",
            element("span", row.name, class_="dl-bar-name"),
            length,
            number,
            more,
            type="button",
            data_choice=row.choice,
            aria_pressed="true" if row.is_chosen else "false",
        ),
    )
