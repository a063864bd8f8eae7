"""Everything the map loads stands on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import folium
import folium.plugins
import pytest
from folium.elements import JSCSSMixin

from components.errors import InstallationError
from components.layers import assets


def all_links() -> Iterator[tuple[str, str]]:
    for element in assets._subclasses(JSCSSMixin):
        yield from element.default_js
        yield from element.default_css


def test_no_class_of_folium_asks_a_network() -> None:
    assets.use_local_assets()
    assert folium.plugins.MarkerCluster in set(assets._subclasses(JSCSSMixin))
    assert {url.split("/")[0] for _, url in all_links()} == {".."}


def test_the_map_asks_for_leaflet_alone() -> None:
    assets.use_local_assets()
    assert [name for name, _ in [*folium.Map.default_js, *folium.Map.default_css]] == ["leaflet", "leaflet_css"]


def test_no_style_sheet_is_taken_for_leaflets_own() -> None:
    assets.use_local_assets()
    assert not [url for _, url in [*folium.Map.default_css, *assets.styles()] if url.endswith("leaflet.css")]


def test_every_address_has_its_file() -> None:
    assets.use_local_assets()
    folders = {f"../{assets.MODULE}.{name}/": folder for name, folder in assets.asset_folders().items()}
    for _, url in [*folium.Map.default_js, *folium.Map.default_css, *assets.scripts(), *assets.styles()]:
        (root,) = [root for root in folders if url.startswith(root)]
        assert (folders[root] / url.removeprefix(root).partition("?")[0]).is_file(), url


@pytest.fixture
def _leaflet_looked_for_afresh() -> Iterator[None]:
    assets.leaflet_folder.cache_clear()
    yield
    assets.leaflet_folder.cache_clear()


@pytest.mark.usefixtures("_leaflet_looked_for_afresh")
@pytest.mark.parametrize(("name", "put", "what"), [
    ("LEAFLET_PACKAGE", "no-such-package-of-leaflet", "missing"),
    ("LEAFLET_SHA256", {"leaflet.js": "0" * 64}, "not those of version"),
])
def test_a_wrong_installation_is_told(monkeypatch: pytest.MonkeyPatch, name: str, put: object, what: str) -> None:
    monkeypatch.setattr(assets, name, put)
    with pytest.raises(InstallationError, match=what) as error:
        assets.leaflet_folder()
    assert error.value.way_out
