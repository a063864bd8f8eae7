"""Which place plays which role: sentences with the kind and every place's role.

place_roles.txt holds more: kind | places that are drawn or measured from, with their roles |
sentence.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from components.core.records import DRAWN_ROLES
from components.events.place_cues import WEIGHED
from components.reading.knowledge import Knowledge
from tests.readings import read, read_each, roles

SENTENCES = Path(__file__).with_name("place_roles.txt").read_text(encoding="utf-8").splitlines()
SHOWN = DRAWN_ROLES | {"reference"}

ROWS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "Ukrainian troops retook the town of Kupiansk on Friday.",
        "control regained",
        [("Ukrainian", "actor"), ("Kupiansk", "at")],
    ),
    ("The town of Kupiansk was retaken on Friday.", "control regained", [("Kupiansk", "at")]),
    (
        "Troops pulled out of Balakliya and Izyum on Friday.",
        "withdrawal",
        [("Balakliya", "from"), ("Izyum", "from")],
    ),
    (
        "Troops left the city of Kherson in southern Ukraine.",
        "withdrawal",
        [("Kherson", "from"), ("southern Ukraine", "mention")],
    ),
    (
        "Ukrainian forces advanced from Balakliya towards Kupiansk.",
        "advance",
        [("Ukrainian", "actor"), ("Balakliya", "from"), ("Kupiansk", "to")],
    ),
    (
        "The leaders met in Samarkand, Uzbekistan, on Friday.",
        "meeting",
        [("Samarkand", "at"), ("Uzbekistan", "mention")],
    ),
    ("The Istanbul talks ended on Friday.", "negotiation", [("Istanbul", "at")]),
    (
        "Missiles hit a depot near Dnipro on Friday.",
        "shelling/artillery/missile attack",
        [("Dnipro", "at")],
    ),
    (
        "Kupiansk, which lies 30 miles north of Izyum, was retaken on Friday.",
        "control regained",
        [("Kupiansk", "at"), ("Izyum", "reference")],
    ),
    ("An offensive against Tripoli began on Friday.", "advance", [("Tripoli", "target")]),
    (
        "Kyiv officials said that shelling killed two people in the city of Kherson.",
        "shelling/artillery/missile attack",
        [("Kherson", "at")],
    ),
]


@pytest.mark.parametrize(("text", "kind", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_roles(text: str, kind: str, expected: list[tuple[str, str]], knowledge: Knowledge) -> None:
    [event] = read(text, knowledge).events
    assert (event.kind, roles(event)) == (kind, expected)


def test_places_that_are_drawn_or_measured_from(knowledge: Knowledge) -> None:
    rows = [line.split(" | ") for line in SENTENCES]
    wrong = []
    for (kind, expected, text), reading in zip(
        rows, read_each([text for _, _, text in rows], knowledge), strict=True
    ):
        shown = [
            ", ".join(f"{name} {role}" for name, role in roles(event) if role in SHOWN)
            for event in reading.events
            if event.kind == kind
        ]
        if shown[:1] != [expected]:
            wrong.append((text, kind, expected, shown))
    assert wrong == []


def test_something_in_a_town_is_not_the_town(knowledge: Knowledge) -> None:
    reading = read("Rebels seized Goma's airport on Friday.", knowledge)
    [capture] = reading.events
    assert [(link.role, link.within) for link in capture.links] == [("at", True)]
    assert reading.claims == ()


def test_near_and_within(knowledge: Knowledge) -> None:
    [strike] = read("Missiles hit a depot near Dnipro on Friday.", knowledge).events
    assert [(link.near, link.within) for link in strike.links] == [(True, True)]
    [capture] = read("Rebels captured a camp in Rakhine State on Friday.", knowledge).events
    assert [(link.near, link.within) for link in capture.links] == [(False, True)]


def test_a_camp_in_a_state_is_no_claim_on_the_state(knowledge: Knowledge) -> None:
    assert read("Rebels captured a camp in Rakhine State on Friday.", knowledge).claims == ()


def test_a_place_that_the_words_point_back_at(knowledge: Knowledge) -> None:
    text = "Shelling hit the town of Avdiivka in Donetsk Oblast for weeks. On Friday Ukrainian troops withdrew from the city."
    withdrawal = next(event for event in read(text, knowledge).events if event.kind == "withdrawal")
    [link] = [link for link in withdrawal.links if link.role == "from"]
    assert link.resolution.toponym.text == "Avdiivka"
    assert link.resolution.method == WEIGHED
