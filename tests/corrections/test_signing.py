"""Only who signs has checked; whatever changes afterwards voids it, and undoing it makes it hold
again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from components.core.records import Analysis, Signature
from components.corrections.applying import corrected
from components.corrections.changes import KindChange, Verdict
from components.corrections.files import read, write
from components.corrections.queue import queue
from components.corrections.records import Corrections, text_id
from components.corrections.signing import is_void, sign_off
from components.reading.knowledge import Knowledge
from components.wording.provenance import stamp
from tests.corrections.given import CODER, START, of_event
from tests.readings import read as read_sentence

DAY = date(2022, 9, 14)
TEXT = "Russian troops left Izyum on Sunday. Ukrainian forces retook the town of Kupiansk on Saturday, officials said."


@pytest.fixture(scope="module")
def analysis(knowledge: Knowledge) -> Analysis:
    return read_sentence(TEXT, knowledge)


@pytest.fixture(scope="module")
def checked(analysis: Analysis) -> Corrections:
    """One event changed, the other accepted."""
    first, second = analysis.events
    changed = of_event(analysis, first, KindChange(kind="control taken"))
    return changed.with_these(of_event(analysis, second, Verdict(decision="accept")).corrections)


@pytest.fixture(scope="module")
def signed(analysis: Analysis, checked: Corrections, knowledge: Knowledge) -> Corrections:
    return sign_off(
        corrected(analysis, checked, knowledge).analysis,
        checked,
        name=CODER,
        day=DAY,
        time=START,
        note="all of it",
    )


def test_signature_stands_on_the_reading_and_in_the_stamp(
    analysis: Analysis, signed: Corrections, knowledge: Knowledge
) -> None:
    now = corrected(analysis, signed, knowledge).analysis
    assert now.signed == Signature(name=CODER, day=DAY, note="all of it")
    assert stamp(now.article.published, now.signed).startswith(
        f"Checked by {CODER} on 14 September 2022."
    )


def test_signature_holds_after_the_file_was_read_back(
    analysis: Analysis, signed: Corrections, knowledge: Knowledge
) -> None:
    assert corrected(analysis, read(write(signed).encode()), knowledge).analysis.signed is not None


@pytest.mark.parametrize(
    "change",
    [KindChange(kind="meeting"), Verdict(decision="reject"), Verdict(decision="fix")],
    ids=repr,
)
def test_correction_after_the_sign_off_voids_it(
    analysis: Analysis, signed: Corrections, knowledge: Knowledge, change: KindChange | Verdict
) -> None:
    [made] = of_event(analysis, analysis.events[1], change).corrections
    later = (replace(made, time=START + timedelta(days=1)),)
    now = corrected(analysis, signed.with_these(later), knowledge).analysis
    assert now.signed is None
    assert is_void(signed.with_these(later).of(text_id(analysis.article)), now)
    assert corrected(analysis, signed, knowledge).analysis.signed is not None, (
        "undone, it holds again"
    )


def test_another_reading_of_the_same_text_voids_it(
    analysis: Analysis, signed: Corrections, knowledge: Knowledge
) -> None:
    other = replace(analysis, events=analysis.events[:1])
    assert corrected(other, signed, knowledge).analysis.signed is None
    later = read_sentence(TEXT, knowledge, published=date(2022, 9, 19))
    assert corrected(later, signed, knowledge).analysis.signed is None


def test_title_and_id_of_the_article_do_not_matter(
    analysis: Analysis, signed: Corrections, knowledge: Knowledge
) -> None:
    titled = replace(analysis, article=replace(analysis.article, title="Other", id="7"))
    assert corrected(titled, signed, knowledge).analysis.signed is not None


def test_sign_off_of_another_article_says_nothing(
    signed: Corrections, knowledge: Knowledge
) -> None:
    other = read_sentence(TEXT + " It rained.", knowledge)
    assert corrected(other, signed, knowledge).analysis.signed is None


def test_sign_off_needs_a_name(analysis: Analysis, checked: Corrections) -> None:
    with pytest.raises(ValueError, match="needs a name"):
        sign_off(analysis, checked, name="  ", day=DAY, time=START)


def test_queue_has_the_least_sure_first_and_what_was_decided(
    analysis: Analysis, checked: Corrections, knowledge: Knowledge
) -> None:
    now = corrected(analysis, checked, knowledge).analysis
    items = queue(analysis, now, checked)
    sure = [item.event.confidence for item in items]
    assert sure == sorted(sure)
    assert {item.event.label: (item.standing, item.is_done) for item in items} == {
        "Taken": ("", False),
        "Retaken": ("accept", True),
    }


@pytest.mark.parametrize(
    ("changes", "standing", "is_done"),
    [
        ((), "", False),
        ((Verdict(decision="fix"),), "fix", False),
        ((Verdict(decision="fix"), KindChange(kind="control taken")), "fixed", True),
        ((Verdict(decision="reject"),), "reject", True),
        ((Verdict(decision="accept"), KindChange(kind="control taken")), "accept", True),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_standing_in_the_queue(
    analysis: Analysis,
    knowledge: Knowledge,
    changes: tuple[KindChange | Verdict, ...],
    standing: str,
    is_done: bool,
) -> None:
    own = of_event(analysis, analysis.events[0], *changes)
    items = queue(analysis, corrected(analysis, own, knowledge).analysis, own)
    assert len(items) == 2, "a rejected event stays in it"
    [item] = [one for one in items if one.event.trigger == analysis.events[0].trigger]
    assert (item.standing, item.is_done) == (standing, is_done)
