"""Shapes and colours say what the table of symbols says."""

from __future__ import annotations

import pytest

from components.map.style import (
    PALETTE,
    UNKNOWN,
    Symbol,
    control_symbol,
    event_symbol,
    near_km,
    side_colours,
)

DAY = {"time_kind": "day", "modality": "done", "geo_precision": "1", "place_kind": "settlement"}
COLOURS = {"Ukraine": "#0072B2", "Russia": "#D55E00"}


@pytest.mark.parametrize(
    ("sides", "day", "colours"),
    [
        (["Ukraine", "Russia"], "2022-09-12", ["#0072B2", "#D55E00"]),
        (["Russia", "Ukraine", "Ukraine", ""], "2022-09-12", ["#D55E00", "#0072B2"]),
        (["Arakan Army", "Myanmar"], "2024-05-18", ["#0072B2", "#D55E00"]),
        (
            ["Ukraine", "Russia", "Israel", "Hamas"],
            "2024-05-18",
            ["#0072B2", "#D55E00", PALETTE[2], PALETTE[3]],
        ),
        (["A side no row knows"], "2022-09-12", ["#0072B2"]),
        (["Ukraine", "Russia"], "", ["#0072B2", "#D55E00"]),
    ],
)
def test_colours_of_sides(sides: list[str], day: str, colours: list[str]) -> None:
    assert list(side_colours(sides, day).values()) == colours


def test_no_two_sides_of_one_article_share_a_colour_while_there_are_some() -> None:
    sides = [f"side {number}" for number in range(9)]
    colours = list(side_colours(sides, "2022-09-12").values())
    assert len(set(colours[:7])) == 7
    assert colours[7:] == [UNKNOWN, UNKNOWN]


@pytest.mark.parametrize(
    ("holders", "leavers", "look"),
    [
        (("Ukraine",), (), Symbol(colour="#0072B2")),
        (("Ukraine",), ("Russia",), Symbol(colour="#0072B2")),
        ((), ("Russia",), Symbol(fill="ring", colour="#D55E00")),
        (("Ukraine", "Russia"), (), Symbol(fill="split", colour="#0072B2", second="#D55E00")),
        ((), (), Symbol(colour=UNKNOWN, mark="?")),
    ],
)
def test_who_holds_a_place(
    holders: tuple[str, ...], leavers: tuple[str, ...], look: Symbol
) -> None:
    assert control_symbol(DAY, holders, leavers, colours=COLOURS) == look


@pytest.mark.parametrize(
    ("group", "shape"),
    [
        ("diplomacy", "diamond"),
        ("fighting and strikes", "burst"),
        ("harm to civilians", "triangle"),
        ("aid and displacement", "pentagon"),
        ("protest", "square"),
        ("other", "square"),
        ("", "square"),
    ],
)
def test_shapes_of_groups(group: str, shape: str) -> None:
    assert event_symbol({**DAY, "display_group": group}).shape == shape


@pytest.mark.parametrize(
    ("modality", "time_kind", "fill", "dashed"),
    [
        ("done", "day", "solid", False),
        ("planned", "range", "hollow", False),
        ("ordered", "day", "hollow", False),
        ("done", "vague", "solid", True),
        ("done", "open", "solid", True),
        ("done", "month", "solid", False),
    ],
)
def test_planned_is_hollow_and_vague_is_dashed(
    modality: str, time_kind: str, fill: str, dashed: bool
) -> None:
    look = event_symbol(
        {**DAY, "display_group": "diplomacy", "modality": modality, "time_kind": time_kind}
    )
    assert (look.fill, look.dashed) == (fill, dashed)


@pytest.mark.parametrize(
    ("precision", "kind", "radius_km"),
    [
        ("1", "settlement", 0),
        ("2", "settlement", 25),
        ("2", "admin1", 0),
    ],
)
def test_near_a_town_is_a_ring_of_25_km(precision: str, kind: str, radius_km: float) -> None:
    assert near_km({"geo_precision": precision, "place_kind": kind}) == radius_km
