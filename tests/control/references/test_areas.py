"""GeoJSON areas of control as people have them, and what is said of those that cannot be read."""

from __future__ import annotations

import gzip
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import (
    GeometryCollection,
    LineString,
    MultiPolygon,
    Point,
    Polygon,
    box,
    mapping,
)

from components.control.references.load import load_references
from components.control.references.records import LoadedReferences, Reference, ReferenceOptions
from components.core.geodesy import area_km2
from tests.control.references.given import EAST, WEST, collection, feature, load, world, write

WITH_THIRD = {
    "type": "Polygon",
    "coordinates": [[[37, 49, 0], [38, 49, 0], [38, 50, 0], [37, 50, 0], [37, 49, 0]]],
}
IN_COLLECTIONS = GeometryCollection(
    [GeometryCollection([EAST]), Point(37, 49), LineString([(37, 49), (38, 50)])]
)


def only(loaded: LoadedReferences) -> Reference:
    assert loaded.problems == ()
    [reference] = loaded.references
    return reference


def held(reference: Reference) -> list[tuple[str, str, int]]:
    """(day, side, km²) of each area, in order of day and side."""
    rows = reference.areas.sort_values(["day", "side"]).itertuples(index=False)
    return [(row.day, row.side, round(area_km2(row.geometry))) for row in rows]


KM2 = round(area_km2(EAST))


