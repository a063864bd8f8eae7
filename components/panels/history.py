"""The person's corrections in this session, of all articles, with every step back and forward."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from components.corrections.records import Corrections, text_id
from components.panels.reading import Reading, with_corrections

NOTHING = Corrections()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The corrections after each step, the first before any step; ``at`` is the current one."""

    steps: tuple[Corrections, ...]
    at: int = 0

    @property
    def now(self) -> Corrections:
        return self.steps[self.at]


def begin(now: Corrections = NOTHING) -> None:
    """Start with these corrections, without steps."""
    st.session_state.history = History(steps=(now,))


def _history() -> History:
    held: History = st.session_state.history
    return held


def now() -> Corrections:
    """All corrections of the session."""
    return _history().now


def own(reading: Reading) -> Corrections:
    """The corrections of one article."""
    return now().of(text_id(reading.article))


def steps() -> tuple[int, int]:
    """How many steps can be undone, and how many can be redone."""
    held = _history()
    return held.at, len(held.steps) - held.at - 1


def push(corrections: Corrections) -> None:
    """Add a step; what was undone before is gone."""
    held = _history()
    done = held.steps[: held.at + 1]
    st.session_state.history = History(steps=(*done, corrections), at=len(done))


def go(by: int) -> None:
    """Undo (-1) or redo (1) a step, where there is one."""
    held = _history()
    if 0 <= held.at + by < len(held.steps):
        st.session_state.history = replace(held, at=held.at + by)


def applied(reading: Reading) -> Reading:
    """The article as it is corrected now; the same object if nothing of it is corrected."""
    held = own(reading)
    untouched = reading.analysis is reading.as_read and not reading.not_applied
    return reading if held == NOTHING and untouched else with_corrections(reading, held)
