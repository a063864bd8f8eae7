"""Two articles compared: what both report, where they differ, what only one reports."""

from __future__ import annotations

from collections.abc import Container
from functools import partial

import streamlit as st

from components.cards.comparison import compared, differing, only_in_one
from components.linking.decisions import to_csv
from components.linking.rules import SORTS
from components.panels import articles, other_reports, session
from components.panels.elements import download, part, say
from components.panels.reading import Reading
from components.wording.phrases import counted, row_dicts
from components.wording.provenance import headline

ALONE = "There is one article on the page. Add another one in the sidebar to see what both report."
NONE_SHARED = (
    "No event was found in both. They may still report the same one, in words that Dateline did "
    "not match."
)


def compare_panel(reading: Reading) -> None:
    """The open article and another one, which the person chooses."""
    others = {one.name: one for one in articles.beside_open()}
    if not others:
        say(ALONE, look="")
        return
    st.session_state.compared_with = session.compared_with()
    name = st.selectbox(
        "Compare the open article with",
        list(others),
        key="compared_with",
        format_func=lambda name: " · ".join(
            filter(None, (headline(others[name].article), others[name].article.publisher))
        ),
        persist_state="session",
    )
    other = others[name]
    pairs = other_reports.shared(reading, other)
    both = [(event, reading.rows_of(event), other.rows_of(same)) for event, same in pairs]
    differ = [bool(differing([row_dicts(one), row_dicts(two)])) for _, one, two in both]
    for head, wanted in (("Both report, and differ", True), ("Both report", False)):
        listed = [report for report, differs in zip(both, differ, strict=True) if differs is wanted]
        if listed:
            part(f"{head} ({len(listed)})")
        for event, one, two in listed:
            st.html(compared(one, two))
            show = partial(session.choose_and_go, event)
            st.button("Show its card", key=f"compared_{event}", on_click=show)
    if not pairs:
        say(NONE_SHARED, look="")
    part("Only one reports")
    _alone(reading, {event for event, _ in pairs})
    _alone(other, {event for _, event in pairs})
    if apart := other_reports.decisions():
        say(f"You keep {counted(len(apart), 'pair')} of events apart.")
        words = "Download what you keep apart (CSV)"
        download(words, partial(to_csv, apart), "apart.csv", key="take_apart")


def _alone(reading: Reading, shared: Container[str]) -> None:
    """Events that only this article reports; feared, threatened, negated or supposed ones do not
    count."""
    alone = [
        modality in SORTS and event not in shared
        for event, modality in zip(
            reading.events["event_id"], reading.events["modality"], strict=True
        )
    ]
    if any(alone):
        st.html(only_in_one(reading.events[alone]))
