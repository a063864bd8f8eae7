"""The person's corrections in this session, of all articles, with every step back and forward."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import streamlit as st

from components.corrections.records import Corrections, text_id
from components.panels.reading import Reading, with_corrections

NOTHING = Corrections()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What stands, what stood before it (the latest last), and what was undone (the next to come
    back last)."""

    now: Corrections = field(default_factory=Corrections)
    before: tuple[Corrections, ...] = ()
    undone: tuple[Corrections, ...] = ()


def begin(now: Corrections = NOTHING) -> None:
    """With these, as what stands before the first step."""
    st.session_state.history = History(now=now)


def _history() -> History:
    held: History = st.session_state.history
    return held


def now() -> Corrections:
    """All corrections of the session."""
    return _history().now


def own(found: Reading) -> Corrections:
    """Those of one article."""
    return now().of(text_id(found.article))


def steps() -> tuple[int, int]:
    """How many steps can be undone, and how many can come back."""
    return len(_history().before), len(_history().undone)


def push(corrections: Corrections) -> None:
    """A new step; what was undone is gone."""
    held = _history()
    st.session_state.history = History(now=corrections, before=(*held.before, held.now))


def undo() -> None:
    held = _history()
    if held.before:
        *before, last = held.before
        st.session_state.history = History(
            now=last, before=tuple(before), undone=(*held.undone, held.now)
        )


def redo() -> None:
    held = _history()
    if held.undone:
        *undone, next_one = held.undone
        st.session_state.history = replace(
            held, now=next_one, before=(*held.before, held.now), undone=tuple(undone)
        )


def applied(found: Reading) -> Reading:
    """The article as it is corrected now; the very same one where nobody has corrected anything of
    it."""
    held = own(found)
    untouched = found.analysis is found.as_read and not found.not_applied
    return found if held == Corrections() and untouched else with_corrections(found, held)
