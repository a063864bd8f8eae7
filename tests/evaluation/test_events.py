"""Scores of events against gold: known counts, and laws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.records import Analysis, Event, EventTime, Place, Span
from components.evaluation.events import (
    DETECTION,
    PLAIN,
    STRICT,
    UNPLACED,
    overlap,
    score_article,
)
from components.evaluation.gold import AREA, GoldArticle, GoldEvent, GoldQuote, GoldType
from components.evaluation.matching import is_same_place, match_pins, pins_of
from components.evaluation.scores import (
    NO_ANSWERS,
    NOTHING_COVERED,
    Counts,
    Coverage,
    Measures,
    Score,
)
from components.evaluation.words import SameName, same_name
from components.lexicon.people import actor_lexicon
from components.places.gazetteer import SqliteGazetteer, open_gazetteer
from tests import sample
from tests.evaluation.given import gold_event, gold_of

ANALYSIS = sample.analysis()
PINS = pins_of(ANALYSIS)


@pytest.fixture(scope="module")
def places() -> SqliteGazetteer:
    return open_gazetteer()


@pytest.fixture(scope="module")
def same() -> SameName:
    return same_name(actor_lexicon())


def score(
    gold: GoldArticle, analysis: Analysis, places: SqliteGazetteer, same: SameName
) -> Measures:
    return score_article(gold, analysis, gazetteer=places, same_name=same)


def with_events(events: Sequence[Event]) -> Analysis:
    return replace(ANALYSIS, events=tuple(events))


def changed(number: int, **values: object) -> Analysis:
    """The reading with values of one event changed."""
    return with_events(
        [
            replace(event, **values) if at == number else event  # type: ignore[arg-type]
            for at, event in enumerate(ANALYSIS.events)
        ]
    )


def test_pins_are_what_the_map_draws() -> None:
    assert [(pin.event.id, pin.place.name) for pin in PINS] == [
        ("e1", "Kharkiv"),
        ("e2", "Kupyansk"),
        ("e3", "Izyum"),
        ("e3", "Balakliya"),
        ("e4", "Dnipro"),
        ("e5", "Samarkand"),
        ("e6", "Beijing"),
    ]


def test_perfect_output_scores_one(places: SqliteGazetteer, same: SameName) -> None:
    scores = score(gold_of(ANALYSIS), ANALYSIS, places, same)
    assert scores.faults == ()
    for measure in set(scores.scores) - {UNPLACED}:
        assert scores.scores[measure].f1 == 1, measure
    assert scores.scores[DETECTION] == Score(right=7)


@given(kept=st.sets(st.integers(min_value=0, max_value=len(ANALYSIS.events) - 1)))
def test_dropped_events_lower_recall_only(
    kept: set[int], places: SqliteGazetteer, same: SameName
) -> None:
    less = with_events([event for at, event in enumerate(ANALYSIS.events) if at in kept])
    scores = score(gold_of(ANALYSIS), less, places, same)
    found = len(pins_of(less))
    assert scores.scores[DETECTION] == Score(right=found, missed=len(PINS) - found)
    assert not {fault.what for fault in scores.faults} - {"missed", "not met"}


@given(kept=st.sets(st.integers(min_value=0, max_value=len(PINS) - 1), min_size=1))
def test_gold_that_is_taken_away_lowers_precision_only(
    kept: set[int], places: SqliteGazetteer, same: SameName
) -> None:
    gold = gold_of(ANALYSIS)
    less = replace(gold, pins=tuple(pin for at, pin in enumerate(gold.pins) if at in kept))
    assert score(less, ANALYSIS, places, same).scores[DETECTION] == Score(
        right=len(kept), wrong=len(PINS) - len(kept)
    )


@given(optional=st.sets(st.integers(min_value=0, max_value=len(PINS) - 1)))
def test_optional_pins_are_neither_right_nor_wrong(
    optional: set[int], places: SqliteGazetteer, same: SameName
) -> None:
    gold = gold_of(ANALYSIS)
    eased = replace(
        gold,
        pins=tuple(replace(pin, is_optional=at in optional) for at, pin in enumerate(gold.pins)),
    )
    for output in (ANALYSIS, with_events(())):
        detection = score(eased, output, places, same).scores[DETECTION]
        assert detection.wrong == 0
        assert detection.right + detection.missed == len(PINS) - len(optional)


def test_false_pins_count_double_where_the_gold_has_none(
    places: SqliteGazetteer, same: SameName
) -> None:
    assert score(GoldArticle(where="bare"), ANALYSIS, places, same).scores[DETECTION] == Score(
        wrong=2 * len(PINS)
    )
    assert (
        score(GoldArticle(where="bare"), with_events(()), places, same).scores[DETECTION]
        == NO_ANSWERS
    )


WRONG_FIELDS = [
    # event, what is changed in it, the measure that falls, the fault
    (
        3,
        {"time": EventTime(first_day=date(2022, 9, 8), last_day=date(2022, 9, 10), kind="range")},
        ("days exact",),
        "days",
    ),
    (
        3,
        {"time": EventTime(first_day=None, last_day=None, kind="unknown")},
        ("days exact", "days overlap"),
        "days",
    ),
    (3, {"attributions": ()}, ("attribution",), "speaker"),
    (3, {"attributions": (sample.MINISTRY,)}, ("attribution",), "speaker"),
    (1, {"attributions": (sample.ISW,)}, ("attribution",), "speaker"),
    (4, {"modality": "done"}, ("modality",), "modality"),
]


@pytest.mark.parametrize(("number", "values", "fallen", "fault"), WRONG_FIELDS)
def test_a_wrong_field_lowers_its_measure_alone(
    number: int,
    values: dict[str, object],
    fallen: tuple[str, ...],
    fault: str,
    places: SqliteGazetteer,
    same: SameName,
) -> None:
    scores = score(gold_of(ANALYSIS), changed(number, **values), places, same)
    assert scores.scores[DETECTION].f1 == 1
    for measure in set(scores.scores) - {UNPLACED}:
        found = scores.scores[measure]
        assert (found.wrong, found.missed) == ((1, 1) if measure in fallen else (0, 0)), measure
    assert [one.what for one in scores.faults] == [fault]
    assert scores.faults[0].span == ANALYSIS.events[number].sentence
    assert scores.faults[0].words == ANALYSIS.events[number].sentence.quote(sample.TEXT)


def test_actors_and_sides_that_are_missed_and_added(
    places: SqliteGazetteer, same: SameName
) -> None:
    ukraine, russia = ANALYSIS.events[0].actors[0], ANALYSIS.events[2].actors[0]
    scores = score(gold_of(ANALYSIS), changed(0, actors=(russia,)), places, same)
    assert (scores.scores["sides"].wrong, scores.scores["sides"].missed) == (1, 1)
    assert (scores.scores["actors"].wrong, scores.scores["actors"].missed) == (1, 1)
    scores = score(gold_of(ANALYSIS), changed(0, actors=(ukraine, russia)), places, same)
    assert (scores.scores["sides"].wrong, scores.scores["sides"].missed) == (1, 0)
    crowd = replace(russia, name="people", side="")
    scores = score(gold_of(ANALYSIS), changed(0, actors=(ukraine,), targets=(crowd,)), places, same)
    assert scores.scores["actors"].wrong == 0


def test_another_kind_is_a_miss_and_an_extra_pin(places: SqliteGazetteer, same: SameName) -> None:
    scores = score(gold_of(ANALYSIS), changed(1, kind="withdrawal"), places, same)
    assert scores.scores[DETECTION] == Score(right=6, wrong=1, missed=1)
    missed, extra = scores.faults
    assert (missed.what, missed.gold) == ("missed", "control regained at Kupyansk")
    assert missed.output == "withdrawal “retook” (done) at Kupiansk"
    assert extra.what == "extra"


def test_a_pin_in_words_that_take_none_is_told_with_the_reason(
    places: SqliteGazetteer, same: SameName
) -> None:
    gold = gold_of(ANALYSIS)
    warned = replace(
        gold,
        pins=gold.pins[:-1],
        must_not=((GoldQuote(span=sample.span("Beijing", 6)), "only planned"),),
    )
    (fault,) = score(warned, ANALYSIS, places, same).faults
    assert fault.what == "extra"
    assert fault.note.endswith("only planned")


def test_events_without_a_place_are_looked_for_in_their_sentence(
    places: SqliteGazetteer, same: SameName
) -> None:
    wanted = GoldType(kinds=frozenset({"meeting"}))
    meeting = GoldEvent(
        type="meeting", allowed=wanted, sentence=GoldQuote(span=ANALYSIS.events[6].sentence)
    )
    elsewhere = replace(meeting, sentence=GoldQuote(span=ANALYSIS.events[5].sentence))
    scores = score(
        replace(gold_of(ANALYSIS), unplaced=(meeting, elsewhere)), ANALYSIS, places, same
    )
    assert scores.scores[UNPLACED] == Score(right=1, missed=1)


def moved(pin: int, *, sentence: Span | None = None, place: Place | None = None) -> Analysis:
    """The reading with the event of a pin told in another sentence, or at another place."""
    event = PINS[pin].event
    there = replace(PINS[pin].link.resolution, place=place or PINS[pin].place)
    told = replace(
        event,
        sentence=sentence or event.sentence,
        passages=(event.sentence,),
        links=(replace(PINS[pin].link, resolution=there),),
    )
    return with_events([told if one.id == event.id else one for one in ANALYSIS.events])


ELSEWHERE = Place(id="x", name="Xyz", kind="settlement", latitude=-40.0, longitude=-70.0)
BY_PLACE = [
    # the reading, pins right and wrong, gold met and missed: plain, then strict
    (ANALYSIS, (7, 0, 7, 0), (7, 0, 7, 0)),
    (moved(1, sentence=PINS[0].event.sentence), (7, 0, 7, 0), (6, 1, 6, 1)),
    (moved(1, place=ELSEWHERE), (6, 1, 6, 1), (6, 1, 6, 1)),
    (changed(1, kind="withdrawal"), (7, 0, 7, 0), (7, 0, 7, 0)),
    (with_events(()), (0, 0, 0, 7), (0, 0, 0, 7)),
]


@pytest.mark.parametrize(("reading", "plain", "strict"), BY_PLACE)
def test_pins_by_their_place(
    reading: Analysis, plain: Counts, strict: Counts, places: SqliteGazetteer, same: SameName
) -> None:
    scores = score(gold_of(ANALYSIS), reading, places, same)
    assert (scores.scores[PLAIN].counts, scores.scores[STRICT].counts) == (plain, strict)
    told = [fault.what for fault in scores.faults if "its place" not in fault.note]
    assert (
        sum(what in {"missed", "not met"} for what in told),
        sum(what in {"extra", "astray"} for what in told),
    ) == (strict[3], strict[1])


def test_a_pin_in_words_that_take_none_is_right_by_the_plain_measure_alone(
    places: SqliteGazetteer, same: SameName
) -> None:
    span = PINS[0].link.resolution.toponym.span
    warned = replace(gold_of(ANALYSIS), must_not=((GoldQuote(span=span), "a reference"),))
    scores = score(warned, ANALYSIS, places, same)
    assert (scores.scores[PLAIN].counts, scores.scores[STRICT].counts) == (
        (7, 0, 7, 0),
        (6, 1, 6, 1),
    )


def test_a_pin_near_an_optional_one_is_right_and_nothing_is_missed_without_it(
    places: SqliteGazetteer, same: SameName
) -> None:
    gold = gold_of(ANALYSIS)
    eased = replace(gold, pins=tuple(replace(pin, is_optional=True) for pin in gold.pins))
    for output, right in ((ANALYSIS, 7), (with_events(()), 0)):
        scores = score(eased, output, places, same)
        assert scores.scores[PLAIN].counts == scores.scores[STRICT].counts == (right, 0, 0, 0)


def test_gold_without_sentences_has_no_strict_measure(
    places: SqliteGazetteer, same: SameName
) -> None:
    gold = gold_of(ANALYSIS)
    bare = replace(gold, pins=tuple(replace(pin, sentence=GoldQuote()) for pin in gold.pins))
    scores = score(bare, ANALYSIS, places, same)
    assert (scores.scores[PLAIN], scores.scores[STRICT]) == (
        Coverage(right=7, met=7),
        NOTHING_COVERED,
    )


PLACES = [
    # the gold's place and position, the pin, whether it is the same
    (("Kupiansk", None, None), 1, True),
    (("Kup’yans’k", 49.71, 37.61), 1, True),
    (("the town", 49.72, 37.6), 1, True),
    (("Kupiansk", 47.0, 30.0), 1, False),
    (("Izyum", 49.21, 37.26), 1, False),
    (("Kharkiv Oblast", 50.5, 37.0), 0, True),
    (("Kharkiv", 49.98, 36.25), 0, True),
    (("Kharkiv", 49.9808, 36.2527), 0, True),
    (("a quarter", 49.98, 36.4), 0, True),
    (("a suburb", 49.98, 36.6), 0, False),
    (("the northern region", 49.98, 36.6), 0, True),
    (("the northern region", 52.0, 36.6), 0, False),
]


@pytest.mark.parametrize(("gold", "pin", "is_same"), PLACES)
def test_same_place(
    gold: tuple[str, float | None, float | None], pin: int, is_same: bool, places: SqliteGazetteer
) -> None:
    told = GoldEvent(
        type="x",
        allowed=GoldType(kinds=frozenset()),
        place=gold[0],
        latitude=gold[1],
        longitude=gold[2],
        is_area=AREA.search(gold[0]) is not None,
    )
    assert is_same_place(told, PINS[pin], places) is is_same


def test_a_town_is_not_its_unit(places: SqliteGazetteer) -> None:
    oblast = replace(
        PINS[0].link.resolution, place=replace(sample.KHARKIV_OBLAST, latitude=49.6, longitude=36.5)
    )
    pin = replace(PINS[0], link=replace(PINS[0].link, resolution=oblast))
    town = GoldEvent(
        type="x",
        allowed=GoldType(kinds=frozenset()),
        place="Kharkiv",
        latitude=49.98,
        longitude=36.25,
    )
    assert not is_same_place(town, pin, places)
    assert is_same_place(replace(town, place="Kharkiv Oblast"), pin, places)


def test_a_pin_that_is_drawn_no_finer_is_right_for_the_town_that_its_words_name(
    places: SqliteGazetteer,
) -> None:
    izyum = next(pin for pin in PINS if pin.place == sample.IZYUM)
    town = next(place for place in places.lookup("Izyum") if place.country == "UKR")
    larger = places.place(town.admin1_id)
    assert larger is not None
    told = replace(izyum.link.resolution, place=larger)
    pin = replace(
        izyum,
        link=replace(
            izyum.link, resolution=told, coarsened="a movement of forces that is still to come"
        ),
    )
    assert is_same_place(gold_event(izyum), pin, places)
    assert not is_same_place(replace(gold_event(izyum), place="Kupiansk"), pin, places)
    assert not is_same_place(
        gold_event(izyum), replace(pin, link=replace(pin.link, coarsened="")), places
    )


def test_as_many_pairs_as_there_can_be(places: SqliteGazetteer) -> None:
    """The first gold would take the only pin of the second."""
    first, second = replace(gold_event(PINS[2]), place="Izyum"), gold_event(PINS[2])
    twin = replace(
        PINS[2], event=replace(PINS[2].event, kind="advance", sentence=ANALYSIS.events[0].sentence)
    )
    wide = replace(first, allowed=GoldType(kinds=frozenset({"advance", "withdrawal"})))
    assert match_pins([wide, second], [PINS[2], twin], places) == {0: 1, 1: 0}
    assert match_pins([second, wide], [PINS[2], twin], places) == {0: 0, 1: 1}


DAY = date(2024, 3, 4)
LATER = date(2024, 3, 9)


@pytest.mark.parametrize(
    ("days", "time", "is_right"),
    [
        ((DAY, DAY), (DAY, DAY), True),
        ((DAY, DAY), (LATER, LATER), False),
        ((None, DAY), (None, LATER), True),
        ((LATER, None), (None, DAY), False),
        ((DAY, LATER), (None, DAY), True),
        ((DAY, DAY), (None, None), False),
        ((None, None), (None, None), True),
        ((None, None), (DAY, DAY), True),
    ],
)
def test_ranges_of_days_overlap(
    days: tuple[date | None, date | None], time: tuple[date | None, date | None], is_right: bool
) -> None:
    assert overlap(days, EventTime(first_day=time[0], last_day=time[1], kind="range")) is is_right
