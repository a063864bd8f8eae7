"""Stepping and playing through the days at which something happens. The map stays; only what is
laid over it changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

LEAST_EVENTS = 10
"""With fewer there is nothing to watch: the steps do."""
SECONDS_A_STEP = 1.2

Window = tuple[date, date]
"""First and last day, both included."""


def _shown(news: Window) -> Window:
    """The days shown, as far as the calendar where an end has no bound; where none were chosen,
    those of the ``news``, with which steps begin."""
    first, last = st.session_state.days
    return (first or date.min, last or date.max) if first or last else news


def next_window(shown: Window, stops: Sequence[date], *, back: bool = False) -> Window | None:
    """The day at which the next step halts, as a window; None behind the last.

    From a window of several days the first step goes to its first stop, or back to its last one.
    """
    is_one_day = shown[0] == shown[1]
    if back:
        before = [day for day in stops if (day < shown[0] if is_one_day else day <= shown[1])]
        return (before[-1], before[-1]) if before else None
    after = [day for day in stops if (day > shown[1] if is_one_day else day >= shown[0])]
    return (after[0], after[0]) if after else None


def is_playing() -> bool:
    return bool(st.session_state.get("playing"))


def stop() -> None:
    st.session_state.playing = False


def buttons(stops: Sequence[date], *, events: int, news: Window) -> None:
    """A step back, play or pause, a step on; where no days were chosen they begin at those of the
    ``news``."""
    shown = _shown(news)
    st.button(
        "Earlier",
        key="step_back",
        on_click=_step,
        args=(stops, news, True),
        disabled=not next_window(shown, stops, back=True),
    )
    if events >= LEAST_EVENTS:
        st.button(
            "Pause" if is_playing() else "Play",
            key="play",
            on_click=stop if is_playing() else _play,
        )
    st.button(
        "Later",
        key="step_on",
        on_click=_step,
        args=(stops, news, False),
        disabled=not next_window(shown, stops),
    )
    if is_playing():
        st.session_state.is_first_tick = True
        st.fragment(_tick, run_every=SECONDS_A_STEP)(tuple(stops), news)


def _step(stops: Sequence[date], news: Window, back: bool) -> None:
    stop()
    if window := next_window(_shown(news), stops, back=back):
        st.session_state.days = window


def _play() -> None:
    st.session_state.playing = True


def _tick(stops: Sequence[date], news: Window) -> None:
    """Run once with the page, which is no step, then by the clock until the last stop is
    reached."""
    state = st.session_state
    if state.pop("is_first_tick", False):
        return
    window = next_window(_shown(news), stops)
    if window:
        state.days = window
    else:
        stop()
    st.rerun()
