"""Groups for the browser: one GeoJson a layer, ids in the properties, and no text that could
run."""

from __future__ import annotations

import html
from dataclasses import replace
from typing import Any

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from components.core.records import Analysis, PlaceLink
from components.map.base import base_map
from tests import sample
from tests.map.given import groups_on, with_event

ANALYSIS = sample.analysis()
HOSTILE = "<script>alert(1)</script>${alert(1)}`alert(1)`\\{{ 'x' }}"


def features_of(groups: list[folium.FeatureGroup]) -> list[dict[str, Any]]:
    layers = [child for group in groups for child in group._children.values()]
    assert all(isinstance(layer, folium.GeoJson) for layer in layers)
    return [feature for layer in layers for feature in layer.data["features"]]


def test_one_group_and_one_geojson_a_layer_areas_below_points() -> None:
    groups = groups_on(ANALYSIS)
    assert [group.layer_name for group in groups] == [
        "Measures",
        "Territorial changes",
        "Other events",
        "Summits and diplomacy",
        "Territorial changes",
    ]
    assert [len(group._children) for group in groups] == [1] * 5
    kinds = [features_of([group])[0]["geometry"]["type"] for group in groups]
    assert kinds == ["LineString", "Polygon", "Point", "Point", "Point"]


def test_positions_stay_as_the_gazetteer_has_them() -> None:
    points = {
        feature["properties"]["label"]: feature["geometry"]["coordinates"]
        for feature in features_of(groups_on(ANALYSIS))
        if feature["geometry"]["type"] == "Point"
    }
    assert points["Izyum"] == [sample.IZYUM.longitude, sample.IZYUM.latitude]


def test_a_coarser_place_is_an_outline_and_its_town_stands_nowhere() -> None:
    features = features_of(groups_on(sample.with_a_coarser_place()))
    [planned] = [one for one in features if one["properties"]["event_ids"] == ["e2"]]
    assert planned["geometry"]["type"] == "Polygon"
    assert planned["properties"]["label"] == "Kharkiv"
    assert planned["properties"]["note"][0] == "exact place not shown"
    assert html.escape(sample.COARSER) in planned["properties"]["tips"][0]
    assert sample.KUPIANSK.id not in {one["properties"]["place_id"] for one in features}
    told = features_of(groups_on(ANALYSIS))
    assert sample.KUPIANSK.id in {one["properties"]["place_id"] for one in told}


def test_symbols_of_one_place_stand_aside_on_the_screen_alone_in_one_ring() -> None:
    izyum = sample.resolution("Izyum", 3, sample.IZYUM)
    at_izyum = PlaceLink(resolution=izyum, role="at", near=True)
    three = with_event(with_event(ANALYSIS, 3, links=(at_izyum,)), 4, links=(at_izyum,))
    own = [
        feature
        for feature in features_of(groups_on(three))
        if feature["properties"]["place_id"] == sample.IZYUM.id
    ]
    assert len({tuple(feature["geometry"]["coordinates"]) for feature in own}) == 1
    offsets = [feature["properties"]["symbol"].get("offset") for feature in own]
    assert offsets.count(None) == 1
    assert len(set(offsets)) == len(own) == 3
    assert sum("near_km" in feature["properties"]["symbol"] for feature in own) == 1


def test_the_selected_event_is_marked_at_each_of_its_places() -> None:
    selected = [
        feature["properties"]["label"]
        for feature in features_of(groups_on(ANALYSIS, selected="e3"))
        if feature["properties"]["symbol"].get("selected")
    ]
    assert selected == ["Balakliya", "Izyum"]
    *_, top = features_of(groups_on(ANALYSIS, selected="e2"))
    assert top["properties"]["label"] == "Kupiansk"


def test_every_event_that_is_drawn_can_be_reached() -> None:
    ids = {
        one
        for feature in features_of(groups_on(ANALYSIS))
        for one in feature["properties"]["event_ids"]
    }
    assert ids == {f"e{number}" for number in range(1, 7)}


def texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts(one)]
    return (
        [text for one in value for text in texts(one)]
        if isinstance(value, list | tuple)
        else [str(value)]
    )


def hostile_reading() -> Analysis:
    place = replace(sample.SAMARKAND, name=HOSTILE, id=f"extra:{HOSTILE}")
    link = PlaceLink(resolution=replace(sample.resolution("Samarkand", 5, place)), role="at")
    changed = with_event(ANALYSIS, 4, links=(link,), label=HOSTILE, kind=HOSTILE, extent=HOSTILE)
    claims = tuple(
        replace(claim, holder=HOSTILE, status=HOSTILE, extent=HOSTILE) for claim in ANALYSIS.claims
    )
    checks = tuple(replace(check, claim=HOSTILE, verdict=HOSTILE) for check in ANALYSIS.checks)
    return replace(changed, claims=claims, checks=checks)


def test_hostile_text_is_escaped_in_every_property() -> None:
    properties = [feature["properties"] for feature in features_of(groups_on(hostile_reading()))]
    words = [text for one in texts(properties) if HOSTILE[:8] in (text := html.unescape(one))]
    assert len(words) > 10
    assert not [
        one
        for one in texts([{**own, "symbol": {}} for own in properties])
        if set(one) & set("<>`${}\\")
    ]


@pytest.mark.parametrize("written", ["<script>", "${", "`", "{{", "alert(1)</"])
def test_hostile_text_is_escaped_in_the_script(written: str) -> None:
    base = base_map()
    base.render()
    for number, group in enumerate(groups_on(hostile_reading())):
        group._id = f"feature_group_{number}"
        group.add_to(base)
        group.render()
        assert written not in generate_leaflet_string(group, base_id=group._id)


def test_an_empty_article_has_no_groups() -> None:
    empty = replace(ANALYSIS, events=(), claims=(), checks=(), resolutions=())
    assert groups_on(empty) == []
