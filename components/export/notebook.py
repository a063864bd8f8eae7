"""What a notebook shows of a reading: a map of folium, and the interactive file in a frame. Both hold
all that they need and ask for nothing."""

from __future__ import annotations

import folium

from components.core.safe_html import Html, framed
from components.export.about import about
from components.export.geojson import marks
from components.export.selection import Selection, camera_of
from components.export.standalone import sheets, to_html
from components.map.base import whole_map
from components.map.events import groups_of

HEIGHT_PX = 640


def folium_map(selection: Selection) -> folium.Map:
    """What the page draws, to which a person may add layers of their own."""
    shown = marks(selection)
    whole = whole_map(camera_of(selection), sheets(shown))
    for group in groups_of(shown, selected=selection.view.selected):
        group.add_to(whole)
    return whole


def in_frame(selection: Selection) -> Html:
    """The interactive file: summary, map, days, cards."""
    page = Html(to_html(selection).decode())
    return framed(page, title=f"Map. {about(selection).as_of}", height_px=HEIGHT_PX)
