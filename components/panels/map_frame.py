"""The frame in which a map stands: a constant base, layers given anew each run. The only user of
st_folium."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import folium
import streamlit as st
import streamlit.components.v1 as components
from streamlit_folium import st_folium

from components.map.assets import asset_folders

SMALLEST_TURN = 1e-7
"""Degrees and zoom levels by which a repeated order differs, for the map obeys only a new one;
nobody can see it."""
FRAME_STYLE = """<style>
html, body { margin: 0; overflow: hidden; }
@media (min-height: 190px) { #map_div { height: 100vh !important; } }
@media (max-width: 480px) { .leaflet-top.leaflet-left { top: 30px; } }
</style>"""
"""The map fills its frame, whose height the page's style sheet sets. A lower frame is not laid out
yet: a map that filled it would be drawn again at every height on the way. Where the page has one
column, the button of its sidebar stands over the map's corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where the map is sent: degrees WGS 84, Leaflet's zoom of a map of 1000 by 600 pixels.
    ``turn`` counts the orders."""

    latitude: float
    longitude: float
    zoom: float
    turn: int


def map_frame(
    base: folium.Map,
    layers: Sequence[folium.FeatureGroup],
    *,
    key: str,
    height_px: int,
    camera: Camera,
    on_change: Callable[[], object],
) -> None:
    """Draw the layers on the base. What the hand does there stands in ``told(key)`` when
    ``on_change`` is called."""
    for name, folder in asset_folders().items():
        components.declare_component(name, path=str(folder))
    nudge = SMALLEST_TURN * (camera.turn % 1000)
    figure = base.get_root()
    if isinstance(figure, folium.Figure):
        figure.header.add_child(folium.Element(FRAME_STYLE), name="frame")
    st_folium(
        base,
        key=key,
        height=height_px,
        use_container_width=True,
        center=(camera.latitude + nudge, camera.longitude),
        zoom=camera.zoom + nudge,
        returned_objects=["last_active_drawing"],
        feature_group_to_add=list(layers),
        on_change=on_change,
        render=False,  # a second time: it gives the same
    )


def last_interaction(key: str) -> Mapping[str, Any]:
    """The properties of what was last done on the map; empty where nothing was."""
    drawing = (st.session_state.get(key) or {}).get("last_active_drawing") or {}
    properties: Mapping[str, Any] = drawing.get("properties") or {}
    return properties
