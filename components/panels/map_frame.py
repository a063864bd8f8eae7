"""The frame of a map: a constant base, new layers in each run. The only user of st_folium."""

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
"""Degrees and zoom levels by which a repeated order differs, because the map obeys only a new one;
it is too small to see."""
FRAME_STYLE = """<style>
html, body { margin: 0; overflow: hidden; }
@media (min-height: 190px) { #map_div { height: 100vh !important; } }
@media (max-width: 480px) { .leaflet-top.leaflet-left { top: 30px; } }
</style>"""
"""The map fills its frame, whose height is set by the page's style sheet. A lower frame is not laid
out yet: a map that filled it would be drawn again at every height on the way. On a page of one
column the sidebar's button covers the map's corner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """An order to the map: degrees WGS 84, Leaflet's zoom of a map of 1000 by 600 pixels. ``turn``
    counts the orders."""

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
    """Draw the layers on the base. ``on_change`` is called after each action on the map, which
    ``last_interaction`` gives."""
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
        render=False,  # rendering again would give the same
    )


def last_interaction(key: str) -> Mapping[str, Any]:
    """The properties of the last action on the map; empty if there was none."""
    drawing = (st.session_state.get(key) or {}).get("last_active_drawing") or {}
    properties: Mapping[str, Any] = drawing.get("properties") or {}
    return properties
