"""The day of which the map says who holds what: a range of days to move through, and the way back
to the days shown."""

from __future__ import annotations

from datetime import date, timedelta

import streamlit as st

from components.core.days import moved
from components.core.records import Article
from components.core.safe_html import element
from components.view.asof import Standing
from components.wording.provenance import as_told

KEY = "as_of_day"
ONE_DAY = timedelta(days=1)
SLIDABLE = (date(1700, 1, 1), date(2249, 12, 31))
"""Days that Streamlit's slider can count in a browser; the buttons reach any other."""
LABEL = "Who is said to hold what, as of"


def as_of_panel(standing: Standing, article: Article) -> None:
    """Draw it; nothing where no claim has a day."""
    day, first, last = standing.day, standing.timeline.first_day, standing.timeline.last_day
    if day is None or first is None or last is None:
        return
    low, high = min(moved(first, -1), day), max(last, day)
    with st.container(horizontal=True, vertical_alignment="bottom", key="as_of"):
        st.button(
            "Day before",
            key="as_of_back",
            on_click=_set,
            args=(moved(day, -1),),
            disabled=day <= low,
        )
        left, right = max(low, SLIDABLE[0]), min(high, SLIDABLE[1])
        if left <= day <= right and left < right:
            st.session_state[KEY] = day
            st.slider(
                LABEL, left, right, key=KEY, format="YYYY-MM-DD", step=ONE_DAY, on_change=_follow
            )
        st.button(
            "Day after", key="as_of_on", on_click=_set, args=(moved(day, 1),), disabled=day >= high
        )
        if st.session_state.as_of:
            st.button("Follow the days shown", key="as_of_free", on_click=_set, args=(None,))
    st.html(element("p", in_words(standing, article.publisher), class_="dl-hint", role="status"))


def in_words(standing: Standing, publisher: str) -> str:
    """ "As of 11 September 2022, as told by Example: 2 places known; 2 more only from a later
    day."."""
    if standing.day is None:
        return "No claim about who holds a place."
    head = as_told(standing.day, publisher)
    known = int(standing.states["standing"].ne("unknown").sum())
    if not known:
        return f"{head}: nobody says who holds a place."
    unknown = len(standing.states) - known
    later = f"; {unknown} more only from a later day" if unknown else ""
    return f"{head}: {known} {'place' if known == 1 else 'places'} known{later}."


def _set(day: date | None) -> None:
    st.session_state.as_of = day


def _follow() -> None:
    _set(st.session_state[KEY])
