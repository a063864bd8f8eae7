"""The map of many events, more than a browser draws one by one: one canvas.

The page gives the days, and what it filters by as a bit an event. What the hand does comes back as
``MapInteraction``; the map itself asks for nothing while it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import folium
import streamlit as st
from streamlit.runtime import get_instance

from components.map.base import base_map
from components.map.canvas import Order, many_events
from components.map.legend import legend_entries, legend_html
from components.map.marks import Mark
from components.map.packing import Packed
from components.panels.camera import Place, ordered, place_of, reported_place
from components.panels.map_frame import last_interaction, map_frame
from components.panels.notices import say
from components.view.grouping import WORLD, zoom_to_fit
from components.view.selection import View
from components.wording.phrases import display_groups

MANY = 2_000
"""Pins above which an article is drawn so: as GeoJSON, 1,000 took 122 ms to redraw and 10,000 took
659, beside 34 this way."""
HEIGHT_PX = 600
FILE_TYPE = "application/octet-stream"
BESIDE_FRAME = "../.."
"""From the folder of the map's frame to the root of the page's server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MapInteraction:
    """What the hand did on the map so far, and the last of it."""

    picked_of: int = 0
    """How many events there were under the pointer."""
    chosen: str | None = None
    """event_id of the one of them that is meant; a further click on the same spot means the
    next."""
    picks: int = 0
    """A number that rises with each click."""
    camera: Place | None = None


def many_map(
    packed: Packed,
    *,
    shown: bytes | None,
    view: View,
    key: str,
    on_move: Callable[[MapInteraction], object] | None = None,
    above: Sequence[folium.FeatureGroup] = (),
) -> None:
    """Draw the packed events, of them those of the bits ``shown`` (all where None), as the view has
    days.

    ``on_move`` is called before the page runs, so that what stands above the map follows. Without a
    camera in the View the map shows all. Layers ``above`` lie on it as well.
    """

    def moved() -> None:
        if on_move:
            on_move(interaction_on(packed, key))

    whole = WORLD
    if len(packed):  # all but the outermost events are in view
        (south, north), (west, east) = packed.latitudes, packed.longitudes
        zoom = zoom_to_fit((south, west), (north, east))
        whole = (south + north) / 2, (west + east) / 2, zoom
    order = Order(
        url=_served(packed.data, key),
        sheets=_served(packed.sheets, f"{key}.sheets") if packed.sheets else "",
        file=packed.name,
        shown=shown,
        undated=view.show_undated,
        window=(view.first_day, view.last_day),
        selected=tuple(packed.numbers(view.selected)),
    )
    map_frame(
        base_map(online_tiles=view.tiles, many=True),
        [many_events(order), *above],
        key=key,
        height_px=HEIGHT_PX,
        camera=ordered(key, place_of(view) or whole),
        on_change=moved,
    )


def interaction_on(packed: Packed, key: str) -> MapInteraction:
    """What the hand did on the map of that key, while it shows these events."""
    properties = last_interaction(key)
    camera = reported_place(properties)
    if properties.get("file") != packed.name:
        return MapInteraction(camera=camera)
    picked = [number for number in properties["picked"] if 0 <= number < len(packed)]
    chosen = properties["chosen"]
    return MapInteraction(
        picked_of=properties["picked_of"],
        picks=properties["picks"],
        camera=camera,
        chosen=packed.id(picked[chosen]) if 0 <= chosen < len(picked) else None,
    )


def many_legend(packed: Packed, more: Sequence[Mark] = ()) -> None:
    """What the signs say, those of ``more`` as well, and how the events were summed."""
    order = {group: number for number, group in enumerate(display_groups())}
    looks = sorted(packed.looks, key=lambda look: (order.get(look.group, len(order)), look.meaning))
    marks = [
        Mark(
            layer="events",
            place_id="",
            latitude=0.0,
            longitude=0.0,
            look=look.symbol,
            meaning=look.meaning,
        )
        for look in looks
    ]
    say(summed_in_words(packed))
    st.html(legend_html(legend_entries([*marks, *more])))


def summed_in_words(packed: Packed) -> str:
    """ "100,000 pins at 4,812 places. A circle has the exact number …"."""
    tiles = (
        f" Their places are summed to tiles of {packed.tile_degrees:g}°; close by each pin stands "
        "at its own place, "
        "loaded for what is in view."
        if packed.tile_degrees
        else ""
    )
    return (
        f"{len(packed):,} pins at {packed.places:,} places. Pins that lie close are summed by "
        "place: the number in a circle "
        f"is exact, its ring has the colours of the pins.{tiles} Areas stand at their reference "
        "point."
    )


def _served(data: bytes, key: str) -> str:
    """The address of a file, as the map's frame sees it.

    Streamlit's own store of media keeps a file once for all sessions under the hash of its bytes,
    and as long as a session that shows it is open; nothing is left on the disk.
    """
    return BESIDE_FRAME + get_instance().media_file_mgr.add(data, FILE_TYPE, f"dateline.{key}")
