"""What the page keeps from run to run is never old: after each change it shows what a page shows
that is opened at the same address."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.panels.session_cache import session_cached
from components.view.facets import Choice, choose
from components.view.selection import FIRST_LAYERS, View
from components.wording.locale import ReaderLocale, reading_as
from tests.panels.page import html_of, labels, opened, show

ARTICLE = "kharkiv-september-2022"
CONTROL: Choice = choose(frozenset(), "kind", ["control"])
CHANGES: tuple[dict[str, object], ...] = (
    {"filters": CONTROL},
    {"last_day": date(2022, 9, 9)},
    {"dates": "iso", "units": "mi"},
    {"names": "uk"},
    {"pane": "walk"},
    {"layers": FIRST_LAYERS - {"control"}, "filters": frozenset()},
    {"find": "Izyum", "pane": "events", "dates": "words"},
    {"filters": CONTROL, "last_day": None},
)


def drawn(page: AppTest) -> dict[str, object]:
    """All that is drawn of an article: HTML, buttons, the layers of the map and the chart of days."""
    (map_,) = page.get("component_instance")
    chart = next(one for one in page.get("bidi_component") if one.proto.id.endswith("days_chart"))
    layers = json.loads(map_.proto.json_args)["feature_group"]
    return {
        "html": html_of(page),
        "buttons": labels(page),
        "layers": layers,
        "chart": chart.proto.json,
    }


def test_what_is_kept_is_never_old() -> None:
    page = opened(article=ARTICLE)
    show(page, selected=page.session_state.on_page.open.events["event_id"].iloc[0])
    for change in CHANGES:
        show(page, **change)
        page.run()
        asked = replace(page.session_state.view, article=ARTICLE)
        assert drawn(page) == drawn(opened(**asked.to_query())), change


def test_the_same_is_computed_once_and_anything_else_anew() -> None:
    computed: list[View] = []

    @session_cached
    def size(table: pd.DataFrame, view: View, names: tuple[str, ...]) -> int:
        computed.append(view)
        return len(table)

    table, view = pd.DataFrame({"a": [1, 2]}), View(find="Izyum")
    assert size(table, view, ("x",)) == size(table, View(find="Izyum"), ("x",)) == 2
    assert len(computed) == 1
    size(table.copy(), view, ("x",))
    size(table, view, ("x", "y"))
    assert len(computed) == 3
    with reading_as(ReaderLocale(unit="mi")):
        size(table, view, ("x", "y"))
    assert len(computed) == 4
