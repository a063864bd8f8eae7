"""Measurable claims against the map, on sentences of our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from components.control.checks import checks_of, radius_km
from components.core import settings
from components.core.geodesy import distance_km
from components.core.records import Article, MeasureCheck, Place, Resolution, Span, Toponym
from components.lexicon.measures import load_measures
from tests.sample import IZYUM, KHARKIV_OBLAST, KUPIANSK

PATTERNS = load_measures(settings.LEXICON / "measures.csv")
PLACES = {"Izium": IZYUM, "Kupiansk": KUPIANSK, "Kharkiv Oblast": KHARKIV_OBLAST}


class OneArea:
    """Outlines that know the area of one unit only."""

    def outline(self, place_id: str) -> Mapping[str, Any] | None:
        return None

    def area_km2(self, place_id: str) -> float | None:
        return 31_400.0 if place_id == KHARKIV_OBLAST.id else None

    def __iter__(self) -> Iterator[str]:
        return iter((KHARKIV_OBLAST.id,))


def checks(text: str, places: Mapping[str, Place] = PLACES) -> tuple[MeasureCheck, ...]:
    found = sorted((text.index(name), name) for name in places if name in text)
    resolutions = [
        Resolution(
            toponym=Toponym(
                span=Span(start=start, end=start + len(name)), text=name, use="literal"
            ),
            place=places[name],
            method="by hand",
            confidence=1.0,
        )
        for start, name in found
    ]
    article = Article(id="x", text=text)
    return checks_of(
        article, events=(), resolutions=resolutions, patterns=PATTERNS, areas=OneArea()
    )


ROWS = [
    ("Kupiansk, roughly 30 miles north of Izium, fell.", "distance", 30, "mi", "off by 8 mi"),
    ("Kupiansk, about 60 km north of Izium, fell.", "distance", 60, "km", "agrees"),
    (
        "Kupiansk, about 60 km south of Izium, fell.",
        "distance",
        60,
        "km",
        "off by 156° in direction",
    ),
    ("Kupiansk, more than 50 km north of Izium, fell.", "distance", 50, "km", "agrees"),
    ("Kupiansk, at least 80 km north of Izium, fell.", "distance", 80, "km", "off by 19 km"),
    ("They hold 90 % of Kharkiv Oblast.", "share", 90, "%", "depends on the baseline"),
    ("Kupiansk lies 61 kilometres from Izium.", "distance", 61, "km", "agrees"),
    (
        "Troops got to a depth of roughly 40 miles.",
        "depth",
        40,
        "mi",
        "cannot be checked: no line of contact given",
    ),
    (
        "Troops advanced 35 kilometers into the region.",
        "depth",
        35,
        "km",
        "cannot be checked: no line of contact given",
    ),
    (
        "They hold 1,150 square kilometers.",
        "area",
        1150,
        "km2",
        "cannot be checked: the words give no outline of the area",
    ),
    ("They hold almost all of Kharkiv Oblast.", "share", None, "km2", "depends on the baseline"),
    (
        "It took more territory in a week than the other side in months.",
        "comparison",
        None,
        "",
        "cannot be checked",
    ),
    (
        "A depot some 20 miles from Izium burned.",
        "distance",
        20,
        "mi",
        "cannot be checked: the words do not name the place",
    ),
]


@pytest.mark.parametrize(("text", "kind", "stated", "unit", "verdict"), ROWS)
def test_one_claim(text: str, kind: str, stated: float | None, unit: str, verdict: str) -> None:
    [check] = checks(text)
    assert (check.kind, check.stated, check.unit) == (kind, stated, unit)
    assert check.verdict.startswith(verdict)
    assert check.span is not None
    assert check.span.quote(text) == check.claim


@pytest.mark.parametrize(
    "text",
    [
        "They marched 30 miles.",
        "He is one of Izium's doctors.",
        "Kupiansk and Izium are towns.",
        "They took 80 % of Kharkiv Oblast’s grain.",
    ],
)
def test_no_claim(text: str) -> None:
    assert checks(text) == ()


def test_a_distance_has_a_low_and_a_high_around_the_measure() -> None:
    [check] = checks("Kupiansk, roughly 30 miles north of Izium, fell.")
    length = distance_km(IZYUM, KUPIANSK)
    width = radius_km(IZYUM) + radius_km(KUPIANSK)
    assert check.measured_km == pytest.approx(length)
    assert (check.low_km, check.high_km) == (
        pytest.approx(length - width),
        pytest.approx(length + width),
    )
    assert check.from_place == IZYUM
    assert check.to_place == KUPIANSK
