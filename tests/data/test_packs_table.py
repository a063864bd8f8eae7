"""The packed tables of villages: their form, their size, and what must and must not be in them."""

from __future__ import annotations

import lzma
import sys
import unicodedata
from pathlib import Path

import pytest

from components.core import settings
from components.core.fold import fold
from components.places.gazetteer import GEONAMES, PACKED, SqliteGazetteer, open_gazetteer
from components.places.packs import FOLDER, SUFFIX
from components.places.store import COLUMNS, SCALE, rows_of

PACKS = sorted((settings.GAZETTEER / FOLDER).glob("*" + SUFFIX))
MOST_BYTES = 18_000_000


@pytest.fixture(scope="module")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def held() -> frozenset[str]:
    """Keys of the places that the gazetteer has from GeoNames; its others are numbered anew."""
    keys = (row[0] for row in rows_of(settings.GAZETTEER / PACKED))
    return frozenset(key for key in keys if int(key) > 0)


def test_they_are_small() -> None:
    assert len(PACKS) == 35
    assert sum(path.stat().st_size for path in PACKS) < MOST_BYTES


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name.removesuffix(SUFFIX))
def test_rows(path: Path, gazetteer: SqliteGazetteer, held: frozenset[str]) -> None:
    country = path.name.removesuffix(SUFFIX)
    with lzma.open(path, "rt", encoding="utf-8") as table:
        assert tuple(next(table).rstrip("\n").split("\t")) == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(path)]
    units = {unit.id.removeprefix(GEONAMES) for unit in gazetteer.admin1_units(country)}
    assert len({row["key"] for row in rows}) == len(rows) > 500
    assert {row["country"] for row in rows} == {country}
    assert {row["kind"] for row in rows} <= {"settlement", "district"}
    assert {row["admin1"] for row in rows} <= units
    spelled = {name for row in rows for name in row["spellings"].split("|")}
    foreign = {letter for letter in set("".join(spelled)) if not is_latin(letter)}
    for row in rows:
        assert abs(int(row["latitude"])) <= 90 * SCALE, row
        assert abs(int(row["longitude"])) <= 180 * SCALE, row
        assert bool(row["slug"]) == (int(row["key"]) < 0), row
        others = [*filter(None, row["spellings"].split("|"))]
        if others:
            assert len({fold(name) for name in (row["name"], *others)}) == 1 + len(others), row
            assert all(foreign.isdisjoint(name) for name in others if name != row["name"]), row
        # What the gazetteer holds is left out, but for names that it has not in today's Ukraine.
        assert row["key"] not in held or row["spellings"], row


def is_latin(letter: str) -> bool:
    return not letter.isalpha() or unicodedata.name(letter).startswith(("LATIN", "MODIFIER"))


FORMED = (
    ("Яхники", ["Yakhniki"], "UA", ["Yakhnyky", "Yakhniki"]),
    ("Timofeyevka", ["Тимофіївка"], "UA", ["Timofeyevka", "Tymofiivka"]),
    (
        "Ar Rastan",
        ["الرستن", "Rastan", "Er-Rastan"],
        "SY",
        ["Ar Rastan", "Er-Rastan", "Rastan", "Al Rastan"],
    ),
    ("04 Janv", [], "CD", []),
    ("اعجاز", [], "SY", []),
)


@pytest.mark.parametrize(("main", "others", "alpha2", "names"), FORMED)
def test_names_that_are_kept(
    main: str, others: list[str], alpha2: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(settings.DATA))
    names_of = sys.modules.get("building.packs") or __import__(
        "building.packs", fromlist=["names_of"]
    )
    assert list(names_of.names_of(main, others, alpha2).values()) == names
