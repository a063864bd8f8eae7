"""The evidence strip: sources, days, event and report apart, references once a family, the lag in
words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import pytest

from components.control.references.records import Reference
from components.view.evidence_strip import EvidenceStrip, strip_of
from tests.control.given import Claim, claim, tables
from tests.control.references.given import world

WORDS = world().words
PLACE = "x:Izium"


def listed(name: str, days: Sequence[tuple[str, str]], *derived_from: str) -> Reference:
    points = pd.DataFrame(
        [(PLACE, f"2022-09-{day}", side) for day, side in days], columns=["place_id", "day", "side"]
    )
    return Reference(name=name, licence="CC0", derived_from=derived_from, points=points)


def strip(claims: Sequence[Claim], *references: Reference) -> EvidenceStrip:
    return strip_of(
        PLACE,
        *tables(claims),
        references=references,
        ancestry=WORDS.ancestry,
        adjectives=WORDS.adjectives,
    )


LOST = claim(
    "Izium",
    "2022-09-10",
    left="Russia",
    status="acknowledged by Russia",
    publisher="Examiner",
    first_day="",
)
TOLD = claim(
    "Izium",
    "2022-09-12",
    held="Ukraine",
    publisher="Herald",
    first_day="2022-09-06",
    reported="2022-09-14",
)
TURNS = [("07", "Russia"), ("08", "Ukraine"), ("09", "Ukraine"), ("10", "Ukraine")]


def test_an_event_and_its_report_are_marked_apart() -> None:
    rows = strip([TOLD]).rows[["source", "mark", "day_from", "day_to", "holder"]]
    assert list(rows.itertuples(index=False, name=None)) == [
        ("Herald", "event", "2022-09-06", "2022-09-12", "Ukraine"),
        ("Herald", "report", "2022-09-14", "2022-09-14", "Ukraine"),
    ]


def test_an_open_start_says_so() -> None:
    event = strip([LOST]).rows.iloc[0]
    assert (event["day_from"], event["day_to"], event["open"]) == ("2022-09-03", "2022-09-10", 1)


def test_references_come_last_with_the_days_on_which_each_shows_one_side() -> None:
    rows = strip([LOST, TOLD], listed("mine", TURNS)).rows
    assert list(dict.fromkeys(rows["source"])) == ["Examiner", "Herald", "mine"]
    shown = rows.loc[rows["source"] == "mine", ["mark", "day_from", "day_to", "holder"]]
    assert list(shown.itertuples(index=False, name=None)) == [
        ("shown", "2022-09-07", "2022-09-07", "Russia"),
        ("shown", "2022-09-08", "2022-09-10", "Ukraine"),
    ]


@pytest.mark.parametrize(
    ("claims", "turns", "lag"),
    [
        (
            [LOST],
            TURNS,
            "reference mine: Ukrainian from 8 September; acknowledged by Russia 10 September, 2 days later",
        ),
        (
            [TOLD, LOST],
            TURNS,
            "reference mine: Ukrainian from 8 September; acknowledged by Russia 10 September, 2 days later; "
            "reported 12 September, 4 days later",
        ),
        (
            [LOST],
            [("09", "Russia"), ("10", "Ukraine")],
            "reference mine: Ukrainian from 10 September; acknowledged by Russia 10 September, the same day",
        ),
        (
            [LOST],
            [("09", "Russia"), ("11", "Ukraine")],
            "reference mine: Ukrainian from 11 September; acknowledged by Russia 10 September, 1 day earlier",
        ),
        (
            [LOST],
            [("08", "Ukraine")],
            "reference mine: Ukrainian at least from 8 September; acknowledged by Russia 10 September",
        ),
        ([LOST], [("08", "Russia")], ""),
        ([LOST], [("08", "contested")], ""),
        ([LOST], [], ""),
        ([], TURNS, ""),
    ],
)
def test_the_lag_in_words(claims: list[Claim], turns: list[tuple[str, str]], lag: str) -> None:
    assert strip(claims, listed("mine", turns)).lag == lag


def test_references_count_once_a_family() -> None:
    isw = listed("Institute for the Study of War", TURNS)
    vote = listed(
        "VIINA control", TURNS, "DeepState", "Institute for the Study of War", "Wikipedia"
    )
    found = strip([LOST], isw, vote, listed("mine", TURNS))
    assert found.counted == 2
    shown = found.rows[found.rows["mark"] == "shown"].groupby("source")["counts"].first()
    assert shown.to_dict() == {"Institute for the Study of War": 1, "VIINA control": 0, "mine": 1}
    assert (
        found.rows.loc[found.rows["source"] == "VIINA control", "words"].iloc[-1]
        == "Ukraine from 2022-09-08 to 2022-09-10, CC0; counted with Institute for the Study of War"
    )


def test_two_of_a_common_origin_count_once() -> None:
    found = strip([LOST], listed("a", TURNS, "c"), listed("b", TURNS, "c"))
    assert found.counted == 1
    assert found.rows.groupby("source")["counts"].first().dropna().to_dict() == {"a": 1, "b": 0}


def test_two_articles_of_a_publisher_are_told_apart() -> None:
    rows = strip([{**LOST, "doc_id": "d1"}, {**LOST, "doc_id": "d2"}]).rows
    assert list(dict.fromkeys(zip(rows["source"], rows["doc_id"], strict=True))) == [
        ("Examiner", "d1"),
        ("Examiner", "d2"),
    ]


def test_a_place_without_claims_has_an_empty_strip() -> None:
    found = strip([], listed("mine", TURNS))
    assert (found.rows.empty, found.counted, found.lag) == (True, 0, "")
