"""When an answer of a geoparser is right: known counts, and laws."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.records import Article, Candidate, Place, Resolution, Span, Toponym, Use
from components.evaluation.corpora import CorpusText, GoldToponym
from components.evaluation.geoparsing import (
    GeoparsingMeasures,
    Judge,
    end_to_end,
    match_toponyms,
    measure,
    recognition,
    span_answers,
)
from components.evaluation.geoparsing_report import (
    FARTHEST_KM,
    breakdown,
    distances,
    error_rows,
    geoparsing_report,
    log_error_area,
    span_shares,
)
from components.evaluation.scores import Score
from components.places.gazetteer import open_gazetteer

TEXT = "The mayor of Springfield, Illinois, met Danish envoys from Aarhus in Peoria. Norland cheered. Springfield won."
SPRINGFIELD = Place(
    id="geonames:4250542",
    name="Springfield",
    kind="settlement",
    latitude=39.8,
    longitude=-89.64,
    country="USA",
)
MISSOURI = Place(
    id="geonames:4409896",
    name="Springfield",
    kind="settlement",
    latitude=37.2,
    longitude=-93.3,
    country="USA",
)
ILLINOIS = Place(
    id="geonames:4896861",
    name="Illinois",
    kind="admin1",
    latitude=40.0,
    longitude=-89.25,
    country="USA",
)
AARHUS = Place(
    id="geonames:2624652",
    name="Aarhus",
    kind="settlement",
    latitude=56.16,
    longitude=10.2,
    country="DNK",
)
DENMARK = Place(
    id="geonames:2623032",
    name="Denmark",
    kind="country",
    latitude=55.9,
    longitude=9.3,
    country="DNK",
)


def span(words: str, *, last: bool = False) -> Span:
    start = TEXT.rindex(words) if last else TEXT.index(words)
    return Span(start=start, end=start + len(words))


def gold(words: str, place: Place | None = None, **more: object) -> GoldToponym:
    position = (
        {"latitude": place.latitude, "longitude": place.longitude, "geonames_id": place.id}
        if place
        else {}
    )
    return GoldToponym(span=span(words), text=words, **position | more)  # type: ignore[arg-type]


def document(*toponyms: GoldToponym) -> CorpusText:
    return CorpusText(corpus="made", number=0, article=Article(id="a", text=TEXT), gold=toponyms)


def answer(
    words: str,
    place: Place | None,
    *,
    confidence: float = 0.9,
    use: Use = "literal",
    last: bool = False,
) -> Resolution:
    toponym = Toponym(span=span(words, last=last), text=words, use=use)
    candidates = (
        (Candidate(place=place, score=confidence, evidence=("its name",)),) if place else ()
    )
    return Resolution(
        toponym=toponym,
        place=place,
        method="name",
        confidence=confidence if place else 0.0,
        candidates=candidates,
    )


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(open_gazetteer())


ITEM = document(
    gold("Springfield", SPRINGFIELD),
    gold("Illinois", ILLINOIS),
    gold("Danish", DENMARK, is_demonym=True),
    gold("Aarhus", AARHUS),
    gold("Peoria"),
)
PERFECT = [
    answer("Springfield", SPRINGFIELD),
    answer("Illinois", ILLINOIS),
    answer("Danish", DENMARK, use="demonym"),
    answer("Aarhus", AARHUS),
    answer("Peoria", MISSOURI),
]


def test_only_names_that_can_be_drawn_are_pins(judge: Judge) -> None:
    answers = [
        answer("Springfield", SPRINGFIELD),
        answer("Illinois", ILLINOIS, use="embedded"),
        answer("Aarhus", MISSOURI, use="metonym"),
    ]
    found = measure(ITEM, answers=answers, on_gold=PERFECT, judge=judge)
    assert (found.placed, found.pins) == (((0.9, True), (0.9, True), (0.9, False)), ((0.9, True),))


def test_perfect_output_scores_one(judge: Judge) -> None:
    assert recognition(ITEM, [one.toponym for one in PERFECT]) == Score(right=4)
    for area in (True, False):
        assert end_to_end(ITEM, match_toponyms(ITEM, PERFECT), judge, area=area) == Score(right=3)


def test_known_scores(judge: Judge) -> None:
    """Springfield in another state, the mayor's title as a name, a demonym as a place, Peoria twice
    over, Aarhus missed."""
    answers = [
        answer("Springfield", MISSOURI),
        answer("mayor", AARHUS),
        answer("Illinois", ILLINOIS),
        answer("Danish envoys", DENMARK),
        answer("Peoria", AARHUS),
        answer("Norland", None),
    ]
    assert recognition(ITEM, [one.toponym for one in answers]) == Score(right=3, wrong=2, missed=1)
    assert end_to_end(ITEM, match_toponyms(ITEM, answers), judge, area=True) == Score(
        right=1, wrong=2, missed=2
    )


@given(kept=st.sets(st.sampled_from(range(len(PERFECT)))))
def test_dropped_answers_lower_recall_only(kept: set[int], judge: Judge) -> None:
    less = [one for at, one in enumerate(PERFECT) if at in kept]
    spans, placed = (
        recognition(ITEM, [one.toponym for one in less]),
        end_to_end(ITEM, match_toponyms(ITEM, less), judge, area=True),
    )
    assert (spans.wrong, spans.right + spans.missed) == (0, 4)
    assert (placed.wrong, placed.right + placed.missed) == (0, 3)
    assert spans.right == len(kept - {2})
    assert placed.right == len(kept & {0, 1, 3})


@given(
    answers=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "Springfield",
                    "Illinois",
                    "Springfield, Illinois",
                    "Danish",
                    "mayor",
                    "Aarhus",
                    "Peoria",
                ]
            ),
            st.sampled_from([SPRINGFIELD, MISSOURI, ILLINOIS, AARHUS, DENMARK, None]),
        ),
        unique_by=lambda pair: pair[0],
    )
)
def test_gold_is_counted_once_and_nearness_is_the_stricter(
    answers: Sequence[tuple[str, Place | None]], judge: Judge
) -> None:
    given_ = [answer(words, place) for words, place in answers]
    near, area = (
        end_to_end(ITEM, match_toponyms(ITEM, given_), judge, area=area) for area in (False, True)
    )
    assert near.right <= area.right <= 3
    assert near.right + near.missed == area.right + area.missed == 3
    assert near.right + near.wrong == area.right + area.wrong == len(match_toponyms(ITEM, given_))


def test_an_answer_takes_the_gold_of_its_own_span_first() -> None:
    both = [answer("Springfield, Illinois", SPRINGFIELD), answer("Illinois", ILLINOIS)]
    pairs = [
        (resolution.toponym.text, found and found.text)
        for resolution, found in match_toponyms(ITEM, both)
    ]
    assert pairs == [("Springfield, Illinois", "Springfield"), ("Illinois", "Illinois")]


@pytest.mark.parametrize(
    ("place", "toponym", "near", "right"),
    [
        (DENMARK, {"latitude": 72.0, "longitude": -40.0, "geonames_id": DENMARK.id}, False, True),
        (
            DENMARK,
            {"latitude": 72.0, "longitude": -40.0, "geonames_id": "geonames:3425505"},
            False,
            False,
        ),
        (DENMARK, {"latitude": 72.0, "longitude": -40.0, "page": "Denmark"}, False, True),
        (AARHUS, {"latitude": 57.9, "longitude": 10.2, "geonames_id": AARHUS.id}, False, False),
        (AARHUS, {"latitude": 57.5, "longitude": 10.2}, True, True),
        (AARHUS, {}, False, False),
    ],
)
def test_near_and_the_same_area(
    place: Place, toponym: dict[str, object], near: bool, right: bool, judge: Judge
) -> None:
    told = GoldToponym(span=Span(start=0, end=1), text="x", **toponym)  # type: ignore[arg-type]
    assert judge.is_near(place, told) is near
    assert judge.is_right(place, told) is right


def test_repeats_count_neither_way_where_only_first_mentions_are_annotated(judge: Judge) -> None:
    repeat = [answer("Springfield", SPRINGFIELD), answer("Springfield", MISSOURI, last=True)]
    first = document(gold("Springfield", SPRINGFIELD, page="Springfield"))
    every = document(gold("Springfield", SPRINGFIELD))
    for item, wrong in ((first, 0), (every, 1)):
        assert recognition(item, [one.toponym for one in repeat]) == Score(right=1, wrong=wrong)
        assert end_to_end(item, match_toponyms(item, repeat), judge, area=True) == Score(
            right=1, wrong=wrong
        )


def on_gold(*places: Place | None) -> list[Resolution]:
    return [answer(one.text, place) for one, place in zip(ITEM.gold, places, strict=True)]


def test_gold_spans(judge: Judge) -> None:
    answers = span_answers(ITEM, on_gold(MISSOURI, ILLINOIS, DENMARK, None, None), judge)
    assert [one.gold.text for one in answers] == ["Springfield", "Illinois", "Aarhus"]
    assert [one.is_right for one in answers] == [False, True, False]
    assert [one.kind for one in answers] == ["settlement", "admin1", "settlement"]
    assert [one.country for one in answers] == ["USA", "USA", "DNK"]
    assert answers[0].km == pytest.approx(432, abs=5)
    assert answers[2].km is None
    assert all(one.right_is_candidate for one in answers)
    shares = span_shares(answers)
    assert (
        shares["area-aware"]
        == shares["area-aware where among the candidates"]
        == pytest.approx(1 / 3)
    )
    told = distances(answers)
    assert told["unresolved"] == pytest.approx(1 / 3)
    assert (
        told["mean error in km, resolved"]
        == told["median error in km, resolved"]
        == pytest.approx(216, abs=3)
    )
    table = breakdown(answers, [one.country for one in answers])
    assert table["gold"].to_dict() == {"USA": 2, "DNK": 1}
    assert table["area-aware"].to_dict() == {"USA": 0.5, "DNK": 0}


def test_a_place_that_the_gazetteer_has_not(judge: Judge) -> None:
    nowhere = Place(id="geonames:1", name="x", kind="position", latitude=0.0, longitude=0.0)
    (one,) = span_answers(
        document(gold("Norland", nowhere, feature_code="HTL")), [answer("Norland", None)], judge
    )
    assert (one.kind, one.right_is_candidate) == ("not in the gazetteer HTL", False)


@given(errors_km=st.lists(st.floats(min_value=0, max_value=FARTHEST_KM), min_size=1).map(sorted))
def test_area_under_log_error(errors_km: list[float]) -> None:
    assert 0 <= log_error_area(errors_km) <= 1 + 1e-9
    assert log_error_area([FARTHEST_KM] * len(errors_km)) == pytest.approx(1)
    assert log_error_area([0.0] * len(errors_km)) == 0
    worse = sorted(min(error + 10, FARTHEST_KM) for error in errors_km)
    assert log_error_area(worse) >= log_error_area(errors_km) - 1e-12


def test_area_of_a_known_curve() -> None:
    assert log_error_area([0, 0, FARTHEST_KM]) == pytest.approx(0.25)
    assert log_error_area([math.sqrt(1 + FARTHEST_KM) - 1]) == pytest.approx(0.5)


def rows(
    answers: Sequence[Resolution], judge: Judge, places: Iterable[Place | None]
) -> list[dict[str, object]]:
    sentences = [Span(start=0, end=76), Span(start=77, end=93), Span(start=94, end=len(TEXT))]
    return list(
        error_rows(
            ITEM, answers=answers, on_gold=on_gold(*places), judge=judge, sentences=sentences
        )
    )


def test_each_error_is_a_row_with_its_sentence(judge: Judge) -> None:
    answers = [
        answer("Springfield", MISSOURI),
        answer("mayor", AARHUS),
        answer("Norland", None),
        *PERFECT[1:3],
        PERFECT[4],
    ]
    found = rows(answers, judge, [SPRINGFIELD, ILLINOIS, DENMARK, None, None])
    assert [(row["what"], row["text"]) for row in found] == [
        ("missed", "Aarhus"),
        ("extra", "mayor"),
        ("extra", "Norland"),
        ("end to end", "Springfield"),
        ("gold span", "Aarhus"),
    ]
    assert found[0]["sentence"] == TEXT[:76]
    assert found[2]["sentence"] == "Norland cheered."
    told = found[3]["answer"]
    assert isinstance(told, dict)
    (candidate,) = told["candidates"]
    assert (told["place"]["id"], candidate["score"], candidate["evidence"]) == (
        MISSOURI.id,
        0.9,
        ["its name"],
    )


@given(
    answers=st.lists(
        st.tuples(
            st.sampled_from(
                [
                    "Springfield",
                    "Illinois",
                    "Springfield, Illinois",
                    "Danish",
                    "mayor",
                    "Aarhus",
                    "Peoria",
                ]
            ),
            st.sampled_from([SPRINGFIELD, MISSOURI, None]),
            st.sampled_from(["literal", "demonym"]),
        ),
        unique_by=lambda one: one[0],
    )
)
def test_rows_and_scores_agree(
    answers: Sequence[tuple[str, Place | None, Use]], judge: Judge
) -> None:
    given_ = [answer(words, place, use=use) for words, place, use in answers]
    told = [
        row["what"] for row in rows(given_, judge, [SPRINGFIELD, ILLINOIS, DENMARK, AARHUS, None])
    ]
    spans = recognition(ITEM, [one.toponym for one in given_])
    assert (told.count("missed"), told.count("extra")) == (spans.missed, spans.wrong)


def test_perfect_output_has_no_errors(judge: Judge) -> None:
    assert rows(PERFECT, judge, [SPRINGFIELD, ILLINOIS, DENMARK, AARHUS, None]) == []


def test_the_report_holds_every_table(judge: Judge) -> None:
    whole = GeoparsingMeasures()
    for _ in range(2):
        whole += measure(
            ITEM,
            answers=PERFECT,
            on_gold=on_gold(SPRINGFIELD, ILLINOIS, DENMARK, AARHUS, None),
            judge=judge,
        )
    text = geoparsing_report(whole, documents=2)
    assert text.startswith("2 documents\n")
    for words in (
        "recognition, exact spans      8",
        "end to end, area-aware        6",
        "AUC of log error",
        "By kind of place",
        "By country",
        "expected calibration error 0.100",
        "Precision at confidence >= 0.8: 1.000",
    ):
        assert words in text
    assert geoparsing_report(GeoparsingMeasures(), documents=1).startswith("1 document\n")
