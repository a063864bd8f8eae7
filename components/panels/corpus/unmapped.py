"""What a corpus does not show and why (rule 6): selected events without a pin, and articles that
could not be read."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd
import streamlit as st

from components.export.csv import to_csv
from components.panels.choosing import ChartBar, bar_list
from components.panels.corpus import session
from components.panels.corpus.table import published_in_words
from components.panels.elements import download, part, say
from components.panels.tables import events_in_words
from components.store import queries
from components.store import rows as stored
from components.store.database import Store
from components.view.selection import View
from components.wording.phrases import counted, row_dicts

MOST_SHOWN = 50
ALL = 1_000_000_000
KEY = "corpus_reason"
FIRST = ("Why", "What", "Happened", "Published", "Sentence")


def unmapped_panel(view: View) -> None:
    """Events without a pin, and articles that could not be read, each with its file."""
    _events(view, session.answer_of(queries.unmapped_counts, view))
    if failed := session.answer_of(queries.summary).failed:
        part(f"{counted(failed, 'article')} could not be read")
        table = session.answer_of(queries.failures, most=MOST_SHOWN)
        names = {"given_as": "Article", "error": "Why"}
        st.dataframe(table.rename(columns=names), hide_index=True, placeholder="")
        download(
            "All that could not be read (CSV)",
            lambda: to_csv(queries.failures(session.opened().store, most=ALL)).encode(),
            f"{session.opened().store.path.name}-failures.csv",
            key="take_failures",
        )


def _events(view: View, reasons: pd.DataFrame) -> None:
    """The number of events for each reason, and the first events of the reason that is pressed, or
    of all."""
    if reasons.empty:
        say("Every event of the selection has a pin.", look="")
        return
    state, names = st.session_state, list(reasons["reason"])
    chosen = state.get(KEY) if state.get(KEY) in names else ""

    def follow(choice: str) -> None:
        state[KEY] = "" if choice == state.get(KEY) else choice

    rows = [
        ChartBar(name=name, number=int(number), choice=name, is_chosen=name == chosen)
        for name, number in zip(names, reasons["events"], strict=True)
    ]
    bar_list(rows, label="Reasons", key="reasons", on_choice=follow)
    shown = session.answer_of(stored.unmapped, view, reason=chosen, most=MOST_SHOWN)
    total = (
        int(reasons.loc[reasons["reason"] == chosen, "events"].sum())
        if chosen
        else int(reasons["events"].sum())
    )
    first = f"The first {MOST_SHOWN} of {total:,}" if total > MOST_SHOWN else f"{total:,}"
    say(f"{first}{f': {chosen}' if chosen else ', whatever the reason'}.")
    st.dataframe(unmapped_in_words(shown), hide_index=True, placeholder="")
    download(
        "All events without a pin (CSV)",
        lambda: unmapped_csv(session.opened().store, view, session.found_places(view)),
        f"{session.opened().store.path.name}-left-off.csv",
        key="take_left_off",
    )


def unmapped_in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """A row for each event, the reason first."""
    shown = events_in_words(rows)
    published = [published_in_words(row) for row in row_dicts(rows)]
    return shown.assign(Why=rows["reason"].tolist(), Published=published)[list(FIRST)]


def unmapped_csv(store: Store, view: View, place_ids: Collection[str]) -> bytes:
    """All selected events without a pin: the columns of events.csv, and the reason."""
    return to_csv(stored.unmapped(store, view, place_ids, reason="", most=ALL)).encode()
