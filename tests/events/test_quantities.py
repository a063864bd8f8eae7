"""Figures with what they count and the words that qualify them."""

from __future__ import annotations

import pytest

from components.reading.knowledge import Knowledge
from tests.readings import read

ROWS = [
    ("The strike killed at least 13 people in Kherson.", [("killed", 13.0, "at least", "people")]),
    (
        "A bombing killed 13 soldiers in Kayseri and wounded 56 people.",
        [("killed", 13.0, "", "people"), ("wounded", 56.0, "", "people")],
    ),
    ("Gunmen kidnapped about twenty students in Kaduna.", [("abducted", 20.0, "about", "people")]),
    (
        "Some 120,000 residents were evacuated from the town of Korenevo.",
        [("displaced", 120_000.0, "about", "people")],
    ),
    ("The troops advanced 35 kilometres into the Kursk region.", [("distance", 35.0, "", "km")]),
    ("Rebels captured two villages near Goma.", [("places", 2.0, "", "village")]),
    (
        "Between 20 and 30 people were killed in the shelling of Goma.",
        [("killed", 20.0, "at least", "people"), ("killed", 30.0, "at most", "people")],
    ),
    (
        "Rebels killed 10-15 soldiers near Goma.",
        [("killed", 10.0, "at least", "people"), ("killed", 15.0, "at most", "people")],
    ),
    (
        "20 to 30 soldiers died in the ambush.",
        [("killed", 20.0, "at least", "people"), ("killed", 30.0, "at most", "people")],
    ),
    ("The blast killed 44 people, including six children.", [("killed", 44.0, "", "people")]),
    (
        "Up to 300 fighters were killed in the battle, the army said.",
        [("killed", 300.0, "at most", "people")],
    ),
    (
        "More than 1.2 million people have been displaced.",
        [("displaced", 1_200_000.0, "at least", "people")],
    ),
    ("Some 250,000 residents fled El Fasher.", [("displaced", 250_000.0, "about", "people")]),
    ("Hundreds of thousands of people fled Rafah.", [("displaced", None, "", "people")]),
    ("About half of the city's 300,000 residents have fled.", []),
    ("Dozens of soldiers were captured near Sudzha.", [("captured", None, "", "people")]),
    (
        "Nearly two dozen people were killed in an air strike on Gaza.",
        [("killed", 24.0, "about", "people")],
    ),
    ("No fewer than 40 villagers were killed by gunmen.", [("killed", 40.0, "at least", "people")]),
    ("Thirty-nine people died in the attack in Istanbul.", [("killed", 39.0, "", "people")]),
    ("The death toll from the strike on Dnipro rose to 46.", [("killed", 46.0, "", "people")]),
    (
        "The attack left 10 people dead and 20 wounded.",
        [("killed", 10.0, "", "people"), ("wounded", 20.0, "", "people")],
    ),
    (
        "The strike hit a school, killing 15 and wounding dozens.",
        [("killed", 15.0, "", "people"), ("wounded", None, "", "people")],
    ),
    (
        "Shelling killed a woman and her two children in Kherson.",
        [("killed", 1.0, "", "people"), ("killed", 2.0, "", "people")],
    ),
    ("A policeman was wounded in the attack.", [("wounded", 1.0, "", "people")]),
    (
        "The army said it had destroyed 12 tanks and 30 armoured vehicles.",
        [("destroyed", 12.0, "", "tank"), ("destroyed", 30.0, "", "vehicle")],
    ),
    (
        "Russia launched 36 missiles and 100 drones at Ukraine overnight.",
        [("fired", 36.0, "", "missile"), ("fired", 100.0, "", "drone")],
    ),
    ("Air defences shot down 11 of 15 drones over Kyiv.", [("intercepted", 11.0, "", "drone")]),
    (
        "Ukraine said it had recaptured 41 settlements in the south.",
        [("places", 41.0, "", "settlement")],
    ),
    ("Troops seized 1,150 square kilometres of territory.", [("area", 1150.0, "", "km2")]),
    ("The two sides exchanged 195 prisoners each.", [("released", 195.0, "", "people")]),
    ("The siege of the town of Goma went on for 30 days.", []),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_figures(
    text: str, expected: list[tuple[str, float | None, str, str]], knowledge: Knowledge
) -> None:
    found = [figure for event in read(text, knowledge).events for figure in event.quantities]
    assert [
        (figure.kind, figure.value, figure.qualifier, figure.unit) for figure in found
    ] == expected


def test_words_of_doubt_stay_on_what_the_article_tells_itself(knowledge: Knowledge) -> None:
    own, said = (
        read(text, knowledge).events[0]
        for text in (
            "The army apparently left the town of Goma on Monday.",
            "Rebels said that the army apparently left the town of Goma on Monday.",
        )
    )
    assert (own.hedges, own.attributions) == (("apparently",), ())
    assert (said.hedges, said.attributions[0].hedges) == ((), ("apparently",))
