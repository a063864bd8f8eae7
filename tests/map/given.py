"""Tables of the handmade reading, and outlines made by hand, for the tests of the layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import folium
import pandas as pd

from components.core.records import Analysis
from components.map.events import all_marks, groups_of
from components.map.marks import Mark
from components.tables import rows
from components.view.control_snapshot import control_snapshot
from components.view.selection import LAYERS, View
from tests import sample

ALL_LAYERS = frozenset(LAYERS)


class HandmadeAreas:
    """One outline: a rough six-sided Kharkiv Oblast."""

    RING = (
        (36.2, 50.4),
        (38.2, 50.2),
        (38.3, 49.2),
        (37.3, 48.6),
        (35.2, 49.1),
        (35.0, 50.2),
        (36.2, 50.4),
    )

    def outline(self, place_id: str) -> Mapping[str, Any] | None:
        known = place_id == sample.KHARKIV_OBLAST.id
        return (
            {"type": "Polygon", "coordinates": [[list(point) for point in self.RING]]}
            if known
            else None
        )

    def area_km2(self, place_id: str) -> float | None:
        return None

    def __iter__(self) -> Iterator[str]:
        return iter((sample.KHARKIV_OBLAST.id,))


AREAS = HandmadeAreas()


def frames(analysis: Analysis) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Events, claims, checks."""
    return rows.events_table(analysis), rows.claims_table(analysis), rows.checks_table(analysis)


def marks_of(
    analysis: Analysis, layers: frozenset[str] = ALL_LAYERS, *, as_of: date | None = None
) -> tuple[Mark, ...]:
    """All marks; who holds what is that of a day, else of the last one."""
    events, claims, checks = frames(analysis)
    states = control_snapshot(events, claims, View(last_day=as_of)).states
    return all_marks(
        events,
        claims,
        checks,
        areas=AREAS,
        layers=layers,
        places=rows.places_table(analysis),
        states=states,
    )


def groups_on(
    analysis: Analysis, *, selected: str | None = None, under: tuple[Mark, ...] = ()
) -> list[folium.FeatureGroup]:
    """What lies on the map where all layers are on."""
    return groups_of(marks_of(analysis), selected=selected, under=under)


def mark_at(analysis: Analysis, label: str) -> Mark:
    """The one mark with a label."""
    (found,) = [mark for mark in marks_of(analysis) if mark.label == label]
    return found


def with_event(analysis: Analysis, number: int, **fields: object) -> Analysis:
    """The reading with fields of its event ``number`` (from 0) changed."""
    events = list(analysis.events)
    events[number] = replace(events[number], **fields)  # type: ignore[arg-type]
    return replace(analysis, events=tuple(events))


def with_claims(analysis: Analysis, *claims: dict[str, object]) -> Analysis:
    """The reading with the claims on Kupiansk replaced by copies with these fields."""
    kept = [claim for claim in analysis.claims if claim.event_id != "e2"]
    (old,) = [claim for claim in analysis.claims if claim.event_id == "e2"]
    new = [replace(old, **{"id": f"c9{number}"} | fields) for number, fields in enumerate(claims)]  # type: ignore[arg-type]
    return replace(analysis, claims=(*kept, *new))
