"""Places that the words make, from the sentence to what is drawn, told and taken away."""

from __future__ import annotations

import pytest
from shapely.geometry import shape

from components.cards.facts import link_in_words
from components.export.conflict_tables import _tags
from components.map.events import all_marks
from components.map.marks import Mark
from components.map.style import COLOUR_OF_GROUP, INK, Outline, Symbol
from components.panels.why_place import copied_forms
from components.reading.knowledge import Knowledge
from components.tables.rows import checks_table, claims_table, events_table, places_table
from components.wording.phrases import row_dicts
from tests.map.given import ALL_LAYERS
from tests.readings import read

DRAWN = (
    (
        "Shelling killed three people in eastern Ukraine on Tuesday.",
        ("eastern Ukraine", "part:UKR:east", "3", "5", "which part is not said"),
    ),
    (
        "Rebels captured eastern Libya on Tuesday.",
        ("eastern Libya", "part:LBY:east", "3", "5", "which part is not said"),
    ),
    (
        "Russian forces took the village of Verkhnozirka in Donetsk Oblast on Sunday.",
        ("Verkhnozirka", "in:geonames:709716/Verkhnozirka", "3", "4", "placed from the words"),
    ),
    (
        "Militants raided the village of Dorolandia, 40 km south-west of Maiduguri, on Sunday.",
        (
            "Dorolandia",
            "ring:11.59111,12.89778,25/Dorolandia",
            "2",
            "2",
            "placed from the words",
        ),
    ),
)


@pytest.mark.parametrize(("sentence", "told"), DRAWN)
def test_drawn(sentence: str, told: tuple[str, str, str, str, str], knowledge: Knowledge) -> None:
    analysis = read(sentence, knowledge)
    events = events_table(analysis)
    [row] = row_dicts(events[events["latitude"].notna()])
    name, place_id, geo_precision, where_prec, words = told
    assert (row["place_id"], row["geo_precision"], row["where_prec"]) == (
        place_id,
        geo_precision,
        where_prec,
    )
    [link] = [link for event in analysis.events for link in event.links if link.is_pin]
    assert words in link_in_words(link)
    assert words in list(_tags(row, alone=True))
    assert copied_forms(link) == {}
    assert claims_table(analysis).empty
    [mark] = [
        mark
        for mark in all_marks(
            events,
            claims_table(analysis),
            checks_table(analysis),
            areas=knowledge.areas,
            layers=ALL_LAYERS,
            places=places_table(analysis),
        )
        if mark.event_ids and mark.layer != "measures"
    ]
    assert (mark.label, words in mark.notes) == (name, True)
    assert _looks(mark, knowledge)


def _looks(mark: Mark, knowledge: Knowledge) -> bool:
    """A hatched outline in the group's hue with a dashed edge, which is never filled; or a dashed ring."""
    if isinstance(mark.look, Symbol):
        return mark.look.near_km == 25.0 and mark.geometry is None
    place = knowledge.gazetteer.place(mark.place_id)
    whole = shape(knowledge.areas.outline(mark.place_id))
    assert place is not None
    assert mark.geometry is not None
    assert shape(mark.geometry).area == pytest.approx(whole.area, rel=0.01)
    hue = COLOUR_OF_GROUP.get(mark.meaning.split(":")[0].lower(), INK)
    return mark.look == Outline(colour=hue, dashed=True, hatch=(hue,))


def test_a_mention_alone_marks_no_point(knowledge: Knowledge) -> None:
    """The point of what it lies in would pass for its own."""
    analysis = read("The village of Verkhnozirka in Donetsk Oblast is old.", knowledge)
    assert "in:geonames:709716/Verkhnozirka" in set(places_table(analysis)["place_id"])
    marks = all_marks(
        events_table(analysis),
        claims_table(analysis),
        checks_table(analysis),
        areas=knowledge.areas,
        layers=ALL_LAYERS,
        places=places_table(analysis),
    )
    assert not [mark for mark in marks if mark.place_id.startswith("in:")]


def test_a_distance_that_places_a_name_is_not_measured_to_it(knowledge: Knowledge) -> None:
    analysis = read(DRAWN[-1][0], knowledge)
    [check] = analysis.checks
    assert check.measured is None
    assert check.verdict.endswith("known from such words alone")
