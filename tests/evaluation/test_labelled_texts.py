"""Texts with some of their news marked: arguments, quotations, operations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from components.core.errors import InputError
from components.core.records import Analysis, Span
from components.evaluation.gold_files import article_of
from components.evaluation.labelled_texts import is_labelled, measure_labelled
from components.evaluation.scores import Measures, Score
from components.evaluation.words import SameName, same_name
from components.lexicon.people import actor_lexicon
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from tests import sample

ANALYSIS = sample.analysis()


@pytest.fixture(scope="module")
def places() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def same() -> SameName:
    return same_name(actor_lexicon())


def at(words: str, line: int) -> dict[str, int]:
    found = sample.span(words, line)
    return {"start": found.start, "end": found.end}


def measured(
    record: Mapping[str, Any],
    places: SqliteGazetteer,
    same: SameName,
    analysis: Analysis = ANALYSIS,
) -> Measures:
    return measure_labelled(record, analysis, where="a line", gazetteer=places, same_name=same)


def told(trigger: tuple[str, int], place: tuple[str, int], role: str = "Place") -> dict[str, Any]:
    return at(*trigger) | {"type": "Attack", "arguments": [at(*place) | {"role": role}]}


ARGUMENTS = [
    # the event, whether it counts, is found, has its place
    (told(("hit", 4), ("Dnipro", 4)), True, True, True),
    (told(("hit", 4), ("Dnipro", 4), "place"), True, True, True),
    (told(("hit a depot", 4), ("Dnipro", 4)), True, True, True),
    (told(("hit", 4), ("Samarkand", 5)), True, True, False),
    (told(("hit", 4), ("Izyum", 3)), True, True, False),
    (told(("retook", 2), ("Izyum", 2)), True, True, False),
    (told(("missile", 4), ("Dnipro", 4)), True, False, False),
    (told(("hit", 4), ("depot", 4)), False, False, False),
    (told(("hit", 4), ("Dnipro", 4), "Target"), False, False, False),
]


@pytest.mark.parametrize(("event", "counts", "is_found", "is_there"), ARGUMENTS)
def test_places_of_events(
    event: dict[str, Any],
    counts: bool,
    is_found: bool,
    is_there: bool,
    places: SqliteGazetteer,
    same: SameName,
) -> None:
    found = measured({"id": "1", "text": sample.TEXT, "events": [event]}, places, same)
    assert found.scores["event found"] == Score(
        right=int(is_found), missed=int(counts and not is_found)
    )
    assert found.scores["its place, of all"] == Score(
        right=int(is_there), missed=int(counts and not is_there)
    )
    assert found.scores["its place, of found"] == Score(
        right=int(is_there), missed=int(is_found and not is_there)
    )
    wrong = [] if not counts or is_there else ["place" if is_found else "missed"]
    assert [fault.what for fault in found.faults] == wrong


QUOTATIONS = [
    # line of the content, source, a speaker is read or not, is right or not
    (4, ("officials", 4), (1, 0), (1, 0)),
    (4, ("Xi", 5), (1, 0), (0, 1)),
    (5, ("Xi", 5), (0, 1), (0, 0)),
]


@pytest.mark.parametrize(("line", "source", "says", "speaker"), QUOTATIONS)
def test_speakers_of_events(
    line: int,
    source: tuple[str, int],
    says: tuple[int, int],
    speaker: tuple[int, int],
    places: SqliteGazetteer,
    same: SameName,
) -> None:
    one = {"source": [at(*source)], "cue": [], "content": [at(sample.LINES[line], line)]}
    found = measured({"text": sample.TEXT, "attributions": [one]}, places, same).scores
    assert (found["somebody says so"].right, found["somebody says so"].missed) == says
    assert (found["the right speaker"].right, found["the right speaker"].missed) == speaker
    read_outside = 3 - says[0]
    assert found["somebody says so"].wrong == read_outside
    assert found["nobody says so"] == Score(right=6 - read_outside, missed=read_outside)


def test_pronouns_are_no_speakers_to_compare(places: SqliteGazetteer, same: SameName) -> None:
    one = {"source": [at("They", 2)], "content": [at(sample.LINES[4], 4)]}
    found = measured({"text": sample.TEXT, "attributions": [one]}, places, same).scores
    assert found["the right speaker"] == Score()


OPERATIONS = [
    # province, day, whether it is pinned and whether on that day
    ("Dnipropetrovsk", "2022-09-09", True, True),
    ("dnipropetrovsk", "2022-09-08", True, False),
    ("Dnipropetrivsk", "2022-09-09", True, True),
    ("Lviv", "2022-09-09", False, False),
]


@pytest.mark.parametrize(("province", "day", "is_pinned", "is_dated"), OPERATIONS)
def test_provinces_of_operations(
    province: str,
    day: str,
    is_pinned: bool,
    is_dated: bool,
    places: SqliteGazetteer,
    same: SameName,
) -> None:
    record = {"text": sample.TEXT, "province": [province, ""], "start_date": day}
    found = measured(record, places, same).scores
    assert found["province pinned"] == Score(right=int(is_pinned), missed=int(not is_pinned))
    assert found["with its day"] == Score(right=int(is_dated), missed=int(not is_dated))


def test_a_range_of_days_is_not_the_day(places: SqliteGazetteer, same: SameName) -> None:
    record = {"text": sample.TEXT, "province": ["Samarqand"], "start_date": "2022-09-15"}
    assert measured(record, places, same).scores["with its day"] == Score(missed=1)


def test_a_reading_without_events_finds_nothing(places: SqliteGazetteer, same: SameName) -> None:
    bare = replace(ANALYSIS, events=())
    event = told(("hit", 4), ("Dnipro", 4))
    assert measured({"text": sample.TEXT, "events": [event]}, places, same, bare).scores[
        "event found"
    ] == Score(missed=1)
    record = {"text": sample.TEXT, "province": ["Lviv"], "start_date": None}
    found = measured(record, places, same, bare).scores
    assert (found["province pinned"], found["with its day"]) == (Score(missed=1), Score())


@pytest.mark.parametrize(
    "record",
    [
        {"events": [{"start": 0, "arguments": [{"role": "Place", "start": 0, "end": 4}]}]},
        {"attributions": [{"content": [{"start": "x", "end": 3}]}]},
        {"province": 3, "start_date": None},
        {"province": ["x"], "start_date": 20220909},
    ],
)
def test_damaged_records_are_refused(
    record: dict[str, Any], places: SqliteGazetteer, same: SameName
) -> None:
    with pytest.raises(InputError, match="a line: This is no labelled text"):
        measured({"text": sample.TEXT, **record}, places, same)


def test_a_record_without_text_is_refused() -> None:
    with pytest.raises(InputError, match="There is no text"):
        article_of({"province": []}, "a line")


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        ({"province": []}, True),
        ({"attributions": []}, True),
        ({"events": [{"arguments": []}]}, True),
        ({"events": []}, False),
        ({"kind": "attack"}, False),
    ],
)
def test_the_form_is_told_by_its_keys(record: dict[str, Any], verdict: bool) -> None:
    assert is_labelled(record) is verdict


def test_the_sentence_stands_with_the_fault(places: SqliteGazetteer, same: SameName) -> None:
    (fault,) = measured(
        {"text": sample.TEXT, "events": [told(("hit", 4), ("Izyum", 3))]}, places, same
    ).faults
    assert (fault.gold, fault.output, fault.words) == ("“hit” at Izyum", "Dnipro", sample.LINES[4])
    assert isinstance(fault.span, Span)
