"""Tables beside the map: events, places, and what is not on the map."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import pandas as pd
import streamlit as st

from components.core.countries import country_name
from components.core.records import DRAWN_ROLES
from components.panels import session
from components.panels.elements import no_event, say
from components.panels.page_context import PageContext
from components.wording.phrases import (
    Row,
    parts,
    place_notes,
    row_dicts,
    sentence_of,
    spelled,
    sureness,
    time_in_words,
    value,
)
from components.wording.sentences import what_in_words

T = TypeVar("T", bound=object)
EVENTS_KEY = "events_table"
PLACE_PX = 220
"""Width of the column, which would cut names of two words."""
KEYBOARD_HINT = "A click on a row opens its card; the arrow keys go on from there, row by row."


def at_places(events: pd.DataFrame) -> pd.DataFrame:
    """A row for each event and place where it happened; one row for an event without a place.

    In "Kupiansk, 30 miles north of Izyum" Izyum only locates Kupiansk: no row says that Izyum was
    retaken."""
    is_there = events["place_role"].isin(DRAWN_ROLES)
    has_place = events["event_id"].isin(events.loc[is_there, "event_id"])
    return events[is_there | (~has_place & ~events["event_id"].duplicated())]


def events_in_words(events: pd.DataFrame) -> pd.DataFrame:
    """The rows in words."""
    return in_words(row_dicts(events))


def in_words(rows: Sequence[Row]) -> pd.DataFrame:
    """The same for rows as dictionaries."""
    return pd.DataFrame({name: [cell(row) for row in rows] for name, cell in COLUMNS.items()})


def _placed(row: Row) -> str:
    """The place, with a note if it has no pin or is coarsened."""
    if value(row, "place_role") not in DRAWN_ROLES:
        return ""
    name, notes = spelled(row), place_notes(row)
    return f"{name} ({'; '.join(notes)})" if notes and name else name


COLUMNS: Mapping[str, Callable[[Row], str]] = {
    "What": lambda row: what_in_words(row, place=False),
    "Place": _placed,
    "Happened": time_in_words,
    "Status": lambda row: ", ".join(parts(row, "claim_status")),
    "Says so": lambda row: ", ".join(parts(row, "attributed_to")),
    "Who": lambda row: ", ".join(parts(row, "actor1")),
    "Reported": lambda row: value(row, "reported"),
    "How sure": lambda row: sureness(float(row["confidence"])),
    "Sentence": sentence_of,
}
"""The columns of a table of events, with the words of each cell."""


def places_in_words(places: pd.DataFrame) -> pd.DataFrame:
    """A row for each place name in the text, with the chosen place and the runner-up."""
    return pd.DataFrame(
        {
            "In the text": places["text"],
            "Used as": places["use"],
            "Taken for": places["place_name"],
            "Kind": places["place_kind"],
            "In": places["admin1"],
            "Country": places["country"].map(country_name, na_action="ignore"),
            "Second choice": places["runner_up"],
            "Found by": places["method"],
            "How sure": [sureness(float(number)) for number in places["confidence"]],
            "Why": places["reason"],
        }
    )


def rejected_in_words(rejected: pd.DataFrame) -> pd.DataFrame:
    """A row for each thing that is not on the map, with the reason."""
    return pd.DataFrame(
        {"What": rejected["what"], "Words": rejected["text"], "Why": rejected["reason"]}
    )


def events_panel(page: PageContext) -> None:
    """The events in view; a row chooses its event."""
    if page.events.empty:
        say(no_event(page.reading.events), look="")
        return
    events = at_places(page.events)
    rows_panel(
        events_in_words(events),
        list(events["event_id"]),
        key=EVENTS_KEY,
        selected=page.view.selected,
        on_choice=session.choose_and_go,
    )


def rows_panel(
    rows: pd.DataFrame,
    names: Sequence[T],
    *,
    key: str,
    selected: T | None,
    on_choice: Callable[[T | None], object],
) -> None:
    """Events in words, with their names; ``on_choice`` gets the name of the row that is marked or
    reached by keyboard, None if none is marked any more.

    The row of the selected event is marked; the cell under the keyboard's focus stays."""

    def chosen() -> tuple[T | None, T | None]:
        """The events of the marked row and of the focused cell."""
        marked, cells = _selection(key).get("rows", []), _selection(key).get("cells", [])
        by_row = names[marked[0]] if marked and marked[0] < len(names) else None
        return by_row, names[cells[0][0]] if cells and cells[0][0] < len(names) else None

    def follow() -> None:
        """Follow whichever moved."""
        by_row, by_cell = chosen()
        on_choice(by_cell if by_cell not in {None, focused} else by_row)

    focused = chosen()[1]
    if chosen()[0] != (selected if selected in names else None):
        marked = [names.index(selected)] if selected in names else []
        cells = _selection(key).get("cells", [])
        st.session_state[key] = {"selection": {"rows": marked, "columns": [], "cells": cells}}
    say(KEYBOARD_HINT)
    st.dataframe(
        rows,
        key=key,
        on_select=follow,
        selection_mode=["single-row", "single-cell"],
        hide_index=True,
        placeholder="",
        column_config={"Place": st.column_config.Column(width=PLACE_PX)},
        alt=f"Events. {KEYBOARD_HINT}",
    )


def _selection(key: str) -> dict[str, Any]:
    state = st.session_state.get(key) or {}
    return dict(state.get("selection", {}))


def table_panel(table: pd.DataFrame, *, nothing: str) -> None:
    """A table as it is, or the sentence ``nothing``."""
    if table.empty:
        st.html(f"<p>{nothing}</p>")
    else:
        st.dataframe(table, hide_index=True, placeholder="")
