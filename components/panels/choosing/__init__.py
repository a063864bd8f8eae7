"""Bars and days that are pressed, as a component of the page: Streamlit's own charts bring a
megabyte with them, and no bar of a list can be pressed there. What it shows is written by
safe_html; the script beside it only listens.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from components.core.safe_html import Html
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
