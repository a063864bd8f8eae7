"""Distances and bearings on the WGS 84 ellipsoid (Karney 2013, through geographiclib, which geopy brings)."""

from __future__ import annotations

from geographiclib.geodesic import Geodesic

from components.model import Place

KM_PER_MILE = 1.609344
POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")
HEADINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}


def distance_km(start: Place, end: Place) -> float:
    """Length of the geodesic between the reference points of two places."""
    line = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)
    return float(line["s12"]) / 1000


def bearing_degrees(start: Place, end: Place) -> float:
    """Azimuth at ``start`` towards ``end``, clockwise from north, in [0, 360)."""
    line = Geodesic.WGS84.Inverse(start.latitude, start.longitude, end.latitude, end.longitude)
    return float(line["azi1"]) % 360


def compass_point(degrees: float) -> str:
    """The nearest of the sixteen points: 24 gives NNE."""
    return POINTS[round(degrees % 360 / 22.5) % 16]


def angle_between(first_degrees: float, second_degrees: float) -> float:
    """The smaller angle between two bearings, in [0, 180]."""
    turn = abs(first_degrees - second_degrees) % 360
    return min(turn, 360 - turn)
