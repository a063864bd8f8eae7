"""The map: a constant base, layers given anew each run, the person's zoom left alone. The only user of st_folium."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from components.grouping import Group
from components.panels import session
from components.panels.notices import LEGEND_NOTE
from components.panels.reading import Reading
from components.panels.words import label
from components.view import LAYERS, View, layer_counts

KEY = "map"
HEIGHT_PX = 480
"""On a desk; the style sheet makes it 45 % of a telephone's screen."""
SMALLEST_TURN = 1e-7
"""Degrees and zoom levels by which a repeated order differs, for the map obeys only a new one; nobody can see it."""


def map_panel(found: Reading, events: pd.DataFrame, view: View) -> None:
    """Draw the events of the window in the layers that are on; a click chooses the event."""
    latitude, longitude, zoom = st.session_state.camera
    nudge = SMALLEST_TURN * (st.session_state.camera_turn % 1000)
    st_folium(
        __import__("folium").Map(tiles=None), key=KEY, height=HEIGHT_PX, use_container_width=True,
        center=(latitude + nudge, longitude), zoom=zoom + nudge, returned_objects=["last_active_drawing"],
    )


def group_buttons(places: Sequence[Group]) -> None:
    """Buttons that fly to each group of places."""
    with st.container(horizontal=True, key="groups", gap="small"):
        for number, group in enumerate(places):
            st.button(label(group.label), key=f"group_{number}", on_click=session.fly_to, args=(group,))


def chips(found: Reading, events: pd.DataFrame, view: View) -> None:
    """Switches of the layers with the number of events in the window, and the way to what is not on the map."""
    counts = layer_counts(events)
    counts["measures"] = len(found.checks)
    counts["mentions"] = int(found.places["place_id"].nunique())
    with st.container(horizontal=True, key="chips", gap="small"):
        for name, words in LAYERS.items():
            st.checkbox(f"{words} ({counts[name]})", key=f"layer_{name}")
        st.button(f"Not on the map ({len(found.rejected)})", key="to_left_off", on_click=session.open_tab, args=("Not on the map",))


def legend(found: Reading, events: pd.DataFrame, view: View) -> None:
    st.html(LEGEND_NOTE)
    st.toggle("OpenStreetMap tiles (from the internet)", key="tiles")
