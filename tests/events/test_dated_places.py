"""Places of one sentence that each have days of their own."""

from __future__ import annotations

from datetime import date

import pytest

from components.core.records import DRAWN_ROLES, Event
from components.reading.knowledge import Knowledge
from tests.readings import read
from tests.sentences import table


def days(events: tuple[Event, ...]) -> dict[str, set[date | None]]:
    found: dict[str, set[date | None]] = {}
    for event in events:
        for link in event.links:
            if link.role in DRAWN_ROLES:
                name = link.resolution.toponym.text
                found.setdefault(name, set()).update((event.time.first_day, event.time.last_day))
    return found


@pytest.mark.parametrize(("text", "expected"), table("dated_places"))
def test_each_place_has_the_day_beside_it(text: str, expected: str, knowledge: Knowledge) -> None:
    pairs = (one.rsplit(" ", 1) for one in expected.split(" ; "))
    events = read(text, knowledge).events
    assert days(events) == {name: {date.fromisoformat(day)} for name, day in pairs}
    assert len({event.id for event in events}) == len(events)


def test_the_figure_of_the_first_place_is_not_that_of_the_second(knowledge: Knowledge) -> None:
    text = "Shells killed two people in Kharkiv on Friday and five people in Sumy on Saturday."
    events = read(text, knowledge).events
    found = {
        link.resolution.toponym.text: [quantity.text for quantity in event.quantities]
        for event in events
        for link in event.links
    }
    assert found == {"Kharkiv": ["two"], "Sumy": []}
