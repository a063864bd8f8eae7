"""The filter on the page: what is chosen acts on list, table and address alike, and the address
brings it back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.core.precision import LIKELY
from components.core.records import Analysis
from components.core.settings import ARTICLES
from components.export.about import shown_in_words
from components.export.selection import visible_rows
from components.panels.filters import counts_in_words
from components.panels.reading import examples
from components.view.control_snapshot import control_snapshot
from components.view.facets import choose
from components.view.selection import View, drawn
from tests import sample
from tests.map.given import frames
from tests.panels.page import html_of, labels, opened, show

EXAMPLE = "kharkiv-september-2022"


def example(**query: str) -> AppTest:
    page = opened(article=EXAMPLE, **query)
    assert not page.exception
    return page


def listed(page: AppTest) -> int:
    """Events in the list beside the map."""
    return sum(str(button.key).startswith("open_") for button in page.button)


def test_a_choice_goes_to_list_table_and_address_and_is_told() -> None:
    page = example()
    every = listed(page)
    page.button_group(key="filter_kind").set_value(["diplomacy"]).run()
    assert not page.exception
    assert 0 < listed(page) < every
    assert page.query_params["kind"] == "diplomacy"
    assert f"{listed(page)} of {every} events shown" in html_of(page)
    assert "diplomacy" in [one.label for one in page.button]
    show(page, pane="table")
    page.run()
    assert set(page.dataframe[0].value["What"].str.contains("Retaken|Left|left|retook")) == {False}
    show(page, pane="events")
    page.button(key="chip_0").click().run()
    assert listed(page) == every
    assert "kind" not in page.query_params


def test_each_choice_is_given_up_by_itself_and_all_together_by_one_button() -> None:
    page = example(kind="control", find="Izyum", **{"from": "2022-09-01"})
    chips = {one.label.replace("\\", ""): one for one in page.button}
    chips["control"].click().run()
    assert {"find", "from"} <= dict(page.query_params).keys()
    assert "kind" not in page.query_params
    page.button(key="show_all").click().run()
    assert dict(page.query_params) == {"article": EXAMPLE}


def test_layers_that_are_off_are_told_with_the_count() -> None:
    page = example(layers="control,other,measures")
    every, switch = listed(page), page.checkbox(key="layer_diplomacy")
    off = int(str(switch.label).removeprefix("Summits and diplomacy (").removesuffix(")"))
    assert 0 < off < every
    assert f"{every - off} of {every} events shown, {off} in layers that are off" in html_of(page)
    switch.check().run()
    assert f"{every} events, " in html_of(page)


def test_an_event_without_a_pin_is_in_no_layer_that_is_off() -> None:
    events, claims, _ = frames(sample.analysis())
    told = counts_in_words(
        events.assign(latitude=None, longitude=None), claims, View(layers=frozenset()), total=7
    )
    assert told == "7 events, none on the map"
    assert (
        counts_in_words(events, claims, View(layers=frozenset()), total=7)
        == "1 of 7 events shown, 6 in layers that are off"
    )


@pytest.mark.parametrize("name", sorted(examples()))
def test_the_files_hold_the_events_that_the_page_counts(
    name: str, digest: Callable[[Path], Analysis]
) -> None:
    analysis = digest(ARTICLES / f"{name}.txt")
    events, claims, _ = frames(analysis)
    for layers in ((), ("control",), ("diplomacy",), ("other", "measures")):
        view = View(layers=frozenset(layers))
        shown = visible_rows(events, claims, view)
        in_file = shown_in_words(
            shown, events, standing=control_snapshot(events, claims, view), view=view
        )
        total = events["event_id"].nunique()
        assert counts_in_words(events, claims, view, total=total).startswith(
            in_file.split(" events")[0]
        )
        assert set(events["event_id"]) - set(drawn(events)["event_id"]) <= set(shown["event_id"])


def test_the_address_brings_a_choice_back() -> None:
    page = example(modality="planned", reading="sure,likely")
    assert page.button_group(key="filter_modality").value == ["planned"]
    assert "did it happen: planned" in labels(page)
    events = page.session_state.on_page.open.events
    planned = events[(events["modality"] == "planned") & (events["confidence"] >= LIKELY)]
    assert listed(page) == planned["event_id"].nunique() > 0


@pytest.mark.parametrize("query", [{"kind": "picnic"}, {"modality": "maybe"}])
def test_a_choice_that_cannot_be_read_is_told_and_shows_all(query: dict[str, str]) -> None:
    page = example(**query)
    assert "which cannot be read" in html_of(page)
    assert listed(page) == listed(example())


def test_a_side_that_is_not_here_can_be_taken_back() -> None:
    page = example(side="Atlantis")
    assert listed(page) == 0
    assert "No event matches" in html_of(page)
    page.button_group(key="filter_side").set_value([]).run()
    every = listed(page)
    page = example(side="Atlantis")
    page.button(key="loosen_0").click().run()
    assert listed(page) == every > 0


def test_a_search_where_no_event_is_shown_finds_none_and_is_no_error() -> None:
    page = example()
    show(page, filters=choose(frozenset(), "kind", ["no such kind"]))
    page.text_input(key="find").set_value("Izyum").run()
    assert "in 0 of 0 events" in html_of(page)
