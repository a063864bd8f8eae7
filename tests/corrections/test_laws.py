"""Laws of corrections: order does not matter between parts, undoing restores, a file reads back."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.core.records import Analysis, Span
from components.core.settings import ARTICLES
from components.corrections.applying import corrected
from components.corrections.changes import (
    SENT_BACK,
    ActorsChange,
    AddedEvent,
    Change,
    DaysChange,
    KindChange,
    ModalityChange,
    Person,
    PinChange,
    PlaceChange,
    Point,
    TargetsChange,
    Verdict,
)
from components.corrections.files import read, write
from components.corrections.records import Correction, Corrections, SignOff
from components.linking.decisions import Decision
from components.reading.knowledge import Knowledge
from tests.corrections.given import correction
from tests.readings import read as read_sentence

EXAMPLES = 25
"""Of each law that applies corrections: one application of many takes some hundredths of a
second."""
KINDS = ("control taken", "withdrawal", "meeting", "agreement")
DAYS = st.dates(date(2022, 8, 1), date(2022, 10, 31))
POINTS = st.builds(Point, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
WORDS = st.text(max_size=20)
PEOPLE = st.lists(
    st.builds(Person, name=WORDS, side=st.sampled_from(["", "Ukraine", "Russia"])), max_size=3
).map(tuple)
INTERVALS = st.tuples(st.none() | DAYS, st.none() | DAYS).filter(
    lambda days: None in days or days[0] <= days[1]
)
SPANS = st.tuples(st.integers(0, 500), st.integers(1, 40)).map(
    lambda ends: Span(start=ends[0], end=sum(ends))
)
OF_EVENTS = st.one_of(
    st.builds(Verdict, decision=st.sampled_from(["accept", "fix", "reject"])),
    st.builds(KindChange, kind=st.sampled_from(KINDS)),
    st.builds(ModalityChange, modality=st.sampled_from(["done", "planned", "denied"])),
    INTERVALS.map(lambda days: DaysChange(first_day=days[0], last_day=days[1])),
    st.builds(ActorsChange, people=PEOPLE),
    st.builds(TargetsChange, people=PEOPLE),
)
OF_PLACES = st.one_of(
    st.just(PlaceChange()),
    st.builds(PlaceChange, point=POINTS),
    st.builds(PlaceChange, place_id=WORDS),
)
ANY_CHANGE = st.one_of(
    OF_EVENTS,
    OF_PLACES,
    st.builds(PinChange, name=SPANS, is_there=st.booleans()),
    st.builds(
        lambda kind, names, points, days: AddedEvent(
            kind=kind, names=tuple(names), points=tuple(points), first_day=days[0], last_day=days[1]
        ),
        st.sampled_from(KINDS),
        st.lists(SPANS, max_size=2),
        st.lists(POINTS, max_size=2),
        INTERVALS,
    ),
)
TIMES = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
NAMES = WORDS.filter(str.strip)
HEX = st.text("0123456789abcdef", min_size=64, max_size=64)
FILES = st.builds(
    Corrections,
    corrections=st.lists(
        st.builds(
            Correction,
            article=HEX,
            span=SPANS,
            quote=WORDS,
            change=ANY_CHANGE,
            coder=NAMES,
            time=TIMES,
            number=st.integers(0, 3),
            note=WORDS,
        )
        | st.builds(
            Correction,
            article=HEX,
            span=SPANS,
            quote=WORDS,
            change=st.just(SENT_BACK),
            coder=NAMES,
            time=TIMES,
            note=NAMES,
        ),
        max_size=5,
    ).map(tuple),
    sign_offs=st.lists(
        st.builds(SignOff, article=HEX, name=NAMES, day=DAYS, time=TIMES, digest=HEX, note=WORDS),
        max_size=2,
    ).map(tuple),
    links=st.lists(
        st.builds(
            Decision,
            first=st.tuples(st.just("a"), WORDS),
            second=st.tuples(st.just("b"), WORDS),
            what=st.sampled_from(["apart", "same"]),
        ),
        max_size=2,
        unique_by=lambda one: (one.first, one.second),
    ).map(tuple),
)


@settings(max_examples=25)
@given(FILES)
def test_file_reads_back(held: Corrections) -> None:
    assert read(write(held).encode()) == held
    assert write(read(write(held).encode())) == write(held)


@pytest.fixture(scope="module")
def analysis(knowledge: Knowledge) -> Analysis:
    return read_sentence(
        "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum and Balakliya on "
        "Sunday, the ministry said. The two presidents will meet at a summit in Samarkand on September 15-16.",
        knowledge,
    )


def some(analysis: Analysis, draw: st.DrawFn) -> tuple[Correction, ...]:
    """Corrections of one reading, each of a part of its own."""
    events, names = analysis.events, [one.toponym.span for one in analysis.resolutions]
    pinned = [(event, link.resolution.toponym.span) for event in events for link in event.links]
    sentences = sorted({event.sentence for event in events})
    made: list[tuple[Span, Change, int]] = []
    for _ in range(draw(st.integers(0, 5))):
        made.append((draw(st.sampled_from(events)).trigger, draw(OF_EVENTS), 0))
    for _ in range(draw(st.integers(0, 3))):
        made.append((draw(st.sampled_from(names)), draw(OF_PLACES), 0))
    for _ in range(draw(st.integers(0, 2))):
        event, name = draw(st.sampled_from(pinned))
        made.append((event.trigger, PinChange(name=name, is_there=draw(st.booleans())), 0))
    for number in range(draw(st.integers(0, 2))):
        added = AddedEvent(
            kind=draw(st.sampled_from(KINDS)),
            names=tuple(draw(st.lists(st.sampled_from(names), max_size=2))),
            points=tuple(draw(st.lists(POINTS, max_size=1))),
        )
        made.append((draw(st.sampled_from(sentences)), added, number + 1))
    given = Corrections(
        corrections=tuple(
            correction(analysis, span, change, number=number, minute=draw(st.integers(0, 9)))
            for span, change, number in made
        )
    )
    return given.in_force()


@given(data=st.data(), seed=st.integers(0, 99))
@settings(max_examples=EXAMPLES)
def test_order_does_not_matter_between_parts(
    analysis: Analysis, knowledge: Knowledge, data: st.DataObject, seed: int
) -> None:
    made = list(data.draw(st.composite(lambda draw: some(analysis, draw))()))
    straight = corrected(analysis, Corrections(corrections=tuple(made)), knowledge)
    random.Random(seed).shuffle(made)
    assert corrected(analysis, Corrections(corrections=tuple(made)), knowledge) == straight


@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_undoing_the_last_restores_what_was(
    analysis: Analysis, knowledge: Knowledge, data: st.DataObject
) -> None:
    """What is applied never looks at what was applied before: with nothing left the reading is the
    program's own."""
    made = data.draw(st.composite(lambda draw: some(analysis, draw))())
    before = analyse_with(analysis, made[:-1], knowledge)
    analyse_with(analysis, made, knowledge)
    assert analyse_with(analysis, made[:-1], knowledge) == before
    assert analyse_with(analysis, (), knowledge) == analysis


