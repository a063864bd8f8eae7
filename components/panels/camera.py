"""The camera of a map: the page sends it to a place only when the View wants another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.panels import view_state
from components.panels.map_frame import Camera, last_interaction
from components.panels.reading import Reading
from components.panels.session_cache import session_cached
from components.view.grouping import WORLD, Group, groups, overview, zoom_kept
from components.view.selection import View

Place = tuple[float, float, float]
"""Latitude, longitude, zoom."""


def first_camera(reading: Reading) -> Place:
    """The first camera of an article."""
    places = places_to_go(reading)
    return (places[0].latitude, places[0].longitude, places[0].zoom) if places else WORLD


@session_cached
def places_to_go(reading: Reading) -> tuple[Group, ...]:
    """Groups of places, the densest first; if there are two or more, also the whole article."""
    parts = groups(reading.events, reading.claims)
    whole = overview(reading.events)
    return (*parts, whole) if whole and len(parts) > 1 else parts


def ordered(key: str, wanted: Place) -> Camera:
    """The last order to the map of that key; a new one if the page sent it somewhere since, or
    wants another place than the map last reported."""
    state, name = st.session_state, f"{key}_camera"
    sent, (before, sent_before) = state.get("sent", 0), state.get(name, (None, 0))
    stands = reported_place(last_interaction(key)) or (
        before and (before.latitude, before.longitude, before.zoom)
    )
    if before is None or sent != sent_before or wanted != stands:
        latitude, longitude, zoom = wanted
        turn = before.turn + 1 if before else 0
        order = Camera(latitude=latitude, longitude=longitude, zoom=zoom, turn=turn)
        state[name] = (order, sent)
        return order
    found: Camera = before
    return found


def place_of(view: View) -> Place | None:
    """The camera of the View."""
    if view.latitude is None or view.longitude is None or view.zoom is None:
        return None
    return view.latitude, view.longitude, view.zoom


def reported_place(properties: Mapping[str, Any]) -> Place | None:
    """The camera that the map reported."""
    if properties.get("map_zoom") is None:
        return None
    latitude, longitude, zoom = (
        float(properties[f"map_{name}"]) for name in ("latitude", "longitude", "zoom")
    )
    return latitude, longitude, zoom


def go(latitude: float, longitude: float, zoom: float) -> None:
    """Send the map there, even if it was sent there before and moved since."""
    note(latitude, longitude, zoom)
    st.session_state.sent = st.session_state.get("sent", 0) + 1


def note(latitude: float, longitude: float, zoom: float) -> None:
    """Note where the person has moved the map, without sending it anywhere."""
    view_state.change(latitude=latitude, longitude=longitude, zoom=zoom)


def follow(key: str) -> None:
    """Note where the person has moved the map of that key, if they did."""
    if stands := reported_place(last_interaction(key)):
        note(*stands)


def go_near(group: Group) -> None:
    """Send the map there, zoomed out no further than necessary."""
    go(group.latitude, group.longitude, zoom_kept(group, view_state.view().zoom or group.zoom))
