"""The table of who is said to hold what: every place, its words, and the sentence that it comes
from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd

from components.cards.control_table import apart_in_words, control_table
from components.core.records import Analysis
from components.tables.rows import claims_table, events_table
from components.view.control_snapshot import control_snapshot
from components.view.selection import View
from tests import sample

ANALYSIS = sample.analysis()
HOSTILE = "<script>alert(1)</script>${alert(2)}`"
JUDGED = pd.DataFrame(
    {
        "claim_id": ["c4"],
        "reference": ["A map"],
        "verdict": ["ahead of the reference by 2 days"],
        "detail": ["Russia on 2022-09-10, Ukraine on 2022-09-12"],
    }
)


def html(analysis: Analysis, day: date, judgements: pd.DataFrame | None = None) -> str:
    events, claims = events_table(analysis), claims_table(analysis)
    found = control_snapshot(events, claims, View(last_day=day))
    return control_table(
        found.states, found.timeline, day=day, claims=claims, events=events, judgements=judgements
    )


def test_each_place_has_its_words_its_day_and_its_sentence() -> None:
    written = html(ANALYSIS, date(2022, 9, 12))
    assert written.count("<tr>") == 1 + 4
    assert "Kupiansk" in written, "as the article spells it"
    assert "Kharkiv Oblast<br><small>Ukraine" in written, (
        "a unit lies in its country, and not in itself"
    )
    assert "left by Russia, acknowledged; holder not stated" in written
    assert "held by Ukraine (nearly all), assessed by the Institute for the Study of War" in written
    assert (
        "On Saturday the Russian Defence Ministry acknowledged that its units had left Balakliya and Izyum."
        in written
    )


def test_what_is_told_of_a_later_day_is_unknown() -> None:
    written = html(ANALYSIS, date(2022, 9, 11))
    assert written.count("unknown: known only for a later day") == 1
    assert "They retook Kupiansk" not in written


def test_a_claim_stands_with_what_the_references_show() -> None:
    assert "A map: ahead of the reference by 2 days (Russia on 2022-09-10" in html(
        ANALYSIS, date(2022, 9, 12), JUDGED
    )


def test_a_region_and_a_town_in_it_that_differ_are_both_told() -> None:
    taken = replace(
        ANALYSIS,
        claims=tuple(
            replace(one, holder="Russia") if one.id == "c2" else one for one in ANALYSIS.claims
        ),
    )
    states = control_snapshot(events_table(taken), claims_table(taken), View()).states
    assert apart_in_words(states) == (
        "Kharkiv: held by Ukraine (nearly all), assessed by the Institute for the Study of War. "
        "Kupyansk in it: held by Russia, reported.",
    )
    assert (
        apart_in_words(
            control_snapshot(events_table(ANALYSIS), claims_table(ANALYSIS), View()).states
        )
        == ()
    )


def test_hostile_words_stay_text() -> None:
    words = {"holder": HOSTILE, "status": HOSTILE, "source": HOSTILE}
    hostile = replace(ANALYSIS, claims=tuple(replace(one, **words) for one in ANALYSIS.claims))  # type: ignore[arg-type]
    written = html(hostile, date(2022, 9, 12), JUDGED.assign(reference=HOSTILE, detail=HOSTILE))
    assert "<script" not in written
    assert not set("`$") & set(written)
