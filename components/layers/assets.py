"""Where the browser gets the map's scripts and data: from folders of this machine, never from another host.

streamlit-folium ships no Leaflet and folium points at public networks. The page serves each folder of ``asset_folders`` as
a component of Streamlit under its name; the frame of the map asks for them beside its own folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import folium
import folium.plugins
from folium.elements import JSCSSMixin

from components import settings
from components.errors import InstallationError

MODULE = "components.panels.frame"
"""The module that declares the folders as components; Streamlit writes its name into their addresses."""

LEAFLET_PACKAGE = "django-js-lib-leaflet"
LEAFLET_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Of Leaflet 1.9.4 as its makers publish it."""

STATIC = Path(__file__).with_name("static")
SCRIPTS = (
    "geodata", "theme", "canvas", "basemap", "symbols", "renderer", "features", "placing", "labels", "controls", "standing",
    "picking", "start",
)
"""In the order in which they need one another."""
MANY_SCRIPTS = tuple(f"many/{name}" for name in (
    "calendar", "packed", "sheets", "daychart", "clusters", "sprites", "dots", "drawing", "timebar", "pointing", "many"))
"""Those of a map of many events, after the others."""


def asset_folders() -> dict[str, Path]:
    """Folders to serve, by the name to declare each under."""
    return {"leaflet": leaflet_folder(), "dateline": STATIC, "areas": settings.AREAS}


@cache
def leaflet_folder() -> Path:
    """Leaflet within its installed package, found without importing it. Raises InstallationError where it is not 1.9.4."""
    where = f"package {LEAFLET_PACKAGE}"
    way_out = "Install Dateline again with the README's first command."
    try:
        files = metadata.files(LEAFLET_PACKAGE) or []
    except metadata.PackageNotFoundError as error:
        raise InstallationError("Leaflet is missing", where=where, way_out=way_out) from error
    for file in files:
        if file.name == "leaflet.js":
            folder = Path(str(file.locate())).parent
            if all(_sha256(folder / name) == digest for name, digest in LEAFLET_SHA256.items()):
                return folder
    raise InstallationError("Leaflet's files are not those of version 1.9.4", where=where, way_out=way_out)


def url(name: str, file: str = "", *, version: str = "") -> str:
    """Address of a file in the folder declared as ``name``, as the map's frame sees it."""
    return f"../{MODULE}.{name}/{file}" + (f"?v={version}" if version else "")


def scripts(names: Iterable[str] = SCRIPTS) -> list[tuple[str, str]]:
    """Names and addresses of the map's own scripts; a changed file has another address, past any cache."""
    return [(f"dateline_{name}", _versioned(f"{name}.js")) for name in names]


def styles(names: Iterable[str] = ("dateline",)) -> list[tuple[str, str]]:
    return [(f"{name}_css", _versioned(f"{name}.css")) for name in names]


def _versioned(file: str) -> str:
    return url("dateline", file, version=_sha256(STATIC / file)[:8])


def cells() -> list[str]:
    """Names of the detailed sheets of the base map that have a file; the others are all sea."""
    return sorted(path.name.split(".")[0] for path in (settings.AREAS / "cells").glob("*.json.gz"))


def use_local_assets() -> None:
    """Give folium.Map the local Leaflet, and take from every other class of folium whatever it would load from a network.

    The plugins are imported above, for their classes have addresses of their own. Leaflet looks for its default icons beside
    a style sheet whose address ends in leaflet.css, so that address must not. jQuery, Bootstrap and the marker icons are left
    out: nothing here uses them.
    """
    for element in _subclasses(JSCSSMixin):
        element.default_js = _local(element.default_js)
        element.default_css = _local(element.default_css)
    leaflet_folder()
    folium.Map.default_js = [("leaflet", url("leaflet", "leaflet.js", version=LEAFLET_SHA256["leaflet.js"][:8]))]
    folium.Map.default_css = [("leaflet_css", url("leaflet", "leaflet.css", version=LEAFLET_SHA256["leaflet.css"][:8]))]


def _local(links: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [link for link in links if link[1].startswith("../")]


def _subclasses(parent: type[JSCSSMixin]) -> Iterator[type[JSCSSMixin]]:
    for child in parent.__subclasses__():
        yield child
        yield from _subclasses(child)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
