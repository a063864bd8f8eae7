"""What other articles tell, laid under the open one's events: hollow, named in the legend, and
moved by nothing."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from components.map.events import all_marks, groups_of
from components.map.legend import legend_entries
from components.map.looks import BESIDE_AREA_MEANING, BESIDE_MEANING, without_repeated_labels
from components.map.marks import Mark
from components.map.style import BESIDE
from components.view.selection import LAYERS
from tests import sample
from tests.map.given import ALL_LAYERS, AREAS, frames


def other_articles() -> pd.DataFrame:
    events, *_ = frames(sample.analysis())
    return events.assign(
        doc_id="other", event_id="other-" + events["event_id"], publisher="Second ${paper}"
    )


def marks(layers: frozenset[str] = ALL_LAYERS) -> tuple[Mark, ...]:
    return all_marks(
        *frames(sample.analysis()), areas=AREAS, layers=layers, beside=other_articles()
    )


def test_every_drawn_place_of_the_others_has_one_hollow_frame() -> None:
    beside = [mark for mark in marks() if mark.layer == "beside"]
    drawn = other_articles().dropna(subset=["latitude"])
    assert {mark.place_id for mark in beside} == set(drawn["place_id"])
    assert len(beside) == drawn["place_id"].nunique()
    assert {mark.look for mark in beside if mark.geometry is None} == {BESIDE}
    assert BESIDE.fill == "hollow"
    assert all(event.startswith("other-") for mark in beside for event in mark.event_ids)


def test_places_that_are_named_already_are_not_named_twice() -> None:
    drawn = without_repeated_labels(marks())
    named = {mark.place_id for mark in drawn if mark.layer != "beside" and mark.label}
    others = [mark for mark in drawn if mark.layer == "beside"]
    assert all(mark.label for mark in without_repeated_labels(marks(frozenset({"beside"}))))
    assert not any(mark.label for mark in others if mark.place_id in named)


def test_an_area_of_several_outlines_is_told_apart_and_counts_its_events() -> None:
    area = next(mark for mark in marks() if mark.geometry and mark.layer == "control")
    first, second = without_repeated_labels([area, replace(area, layer="other", event_ids=("e9",))])
    assert (first.label, first.notes) == (area.label, (*area.notes, "+ 1 more"))
    assert (second.label, second.notes) == ("", ())


def test_the_legend_says_so_and_the_switch_takes_it_off() -> None:
    words = {entry.words for entry in legend_entries(marks())}
    assert words >= {BESIDE_MEANING, BESIDE_AREA_MEANING}
    assert not any(mark.layer == "beside" for mark in marks(ALL_LAYERS - {"beside"}))


def test_the_open_articles_symbols_stay_where_they_are() -> None:
    own = frames(sample.analysis())
    alone = all_marks(*own, areas=AREAS, layers=ALL_LAYERS)
    assert [mark for mark in marks() if mark.layer != "beside"] == list(alone)


def test_it_lies_under_all_else_and_its_words_are_escaped() -> None:
    groups = groups_of(marks(), selected=None)
    names = [group.layer_name for group in groups]
    assert names[0] == LAYERS["beside"]
    assert "${paper}" not in str(
        [child.data for group in groups for child in group._children.values()]
    )
