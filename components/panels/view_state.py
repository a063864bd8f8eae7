"""What a person chose, as one View between runs: read from the address, changed by widgets, written
to the address after each run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.view.selection import CHOSEN, View, from_query

RUNS_TO_REPEAT = 4
"""Complete runs until a widget is surely on the screen: the one that set it, and three more."""


def view() -> View:
    """What is shown."""
    found: View = st.session_state.view
    return found


def begin() -> View | None:
    """The View of the address, on the first run and after Back or Forward; else None, because the
    address of a run that a widget began may be late."""
    state, query = st.session_state, st.query_params.to_dict()
    if "view" in state and (query == state.written or not _is_history_step()):
        return None
    state.written = query
    show(from_query(query))
    return view()


def _is_history_step() -> bool:
    """Whether this run began with the browser's Back or Forward: then the address is what the
    person chose, and widgets may still report what they had before."""
    context = get_script_run_ctx()
    return context is not None and context.is_history_navigation


def show(chosen: View) -> None:
    """Show another View; the widgets follow."""
    state = st.session_state
    state.view, state.said, state.runs = chosen, {}, state.get("runs", 0)


def reload() -> None:
    """Let the next run begin with the address."""
    del st.session_state.view


def change(**fields: Any) -> None:  # noqa: ANN401 - fields of View
    """Change the View; if other events are chosen, the table starts at its first page."""
    if fields.keys() & CHOSEN:
        fields = {"page": 1, **fields}
    st.session_state.view = replace(view(), **fields)


def note(sentence: str) -> None:
    """Show a sentence over the page."""
    change(notices=(*view().notices, sentence))


def set_widget(key: str, value: object) -> None:
    """Set the value of the widget that is drawn next.

    A browser learns a value that the page sets from one message only. If the person is quicker, a
    new run replaces that message before the widget is there, and the widget shows its default; so
    the next runs set it again. They do so also after a switch was pressed, because a message on its
    way may have turned it back in the browser alone. For a widget with more values that would lose
    those chosen meanwhile."""
    state = st.session_state
    said, since = state.said.get(key, (None, state.runs))
    if said != value and isinstance(value, bool):
        since = state.runs
    state.said[key] = value, since
    if state.runs - since < RUNS_TO_REPEAT or state.get(key) != value:
        state[key] = value


def on_widget(key: str, field: str) -> Callable[[], None]:
    """The callback of a widget whose value is a field of the View."""
    return lambda: change(**{field: st.session_state[key]})


def is_playing() -> bool:
    """Whether the days play (``playback.py``)."""
    return bool(st.session_state.get("playing"))


def write(query: dict[str, str]) -> None:
    """Write the address. While the days play, it waits, so that Back is one step."""
    state = st.session_state
    if not is_playing():
        if query != st.query_params.to_dict():  # an address that came late is written again
            st.query_params.from_dict(query)
        state.written = query
    state.runs += 1
