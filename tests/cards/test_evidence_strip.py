"""The evidence strip as HTML: one row a source, one column a day, and no mark that colour alone
tells."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd
import pytest

from components.cards.evidence_strip import (
    MOST_DAYS,
    columns_of,
    sources_of,
    strip_html,
    unit_of,
)
from components.control.references.records import Reference
from components.tables.rows import claims_table, events_table
from components.view.evidence_strip import EvidenceStrip, strip_of
from tests import sample

ANALYSIS = sample.analysis()
CLAIMS, EVENTS = claims_table(ANALYSIS), events_table(ANALYSIS)
COLOURS = {"Ukraine": "#0072B2", "Russia": "#D55E00"}
HOSTILE = "<img src=x onerror=alert(1)>${alert(2)}`"


def reference(name: str, *rows: tuple[str, str], derived_from: tuple[str, ...] = ()) -> Reference:
    points = pd.DataFrame(
        [{"place_id": sample.IZYUM.id, "day": day, "side": side} for day, side in rows],
        dtype=object,
    )
    return Reference(name=name, licence="CC BY 4.0", points=points, derived_from=derived_from)


def izyum(*references: Reference) -> EvidenceStrip:
    return strip_of(sample.IZYUM.id, CLAIMS, EVENTS, references=references)


def html(strip: EvidenceStrip) -> str:
    return strip_html(strip, open_id="sample", colours=COLOURS)


def test_the_open_article_comes_first_and_references_last() -> None:
    other = izyum().rows.assign(doc_id="another", source="Second paper")
    strip = replace(
        izyum(reference("A map", ("2022-09-08", "Ukraine"))),
        rows=pd.concat([other, izyum(reference("A map", ("2022-09-08", "Ukraine"))).rows]),
    )
    assert [(one.name, one.what) for one in sources_of(strip, "sample")] == [
        ("Example", "this article"),
        ("Second paper", "other article"),
        ("A map", "reference"),
    ]


def test_the_event_and_the_day_it_was_said_are_marked_apart() -> None:
    written = html(izyum())
    assert written.count('class="dl-mark dl-event dl-left dl-open"') == 8, (
        "the seven days before, and the day itself"
    )
    assert written.count('class="dl-said" title=') == 1
    assert "said: acknowledged by Russia" in written


def test_a_row_has_a_cell_for_every_day() -> None:
    strip = izyum(reference("A map", ("2022-09-08", "Ukraine"), ("2022-09-09", "Ukraine")))
    rows = re.findall(r"<tr>(.*?)</tr>", html(strip))[2:]
    assert [row.count("<td>") for row in rows] == [len(columns_of(strip, whole=False))] * 2
    assert rows[1].count("held by Ukraine") == 2 * 2, (
        "the words twice a day: to hear and to point at"
    )


def test_references_that_feed_on_each_other_are_shown_and_counted_once() -> None:
    strip = izyum(
        reference("First", ("2022-09-08", "Ukraine")),
        reference("Second", ("2022-09-08", "Ukraine"), derived_from=("First",)),
    )
    written = html(strip)
    assert "References of one origin count once: 1 reference." in written
    assert "reference, counted with another" in written
    assert "First: at least from 8 September" in strip.lag.replace("reference ", "").replace(
        "Ukraine ", ""
    )


def test_a_long_reference_does_not_widen_the_table() -> None:
    days = [day.date().isoformat() for day in pd.date_range("2022-01-01", "2023-12-31")]
    strip = izyum(reference("Years", *((day, "Russia") for day in days)))
    columns = columns_of(strip, whole=False)
    assert len(columns) <= MOST_DAYS
    assert columns[-1] == (date(2022, 9, 12), date(2022, 9, 12))


@pytest.mark.parametrize(
    ("last", "unit", "columns"),
    [
        ("2022-09-20", "day", 22),
        ("2022-11-30", "week", 14),
        ("2024-09-10", "month", 25),
    ],
)
def test_a_whole_strip_has_every_day_in_columns_that_stay_readable(
    last: str, unit: str, columns: int
) -> None:
    rows = izyum().rows
    strip = replace(
        izyum(),
        rows=pd.concat(
            [rows, rows.assign(day_from=last, day_to=last, doc_id="late", source="Late paper")]
        ),
    )
    found = columns_of(strip, whole=True)
    assert (unit_of(found), len(found)) == (unit, columns)
    assert all((after[0] - before[1]).days == 1 for before, after in pairwise(found))
    written = strip_html(strip, open_id=None, colours=COLOURS, whole=True)
    assert f"by source and {unit}" in written
    assert "this article" not in written
    lines = re.findall(r"<tr>(.*?)</tr>", written)[2:]
    assert [line.count("<td>") for line in lines] == [columns] * 2
    assert all("left by Russia" in line for line in lines)


def test_what_a_file_calls_itself_stays_text() -> None:
    written = html(izyum(reference(HOSTILE, ("2022-09-08", HOSTILE))))
    assert "<img" not in written
    assert not set("`$") & set(written)


@pytest.mark.parametrize("side", ["Ukraine", "Russia"])
def test_a_side_is_told_by_letters_and_words_as_well(side: str) -> None:
    written = html(izyum(reference("A map", ("2022-09-08", side))))
    assert f'<span aria-hidden="true">{side[:2]}</span>' in written
    assert f"held by {side}" in written
