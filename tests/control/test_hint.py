"""The guess around claimed towns: only near fresh claims, only where many towns are claimed,
measured against a reference."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from shapely.geometry import box

from components.control.hint import COLUMNS, LEAST_TOWNS, MAX_KM, WORDS, Hint, hint_of
from components.control.references.records import Reference
from components.control.timeline import states_on
from components.places.gazetteer import open_gazetteer
from tests.control.given import Claim, claim, timeline

GAZETTEER = open_gazetteer()
DAY = date(2022, 9, 12)


def hint(claims: list[Claim], *references: Reference, day: date = DAY) -> Hint | None:
    return hint_of(states_on(timeline(claims), day), day, GAZETTEER, references=references)


NORTH = [place for place in GAZETTEER.nearest(49.5, 36.9, limit=400) if place.population > 1_000][
    :10
]
CLAIMS: list[Claim] = [
    {
        **claim(place.name, "2022-09-10", held="Ukraine" if place.longitude < 36.9 else "Russia"),
        "place_id": place.id,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }
    for place in NORTH
]


def test_ticks_lie_near_a_claim_and_have_its_holder() -> None:
    found = hint(CLAIMS)
    assert found is not None
    assert list(found.ticks.columns) == COLUMNS
    assert len(found.ticks) > 5
    assert found.ticks["distance_km"].max() <= MAX_KM
    sides = {str(one["place_id"]): one["holder"] for one in CLAIMS}
    assert list(found.ticks["holder"]) == [sides[one] for one in found.ticks["nearest_place_id"]]
    assert not set(found.ticks["place_id"]) & set(sides)


@pytest.mark.parametrize(
    ("claims", "day"),
    [
        (CLAIMS[: LEAST_TOWNS - 1], DAY),
        ([], DAY),
        ([{**one, "hedge": "reportedly"} for one in CLAIMS], DAY),
        ([{**one, "place_kind": "admin1"} for one in CLAIMS], DAY),
        (CLAIMS, date(2022, 9, 18)),
        ([{**one, "holder": "", "left_by": "Russia", "kind": "withdrawal"} for one in CLAIMS], DAY),
    ],
)
def test_no_guess_from_few_old_or_soft_claims(claims: list[Claim], day: date) -> None:
    assert hint(claims, day=day) is None


@pytest.mark.parametrize(
    ("side", "day", "told"),
    [
        ("Ukraine", "2022-09-11", "mine on 2022-09-11: the same for "),
        ("contested", "2022-09-11", ""),
        ("Ukraine", "2022-09-13", ""),
        ("Ukraine", "2022-05-01", ""),
    ],
)
def test_its_agreement_with_a_reference_is_measured(side: str, day: str, told: str) -> None:
    areas = pd.DataFrame([(day, side, box(30, 45, 40, 52))], columns=["day", "side", "geometry"])
    found = hint(CLAIMS, Reference(name="mine", licence="CC0", areas=areas))
    assert found is not None
    [words] = found.agreement or ("",)
    assert words.startswith(told)
    if told:
        ours = (found.ticks["holder"] == "Ukraine").mean()
        assert f"{ours:.0%} of {len(found.ticks)} settlements" in words


def test_it_says_what_it_is() -> None:
    assert WORDS == "Guess from the nearest claim. Not control."
