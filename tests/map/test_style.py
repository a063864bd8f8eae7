"""Shapes and colours say what the table of symbols says."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from components.cards.marking import group_class
from components.core.settings import ROOT
from components.map.style import (
    COLOUR_OF_GROUP,
    LIGHT,
    PALETTE,
    SHAPE_OF_GROUP,
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
        ("protest", "wedge"),
        ("other", "square"),
        ("", "square"),
    ],
)
def test_shapes_of_groups(group: str, shape: str) -> None:
    assert event_symbol({**DAY, "display_group": group}).shape == shape


SEEN_WITHOUT = {
    "nothing lacking": np.eye(3),
    "red cones": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "green cones": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "blue cones": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
"""Of linear red, green and blue, after Machado, Oliveira and Fernandes (2009), severity 1."""
TO_XYZ = np.array(
    [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
) / np.array([[0.9505], [1.0], [1.089]])
APART = 12.0
"""Of CIE 1976's difference: two such colours side by side are told apart at a glance."""


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = np.cbrt(np.clip(TO_XYZ @ rgb, 0.0089, None))
    return np.array([116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])])


@pytest.mark.parametrize("lacking", SEEN_WITHOUT)
def test_hues_of_groups_are_told_apart_by_every_eye(lacking: str) -> None:
    seen = {
        group: lab(np.clip(SEEN_WITHOUT[lacking] @ linear(colour), 0, 1))
        for group, colour in hues_of_cards().items()
    }
    near = [
        (one, other, round(float(np.linalg.norm(seen[one] - seen[other])), 1))
        for one, other in combinations(seen, 2)
    ]
    assert [pair for pair in near if pair[2] < APART] == []


def test_in_grey_the_shapes_alone_tell_the_groups_apart_and_stand_out_from_land_and_sea() -> None:
    assert len(set(SHAPE_OF_GROUP.values())) == len(SHAPE_OF_GROUP)
    assert set(COLOUR_OF_GROUP) < set(SHAPE_OF_GROUP)
    for colour in COLOUR_OF_GROUP.values():
        for ground in (LIGHT["land"], LIGHT["sea"], LIGHT["paper"]):
            dark, light = (float(TO_XYZ[1] @ linear(one)) + 0.05 for one in (colour, ground))
            assert light / dark >= 3, (colour, ground)


def hues_of_cards() -> dict[str, str]:
    """Of the groups that take a place on the map, by their class."""
    style = (ROOT / "components" / "cards" / "cards.css").read_text(encoding="utf-8")
    told = dict(re.findall(r"\.(dl-g-[a-z-]+) { --group: (#[0-9a-f]{6})", style))
    return {name: told[name] for name in map(group_class, SHAPE_OF_GROUP)}


def test_map_cards_and_chart_have_the_same_hues() -> None:
    own = {group_class(group): colour.lower() for group, colour in COLOUR_OF_GROUP.items()}
    assert own.items() <= hues_of_cards().items()


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
