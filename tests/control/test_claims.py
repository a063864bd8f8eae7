"""Who is said to hold what: one claim a drawn place, never more than the words say."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.control.claims import claims_of
from components.core.records import Modality, Stance
from tests import sample


def test_the_sample_gives_its_four_claims() -> None:
    found = claims_of(sample.analysis().events)
    told = [(claim.place.name, claim.holder, claim.left_by, claim.status) for claim in found]
    assert told == [
        ("Kharkiv", "Ukraine", "", "assessed by the Institute for the Study of War"),
        ("Kupyansk", "Ukraine", "", "reported"),
        ("Balakliya", "", "Russia", "acknowledged by Russia"),
        ("Izyum", "", "Russia", "acknowledged by Russia"),
    ]


def test_a_withdrawal_names_no_holder() -> None:
    left = [claim for claim in claims_of(sample.analysis().events) if claim.left_by]
    assert left
    assert all(not claim.holder for claim in left)


@pytest.mark.parametrize(
    "modality", ["planned", "ordered", "threatened", "feared", "denied", "negated", "hypothetical"]
)
def test_what_has_not_happened_gives_no_claim(modality: Modality) -> None:
    events = [replace(event, modality=modality) for event in sample.analysis().events]
    assert claims_of(events) == ()


def test_a_place_that_is_only_near_gives_no_claim() -> None:
    events = [
        replace(event, links=tuple(replace(link, near=True) for link in event.links))
        for event in sample.analysis().events
    ]
    assert claims_of(events) == ()


def test_the_day_is_the_last_by_which_it_is_said() -> None:
    for claim, event in (
        (claim, event)
        for claim in claims_of(sample.analysis().events)
        for event in sample.analysis().events
    ):
        if claim.event_id == event.id:
            assert claim.from_day == event.time.last_day


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        ("says", "acknowledged by Russia"),
        ("acknowledges", "acknowledged by Russia"),
        ("claims", "claimed by Russia"),
    ],
)
def test_a_party_that_says_it_left_acknowledges_its_own_loss(stance: Stance, status: str) -> None:
    [left] = [event for event in sample.analysis().events if event.kind == "withdrawal"]
    russia = replace(left.actors[0], side="Russia")
    told = replace(left, actors=(russia,), attributions=(replace(sample.MINISTRY, stance=stance),))
    assert {claim.status for claim in claims_of([told])} == {status}


def test_the_other_side_claims_it() -> None:
    [left] = [event for event in sample.analysis().events if event.kind == "withdrawal"]
    told = replace(
        left,
        attributions=(
            replace(sample.MINISTRY, side="Ukraine", speaker="Ukraine's army", stance="says"),
        ),
    )
    assert {claim.status for claim in claims_of([told])} == {"claimed by Ukraine"}
