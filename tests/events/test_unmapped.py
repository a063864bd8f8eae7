"""What fits no kind is listed with its words and its place, and takes no pin."""

from __future__ import annotations

import pytest

from components.core.records import UNMAPPED
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.tables import rows
from components.wording.phrases import row_dicts
from tests.readings import article_of, roles

LISTED = [
    (
        "The mayor opened a bakery in the city of Lviv on Friday.",
        "opened",
        "done",
        [("Lviv", "at")],
    ),
    (
        "Engineers will repaint the station in the city of Basra.",
        "repaint",
        "planned",
        [("Basra", "at")],
    ),
    (
        "The mayor said that a bridge had reopened in the city of Basra.",
        "reopened",
        "done",
        [("Basra", "at")],
    ),
    (
        "The army might close the airport of Lviv.",
        "close",
        "hypothetical",
        [("Lviv", "at")],
    ),
    ("The mayor opened a new hospital.", "opened", "done", []),
    ("The president opened a new hospital in France.", "opened", "done", [("France", "in")]),
    ("Pilots have dropped leaflets on the city of Rafah.", "dropped", "done", [("Rafah", "at")]),
    ("The mayor did not open a bakery in the city of Lviv.", "open", "negated", [("Lviv", "at")]),
]
NOT_LISTED = [
    "The city of Lviv lies on a river.",
    "She lived in the city of Lviv for years.",
    "The author wrote about the city of Lviv.",
]


@pytest.mark.parametrize(
    ("text", "word", "modality", "places"), LISTED, ids=[row[0] for row in LISTED]
)
def test_listed(
    text: str, word: str, modality: str, places: list[tuple[str, str]], *, knowledge: Knowledge
) -> None:
    (event,) = analyse(article_of(text), knowledge).events
    assert (event.kind, event.trigger.quote(text), event.modality, roles(event)) == (
        UNMAPPED,
        word,
        modality,
        places,
    )
    assert not event.is_drawn


@pytest.mark.parametrize("text", NOT_LISTED)
def test_not_listed(text: str, knowledge: Knowledge) -> None:
    assert analyse(article_of(text), knowledge).events == ()


@pytest.mark.parametrize(
    "text",
    [
        "Rebels captured the town of Goma and closed a school in the town of Bukavu.",
        "Rebels captured the town of Goma. They opened a school in Goma.",
    ],
)
def test_what_has_a_kind_keeps_it(text: str, knowledge: Knowledge) -> None:
    told, *others = analyse(article_of(text), knowledge).events
    assert told.kind == "control taken"
    assert {event.kind for event in others} == {UNMAPPED}


def test_it_is_said_why_it_is_not_on_the_map(knowledge: Knowledge) -> None:
    text = "The mayor opened a bakery in the city of Lviv on Friday."
    reading = analyse(article_of(text), knowledge)
    no_kind = "the text says that something happened there that fits no kind of event"
    assert [(one.what, one.text, one.reason) for one in reading.rejected] == [
        ("event", "opened", f"Unmapped: {no_kind}"),
        ("place", "Lviv", no_kind),
    ]
    (row,) = row_dicts(rows.events_table(reading))
    assert (row["kind"], row["display_group"], row["place_name"], row["latitude"]) == (
        UNMAPPED,
        UNMAPPED,
        "Lviv",
        None,
    )
