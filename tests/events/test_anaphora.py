"""Places that the words only point at, and those that hang on a noun or on the verb around it."""

from __future__ import annotations

import pytest

from components.core.records import DRAWN_ROLES
from components.reading.knowledge import Knowledge
from tests.readings import read, roles

ROWS = [
    (
        "Missiles hit the port of Mariupol. It was the start of the army's blockade of the city.",
        "blockade",
        "Mariupol at",
    ),
    (
        "Russian troops seized Snake Island in February. They left the island in June.",
        "left",
        "Snake Island from",
    ),
    ("Rebels entered Goma. Fighting continued there on Friday.", "Fighting", "Goma at"),
    (
        "Envoys met in Vilnius on Monday. A summit was held in the Lithuanian capital on Tuesday.",
        "summit",
        "Vilnius at",
    ),
    (
        "Warsaw and Vilnius were quiet. A summit was held in the Polish capital on Tuesday.",
        "summit",
        "Warsaw at",
    ),
    (
        "Troops stormed Avdiivka, a town 10 miles north of Donetsk. Then they captured the town.",
        "captured",
        "Avdiivka at",
    ),
    ("Shells hit Lyman, not far from Izyum. On Friday troops left the town.", "left", "Lyman from"),
    (
        "Israeli jets struck Rafah. Thousands fled from the city towards Khan Younis.",
        "fled",
        "Rafah from, Khan Younis to",
    ),
    ("Rebels hold Goma. On Friday the army bombed the city.", "bombed", "Goma at"),
    ("Rebels hold Goma and Bukavu. On Friday people fled the cities.", "fled", ""),
    (
        "Reporters wrote of Bakhmut. The town of Lyman was quiet. On Friday the army captured a village.",
        "captured",
        "",
    ),
    ("Rebels shelled Kidal. Fighters entered the town on Friday.", "entered", "Kidal at"),
    ("Sudzha lies in Kursk Oblast. Shelling of the region went on.", "Shelling", "Kursk Oblast at"),
    (
        "Ukraine still held Bakhmut. In May Russian fighters took control of the city.",
        "took",
        "Bakhmut at",
    ),
    ("Troops left Lysychansk after weeks of heavy shelling.", "shelling", "Lysychansk at"),
    ("Rebels seized Wad Madani following fierce fighting.", "fighting", "Wad Madani at"),
    (
        "Soldiers had held Snake Island. They fled the island after a barrage of missile strikes.",
        "barrage",
        "Snake Island at",
    ),
    ("The ministers met in Paris after days of heavy shelling.", "shelling", ""),
    (
        "A bomb hit the cathedral in Cairo. Hundreds gathered outside the cathedral to protest on Monday.",
        "gathered",
        "Cairo at",
    ),
    (
        "A mortar hit a hospital in Mosul on Friday. On Saturday gunmen attacked the hospital.",
        "attacked",
        "Mosul at",
    ),
    (
        "A mortar hit a hospital in Mosul on Friday. On Saturday gunmen attacked a hospital.",
        "attacked",
        "",
    ),
    (
        "A mortar hit a hospital in Mosul on Friday. On Saturday gunmen attacked the school.",
        "attacked",
        "",
    ),
    (
        "A mortar hit a hospital in Mosul on Friday. On Saturday gunmen attacked the military hospital.",
        "attacked",
        "",
    ),
    (
        "Officials spoke of Mariupol, where shelling had killed hundreds of people.",
        "killed",
        "Mariupol at",
    ),
    (
        "They asked for news of Sudzha, a town that Ukrainian troops seized in August.",
        "seized",
        "Sudzha at",
    ),
    (
        "They wrote of Avdiivka, a town 10 miles north of Donetsk that Russian forces stormed.",
        "stormed",
        "Avdiivka at",
    ),
    ("They spoke of the city of Goma, which fell to the rebels in January.", "fell", "Goma at"),
    (
        "They came from Kherson, from which Russian troops withdrew in November.",
        "withdrew",
        "Kherson from",
    ),
    ("Kherson was the one city that Russian troops captured in March.", "captured", "Kherson at"),
    ("They spoke of Moscow, which ordered the attack on Friday.", "attack", ""),
    ("They wrote of Goma airport, which the rebels seized on Friday.", "seized", "Goma at"),
]


@pytest.mark.parametrize(("text", "word", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_where(text: str, word: str, expected: str, knowledge: Knowledge) -> None:
    found = [
        event
        for event in read(text, knowledge).events
        if text[event.trigger.start : event.trigger.end].endswith(word)
    ]
    drawn = [
        f"{name} {role}"
        for event in found[:1]
        for name, role in roles(event)
        if role in DRAWN_ROLES
    ]
    assert found
    assert ", ".join(drawn) == expected


def test_the_only_island_of_the_text_may_be_far_up(knowledge: Knowledge) -> None:
    text = (
        "Snake Island was quiet."
        + " Nothing was heard." * 12
        + " On Friday troops left the island."
    )
    [withdrawal] = [event for event in read(text, knowledge).events if event.kind == "withdrawal"]
    [link] = [link for link in withdrawal.links if link.role == "from"]
    assert link.resolution.toponym.text == "Snake Island"
    assert "refers back" in link.resolution.reason


def test_pointing_back_is_less_sure_than_the_name(knowledge: Knowledge) -> None:
    named, pointed = read(
        "Rebels entered Goma in May. On Friday the army bombed the city.", knowledge
    ).events
    assert pointed.links[-1].resolution.confidence < named.links[-1].resolution.confidence
