"""The base map is the same whatever is shown, for the browser knows it by the hash of its
script."""

from __future__ import annotations

import re

from streamlit_folium import generate_js_hash, generate_leaflet_string

from components.map.base import base_map
from tests import sample
from tests.map.given import groups_on


def identity(*, online_tiles: bool = False) -> str:
    base = base_map(online_tiles=online_tiles)
    base.render()
    digest: str = generate_js_hash(generate_leaflet_string(base), "map")
    return digest


def test_the_browser_knows_it_again_after_every_run() -> None:
    first = identity()
    groups_on(sample.analysis(), selected="e2")
    assert identity() == first


def test_tiles_make_it_another_map() -> None:
    assert identity(online_tiles=True) != identity()


def hosts(html: str) -> set[str]:
    return set(re.findall(r"https?://([^/\"'\s]+)", html))


def test_only_tiles_name_a_host_to_load_from() -> None:
    assert hosts(base_map().get_root().render()) == {"creativecommons.org"}
    assert "tile.openstreetmap.org" in hosts(base_map(online_tiles=True).get_root().render())
