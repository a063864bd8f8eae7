"""What stands beside the map, and the one navigation of the page: to read the article, to look at
its data, to review it, to download it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from components.panels import (
    adding,
    article,
    compare,
    control,
    downloads,
    event_card,
    evidence,
    filters,
    review,
    search,
    session,
    tables,
    view_state,
    walkthrough,
)
from components.panels.notices import say
from components.panels.reading import Reading
from components.view.control_snapshot import ControlSnapshot
from components.view.search import SearchHits
from components.view.selection import Pane, View
from components.wording.sentences import event_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """What the page has worked out in this run. ``events`` are the rows in view, ``standing`` who
    holds what of the open article, ``hits`` what was searched for and found."""

    found: Reading
    events: pd.DataFrame
    view: View
    standing: ControlSnapshot
    hits: SearchHits


SECTIONS: Mapping[str, Mapping[Pane, str]] = {
    "Read": {"events": "List", "article": "Article", "walk": "Walk"},
    "Data": {
        "table": "Events",
        "places": "Places",
        "control": "Control",
        "measures": "Measures",
        "left_off": "Not on the map",
        "compare": "Compare",
    },
    "Review": {"review": "Review"},
    "Download": {"download": "Download"},
}
"""The parts of each section, with their names."""


def sections_panel(page: PageContext) -> None:
    """Draw the navigation, and under it the part that is open."""
    pane = page.view.pane
    section = navigation(SECTIONS, pane)
    search.outcome_panel(page.events, page.view.find, page.hits)
    filters.choice_panel(
        evidence.cached(
            "kept_counts",
            (page.events, page.found, page.view.layers),
            lambda: filters.counts_in_words(
                page.events, page.found.claims, page.view, total=page.found.corpus.count()
            ),
        ),
        page.view,
        events_of=page.found.corpus.count,
    )
    with st.container(key=f"pane_{'read' if section == 'Read' else 'wide'}"):
        DRAWN[pane](page)
        if section == "Data" and page.view.selected:
            _list(page)


def navigation(sections: Mapping[str, Mapping[Pane, str]], pane: Pane) -> str:
    """The sections, and the parts of the one in which ``pane`` lies; its name."""
    state = st.session_state
    state.section = section = next(name for name, parts in sections.items() if pane in parts)
    st.segmented_control(
        "Section",
        list(sections),
        key="section",
        required=True,
        label_visibility="collapsed",
        on_change=lambda: _open(next(iter(sections[state.section]))),
    )
    if len(parts := sections[section]) > 1:
        key = f"part_{section}"
        state[key] = pane
        st.segmented_control(
            f"Part of {section}",
            list(parts),
            key=key,
            format_func=parts.__getitem__,
            required=True,
            label_visibility="collapsed",
            on_change=_open_part,
            args=(sections, section),
        )
    return section


def _open(pane: Pane) -> None:
    session.open_section(pane)
    session.enter_section()


def _open_part(sections: Mapping[str, Mapping[Pane, str]], section: str) -> None:
    """Whoever is quicker than the browser has it tell once more of a section that was left."""
    if view_state.view().pane in sections[section]:
        _open(st.session_state[f"part_{section}"])


def _list(page: PageContext) -> None:
    event_card.card_panel(page.found, page.events, selected=page.view.selected, hits=page.hits)


def _article(page: PageContext) -> None:
    """The text, over it the chosen event in words and the way to its card, under it the form for
    one that was missed."""
    found, chosen = page.found, page.view.selected
    with st.container(key="reading_pane"):
        if chosen:
            rows = found.events[found.events["event_id"] == chosen]
            say(event_in_words(rows, found.claims), look="dl-lede", role="status")
            with st.container(horizontal=True, key="card_buttons"):
                to_card = partial(session.open_section, "events")
                st.button("Open its card", key="to_card", on_click=to_card)
                st.button("Close", key="close_card", on_click=session.choose, args=(None,))
        article.article_panel(found, page.view, hits=page.hits)
        adding.panel(found)


DRAWN: Mapping[Pane, Callable[[PageContext], None]] = {
    "events": _list,
    "article": _article,
    "walk": lambda page: walkthrough.walk_panel(
        page.found, page.events, selected=page.view.selected
    ),
    "table": lambda page: tables.events_panel(
        page.events, selected=page.view.selected, of=page.found.events
    ),
    "places": lambda page: tables.table_panel(
        tables.places_in_words(page.found.places), nothing="The text names no place."
    ),
    "control": lambda page: control.control_panel(page.found, page.view, standing=page.standing),
    "measures": lambda page: control.measures_panel(page.found),
    "left_off": lambda page: tables.table_panel(
        tables.rejected_in_words(page.found.rejected), nothing="Everything is on the map."
    ),
    "compare": lambda page: compare.compare_panel(page.found),
    "review": lambda page: review.panel(page.found),
    "download": lambda page: downloads.downloads_panel(page.found, page.view, page.standing),
}
"""What draws each part."""
