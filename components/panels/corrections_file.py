"""The corrections of this session as a list and as a file to download and load."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.core.errors import DatelineError
from components.corrections.agreement import NAMES, value_in_words
from components.corrections.files import read, write
from components.corrections.records import Corrections, text_id
from components.panels import articles, history, session
from components.panels.elements import error_notice, say
from components.panels.reading import Reading
from components.wording.phrases import counted

FILE_NAME = "corrections.json"


def panel(reading: Reading) -> None:
    """The list, the download and the field to load a file."""
    held = history.now()
    _list(reading, history.own(reading))
    st.download_button(
        f"Download corrections ({len(held.corrections)})",
        partial(write, held),
        FILE_NAME,
        "application/json",
        key="download_corrections",
        on_click="ignore",
        disabled=held == Corrections(),
    )
    st.file_uploader(
        "Load a file of corrections", type=["json"], key="load_corrections", on_change=_load
    )
    if error := st.session_state.get("load_error"):
        error_notice(error)
    if words := st.session_state.get("loaded"):
        say(words, role="status")


def _list(reading: Reading, own: Corrections) -> None:
    """A row for each correction in force, and whether it is applied."""
    reasons = {one.correction: one.reason for one in reading.not_applied}
    rows = [
        {
            "Words": " ".join(one.quote.split()),
            "What": NAMES[one.change.field],
            "As corrected": value_in_words(one.change),
            "By": one.coder,
            "When": f"{one.time:%Y-%m-%d %H:%M} UTC",
            "Note": one.note,
            "Not applied": reasons.get(one, ""),
        }
        for one in own.in_force()
    ]
    if not rows:
        st.html("<p class='dl-hint'>Nothing of this article was corrected yet.</p>")
        return
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        key="corrections_table",
        height=min(38 * (len(rows) + 1), 300),
        alt="Corrections in force",
    )


def _load() -> None:
    """Add the corrections of a file, as a step that can be undone."""
    state = st.session_state
    state.load_error, state.loaded = None, ""
    if (given := state.load_corrections) is None:
        return
    try:
        came = read(given.getvalue(), where=given.name)
    except DatelineError as error:
        state.load_error = error
        return
    now = history.now()
    session.correct(now.and_these(came))
    here = {text_id(one.article) for one in articles.readings()}
    others = sum(one.article not in here for one in came.corrections)
    elsewhere = f"; {others} of articles that are not on the page are kept" if others else ""
    state.loaded = (
        f"Loaded {counted(len(came.corrections), 'correction')} from {given.name}{elsewhere}."
    )
