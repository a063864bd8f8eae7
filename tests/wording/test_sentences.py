"""Sentences hold what the records hold, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from components.core.records import Analysis, EventTime
from components.places.gazetteer import open_gazetteer
from components.tables import rows as tables
from components.view.locale import reader_for
from components.view.selection import View
from components.wording.locale import reading_as
from components.wording.phrases import (
    forces_of,
    listed,
    lowered,
    parts,
    row_dicts,
    speaker_in_sentence,
    spelled,
    time_in_words,
    value,
)
from components.wording.sentences import (
    TOLD_BY_GROUP,
    event_in_words,
    summary_line,
    what_in_words,
    words_at_trigger,
)
from tests import sample

ANALYSIS = sample.analysis()
EVENTS, CLAIMS = tables.events_table(ANALYSIS), tables.claims_table(ANALYSIS)


def test_the_line_over_the_map() -> None:
    assert summary_line(EVENTS, CLAIMS) == (
        "Retaken by Ukraine: Kupiansk (reported), nearly all of Kharkiv Oblast (assessed by the Institute for the Study of War). "
        "Left by Russia: Balakliya, Izyum (acknowledged). Planned: Samarkand, 15–16 September; Beijing, October. "
        "Fighting and strikes: Dnipro (9 September)."
    )


def test_a_line_about_much_has_the_headings_of_the_rest() -> None:
    struck = EVENTS[EVENTS["event_id"] == "e4"]
    more = [struck.assign(event_id=f"more {group}", display_group=group) for group in TOLD_BY_GROUP]
    line = summary_line(pd.concat([EVENTS, *more]), CLAIMS)
    assert line.endswith(
        "Diplomacy: Dnipro (9 September). Also in the text: aid and displacement, protest, other, control."
    )


def test_a_line_about_nothing_is_empty() -> None:
    assert summary_line(EVENTS.iloc[:0], CLAIMS) == ""


@pytest.mark.parametrize(
    ("event_id", "words"),
    [
        (
            "e1",
            "Ukrainian forces retook nearly all of it. Between 1 and 11 September; said on 11 September by the Institute for the "
            "Study of War (assessed)",
        ),
        (
            "e2",
            "Ukrainian forces retook it. Between 6 and 12 September (reported: the text names no source)",
        ),
        (
            "e3",
            "Russian forces left. Holder not stated. By 10 September; said on 10 September by the Russian Defence "
            "Ministry (acknowledged)",
        ),
        ("e4", "Shelling or missile attack near Dnipro. 9 September; said by officials (reported)"),
        (
            "e5",
            "Summit in Samarkand, planned. 15–16 September (reported: the text names no source)",
        ),
        ("e6", "Party congress in Beijing, planned. October (reported: the text names no source)"),
        ("e7", "Meeting. 12 September (reported: the text names no source)"),
    ],
)
def test_the_card(event_id: str, words: str) -> None:
    assert event_in_words(EVENTS[EVENTS["event_id"] == event_id], CLAIMS) == words


def test_a_speaker_of_an_earlier_clause_is_only_perhaps_the_source() -> None:
    inherited = changed(1, attributions=(replace(sample.ISW, scope="inherited"),))
    rows = tables.events_table(inherited)
    assert event_in_words(rows[rows["event_id"] == "e2"], CLAIMS).endswith(
        "(reported); perhaps still said by the Institute for the Study of War"
    )


def changed(number: int, **fields: object) -> Analysis:
    events = list(ANALYSIS.events)
    events[number] = replace(events[number], **fields)  # type: ignore[arg-type]
    return replace(ANALYSIS, events=tuple(events))


@pytest.mark.parametrize(
    ("modality", "words"),
    [
        ("threatened", "threatened"),
        ("feared", "feared"),
        ("denied", "denied"),
        ("negated", "did not happen"),
        ("hypothetical", "might happen"),
        ("ordered", "ordered"),
    ],
)
def test_what_did_not_happen_is_not_told_as_done(modality: str, words: str) -> None:
    rows = tables.events_table(changed(2, modality=modality))
    row = row_dicts(rows[rows["event_id"] == "e3"])[0]
    assert what_in_words(row) == f"Left, {words}"


def test_what_is_ordered_is_told_as_ordered() -> None:
    rows = tables.events_table(changed(2, modality="ordered"))
    assert "Ordered: withdrawal, Balakliya, by 10 September; withdrawal, Izyum" in summary_line(
        rows, CLAIMS
    )
    assert "Left by" not in summary_line(rows, CLAIMS)


def test_of_several_events_at_a_place_the_narrowest_time_is_told() -> None:
    open_end = EventTime(first_day=date(2022, 9, 12), last_day=None, kind="open")
    both = changed(5, links=ANALYSIS.events[4].links, time=open_end)
    rows = tables.events_table(both)
    assert "Planned: Samarkand, 15–16 September." in summary_line(rows.iloc[::-1], CLAIMS)


@pytest.mark.parametrize(
    ("first", "last", "kind", "text", "words"),
    [
        (date(2022, 9, 9), date(2022, 9, 9), "day", "on Friday", "9 September"),
        (date(2021, 9, 9), date(2021, 9, 9), "day", "", "9 September 2021"),
        (date(2022, 9, 15), date(2022, 9, 16), "range", "September 15-16", "15–16 September"),
        (
            date(2022, 9, 6),
            date(2022, 9, 12),
            "range",
            "in recent days",
            "Between 6 and 12 September",
        ),
        (
            date(2022, 8, 30),
            date(2022, 9, 2),
            "range",
            "30 August to 2 September",
            "30 August – 2 September",
        ),
        (
            date(2022, 8, 30),
            date(2022, 9, 5),
            "week",
            "last week",
            "Between 30 August and 5 September",
        ),
        (
            date(2021, 12, 30),
            date(2022, 1, 5),
            "week",
            "",
            "Between 30 December 2021 and 5 January",
        ),
        (date(2022, 10, 1), date(2022, 10, 31), "month", "in October", "October"),
        (date(2024, 2, 1), date(2024, 2, 29), "month", "", "February 2024"),
        (None, date(2022, 9, 10), "open", "", "By 10 September"),
        (date(2022, 9, 10), None, "open", "", "10 September or later"),
        (None, None, "unknown", "", ""),
    ],
)
def test_days_in_words(
    first: date | None,
    last: date | None,
    kind: Any,  # noqa: ANN401
    text: str,
    words: str,
) -> None:
    time = EventTime(first_day=first, last_day=last, kind=kind, text=text)
    assert time_in_words(row_dicts(tables.events_table(changed(3, time=time)))[5]) == words


def test_places_are_spelled_as_the_article_has_them() -> None:
    spelled_as = [spelled(row) for row in row_dicts(EVENTS) if value(row, "place_name")]
    assert spelled_as == [
        "Kharkiv Oblast",
        "Kupiansk",
        "Izyum",
        "Balakliya",
        "Izyum",
        "Dnipro",
        "Samarkand",
        "Beijing",
    ]


def test_a_place_named_in_another_sentence_alone_is_spelled_as_there() -> None:
    row = {**row_dicts(EVENTS)[1], "place_start": 0, "place_end": 6}
    assert spelled(row) == "Kupyansk"
    analysis = sample.analysis()
    reader = reader_for(analysis, View(), gazetteer=open_gazetteer())
    with reading_as(reader):
        assert spelled(row) == "Kupiansk"
        assert spelled(row | {"coarsened": "a shelter"}) == "Kupyansk"


def test_what_is_quoted_in_a_quotation_has_single_marks() -> None:
    sentence = 'He said: "Left," and “went on” to the town\'s "port".'
    row = {"sentence": sentence, "trigger_start": 10, "char_start": 0}
    assert words_at_trigger(row) == "He said: ‘Left,’ and ‘went on’ to the town's ‘port’."


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Russian Defence Ministry", "the Russian Defence Ministry"),
        ("Nasser Kanaani", "Nasser Kanaani"),
        ("TASS", "TASS"),
        ("Institute for the Study of War", "the Institute for the Study of War"),
        ("United Nations", "the United Nations"),
        ("The Kremlin", "The Kremlin"),
        ("the article", "the article"),
        ("unnamed source", "an unnamed source"),
        ("official", "the official"),
        ("sources", "sources"),
    ],
)
def test_speakers_within_a_sentence(name: str, words: str) -> None:
    assert speaker_in_sentence(name) == words


@pytest.mark.parametrize(
    ("side", "words"),
    [
        ("Russia", "Russian forces"),
        ("Hamas", "Hamas forces"),
        ("Rapid Support Forces", "Rapid Support Forces"),
    ],
)
def test_forces_of_a_side(side: str, words: str) -> None:
    assert forces_of(side) == words


def test_small_words() -> None:
    assert listed(["a", "b", "c", "d"], most=2) == "a, b and 2 more"
    assert (lowered("By 10 September"), lowered("October")) == (
        "by 10 September",
        "October",
    )
    assert [value({"a": cell}, "a") for cell in (None, pd.NA, float("nan"), "x")] == [
        "",
        "",
        "",
        "x",
    ]
    assert parts({"a": "x |  | y"}, "a") == ["x", "y"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mr Putin's spokesman", "Mr Putin's spokesman"),
        ("President Moreau's press service", "President Moreau's press service"),
        ("Jordan's Public Security Directorate", "Jordan's Public Security Directorate"),
        ("Russian president's spokesman", "the Russian president's spokesman"),
        ("Russian Defence Ministry's spokesman", "the Russian Defence Ministry's spokesman"),
        ("Institute for Peace", "the Institute for Peace"),
        ("Kanaani", "Kanaani"),
    ],
)
def test_a_speaker_takes_the_where_a_writer_would_set_it(name: str, expected: str) -> None:
    assert speaker_in_sentence(name) == expected
