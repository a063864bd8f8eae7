"""A reading against marks: known counts, and laws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.records import UNMAPPED, Analysis, Event, Span
from components.evaluation.annotated import Marked, MarkedEvent
from components.evaluation.marked_events import measure_marked
from components.evaluation.scores import NO_ANSWERS, Measures, Score
from components.evaluation.words import SameName, is_place, same_name, sentence_around
from components.lexicon.people import actor_lexicon
from tests import sample
from tests.evaluation.marks import marked_of

ANALYSIS = sample.analysis()
MARKED = marked_of(ANALYSIS)
NUMBERS = st.sets(st.integers(min_value=0, max_value=len(MARKED.events) - 1))


@pytest.fixture(scope="module")
def same() -> SameName:
    return same_name(actor_lexicon())


def measured(marked: Marked, analysis: Analysis, same: SameName) -> Measures:
    return measure_marked(marked, analysis, same_name=same)


def changed(number: int, **values: object) -> Marked:
    """The marks with values of one event changed."""
    return replace(
        MARKED,
        events=tuple(
            replace(one, **values) if at == number else one  # type: ignore[arg-type]
            for at, one in enumerate(MARKED.events)
        ),
    )


def read(number: int, change: Callable[[Event], Event]) -> Analysis:
    return replace(
        ANALYSIS,
        events=tuple(
            change(event) if at == number else event for at, event in enumerate(ANALYSIS.events)
        ),
    )


def test_a_perfect_reading_has_no_fault(same: SameName) -> None:
    found = measured(MARKED, ANALYSIS, same)
    assert found.faults == ()
    assert found.scores["events found"] == Score(right=7)
    assert found.scores["place"] == Score(right=6)
    assert found.scores["pins, of the news"] == Score(right=6)
    assert found.scores["somebody says so"] == Score(right=3)
    assert found.scores["the right speaker"] == Score(right=3)
    assert all((score.wrong, score.missed) == (0, 0) for score in found.scores.values())
    assert sorted(found.drawn) == [(0.6, True), *[(0.9, True)] * 5]


WRONG = [
    # event, what the marks say instead, measures with their right, wrong and missed, the faults
    (
        3,
        {"kind": "attack"},
        {
            "kind": (6, 1, 1),
            "kind, of found": (6, 1, 1),
            "pins, told so there": (5, 1, 1),
            "pins, anything told there": (6, 0, 0),
        },
        ["kind"],
    ),
    (3, {"kind": UNMAPPED}, {"kind": (6, 1, 0), "pins, of the news": (5, 1, 0)}, ["kind"]),
    (
        3,
        {"is_news": False},
        {
            "news, of the pinned": (5, 1, 1),
            "pins, of the news": (5, 1, 0),
            "pins, told so there": (6, 0, 0),
        },
        ["background"],
    ),
    (4, {"status": "done"}, {"status": (6, 1, 1)}, ["status"]),
    (4, {"status": "feared"}, {"status": (6, 1, 1), "pins, told so there": (5, 1, 1)}, ["status"]),
    (0, {"status": "hypothetical"}, {"not told as done": (2, 1, 1)}, ["status"]),
    (
        3,
        {"places": ()},
        {
            "place": (5, 1, 0),
            "pins, told so there": (5, 1, 1),
            "pins, anything told there": (5, 1, 1),
        },
        ["place"],
    ),
    (
        3,
        {"places": (sample.span("Samarkand", 5),)},
        {"place": (5, 1, 1), "place, of found": (5, 1, 1)},
        ["place"],
    ),
    (
        3,
        {"places": (sample.span("Samarkand", 5), sample.span("Dnipro", 4))},
        {"place": (5, 1, 1), "pins, told so there": (6, 0, 0)},
        ["place"],
    ),
    (6, {"places": (sample.span("Beijing", 6),)}, {"place": (6, 0, 1)}, ["place"]),
    (
        3,
        {"days": (date(2022, 9, 8), date(2022, 9, 9))},
        {"days exact": (5, 1, 1), "days overlap": (6, 0, 0)},
        [],
    ),
    (
        3,
        {"days": (date(2022, 9, 1), date(2022, 9, 2))},
        {"days exact": (5, 1, 1), "days overlap": (5, 1, 1)},
        ["days"],
    ),
    (0, {"has_day_words": True}, {"days given": (6, 0, 1)}, ["days"]),
    (0, {"agents": ()}, {"who does it": (3, 1, 0)}, []),
    (0, {"agents": (sample.span("Xi", 5),)}, {"who does it": (3, 1, 1)}, []),
    (3, {"agents": (sample.span("Xi", 5),)}, {"who does it": (4, 0, 1)}, []),
    (3, {"patients": (sample.span("Xi", 5),)}, {"to whom": (0, 0, 1)}, []),
    (3, {"said_by": ()}, {"somebody says so": (2, 1, 0)}, ["speaker"]),
    (1, {"said_by": (sample.span("Xi", 5),)}, {"somebody says so": (3, 0, 1)}, ["speaker"]),
    (3, {"said_by": (sample.span("Xi", 5),)}, {"the right speaker": (2, 1, 1)}, ["speaker"]),
    (
        3,
        {"trigger": sample.span("missile", 4)},
        {"events found": (6, 1, 1), "kind": (6, 1, 1)},
        ["missed", "extra"],
    ),
]


@pytest.mark.parametrize(("number", "values", "scores", "faults"), WRONG)
def test_what_is_told_otherwise_lowers_its_measure(
    number: int,
    values: dict[str, object],
    scores: dict[str, tuple[int, int, int]],
    faults: list[str],
    same: SameName,
) -> None:
    found = measured(changed(number, **values), ANALYSIS, same)
    told = {name: found.scores[name] for name in scores}
    assert {name: (one.right, one.wrong, one.missed) for name, one in told.items()} == scores
    assert [fault.what for fault in found.faults] == faults


@given(kept=NUMBERS)
def test_events_that_are_not_read_are_missed(kept: set[int], same: SameName) -> None:
    less = replace(ANALYSIS, events=tuple(ANALYSIS.events[at] for at in sorted(kept)))
    assert measured(MARKED, less, same).scores["events found"] == Score(
        right=len(kept), missed=7 - len(kept)
    )


@given(kept=NUMBERS)
def test_events_that_are_not_marked_are_extra(kept: set[int], same: SameName) -> None:
    less = replace(MARKED, events=tuple(MARKED.events[at] for at in sorted(kept)))
    assert measured(less, ANALYSIS, same).scores["events found"] == Score(
        right=len(kept), wrong=7 - len(kept)
    )


def test_the_same_kind_is_paired_first(same: SameName) -> None:
    """Two marks on words that overlap: the other kind has the trigger, the right one a letter."""
    hit = MARKED.events[3]
    letter = replace(hit, trigger=Span(start=hit.trigger.end - 1, end=hit.trigger.end + 4))
    marks = replace(MARKED, events=(replace(hit, kind="attack"), letter))
    scores = measured(marks, replace(ANALYSIS, events=ANALYSIS.events[3:4]), same).scores
    assert scores["events found"] == Score(right=1, missed=1)
    assert scores["kind, of found"] == Score(right=1)


TOLD_AGAIN = [
    # events that are read, then what is found of three tellings of one event and of another
    ((0,), (1, 0, 1)),
    ((1,), (1, 0, 1)),
    ((0, 1, 2), (1, 0, 1)),
    ((3,), (1, 0, 1)),
    ((2, 3), (2, 0, 0)),
    ((), (0, 0, 2)),
    ((4,), (0, 1, 2)),
]


@pytest.mark.parametrize(("read_at", "found"), TOLD_AGAIN)
def test_an_event_that_is_told_again_counts_once(
    read_at: tuple[int, ...], found: tuple[int, int, int], same: SameName
) -> None:
    again: list[MarkedEvent] = [
        replace(one, tells_again=first)
        for one, first in zip(MARKED.events[:4], (None, 0, 1, None), strict=True)
    ]
    less = replace(ANALYSIS, events=tuple(ANALYSIS.events[at] for at in read_at))
    score = measured(replace(MARKED, events=tuple(again)), less, same).scores["events, retold once"]
    assert (score.right, score.wrong, score.missed) == found


def test_only_confident_pins_are_sure(same: SameName) -> None:
    assert measured(MARKED, ANALYSIS, same).scores["pins, of the sure"] == Score(right=5)
    unsure = read(0, lambda event: replace(event, confidence=0.89))
    assert measured(MARKED, unsure, same).scores["pins, of the sure"] == Score(right=4)


def test_an_article_without_events(same: SameName) -> None:
    bare = replace(MARKED, events=())
    found = measured(bare, replace(ANALYSIS, events=()), same)
    assert set(found.scores.values()) == {NO_ANSWERS}
    assert (found.drawn, found.faults) == ((), ())


def test_faults_tell_both_sides_with_the_sentence(same: SameName) -> None:
    (fault,) = measured(changed(3, kind="attack"), ANALYSIS, same).faults
    assert (
        fault.gold
        == "attack “hit” (done, news) at Dnipro said by officials 2022-09-09 to 2022-09-09"
    )
    assert fault.output.startswith(
        "shelling/artillery/missile attack “hit” (done, 0.60) at Dnipro said by"
    )
    assert fault.words == sample.LINES[4]


NAMES = [
    # the mention elsewhere in the text, whether it is the place "Kupiansk" (Kupyansk)
    ("Kupiansk", True),
    ("KUPYANSK", True),
    ("northern Kupiansk", True),
    ("Kupiansk city", True),
    ("the town of Kupiansk", True),
    ("Kupiansk district", False),
    ("Izyum", False),
    ("the north", False),
]


@pytest.mark.parametrize(("name", "is_there"), NAMES)
def test_places_of_the_same_name(name: str, is_there: bool) -> None:
    text = f"{sample.TEXT}\n\n{name}"
    link = ANALYSIS.events[1].links[0]
    assert is_place(link, Span(start=len(text) - len(name), end=len(text)), text) is is_there


SENTENCES = [
    ("He left. She came at dawn. They met.", "came", "She came at dawn."),
    ("A heading\nShe came", "came", "She came"),
    ("“He left.” She came.", "came", "She came."),
    ("She said “I came.” They met.", "came", "She said “I came.”"),
    ("He left.\n\n  She came.\n", "came", "She came."),
    ("came", "came", "came"),
]


@pytest.mark.parametrize(("text", "words", "sentence"), SENTENCES)
def test_the_sentence_around_words(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    assert sentence_around(Span(start=start, end=start + len(words)), text).quote(text) == sentence
