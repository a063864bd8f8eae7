"""Shares, areas, comparisons and depths by references and a start line, on squares whose size is
known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from components.control.reference_checks import (
    MeasureInputs,
    compared_in,
    measured_checks,
)
from components.control.references.records import Reference
from components.control.references.regions import Region
from components.control.start_line import from_line_km, read_line
from components.core.errors import BadReference
from components.core.geodesy import area_km2
from components.tables import columns
from components.tables.rows import frame
from tests.control.given import WORDS, Claim, claim, reference, tables
from tests.control.references.given import collection, feature, write

SQUARE = box(36, 49, 38, 50)
"""About 16,100 km²."""
OBLAST = Region(place_id="x:Oblast", name="Oblast", shape=SQUARE, area_km2=area_km2(SQUARE))


def strip_of_square(share: float, start: float = 0.0) -> BaseGeometry:
    return box(36 + 2 * start, 49, 36 + 2 * (start + share), 50)


def checked(
    check: Mapping[str, Any],
    *references: Reference,
    claims: Sequence[Claim] = (),
    line: BaseGeometry | None = None,
) -> pd.Series[Any]:
    given = [
        {
            **claim(
                "Oblast",
                "2022-09-11",
                held="Ukraine",
                place_kind="admin1",
                side1="Ukraine",
                first_day="2022-09-01",
            ),
            "id": "o",
            "kind": "control regained",
        },
        *claims,
    ]
    row = {
        "event_id": "e-o",
        "verdict": "as it came",
        "how": "not measured",
        "to_place_id": None,
    } | check
    inputs = MeasureInputs(
        references=references,
        line=line,
        words=WORDS,
        region={OBLAST.place_id: OBLAST}.get,
    )
    return measured_checks(frame([row], columns.CHECKS), *tables(given), inputs=inputs).iloc[0]


SHARE = {"kind": "share", "claim": "almost all of Oblast", "unit": "km2", "to_place_id": "x:Oblast"}
BEFORE = ("2022-09-01", "Russia", strip_of_square(0.3, 0.7))


@pytest.mark.parametrize(
    ("rows", "verdict", "how"),
    [
        (
            [("2022-09-11", "Ukraine", strip_of_square(0.95))],
            "agrees",
            "Ukraine 95 % of Oblast: 15,",
        ),
        (
            [("2022-09-11", "Ukraine", strip_of_square(0.5))],
            "off by 35 points of a hundred",
            "Ukraine 50 % of Oblast",
        ),
        (
            [
                BEFORE,
                ("2022-09-01", "Ukraine", strip_of_square(0.7)),
                ("2022-09-11", "Ukraine", strip_of_square(0.97)),
                ("2022-09-11", "Russia", strip_of_square(0.03, 0.97)),
            ],
            "agrees",
            "97 % of Oblast, 90 % of the 4,",
        ),
        (
            [
                BEFORE,
                ("2022-09-01", "Ukraine", strip_of_square(0.7)),
                ("2022-09-11", "Ukraine", strip_of_square(0.88)),
                ("2022-09-11", "Russia", strip_of_square(0.12, 0.88)),
            ],
            "depends on the baseline: 88 % of Oblast, 60 % of the 4,",
            "that others held on 2022-09-01",
        ),
        (
            [("2022-09-04", "Ukraine", strip_of_square(0.5)), ("2022-09-12", "Ukraine", SQUARE)],
            "agrees",
            "Ukraine 100 % of Oblast",
        ),
        ([("2022-05-11", "Ukraine", SQUARE)], "as it came", "not measured"),
    ],
)
def test_a_share_has_both_denominators(
    rows: list[tuple[str, str, BaseGeometry]], verdict: str, how: str
) -> None:
    found = checked(SHARE, reference(*rows))
    assert found["verdict"].startswith(verdict)
    assert how in found["how"]


def test_a_share_by_a_map_of_one_side_alone() -> None:
    shown = reference(
        BEFORE, ("2022-09-11", "Russia", strip_of_square(0.03, 0.97)), outside="Ukraine"
    )
    found = checked(SHARE, shown)
    assert found["verdict"] == "agrees"
    assert "97 % of Oblast, 90 % of the" in found["how"]


def test_a_share_in_per_cent_is_measured_in_per_cent() -> None:
    found = checked(
        {**SHARE, "claim": "90 % of Oblast", "unit": "%", "stated": 90.0},
        reference(("2022-09-11", "Ukraine", strip_of_square(0.95))),
    )
    assert (found["verdict"], found["measured"]) == ("agrees", pytest.approx(95, abs=0.1))


def test_references_that_differ_make_it_depend_on_them() -> None:
    yours = reference(("2022-09-11", "Russia", SQUARE), name="yours")
    found = checked(SHARE, reference(("2022-09-11", "Ukraine", SQUARE)), yours)
    assert (
        found["verdict"]
        == "depends on the baseline: mine: agrees; yours: off by 85 points of a hundred"
    )


AREA = {"kind": "area", "claim": "about 3,200 square kilometers", "unit": "km2", "stated": 3200.0}


@pytest.mark.parametrize(("stated", "verdict"), [(3200.0, "agrees"), (5000.0, "off by 1,7")])
def test_an_area_gained_over_the_days_of_the_event(stated: float, verdict: str) -> None:
    shown = reference(
        ("2022-08-31", "Russia", strip_of_square(0.2)),
        ("2022-09-11", "Ukraine", strip_of_square(0.2)),
    )
    found = checked({**AREA, "stated": stated}, shown)
    assert found["verdict"].startswith(verdict)
    assert found["how"].startswith("Ukraine gained from 2022-08-31 to 2022-09-11 in Oblast: 3,2")


def test_an_area_without_a_day_of_the_reference_keeps_its_verdict() -> None:
    assert checked(AREA, reference(("2022-09-11", "Ukraine", SQUARE)))["verdict"] == "as it came"


COMPARISON = {
    "kind": "comparison",
    "claim": "more territory in a week than Russia had conquered since the beginning of April",
}


@pytest.mark.parametrize(("gained", "verdict"), [(0.3, "agrees"), (0.05, "off by ")])
@pytest.mark.parametrize("outside", ["", "Ukraine"])
def test_a_comparison_of_gains(gained: float, verdict: str, outside: str) -> None:
    rows = [
        ("2022-04-01", "Russia", strip_of_square(0.4)),
        ("2022-09-01", "Russia", strip_of_square(0.5)),
        ("2022-09-11", "Russia", strip_of_square(0.5 - gained)),
    ]
    own = [] if outside else [("2022-09-11", "Ukraine", strip_of_square(gained, 0.5 - gained))]
    found = checked(COMPARISON, reference(*rows, *own, outside=outside))
    assert found["verdict"].startswith(verdict)
    assert "from 2022-09-01 to 2022-09-11, Russia 1,6" in found["how"]
    assert found["unit"] == "km2"


def test_a_comparison_without_a_day_near_keeps_its_verdict() -> None:
    shown = reference(("2022-06-01", "Russia", SQUARE), ("2022-09-11", "Russia", SQUARE))
    assert checked(COMPARISON, shown)["verdict"] == "as it came"


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        (
            "more than Russia had conquered since the beginning of April",
            ("Russia", date(2022, 4, 1)),
        ),
        (
            "more land than Russian forces had seized since April",
            ("Russia", date(2022, 4, 1)),
        ),
        (
            "more land than the Rapid Support Forces took since late October",
            ("Rapid Support Forces", date(2021, 10, 1)),
        ),
        (
            "more than Russia took since the end of April 2021",
            ("Russia", date(2021, 4, 30)),
        ),
        ("more territory than the other side in months", None),
        ("more territory since April", None),
        ("more than they took since April", None),
    ],
)
def test_the_other_half_of_a_comparison(claim: str, found: tuple[str, date] | None) -> None:
    assert compared_in(claim, date(2022, 9, 3), WORDS.sides) == found


DEPTH = {"kind": "depth", "claim": "to a depth of roughly 40 miles", "unit": "mi", "stated": 40.0}
NEAR = {**claim("Near", "2022-09-10", held="Ukraine"), "longitude": 36.5}
FAR = {**claim("Far", "2022-09-10", left="Russia"), "longitude": 37.0}
HOSTILE = {**claim("Beyond", "2022-09-10", held="Russia"), "longitude": 38.0}
LINE = LineString([(36.1, 48), (36.1, 50)])


def test_a_depth_is_that_of_the_farthest_town_from_the_line() -> None:
    found = checked(DEPTH, claims=[NEAR, FAR, HOSTILE], line=LINE)
    assert found["verdict"] == "agrees"
    assert found["measured_km"] == pytest.approx(65.8, abs=0.5)
    assert (
        "from the line that was given to Far, the farthest of the places said to be taken or left"
        in found["how"]
    )


@pytest.mark.parametrize(("line", "claims"), [(None, [FAR]), (LINE, [HOSTILE])])
def test_a_depth_without_a_line_or_a_town_keeps_its_verdict(
    line: BaseGeometry | None, claims: list[Claim]
) -> None:
    assert checked(DEPTH, claims=claims, line=line)["verdict"] == "as it came"


def test_a_distance_from_a_line_across_it_and_along_it() -> None:
    assert from_line_km(LINE, 49.0, 36.1) == pytest.approx(0, abs=0.3)
    assert from_line_km(LineString([(36, 50), (36, 51)]), 49.0, 36.0) == pytest.approx(
        111.2, abs=0.1
    )


def test_a_line_is_read_and_anything_else_is_told(tmp_path: Path) -> None:
    assert read_line(
        write(tmp_path, "a.geojson", collection([feature(LINE)]))
    ).length == pytest.approx(2)
    with pytest.raises(
        BadReference, match=r"It holds no line\. Draw the line of contact as a LineString"
    ):
        read_line(write(tmp_path, "b.geojson", collection([feature(Point(36, 49))])))
