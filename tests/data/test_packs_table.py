"""The packed tables of villages: their form, their size, and what must and must not be in them."""

from __future__ import annotations

import lzma
import sys
import unicodedata
from pathlib import Path

import pytest

from components.core import settings
from components.core.fold import fold
from components.places.gazetteer import GEONAMES, SqliteGazetteer, open_gazetteer
from components.places.packs import FOLDER, SUFFIX
from components.places.store import SCALE
from components.places.unpack import COLUMNS, rows_of

PACKS = sorted((settings.GAZETTEER / FOLDER).glob("*" + SUFFIX))
MOST_BYTES = 18_000_000


@pytest.fixture(scope="module")
def gazetteer() -> SqliteGazetteer:
    return open_gazetteer()


def test_they_are_small() -> None:
    assert len(PACKS) == 35
    assert sum(path.stat().st_size for path in PACKS) < MOST_BYTES


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.name.removesuffix(SUFFIX))
def test_rows(path: Path, gazetteer: SqliteGazetteer) -> None:
    country = path.name.removesuffix(SUFFIX)
    with lzma.open(path, "rt", encoding="utf-8") as table:
        assert tuple(next(table).rstrip("\n").split("\t")) == COLUMNS
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in rows_of(path)]
    units = {unit.id.removeprefix(GEONAMES) for unit in gazetteer.admin1_units(country)}
    assert len({row["key"] for row in rows}) == len(rows) > 500
    assert {row["country"] for row in rows} == {country}
    assert {row["kind"] for row in rows} <= {"settlement", "district"}
    assert {row["admin1"] for row in rows} <= units
    for row in rows:
        assert abs(int(row["latitude"])) <= 90 * SCALE, row
        assert abs(int(row["longitude"])) <= 180 * SCALE, row
        assert bool(row["slug"]) == (int(row["key"]) < 0), row
        names = [row["name"], *filter(None, row["spellings"].split("|"))]
        assert len({fold(name) for name in names}) == len(names), row
        assert all(is_latin(name) for name in names if name != row["name"]), row


def is_latin(name: str) -> bool:
    letters = [unicodedata.name(letter) for letter in name if letter.isalpha()]
    return all(letter.startswith(("LATIN", "MODIFIER")) for letter in letters)


def test_what_the_gazetteer_holds_is_left_out(gazetteer: SqliteGazetteer) -> None:
    """But for names that its places have in today's Ukraine and it has not."""
    for path in PACKS:
        for row in rows_of(path):
            held = gazetteer.place(f"{GEONAMES}{row[0]}") if int(row[0]) > 0 else None
            assert held is None or row[9], row


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
