"""What the page keeps from run to run is never old: after each change it shows what a page shows
that is opened at the same address."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from streamlit.testing.v1 import AppTest

from components.view.facets import Choice, choose
from components.view.selection import FIRST_LAYERS
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
