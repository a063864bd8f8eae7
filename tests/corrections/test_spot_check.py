"""A random check: which events are drawn, what it found, how far that may be off, and what voids
it."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest

from components.core.records import Analysis, RandomCheck
from components.corrections.adding import target_of
from components.corrections.applying import corrected
from components.corrections.changes import KindChange, Verdict
from components.corrections.files import read, write
from components.corrections.records import Corrections, SpotCheck, text_id
from components.corrections.signing import sign_off, sum_of
from components.corrections.spot_check import answered, drawn_events, new_check, seed_of, wilson
from components.reading.knowledge import Knowledge
from components.wording.provenance import check_in_words, stamp_of
from tests import sample
from tests.corrections.given import CODER, START, of_event
from tests.readings import read as read_sentence

DAY = date(2022, 9, 13)
TEXT = (
    "Russian troops left Izyum on Sunday. Ukrainian forces retook the town of Kupiansk on Saturday, "
    "officials said. Shells hit Borova on Friday."
)


@pytest.fixture(scope="module")
def analysis(knowledge: Knowledge) -> Analysis:
    return read_sentence(TEXT, knowledge)


def done(analysis: Analysis, rights: str, *, seed: str = "one", name: str = CODER) -> SpotCheck:
    """A check with an answer a sign: r right, w wrong."""
    check = new_check(analysis, analysis, name=name, time=START, seed=seed, most=len(rights))
    for sign, one in zip(rights, check.drawn, strict=True):
        check = answered(check, one, is_right=sign == "r", note="", day=DAY, time=START)
    return check


@pytest.mark.parametrize(
    ("wrong", "checked", "interval"),
    [
        (2, 20, (0.028, 0.301)),
        (0, 20, (0.0, 0.161)),
        (20, 20, (0.839, 1.0)),
        (5, 50, (0.043, 0.214)),
    ],
)
def test_interval_is_that_of_wilson(
    wrong: int, checked: int, interval: tuple[float, float]
) -> None:
    z, share = 1.959964, wrong / checked
    middle = (share + z * z / (2 * checked)) / (1 + z * z / checked)
    half = math.sqrt(share * (1 - share) / checked + (z / (2 * checked)) ** 2)
    half *= z / (1 + z * z / checked)
    assert wilson(wrong, checked) == pytest.approx((middle - half, middle + half), abs=1e-6)
    assert wilson(wrong, checked) == pytest.approx(interval, abs=0.0006)


def test_same_seed_draws_the_same_events_and_another_one_others() -> None:
    events = sample.analysis().events
    assert seed_of(sample.analysis()) == text_id(sample.analysis().article)[:12]
    three = drawn_events(events, seed="one", most=3)
    assert drawn_events(reversed(events), seed="one", most=3) == three
    left = [one for one in events if one in three or one != events[-1]]
    assert drawn_events(left, seed="one", most=3) == three, "whatever else is in the reading"
    assert drawn_events(events, seed="one", most=4)[:3] == three
    assert len({drawn_events(events, seed=str(seed), most=3) for seed in range(20)}) > 5


def test_each_event_is_as_likely_as_any_other() -> None:
    events = sample.analysis().events
    tries = 2_000
    counts = Counter(
        event.id for seed in range(tries) for event in drawn_events(events, seed=str(seed), most=3)
    )
    expected = tries * 3 / len(events)
    assert len(counts) == len(events)
    deviation = math.sqrt(expected * (1 - 3 / len(events)))
    assert all(abs(count - expected) < 4 * deviation for count in counts.values())


def test_what_is_found_stands_in_the_stamp(analysis: Analysis, knowledge: Knowledge) -> None:
    held = Corrections().checked(done(analysis, "rw"))
    now = corrected(analysis, held, knowledge).analysis
    assert stamp_of(now) == (
        "Read by a program, not signed off by a person. In a random check of 2 of 3 events 1 was "
        "wrong (50 %, 95 % interval 9–91 %), by A. Coder on 13 September 2022. What one article of "
        "12 September 2022 says; not the situation today."
    )
    assert replace(now, spot_checks=()) == analysis
    assert now.corrections == sum_of(held) != ""
    unended = replace(
        done(analysis, "rw"),
        drawn=new_check(analysis, analysis, name=CODER, time=START, seed="one", most=2).drawn,
    )
    assert corrected(analysis, Corrections().checked(unended), knowledge).analysis == analysis


def test_words_of_what_is_found() -> None:
    found = RandomCheck(
        name=CODER, day=DAY, events=143, checked=20, wrong=2, interval=wilson(2, 20)
    )
    assert check_in_words(found) == (
        "In a random check of 20 of 143 events 2 were wrong (10 %, 95 % interval 3–30 %), by A. "
        "Coder on 13 September 2022"
    )
    whole = replace(found, events=20, interval=None, corrected_since=2)
    assert check_in_words(whole) == (
        "In a check of all 20 events 2 were wrong (10 %), by A. Coder on 13 September 2022; "
        "corrections since: 2"
    )


def test_a_check_voids_no_sign_off_and_tells_of_corrections_after_it(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    signed = sign_off(analysis, Corrections(), name="B. Head", day=DAY, time=START)
    checked = signed.checked(done(analysis, "rw"))
    now = corrected(analysis, checked, knowledge).analysis
    assert stamp_of(now).startswith("Checked by B. Head on 13 September 2022. In a random check")
    [first, second, _] = analysis.events
    later = (
        *of_event(analysis, first, KindChange(kind="control taken")).corrections,
        *of_event(analysis, second, Verdict(decision="accept")).corrections,
    )
    moved = (replace(one, time=START + timedelta(hours=1)) for one in later)
    now = corrected(analysis, checked.with_these(moved), knowledge).analysis
    assert stamp_of(now).startswith("Read by a program, not signed off by a person.")
    assert "; corrections since: 1." in stamp_of(now)


def test_every_check_is_told_and_none_of_another_reading(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    two = Corrections().checked(done(analysis, "ww"), done(analysis, "rr", seed="two"))
    assert stamp_of(corrected(analysis, two, knowledge).analysis).count("In a random check") == 2
    fewer = replace(analysis, events=analysis.events[1:])
    assert corrected(fewer, two, knowledge).analysis.spot_checks == ()


def test_later_answers_replace_earlier_ones(analysis: Analysis) -> None:
    check = done(analysis, "rw")
    second = check.drawn[1]
    better = answered(
        check, second, is_right=True, note=" seen again ", day=DAY, time=START + timedelta(hours=1)
    )
    [held] = Corrections().checked(better).checked(check).spot_checks
    assert held == better
    assert (held.drawn[1].is_right, held.drawn[1].note) == (True, "seen again")
    assert held.drawn[1].target in {target_of(event) for event in analysis.events}
    assert read(write(Corrections(spot_checks=(held,))).encode()).spot_checks == (held,)


def test_a_file_without_checks_is_the_same_to_the_byte_as_before_there_were_any(
    analysis: Analysis,
) -> None:
    own = of_event(analysis, analysis.events[0], Verdict(decision="accept"))
    assert '"spot_checks"' not in write(own)
    assert list(own.of(text_id(analysis.article)).spot_checks) == []


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"name": " "}, "name of who checks"),
        ({"events": 1}, "2 of 1 events"),
        ({"drawn": ()}, "0 of 3 events"),
        ({"time": START.replace(tzinfo=None)}, "no time zone"),
    ],
)
def test_what_is_no_draw_is_refused(
    analysis: Analysis, changed: dict[str, object], message: str
) -> None:
    check = done(analysis, "rw")
    with pytest.raises(ValueError, match=message):
        replace(check, **changed)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="each once"):
        replace(check, drawn=(check.drawn[0], check.drawn[0]))
