"""Search and filters of a corpus: those of every page, and how many publishers and origins report
an event."""

from __future__ import annotations

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from components.panels import camera, filters, search, view_state
from components.panels.corpus import session
from components.panels.elements import label
from components.store import queries
from components.store import rows as stored
from components.store.queries import SelectionCounts
from components.view.address import CountRange
from components.view.grouping import overview
from components.view.search import MOST_SUGGESTED
from components.view.selection import View
from components.wording.phrases import counted

AT_LEAST = (1, 2, 3, 5, 10)
TELLERS = {
    "publishers": "At least this many publishers",
    "origins": "At least this many separate origins",
}


def find(words: str) -> None:
    """Search for words, and send the map to places of that name."""
    view_state.change(find=words.strip())
    view = view_state.view()
    if there := overview(session.answer_of(queries.found_places, view)) if view.find else None:
        camera.go_near(there)


def choice_panel(view: View) -> None:
    """What is found and chosen, with suggestions if nothing matches."""
    counts = session.answer_of(queries.counts, view)
    name = ""
    if view.place:
        names = session.answer_of(stored.place_names, view.place)["place_name"]
        name = str(names.iloc[0]) if len(names) else view.place
    filters.choice_panel(
        counts_in_words(counts),
        view,
        events_of=lambda one: session.answer_of(queries.counts, one).events,
        place_name=name,
    )
    if view.find and not counts.events:
        search.suggested(
            session.answer_of(queries.suggestions, view.find, most=MOST_SUGGESTED),
            on_choice=find,
        )


def counts_in_words(counts: SelectionCounts) -> str:
    """ "12 events, reported by 9 articles (8 without copies) of 3 publishers; 10 different ones…";
    copies of one text are one origin."""
    copies = f" ({counts.origins:,} without copies)" if counts.origins != counts.articles else ""
    once = (
        f"; {counts.stories:,} different ones: some are reported by several articles"
        if counts.stories != counts.events
        else ""
    )
    return (
        f"{counted(counts.events, 'event')}, reported by {counted(counts.articles, 'article')}"
        f"{copies} of {counted(counts.publishers, 'publisher')}{once}"
    )


def facets_panel(box: PopoverContainer, view: View) -> None:
    """The facets, and the least numbers of publishers and origins."""
    if filters.facets_panel(
        box, lambda: session.answer_of(queries.options, view, most=filters.MOST_VALUES)
    ):
        with box:
            for of, words in TELLERS.items():
                _least(view, of, words)


def _least(view: View, of: str, words: str) -> None:
    """The least number of publishers or origins; an exact number is not offered here, but shown as
    a chip."""
    table, now, key = (
        session.answer_of(queries.spread, view, of=of),
        getattr(view, of),
        f"filter_{of}",
    )
    numbers = {
        least: int(table.loc[table["number"] >= least, "events"].sum()) for least in AT_LEAST
    }
    offered = [least for least, events in numbers.items() if events or least in {1, now.least}]
    if len(offered) < 2:
        return
    view_state.set_widget(key, now.least if now.most is None and now.least in offered else None)
    st.pills(
        words,
        offered,
        key=key,
        format_func=lambda least: label(f"{least} ({numbers[least]:,})"),
        on_change=lambda: view_state.change(**{of: CountRange(least=st.session_state[key] or 1)}),
    )
