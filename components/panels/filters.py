"""The filter of events: behind one button, with the choice told in words over the list and taken
back by another."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from components.core.safe_html import element
from components.export.selection import rows_shown
from components.panels import viewing
from components.panels.reading import Reading
from components.panels.words import counted, label
from components.view.facets import FACETS, choose, chosen_in, in_words, options, value_in_words
from components.view.selection import View, is_undated, select, shown_of_all

HINT = (
    "Several choices in one row show more, choices in several rows show less. The map, the "
    "list and the table follow."
)


def filter_popover(found: Reading, view: View) -> None:
    """The choices behind one button; values are counted within the days shown."""
    chosen = len(view.filters)
    with st.popover(f"Filter ({chosen})" if chosen else "Filter", key="filter_popover"):
        st.html(element("p", HINT, class_="dl-hint"))
        _rows(found.events, view)
        if undated := found.events.loc[is_undated(found.events), "event_id"].nunique():
            viewing.stand("undated", view.show_undated)
            st.checkbox(
                f"Also what has no date ({undated})",
                key="undated",
                on_change=viewing.follow("undated", "show_undated"),
            )


def told_panel(found: Reading, view: View) -> None:
    """How many events are shown, what was chosen, and the way to take it back."""
    with st.container(horizontal=True, vertical_alignment="center", key="filters"):
        told = counts_in_words(found.events, found.claims, view)
        st.html(element("p", told, class_="dl-count", role="status"), width="content")
        if view.filters:
            st.button("Show all", key="clear_filters", on_click=_clear)
            st.html(
                element("p", f"Only: {in_words(view.filters)}", class_="dl-hint"), width="content"
            )


def counts_in_words(events: pd.DataFrame, claims: pd.DataFrame, view: View) -> str:
    """ "9 of 11 events shown, 2 in layers that are off": the lists have the latter, too, the map
    and the files have not."""
    chosen, total = shown_of_all(events, view)
    off = chosen - rows_shown(events, claims, view)["event_id"].nunique()
    return (
        f"{chosen - off} of {counted(total, 'event')} "
        f"shown{f', {off} in layers that are off' if off else ''}"
    )


def _rows(events: pd.DataFrame, view: View) -> None:
    """A row of values for each facet in which there is anything to choose."""
    in_days = select(events, replace(view, filters=frozenset()))
    for facet, counts in options(in_days, view.filters).items():
        wanted = [value for value in counts if value in chosen_in(view.filters, facet)]
        if len(counts) < 2 and not wanted:
            continue
        told = {
            value: label(f"{value_in_words(facet, value)} ({number})")
            for value, number in counts.items()
        }
        viewing.stand(_key(facet), wanted)
        st.pills(
            FACETS[facet],
            list(counts),
            key=_key(facet),
            selection_mode="multi",
            on_change=_take,
            args=(facet,),
            format_func=told.__getitem__,
        )


def _key(facet: str) -> str:
    return f"filter_{facet}"


def _take(facet: str) -> None:
    chosen = choose(viewing.view().filters, facet, st.session_state[_key(facet)])
    viewing.change(filters=chosen)


def _clear() -> None:
    viewing.change(filters=frozenset())
