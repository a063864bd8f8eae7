"""The map of many events, more than a browser draws one by one: one canvas.

The page gives the days, and what it filters by as a bit for each event. The map tells what was
clicked, and asks for nothing while it moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import folium
import streamlit as st
from streamlit.runtime import get_instance

from components.map.base import base_map
from components.map.canvas import Order, many_events
from components.map.legend import legend_entries, legend_html
from components.map.marks import Mark
from components.map.packing import Packed
from components.panels.camera import ordered, place_of
from components.panels.elements import say
from components.panels.map_frame import last_interaction, map_frame
from components.view.grouping import WORLD, zoom_to_fit
from components.view.selection import View
from components.wording.phrases import display_groups

MANY = 2_000
"""Number of pins above which an article is drawn so: as GeoJSON, 1,000 took 122 ms to redraw and
10,000 took 659, against 34 this way."""
HEIGHT_PX = 600
FILE_TYPE = "application/octet-stream"
BESIDE_FRAME = "../.."
"""From the folder of the map's frame to the root of the page's server."""


def many_map(
    packed: Packed,
    *,
    shown: bytes | None,
    view: View,
    key: str,
    on_change: Callable[[], object] = lambda: None,
    above: Sequence[folium.FeatureGroup] = (),
) -> None:
    """Draw those of the packed events whose bit is set in ``shown`` (all for None), on the days of
    the view.

    ``on_change`` is called before the next run of the page. Without a camera in the view the map
    shows all. The layers ``above`` lie over the events.
    """
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
        on_change=on_change,
    )


def has_new_pick(packed: Packed, key: str) -> bool:
    """Whether the map of that key was clicked since this was last asked, while it shows these
    events."""
    properties, name = last_interaction(key), f"{key}_picks"
    if properties.get("file") != packed.name or properties["picks"] == st.session_state.get(name):
        return False
    st.session_state[name] = properties["picks"]
    return bool(properties["picks"])


def picked_event(packed: Packed, key: str) -> str | None:
    """event_id of the event that was clicked last; None where no event was there. Of several at one
    place each further click means the next."""
    properties = last_interaction(key)
    picked = [number for number in properties["picked"] if 0 <= number < len(packed)]
    chosen = properties["chosen"]
    return packed.id(picked[chosen]) if 0 <= chosen < len(picked) else None


def many_legend(packed: Packed, more: Sequence[Mark] = ()) -> None:
    """What the signs of the pins and of the marks in ``more`` mean, and how the pins are summed."""
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
    tiles = (
        f" Their places are summed to tiles of {packed.tile_degrees:g}°; zoomed in, each pin is "
        "at its own place, loaded for what is in view."
        if packed.tile_degrees
        else ""
    )
    say(
        f"{len(packed):,} pins at {packed.places:,} places. Pins that lie close are summed by "
        "place: the number in a circle is exact, its ring has the colours of the pins."
        f"{tiles} The pin of an area is at its reference point."
    )
    st.html(legend_html(legend_entries([*marks, *more])))


def _served(data: bytes, key: str) -> str:
    """The address of a file, as the map's frame sees it.

    Streamlit's own store of media keeps a file once for all sessions under the hash of its bytes,
    and as long as a session that shows it is open; nothing is left on the disk.
    """
    return BESIDE_FRAME + get_instance().media_file_mgr.add(data, FILE_TYPE, f"dateline.{key}")
