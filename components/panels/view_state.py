"""What a person chose, as one View between runs: read from the address, changed by widgets, written
into the address after each run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from components.panels import request_context
from components.view.selection import CHOSEN, View, from_query

RUNS_TO_REPEAT = 4
"""Runs that reach their end before a widget is taken to be on the screen: the one that set it, and
three more."""


def view() -> View:
    """What is shown."""
    found: View = st.session_state.view
    return found


def begin() -> View | None:
    """What the address asks for, on the first run and when the person went back or forward; else
    None, for the address of a run that a widget began may be late."""
    state, query = st.session_state, st.query_params.to_dict()
    if "view" in state and (query == state.written or not request_context.is_history_step()):
        return None
    state.written = query
    show(from_query(query))
    return view()


def show(chosen: View) -> None:
    """Another View in the place of all that is shown; the widgets follow."""
    st.session_state.view, st.session_state.runs_to_repeat = chosen, RUNS_TO_REPEAT


def reload() -> None:
    """Have the next run begin with the address."""
    del st.session_state.view


def change(**fields: Any) -> None:  # noqa: ANN401 - fields of View
    """Show something else; where other events are chosen the table begins anew."""
    if fields.keys() & CHOSEN:
        fields = {"page": 1, **fields}
    st.session_state.view = replace(view(), **fields)


def note(sentence: str) -> None:
    """Tell the person something that stands over the page."""
    change(notices=(*view().notices, sentence))


def set_widget(key: str, value: object) -> None:
    """Have the widget that is drawn next stand at what the View says.

    A browser learns a value that the page sets from one message only. A person who is quicker than
    the browser starts a run whose messages replace that one before the widget is there, and the
    widget comes up with its own default; so the runs that follow say it again.
    """
    state = st.session_state
    if state.runs_to_repeat or state.get(key) != value:
        state[key] = value


def on_widget(key: str, field: str) -> Callable[[], None]:
    """What a widget calls whose value is a field of the View."""
    return lambda: change(**{field: st.session_state[key]})


def is_playing() -> bool:
    """Whether the days play (``playback.py``)."""
    return bool(st.session_state.get("playing"))


def write(query: dict[str, str]) -> None:
    """Let the address say what is shown. While the days play, it waits, so that the way back is one
    step."""
    state = st.session_state
    if not is_playing():
        request_context.write_address(query)
        state.written = query
    state.runs_to_repeat = max(0, state.runs_to_repeat - 1)
