"""The walk: one step an event that is drawn, in the order of the text, in the article's words and those of status."""

from __future__ import annotations

from components.tables import events_table
from components.walk import steps
from tests import sample


def test_steps_are_the_drawn_events_in_text_order() -> None:
    found = steps(events_table(sample.analysis()).sample(frac=1, random_state=1))
    assert [(one.event_id, one.status) for one in found] == [
        ("e1", "assessed by the Institute for the Study of War"), ("e2", "reported"), ("e3", "acknowledged by Russia"),
        ("e4", "reported"), ("e5", "reported"), ("e6", "reported")]


def test_a_step_has_the_sentence_the_places_the_time_and_the_view() -> None:
    third = steps(events_table(sample.analysis()))[2]
    assert third.sentence == sample.LINES[3]
    assert (third.what, third.where, third.when) == ("Left", "Balakliya, Izyum", "On or before 10 September")
    assert 49.21 < third.latitude < 49.46
    assert 36.85 < third.longitude < 37.26


def test_what_is_planned_says_so_and_nothing_makes_no_step() -> None:
    events = events_table(sample.analysis())
    assert steps(events)[4].what == "Summit, planned"
    assert steps(events[events["latitude"].isna()]) == ()
