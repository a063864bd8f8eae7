"""How precise a reading is, in ACLED's and UCDP's codes, from our words for place and time.

Strings of one digit, empty where the scheme has no class."""

from __future__ import annotations

from types import MappingProxyType

from components.core.records import EventTime, Place, TimeKind, ring_km
from components.core.settings import NEAR_RADIUS_KM

SURE, LIKELY = 0.9, 0.5
"""Confidences from which a reading is called so: of 100 sure pins 95 are right (measured)."""

WEEK_DAYS = 7
MONTH_DAYS = 31

_TIME_CODES = MappingProxyType(
    {
        "day": ("1", "1"),
        "range": ("2", "2"),
        "week": ("2", "3"),
        "month": ("3", "4"),
        "vague": ("", "5"),
        "unknown": ("", ""),
    }
)

_NEAR = ("2", "2")
POINT_KINDS = frozenset({"settlement", "district", "facility", "position"})
"""Kinds of place that an event is at, and whose position can be told; it is in the others."""
LOCAL_KINDS = POINT_KINDS | {"admin2", "island"}
"""Kinds of place within a first-level unit: small enough for nearness to count."""
_AREA_CODES = MappingProxyType(
    {
        "admin2": ("3", "3"),
        "admin1": ("3", "4"),
        "region": ("3", "5"),
        "island": ("3", "5"),
        "river": ("3", "5"),
        "country": ("", "6"),
        "water": ("3", "7"),
    }
)


def time_codes(time: EventTime) -> tuple[str, str]:
    """(time_precision of ACLED, date_prec of UCDP); open intervals are coded by their width."""
    if time.kind == "open":
        if time.first_day is None or time.last_day is None:
            return _TIME_CODES["unknown"]
        return _TIME_CODES[kind_of_width((time.last_day - time.first_day).days + 1)]
    return _TIME_CODES[time.kind]


def kind_of_width(days: int) -> TimeKind:
    """The model's time kind for an interval of ``days`` calendar days, both ends counted."""
    if days <= 1:
        return "day"
    if days < WEEK_DAYS:
        return "range"
    if days == WEEK_DAYS:
        return "week"
    return "month" if days <= MONTH_DAYS else "vague"


def place_codes(place: Place, near: bool) -> tuple[str, str]:
    """(geo_precision of ACLED, where_prec of UCDP).

    ``near`` lowers points only; a place from words is coded as what they place it in."""
    kind, radius_km = place.kind, ring_km(place.id)
    if place.units:
        kind = "admin1" if place.units == (place.admin1_id,) else "region"
    if radius_km:
        return _NEAR if radius_km <= NEAR_RADIUS_KM else _AREA_CODES["region"]
    if kind in POINT_KINDS:
        return _NEAR if near else ("1", "1")
    return _AREA_CODES.get(kind, ("", ""))
