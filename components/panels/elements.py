"""What panels are made of: sentences, notices, labels, boxes that open, files to download."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sized
from pathlib import PurePath
from typing import Literal

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from components.core.errors import DatelineError
from components.core.safe_html import Html, element, join

_FORMATS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:^=&\"'])")
_CALLS = re.compile(r"(:(?=\S)|@|www(?=\.)|-(?=[->])|<(?=-))")
"""Signs that make an icon, a link or an arrow even after a backslash."""
WORD_JOINER = "\u2060"
TYPES = {".csv": "text/csv", ".geojson": "application/geo+json", ".json": "application/json"}


def say(
    *words: Html | str,
    look: str = "dl-hint",
    role: str | None = None,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """A paragraph; ``look`` is its class in the style sheet. With a ``role`` it is read aloud when
    it changes."""
    st.html(element("p", *words, class_=look or None, role=role), width=width)


def part(heading: str, *, level: Literal[2, 3, 4] = 3) -> None:
    """The heading of a part of a panel."""
    st.html(element(f"h{level}", heading, class_="dl-part"))


def error_notice(error: DatelineError) -> None:
    """What is wrong, where, and what to do; the rest of the page stays as it is."""
    where = element("strong", f"{error.where}: ") if error.where else ""
    st.html(element("div", where, error.what, " ", error.way_out, role="alert", class_="dl-alert"))


def notices(sentences: Iterable[str]) -> None:
    """Sentences to know that need no action."""
    lines = [element("p", sentence) for sentence in sentences]
    if lines:
        st.html(element("div", join(lines), role="status", class_="dl-note"))


def label(words: object) -> str:
    """``words`` as they are, on one line, for a button or a switch, whose label Streamlit reads as
    Markdown."""
    parted = _CALLS.sub(rf"\1{WORD_JOINER}", " ".join(str(words).split()))
    return _FORMATS.sub(r"\\\1", parted)


def no_event(of: Sized) -> str:
    """Why a list of events is empty: none ``of`` all matches, or the text has none."""
    return (
        "No event matches the days and the filter."
        if len(of)
        else "No event was found in this text. One that was missed can be added over the article."
    )


def choose_article(
    name: str,
    titles: Mapping[str, str],
    shown: str | None,
    *,
    key: str,
    placeholder: str,
    on_choose: Callable[[str], None],
) -> None:
    """A list of ``titles`` with the open article, ``shown``. It is a new widget where the page
    itself opens another one: of the old widget, a browser that has not heard of it yet would report
    the earlier article, as if the person had chosen that."""
    state = st.session_state
    turn = state.setdefault(f"{key}_turn", 0)
    if state.get(f"{key}_{turn}", "") != shown:
        state[f"{key}_turn"] = turn = turn + 1
        state[f"{key}_{turn}"] = shown
    now = f"{key}_{turn}"
    st.selectbox(
        name,
        [*titles],
        key=now,
        format_func=titles.__getitem__,
        placeholder=placeholder,
        on_change=lambda: on_choose(state[now]),
    )


def expander(name: str, *, key: str) -> ExpanderContainer | None:
    """A box that is shut at first, for ``with``; None while it is shut, so that nothing in it is
    computed."""
    box = st.expander(name, key=key, on_change="rerun")
    return box if box.open else None


def download(name: str, data: Callable[[], str | bytes], file_name: str, *, key: str) -> None:
    """A button that makes its file when it is pressed."""
    mime = TYPES[PurePath(file_name).suffix]
    st.download_button(name, data, file_name=file_name, mime=mime, key=key, on_click="ignore")
