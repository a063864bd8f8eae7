"""CSV references and incidents: towns with a status by day, events of the known data sets, points
of GeoJSON."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import Point

from components.control.references.incidents import near_claims
from components.control.references.load import load_references
from components.control.references.records import ReferenceOptions, independent
from tests.control.references.given import EAST, collection, feature, load, world, write

CONTROL = """geonameid,date,status_wiki,status_boost,status_dsm,status_isw,status
707292,20220907,RU,RU,RU,,RU
707292,20220908,RU,CONTESTED,UA,RU,CONTESTED
703656,2022-09-08,UA,UA,UA,UA,UA
"""
ACLED = """event_id_cnty,event_date,event_type,sub_event_type,actor1,location,latitude,longitude,notes
UKR1,2022-09-09,Battles,Government regains territory,Military Forces of Ukraine,Izium,49.21,37.26,x
UKR2,2022-09-09,Battles,Armed clash,Military Forces of Russia,Lyman,48.98,37.81,x
"""
GED = """id,date_start,date_end,type_of_violence,side_a,dyad_name,where_prec,latitude,longitude,best
7,2022-09-08 00:00:00.000,2022-09-10 00:00:00.000,1,Government of Russia,Russia - Ukraine,1,49.2,37.3,4
"""
VIINA = """viina_version,event_id,date,source,location,latitude,longitude,text
2,abc,20220909,unian,Izium,49.21,37.28,Boats left
"""


def test_control_by_town_is_a_reference_for_each_column(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "control_latest_2022.csv", CONTROL))
    assert loaded.problems == ()
    names = {one.name: (one.derived_from, one.licence) for one in loaded.references}
    assert names == {
        "VIINA: Wikipedia": (("Wikipedia",), "ODbL 1.0"),
        "VIINA: VIINA model": (("VIINA model",), "ODbL 1.0"),
        "VIINA: DeepState": (("DeepState",), "ODbL 1.0"),
        "VIINA: Institute for the Study of War": (("Institute for the Study of War",), "ODbL 1.0"),
        "VIINA control": (("DeepState", "Institute for the Study of War", "Wikipedia"), "ODbL 1.0"),
    }
    vote = next(one for one in loaded.references if one.name == "VIINA control")
    assert list(vote.points.itertuples(index=False, name=None)) == [
        ("geonames:703656", "2022-09-08", "Ukraine"),
        ("geonames:707292", "2022-09-07", "Russia"),
        ("geonames:707292", "2022-09-08", "contested"),
    ]
    isw = next(one for one in loaded.references if one.name.endswith("Study of War"))
    assert list(isw.points["side"]) == ["Ukraine", "Russia"]


def test_only_the_places_that_are_asked_for_are_kept(tmp_path: Path) -> None:
    path = write(tmp_path, "control.csv", CONTROL)
    loaded = load_references([path], ReferenceOptions(), world(), place_ids={"geonames:703656"})
    assert all(set(one.points["place_id"]) <= {"geonames:703656"} for one in loaded.references)


@pytest.mark.parametrize(
    ("text", "name", "rows"),
    [
        (
            ACLED,
            "ACLED",
            [
                ("UKR1", "2022-09-09", "2022-09-09", "Government regains territory"),
                ("UKR2", "2022-09-09", "2022-09-09", "Armed clash"),
            ],
        ),
        (GED, "UCDP GED", [("7", "2022-09-08", "2022-09-10", "Russia - Ukraine")]),
        (VIINA, "VIINA", [("abc", "2022-09-09", "2022-09-09", "Boats left")]),
    ],
)
def test_events(
    text: str, name: str, rows: list[tuple[str, str, str, str]], tmp_path: Path
) -> None:
    loaded = load(write(tmp_path, "events.csv", text))
    assert loaded.problems == ()
    [incidents] = loaded.incidents
    assert incidents.name == name
    assert (
        list(
            incidents.table[["incident_id", "day_from", "day_to", "what"]].itertuples(
                index=False, name=None
            )
        )
        == rows
    )


CLAIMS = pd.DataFrame(
    {
        "claim_id": ["c1", "c2"],
        "latitude": [49.20697, 40.0],
        "longitude": [37.27679, 30.0],
        "from_day": ["2022-09-10", "2022-09-10"],
    }
)


@pytest.mark.parametrize(
    ("km", "days", "found"),
    [(10, 3, ["UKR1"]), (60, 3, ["UKR1", "UKR2"]), (10, 0, []), (0.5, 3, [])],
)
def test_incidents_are_matched_by_km_and_days(
    km: float, days: int, found: list[str], tmp_path: Path
) -> None:
    [incidents] = load(write(tmp_path, "events.csv", ACLED)).incidents
    near = near_claims(CLAIMS, incidents, max_km=km, max_days=days)
    assert list(near["incident_id"]) == found
    assert set(near["days_apart"]) <= {-1}
    assert all(near["distance_km"] <= km)


def test_geolocated_incidents_of_geojson(tmp_path: Path) -> None:
    features = [
        feature(Point(37.28, 49.2), date="2022-09-09", title="Depot", id="i1"),
        feature(Point(37.3, 49.2), title="x"),
    ]
    loaded = load(write(tmp_path, "points.geojson", collection(features, license="CC BY 4.0")))
    [incidents] = loaded.incidents
    assert (incidents.name, incidents.licence) == ("points", "CC BY 4.0")
    assert incidents.table.iloc[0].to_dict() == {
        "incident_id": "i1",
        "day_from": "2022-09-09",
        "day_to": "2022-09-09",
        "latitude": 49.2,
        "longitude": 37.28,
        "what": "Depot",
        "actor": "",
    }
    assert (
        str(loaded.problems[0]).split("points.geojson, ")[1].startswith("feature 2: It has no day.")
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.csv: The file is empty."),
        ("a,b\n1,2\n", "a.csv: Its columns are of no known table (a, b)."),
        (CONTROL.replace("20220907", "soon"), "a.csv, row 2: Its date 'soon' is no day."),
        (
            CONTROL.replace("CONTESTED,UA", "PURPLE,UA"),
            "a.csv, row 3: Its status_boost 'PURPLE' is no known status.",
        ),
        (
            ACLED.replace("49.21", "north"),
            "a.csv, row 2: Its position is no latitude and longitude",
        ),
        (
            GED.replace("2022-09-08 00:00:00.000", "last week"),
            "a.csv, row 2: Its day cannot be read.",
        ),
        (ACLED.splitlines()[0] + "\n", "a.csv: It has no rows."),
        (ACLED + '"a,b\n', "a.csv: It is no CSV"),
    ],
)
def test_bad_tables_are_told_and_the_others_load(text: str, told: str, tmp_path: Path) -> None:
    good = write(tmp_path, "good-2022-09-12.geojson", collection([feature(EAST, status="RU")]))
    loaded = load(write(tmp_path, "a.csv", text), good)
    assert loaded.references[-1].name == "good"
    assert told in str(loaded.problems[0])


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\xff\xfe\x00\x01")
    assert "It is no CSV in UTF-8." in str(load(tmp_path / "a.csv").problems[0])


ANCESTRY = world().words.ancestry


@pytest.mark.parametrize(
    ("names", "count"),
    [
        ([], 0),
        (["DeepState"], 1),
        (["DeepState", "Institute for the Study of War"], 2),
        (["NZZ", "Liveuamap"], 1),
        (["VIINA control"], 1),
        (["VIINA control", "DeepState"], 1),
        (["VIINA control", "DeepState", "Wikipedia"], 2),
        (["VIINA control", "NZZ"], 2),
        (["mine", "yours"], 2),
        (["VIINA model", "VIINA"], 1),
    ],
)
def test_references_count_once_a_family(names: list[str], count: int) -> None:
    assert independent(names, ANCESTRY) == independent(names[::-1], ANCESTRY) == count


def test_two_that_draw_on_the_same_third_count_once() -> None:
    assert independent(["a", "b", "d"], {"a": ["c"], "b": ["c"]}) == 2
    assert independent(["a", "b"], {"a": ["b"], "b": ["a"]}) == 1
