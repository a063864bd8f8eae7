"""The command line of control over time, as a person calls it."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from components.__main__ import main
from components.api.article import TABLES
from components.control.columns import AREAS, CONTROL
from components.export.csv import to_csv
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_bytes
from components.tables import columns

CHECK_COLUMNS = (
    "event_id claim kind stated unit measured measured_km low_km high_km tolerance verdict how from_place_id "
    "to_place_id direction"
).split()


def read_into(folder: Path, text: Path, knowledge: Knowledge) -> Path:
    facts = json.loads(text.with_suffix(".json").read_text(encoding="utf-8"))
    article = read_bytes(
        text.read_bytes(), name=text.name, published=date.fromisoformat(facts["published"])
    )
    for name, table in TABLES.items():
        (folder / name).write_text(to_csv(table(analyse(article, knowledge))))
    return folder


@pytest.fixture(scope="module")
def first(shared: Path, knowledge: Knowledge, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return read_into(
        tmp_path_factory.mktemp("first"), shared / "articles" / "01_seed.txt", knowledge
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_the_first_article(first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(["control", "--events", str(first / "events.csv"), "--out", str(tmp_path / "new")])
        == 0
    )
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("As of 2022-09-12, as told by the articles")
    assert "  Balakliya: left by Russia, acknowledged; holder not stated, since 2022-09-10" in told
    assert "  Izyum: left by Russia, acknowledged; holder not stated, since 2022-09-10" in told
    oblast = "  Kharkiv Oblast: held by Ukraine (almost all), assessed by the Institute for the Study of War, since 2022-09-11"
    assert oblast in told
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        "control.csv",
        "checks.csv",
        "areas.csv",
    }


@pytest.mark.parametrize(
    ("name", "names"),
    [
        (
            "control.csv",
            [
                "place_id",
                "place_name",
                "latitude",
                "longitude",
                "day_from",
                "day_to",
                "holder",
                "status",
                "sources",
            ],
        ),
        ("checks.csv", CHECK_COLUMNS),
        ("areas.csv", ["region", "day", "source", "holder", "area_km2", "share"]),
    ],
)
def test_columns(name: str, names: list[str], first: Path, tmp_path: Path) -> None:
    assert main(["control", "--events", str(first / "events.csv"), "--out", str(tmp_path)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").splitlines()[0].split(",") == names
    assert {"control.csv": CONTROL, "areas.csv": AREAS, "checks.csv": columns.CHECKS}[
        name
    ] is not None


def test_checks_of_the_first_article(first: Path, tmp_path: Path) -> None:
    main(["control", "--events", str(first / "events.csv"), "--out", str(tmp_path)])
    by_kind = {row["kind"]: row for row in rows(tmp_path / "checks.csv")}
    distance, depth, share = by_kind["distance"], by_kind["depth"], by_kind["share"]
    assert float(distance["stated"]) == 30
    assert distance["verdict"].startswith("off by")
    assert float(distance["measured"]) == pytest.approx(38.0, abs=0.2)
    assert depth["verdict"] == "cannot be checked: no line of contact given"
    assert share["verdict"].startswith("depends on the baseline")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("claims.csv", None, "claims.csv: No such file or directory."),
        ("checks.csv", "a,b\n", "checks.csv: It has no column event_id"),
        ("events.csv", "", "events.csv: It has no column event_id"),
    ],
)
def test_bad_tables_are_one_line_and_code_1(
    name: str,
    text: str | None,
    told: str,
    first: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = shutil.copytree(first, tmp_path / "in")
    (folder / name).unlink()
    if text is not None:
        (folder / name).write_text(text)
    assert (
        main(["control", "--events", str(folder / "events.csv"), "--out", str(tmp_path / "out")])
        == 1
    )
    printed = capsys.readouterr()
    assert printed.out == ""
    assert told in printed.err
    assert len(printed.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


EAST = {
    "type": "Polygon",
    "coordinates": [[[36.2, 48.9], [38.2, 48.9], [38.2, 50.2], [36.2, 50.2], [36.2, 48.9]]],
}
CROSSED = {
    "type": "Polygon",
    "coordinates": [[[36.2, 48.9], [38.2, 50.2], [38.2, 48.9], [36.2, 50.2], [36.2, 48.9]]],
}


def day_of(status: str, day: str, geometry: object = EAST) -> str:
    return json.dumps(
        {
            "type": "FeatureCollection",
            "license": "CC0",
            "features": [
                {
                    "type": "Feature",
                    "properties": {"status": status, "date": day},
                    "geometry": geometry,
                }
            ],
        }
    )


def test_references_judge_the_claims_and_are_measured(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine-1.geojson").write_text(day_of("RU", "2022-09-10"))
    (tmp_path / "mine-2.geojson").write_text(day_of("UA", "2022-09-13"))
    (tmp_path / "bad.geojson").write_text("{")
    files = [str(tmp_path / name) for name in ("mine-1.geojson", "bad.geojson", "mine-2.geojson")]
    arguments = [
        "control",
        "--events",
        str(first / "events.csv"),
        "--reference",
        *files,
        "--name",
        "mine",
        "--country",
        "UKR",
    ]
    assert main([*arguments, "--out", str(tmp_path / "out")]) == 0
    printed = capsys.readouterr()
    assert printed.err.strip().endswith(
        "bad.geojson: It is no JSON (line 1). Download it or write it again."
    )
    assert "Reference mine, 2022-09-10 to 2022-09-13, CC0" in printed.out
    verdict = (
        "by mine: ahead of the reference by 3 days (Russia on 2022-09-10, Ukraine on 2022-09-13)"
    )
    for place in ("Izyum", "Balakliya"):
        assert any(place in line and verdict in line for line in printed.out.splitlines())
    table = rows(tmp_path / "out" / "areas.csv")
    assert [(row["region"], row["day"], row["holder"]) for row in table] == [
        ("Kharkiv Oblast", "2022-09-10", "Russia"),
        ("Kharkiv Oblast", "2022-09-13", "Ukraine"),
    ]
    assert float(table[0]["area_km2"]) == pytest.approx(float(table[0]["share"]) * 31_400, rel=0.01)


def test_a_repaired_reference_says_so(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.geojson").write_text(day_of("RU", "2022-09-10", CROSSED))
    main(
        [
            "control",
            "--events",
            str(first / "events.csv"),
            "--reference",
            str(tmp_path / "a.geojson"),
            "--out",
            str(tmp_path),
        ]
    )
    assert "  a.geojson, feature 1: Self-intersection: repaired" in capsys.readouterr().out


def test_only_bad_references_is_code_1_and_the_tables_are_written(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(
        [
            "control",
            "--events",
            str(first / "events.csv"),
            "--reference",
            str(tmp_path / "none"),
            "--out",
            str(tmp_path),
        ]
    )
    assert code == 1
    assert "none: " in capsys.readouterr().err
    assert len(rows(tmp_path / "control.csv")) > 3


def test_incidents_near_claims_are_counted(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    header = "event_id_cnty,event_date,event_type,latitude,longitude"
    (tmp_path / "acled.csv").write_text(f"{header}\nUKR1,2022-09-09,Battles,49.2,37.27\n")
    main(
        [
            "control",
            "--events",
            str(first / "events.csv"),
            "--reference",
            str(tmp_path / "acled.csv"),
            "--out",
            str(tmp_path),
        ]
    )
    told = capsys.readouterr().out
    assert "Incidents of ACLED, 1, licence not stated" in told
    assert any(
        "Izyum [" in line and "], ACLED within 10 km and 3 days: 1" in line
        for line in told.splitlines()
    )


def test_a_depth_is_measured_from_the_line_that_is_given(first: Path, tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[36.6, 49.0], [36.6, 49.9]]}
    (tmp_path / "line.geojson").write_text(
        json.dumps({"type": "Feature", "properties": {}, "geometry": line})
    )
    arguments = [
        "control",
        "--events",
        str(first / "events.csv"),
        "--line",
        str(tmp_path / "line.geojson"),
    ]
    assert main([*arguments, "--out", str(tmp_path)]) == 0
    depth = next(row for row in rows(tmp_path / "checks.csv") if row["kind"] == "depth")
    assert depth["verdict"].startswith(("agrees", "off by"))
    assert (
        depth["how"]
        == "from the line that was given to Kupyansk, the farthest of the places said to be taken or left"
    )
    assert float(depth["measured_km"]) == pytest.approx(
        float(depth["measured"]) * 1.609344, abs=0.1
    )
