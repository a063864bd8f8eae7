"""Filters of an article or a corpus: the facets behind a button, and each choice as a chip to
remove."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import pandas as pd
import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from components.export.selection import visible_rows
from components.panels import view_state
from components.panels.elements import label, say
from components.view.chosen_in_words import choices
from components.view.facets import FACETS, LISTS, choose, chosen_in, value_in_words
from components.view.selection import CHOSEN, FIRST, View, drawn
from components.wording.phrases import counted

HINT = (
    "Two choices in one row show the events of either; choices in two rows show those that match "
    "both. The whole page follows."
)
MOST_VALUES = 200
"""Most values of a facet without a closed list; the search finds the others."""
FEW = frozenset({*LISTS, "side", "speaker"})
"""Facets with few values in an article."""
NOTHING = "No event matches all that is chosen. If you take one choice away, there are:"
NOTHING_ALONE = "No event matches what is chosen, and taking one choice away does not help."


def filter_button(*, lazily: bool = False) -> PopoverContainer:
    """The button, whose box ``facets_panel`` fills: at once, or ``lazily`` when it is open. A lazy
    box would shut if the button's words changed."""
    if lazily:
        return st.popover("Filter", key="filter_popover", on_change="rerun")
    chosen = len(view_state.view().filters)
    return st.popover(f"Filter ({chosen})" if chosen else "Filter", key="filter_popover")


def facets_panel(
    box: PopoverContainer,
    options: Callable[[], Mapping[str, Mapping[str, int]]],
    *,
    undated: str = "Also events without a date",
) -> bool:
    """A row of values for each facet with a choice, and the switch for events without a date, named
    ``undated``, if any; tells whether the box is filled."""
    view = view_state.view()
    with box:
        say(HINT)
        if box.open is False:
            return False
        for facet, numbers in options().items():
            _facet(view, facet, numbers, are_few=facet in (FEW if box.open is None else LISTS))
        if undated:
            view_state.set_widget("undated", view.show_undated)
            st.checkbox(
                undated, key="undated", on_change=view_state.on_widget("undated", "show_undated")
            )
    return True


def _facet(view: View, facet: str, numbers: Mapping[str, int], *, are_few: bool) -> None:
    """Few values are shown side by side, many in a list to search."""
    wanted, key = (
        [one for one in numbers if one in chosen_in(view.filters, facet)],
        f"filter_{facet}",
    )
    if len(numbers) < 2 and not wanted:
        return
    names = {one: f"{value_in_words(facet, one)} ({number:,})" for one, number in numbers.items()}
    view_state.set_widget(key, wanted)
    if are_few:
        st.pills(
            FACETS[facet],
            list(numbers),
            key=key,
            selection_mode="multi",
            format_func=lambda one: label(names[one]),
            on_change=partial(_remove_facet, facet),
        )
    else:
        st.multiselect(
            FACETS[facet],
            list(numbers),
            key=key,
            format_func=names.__getitem__,
            placeholder="All",
            on_change=partial(_remove_facet, facet),
        )


def _remove_facet(facet: str) -> None:
    wanted = st.session_state[f"filter_{facet}"]
    view_state.change(filters=choose(view_state.view().filters, facet, wanted))


def choice_panel(
    count: str, view: View, *, events_of: Callable[[View], int], place_name: str = ""
) -> None:
    """How many events are shown, in the words ``count``, and each choice to remove; if nothing is
    shown, how many events each removal would show. ``events_of`` counts the events of a
    selection."""
    say(count, look="dl-count", role="status")
    chosen = tuple(choices(view, place_name=place_name))
    if not chosen:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="chips"):
        for number, (words, without) in enumerate(chosen):
            st.button(
                label(words),
                key=f"chip_{number}",
                icon=":material/close:",
                icon_position="right",
                help="Remove this choice",
                on_click=partial(_show, without),
            )
        if len(chosen) > 1:
            st.button("Show all", key="show_all", type="tertiary", on_click=partial(_show, FIRST))
    if events_of(view):
        return
    shows = [(words, without, events_of(without)) for words, without in chosen]
    helpful = sorted((one for one in shows if one[2]), key=lambda one: -one[2])
    say(NOTHING if helpful else NOTHING_ALONE, look="dl-note", role="status")
    with st.container(horizontal=True, key="loosen"):
        for number, (words, without, events) in enumerate(helpful):
            st.button(
                label(f"Without “{words}”: {counted(events, 'event')}"),
                key=f"loosen_{number}",
                on_click=partial(_show, without),
            )


def _show(chosen: View) -> None:
    """Show another selection; card, page and camera do not change."""
    view_state.change(**{name: getattr(chosen, name) for name in CHOSEN})


def counts_in_words(events: pd.DataFrame, claims: pd.DataFrame, view: View, *, total: int) -> str:
    """ "11 events, 8 on the map"; of some "9 of 11 events shown, 2 in layers that are off": lists
    have those, map and files do not."""
    rows = visible_rows(events, claims, view)
    shown = rows["event_id"].nunique()
    if shown == total:
        return (
            f"{counted(total, 'event')}, {drawn(rows)['event_id'].nunique() or 'none'} on the map"
        )
    off = events["event_id"].nunique() - shown
    return (
        f"{shown} of {counted(total, 'event')} "
        f"shown{f', {off} in layers that are off' if off else ''}"
    )
