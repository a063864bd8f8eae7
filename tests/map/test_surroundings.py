"""What lies under the pins of very many events: the outlines, measures and mentioned places of the
small map, and no pin."""

from __future__ import annotations

from dataclasses import replace

import pytest

from components.map import events as module
from components.map.events import heaviest, surroundings
from components.map.packing import packed
from components.map.style import BESIDE
from components.tables import rows
from components.view.control_snapshot import control_snapshot
from components.view.selection import View
from tests import sample
from tests.many import events_of
from tests.map.given import AREAS, frames, marks_of

ANALYSIS = sample.analysis()


def test_it_is_the_map_of_fewer_without_its_pins() -> None:
    events, claims, checks = frames(ANALYSIS)
    found = surroundings(
        events,
        claims,
        checks,
        areas=AREAS,
        places=rows.places_table(ANALYSIS),
        all_events=events,
        states=control_snapshot(events, claims, View()).states,
    )
    expected = [mark for mark in marks_of(ANALYSIS) if mark.geometry or mark.layer == "mentions"]
    assert {mark.layer for mark in found} >= {"control", "measures"}
    assert sorted(map(repr, found)) == sorted(map(repr, expected))


def test_of_too_many_the_heaviest_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_MARKS", 3)
    one = marks_of(ANALYSIS)[0]
    marks = [replace(one, place_id=str(weight), weight=weight) for weight in (5, 1, 9, 7, 2)]
    assert [mark.weight for mark in heaviest(marks)] == [9, 7, 5]
    assert heaviest(marks[:3]) == tuple(marks[:3])


def test_what_another_article_tells_has_its_own_sign() -> None:
    table = events_of(4).assign(
        beside=["", "beside", "", "beside"],
        modality="done",
        time_kind="day",
        place_kind="settlement",
    )
    file = packed(table)
    assert [look.symbol for look in file.looks].count(BESIDE) >= 1
    assert {look.meaning for look in file.looks if look.symbol == BESIDE} == {
        "Reported by another article on the page"
    }
