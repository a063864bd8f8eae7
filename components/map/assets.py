"""Where the browser gets the scripts and data of the map: from folders of this machine only.

The page serves each folder of ``asset_folders`` as a Streamlit component, from which the map's
frame loads. Leaflet and our scripts are one file, since scripts load one after another."""

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
"""The module that declares the folders as components; its name is part of their addresses."""

LEAFLET_PACKAGE = "django-js-lib-leaflet"
LEAFLET_SHA256 = {
    "leaflet.js": "db49d009c841f5ca34a888c96511ae936fd9f5533e90d8b2c4d57596f4e5641a",
    "leaflet.css": "a7837102824184820dfa198d1ebcd109ff6d0ff9a2672a074b9a1b4d147d04c6",
}
"""Of Leaflet 1.9.4 as published by its makers."""

STATIC = Path(__file__).with_name("static")
SCRIPTS = tuple(
    (
        "geodata theme canvas basemap symbols renderer features placing labels controls standing "
        "picking start"
    ).split()
)
"""In the order of their dependencies."""
MANY_SCRIPTS = tuple(
    f"many/{name}"
    for name in "packed sheets clusters sprites dots shapes drawing pointing many".split()
)
"""For a map of many events, after the others."""


def asset_folders() -> dict[str, Path]:
    """The folders to serve, by the name of their component."""
    return {"bundles": _bundles(), "areas": settings.AREAS}


@cache
def leaflet_folder() -> Path:
    """Leaflet's folder in its package, without importing it. Raises InstallationError where it is
    not version 1.9.4."""
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
    """The address of a file in the folder of component ``name``, as seen by the map's frame."""
    return f"../{MODULE}.{name}/{file}"


def scripts(*, many: bool = False) -> Iterator[str]:
    """Leaflet, the style of the map and its own scripts, in order; ``many`` adds those for a map of
    many events."""
    yield re.sub(
        r"//# sourceMappingURL=\S+",
        "",
        (leaflet_folder() / "leaflet.js").read_text(encoding="utf-8"),
    )
    yield f"window.dateline = {{ style: {json.dumps(STYLE)} }};"
    for name in (*SCRIPTS, *MANY_SCRIPTS) if many else SCRIPTS:
        yield (STATIC / f"{name}.js").read_text(encoding="utf-8")


def styles(*, many: bool = False) -> Iterator[str]:
    """The style sheets; that of Leaflet without the images that it would request."""
    yield re.sub(
        r"[\w-]+:\s*url\([^)]*\);?",
        "",
        (leaflet_folder() / "leaflet.css").read_text(encoding="utf-8"),
    )
    for name in ("dateline", "many/many") if many else ("dateline",):
        yield (STATIC / f"{name}.css").read_text(encoding="utf-8")


def bundle_urls(*, many: bool = False) -> tuple[str, str]:
    """Addresses of the files of all scripts and all styles; they change with the contents."""
    files = _bundled(many)
    for name, code in files.items():
        if not (file := _bundles() / name).is_file():
            replace_file(file, code)
    script, style = (url("bundles", name) for name in files)
    return script, style


@cache
def _bundled(many: bool) -> Mapping[str, str]:
    """The contents of each of the two files, by name."""
    files = (("js", "\n".join(scripts(many=many))), ("css", "\n".join(styles(many=many))))
    return {
        f"map-{hashlib.sha256(code.encode()).hexdigest()[:16]}.{kind}": code for kind, code in files
    }


def _bundles() -> Path:
    return folder_at(settings.home() / "bundles")


@cache
def cells() -> tuple[str, ...]:
    """Names of the detailed sheets of the base map that have a file; all others are sea."""
    return tuple(
        sorted(path.name.split(".")[0] for path in (settings.AREAS / "cells").glob("*.json.gz"))
    )


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
