"""Articles about everyday life take no pin, though people are arrested, visited and hurt in
them."""

from __future__ import annotations

import pytest

from components.core.records import UNMAPPED
from components.reading.knowledge import Knowledge
from tests.readings import drawn, kinds, read

CRIME = (
    "A man was arrested in the town of Athens on Monday after a burglary, the sheriff said. A deputy found the stolen goods in "
    "his pickup. He is charged with theft. The arrest came a day after a homeowner in Paris was shot."
)
SCHOOL = (
    "The school board met in the city of Richmond on Monday. The superintendent said the budget was short. Trustees visited the "
    "city of Marion last week. A second meeting will be held in Marion."
)
SPORT = (
    "The team arrived in the city of Toledo for the tournament on Friday. The coach said the season had been long. "
    "The goalie was injured in Erie. They return to London in March."
)
CONFLICT = (
    "Gunmen shot two men in the city of Goma on Friday. A hospital in the city took in the wounded, and a school was closed. "
    "Rebels have held the hills for weeks. Soldiers arrested three men in Goma."
)
STATES = (
    "Russian envoys met Turkish officials in the city of Ankara on Monday. They went to a museum. The meeting ended on Friday. "
    "They return in March."
)


@pytest.mark.parametrize("text", [CRIME, SCHOOL, SPORT])
def test_everyday_life_takes_no_pin_and_is_listed(text: str, knowledge: Knowledge) -> None:
    reading = read(text, knowledge)
    assert [name for event in reading.events for name in drawn(event)] == []
    assert set(kinds(reading)) == {UNMAPPED}
    assert {one.what for one in reading.rejected} == {"event", "place"}


FLOOD = (
    "Floods have hit the town of Fargo after days of rain. A school and a hospital were closed, and drivers left their cars. "
    "Some 900 people were evacuated from the town of Moorhead. A man was arrested in the town of Casper for theft."
)


def test_who_was_taken_out_of_a_disaster_keeps_a_pin_and_an_arrest_beside_it_does_not(
    knowledge: Knowledge,
) -> None:
    assert [name for event in read(FLOOD, knowledge).events for name in drawn(event)] == [
        "Moorhead"
    ]


def test_pupils_who_are_dispersed_are_no_protest(knowledge: Knowledge) -> None:
    text = SCHOOL + " Students will be dispersed into other schools in the city of Norfolk."
    assert [name for event in read(text, knowledge).events for name in drawn(event)] == []


def test_police_against_protesters_keep_their_pin(knowledge: Knowledge) -> None:
    text = CRIME + " Police dispersed a crowd of students in the city of Nairobi."
    assert [name for event in read(text, knowledge).events for name in drawn(event)] == ["Nairobi"]


def test_an_attack_that_hits_many_keeps_its_pin(knowledge: Knowledge) -> None:
    text = CRIME + " A man with a knife killed two people and injured nine in the city of Goma."
    assert [name for event in read(text, knowledge).events for name in drawn(event)] == ["Goma"]


@pytest.mark.parametrize("text", [CONFLICT, STATES])
def test_public_affairs_keep_their_pins(text: str, knowledge: Knowledge) -> None:
    assert any(drawn(event) for event in read(text, knowledge).events)


def test_a_text_too_short_to_say_what_it_is_about_keeps_its_pins(knowledge: Knowledge) -> None:
    text = "A man was arrested in the town of Athens on Monday after a burglary, the sheriff said."
    assert [drawn(event) for event in read(text, knowledge).events] == [["Athens"]]


WARD = (
    "Doctors moved their patients from the old hospital in the town of Salem on Monday. A school lent its hall. "
    "Children visited the ward in the town of Dover. The old building has been sold."
)
QUIET = " Schools were open. Residents swept the streets. The weather was cold."


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A missile hit a hospital in the city of Kharkiv on Monday. Doctors said that twelve patients were hurt. A school nearby "
            "was damaged. Firefighters put out the blaze in an apartment block.",
            ["Kharkiv"],
        ),
        ("Artillery shelled the outskirts of the city of Sumy on Tuesday." + QUIET, ["Sumy"]),
        ("An air strike destroyed a hotel and a museum in the city of Idlib." + QUIET, ["Idlib"]),
        ("Armed men attacked a village school in Mogadishu on Friday." + QUIET, ["Mogadishu"]),
        ("The two states signed an agreement in the city of Abuja." + QUIET, ["Abuja"]),
        (WARD, []),
    ],
)
def test_schools_and_hospitals_alone_do_not_make_an_article_one_of_everyday_life(
    text: str, places: list[str], knowledge: Knowledge
) -> None:
    assert [name for event in read(text, knowledge).events for name in drawn(event)] == places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Armed men attacked a school in Kabul on Friday.", ["attack"]),
        ("Masked men attacked a clinic in Kabul on Friday.", ["attack"]),
        ("Machete-wielding men attacked a clinic in Kabul on Friday.", ["attack"]),
        ("Old men attacked a clinic in Kabul on Friday.", []),
    ],
)
def test_people_who_bear_arms_count_as_a_force(
    text: str, found: list[str], knowledge: Knowledge
) -> None:
    assert kinds(read(text, knowledge)) == found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The foreign minister will fly to the city of Juba on Friday.", ["Juba"]),
        ("Amber Jones will fly to the city of Juba on Friday.", []),
        ("Amber Jones flew to the city of Juba on Friday to meet party officials.", ["Juba"]),
        ("Amber Jones flew to the city of Juba on Friday to meet her sister.", []),
    ],
)
def test_a_private_journey_takes_no_pin(text: str, places: list[str], knowledge: Knowledge) -> None:
    assert [name for event in read(text, knowledge).events for name in drawn(event)] == places
