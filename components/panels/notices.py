"""Sentences to the person: what could not be read and the way out, what is going on, what the page
is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from components.core.errors import DatelineError
from components.core.safe_html import Html, element, join


def say(
    *words: Html | str,
    look: str = "dl-hint",
    role: str | None = None,
    width: Literal["stretch", "content"] = "stretch",
) -> None:
    """A paragraph on the page; ``look`` is its class, and what has a ``role`` is read aloud when it
    changes."""
    st.html(element("p", *words, class_=look or None, role=role), width=width)


def error_notice(error: DatelineError) -> None:
    """What is wrong, where, and what to do; the running view stays as it is."""
    where = element("strong", f"{error.where}: ") if error.where else ""
    st.html(element("div", where, error.what, " ", error.way_out, role="alert", class_="dl-alert"))


def notices(sentences: Iterable[str]) -> None:
    """Sentences that a person may want to know and need not act on."""
    lines = [element("p", sentence) for sentence in sentences]
    if lines:
        st.html(element("div", join(lines), role="status", class_="dl-note"))
