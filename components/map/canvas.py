"""The layer of many events: a canvas drawn in the browser from a packed file (packing.py).

The layer carries a small order (which file, records and days); the file is asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import folium
from folium.map import Layer
from folium.template import Template

from components.map.packing import squeezed

Window = tuple[date | None, date | None]
"""First and last day, inclusive; None is not a bound."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    url: str
    """Of the packed file, as the map's frame sees it."""
    sheets: str = ""
    """Of its sheets (Packed.sheets), where it has any."""
    file: str
    """Its name (Packed.name)."""
    shown: bytes | None
    """A bit a record (Packed.bits); None shows all."""
    undated: bool
    window: Window
    selected: tuple[int, ...] = ()
    """Records to mark."""

    def properties(self) -> dict[str, object]:
        """For the browser: days as YYYY-MM-DD or empty."""
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
    """Lay the events on ``base_map(many=True)``.

    Clicks give a feature with picked (at most 1,000 records, the newest first), picked_of (how
    many), chosen, picks (rises), file, map_latitude, map_longitude and map_zoom."""
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
