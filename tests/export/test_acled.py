"""ACLED's columns: what is said to have happened, a row a place and day, nothing coded that the
words do not give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.core.records import Actor, Quantity
from components.export.conflict_tables import acled_table, days_of, disorder
from components.export.selection import selection_of
from components.reading.knowledge import Knowledge
from components.view.selection import View
from components.wording.phrases import value
from tests import sample
from tests.export.given import chosen, coded
from tests.readings import read


@pytest.mark.parametrize(
    ("kind", "first", "last", "words", "precision", "days"),
    [
        ("day", "2022-09-09", "2022-09-09", "on Friday", "1", [("2022-09-09", "1")]),
        (
            "range",
            "2022-09-15",
            "2022-09-16",
            "on September 15-16",
            "2",
            [("2022-09-15", "1"), ("2022-09-16", "1")],
        ),
        ("range", "2022-09-06", "2022-09-12", "in recent days", "2", [("2022-09-12", "2")]),
        (
            "range",
            "2022-09-06",
            "2022-09-08",
            "between September 6 and 8",
            "2",
            [("2022-09-08", "2")],
        ),
        ("week", "2022-09-05", "2022-09-11", "last week", "2", [("2022-09-11", "2")]),
        ("month", "2022-10-01", "2022-10-31", "in October", "3", [("2022-10-31", "3")]),
        ("vague", "2022-01-01", "2022-09-11", "this year", "", [("2022-09-11", "")]),
        ("open", None, "2022-09-10", "", "", [("2022-09-10", "")]),
        ("open", "2022-09-10", None, "", "", [(None, "")]),
        ("unknown", None, None, "", "", [(None, "")]),
    ],
    ids=str,
)
def test_the_day_is_the_last_that_the_words_give_and_its_precision_their_width(
    kind: str,
    first: str | None,
    last: str | None,
    words: str,
    precision: str,
    days: list[tuple[str | None, str]],
) -> None:
    row = {
        "time_kind": kind,
        "first_day": first,
        "last_day": last,
        "time_text": words,
        "time_precision": precision,
    }
    assert [(day.isoformat() if day else None, exact) for day, exact in days_of(row)] == days


def test_a_month_that_is_told_has_a_day(knowledge: Knowledge) -> None:
    analysis = read(
        "Russian troops captured the town of Lyman in May. Ukrainian troops recaptured the town "
        "of Lyman in October.",
        knowledge,
        published=date(2022, 11, 1),
    )
    table = acled_table(selection_of(analysis, View(), areas=knowledge.areas))
    assert table["event_date"].tolist() == ["2022-05-31", "2022-10-31"]
    assert table["time_precision"].tolist() == ["3", "3"]


@pytest.mark.parametrize(
    ("kind", "name", "side", "actor"),
    [
        ("control", "Russian Defense Ministry", "Russia", "Russian forces"),
        ("control", "Russia", "Russia", "Russian forces"),
        ("control", "Kremlin", "Russia", "Russian forces"),
        ("fighting and strikes", "country's interior ministry", "Iran", "Iranian forces"),
        ("control", "Russian troops", "Russia", "Russian troops"),
        ("control", "Rapid Support Forces", "Rapid Support Forces", "Rapid Support Forces"),
        ("harm to civilians", "villagers", "", "villagers"),
        ("harm to civilians", "Kremlin", "", "Kremlin"),
        ("diplomacy", "Russian Defense Ministry", "Russia", "Russian Defense Ministry"),
    ],
)
def test_of_what_armed_forces_do_the_forces_are_the_actor(
    kind: str, name: str, side: str, actor: str
) -> None:
    reading = coded(sample.analysis())
    (event,) = (one for one in reading.events if one.id == "e2")
    said = replace(
        event,
        codes=replace(event.codes, display_group=kind),
        actors=(Actor(name=name, side=side),),
        targets=(Actor(name=name, side=side),),
    )
    row = acled_table(chosen(replace(reading, events=(said,), claims=()))).iloc[0]
    assert (row["actor1"], row["actor2"]) == (actor, actor)


def test_what_is_planned_or_has_no_type_makes_no_row() -> None:
    table = acled_table(chosen(coded(sample.analysis())))
    assert list(table["event_id_cnty"]) == ["e2", "e4"]
    assert list(table["location"]) == ["Kupyansk", "Dnipro"]
    assert table["event_date"].tolist()[1] == date(2022, 9, 9).isoformat()
    assert list(table["iso"]) == [804, 804]
    assert list(table["country"]) == ["Ukraine", "Ukraine"]
    assert list(table["disorder_type"]) == ["Political violence", "Political violence"]
    for never in ("inter1", "inter2", "interaction", "region", "timestamp"):
        assert table[never].isna().all()


@pytest.mark.parametrize(
    ("quantities", "fatalities", "tag"),
    [
        ((), "", ""),
        ((("killed", 12.0, ""),), "12", "killed: 12"),
        ((("killed", 12.0, "at least"),), "", "killed: at least 12"),
        ((("killed", None, ""),), "", "killed: dozens"),
        ((("wounded", 3.0, ""),), "", ""),
        ((("killed", 5.0, ""), ("killed", 2.0, "")), "", "killed: 5, 2"),
    ],
    ids=["none", "number", "bound", "word", "wounded", "two"],
)
def test_fatalities_are_empty_where_they_are_unknown(
    quantities: tuple[tuple[str, float | None, str], ...], fatalities: str, tag: str
) -> None:
    told = tuple(
        Quantity(
            kind=kind,
            value=number,
            qualifier=qualifier,
            unit="people",
            text="" if number else "dozens",
        )
        for kind, number, qualifier in quantities
    )
    reading = coded(sample.analysis())
    events = tuple(
        replace(event, quantities=told) if event.id == "e4" else event for event in reading.events
    )
    row = acled_table(chosen(replace(reading, events=events))).set_index("event_id_cnty").loc["e4"]
    assert value(row, "fatalities") == fatalities
    assert tag in row["tags"]


def test_a_number_of_several_rows_is_not_counted_twice() -> None:
    reading = coded(sample.analysis())
    strike = next(event for event in reading.events if event.id == "e4")
    link = reading.events[1].links[0]
    more = replace(
        strike,
        links=(*strike.links, link),
        quantities=(Quantity(kind="killed", value=12.0, unit="people"),),
    )
    table = acled_table(
        chosen(
            replace(
                reading, events=tuple(more if one.id == "e4" else one for one in reading.events)
            )
        )
    )
    rows = table[table["event_id_cnty"] == "e4"]
    assert len(rows) == 2
    assert rows["fatalities"].isna().all()
    assert all("12 in all rows of the event together" in tags for tags in rows["tags"])


@pytest.mark.parametrize(
    ("event", "sub_event", "kind"),
    [
        ("Battles", "Armed clash", "Political violence"),
        ("Protests", "Peaceful protest", "Demonstrations"),
        ("Protests", "Excessive force against protesters", "Political violence; Demonstrations"),
        ("Riots", "Mob violence", "Political violence"),
        ("Riots", "Violent demonstration", "Demonstrations"),
        ("Strategic developments", "Arrests", "Strategic developments"),
        ("", "", ""),
    ],
)
def test_disorder_types(event: str, sub_event: str, kind: str) -> None:
    assert disorder(event, sub_event) == kind
