"""Bars and weeks that are pressed, as a component of the page: Streamlit's own charts bring a
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
    weeks: Sequence[dict[str, str]] = (),
) -> None:
    """Draw ``shown``; ``on_choice`` is told the ``data-choice`` of what is pressed, or
    "days=FIRST/LAST" where ``weeks``, each with its first and last day and words, are drawn
    across."""
    in_page.write(
        SCRIPT,
        empty=EMPTY,
        data={"html": str(shown), "weeks": list(weeks)},
        key=key,
        told={"chosen": on_choice},
    )
