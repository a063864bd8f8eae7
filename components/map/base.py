"""The map under the events: its script is the same for every selection, so that the browser caches
it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import folium
from folium.elements import JSCSSMixin
from folium.template import Template

from components.core.safe_html import inlined
from components.map import assets
from components.map.style import SHAPES
from components.view.grouping import WORLD

OFFLINE_MAX_ZOOM = 12
"""The base map is made for a scale of 1 : 1,000,000; closer zooms would show nothing more."""
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
"""For Leaflet's map."""
ATTRIBUTION = (
    '<details class="dateline-credits"><summary>Sources</summary>'
    "<span>Natural Earth; GSHHG; GeoNames "
    '<a href="https://creativecommons.org/licenses/by/4.0/" target="_blank" rel="noopener '
    'noreferrer">CC BY 4.0</a>.</span> '
    "<span>Borders: no endorsement</span></details>"
)
"""Behind a summary where the map is small."""


def canvas_options() -> dict[str, object]:
    """The options of ``dateline.start``, except where its data is."""
    return {"cells": assets.cells(), "shapes": SHAPES, "attribution": ATTRIBUTION, "tiles": False}


class Canvas(JSCSSMixin):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            dateline.start({{ this._parent.get_name() }}, {{ this.options|tojson }});
        {% endmacro %}
        """
    )

    def __init__(self, data: Mapping[str, object], *, tiles: bool = False) -> None:
        """``data`` is the address of the base map's folder, or its files."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Canvas"
        self.options = canvas_options() | {"tiles": tiles} | dict(data)


def base_map(*, online_tiles: bool = False, many: bool = False) -> folium.Map:
    """The offline base map without a centre, which the page sends; build a new one for each run.

    With ``online_tiles`` it is covered by OpenStreetMap's tiles, from another host; ``many`` is for
    ``map/canvas.py``."""
    base = _empty_map(WORLD, max_zoom=TILES_MAX_ZOOM if online_tiles else OFFLINE_MAX_ZOOM)
    if online_tiles:
        folium.TileLayer("OpenStreetMap", control=False, max_zoom=TILES_MAX_ZOOM).add_to(base)
    canvas = Canvas({"areas": assets.url("areas")}, tiles=online_tiles)
    script, style = assets.bundle_urls(many=many)
    canvas.default_js, canvas.default_css = [("dateline", script)], [("dateline_css", style)]
    base.add_child(canvas)
    return base


def whole_map(camera: tuple[float, float, float], sheets: Mapping[str, str]) -> folium.Map:
    """A map with everything it needs inside, for a notebook or file; ``camera`` is latitude,
    longitude and zoom; ``sheets`` are files of the base map."""
    base = _empty_map(camera, max_zoom=OFFLINE_MAX_ZOOM)
    figure, code = base.get_root(), inlined(styles=assets.styles(), scripts=assets.scripts())
    if isinstance(figure, folium.Figure):
        figure.header.add_child(folium.Element(f"{{% raw %}}{code}{{% endraw %}}"))
    base.add_child(Canvas({"sheets": dict(sheets)}))
    return base


def _empty_map(camera: tuple[float, float, float], *, max_zoom: int) -> folium.Map:
    """Without folium's resources from the internet: jQuery, Bootstrap and icons are not used."""
    *location, zoom = camera
    base = folium.Map(location=location, tiles=None, **MAP_OPTIONS | {"maxZoom": max_zoom})
    base.options["zoom"] = zoom
    base.default_js, base.default_css = [], []
    return base
