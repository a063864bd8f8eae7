"""Marks of measures: a distance as its line, a share as its region; never a pin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from components.control.checks import NO_BASELINE
from components.core.geodesy import WGS84, compass_point
from components.core.protocols import Areas
from components.map.labels import short_lines
from components.map.marks import Geometry, Mark, outline_of
from components.map.style import MEASURE, SHARE
from components.wording.locale import length
from components.wording.phrases import Row, value

BEND_FROM_KM = 300
"""A shorter geodesic is straight on the map within a pixel."""
WEIGHT, SHARE_WEIGHT = 35, 15

Position = tuple[float, float]
"""Latitude, longitude, in degrees WGS 84."""


def measure_marks(
    checks: Sequence[Row], positions: Mapping[str, Position], areas: Areas
) -> Iterator[Mark]:
    """A line per distance whose ends are known, an outline per share of a region."""
    for check in checks:
        start, end = (
            positions.get(value(check, name)) for name in ("from_place_id", "to_place_id")
        )
        if value(check, "kind") == "distance" and start and end and start != end:
            yield _mark(check, start, end)
        region = {"place_id": check.get("to_place_id"), "place_kind": "region"}
        if value(check, "kind") == "share" and end and (outline := outline_of(region, areas)):
            yield _share(check, end, outline)


def with_measures(marks: Iterable[Mark], measured: Iterable[Mark]) -> list[Mark]:
    """Both; the share of a labelled region becomes a line of its label."""
    found, own = list(marks), list(measured)
    for number, share in enumerate(own):
        region = share.place_id.removeprefix(">") if share.look == SHARE else ""
        for at, mark in enumerate(found):
            if mark.place_id == region and mark.geometry and mark.label:
                more = (share.label,) if share.label else ()
                found[at] = replace(mark, notes=(*mark.notes, *more))
                own[number] = replace(share, label="", notes=())
                break
    return [*found, *own]


def _share(check: Row, at: Position, outline: Geometry) -> Mark:
    """The whole region, since the text does not say which part: "whole region: 31,389 km²", "96 %
    of the region" by a reference, or no measure.

    The map shows the figure; the tip and the table say what it is."""
    words = f"the text: {value(check, 'claim')}"
    label = ""
    if value(check, "verdict") == NO_BASELINE:
        if value(check, "measured_km"):
            label = f"whole region: {check['measured_km']:,.0f} km²"
    elif value(check, "measured"):
        unit = value(check, "unit").replace("2", "²")
        label = f"{check['measured']:,.0f} {unit} of the region"
    return Mark(
        layer="measures",
        place_id=f">{value(check, 'to_place_id')}",
        look=SHARE,
        latitude=at[0],
        longitude=at[1],
        geometry=outline,
        label=label,
        notes=short_lines([words]),
        tips=(f"{value(check, 'how')}; {words}: {value(check, 'verdict')}",),
        weight=SHARE_WEIGHT,
        event_ids=(value(check, "event_id"),),
        meaning="Region of which the text gives a share",
    )


def _mark(check: Row, start: Position, end: Position) -> Mark:
    azimuth, _, metres = WGS84.inv(start[1], start[0], end[1], end[0])
    measured, unit = length(
        check["measured"], value(check, "unit"), measured_km=check["measured_km"]
    )
    number = f"{measured:.0f}" if measured >= 10 else f"{measured:.1f}"
    label = f"{number} {unit}, {azimuth % 360:.0f}° {compass_point(azimuth)}"
    words = f"the text: {value(check, 'claim')}"
    points = [(start[1], start[0]), (end[1], end[0])]
    if metres / 1000 > BEND_FROM_KM:
        points[1:1] = WGS84.npts(start[1], start[0], end[1], end[0], 32)
    line = [[round(longitude, 4), round(latitude, 4)] for longitude, latitude in points]
    return Mark(
        layer="measures",
        place_id=f"{value(check, 'from_place_id')}>{value(check, 'to_place_id')}",
        look=MEASURE,
        latitude=(start[0] + end[0]) / 2,
        longitude=(start[1] + end[1]) / 2,
        geometry={"type": "LineString", "coordinates": line},
        label=label,
        notes=(words,),
        tips=(f"Measured {label}; {words}: {value(check, 'verdict')}",),
        weight=WEIGHT,
        event_ids=(value(check, "event_id"),),
        meaning="Distance in the text, measured on the map",
    )
