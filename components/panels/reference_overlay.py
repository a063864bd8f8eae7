"""What is drawn under the markers: the references on the day shown and, if switched on, the guess
between claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from components.control.hint import WORDS, Hint, hint_of
from components.control.references.records import Reference
from components.core.safe_html import element, join
from components.map.control import hint_marks
from components.map.marks import Mark
from components.map.references import ShownReference, reference_marks, shown_on
from components.panels import evidence
from components.panels.page_context import PageContext
from components.panels.reading import Reading, knowledge
from components.panels.session_cache import session_cached

FEW = "No guess: fewer than 8 towns are held by claims of the last 7 days."
UNMEASURED = "How often it is right is not measured: load a reference."


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceOverlay:
    """``marks`` are those of the ``shown`` references, and of the guess."""

    shown: tuple[ShownReference, ...]
    marks: tuple[Mark, ...]
    hint: Hint | None = None


def reference_overlay(page: PageContext) -> ReferenceOverlay:
    """On the day of the claims shown, else of publication."""
    is_hinted = bool(st.session_state.get("hint"))
    if not evidence.loaded().references and not is_hinted:
        return ReferenceOverlay(shown=(), marks=())
    reading, standing = page.reading, page.standing
    day = standing.day or reading.article.published or date.max
    return _overlay(
        reading,
        standing.states if is_hinted else None,
        day,
        references=evidence.loaded().references,
    )


@session_cached
def _overlay(
    reading: Reading,
    states: pd.DataFrame | None,
    day: date,
    *,
    references: tuple[Reference, ...],
) -> ReferenceOverlay:
    """``states`` are the claims for the guess, if it is on."""
    shown = shown_on(references, day.isoformat())
    tables = (table for one in references for table in (one.areas, one.points))
    colours = evidence.colours_with(
        reading, [side for table in tables for side in table["side"].unique()]
    )
    marks = reference_marks(
        shown, reading.places[["place_id", "latitude", "longitude"]], colours=colours
    )
    hint = None
    if states is not None:
        with st.spinner("Looking for settlements near the claimed towns"):
            hint = hint_of(states, day, knowledge().gazetteer, references=references)
    return ReferenceOverlay(
        shown=shown,
        marks=(*marks, *(hint_marks(hint.ticks, colours=colours) if hint else ())),
        hint=hint,
    )


def references_lines(page: PageContext) -> None:
    """A line for each reference that is drawn."""
    if shown := reference_overlay(page).shown:
        lines = (element("li", f"Reference: {one.in_words()}") for one in shown)
        st.html(element("ul", join(lines), class_="dl-references"))


def guess_switch(page: PageContext) -> None:
    """The switch for the guess, with how often it agrees with the references."""
    if page.standing.day and st.toggle(WORDS, key="hint", persist_state="session"):
        hint = reference_overlay(page).hint
        lines = [FEW] if hint is None else list(hint.agreement) or [UNMEASURED]
        st.html(join(element("p", line, class_="dl-hint") for line in lines))
