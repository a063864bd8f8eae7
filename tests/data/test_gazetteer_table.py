"""The packed table of places: sums, ranges, order, and the traps that were met."""

from __future__ import annotations

import csv
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest
import shapely
from shapely.geometry import shape

from components.core import settings
from components.core.fold import fold
from components.places.areas import open_areas
from components.places.gazetteer import PACKED
from components.places.store import COLUMNS, KINDS, SCALE

AIRPORT = re.compile(r"[A-Z]{3}")

Row = dict[str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    lines = lzma.decompress((settings.GAZETTEER / PACKED).read_bytes()).decode().splitlines()
    assert tuple(lines[0].split("\t")) == COLUMNS
    return [dict(zip(COLUMNS, line.split("\t"), strict=True)) for line in lines[1:]]


def test_sums(rows: list[Row]) -> None:
    kinds = Counter(row["kind"] for row in rows)
    assert set(kinds) <= set(KINDS)
    assert kinds["settlement"] > 234_900
    assert 240 <= kinds["country"] <= 252
    assert 3_800 <= kinds["admin1"] <= 3_900
    assert kinds["admin2"] > 33_000
    assert kinds["region"] > 150
    assert kinds["water"] > 100
    assert kinds["river"] > 100


def test_ranges(rows: list[Row]) -> None:
    for row in rows:
        assert -90 * SCALE <= int(row["latitude"]) <= 90 * SCALE, row
        assert -180 * SCALE <= int(row["longitude"]) <= 180 * SCALE, row
        assert row["name"].strip() == row["name"] != "", row
        assert re.fullmatch("([A-Z]{3})?", row["country"]), row
        assert int(row["population"]) >= 0, row


def test_keys_are_unique_and_units_exist(rows: list[Row]) -> None:
    units = {row["key"] for row in rows if row["kind"] == "admin1"}
    assert len({row["key"] for row in rows}) == len(rows)
    assert {row["admin1"] for row in rows} - units <= {"0"}


def test_no_codes_of_airports_and_no_empty_names_among_the_spellings(rows: list[Row]) -> None:
    for row in rows:
        for spelled in row["spellings"].split("|") if row["spellings"] else []:
            assert fold(spelled), row
            assert (
                row["slug"] or not AIRPORT.fullmatch(spelled) or fold(spelled) == fold(row["name"])
            ), row


def test_packed_size() -> None:
    assert (settings.GAZETTEER / PACKED).stat().st_size < 9_000_000


def _table(name: str, folder: Path = settings.GAZETTEER) -> Iterator[Row]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def test_every_hand_kept_place_has_kind_position_and_source() -> None:
    held = list(_table("places_extra.csv"))
    assert len({row["slug"] for row in held}) == len(held) >= 200
    for row in held:
        assert row["kind"] in KINDS, row
        assert re.fullmatch("[a-z0-9-]+", row["slug"]), row
        assert row["name"], row
        assert row["source"], row
        assert -90 <= float(row["latitude"]) <= 90, row
        assert -180 <= float(row["longitude"]) <= 180, row


def test_hand_kept_places_lie_in_their_country_and_unit(rows: list[Row]) -> None:
    """Within 0.3 degrees of the outline, for positions are rounded; islands too small for an
    outline are left out.

    An airport stands on such an island in several countries, and is given no unit there.
    """
    areas, number_of = open_areas(), {row["key"]: row for row in rows}
    country_of = {row["country"]: row["key"] for row in rows if row["kind"] == "country"}

    def holder(row: Row) -> str:
        return row["admin1"] if row["admin1"] != "0" else country_of.get(row["country"], "")

    held = [row for row in rows if row["slug"] and row["kind"] not in ("water", "river", "island")]
    far = []
    for key, own in groupby(
        sorted(held, key=lambda row: (row["country"], holder(row))), key=holder
    ):
        if outline := areas.outline(f"geonames:{key}"):
            places = list(own)
            points = shapely.points(
                [[int(row["longitude"]) / SCALE, int(row["latitude"]) / SCALE] for row in places]
            )
            far += [
                (row["slug"], number_of[key]["name"])
                for row, degrees in zip(
                    places, shapely.distance(shape(outline), points), strict=True
                )
                if degrees > allowed_degrees(row)
            ]
    assert not far


def allowed_degrees(row: Row) -> float:
    return 5.0 if row["slug"].startswith("airport-") and row["admin1"] == "0" else 0.3


def test_aliases_are_of_a_known_use() -> None:
    for row in _table("aliases.csv"):
        assert row["use"] in ("name", "acronym", "code"), row
        assert fold(row["alias"]), row
        assert row["use"] != "acronym" or row["alias"].isupper(), row


def test_codes_of_features_have_our_kinds_each_once() -> None:
    held = list(_table("feature_codes.csv"))
    assert len({(row["class"], row["code"]) for row in held}) == len(held) > 100
    for row in held:
        assert row["kind"] in KINDS, row
        assert row["historical"] in ("yes", "no"), row
        assert row["example"], row


def test_codes_of_units_lead_to_units(rows: list[Row]) -> None:
    units = {row["key"] for row in rows if row["kind"] == "admin1"}
    codes = {row["code"]: row["key"] for row in _table("admin1_codes.csv")}
    assert codes["UA.07"] == "706482"
    assert len(set(codes.values()) & units) > 3_750
