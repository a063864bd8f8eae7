"""The layers over the base map: marks of all kinds, and folium's groups with a GeoJson per
layer."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import folium
import pandas as pd
from folium.utilities import JsCode

from components.control.statements import plain
from components.core.protocols import Areas
from components.core.records import COMPUTED, WITHIN
from components.core.safe_html import text
from components.map.control import control_marks
from components.map.labels import event_label
from components.map.looks import other_article_marks, without_repeated_labels
from components.map.marks import AREA_KINDS, Mark, mark_of, merged, outline_of
from components.map.measures import measure_marks, with_measures
from components.map.style import (
    MENTION,
    Outline,
    Symbol,
    event_symbol,
    hue_of,
    meaning_of,
    side_colours,
)
from components.view.control_snapshot import control_snapshot
from components.view.search import NOTHING, SearchHits
from components.view.selection import LAYERS, View, drawn, layer_of, layer_of_group, mentioned
from components.wording.phrases import (
    PART_NOT_SAID,
    Row,
    is_vague,
    placed_by_words,
    row_dicts,
    spelled,
    value,
    without_claim,
)
from components.wording.sentences import in_words_of

WEIGHTS = {"diplomacy": 40, "other": 30, "control": 45}
SELECTED_WEIGHT, FOUND_WEIGHT = 100, 60
NO_POINT = frozenset({"country", "admin1", "region", "water"})
"""Kinds of place without a mark for a mention."""
RING_PX = 20
"""Distance of the symbols of one place from the first, on the screen."""
DRAWING_ORDER = ("beside", "measures", "mentions", "other", "diplomacy", "control")
"""From bottom to top."""
UNMOVED = frozenset({"mentions", "beside"})
"""Layers whose symbols are never moved aside."""
OF_EVENTS = frozenset({"control", "diplomacy", "other"})
AS_LINES = frozenset({"measures", "mentions"})
MOST_MARKS = 1_000
"""More would take a browser over 100 ms to redraw; those of least weight are left out."""


def groups_of(
    marks: Sequence[Mark],
    *,
    selected: str | None,
    found: SearchHits = NOTHING,
    under: Sequence[Mark] = (),
) -> list[folium.FeatureGroup]:
    """Groups over ``base_map``: areas, then points, a GeoJson per layer, without empty ones.

    ``found`` marks have a halo, ``under`` is drawn below. A click gives a feature with event_id,
    event_ids (under the pointer), place_id, click (a rising number), map_latitude, map_longitude,
    map_zoom.
    """
    marks = without_repeated_labels(marks)
    offsets, ringed, drawn_groups = offsets_of(marks), set[str](), list[folium.FeatureGroup]()
    if under:
        features = [feature_of(mark, offset=None) for mark in under]
        drawn_groups.append(_group("References", features))
    for is_point, layer in product((False, True), DRAWING_ORDER):
        own = [
            mark for mark in marks if mark.layer == layer and (mark.geometry is None) is is_point
        ]
        own.sort(key=lambda mark: selected in mark.event_ids)
        features = []
        for mark in own:
            feature = feature_of(mark, selected, found, offset=offsets.get(mark.key))
            if "near_km" in feature["properties"]["symbol"]:
                # One ring per place, however many symbols it has.
                if mark.place_id in ringed:
                    del feature["properties"]["symbol"]["near_km"]
                ringed.add(mark.place_id)
            features.append(feature)
        if features:
            drawn_groups.append(_group(LAYERS[layer], features))
    return drawn_groups


def all_marks(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    checks: pd.DataFrame,
    *,
    areas: Areas,
    layers: frozenset[str],
    places: pd.DataFrame | None = None,
    all_events: pd.DataFrame | None = None,
    states: pd.DataFrame | None = None,
    beside: pd.DataFrame | None = None,
) -> tuple[Mark, ...]:
    """The marks of the layers that are on, merged by place and look; ``claims`` are the article's.

    ``events`` are the rows shown, of ``all_events``; ``places`` has mentioned places and ends of
    measures; ``beside`` has rows of other articles; ``states`` is control on one day, by default on
    the last.
    """
    whole = events if all_events is None else all_events
    rows, claim_rows = row_dicts(drawn(events)), row_dicts(claims)
    marks: list[Mark] = []
    if "control" in layers:
        day = control_snapshot(whole, claims, View()).states if states is None else states
        marks += control_marks(
            plain(day),
            claim_rows,
            row_dicts(drawn(whole)),
            areas=areas,
            colours=colours_of(whole, claims),
        )
    marks += unclaimed_marks(rows, claim_rows, layers=layers, areas=areas)
    if "measures" in layers:
        shown = checks[checks["event_id"].isin(events["event_id"])]
        ends = [*rows]
        if places is not None:
            ends += row_dicts(places[places["latitude"].notna()])
        positions = {
            value(row, "place_id"): (float(row["latitude"]), float(row["longitude"]))
            for row in ends
        }
        marks = with_measures(marks, measure_marks(row_dicts(shown), positions, areas))
    if "mentions" in layers and places is not None:
        marks += _mention_marks(mentioned(places, whole))
    if "beside" in layers and beside is not None:
        marks += other_article_marks(beside, areas=areas)
    return merged(marks)


def unclaimed_marks(
    rows: Sequence[Row], claims: Sequence[Row], *, layers: frozenset[str], areas: Areas
) -> Iterator[Mark]:
    """The marks of drawn rows without a claim, in the layers of events that are on."""
    others = without_claim(rows, claims)
    for name in ("control", "diplomacy", "other"):
        if name in layers:
            own = [row for row in others if layer_of_group(value(row, "display_group")) == name]
            yield from event_marks(own, layer=name, areas=areas)


def row_layers(events: pd.DataFrame, claims: pd.DataFrame) -> pd.Series[str]:
    """The layer of each row: control where it has a claim, whatever its kind."""
    claimed = set(zip(claims["event_id"], claims["place_id"], strict=True))
    keys = zip(events["event_id"], events["place_id"], strict=True)
    layers = layer_of(events)
    layers[[key in claimed for key in keys]] = "control"
    return layers


def colours_of(events: pd.DataFrame, claims: pd.DataFrame) -> Mapping[str, str]:
    """Colours of all sides in the article's claims, whatever the filters."""
    sides = [side for name in ("holder", "left_by") for side in claims[name].dropna()]
    days = events["published"].dropna()
    return side_colours(sides, days.iloc[0] if len(days) else "")


