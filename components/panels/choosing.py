"""Bars and days to press, as a component of the page: Streamlit's own charts add a megabyte, and
their bars in a list cannot be pressed.

safe_html writes what it shows, its script only listens."""

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
    """Draw ``shown``. ``on_choice`` is called with the ``data-choice`` of what is pressed, or, for
    days chosen on a histogram, with "days=FIRST/LAST", where an open end is empty; each of ``bins``
    has its first and last day and its words."""
    in_page.write(
        SCRIPT,
        empty=EMPTY,
        data={"html": str(shown), "bins": list(bins)},
        key=key,
        callbacks={"chosen": on_choice},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartBar:
    """A row with its name, its number, and the choice that pressing it makes; ``more`` follows the
    number."""

    name: str
    number: int
    choice: str
    is_chosen: bool = False
    more: str = ""


def bar_list(
    rows: Sequence[ChartBar], *, label: str, key: str, on_choice: Callable[[str], object]
) -> None:
    """Draw the rows, each bar as long as its number of events."""
    most = max((row.number for row in rows), default=1) or 1
    items = join(_item(row, most) for row in rows)
    shown = element("ul", items, class_="dl-bars", aria_label=label)
    choosing(shown, key=key, on_choice=on_choice)


def _item(row: ChartBar, most: int) -> Html:
    bar = element("span", style=f"width: {100 * row.number / most:.1f}%")
    heard = element("span", f" event{'' if row.number == 1 else 's'}", class_="dl-heard")
    return element(
        "li",
        element(
            "button",
            element("span", row.name, class_="dl-bar-name"),
            element("span", bar, class_="dl-bar", aria_hidden="true"),
            element("span", f"{row.number:,}", heard, class_="dl-bar-number"),
            element("small", row.more) if row.more else "",
            type="button",
            data_choice=row.choice,
            aria_pressed="true" if row.is_chosen else "false",
        ),
    )
