"""Krippendorff's alpha per field, against figures worked out by hand, and what coders see
otherwise."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from components.core.records import Span
from components.corrections.agreement import Agreement, agreement, nominal_alpha, report
from components.corrections.changes import (
    SENT_BACK,
    AddedEvent,
    Change,
    Decision,
    KindChange,
    PlaceChange,
    Point,
    Verdict,
)
from components.corrections.records import Correction, Corrections

TIME = datetime(2022, 9, 13, tzinfo=UTC)


def coded(coder: str, *changes: tuple[int, Change], article: str = "a" * 64) -> Corrections:
    """One coder's changes, each at an event that begins at a number."""
    return Corrections(
        corrections=tuple(
            Correction(
                article=article,
                span=Span(start=at, end=at + 4),
                quote=f"w{at:03}",
                change=change,
                coder=coder,
                time=TIME,
                number=1 if isinstance(change, AddedEvent) else 0,
            )
            for at, change in changes
        )
    )


def verdicts(coder: str, decisions: str) -> Corrections:
    """One letter an event: a, f, r, or - for one not looked at."""
    words: dict[str, Decision] = {"a": "accept", "f": "fix", "r": "reject"}
    return coded(
        coder,
        *(
            (10 * at, Verdict(decision=words[letter]))
            for at, letter in enumerate(decisions)
            if letter != "-"
        ),
    )


def field(found: Agreement, name: str) -> tuple[int, int, float | None]:
    [one] = [one for one in found.fields if one.field == name]
    return one.units, one.alike, one.alpha


@pytest.mark.parametrize(
    ("first", "second", "units", "alike", "alpha"),
    [
        # alpha = 1 - (n - 1) * sum of o_ck / sum of n_c * n_k over the pairs that differ
        # (Krippendorff 2011, nominal).
        ("aarr", "aarr", 4, 4, 1.0),
        ("aarr", "arrr", 4, 3, 1 - 7 * 2 / (3 * 5 * 2)),
        ("aarr-", "arr-a", 3, 2, 1 - 5 * 2 / (3 * 3 * 2)),
        ("arar", "rara", 4, 0, 1 - 7 * 8 / (4 * 4 * 2)),
    ],
)
def test_alpha_of_decisions(first: str, second: str, units: int, alike: int, alpha: float) -> None:
    found = agreement({"a.json": verdicts("A", first), "b.json": verdicts("B", second)})
    given = field(found, "verdict")
    assert given[:2] == (units, alike)
    assert given[2] is not None
    assert math.isclose(given[2], alpha)
    assert len([one for one in found.disagreements if one.field == "verdict"]) == units - alike


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        pytest.param(("0100000010", "1110010000"), 0.095, id="two values (2011, A)"),
        pytest.param(("aabbdcccedda", "babbbccceddd"), 0.692, id="five values (2011, B)"),
        pytest.param(
            ("123321412...", "1233224125.3", ".3332342251.", "12332441251."),
            0.743,
            id="four coders, values missing (2011, C)",
        ),
        pytest.param(
            (".....34121133.3", "1.213343.......", "..21344.21133.4"),
            0.691,
            id="three coders, values missing (Content Analysis)",
        ),
    ],
)
def test_published_values(coders: tuple[str, ...], alpha: float) -> None:
    """A line a coder and a sign a unit; a point stands where the coder left the unit out."""
    units = [[value for value in unit if value != "."] for unit in zip(*coders, strict=True)]
    assert round(nominal_alpha(units), 3) == alpha


def test_alpha_is_not_defined_without_variation_or_overlap() -> None:
    same = agreement({"a.json": verdicts("A", "aa"), "b.json": verdicts("B", "aa")})
    apart = agreement({"a.json": verdicts("A", "a-"), "b.json": verdicts("B", "-a")})
    assert [
        (one.alpha, one.why) for one in (*same.fields, *apart.fields) if one.field == "verdict"
    ] == [(None, "all say the same: accept"), (None, "no two coders coded the same")]


def test_who_looked_and_changed_nothing_coded_it_as_read() -> None:
    first = coded(
        "A",
        (0, Verdict(decision="fix")),
        (0, KindChange(kind="meeting")),
        (10, Verdict(decision="accept")),
    )
    second = coded("B", (0, Verdict(decision="accept")), (10, Verdict(decision="accept")))
    found = agreement({"a.json": first, "b.json": second})
    assert field(found, "kind")[:2] == (2, 1)
    [one] = [one for one in found.disagreements if one.field == "kind"]
    assert one.values == {"A": "meeting", "B": "as read"}
    assert one.by["B"] is None
    assert one.by["A"] is not None


def test_what_a_coder_sent_back_they_have_not_coded_yet() -> None:
    first = verdicts("A", "aar")
    back = replace(verdicts("B", "a").corrections[0], change=SENT_BACK, note="which day?")
    found = agreement({"a.json": first, "b.json": Corrections(corrections=(back,))})
    assert {one.units for one in found.fields} == {0}
    assert found.disagreements == ()


def test_places_and_missed_events_count_for_all_who_coded_the_article() -> None:
    first = coded(
        "A",
        (0, Verdict(decision="accept")),
        (4, PlaceChange(point=Point(latitude=49.1, longitude=37.0))),
        (20, AddedEvent(kind="meeting")),
    )
    second, third = (
        coded("B", (0, Verdict(decision="accept"))),
        coded("C", (0, Verdict(decision="accept")), article="b" * 64),
    )
    found = agreement({"a.json": first, "b.json": second, "c.json": third})
    assert [one.values for one in found.disagreements] == [
        {"A": "49.1000, 37.0000", "B": "as read"},
        {"A": "meeting, done, no day", "B": "as read"},
    ]


def test_one_coder_in_two_files_is_told_apart_by_the_file() -> None:
    found = agreement({"monday.json": verdicts("A", "ar"), "friday.json": verdicts("A", "aa")})
    assert found.coders == ("A (monday.json)", "A (friday.json)")
    assert field(found, "verdict")[:2] == (2, 1)


def test_report_says_it_in_lines() -> None:
    told = report(
        agreement({"a.json": verdicts("A", "aarr"), "b.json": verdicts("B", "arrr")})
    ).splitlines()
    assert told[0] == "Coders: A, B"
    assert told[2].split() == ["field", "units", "alike", "alpha"]
    assert told[3].split() == ["decision", "4", "3", "0.53"]
    assert told[-1] == "  “w010”, decision: A: accept; B: reject"
