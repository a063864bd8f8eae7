"""What the widgets of the page stand at: said again until the browser knows it, and compared to
tell a person's deed."""

from __future__ import annotations

from datetime import date

import streamlit as st

from components.view.selection import LAYERS

WIDGET_KEYS = (
    "undated",
    "tiles",
    "find",
    "names",
    "units",
    "dates",
    *(f"layer_{name}" for name in LAYERS),
)
RUNS_TO_REPEAT = 4
"""Runs that reach their end before a widget is taken to be on the screen: the one that set it, and
three more."""
NO_DEEDS = frozenset(
    {
        "seen",
        "known",
        "offered",
        "articles",
        "queue",
        "errors",
        "waiting",
        "problems",
        "tables",
        "reference_batches",
        "reference_problems",
        "reference_places",
    }
)
"""What the page keeps for itself; no widget sets it, and it is large."""
COMPARED = (bool, int, float, str, tuple, list, dict, frozenset, date)


def send_again() -> None:
    """Set each widget to what it stands at.

    A browser learns a value that the page sets from one message only. A person who is quicker than
    the browser starts a run whose messages replace that one before the widget is there, and the
    widget comes up with its own default; so the runs that follow say it again.
    """
    state = st.session_state
    for key in WIDGET_KEYS:
        if key in state:
            state[key] = state[key]


def touched() -> bool:
    """Whether the person did anything on the page since the last run: then the address is only
    late, and the deed counts.

    What the page took over from an address is no deed, even where the next step back or forward cut
    that run short.
    """
    seen, now = st.session_state.seen, plain_state()
    return any(seen[key] != now[key] for key in seen.keys() & now.keys())


def plain_state() -> dict[str, str]:
    """What widgets and choices stand at, in a form that can be compared."""
    return {
        str(key): repr(value)
        for key, value in st.session_state.items()
        if key not in NO_DEEDS and (value is None or isinstance(value, COMPARED))
    }
