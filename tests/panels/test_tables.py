"""The tables under the map, in words."""

import pandas as pd

from components.panels.tables import at_places, events_in_words, places_in_words, rejected_in_words
from components.tables.rows import events_table, places_table, rejected_table
from tests.sample import COARSER, analysis, with_a_coarser_place


def test_events_have_a_row_a_place() -> None:
    shown = events_in_words(events_table(analysis()))
    assert list(shown["Place"]) == [
        "Kharkiv Oblast",
        "Kupiansk",
        "",
        "Balakliya",
        "Izyum",
        "Dnipro",
        "Samarkand",
        "Beijing",
        "",
    ]
    assert shown.loc[3, "Status"] == "acknowledged by Russia"
    assert shown.loc[3, "Says so"] == "Russian Defence Ministry"
    assert shown.loc[5, "How sure"] == "likely"
    assert shown.loc[7, "Happened"] == "October"


def test_a_name_that_tells_who_acts_makes_no_row() -> None:
    events = events_table(analysis())
    actor = events[events["event_id"] == "e3"].head(1).assign(place_role="actor")
    rows = pd.concat([actor, events])
    assert list(events_in_words(at_places(rows))["Place"]) == list(
        events_in_words(at_places(events))["Place"]
    )
    assert list(events_in_words(at_places(pd.concat([actor, actor])))["Place"]) == [""]


def test_the_point_that_a_distance_is_counted_from_makes_no_row() -> None:
    events = events_table(analysis())
    assert list(events.loc[events["event_id"] == "e2", "place_role"]) == ["at", "reference"]
    shown = events_in_words(at_places(events))
    assert list(shown.loc[shown["What"].str.contains("retook"), "Place"]) == [
        "Kharkiv Oblast",
        "Kupiansk",
    ]


def test_a_coarser_place_says_so() -> None:
    shown = events_in_words(events_table(with_a_coarser_place()))
    assert shown.loc[1, "Place"] == f"Kharkiv (not shown more exactly: {COARSER})"


def test_no_number_stands_for_how_sure_a_reading_is() -> None:
    places = places_in_words(places_table(analysis()))
    assert set(places["How sure"]) == {"sure"}
    assert places.loc[0, "Second choice"] == "Kharkiv, Nigeria (settlement)"


def test_left_off() -> None:
    assert list(rejected_in_words(rejected_table(analysis()))["What"]) == ["event", "passage"]


def test_empty_tables_have_their_columns() -> None:
    assert events_in_words(events_table(analysis()).head(0)).columns.tolist()[0] == "What"
