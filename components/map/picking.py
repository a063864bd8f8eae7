"""A layer to point at a place of the map with; a click tells the page where."""

from __future__ import annotations

import folium
from folium.map import Layer
from folium.template import Template


class _PickPoint(Layer):
    """The layer of picking.js."""

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
