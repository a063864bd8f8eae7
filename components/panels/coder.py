"""The person who corrects: asked once in a session, stored with each correction."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from components.core.errors import InputError
from components.core.records import Article
from components.corrections.changes import Change
from components.corrections.records import Correction, Target, text_id
from components.panels.elements import say

HELP = (
    "Shown with each of your corrections, in the file and on the cards. It leaves this "
    "machine only if you pass on the file."
)


def name() -> str:
    """The given name, empty before."""
    return str(st.session_state.get("coder", ""))


def require_name() -> None:
    """Raises InputError without a name."""
    if not name():
        raise InputError("Say who you are first: your name is shown with each correction.")


def ask(where: str) -> None:
    """The question for the name, or the name; ``where`` keeps apart the places on the page that
    ask."""
    if not name():
        key, state = f"coder_{where}", st.session_state
        st.text_input(
            "Your name",
            key=key,
            on_change=lambda: state.update(coder=" ".join(str(state[key]).split())),
            help=HELP,
            placeholder="Asked once",
        )
        return
    with st.container(horizontal=True, vertical_alignment="center", key=f"coder_row_{where}"):
        say(f"Corrections by {name()}", width="content")
        st.button(
            "Change name",
            key=f"coder_change_{where}",
            type="tertiary",
            on_click=lambda: st.session_state.update(coder=""),
        )


def now() -> datetime:
    """The time of a correction, decision or sign-off, to the second, in UTC."""
    return datetime.now(UTC).replace(microsecond=0)


def correction(article: Article, target: Target, change: Change, *, note: str) -> Correction:
    """A correction by this person, now. Raises ValueError without a name."""
    return Correction(
        article=text_id(article),
        span=target.span,
        number=target.number,
        quote=target.span.quote(article.text),
        change=change,
        coder=name(),
        time=now(),
        note=note.strip(),
    )