@given(data=st.data())
@settings(max_examples=EXAMPLES)
def test_nothing_is_dropped_silently(
    analysis: Analysis, knowledge: Knowledge, data: st.DataObject
) -> None:
    """Each correction in force shows in the reading, or is listed with a reason."""
    made = data.draw(st.composite(lambda draw: some(analysis, draw))())
    found = corrected(analysis, Corrections(corrections=made), knowledge)
    untold = {one.correction for one in found.not_applied}
    assert all(one.reason for one in found.not_applied)
    rejected = {
        one.target
        for one in made
        if isinstance(one.change, Verdict) and one.change.decision == "reject"
    } - {one.target for one in untold}
    told = {
        (event.trigger, amendment.field)
        for event in found.analysis.events
        for amendment in event.amended
    }
    told |= {(one.toponym.span, "place") for one in found.analysis.resolutions if one.amended}
    for one in made:
        if one not in untold and one.target not in rejected and not isinstance(one.change, Verdict):
            assert (one.span, one.change.field) in told


def analyse_with(
    analysis: Analysis, made: tuple[Correction, ...], knowledge: Knowledge
) -> Analysis:
    return corrected(analysis, Corrections(corrections=made), knowledge).analysis


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_what_follows_from_a_reading_is_recomputed_alike(
    path: Path, digest: Callable[[Path], Analysis], knowledge: Knowledge
) -> None:
    """A correction that changes a day to what it is leaves everything else of a bundled article as
    it was read."""
    analysis = digest(path)
    first = analysis.events[0]
    same = correction(
        analysis,
        first.trigger,
        DaysChange(first_day=first.time.first_day, last_day=first.time.last_day),
    )
    now = analyse_with(analysis, (same,), knowledge)
    assert now.events[1:] == analysis.events[1:]
    assert (now.resolutions, now.claims, now.checks, now.rejected) == (
        analysis.resolutions,
        analysis.claims,
        analysis.checks,
        analysis.rejected,
    )
