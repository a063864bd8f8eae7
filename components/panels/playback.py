"""Stepping and playing through the days at which something happens. The map stays; only what is
laid over it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

import streamlit as st

from components.core.days import shift_day
from components.panels import view_state

LEAST_EVENTS = 10
"""With fewer there is nothing to watch: the steps do."""
SECONDS_A_STEP = 1.2
MOST_STEPS = 70

Days = tuple[date | None, date | None]
"""First and last day that are chosen, both included; None is no bound."""
Window = tuple[date, date]
"""First and last day, both included."""
PERIODS: Mapping[str, tuple[Callable[[date], date], int]] = {
    "Day": (lambda day: day, 1),
    "Week": (lambda day: shift_day(day, -day.weekday()), 7),
    "Month": (lambda day: day.replace(day=1), 31),
    "Year": (lambda day: day.replace(month=1, day=1), 366),
}
"""What a step can be, with its first day and the most days that it has."""


def period(name: str, day: date) -> Window:
    """The day, or the week (from Monday on), month or year in which it lies."""
    start, most_days = PERIODS[name]
    first = start(day)
    following = shift_day(first, most_days)
    return first, max(first, shift_day(start(following), -1) if following < date.max else following)


def stops_of(days: Collection[date], name: str) -> tuple[Window, ...]:
    """The periods at which steps halt, in order: those that hold any of the days."""
    return tuple(sorted({period(name, day) for day in days}))


def next_window(shown: Window, stops: Sequence[Window], *, back: bool = False) -> Window | None:
    """Where the next step halts; None behind the last.

    From a window of several days that is no stop, the first step goes to its first stop, or back to
    its last one.
    """
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
    """A step back, play or pause, a step on, and where there are many steps their length.

    ``days`` are those at which something happens; where none were chosen, steps begin at those of
    ``start``.
    """
    stops, view = stops_of(days, _length(days)), view_state.view()
    is_chosen = view.first_day or view.last_day
    now = (view.first_day or date.min, view.last_day or date.max) if is_chosen else start
    before, after = next_window(now, stops, back=True), next_window(now, stops)
    st.button("Earlier", key="step_back", on_click=_step, args=(before,), disabled=not before)
    if can_play:
        st.button(
            "Pause" if view_state.is_playing() else "Play",
            key="play",
            on_click=stop
            if view_state.is_playing()
            else lambda: st.session_state.update(playing=True),
        )
    st.button("Later", key="step_on", on_click=_step, args=(after,), disabled=not after)
    if view_state.is_playing():
        st.session_state.is_first_tick = True
        st.fragment(_tick, run_every=SECONDS_A_STEP)(after)


def first_length(days: Collection[date]) -> str:
    """The shortest step that goes through the days in no more than MOST_STEPS."""
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
    """Show these days and no others; (None, None) shows all."""
    stop()
    view_state.change(first_day=days[0], last_day=days[1])


def _step(window: Window | None) -> None:
    if window:
        show(window)


def _tick(window: Window | None) -> None:
    """Run once with the page, which is no step, then by the clock until the last stop is
    reached."""
    if st.session_state.pop("is_first_tick", False):
        return
    if window:
        view_state.change(first_day=window[0], last_day=window[1])
    else:
        stop()
    st.rerun()
