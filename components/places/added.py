"""The places that a person added beside the built-in gazetteer: list, path and removal."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from components.core.errors import InputError, InstallationError
from components.places.stored import PlaceFile

FOLDER: Final = "gazetteers"
LAYOUT: Final = 1
"""Raised when the tables of an added file change; those of an older program are not read."""
LICENCE: Final = "CC BY 4.0, geonames.org"
_SUFFIX: Final = ".sqlite"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedGazetteer:
    """One added file. ``day`` is the dump's, YYYY-MM-DD; ``sha256`` the dump's."""

    name: str
    kind: Literal["places", "names"]
    source: str
    day: str
    rows: int
    """Rows of the dump."""
    kept: int
    """Places, or for a file of names the names, that were taken from them."""
    historical: bool
    bytes: int
    sha256: str
    licence: str = LICENCE


def path_of_added(home: Path, name: str) -> Path:
    return home / FOLDER / (name + _SUFFIX)


def paths_of_added(home: Path) -> tuple[Path, ...]:
    """By name, which is the order in which they are asked."""
    return tuple(sorted((home / FOLDER).glob("*" + _SUFFIX)))


def installed(home: Path) -> tuple[AddedGazetteer, ...]:
    """What is installed, by name. Raises InstallationError for a file it cannot read."""
    return tuple(map(_described, paths_of_added(home)))


def remove(name: str, home: Path) -> None:
    """Remove an added file. Raises InputError where none has the name."""
    path = path_of_added(home, name)
    if path not in paths_of_added(home):
        held = ", ".join(one.stem for one in paths_of_added(home)) or "nothing"
        raise InputError(f"No gazetteer {name!r} is installed.", way_out=f"Installed: {held}.")
    path.unlink()


def state_of_added(home: Path) -> tuple[tuple[str, int, int], ...]:
    """Changes when a file is added, replaced or removed: earlier readings are out of date then."""
    return tuple(
        (path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in paths_of_added(home)
    )


def _described(path: Path) -> AddedGazetteer:
    facts = PlaceFile(path, mapped_bytes=0).facts()
    if facts.get("layout") != str(LAYOUT):
        way_out = (
            f"Run: .venv/bin/python -m components gazetteer remove {path.stem}; "
            "then add its file again."
        )
        raise InstallationError(
            "This was made by another version of Dateline.", where=str(path), way_out=way_out
        )
    return AddedGazetteer(
        name=path.stem,
        kind="names" if facts["kind"] == "names" else "places",
        source=facts["source"],
        day=facts["day"],
        rows=int(facts["rows"]),
        kept=int(facts["kept"]),
        historical=facts["historical"] == "yes",
        bytes=path.stat().st_size,
        sha256=facts["sha256"],
    )
