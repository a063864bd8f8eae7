"""What a person sees on the first visit: three steps, three articles of different kinds to begin
with, and the way to dismiss it.

That it was dismissed stands in a cookie of this page, which holds nothing else and is sent nowhere
but here. On a telephone it leaves the first screen to the map and follows the first step; whoever
asks for it has it at the top everywhere.
"""

from __future__ import annotations

from typing import Literal

import streamlit as st

from components.core.safe_html import element, join
from components.panels import articles, device
from components.panels.reading import Request, beginnings
from components.panels.words import label

COOKIE = "dateline_welcomed"
REMEMBER = f'document.cookie = "{COOKIE}=1; max-age=31536000; path=/; SameSite=Lax";'
OPEN_SIDEBAR = "document.querySelector(\"[data-testid='stExpandSidebarButton']\")?.click();"
STEPS = (
    (
        "Give an article",
        "Paste it, upload it or name its address, at the side; or begin with one of these.",
    ),
    ("Look where and when", "Choose a marker, an event or a sentence; drag across the days."),
    (
        "Check who says so",
        "The card has the exact sentence and its speaker. Dateline checks no claim.",
    ),
)


def begin() -> None:
    """Decide, once a session, whether this is a first visit: an address that asks for something
    comes from somebody else."""
    state = st.session_state
    if "welcome" not in state:
        state.welcome = (
            not st.query_params.to_dict()
            and not st.context.is_embedded
            and COOKIE not in st.context.cookies
        )
        state.welcome_dismissed = state.welcome_asked = False


def welcome_panel(place: Literal["top", "after the pane"]) -> None:
    """Draw it where it is due."""
    state = st.session_state
    if place != ("after the pane" if device.is_phone() and not state.welcome_asked else "top"):
        return
    if state.welcome_dismissed:
        st.html(f"<script>{REMEMBER}</script>", unsafe_allow_javascript=True)
    if not state.welcome:
        return
    if wanted := state.get("sidebar_wanted"):
        st.html(f"<script>/* {wanted:d} */{OPEN_SIDEBAR}</script>", unsafe_allow_javascript=True)
    with (
        st.container(key="welcome"),
        st.container(key="welcome_top" if place == "top" else "welcome_after"),
    ):
        steps = (element("li", element("strong", head), " ", words) for head, words in STEPS)
        st.html(
            element(
                "section", element("ol", join(steps)), aria_label="How it works", class_="dl-steps"
            )
        )
        with st.container(horizontal=True, key="beginnings"):
            if place == "after the pane":
                st.button("Your own article", key="welcome_give", on_click=_open_sidebar)
            for name, kind in beginnings().items():
                st.button(
                    label(kind),
                    key=f"begin_{name}",
                    on_click=articles.ask,
                    args=(Request(kind="example", name=name),),
                )
            st.button("Got it", key="welcome_done", type="tertiary", on_click=dismiss)


def again() -> None:
    """The button that brings it back."""
    if not st.session_state.welcome:
        st.button("How it works", key="welcome_again", type="tertiary", on_click=_show)


def _open_sidebar() -> None:
    st.session_state.sidebar_wanted = st.session_state.get("sidebar_wanted", 0) + 1


def dismiss() -> None:
    """Whoever knows how it works is not told again."""
    st.session_state.welcome, st.session_state.welcome_dismissed = False, True


def _show() -> None:
    state = st.session_state
    state.welcome, state.welcome_dismissed, state.welcome_asked, state.make_room = (
        True,
        False,
        True,
        True,
    )
