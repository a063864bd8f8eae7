"""What is drawn for the handmade reading, place by place: rules 2, 5, 8, 9 and 10."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from components.control.checks import NO_BASELINE
from components.core.records import PlaceLink
from components.map.legend import legend_entries
from components.map.looks import without_repeated_labels
from components.map.marks import AREA_KINDS, outline_of
from components.map.style import MEASURE, SHARE, Outline, Symbol
from tests import sample
from tests.map.given import AREAS, mark_at, marks_of, with_claims, with_event

ANALYSIS = sample.analysis()


def test_every_mark_of_the_reading() -> None:
    found = {(mark.layer, mark.label, mark.event_ids) for mark in marks_of(ANALYSIS)}
    assert found == {
        ("control", "nearly all of Kharkiv Oblast", ("e1",)),
        ("control", "Kupiansk", ("e2",)),
        ("control", "Balakliya", ("e3",)),
        ("control", "Izyum", ("e3",)),
        ("other", "near Dnipro", ("e4",)),
        ("diplomacy", "Samarkand", ("e5",)),
        ("diplomacy", "Beijing", ("e6",)),
        ("measures", "38 mi, 24° NNE", ("e2",)),
    }


@pytest.mark.parametrize(
    ("label", "look", "notes"),
    [
        (
            "nearly all of Kharkiv Oblast",
            Outline(colour="#0072B2", hatch=("#0072B2",), dashed=True),
            (
                "which part is not said",
                "retaken by Ukraine",
                "assessed by the Institute for the Study of War",
            ),
        ),
        ("Kupiansk", Symbol(colour="#0072B2"), ("retaken by Ukraine", "reported")),
        (
            "Izyum",
            Symbol(fill="ring", colour="#D55E00", dashed=True),
            ("left by Russia", "acknowledged by Russia"),
        ),
        (
            "near Dnipro",
            Symbol(shape="burst", colour="#D8323A", near_km=25, radius=7),
            ("Shelling or missile attack", "9 September"),
        ),
        (
            "Samarkand",
            Symbol(shape="diamond", colour="#088A99", fill="hollow", radius=7),
            ("Summit, planned", "15–16 September"),
        ),
        (
            "Beijing",
            Symbol(shape="diamond", colour="#088A99", fill="hollow", radius=7),
            ("Party congress, planned", "October"),
        ),
        ("38 mi, 24° NNE", MEASURE, ("the text: about 30 miles north of Izyum",)),
    ],
)
def test_looks_and_words(label: str, look: Symbol | Outline, notes: tuple[str, ...]) -> None:
    mark = mark_at(ANALYSIS, label)
    assert (mark.look, mark.notes) == (look, notes)


@pytest.mark.parametrize("layer", ["control", "diplomacy", "other", "measures"])
def test_a_layer_that_is_off_draws_nothing(layer: str) -> None:
    assert {mark.layer for mark in marks_of(ANALYSIS, frozenset({layer}))} == {layer}
    assert marks_of(ANALYSIS, frozenset()) == ()


def test_who_left_colours_no_ground() -> None:
    left = with_event(
        ANALYSIS,
        2,
        links=(
            PlaceLink(
                resolution=sample.resolution("Kharkiv Oblast", 1, sample.KHARKIV_OBLAST),
                role="from",
            ),
        ),
    )
    claim = replace(ANALYSIS.claims[2], place=sample.KHARKIV_OBLAST)
    (mark,) = [
        mark for mark in marks_of(replace(left, claims=(claim,))) if mark.event_ids == ("e3",)
    ]
    assert mark.look == Outline(colour="#D55E00", dashed=True)


def test_sides_that_contradict_one_another_are_both_in_the_mark() -> None:
    both = with_claims(
        ANALYSIS,
        {"holder": "Ukraine", "status": "claimed by Ukraine"},
        {"holder": "Russia", "status": "claimed by Russia"},
    )
    mark = mark_at(both, "Kupiansk")
    assert mark.look == Symbol(fill="split", colour="#D55E00", second="#0072B2")
    assert mark.meaning == "Disputed: Russia and Ukraine"
    assert mark.notes == (
        "retaken by Ukraine",
        "claimed by Ukraine",
        "said to be held by Russia",
        "claimed by Russia",
        "disputed",
    )


def test_a_disputed_claim_is_split_with_the_unknown() -> None:
    mark = mark_at(with_claims(ANALYSIS, {"holder": "Ukraine", "status": "disputed"}), "Kupiansk")
    assert mark.look == Symbol(fill="split", colour="#0072B2", second="unknown")


def test_a_claim_without_any_side_is_a_question() -> None:
    mark = mark_at(with_claims(ANALYSIS, {"holder": "", "left_by": ""}), "Kupiansk")
    assert mark.look == Symbol(colour="unknown", mark="?")


def test_a_superseded_claim_is_not_drawn_as_held() -> None:
    superseded = with_claims(
        ANALYSIS, {"status": "superseded"}, {"holder": "Russia", "status": "claimed by Russia"}
    )
    assert mark_at(superseded, "Kupiansk").look == Symbol(colour="#D55E00")


@pytest.mark.parametrize("modality", ["threatened", "feared", "denied", "negated", "hypothetical"])
def test_what_did_not_happen_is_not_drawn(modality: str) -> None:
    assert not [
        mark
        for mark in marks_of(with_event(ANALYSIS, 4, modality=modality))
        if "e5" in mark.event_ids
    ]


def test_events_that_look_alike_at_one_place_are_one_mark_with_all_ids() -> None:
    second = with_event(ANALYSIS, 5, links=ANALYSIS.events[4].links)
    mark = mark_at(second, "Samarkand")
    assert mark.event_ids == ("e5", "e6")
    assert mark.notes[-1] == "+ 1 more"
    assert len(mark.tips) == 2


def test_areas_have_the_hue_of_their_group_and_take_turns_on_one_edge() -> None:
    in_oblast = ANALYSIS.events[0].links
    protest = with_event(
        with_event(ANALYSIS, 3, links=in_oblast), 4, links=in_oblast
    )  # shelling and a summit
    drawn = [mark for mark in without_repeated_labels(marks_of(protest)) if mark.geometry]
    looks = {mark.layer: mark.look for mark in drawn if isinstance(mark.look, Outline)}
    assert (looks["other"].colour, looks["diplomacy"].colour) == ("#D8323A", "#088A99")
    areas = [mark for mark in drawn if mark.layer != "measures"]
    turns = [mark.look.turn for mark in areas if isinstance(mark.look, Outline)]
    assert sorted(turns) == [(0, 3), (1, 3), (2, 3)]
    assert {entry.words for entry in legend_entries(areas)} >= {
        "Fighting and strikes: somewhere in this area",
        "Diplomacy: somewhere in this area",
    }


def test_a_mentioned_place_is_drawn_where_no_event_is() -> None:
    mentioned = replace(
        ANALYSIS, events=tuple(event for event in ANALYSIS.events if event.id != "e4")
    )
    (mark,) = [mark for mark in marks_of(mentioned) if mark.layer == "mentions"]
    assert (mark.label, mark.event_ids) == ("Dnipro", ())


def test_outlines_are_for_areas_alone() -> None:
    row = {"place_id": sample.KHARKIV_OBLAST.id, "place_kind": "admin1"}
    assert outline_of(row, AREAS) is not None
    assert outline_of({**row, "place_kind": "settlement"}, AREAS) is None
    assert outline_of({**row, "place_id": "geonames:1"}, AREAS) is None
    assert "country" not in AREA_KINDS


@pytest.mark.parametrize(
    ("day", "looks"),
    [
        (date(2022, 9, 9), {}),
        (
            date(2022, 9, 10),
            {"Balakliya": "ring", "Izyum": "ring", "Kupiansk": "?", "Kharkiv Oblast": "outline"},
        ),
        (
            date(2022, 9, 12),
            {
                "Balakliya": "ring",
                "Izyum": "ring",
                "Kupiansk": "solid",
                "nearly all of Kharkiv Oblast": "hatch",
            },
        ),
    ],
)
def test_each_day_has_its_own_holders(day: date, looks: dict[str, str]) -> None:
    found = {
        mark.label: look_in_a_word(mark.look)
        for mark in marks_of(ANALYSIS, frozenset({"control"}), as_of=day)
    }
    assert found == looks


def look_in_a_word(look: Symbol | Outline) -> str:
    if isinstance(look, Outline):
        return "hatch" if look.hatch else "outline"
    return look.mark or look.fill


def test_a_place_told_of_a_later_day_leads_to_the_event_that_tells_it() -> None:
    [kupiansk] = [
        mark for mark in marks_of(ANALYSIS, as_of=date(2022, 9, 11)) if mark.label == "Kupiansk"
    ]
    assert kupiansk.event_ids == ("e2",)
    assert kupiansk.tips == ("Kupiansk: unknown: known only for a later day",)


def test_a_later_claim_supersedes_on_its_day_and_not_before() -> None:
    retaken = with_claims(
        ANALYSIS,
        {"holder": "Ukraine", "from_day": date(2022, 9, 10)},
        {"holder": "Russia", "from_day": date(2022, 9, 12)},
    )
    colours = [
        mark.look.colour
        for day in (10, 11, 12)
        for mark in marks_of(retaken, as_of=date(2022, 9, day))
        if mark.label == "Kupiansk"
    ]
    assert colours == ["#0072B2", "#0072B2", "#D55E00"]


def test_a_share_is_the_outline_of_its_region_with_its_size_and_no_more_words_than_that() -> None:
    share = replace(
        ANALYSIS.checks[0],
        event_id="e1",
        claim="nearly all of Kharkiv Oblast",
        kind="share",
        from_place=None,
        to_place=sample.KHARKIV_OBLAST,
        measured=31389.0,
        measured_km=31389.0,
        unit="km2",
        verdict=NO_BASELINE,
        how="Kharkiv has 31,389 km² on the ellipsoid",
    )
    (mark,) = marks_of(replace(ANALYSIS, checks=(share,)), frozenset({"measures"}))
    assert (mark.look, mark.label, mark.notes) == (
        SHARE,
        "whole region: 31,389 km²",
        ("the text: nearly all of Kharkiv Oblast",),
    )
    assert "Kharkiv has 31,389 km² on the ellipsoid" in mark.tips[0]
    by_reference = replace(share, measured=96.2, unit="%", verdict="agrees")
    (mark,) = marks_of(replace(ANALYSIS, checks=(by_reference,)), frozenset({"measures"}))
    assert mark.label == "96 % of the region"
    marks = marks_of(replace(ANALYSIS, checks=(share,)))
    region, alone = (
        one for one in marks if one.place_id.removeprefix(">") == sample.KHARKIV_OBLAST.id
    )
    assert ((region.notes[0], region.notes[-1]), alone.look) == (
        ("which part is not said", "whole region: 31,389 km²"),
        SHARE,
    )
    assert (alone.label, alone.notes) == ("", ()), "one region, one label"
    assert mark.geometry is not None
