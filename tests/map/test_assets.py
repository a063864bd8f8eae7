"""Everything the map loads stands on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import folium
import pytest

from components.core.errors import InstallationError
from components.map import assets
from components.map.base import Canvas, base_map


def test_other_maps_of_the_same_process_keep_what_they_load() -> None:
    base_map()
    assert folium.Map.default_js
    assert "leaflet" in folium.Map().get_root().render()


def written(address: str) -> str:
    """What stands in the file of an address."""
    folders = {
        f"../{assets.MODULE}.{name}/": folder for name, folder in assets.asset_folders().items()
    }
    (root,) = [root for root in folders if address.startswith(root)]
    return (folders[root] / address.removeprefix(root)).read_text(encoding="utf-8")


@pytest.mark.parametrize("many", [False, True])
def test_a_map_asks_for_one_script_and_one_style_sheet(many: bool) -> None:
    canvas = next(
        child for child in base_map(many=many)._children.values() if isinstance(child, Canvas)
    )
    ((_, script),), ((_, style),) = canvas.default_js, canvas.default_css
    assert "Leaflet 1.9.4" in written(script)
    assert "dateline.start = function" in written(script)
    assert ("dateline.ManyEvents" in written(script)) is many
    assert (".dateline-many" in written(style)) is many
    assert "url(" not in written(style)


def test_no_style_sheet_is_taken_for_leaflets_own() -> None:
    """Leaflet would look for icons beside it."""
    assert not assets.bundle_urls()[1].endswith("leaflet.css")


def test_a_file_that_went_away_is_made_anew() -> None:
    address, _ = assets.bundle_urls()
    told = written(address)
    (assets.asset_folders()["bundles"] / address.rpartition("/")[2]).unlink()
    assert assets.bundle_urls()[0] == address
    assert written(address) == told


@pytest.fixture
def _leaflet_looked_for_afresh() -> Iterator[None]:
    assets.leaflet_folder.cache_clear()
    yield
    assets.leaflet_folder.cache_clear()


@pytest.mark.usefixtures("_leaflet_looked_for_afresh")
@pytest.mark.parametrize(
    ("name", "put", "what"),
    [
        ("LEAFLET_PACKAGE", "no-such-package-of-leaflet", "missing"),
        ("LEAFLET_SHA256", {"leaflet.js": "0" * 64}, "not those of version"),
    ],
)
def test_a_wrong_installation_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, put: object, what: str
) -> None:
    monkeypatch.setattr(assets, name, put)
    with pytest.raises(InstallationError, match=what) as error:
        assets.leaflet_folder()
    assert error.value.way_out
