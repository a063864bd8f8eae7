"""Where the map stands and where it is sent: ``camera`` is the last order, ``stands`` what the
address says."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from components.panels.reading import Reading
from components.view.grouping import WORLD, Group, groups, overview, zoom_kept


def first_camera() -> tuple[float, float, float]:
    """Where the map opens: latitude, longitude, zoom."""
    places: tuple[Group, ...] = st.session_state.places
    return (places[0].latitude, places[0].longitude, places[0].zoom) if places else WORLD


def places_to_go(found: Reading) -> tuple[Group, ...]:
    """Groups of places, the densest first, and the whole article where there are several."""
    parts = groups(found.events, found.claims)
    whole = overview(found.events)
    return (*parts, whole) if whole and len(parts) > 1 else parts


def fly_to(group: Group) -> None:
    point_camera(group.latitude, group.longitude, group.zoom)


def point_camera(latitude: float, longitude: float, zoom: float) -> None:
    """Have the map go there, even where it was sent there before and the person has moved it
    since."""
    state = st.session_state
    state.camera = state.stands = (latitude, longitude, zoom)
    state.camera_turn += 1


def go_near(group: Group) -> None:
    """Have the map go there, no further out than it must."""
    point_camera(group.latitude, group.longitude, zoom_kept(group, st.session_state.stands[2]))


def note_camera(latitude: float, longitude: float, zoom: float) -> None:
    """Where the person has moved the map, for the address; the map is not sent anywhere."""
    st.session_state.stands = (latitude, longitude, zoom)


def hand_over_point(properties: Mapping[str, float]) -> None:
    """Give the point that was clicked to the form that waits for one."""
    if "picked_latitude" in properties:
        st.session_state.picked = (
            f"{properties['picked_latitude']:.5f}, {properties['picked_longitude']:.5f}"
        )
