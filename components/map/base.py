"""The map under the events: the same script whatever is selected, so that the browser never builds
it anew."""

from __future__ import annotations

from typing import Any

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from components.map import assets
from components.map.style import SHAPES
from components.map.theme import THEMES

OFFLINE_MAX_ZOOM = 12
"""The offline base map is drawn for 1 : 1,000,000 and coarser; closer in there would be nothing to
see."""
TILES_MAX_ZOOM = 18
MAP_OPTIONS: dict[str, Any] = {
    "minZoom": 1,
    "maxZoom": OFFLINE_MAX_ZOOM,
    "zoomSnap": 0.25,
    "zoomDelta": 1,
    "wheelPxPerZoomLevel": 90,
    "worldCopyJump": True,
    "zoomAnimationThreshold": 3,
}
"""Of Leaflet's map."""
ATTRIBUTION = (
    "<span>Natural Earth; GSHHG; GeoNames "
    '<a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" rel="noopener '
    'noreferrer">CC BY 4.0</a>.</span> '
    "<span>Borders: no endorsement</span>"
)


def canvas_options() -> dict[str, object]:
    """What ``dateline.start`` is given beside the place of its data."""
    return {
        "cells": assets.cells(),
        "shapes": SHAPES,
        "themes": THEMES,
        "attribution": ATTRIBUTION,
        "tiles": False,
    }


class Canvas(JSCSSMixin):
    """Everything of the map that is our own JavaScript: base map, labels, symbols, controls."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            dateline.start({{ this._parent.get_name() }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, *, tiles: bool, many: bool) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Canvas"
        script, style = assets.bundle_urls(many=many)
        self.default_js, self.default_css = [("dateline", script)], [("dateline_css", style)]
        self.options = canvas_options() | {"areas": assets.url("areas"), "tiles": tiles}


def base_map(*, online_tiles: bool = False, many: bool = False) -> folium.Map:
    """The offline base map without centre: the page sends it where it is to stand. Build a new one
    for every run.

    With ``online_tiles`` OpenStreetMap's tiles cover it; only then does the browser ask another
    host. ``many`` brings what ``map/canvas.py`` needs.
    """
    assets.use_local_assets()
    max_zoom = TILES_MAX_ZOOM if online_tiles else OFFLINE_MAX_ZOOM
    base = folium.Map(
        location=(20.0, 10.0), zoom_start=2, tiles=None, **MAP_OPTIONS | {"maxZoom": max_zoom}
    )
    if online_tiles:
        folium.TileLayer("OpenStreetMap", control=False, max_zoom=TILES_MAX_ZOOM).add_to(base)
    base.add_child(Canvas(tiles=online_tiles, many=many))
    return base
