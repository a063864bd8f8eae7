"""Where the browser gets scripts and data of the map: from folders of this machine alone.

The page serves each folder of ``asset_folders`` as a Streamlit component, which the map's frame
asks. Leaflet and our scripts go out as one file, since scripts load one after another."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

from components.core import settings
from components.core.atomic_files import folder_at, replace_file
from components.core.errors import InstallationError
from components.map.style import STYLE

MODULE = "components.panels.map_frame"
"""The module that declares the folders as components; its name is in their addresses."""

LEAFLET_PACKAGE = "django-js-lib-leaflet"
LEAFLET_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Of Leaflet 1.9.4 as its makers publish it."""

STATIC = Path(__file__).with_name("static")
SCRIPTS = tuple(
    (
        "geodata theme canvas basemap symbols renderer features placing labels controls standing "
        "picking start"
    ).split()
)
"""In the order in which they need one another."""
MANY_SCRIPTS = tuple(
    f"many/{name}"
    for name in "packed sheets clusters sprites dots shapes drawing pointing many".split()
)
"""Those of a map of many events, after the others."""


def asset_folders() -> dict[str, Path]:
    """Folders to serve, by the name to declare each under."""
    return {"bundles": _bundles(), "areas": settings.AREAS}


@cache
def leaflet_folder() -> Path:
    """Leaflet in its package, without importing it. Raises InstallationError for no 1.9.4."""
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
    raise InstallationError(
        "Leaflet's files are not those of version 1.9.4", where=where, way_out=way_out
    )


def url(name: str, file: str = "") -> str:
    """Address of a file in the folder declared as ``name``, as the map's frame sees it."""
    return f"../{MODULE}.{name}/{file}"


def scripts(*, many: bool = False) -> Iterator[str]:
    """Leaflet, the look of the map and the map's own scripts, in order; ``many`` adds those of a map of many events."""
    yield re.sub(
        r"//# sourceMappingURL=\S+",
        "",
        (leaflet_folder() / "leaflet.js").read_text(encoding="utf-8"),
    )
    yield f"window.dateline = {{ style: {json.dumps(STYLE)} }};"
    for name in (*SCRIPTS, *MANY_SCRIPTS) if many else SCRIPTS:
        yield (STATIC / f"{name}.js").read_text(encoding="utf-8")


def styles(*, many: bool = False) -> Iterator[str]:
    """The style sheets, that of Leaflet without the pictures that it would ask for."""
    yield re.sub(
        r"[\w-]+:\s*url\([^)]*\);?",
        "",
        (leaflet_folder() / "leaflet.css").read_text(encoding="utf-8"),
    )
    for name in ("dateline", "many/many") if many else ("dateline",):
        yield (STATIC / f"{name}.css").read_text(encoding="utf-8")


def bundle_urls(*, many: bool = False) -> tuple[str, str]:
    """Addresses of all scripts and all styles; other contents have other addresses."""
    files = _bundled(many)
    for name, code in files.items():
        if not (file := _bundles() / name).is_file():
            replace_file(file, code)
    script, style = (url("bundles", name) for name in files)
    return script, style


@cache
def _bundled(many: bool) -> Mapping[str, str]:
    """What each of the two files holds, by its name."""
    files = (("js", "\n".join(scripts(many=many))), ("css", "\n".join(styles(many=many))))
    return {
        f"map-{hashlib.sha256(code.encode()).hexdigest()[:16]}.{kind}": code for kind, code in files
    }


def _bundles() -> Path:
    return folder_at(settings.home() / "bundles")


@cache
def cells() -> tuple[str, ...]:
    """Names of the detailed sheets of the base map that have a file; the others are all sea."""
    return tuple(
        sorted(path.name.split(".")[0] for path in (settings.AREAS / "cells").glob("*.json.gz"))
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
