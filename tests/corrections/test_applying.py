"""What a person changes of a reading, shown in tables of sentences, and what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.core.records import Analysis, Comment, Span
from components.corrections.applying import Corrected, corrected
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
from components.corrections.records import Corrections
from components.reading.knowledge import Knowledge
from components.tables.rows import events_table, places_table
from tests.corrections.given import CODER, correction, event_at, of_event
from tests.readings import drawn, read

TEXT = (
    "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum on Sunday, "
    "the Russian Defense Ministry said. In the village of Borova the windows shook all night. "
    "The two presidents will meet at a summit in Samarkand on September 15-16."
)


@pytest.fixture(scope="module")
def analysis(knowledge: Knowledge) -> Analysis:
    return read(TEXT, knowledge)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def with_changes(
    analysis: Analysis, knowledge: Knowledge, trigger: str, *changes: Change
) -> Analysis:
    found = corrected(
        analysis, of_event(analysis, event_at(analysis, trigger), *changes), knowledge
    )
    assert found.not_applied == ()
    return found.analysis


def with_one(
    analysis: Analysis, knowledge: Knowledge, words: str, change: Change, *, number: int = 0
) -> Corrected:
    one = correction(analysis, span_of(words), change, number=number)
    return corrected(analysis, Corrections(corrections=(one,)), knowledge)


def test_nothing_said_changes_nothing(analysis: Analysis, knowledge: Knowledge) -> None:
    assert corrected(analysis, Corrections(), knowledge).analysis == analysis


def test_what_follows_is_recomputed_as_it_was_read(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    """A change to what it is already leaves claims, checks and the list of what is off the map as
    they were."""
    same = DaysChange(first_day=date(2022, 9, 10), last_day=date(2022, 9, 10))
    now = with_changes(analysis, knowledge, "retook", same)
    assert (now.claims, now.checks, now.rejected, now.resolutions) == (
        analysis.claims,
        analysis.checks,
        analysis.rejected,
        analysis.resolutions,
    )
    assert [event.id for event in now.events] == [event.id for event in analysis.events]


def test_rejected_event_is_listed_with_its_reason_and_claims_nothing(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    event = event_at(analysis, "left")
    now = corrected(
        analysis,
        of_event(analysis, event, Verdict(decision="reject"), note="a week earlier"),
        knowledge,
    ).analysis
    assert event.id not in {one.id for one in now.events}
    assert event.id not in {one.event_id for one in now.claims}
    [reason] = [one.reason for one in now.rejected if one.span == event.trigger]
    assert reason == f"Left: rejected by {CODER}: a week earlier"
    assert "named, but no event is told there" in {
        one.reason for one in now.rejected if one.text == "Izyum"
    }


@pytest.mark.parametrize("decision", ["accept", "fix"])
def test_other_decisions_change_nothing(
    analysis: Analysis, knowledge: Knowledge, decision: str
) -> None:
    assert with_changes(analysis, knowledge, "left", Verdict(decision=decision)) == analysis  # type: ignore[arg-type]


def test_event_that_was_sent_back_says_who_asks_and_nothing_else_changes(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    event = event_at(analysis, "left")
    now = corrected(
        analysis, of_event(analysis, event, SENT_BACK, note="which day?"), knowledge
    ).analysis
    assert event_at(now, "left").sent_back == Comment(coder=CODER, words="which day?")
    as_before = tuple(replace(one, sent_back=None) for one in now.events)
    assert replace(now, events=as_before) == analysis
    rows = events_table(now)
    told = rows[rows["event_id"].eq(event.id)]["sent_back"]
    assert set(told) == {f"{CODER}: which day?"}
    assert rows["sent_back"].notna().sum() == len(told)


def test_pin_is_moved_to_another_candidate_and_says_what_it_was(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    other = (
        next(one for one in analysis.resolutions if one.toponym.text == "Samarkand")
        .candidates[1]
        .place
    )
    now = with_one(analysis, knowledge, "Samarkand", PlaceChange(place_id=other.id)).analysis
    [link] = event_at(now, "summit").links
    assert (link.resolution.place, link.resolution.method) == (other, f"placed by {CODER}")
    rows = events_table(now)
    [row] = rows[rows["place_id"].eq(other.id)].to_dict("records")
    assert (row["corrected"], row["corrected_by"]) == (
        "place: was Samarkand, Samarqand Region, Uzbekistan (settlement)",
        CODER,
    )
    assert rows["corrected"].notna().sum() == 1
    assert list(places_table(now)["corrected_by"].dropna()) == [CODER]


def test_claims_and_checks_follow_the_pin(analysis: Analysis, knowledge: Knowledge) -> None:
    now = with_one(analysis, knowledge, "Izyum", PlaceChange(place_id="geonames:702986")).analysis
    assert {
        claim.place.id for claim in now.claims if claim.event_id == event_at(now, "left").id
    } == {"geonames:702986"}


def test_pin_is_moved_to_a_point(analysis: Analysis, knowledge: Knowledge) -> None:
    now = with_one(
        analysis, knowledge, "Izyum", PlaceChange(point=Point(latitude=49.1, longitude=37.2))
    ).analysis
    place = event_at(now, "left").links[-1].resolution.place
    assert place is not None
    assert (place.id, place.kind, place.latitude, place.longitude) == (
        "position:49.10000,37.20000",
        "position",
        49.1,
        37.2,
    )
    assert place.country == "", "what lies around a point is not guessed"


def test_place_that_is_not_known_takes_no_pin(analysis: Analysis, knowledge: Knowledge) -> None:
    now = with_one(analysis, knowledge, "Izyum", PlaceChange()).analysis
    assert drawn(event_at(now, "left")) == ["Izyum"]
    assert not any(link.is_pin for link in event_at(now, "left").links)
    [reason] = [one.reason for one in now.rejected if one.text == "Izyum"]
    assert reason == f"not known which place, as corrected by {CODER}"


def test_pin_is_taken_from_an_event_and_the_name_keeps_its_place(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    now = with_changes(
        analysis, knowledge, "left", PinChange(name=span_of("Izyum"), is_there=False)
    )
    assert drawn(event_at(now, "left")) == []
    assert now.resolutions == analysis.resolutions
    assert [one.reason for one in now.rejected if one.text == "Izyum"] == [
        f"not where it happened, as corrected by {CODER}"
    ]
    assert event_at(now, "left").amended[0].was == "from Izyum"


@pytest.mark.parametrize(
    ("change", "field", "was"),
    [
        (KindChange(kind="control taken"), "kind", "Left"),
        (ModalityChange(modality="planned"), "modality", "done"),
        (
            DaysChange(first_day=date(2022, 9, 9), last_day=date(2022, 9, 9)),
            "days",
            "11 September 2022",
        ),
        (
            ActorsChange(people=(Person(name="Wagner", side="Russia"),)),
            "actors",
            "Russian troops (Russia)",
        ),
        (TargetsChange(people=(Person(name="civilians"),)), "targets", "nobody"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_part_is_changed_and_says_what_it_was(
    analysis: Analysis, knowledge: Knowledge, change: Change, field: str, was: str
) -> None:
    event = event_at(with_changes(analysis, knowledge, "left", change), "left")
    assert [(one.field, one.was, one.coder) for one in event.amended] == [(field, was, CODER)]
    others = [one for one in analysis.events if one.id != event.id]
    assert others == [
        one
        for one in with_changes(analysis, knowledge, "left", change).events
        if one.id != event.id
    ]


def test_kind_brings_its_codes_and_its_claims(analysis: Analysis, knowledge: Knowledge) -> None:
    now = with_changes(analysis, knowledge, "left", KindChange(kind="control taken"))
    event = event_at(now, "left")
    assert (event.label, event.codes.acled_sub_event_type) == (
        "Taken",
        "Non-state actor overtakes territory",
    )
    [claim] = [one for one in now.claims if one.event_id == event.id]
    assert (claim.holder, claim.left_by) == ("Russia", "")


def test_taker_brings_the_code_of_its_condition(analysis: Analysis, knowledge: Knowledge) -> None:
    change = KindChange(kind="control taken")
    now = with_changes(
        analysis,
        knowledge,
        "left",
        change,
        ActorsChange(people=(Person(name="Kyiv's army", side="Ukraine"),)),
    )
    assert event_at(now, "left").codes.acled_sub_event_type == "Government regains territory"


def test_days_leave_the_words_of_the_article(analysis: Analysis, knowledge: Knowledge) -> None:
    days = DaysChange(first_day=None, last_day=date(2022, 9, 9))
    time = event_at(with_changes(analysis, knowledge, "left", days), "left").time
    assert (time.kind, time.text, time.anchor) == ("open", "on Sunday", f"dated by {CODER}")


def test_missed_event_is_added_in_text_order(analysis: Analysis, knowledge: Knowledge) -> None:
    sentence = "In the village of Borova the windows shook all night."
    borova = span_of("Borova")
    day = date(2022, 9, 11)
    change = AddedEvent(
        kind="shelling/artillery/missile attack",
        names=(borova,),
        first_day=day,
        last_day=day,
        points=(Point(latitude=49.4, longitude=37.6),),
    )
    found = with_one(analysis, knowledge, sentence, change, number=1)
    assert found.not_applied == ()
    added = next(event for event in found.analysis.events if event.amended)
    assert added.extractor == f"person:{CODER}"
    assert [link.resolution.toponym.text for link in added.links if link.is_pin] == [
        "Borova",
        "49.4000, 37.6000",
    ]
    assert added.sentence.quote(TEXT) == sentence
    starts = [event.trigger.start for event in found.analysis.events]
    assert starts == sorted(starts)
    rows = events_table(found.analysis)
    assert set(rows[rows["event_id"].eq(added.id)]["corrected"]) >= {"event: added"}


def test_added_event_can_be_corrected_and_rejected(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    sentence = span_of("In the village of Borova the windows shook all night.")
    added = correction(
        analysis, sentence, AddedEvent(kind="shelling/artillery/missile attack"), number=1
    )
    other = correction(analysis, sentence, AddedEvent(kind="peaceful protest"), number=2)
    renamed = correction(analysis, sentence, KindChange(kind="air/drone strike"), number=2)
    gone = correction(analysis, sentence, Verdict(decision="reject"), number=1)
    found = corrected(analysis, Corrections(corrections=(renamed, gone, added, other)), knowledge)
    assert found.not_applied == ()
    assert [event.kind for event in found.analysis.events if event.amended] == ["air/drone strike"]


NOT_APPLIED = [
    ("left", 0, KindChange(kind="no such kind"), "there is no kind of event “no such kind”"),
    ("town", 0, KindChange(kind="peaceful protest"), "no event was read from these words"),
    ("left", 1, KindChange(kind="peaceful protest"), "no event 1 was added to this sentence"),
    ("town", 0, PlaceChange(), "no name of a place was read from these words"),
    (
        "Izyum",
        0,
        PlaceChange(place_id="geonames:0"),
        "no place of the gazetteer has the id geonames:0",
    ),
    (
        "left",
        0,
        PinChange(name=Span(start=0, end=3), is_there=False),
        "the event has no place of that name",
    ),
    (
        "Russian troops left",
        0,
        AddedEvent(kind="peaceful protest"),
        "an added event is counted from 1",
    ),
    (
        "Russian troops left",
        1,
        AddedEvent(kind="no such kind"),
        "there is no kind of event “no such kind”",
    ),
    (
        "Russian troops left",
        1,
        AddedEvent(kind="peaceful protest", names=(Span(start=0, end=3),)),
        "it stands at a name that was not read as a place",
    ),
]


@pytest.mark.parametrize(
    ("words", "number", "change", "reason"), NOT_APPLIED, ids=[case[3][:40] for case in NOT_APPLIED]
)
def test_what_cannot_be_applied_is_kept_with_its_reason(
    analysis: Analysis, knowledge: Knowledge, words: str, number: int, change: Change, reason: str
) -> None:
    found = with_one(analysis, knowledge, words, change, number=number)
    assert [one.reason for one in found.not_applied] == [reason]
    assert found.analysis == analysis


def test_correction_of_an_event_whose_addition_failed_is_told(
    analysis: Analysis, knowledge: Knowledge
) -> None:
    sentence = span_of("In the village of Borova the windows shook all night.")
    added = correction(analysis, sentence, AddedEvent(kind="no such kind"), number=1)
    changed = correction(analysis, sentence, KindChange(kind="peaceful protest"), number=1)
    found = corrected(analysis, Corrections(corrections=(added, changed)), knowledge)
    assert [one.reason for one in found.not_applied] == [
        "there is no kind of event “no such kind”",
        "no event 1 was added to this sentence",
    ]


def test_other_words_at_the_span_are_told(analysis: Analysis, knowledge: Knowledge) -> None:
    one = correction(analysis, span_of("left"), Verdict(decision="reject"))
    moved = Corrections(
        corrections=(
            type(one)(**{name: getattr(one, name) for name in one.__slots__} | {"quote": "quit"}),
        )
    )
    found = corrected(analysis, moved, knowledge)
    assert found.not_applied[0].reason == "other words stand there: “left”"
    assert found.analysis == analysis


def test_other_articles_keep_out(analysis: Analysis, knowledge: Knowledge) -> None:
    other = read(TEXT + " It rained.", knowledge)
    given = of_event(other, event_at(other, "left"), Verdict(decision="reject"))
    assert corrected(analysis, given, knowledge).analysis == analysis
    assert given.of("") == Corrections()


PLANNED = "The Ukrainian army will advance on the town of Kupiansk on Friday, officers said. It met in Kyiv on Monday."


def test_rule_11_holds_for_what_a_person_changes(knowledge: Knowledge) -> None:
    """A planned movement goes no finer than its unit; told as done it is at the town, and back."""
    analysis = read(PLANNED, knowledge)
    event = event_at(analysis, "advance")
    assert event.links[-1].coarsened
    done = with_changes(analysis, knowledge, "advance", ModalityChange(modality="done"))
    assert event_at(done, "advance").links[-1].resolution.place.name == "Kupyansk"  # type: ignore[union-attr]
    taken = read(PLANNED.replace("will advance", "advanced"), knowledge)
    again = with_changes(taken, knowledge, "advanced", ModalityChange(modality="planned"))
    assert event_at(again, "advanced").links[-1].coarsened


def test_own_point_stands_where_it_was_put_and_says_that_it_is_finer(knowledge: Knowledge) -> None:
    analysis = read(PLANNED, knowledge)
    start = PLANNED.index("Kupiansk")
    one = correction(
        analysis,
        Span(start=start, end=start + 8),
        PlaceChange(point=Point(latitude=49.7, longitude=37.6)),
    )
    event = event_at(
        corrected(analysis, Corrections(corrections=(one,)), knowledge).analysis, "advance"
    )
    assert event.links[-1].resolution.place.id == "position:49.70000,37.60000"  # type: ignore[union-attr]
    assert [amendment.was.split(":")[0] for amendment in event.amended] == [
        "drawn no finer than its first-level unit"
    ]


def test_own_candidate_goes_no_finer(knowledge: Knowledge) -> None:
    analysis = read(PLANNED, knowledge)
    resolution = next(one for one in analysis.resolutions if one.toponym.text == "Kupiansk")
    start = resolution.toponym.span
    one = correction(analysis, start, PlaceChange(place_id="geonames:707292"))
    event = event_at(
        corrected(analysis, Corrections(corrections=(one,)), knowledge).analysis, "advance"
    )
    assert event.links[-1].coarsened