def event_marks(rows: Sequence[Row], *, layer: str, areas: Areas) -> Iterator[Mark]:
    """A symbol for each row, or the outline of an area."""
    for row in rows:
        geometry = outline_of(row, areas)
        symbol = event_symbol(row)
        look: Symbol | Outline = symbol
        if geometry:
            # Hatched where the words say only that the event is somewhere in the area.
            is_computed, hue = value(row, "place_id").startswith(COMPUTED), hue_of(row)
            look = Outline(
                colour=hue,
                dashed=is_vague(row) or is_computed,
                hatch=(hue,) if is_computed else (),
                is_line=value(row, "place_kind") == "river",
            )
        area = _area_in_words(row) if geometry else ""
        coarser, by_words = value(row, "coarsened"), placed_by_words(row)
        tips = (
            f"{spelled(row)}: {in_words_of(row, ())}",
            f"Not shown more exactly: {coarser}" if coarser else "",
            by_words.capitalize(),
        )
        label, notes = event_label(row)
        yield mark_of(
            row,
            layer=layer,
            geometry=geometry,
            look=look,
            label=label,
            notes=notes,
            weight=WEIGHTS[layer],
            event_ids=(value(row, "event_id"),),
            tips=(". ".join(filter(None, tips)),),
            meaning=meaning_of(value(row, "display_group"), symbol, area=area),
        )


def _area_in_words(row: Row) -> str:
    if value(row, "coarsened"):
        return "in this area; the exact place is not shown, to do no harm"
    if placed_by_words(row) == PART_NOT_SAID:
        return "in a part of the country; which part is not said"
    if placed_by_words(row):
        return "in this area; no gazetteer holds the place, which is placed from the words"
    if value(row, "place_kind") == "river":
        return "somewhere along this river"
    return "somewhere in this area"


