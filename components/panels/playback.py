"""Steps and play through the days with events. The map itself stays, only its layers change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import streamlit as st

from components.core.days import shift_day
from components.panels import view_state

LEAST_EVENTS = 10
"""With fewer events there is no play button."""
SECONDS_A_STEP = 1.2
MOST_STEPS = 70

Days = tuple[date | None, date | None]
"""The chosen first and last day, inclusive; None is no bound."""
Window = tuple[date, date]
"""First and last day, inclusive."""
PERIODS: Mapping[str, tuple[Callable[[date], date], int]] = {
    "Day": (lambda day: day, 1),
    "Week": (lambda day: shift_day(day, -day.weekday()), 7),
    "Month": (lambda day: day.replace(day=1), 31),
    "Year": (lambda day: day.replace(month=1, day=1), 366),
}
"""The lengths of a step, with their first day and the most days that they have."""


def period(name: str, day: date) -> Window:
    """The day, week (from Monday), month or year of a day."""
    start, most_days = PERIODS[name]
    first = start(day)
    following = shift_day(first, most_days)
    return first, max(first, shift_day(start(following), -1) if following < date.max else following)


def stops_of(days: Collection[date], name: str) -> tuple[Window, ...]:
    """The periods that have any of the days, in order."""
    return tuple(sorted({period(name, day) for day in days}))


def next_window(shown: Window, stops: Sequence[Window], *, back: bool = False) -> Window | None:
    """The window of the next step; None after the last one.

    From several days that are no stop, the next step goes to the first stop in them, a step back to
    the last one."""
    is_one = shown[0] == shown[1] or shown in stops
    if back:
        before = [one for one in stops if (one[1] < shown[0] if is_one else one[0] <= shown[1])]
        return before[-1] if before else None
    return next(
        (one for one in stops if (one[0] > shown[1] if is_one else one[1] >= shown[0])), None
    )


def stop() -> None:
    st.session_state.playing = False


def playback_buttons(days: Collection[date], *, start: Window, can_play: bool) -> None:
    """Step back, play or pause, step on, and for many steps their length.

    ``days`` have events; if no days are chosen, steps start from ``start``."""
    stops, view = stops_of(days, _length(days)), view_state.view()
    is_chosen = view.first_day or view.last_day
    now = (view.first_day or date.min, view.last_day or date.max) if is_chosen else start
    before, after = next_window(now, stops, back=True), next_window(now, stops)
    st.button("Earlier", key="step_back", on_click=show, args=(before,), disabled=not before)
    if can_play:
        st.button(
            "Pause" if view_state.is_playing() else "Play",
            key="play",
            on_click=stop
            if view_state.is_playing()
            else lambda: st.session_state.update(playing=True),
        )
    st.button("Later", key="step_on", on_click=show, args=(after,), disabled=not after)
    if view_state.is_playing():
        st.session_state.is_first_tick = True
        st.fragment(_tick, run_every=SECONDS_A_STEP)(after)


def first_length(days: Collection[date]) -> str:
    """The shortest length that needs at most MOST_STEPS steps."""
    names = list(PERIODS)
    return next((one for one in names if len(stops_of(days, one)) <= MOST_STEPS), names[-1])


def _length(days: Collection[date]) -> str:
    names, first = list(PERIODS), first_length(days)
    if first == names[0]:
        return first
    st.session_state.setdefault("step_length", first)
    return st.selectbox(
        "Length of a step", names, key="step_length", width=110, label_visibility="collapsed"
    )


def show(days: Days) -> None:
    """Show only these days; (None, None) shows all."""
    stop()
    view_state.change(first_day=days[0], last_day=days[1])


def _tick(window: Window | None) -> None:
    """The first run, together with the page, is no step; then one step each time, until the last
    stop."""
    if st.session_state.pop("is_first_tick", False):
        return
    if window:
        view_state.change(first_day=window[0], last_day=window[1])
    else:
        stop()
    st.rerun()
