"""The first visit: three steps on one line, with a button to dismiss them.

A cookie of this page remembers that, holds nothing else, and is sent only here."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.core.safe_html import element, join

COOKIE = "dateline_welcomed"
REMEMBER = f'document.cookie = "{COOKIE}=1; max-age=31536000; path=/; SameSite=Lax";'
OPEN_SIDEBAR = "document.querySelector(\"[data-testid='stExpandSidebarButton']\")?.click();"
STEPS = ("2. Look around", "3. See who says so")


def begin() -> None:
    """Decide, once in a session, whether this is a first visit: an address with parameters comes
    from somebody else."""
    state = st.session_state
    if "welcome" not in state:
        state.welcome = (
            not st.query_params.to_dict()
            and not st.context.is_embedded
            and COOKIE not in st.context.cookies
        )
        state.welcome_dismissed = False


def welcome_panel() -> None:
    """The three steps, on a first visit. The first one opens the form, also if the sidebar is
    shut."""
    state = st.session_state
    if state.welcome_dismissed:
        st.html(f"<script>{REMEMBER}</script>", unsafe_allow_javascript=True)
    if not state.welcome:
        return
    if wanted := state.get("sidebar_wanted"):
        st.html(f"<script>/* {wanted:d} */{OPEN_SIDEBAR}</script>", unsafe_allow_javascript=True)
    with st.container(key="welcome", horizontal=True, vertical_alignment="center"):
        wanted = state.get("sidebar_wanted", 0) + 1
        opened = partial(state.update, sidebar_wanted=wanted, giving=True)
        st.button("1. Give an article", key="welcome_give", on_click=opened)
        steps = join(element("li", words) for words in STEPS)
        st.html(element("ul", steps, class_="dl-steps"), width="content")
        st.button("Got it", key="welcome_done", type="tertiary", on_click=dismiss)


def again() -> None:
    """The button that shows the steps again; without it, an empty container keeps its place."""
    with st.container():
        if not st.session_state.welcome:
            shown = partial(
                st.session_state.update, welcome=True, welcome_dismissed=False, make_room=True
            )
            st.button("How it works", key="welcome_again", type="tertiary", on_click=shown)


def dismiss() -> None:
    """Hide the steps for this browser."""
    st.session_state.update(welcome=False, welcome_dismissed=True)
