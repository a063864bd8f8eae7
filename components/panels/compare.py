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


def compare_panel(found: Reading) -> None:
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
    _both(found, others[name])


def _both(one: Reading, two: Reading) -> None:
    pairs = other_reports.shared(one, two)
    reports = [
        (event, other_reports.rows_of(one, event), other_reports.rows_of(two, other))
        for event, other in pairs
    ]
    differ = [bool(differing([row_dicts(own), row_dicts(other)])) for _, own, other in reports]
    for head, wanted in (("Both report, and differ", True), ("Both report", False)):
        listed = [
            report for report, differs in zip(reports, differ, strict=True) if differs is wanted
        ]
        if listed:
            part(f"{head} ({len(listed)})")
        for event, own, other in listed:
            st.html(compared(own, other))
            st.button(
                "Show its card",
                key=f"compared_{event}",
                on_click=session.choose_and_go,
                args=(event,),
            )
    if not pairs:
        say(NONE_SHARED, look="")
    part("Only one reports")
    _alone(one, {event for event, _ in pairs})
    _alone(two, {event for _, event in pairs})
    _taken_away()


def _alone(found: Reading, shared: Container[str]) -> None:
    """Events that only this article reports; feared, threatened, negated or supposed ones do not
    count."""
    alone = [
        modality in SORTS and event not in shared
        for event, modality in zip(found.events["event_id"], found.events["modality"], strict=True)
    ]
    if any(alone):
        st.html(only_in_one(found.events[alone]))


def _taken_away() -> None:
    """The person's decisions as a file for ``link --apart``."""
    if held := other_reports.decisions():
        say(f"You keep {counted(len(held), 'pair')} of events apart.")
        words = "Download what you keep apart (CSV)"
        download(words, partial(to_csv, held), "apart.csv", key="take_apart")
