"""The layer of many events: a canvas that the browser draws from a packed file (packing.py).

The layer has a small order (which file, records and days); the file is loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import folium
from folium.map import Layer
from folium.template import Template

from components.map.packing import squeezed

Window = tuple[date | None, date | None]
"""First and last day, inclusive; None is no bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    url: str
    """Of the packed file, as seen by the map's frame."""
    sheets: str = ""
    """Of its sheets (Packed.sheets), if it has any."""
    file: str
    """Its name (Packed.name)."""
    shown: bytes | None
    """A bit per record (Packed.bits); None shows all."""
    undated: bool
    window: Window
    selected: tuple[int, ...] = ()
    """Records to mark."""

    def properties(self) -> dict[str, object]:
        """For the browser; days as YYYY-MM-DD or empty."""
        return {
            "window": [day.isoformat() if day else "" for day in self.window],
            "url": self.url,
            "sheets": self.sheets,
            "file": self.file,
            "shown": squeezed(self.shown),
            "undated": self.undated,
            "selected": list(self.selected),
        }


class _ManyEvents(Layer):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new dateline.ManyEvents({{ this.order|tojson }});
            {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, order: Order) -> None:
        super().__init__(name="Events", control=False)
        self.order = order.properties()


def many_events(order: Order) -> folium.FeatureGroup:
    """Put the events on ``base_map(many=True)``.

    A click gives a feature with picked (at most 1,000 records, the newest first), picked_of (their
    number), chosen, picks (a rising number), file, map_latitude, map_longitude and map_zoom."""
    group = folium.FeatureGroup(name="Events", control=False)
    _ManyEvents(order).add_to(group)
    return group


class _PickPoint(Layer):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = new dateline.PickPoint();
            {{ this.get_name() }}.addTo({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )


def picking_group() -> folium.FeatureGroup:
    """A click's feature has picked_latitude and picked_longitude, degrees WGS 84."""
    group = folium.FeatureGroup(name="Point to pick", control=False)
    _PickPoint(name="Point to pick", control=False).add_to(group)
    return group
