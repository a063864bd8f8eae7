"""The walk: one step an event that is drawn, first where most of the news is, in the article's
words and those of status."""

from __future__ import annotations

from dataclasses import replace

from components.core.records import Analysis
from components.tables.rows import claims_table, events_table
from components.view.grouping import groups
from components.view.walkthrough import WalkStep, steps
from tests import sample


def walk_of(analysis: Analysis) -> tuple[WalkStep, ...]:
    return steps(events_table(analysis), claims_table(analysis))


def test_steps_are_the_drawn_events_in_text_order() -> None:
    analysis = sample.analysis()
    found = steps(events_table(analysis).sample(frac=1, random_state=1), claims_table(analysis))
    assert [(one.event_id, one.status) for one in found] == [
        ("e1", "assessed by the Institute for the Study of War"),
        ("e2", "reported"),
        ("e3", "acknowledged by Russia"),
        ("e4", "reported"),
        ("e5", "reported"),
        ("e6", "reported"),
    ]


def test_a_step_has_the_sentence_the_places_the_time_and_the_view() -> None:
    third = walk_of(sample.analysis())[2]
    assert third.sentence == sample.LINES[3]
    assert (third.what, third.where, third.when) == (
        "Left",
        "Balakliya, Izyum",
        "By 10 September",
    )
    assert 49.21 < third.latitude < 49.46
    assert 36.85 < third.longitude < 37.26


def test_what_is_planned_says_so_and_nothing_makes_no_step() -> None:
    events, claims = events_table(sample.analysis()), claims_table(sample.analysis())
    assert steps(events, claims)[4].what == "Summit, planned"
    assert steps(events[events["latitude"].isna()], claims) == ()


def test_it_begins_where_most_of_the_news_is_with_the_view_of_all_of_it_and_goes_on_to_the_rest() -> (
    None
):
    analysis = sample.analysis()
    events, claims = events_table(analysis), claims_table(analysis)
    told_first = events.assign(
        char_start=events["char_start"].where(events["event_id"] != "e5", -1)
    )
    found = steps(told_first, claims)
    assert [step.event_id for step in found] == ["e1", "e2", "e3", "e5", "e4", "e6"]
    (main, *_) = groups(told_first, claims)
    assert (found[0].latitude, found[0].longitude, found[0].zoom) == (
        main.latitude,
        main.longitude,
        main.zoom,
    )
    assert found[1] == replace(found[1], zoom=7.0)