def _mention_marks(places: pd.DataFrame) -> Iterator[Mark]:
    for row in row_dicts(places[places["latitude"].notna()].drop_duplicates("place_id")):
        is_computed = value(row, "place_id").startswith(COMPUTED)
        if not is_computed and value(row, "place_kind") not in NO_POINT:
            words = value(row, "text") or value(row, "place_name")
            yield mark_of(
                row,
                layer="mentions",
                look=MENTION,
                meaning="Mentioned place, no event drawn",
                label=words,
                tips=(f"{words}: mentioned, no event is drawn here",),
            )


def offsets_of(marks: Sequence[Mark]) -> dict[tuple[object, ...], tuple[int, int]]:
    """By mark: its offset on the screen from the first symbol of its place, clockwise from the
    right."""
    here: dict[str, list[Mark]] = {}
    for mark in marks:
        if isinstance(mark.look, Symbol) and mark.layer not in UNMOVED:
            here.setdefault(mark.place_id, []).append(mark)
    offsets = {}
    for several in here.values():
        for number, mark in enumerate(several[1:]):
            angle = math.pi / 4 + 2 * math.pi * number / max(4, len(several) - 1)
            offsets[mark.key] = round(RING_PX * math.cos(angle)), round(RING_PX * math.sin(angle))
    return offsets


def feature_of(
    mark: Mark,
    selected: str | None = None,
    found: SearchHits = NOTHING,
    *,
    offset: tuple[int, int] | None,
) -> dict[str, Any]:
    """GeoJSON of a mark; all its text is escaped."""
    is_selected = selected is not None and selected in mark.event_ids
    is_found = found.marks(mark.event_ids, mark.place_id)
    more = {"offset": offset, "selected": is_selected, "found": is_found}
    symbol = mark.look.properties() | {name: cell for name, cell in more.items() if cell}
    ids = [text(one) for one in mark.event_ids]
    return {
        "type": "Feature",
        "geometry": mark.geojson,
        "properties": {
            "event_id": text(selected) if is_selected else ids[0] if ids else "",
            "event_ids": ids,
            "place_id": text(mark.place_id),
            "layer": mark.layer,
            "latitude": mark.latitude,
            "longitude": mark.longitude,
            "label": "" if offset else text(mark.label),
            "note": [text(note) for note in mark.notes],
            "tips": [text(tip) for tip in mark.tips],
            "weight": mark.weight + SELECTED_WEIGHT * is_selected + FOUND_WEIGHT * is_found,
            "symbol": symbol | {"count": len(ids)},
        },
    }


def _group(name: str, features: Sequence[dict[str, Any]]) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name=name, control=False)
    folium.GeoJson(
        {"type": "FeatureCollection", "features": list(features)},
        control=False,
        point_to_layer=JsCode("dateline.pointToLayer"),
        on_each_feature=JsCode("dateline.onEachFeature"),
    ).add_to(group)
    return group


def surroundings(
    events: pd.DataFrame,
    claims: pd.DataFrame,
    checks: pd.DataFrame,
    *,
    areas: Areas,
    places: pd.DataFrame,
    all_events: pd.DataFrame,
    states: pd.DataFrame,
) -> tuple[Mark, ...]:
    """Marks of all layers except the pins of events; the arguments are those of ``all_marks``."""
    outlines = all_marks(
        _in_areas(events),
        claims,
        checks,
        areas=areas,
        layers=OF_EVENTS,
        all_events=_in_areas(all_events),
        states=states,
    )
    lines = all_marks(
        events, claims, checks, areas=areas, layers=AS_LINES, places=places, all_events=all_events
    )
    return tuple(mark for mark in (*outlines, *lines) if mark.geometry or mark.layer == "mentions")


def heaviest(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """As many marks as a browser draws at once, those of most weight first."""
    if len(marks) <= MOST_MARKS:
        return tuple(marks)
    return tuple(sorted(marks, key=lambda mark: -mark.weight)[:MOST_MARKS])


def _in_areas(events: pd.DataFrame) -> pd.DataFrame:
    return events[
        events["place_kind"].isin(AREA_KINDS) | events["place_id"].str.startswith(WITHIN, na=False)
    ]
