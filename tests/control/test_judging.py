"""Claims against references, and areas held, gained and lost; squares whose size can be
computed."""

from __future__ import annotations

import pandas as pd
import pytest
from shapely.geometry import box

from components.control.judging import judge_claims
from components.control.references.records import Reference
from components.control.references.regions import Region, areas_table, changed, held_in, regions_of
from components.core.geodesy import area_km2
from components.places.areas import open_areas
from components.places.gazetteer import open_gazetteer
from tests.control.given import WORDS, Claim, claim, reference, tables

TOWN = box(36.5, 48.5, 37.5, 49.5)
"""Around the place of ``given``, 49° N 37° E."""
FAR = box(20, 40, 21, 41)
LEFT, RIGHT = box(36, 49, 37, 50), box(37, 49, 38, 50)


def by_list(*rows: tuple[str, str]) -> Reference:
    points = pd.DataFrame(
        [("x:Izium", day, side) for day, side in rows], columns=["place_id", "day", "side"]
    )
    return Reference(name="list", licence="CC0", points=points)


HELD = claim("Izium", "2022-09-10", held="Ukraine")
LEFT_BY = claim("Izium", "2022-09-10", left="Russia")
RU_BEFORE, RU_ON, UA_ON, UA_AFTER = (
    (day, side, TOWN)
    for day, side in (
        ("2022-09-05", "Russia"),
        ("2022-09-10", "Russia"),
        ("2022-09-10", "Ukraine"),
        ("2022-09-12", "Ukraine"),
    )
)

ROWS = [
    (HELD, reference(UA_ON), "agrees", None, "Ukraine on 2022-09-10"),
    (HELD, reference(RU_BEFORE, UA_ON), "agrees", None, "Ukraine on 2022-09-10"),
    (
        HELD,
        reference(RU_ON, UA_AFTER),
        "ahead of the reference by 2 days",
        2,
        "Russia on 2022-09-10, Ukraine on 2022-09-12",
    ),
    (
        HELD,
        reference(RU_ON, ("2022-09-11", "Ukraine", TOWN)),
        "ahead of the reference by 1 day",
        1,
        "Russia on 2022-09-10, Ukraine on 2022-09-11",
    ),
    (HELD, reference(RU_BEFORE), "contradicted", None, "Russia on 2022-09-05"),
    (
        HELD,
        reference(RU_ON, ("2022-12-24", "Ukraine", TOWN)),
        "contradicted",
        None,
        "Russia on 2022-09-10",
    ),
    (HELD, reference(UA_AFTER), "agrees", None, "Ukraine on 2022-09-12"),
    (HELD, reference(("2022-09-12", "Russia", TOWN)), "contradicted", None, "Russia on 2022-09-12"),
    (
        HELD,
        reference(("2022-05-12", "Russia", TOWN)),
        "not covered",
        None,
        "the reference shows nothing of it near 2022-09-10",
    ),
    (
        HELD,
        reference(("2022-09-10", "Ukraine", FAR)),
        "not covered",
        None,
        "the reference shows nothing of it near 2022-09-10",
    ),
    (
        HELD,
        reference(("2022-09-10", "Russia", FAR), outside="Ukraine"),
        "agrees",
        None,
        "Ukraine on 2022-09-10",
    ),
    (
        HELD,
        reference(("2022-09-10", "contested", TOWN)),
        "not covered",
        None,
        "contested on 2022-09-10",
    ),
    (
        HELD,
        reference(("2022-09-10", "contested", TOWN), UA_AFTER),
        "ahead of the reference by 2 days",
        2,
        "contested on 2022-09-10, Ukraine on 2022-09-12",
    ),
    (
        HELD,
        by_list(("2022-09-08", "Russia"), ("2022-09-09", "Ukraine")),
        "agrees",
        None,
        "Ukraine on 2022-09-09",
    ),
    (LEFT_BY, reference(UA_ON), "agrees", None, "Ukraine on 2022-09-10"),
    (LEFT_BY, reference(RU_ON), "contradicted", None, "Russia on 2022-09-10"),
    (
        LEFT_BY,
        reference(RU_ON, UA_AFTER),
        "ahead of the reference by 2 days",
        2,
        "Russia on 2022-09-10, Ukraine on 2022-09-12",
    ),
    (
        claim("Izium", "", held="Ukraine"),
        reference(UA_ON),
        "not covered",
        None,
        "the claim has no day",
    ),
]


