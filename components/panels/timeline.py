"""The dates: events per day, one range control, the same days typed, and the events without a date."""

from __future__ import annotations

from datetime import date, timedelta

import altair as alt
import pandas as pd
import streamlit as st

from components.article.read import parse_day
from components.errors import BadDate
from components.panels.notices import error_notice
from components.panels.words import counted
from components.provenance import full_day
from components.view import event_days

ONE_DAY = timedelta(days=1)
MARGIN_DAYS = 7
MOST_DAYS = 366
"""Beyond a year a day is narrower than a hair; older days are reached by typing them."""
HEIGHT_PX = 92
COLOURS = {"shown": "#4f86b5", "hidden": "#9a9a94"}

Window = tuple[date, date]


def bounds(events: pd.DataFrame, *, first: Window, shown: Window) -> Window:
    """The ends of the range control: every day of the article up to a year around its news days, and all that is shown."""
    days = [date.fromisoformat(day) for name in ("first_day", "last_day") for day in events[name].dropna().unique()]
    near = [day for day in days if abs((day - first[0]).days) <= MOST_DAYS]
    return min([*near, first[0], shown[0]]) - MARGIN_DAYS * ONE_DAY, max([*near, first[1], shown[1]]) + MARGIN_DAYS * ONE_DAY


def chart(days: pd.DataFrame, *, ends: Window, shown: Window, published: date | None) -> alt.LayerChart | alt.FacetChart:
    """Bars of events per day on a scale of calendar days.

    Days reach the browser as text without an hour, which it reads as UTC, and the scale is UTC too, so that no time
    zone moves them.
    """
    scale = alt.Scale(type="utc", domain=[_utc_ms(ends[0]), _utc_ms(ends[1] + ONE_DAY)], nice=False)
    day = alt.X("day:T", scale=scale, axis=alt.Axis(title=None, grid=False, tickCount=8, labelFlush=True))
    same_day = alt.X("day:T", scale=alt.Scale(type="utc"))
    colour = alt.Color("place:N", scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())), legend=None)
    window = pd.DataFrame({"day": [shown[0].isoformat()], "end": [(shown[1] + ONE_DAY).isoformat()]})
    layers = [
        alt.Chart(window).mark_rect(opacity=0.14, color="#56789a", aria=False).encode(day, x2="end:T"),
        alt.Chart(_bars(days, shown)).mark_rect().encode(
            same_day, x2="end:T", y=alt.Y("touching:Q", axis=_count_axis(days)), y2=alt.datum(0), color=colour,
            tooltip=alt.Tooltip("words:N", title=" "), description="words:N"),
    ]
    if published:
        mark = pd.DataFrame({"day": [published.isoformat()], "words": [f"Published {full_day(published)}"]})
        rule = alt.Chart(mark).mark_rule(strokeDash=[4, 3], color="#b5651d", strokeWidth=1.5)
        layers.append(rule.encode(same_day, tooltip=alt.Tooltip("words:N", title=" "), description="words:N"))
    return alt.layer(*layers).properties(height=HEIGHT_PX)


def _utc_ms(day: date) -> int:
    """Milliseconds from 1970 to the beginning of a day in UTC."""
    return (day - date(1970, 1, 1)).days * 86_400_000


def _count_axis(days: pd.DataFrame) -> alt.Axis:
    most = int(days["touching"].max()) if len(days) else 1
    return alt.Axis(title=None, values=sorted({0, most}), format="d", grid=False)


def _bars(days: pd.DataFrame, shown: Window) -> pd.DataFrame:
    """One row a day: ``day`` and ``end`` (the next day) as text, ``touching``, ``place`` shown or hidden, ``words``."""
    starts = [date.fromisoformat(day) for day in days["day"]]
    return days.assign(
        end=[(day + ONE_DAY).isoformat() for day in starts],
        place=["shown" if shown[0] <= day <= shown[1] else "hidden" for day in starts],
        words=[f"{day:%A} {full_day(day)}: {counted(int(number), 'event')}"
               for day, number in zip(starts, days["touching"], strict=True)],
    )


def in_words(days: pd.DataFrame) -> str:
    """The chart for those who hear it: "Events per day. 2022-09-09: 1, 2022-09-10: 2"."""
    counts = ", ".join(f"{day}: {number}" for day, number in zip(days["day"], days["touching"], strict=True))
    return f"Events per day. {counts or 'No event has a date.'}"


def timeline_panel(events: pd.DataFrame, *, matching: pd.DataFrame, first: Window, published: date | None) -> None:
    """Draw the chart, the range control, the typed days and the switch for events without a date.

    The control reaches over all ``events``; the bars count those that match the filters.
    """
    state = st.session_state
    ends, days = bounds(events, first=first, shown=state.days), event_days(matching)
    wide, narrow = st.columns([3, 1], vertical_alignment="bottom")
    with wide:
        st.altair_chart(chart(days, ends=ends, shown=state.days, published=published), alt=in_words(days), key="chart")
        st.slider("Days shown", *ends, key="days", format="YYYY-MM-DD", step=ONE_DAY, on_change=follow_slider,
                  label_visibility="collapsed")
    with narrow:
        left, right = st.columns(2)
        left.text_input("From", key="from_day", on_change=follow_typed, placeholder="YYYY-MM-DD")
        right.text_input("To", key="to_day", on_change=follow_typed, placeholder="YYYY-MM-DD")
        undated = events[events["first_day"].isna() & events["last_day"].isna()]["event_id"].nunique()
        st.checkbox(f"No date ({undated})", key="undated", disabled=not undated)
        st.button("News days", key="news_days", on_click=show_window, args=(first,), help="The days that the article reports on")
    if error := state.get("day_error"):
        error_notice(error)


def show_window(window: Window) -> None:
    """Set the range control and the typed days to ``window``."""
    st.session_state.days = window
    follow_slider()


def follow_slider() -> None:
    """Write the days of the range control into the typed fields."""
    state = st.session_state
    state.from_day, state.to_day = (day.isoformat() for day in state.days)
    state.day_error = None


def follow_typed() -> None:
    """Move the range control to the typed days; a day that is none leaves it where it is."""
    state = st.session_state
    try:
        first, last = (parse_day(words) for words in (state.from_day, state.to_day))
        if first > last:
            raise BadDate("The first day is after the last one.", value=state.from_day, way_out="Exchange the two.")
    except BadDate as error:
        state.day_error = error
        return
    state.days, state.day_error = (first, last), None
