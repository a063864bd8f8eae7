"""Several tellings of one event side by side: only what differs, and each in its article's own
terms."""

from __future__ import annotations

import re

import pandas as pd

from components.cards.comparison import differences_table, disagreement
from components.tables.rows import events_table
from components.wording.phrases import row_dicts
from tests import sample

EVENTS = events_table(sample.analysis())
STRIKE = EVENTS[
    EVENTS["event_id"].isin(EVENTS.loc[EVENTS["place_id"] == sample.DNIPRO.id, "event_id"])
]


def telling(publisher: str, **cells: str) -> pd.DataFrame:
    return STRIKE.assign(publisher=publisher, doc_id=publisher, **cells)


def test_only_parts_that_differ_have_a_column() -> None:
    written = differences_table(
        [
            telling(
                "First",
                first_day="2022-09-09",
                last_day="2022-09-09",
                quantity="12",
                quantity_kind="killed",
            ),
            telling(
                "Second",
                first_day="2022-09-09",
                last_day="2022-09-09",
                quantity="20",
                quantity_kind="killed",
            ),
            telling(
                "Third",
                first_day="2022-09-10",
                last_day="2022-09-10",
                quantity="",
                quantity_kind="",
            ),
        ]
    )
    assert re.findall(r"<th scope=\"col\">(.*?)</th>", written) == ["Reported by", "Day", "Figures"]
    assert re.findall(r"<td>(.*?)</td>", written) == [
        "9 September",
        "killed 12",
        "9 September",
        "killed 20",
        "10 September",
        "not stated",
    ]


def test_nothing_is_drawn_where_nothing_differs() -> None:
    assert differences_table([telling("First"), telling("Second")]) == ""


def test_another_status_is_a_disagreement() -> None:
    first, second = (
        row_dicts(telling("Paper", claim_status=status)) for status in ("reported", "claimed")
    )
    assert disagreement([first, first]) == "No disagreement"
    assert disagreement([first, second]) == "They differ on: status"


def test_what_an_article_calls_itself_stays_text() -> None:
    written = differences_table(
        [
            telling("<script>${1}`", first_day="2022-09-08", last_day="2022-09-08"),
            telling("Second", first_day="2022-09-10", last_day="2022-09-10"),
        ]
    )
    assert not [sign for sign in ("<script", "${", "`") if sign in written]
