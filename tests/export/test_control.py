"""Who is said to hold what, as files."""

from __future__ import annotations

import json

from components.control.columns import CONTROL
from components.export.about import about
from components.export.geojson import control_csv, control_geojson
from components.view.control_snapshot import control_snapshot
from components.view.selection import View
from tests.export.given import chosen
from tests.map.given import AREAS


def test_geojson_has_a_feature_a_row_of_the_table_and_outlines_of_regions() -> None:
    selection = chosen()
    timeline = control_snapshot(selection.all_events, selection.all_claims, View()).timeline
    lines = control_csv(timeline).decode().splitlines()
    whole = json.loads(control_geojson(timeline, about(selection), AREAS))
    assert lines[0] == ",".join(column.name for column in CONTROL)
    assert len(whole["features"]) == len(lines) - 1
    kinds = {one["properties"]["place_name"]: one["geometry"]["type"] for one in whole["features"]}
    assert kinds == {
        "Kharkiv": "Polygon",
        "Kupyansk": "Point",
        "Balakliya": "Point",
        "Izyum": "Point",
    }
    assert whole["dateline"]["as_of"].startswith("As of 12 September 2022, as told by")
    assert "credits" in whole["dateline"]
