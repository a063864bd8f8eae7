"""The card of one event, beside the map, or the list of events to choose from."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.cards.card import card
from components.cards.standing import spellings, verdict_lines
from components.core.safe_html import element, join
from components.panels import also, correcting, evidence, history, session, why_place
from components.panels.in_page import bring_into_view
from components.panels.reading import Reading
from components.panels.words import label, no_event
from components.view.search import Found
from components.wording.phrases import Row, row_dicts, value
from components.wording.sentences import title_of

MOST_LISTED = 14
LIST_HEIGHT_PX = 560


def card_panel(found: Reading, events: pd.DataFrame, *, selected: str | None, hits: Found) -> None:
    """The chosen event's card, or a list of the events in view to choose from."""
    event = next((one for one in found.analysis.events if one.id == selected), None)
    if event is None:
        if not also.elsewhere_panel(st.session_state.selected):
            _event_list(events, hits, of=found.events)
        return
    rows = found.events[found.events["event_id"] == event.id]
    st.html(card(event, found.analysis, rows=rows, claims=found.claims))
    with st.container(horizontal=True, key="card_buttons"):
        st.button("In the article", key="to_article", on_click=session.open_pane, args=("article",))
        with st.popover("Why this place", disabled=not event.links):
            why_place.panel(event.links)
        st.button("All events", key="close_card", on_click=session.choose, args=(None,))
    also.also_panel(found, event.id)
    _evidence(found, event.id)
    correcting.panel(found, event)


def _evidence(found: Reading, event_id: str) -> None:
    """What references show of the event's claims, and the strips of their places, one behind a line
    each."""
    own, names = found.claims[found.claims["event_id"] == event_id], spellings(found.events)
    if (verdicts := evidence.judgements(found)) is not None:
        st.html(
            element(
                "ul",
                join(element("li", line) for line in verdict_lines(verdicts, own["claim_id"])),
                class_="dl-strip-words",
            )
        )
    for place_id in own["place_id"].unique():
        shown = st.expander(
            label(f"Evidence for {names[place_id]}, by day"),
            key=f"strip_{place_id}",
            on_change="rerun",
        )
        with shown:
            if shown.open:
                st.html(evidence.strip_of_place(found, place_id))


def _by_event(events: pd.DataFrame) -> dict[str, list[Row]]:
    """The rows of each event, in the order of the table. Taken apart once: a table for each event
    took ten times as long."""
    found: dict[str, list[Row]] = {}
    for row in row_dicts(events):
        found.setdefault(value(row, "event_id"), []).append(row)
    return found


def _event_list(events: pd.DataFrame, hits: Found, *, of: pd.DataFrame) -> None:
    """Every event in view as a button, for people who do not point at a map: those found first,
    then those with a pin.

    ``of`` are those of the whole article.
    """
    listed = sorted(
        _by_event(events).items(), key=lambda one: not any(value(row, "latitude") for row in one[1])
    )
    found = [one for one in listed if one[0] in hits.event_ids]
    parts = (
        {"Found": found, "Other events": [one for one in listed if one[0] not in hits.event_ids]}
        if found
        else {"": listed}
    )
    if any(history.steps()):
        told = correcting.confirmation("card")
        correcting.steps("list")
        if told:
            bring_into_view(".dl-decided", turn=history.steps()[0], block="nearest")
    hint = "Choose a marker, or an event:" if listed else no_event(of)
    with st.container(
        key="event_list",
        height=LIST_HEIGHT_PX if len(listed) > MOST_LISTED else "content",
        border=False,
    ):
        for head, own in parts.items():
            st.html(element("p", f"{head} ({len(own)})" if head else hint, class_="dl-hint"))
            for event_id, rows in own:
                st.button(
                    label(title_of(rows)),
                    key=f"open_{event_id}",
                    type="secondary" if head == "Found" else "tertiary",
                    on_click=session.choose_and_go,
                    args=(event_id,),
                )
