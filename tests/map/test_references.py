"""References lie under what the article says, look otherwise, and cannot be clicked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from shapely.geometry import box

from components.control.references.records import Reference
from components.map.legend import legend_entries
from components.map.references import ShownReference, reference_marks, shown_on
from components.map.style import Outline, Symbol
from components.tables.rows import places_table
from tests import sample
from tests.map.given import groups_on

ANALYSIS = sample.analysis()
PLACES = places_table(ANALYSIS)[["place_id", "latitude", "longitude"]]
COLOURS = {"Ukraine": "#0072B2", "Russia": "#D55E00"}
HOSTILE = "<script>alert(1)</script>${alert(2)}`"


def mapped(*days: str, name: str = "A map") -> Reference:
    areas = pd.DataFrame(
        {"day": list(days), "side": "Russia", "geometry": [box(36.0, 49.0, 37.0, 50.0)] * len(days)}
    )
    return Reference(name=name, licence="CC BY 4.0", areas=areas)


def listed(side: str) -> Reference:
    points = pd.DataFrame(
        {"place_id": [sample.IZYUM.id, "geonames:1"], "day": "2022-09-11", "side": side}
    )
    return Reference(name="A list", licence="ODbL 1.0", points=points, derived_from=("A map",))


@pytest.mark.parametrize(
    ("day", "shown"),
    [
        ("2022-09-10", "2022-09-08"),
        ("2022-09-11", "2022-09-11"),
        ("2022-12-31", "2022-09-12"),
        ("2022-09-07", ""),
    ],
)
def test_a_reference_is_shown_on_its_latest_day_up_to_the_one_asked_for(
    day: str, shown: str
) -> None:
    assert shown_on([mapped("2022-09-08", "2022-09-11", "2022-09-12")], day)[0].day == shown


def test_its_line_names_day_licence_and_origin() -> None:
    assert (
        ShownReference(reference=listed("Ukraine"), day="2022-09-11").in_words()
        == "A list, 2022-09-11, ODbL 1.0; made from A map"
    )
    assert (
        "no day up to the one shown"
        in ShownReference(reference=mapped("2022-09-08"), day="").in_words()
    )


def test_an_area_is_thin_and_hatched_and_a_town_of_a_list_a_small_square() -> None:
    marks = list(
        reference_marks(
            shown_on([mapped("2022-09-08"), listed("Ukraine")], "2022-09-12"),
            PLACES,
            colours=COLOURS,
        )
    )
    assert [mark.look for mark in marks] == [
        Outline(colour="#D55E00", hatch=("#D55E00",), thin=True),
        Symbol(shape="square", fill="hollow", colour="#0072B2", radius=5.0),
    ]
    assert [entry.words for entry in legend_entries(marks)] == [
        "Reference A map: Russia",
        "Reference A list: Ukraine",
    ]
    assert {mark.event_ids for mark in marks} == {()}


def test_references_lie_under_everything_and_their_words_are_escaped() -> None:
    under = tuple(
        reference_marks(
            shown_on([mapped("2022-09-08", name=HOSTILE)], "2022-09-12"), PLACES, colours=COLOURS
        )
    )
    groups = groups_on(ANALYSIS, under=under)
    assert [group.layer_name for group in groups][:2] == ["References", "Measures"]
    properties: dict[str, Any] = next(iter(groups[0]._children.values())).data["features"][0][
        "properties"
    ]
    assert properties["event_ids"] == []
    assert not set(properties["place_id"]) & set("<>`${}")