@pytest.mark.parametrize(
    ("told", "shown", "verdict", "ahead", "detail"), ROWS, ids=range(len(ROWS))
)
def test_a_claim_on_a_town(
    told: Claim, shown: Reference, verdict: str, ahead: int | None, detail: str
) -> None:
    row = judge_claims(tables([told])[0], [shown], WORDS).iloc[0]
    assert (
        row["verdict"],
        None if pd.isna(row["days_ahead"]) else row["days_ahead"],
        row["detail"],
    ) == (verdict, ahead, detail)
    assert (row["claim_id"], row["reference"]) == ("c0", shown.name)


BOTH = Region(
    place_id="x:Oblast",
    name="Oblast",
    shape=box(36, 49, 38, 50),
    area_km2=area_km2(box(36, 49, 38, 50)),
)
DAY = "2022-09-10"


@pytest.mark.parametrize(
    ("words", "sides", "verdict"),
    [
        ("", ("Ukraine", "Ukraine"), "agrees"),
        ("", ("Ukraine", "Russia"), "contradicted"),
        ("half", ("Ukraine", "Russia"), "agrees"),
        ("almost all", ("Ukraine", "Russia"), "contradicted"),
        ("parts", ("Ukraine", "Russia"), "agrees"),
        ("most", ("Russia", "Russia"), "contradicted"),
    ],
)
def test_a_claim_on_a_region_is_held_against_the_share(
    words: str, sides: tuple[str, str], verdict: str
) -> None:
    shown = reference((DAY, sides[0], LEFT), (DAY, sides[1], RIGHT))
    if sides[0] == sides[1]:
        shown = reference((DAY, sides[0], BOTH.shape))
    told = claim("Oblast", DAY, held="Ukraine", extent=words)
    assert judge_claims(tables([told])[0], [shown], WORDS, regions=[BOTH])["verdict"][0] == verdict


def test_a_reference_of_a_corner_says_nothing_of_the_region() -> None:
    told = claim("Oblast", DAY, held="Ukraine")
    shown = reference((DAY, "Russia", box(36, 49, 36.3, 49.3)))
    row = judge_claims(tables([told])[0], [shown], WORDS, regions=[BOTH]).iloc[0]
    assert row["verdict"] == "not covered"


def test_areas_in_a_region_and_their_shares() -> None:
    shown = reference((DAY, "Russia", box(35, 49, 37, 50)), (DAY, "contested", RIGHT))
    table = areas_table([shown], [BOTH])
    assert list(table[["region", "day", "source"]].iloc[0]) == ["Oblast", DAY, "mine"]
    assert list(table["holder"].fillna("")) == ["Russia", ""]
    assert list(table["area_km2"]) == pytest.approx([area_km2(LEFT), area_km2(RIGHT)], abs=0.1)
    assert list(table["share"]) == pytest.approx([0.5, 0.5], abs=1e-4)


def test_ground_outside_of_all_areas_is_a_sides_only_where_the_person_says_so() -> None:
    assert list(held_in(reference((DAY, "Russia", LEFT)), BOTH)["side"]) == ["Russia"]
    rest = held_in(reference((DAY, "Russia", LEFT), outside="Ukraine"), BOTH)
    assert list(rest["side"]) == ["Russia", "Ukraine"]
    assert rest["area_km2"].sum() == pytest.approx(BOTH.area_km2, rel=1e-6)


@pytest.mark.parametrize("region", [BOTH, None])
def test_gained_and_lost_between_two_days(region: Region | None) -> None:
    shown = reference(
        ("2022-09-01", "Russia", BOTH.shape), (DAY, "Russia", LEFT), (DAY, "Ukraine", RIGHT)
    )
    table = changed(shown, region, ("2022-09-01", DAY)).set_index("side")
    assert table.loc["Ukraine"].tolist() == pytest.approx([area_km2(RIGHT), 0], rel=1e-6)
    assert table.loc["Russia"].tolist() == pytest.approx([0, area_km2(RIGHT)], rel=1e-6)


def test_regions_of_places_are_their_first_level_units() -> None:
    izium, kupiansk, oblast = "geonames:707292", "geonames:703656", "geonames:706482"
    found = regions_of([izium, kupiansk, oblast, "none"], open_areas(), open_gazetteer())
    assert [region.name for region in found] == ["Kharkiv Oblast"]
    assert found[0].area_km2 == pytest.approx(31_400, rel=0.01)
