"""The page of a place: who is said to hold it over time, and all reports about it in order."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

import pandas as pd
import streamlit as st

from components.cards.control_band import holding_html
from components.cards.evidence_strip import strip_html
from components.cards.stored_events import report_list
from components.export.geojson import control_csv
from components.panels.choosing import choosing
from components.panels.corpus import session
from components.panels.corpus.card import open_card
from components.panels.corpus.map import colours
from components.panels.corpus.table import PAGE_SIZE, pages
from components.panels.elements import download, expander, part, say
from components.store import rows as stored
from components.store.database import Store
from components.store.place_control import PlaceControl, control_of_place
from components.view.evidence_strip import strip_of
from components.view.selection import View
from components.wording.phrases import counted, place_with_units, row_dicts

MOST_SOURCES = 12
HOLDS_HINT = (
    "From all claims, also those of days that are not chosen: what was taken earlier may still "
    "be held. A later claim replaces those that it contradicts."
)
NO_CLAIM = "No article of the selection says who holds it."


def holding_panel(view: View) -> None:
    """Who is said to hold the place over time, with the evidence and the file."""
    part(f"Who is said to hold {_name(view)}", level=2)
    control = session.answer_of(control_of_place, view.of_any_day())
    if control.timeline.states.empty:
        say(NO_CLAIM, look="")
        return
    of_claims = control.events["event_id"].isin(control.claims["event_id"])
    publisher_count = counted(control.events.loc[of_claims, "publisher"].nunique(), "publisher")
    st.html(holding_html(control.timeline, colours=colours(), publishers=publisher_count))
    say(HOLDS_HINT)
    place = "-".join(_name(view).split(",")[0].split())
    download(
        "Who is said to hold it (CSV)",
        partial(control_csv, control.timeline),
        f"{session.opened().store.path.name}-{place}-control.csv",
        key="take_place_control",
    )
    if box := expander("Evidence by source and time", key="place_evidence"):
        with box:
            _evidence(control, view)


def reports_panel(view: View) -> None:
    """A page of the reports about the place, the earliest first; each has a button for its card."""
    part(f"What is said about {_name(view)}, in order", level=2)
    rows, claims = session.answer_of(_page_of, view, number=view.page)
    once = rows.drop_duplicates(["doc_id", "event_id"])
    keys = list(zip(once["doc_id"], once["event_id"], strict=True))

    def follow(choice: str) -> None:
        doc_id, event_id = keys[int(choice)]
        open_card(doc_id, event_id)

    choosing(report_list(once, claims), key="told", on_choice=follow)
    pages(view)


def _name(view: View) -> str:
    names = row_dicts(session.answer_of(stored.place_names, view.place))
    return place_with_units(names[0]) if names else view.place


def _evidence(control: PlaceControl, view: View) -> None:
    """The evidence strip of the last articles with claims."""
    once = control.events[
        control.events["event_id"].isin(control.claims["event_id"])
    ].drop_duplicates("event_id")
    by_day = once.sort_values("published", ascending=False, kind="stable")[
        "doc_id"
    ].drop_duplicates()
    last = once.loc[once["doc_id"].isin(by_day.head(MOST_SOURCES)), "event_id"]
    strip = strip_of(
        view.place, control.claims[control.claims["event_id"].isin(last)], control.events
    )
    articles = counted(len(by_day), "article")
    shown = f"The last {MOST_SOURCES} of {articles}" if len(by_day) > MOST_SOURCES else articles
    say(f"{shown} with a claim, by day of publication.")
    st.html(strip_html(strip, open_id=None, colours=colours(), whole=True))


def _page_of(
    store: Store, view: View, place_ids: Collection[str], *, number: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows of a page of the table at the open place, and their claims."""
    rows = stored.page(store, view, place_ids, size=PAGE_SIZE, number=number)
    own = rows[rows["place_id"].eq(view.place).fillna(False)]
    return own, stored.claims(store, own)