@pytest.mark.parametrize(
    ("name", "content", "rows"),
    [
        (
            "a-2022-09-12.geojson",
            collection([feature(EAST, status="RU")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a_20220912.geojson",
            collection([feature(EAST, status="RU")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "1662940800.geojson",
            collection([feature(EAST, status="RU")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a.geojson",
            collection([feature(EAST, status="RU", date="2022-09-12")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a.geojson",
            collection([feature(EAST, status="RU", date="2022-09-12T08:00:00Z")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a.geojson",
            collection([feature(EAST, status="RU", date=1662940800)]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a.geojson",
            collection([feature(EAST, status="RU")], date="2022-09-12"),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a.geojson",
            collection(
                [
                    feature(EAST, status="RU", day="2022-09-01"),
                    feature(EAST, status="UA", day="2022-09-12"),
                ]
            ),
            [("2022-09-01", "Russia", KM2), ("2022-09-12", "Ukraine", KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(WITH_THIRD, status="ru")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(IN_COLLECTIONS, status="ru")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(MultiPolygon([EAST, WEST]), status="RUS")]),
            [("2022-09-12", "Russia", 2 * KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(EAST, status="RU"), feature(EAST, status="RF")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(EAST, name="Окуповано /// Occupied /// x")]),
            [("2022-09-12", "Russia", KM2)],
        ),
        (
            "a-2022-09-12.json",
            collection([feature(EAST, control="grey zone")]),
            [("2022-09-12", "contested", KM2)],
        ),
        ("a-2022-09-12.json", feature(EAST, side="Ukraine"), [("2022-09-12", "Ukraine", KM2)]),
    ],
    ids=range(15),
)
def test_areas(name: str, content: Any, rows: list[tuple[str, str, int]], tmp_path: Path) -> None:  # noqa: ANN401 - any JSON
    assert held(only(load(write(tmp_path, name, content)))) == rows


def test_a_key_unwraps_and_a_packed_file_is_read(tmp_path: Path) -> None:
    content = {"id": 7, "map": {"day": collection([feature(EAST, status="RU")])}}
    path = tmp_path / "a-2022-09-12.geojson.gz"
    path.write_bytes(gzip.compress(json.dumps(content).encode()))
    assert held(only(load(path, key="map.day"))) == [("2022-09-12", "Russia", KM2)]


def test_files_of_a_name_are_one_map_of_many_days_and_a_folder_stands_for_its_files(
    tmp_path: Path,
) -> None:
    for day, status in (("2022-09-01", "RU"), ("2022-09-12", "UA")):
        write(
            tmp_path,
            f"mine-{day}.geojson",
            collection([feature(EAST, status=status)], license="CC0"),
        )
    write(tmp_path, "notes.txt", "mine")
    reference = only(load(tmp_path))
    assert reference.days == ("2022-09-01", "2022-09-12")
    assert reference.in_words() == "mine, 2022-09-01 to 2022-09-12, CC0"
    assert [Path(one).name for one in reference.files] == [
        "mine-2022-09-01.geojson",
        "mine-2022-09-12.geojson",
    ]


def test_one_side_for_all_areas_and_a_licence_are_said_by_the_person(tmp_path: Path) -> None:
    path = write(tmp_path, "deepstatemap_data_20220912.geojson", collection([feature(EAST)]))
    reference = only(load(path, side="Russia", licence="mine", outside="Ukraine"))
    assert (held(reference), reference.licence, reference.outside) == (
        [("2022-09-12", "Russia", KM2)],
        "mine",
        "Ukraine",
    )
    assert only(load(path, side="Russia")).licence == "licence not stated"


def test_known_sources_bring_their_origin(tmp_path: Path) -> None:
    path = write(tmp_path, "nzz-2022-09-12.geojson", collection([feature(EAST, status="RU")]))
    assert only(load(path)).derived_from == ("Liveuamap",)


def test_areas_are_cut_to_a_country(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a-2022-09-12.geojson", collection([feature(box(37, 47, 45, 53), status="RU")])
    )
    [(_, _, whole)], [(_, _, cut)] = held(only(load(path))), held(only(load(path, country="UKR")))
    assert 0 < cut < whole / 2


def test_a_ring_that_crosses_itself_is_repaired_and_said_so(tmp_path: Path) -> None:
    bow = Polygon([(37, 49), (38, 50), (38, 49), (37, 50), (37, 49)])
    reference = only(
        load(write(tmp_path, "a-2022-09-12.geojson", collection([feature(bow, status="RU")])))
    )
    assert reference.notes == ("a-2022-09-12.geojson, feature 1: Self-intersection: repaired",)
    assert held(reference) == [("2022-09-12", "Russia", pytest.approx(KM2 / 2, rel=0.01))]


def test_points_among_areas_are_left_out_and_said_so(tmp_path: Path) -> None:
    features = [feature(EAST, status="RU"), feature(Point(37, 49)), feature(None)]
    path = write(tmp_path, "a-2022-09-12.geojson", collection(features))
    assert only(load(path)).notes == (
        "a-2022-09-12.geojson, features left out, without a geometry: 1",
        "a-2022-09-12.geojson, features left out, no areas: 1",
    )


def test_occupied_says_nothing_outside_of_the_country_it_is_known_for(tmp_path: Path) -> None:
    loaded = load(
        write(
            tmp_path,
            "a-2022-09-12.geojson",
            collection([feature(box(35, 31, 35.4, 32), name="occupied")]),
        )
    )
    assert loaded.references == ()
    assert "No property says who holds an area" in str(loaded.problems[0])


def test_three_megabytes_are_read(tmp_path: Path) -> None:
    """A fine coast."""
    turns = (2 * math.pi * number / 80_000 for number in range(80_000))
    shape = Polygon([(37.5 + math.cos(turn) / 2, 49.5 + math.sin(turn) / 2) for turn in turns])
    path = write(tmp_path, "a-2022-09-12.geojson", collection([feature(shape, status="RU")]))
    assert path.stat().st_size > 3_000_000
    assert held(only(load(path)))[0][2] == round(area_km2(shape))


METRES = {
    "type": "Polygon",
    "coordinates": [[[4.1e6, 6.2e6], [4.2e6, 6.2e6], [4.2e6, 6.3e6], [4.1e6, 6.2e6]]],
}
OPEN_RING = {"type": "Polygon", "coordinates": [[[37, 49], [38, 49], [38, 50]]]}
GOOD = feature(EAST, status="RU", date="2022-09-12")
BAD = [
    ("", "", "a.geojson: The file is empty. Give"),
    ("{", "", "a.geojson: It is no JSON (line 1). Download"),
    ("[" * 100_000, "", "a.geojson: It is no JSON. Download"),
    ("[1]", "", "a.geojson: It is no GeoJSON with features."),
    (collection([]), "", "a.geojson: It has no features."),
    (
        {"type": "FeatureCollection", "features": {"a": 1}},
        "",
        "Its features are no list of objects.",
    ),
    ({"map": collection([GOOD])}, "", "Its features may lie under 'map': give that as the key."),
    (
        {"map": collection([GOOD])},
        "mop",
        "It has no member 'mop'. Choose another key; there are: map.",
    ),
    (
        collection(
            [GOOD], crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
        ),
        "",
        "a.geojson: Its coordinates are in urn:ogc:def:crs:EPSG::3857. Convert it to WGS 84",
    ),
    (
        collection([feature(METRES, status="RU", date="2022-09-12")]),
        "",
        "a.geojson, feature 1: Its coordinates are not degrees of longitude and latitude. Convert it to WGS 84",
    ),
    (
        collection([feature(OPEN_RING, status="RU", date="2022-09-12")]),
        "",
        "a.geojson, feature 1: Its geometry cannot be read",
    ),
    (
        collection([feature({"type": "Polygon", "coordinates": "x"}, status="RU")]),
        "",
        "feature 1: Its geometry cannot be read",
    ),
    (
        collection([feature(EAST, status="RU")]),
        "",
        "a.geojson, feature 1: It has no day. Give the day as 2022-09-12 or in Unix",
    ),
    (
        collection([feature(EAST, status="RU", date="soon")]),
        "",
        "a.geojson, feature 1: Its date 'soon' is no day. Give",
    ),
    (
        collection([feature(EAST, a="x", date="2022-09-12")]),
        "",
        "No property says who holds an area. Choose one with",
    ),
    (
        collection([feature(EAST, a="RU", b="UA", date="2022-09-12")]),
        "",
        "Several properties may say who holds an area.",
    ),
]


@pytest.mark.parametrize(("content", "key", "told"), BAD, ids=range(len(BAD)))
def test_a_bad_file_is_told_and_the_others_load(
    content: Any,  # noqa: ANN401
    key: str,
    told: str,
    tmp_path: Path,
) -> None:
    bad = write(tmp_path, "a.geojson", content)
    good = write(tmp_path, "good.geojson", {key: collection([GOOD])} if key else collection([GOOD]))
    loaded = load(bad, good, key=key)
    assert [reference.name for reference in loaded.references] == ["good"]
    [problem] = loaded.problems
    assert told in str(problem)
    assert "a.geojson" in str(problem)


GUESSED = (
    (
        "deepstatemap_data_20240708.geojson",
        [{"name": "Окуповано /// Occupied"}, {"name": "Звільнено /// Liberated"}],
        {"Russia", "Ukraine"},
        "“name” says who holds an area: “Окуповано /// Occupied” is Russia, "
        "“Звільнено /// Liberated” is Ukraine.",
    ),
    (
        "AssessedRussianAdvancesInUkraine-2022-09-12.geojson",
        [{"OBJECTID": 1}, {"OBJECTID": 2}],
        {"Russia"},
        "The name of the file says that Russia holds all of its areas.",
    ),
    (
        "towns-2022-09-12.geojson",
        [{"name": "RU", "who": "Russian"}, {"name": "UA", "who": "Ukrainian"}],
        {"Russia", "Ukraine"},
        "“name” says who holds an area: “RU” is Russia, “UA” is Ukraine.",
    ),
)


@pytest.mark.parametrize(("name", "properties", "sides", "guess"), GUESSED)
def test_who_holds_an_area_is_guessed_from_the_file_and_said(
    name: str, properties: list[dict[str, object]], sides: set[str], guess: str, tmp_path: Path
) -> None:
    features = [feature(shape, **one) for shape, one in zip((EAST, WEST), properties, strict=True)]
    reference = only(load(write(tmp_path, name, collection(features))))
    assert set(reference.areas["side"]) == sides
    assert reference.guesses == (guess,)


@pytest.mark.parametrize(
    "name",
    [
        "ukraine-2022-09-12.geojson",
        "ukrainian_oblasts-2022-09-12.geojson",
        "ClaimedRussianGains-2022-09-12.geojson",
    ],
)
def test_a_name_that_says_no_holder_is_asked_about(name: str, tmp_path: Path) -> None:
    loaded = load(write(tmp_path, name, collection([feature(EAST, a="x", b="y")])))
    [problem] = loaded.problems
    assert (problem.asks, problem.offered) == ("status", ("a", "b"))


def test_what_is_open_is_answered_by_a_person(tmp_path: Path) -> None:
    features = [feature(EAST, status="RU"), feature(WEST, status="purple")]
    path = write(tmp_path, "a.geojson", collection(features))
    assert {(one.asks, one.offered) for one in load(path).problems} == {("day", ())}
    [problem] = load(path, day="2022-09-12").problems
    assert (problem.asks, problem.offered) == ("means", ("purple",))
    assert ".csv" not in str(problem)
    said = ReferenceOptions(day="2022-09-12", means=(("Purple", "Ukraine"),))
    told = only(load_references([path], said, world()))
    assert set(told.areas["side"]) == {"Russia", "Ukraine"}
    left = only(load_references([path], replace(said, means=(("purple", ""),)), world()))
    assert set(left.areas["side"]) == {"Russia"}


def test_a_chosen_property_that_is_missing_names_those_that_are_there(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.geojson", collection([GOOD])), status="holder")
    assert str(loaded.problems[0]).endswith(
        "a.geojson, feature 1: It has no property 'holder'. Choose another with --status; there are: status, date."
    )


def test_bad_features_are_told_and_the_others_load(tmp_path: Path) -> None:
    features = [
        GOOD,
        feature(OPEN_RING, status="RU"),
        *[feature(WEST, status="purple", date="2022-09-12")] * 5,
        feature(WEST, status="UA", date="31/9/22"),
    ]
    loaded = load(write(tmp_path, "a.geojson", collection(features)))
    assert held(loaded.references[0]) == [("2022-09-12", "Russia", KM2)]
    told = [str(problem).split("a.geojson, ")[1] for problem in loaded.problems]
    assert told[0].startswith("feature 2: Its geometry cannot be read")
    assert told[1].startswith(
        "features 3, 4, 5 and 2 more: Its status 'purple' is no known status. Say what"
    )
    assert told[2].startswith("feature 8: Its date '31/9/22' is no day.")


def test_files_that_are_missing_or_of_another_kind(tmp_path: Path) -> None:
    loaded = load(tmp_path / "none.geojson", write(tmp_path, "a.shp", "x"))
    assert [str(problem).split(": ", 1)[1] for problem in loaded.problems] == [
        "No such file or directory. Choose another file.",
        "It is neither GeoJSON nor CSV. Give a .geojson, .json or .csv file.",
    ]


@pytest.mark.parametrize("country", ["XXX", "FRA"])
def test_a_country_that_holds_none_of_it(country: str, tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.geojson", collection([GOOD])), country=country)
    assert loaded.references == ()
    assert country in str(loaded.problems[0])


def test_names_in_a_file_are_text_and_nothing_else(tmp_path: Path) -> None:
    """A hostile name stays the text that it is; who draws it escapes it."""
    path = write(
        tmp_path, "a.geojson", collection([GOOD], name="<script>${x}</script>", license="<img>")
    )
    reference = only(load(path))
    assert (reference.name, reference.licence) == ("<script>${x}</script>", "<img>")
    assert mapping(reference.areas["geometry"].iloc[0])["type"] in {"Polygon", "MultiPolygon"}
