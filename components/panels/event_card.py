"""The card of one event beside the map, or the list of events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from components.cards.card import card
from components.cards.control_table import spellings, verdict_lines
from components.core.safe_html import element, join
from components.panels import (
    correcting,
    evidence,
    history,
    other_reports,
    session,
    view_state,
    why_place,
)
from components.panels.elements import expander, label, no_event, say
from components.panels.page_context import PageContext
from components.panels.reading import Reading
from components.wording.phrases import Row, display_groups, group_in_words, row_dicts, value
from components.wording.sentences import title_of, words_at_trigger

ALSO = "also_in_text"


def card_panel(page: PageContext) -> None:
    """The chosen event's card, or a list of the events in view to choose from."""
    reading, selected = page.reading, page.view.selected
    event = next((one for one in reading.analysis.events if one.id == selected), None)
    if event is None:
        if not other_reports.elsewhere_panel(view_state.view().selected):
            _event_list(page)
        return
    rows = reading.rows_of(event.id)
    st.html(card(event, reading.analysis, rows=rows, claims=reading.claims))
    with st.container(horizontal=True, key="card_buttons"):
        st.button(
            "In the article", key="to_article", on_click=session.open_section, args=("article",)
        )
        with st.popover("Why this place", disabled=not event.links):
            why_place.panel(event.links)
        st.button("All events", key="close_card", on_click=session.choose, args=(None,))
    other_reports.other_reports_panel(reading, event.id)
    _evidence(reading, event.id)
    correcting.panel(reading, event)


def _evidence(reading: Reading, event_id: str) -> None:
    """What references show of the event's claims, and a box for each place with its evidence
    strip."""
    own, names = reading.claims[reading.claims["event_id"] == event_id], spellings(reading.events)
    if (verdicts := evidence.judgements(reading)) is not None:
        st.html(
            element(
                "ul",
                join(element("li", line) for line in verdict_lines(verdicts, own["claim_id"])),
                class_="dl-strip-words",
            )
        )
    for place_id in own["place_id"].unique():
        name = label(f"Evidence for {names[place_id]}, by day")
        if box := expander(name, key=f"strip_{place_id}"):
            box.html(evidence.strip_of_place(reading, place_id))


def _event_list(page: PageContext) -> None:
    """Every event in view as a button, for people who do not use the map: those that the search
    found first, then those with a pin; those without one in a box."""
    # Grouped once: a table for each event took ten times as long.
    by_event: dict[str, list[Row]] = {}
    for row in row_dicts(page.events):
        by_event.setdefault(value(row, "event_id"), []).append(row)
    found = {key: rows for key, rows in by_event.items() if key in page.hits.event_ids}
    others = {key: rows for key, rows in by_event.items() if key not in found}
    pinned = {
        key: rows for key, rows in others.items() if any(value(row, "latitude") for row in rows)
    }
    without = {key: rows for key, rows in others.items() if key not in pinned}
    if any(history.steps()):
        correcting.confirmation("card")
        correcting.steps("list")
    with st.container(key="event_list"):
        if found:
            _buttons(f"Found ({len(found)})", found, type_="secondary")
            _buttons(f"Other events ({len(others)})", pinned)
        else:
            _buttons("" if by_event else no_event(page.reading.events), pinned)
        if without:
            _folded(without)


def _folded(events: Mapping[str, Sequence[Row]]) -> None:
    """Events without a pin by kind, in a box that is shut at first."""
    state = st.session_state
    by_group: dict[str, dict[str, Sequence[Row]]] = {group: {} for group in display_groups()}
    for event_id, rows in events.items():
        by_group.setdefault(value(rows[0], "display_group"), {})[event_id] = rows
    with st.expander(
        f"Also in the text ({len(events)})",
        expanded=state.get("also_open", False),
        key=ALSO,
        on_change=lambda: state.update(also_open=state[ALSO]),
    ):
        for group, own in by_group.items():
            if own:
                _buttons(f"{group_in_words(group).capitalize()} ({len(own)})", own)


def _buttons(
    head: str,
    events: Mapping[str, Sequence[Row]],
    *,
    type_: Literal["secondary", "tertiary"] = "tertiary",
) -> None:
    if head:
        say(head)
    for event_id, rows in events.items():
        st.button(
            f"**{label(title_of(rows))}**: “{label(words_at_trigger(rows[0]))}”",
            key=f"open_{event_id}",
            type=type_,
            on_click=session.choose_and_go,
            args=(event_id,),
        )
