"""The dates: events per day and kind with the window to drag, steps and play, the days typed, and
events without a date."""

from __future__ import annotations

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from components.core.days import moved
from components.core.errors import BadDate
from components.core.safe_html import element
from components.panels import playing
from components.panels.notices import error_notice
from components.panels.timeline_chart import BRUSH, Window, chart, lanes_of
from components.panels.window import days_between
from components.panels.words import counted
from components.sources.article.read import check_order, parse_day
from components.view.lanes import Bar, Stretch, bars, stops, stretches

MARGIN_DAYS = 7
MOST_DAYS = 366
"""Beyond a year a day is narrower than a hair; older days are reached by typing them."""
MS_A_DAY = 86_400_000
DAYS_A_MONTH, DAYS_A_YEAR = 30, 365.25
HINT = (
    "Drag across the chart to choose days. Dashed: the words do not give the day. Fading: only "
    "one end is known."
)
SILENT_BRUSH = """<script>(() => {
  const silence = () => document.querySelectorAll("g[class*='%s_brush'][role]").forEach((part) => {
    part.removeAttribute("role");
    part.removeAttribute("aria-roledescription");
    part.setAttribute("aria-hidden", "true");
  });
  silence();
  window.datelineBrush ??= new MutationObserver(silence);
  window.datelineBrush.observe(document.body, {childList: true, subtree: true});
})()</script>""".replace("%s", BRUSH)
"""Vega gives the window on the chart the part of a picture and no name: it is hidden from those who
hear the page, whom the chart's own words and the typed days serve."""


def bounds(events: pd.DataFrame, *, first: Window, shown: Window) -> Window:
    """The ends of the chart: every day of the article up to a year around its news days, and all
    that is shown."""
    days = [
        date.fromisoformat(day)
        for name in ("first_day", "last_day")
        for day in events[name].dropna().unique()
    ]
    near = [day for day in days if abs((day - first[0]).days) <= MOST_DAYS]
    low, high = min([*near, first[0], shown[0]]), max([*near, first[1], shown[1]])
    return moved(low, -MARGIN_DAYS), moved(high, MARGIN_DAYS)


def in_words(days: tuple[Bar, ...], intervals: tuple[Stretch, ...]) -> str:
    """The chart for those who hear it: "Events per day and kind. control: 1 event, 9 September:
    Retaken."."""
    told = [f"{one.lane}: {one.words}" for one in days] + [
        f"{one.lane}: {one.words}" for one in intervals
    ]
    return f"Events per day and kind. {'. '.join(told) or 'No event has a date'}."


def hint(published: date | None, today: date) -> str:
    """What the edges say, and how old the article is."""
    days = (today - published).days if published else 0
    if days < 1:
        return HINT
    age = (
        counted(days, "day")
        if days < 2 * DAYS_A_MONTH
        else counted(days // DAYS_A_MONTH, "month")
        if days < DAYS_A_YEAR
        else counted(int(days / DAYS_A_YEAR), "year")
    )
    return f"{HINT} This article is {age} old."


def timeline_panel(
    events: pd.DataFrame,
    *,
    matching: pd.DataFrame,
    first: Window,
    published: date | None,
    today: date,
) -> None:
    """Draw the chart, the steps, the typed days and the switch for events without a date.

    The chart reaches over all ``events`` and shows those that match the filters.
    """
    state = st.session_state
    ends, days, intervals = (
        bounds(events, first=first, shown=state.days or first),
        bars(matching),
        stretches(matching),
    )
    is_whole = matching is events
    lanes = lanes_of(days, intervals) if is_whole else lanes_of(bars(events), stretches(events))
    key = _key(ends, first)
    drawn = chart(
        days, intervals, lanes=lanes, ends=ends, shown=state.days, published=published, today=today
    )
    st.vega_lite_chart(
        drawn,
        alt=in_words(days, intervals),
        key=key,
        on_select=partial(_follow_brush, key),
        selection_mode=BRUSH,
    )
    st.html(SILENT_BRUSH, unsafe_allow_javascript=True)
    st.html(element("p", hint(published, today), class_="dl-hint"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="steps"):
        playing.buttons(stops(matching), events=int(events["event_id"].nunique()), news=first)
        st.button(
            "News days",
            key="news_days",
            on_click=show_window,
            args=(first,),
            help="The days that the article reports on",
        )
        st.button(
            "All days", key="all_days", on_click=show_window, args=(None,), disabled=not state.days
        )
        if not state.day_error:
            state.from_day, state.to_day = (
                (day.isoformat() for day in state.days) if state.days else ("", "")
            )
        st.text_input(
            "From", key="from_day", on_change=follow_typed, placeholder="YYYY-MM-DD", width=130
        )
        st.text_input(
            "To", key="to_day", on_change=follow_typed, placeholder="YYYY-MM-DD", width=130
        )
        if undated := events[events["first_day"].isna() & events["last_day"].isna()][
            "event_id"
        ].nunique():
            st.checkbox(f"No date ({undated})", key="undated", persist_state="session")
    if error := state.get("day_error"):
        error_notice(error)


def _key(ends: Window, first: Window) -> str:
    """Another one for other ends: the browser keeps a drawn window by the key, in pixels of the
    chart that it was drawn on."""
    return "_".join(("chart", *(day.isoformat() for day in (*ends, *first))))


def show_window(window: Window | None) -> None:
    """Show these days and no others; None shows all."""
    state = st.session_state
    playing.stop()
    state.days, state.day_error = window, None


def _follow_brush(key: str) -> None:
    """Show the days that the window on the chart touches; a click beside it, which takes it away,
    shows all."""
    ends_ms = st.session_state[key].selection.get(BRUSH, {}).get("day")
    if not ends_ms:
        show_window(None)
        return
    start, end = (
        moved(date(1970, 1, 1), ms // MS_A_DAY) for ms in (int(ends_ms[0]), int(ends_ms[1]) - 1)
    )
    show_window((start, max(start, end)))


def follow_typed() -> None:
    """Show the typed days, an empty field for no bound; a day that is none leaves it where it
    is."""
    state = st.session_state
    try:
        first, last = (
            parse_day(words) if words.strip() else None for words in (state.from_day, state.to_day)
        )
        if first and last:
            check_order(first, last, value=state.from_day)
    except BadDate as error:
        state.day_error = error
        return
    show_window(days_between(first, last, state.reading))
