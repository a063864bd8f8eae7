"""A guess for settlements around claimed towns, off by default: the nearest claim's holder.

It is not control, and is in no file; the page shows WORDS beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.control.judging import MAX_AGE_DAYS, NOBODY, sides_of_places
from components.control.references.records import Reference
from components.core.days import shift_day
from components.core.geodesy import distances_km
from components.core.protocols import Gazetteer
from components.core.records import Place

WORDS = "Guess from the nearest claim. Not control."
MAX_KM = 15.0
MAX_AGE_OF_CLAIM_DAYS = 7
LEAST_TOWNS = 8
"""Fewer claimed towns say nothing about the places between them."""
MOST_NEAR = 300
"""Settlements looked up around a town; within 15 km there are seldom more than 100."""
COLUMNS = "place_id place_name latitude longitude holder nearest_place_id distance_km".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """``ticks``: COLUMNS, a row a settlement; ``agreement`` with references, empty without one."""

    ticks: pd.DataFrame
    agreement: tuple[str, ...]


def hint_of(
    states: pd.DataFrame, day: date, gazetteer: Gazetteer, *, references: Sequence[Reference] = ()
) -> Hint | None:
    """The guess for a day's states; None for fewer than LEAST_TOWNS freshly claimed towns."""
    oldest = shift_day(day, -MAX_AGE_OF_CLAIM_DAYS).isoformat()
    towns = states[
        (states["standing"] == "held")
        & (states["place_kind"] == "settlement")
        & (states["day_from"] >= oldest)
    ]
    if len(towns) < LEAST_TOWNS:
        return None
    claimed = set(states["place_id"])
    at = zip(towns["latitude"].to_numpy(float), towns["longitude"].to_numpy(float), strict=True)
    near = (
        place
        for latitude, longitude in at
        for place in gazetteer.nearest(latitude, longitude, limit=MOST_NEAR)
    )
    around = {place.id: place for place in near if place.id not in claimed}
    ticks = pd.DataFrame(_ticks(list(around.values()), towns), columns=COLUMNS)
    return Hint(
        ticks=ticks,
        agreement=tuple(words for one in references if (words := _agreement(ticks, one, day))),
    )


def _ticks(places: Sequence[Place], towns: pd.DataFrame) -> Iterator[tuple[object, ...]]:
    """Places within MAX_KM of a town, with the holder of the nearest (ties: first by id)."""
    ordered = towns.sort_values("place_id")
    latitudes, longitudes = (ordered[name].to_numpy(float) for name in ("latitude", "longitude"))
    ids, holders = ordered["place_id"].tolist(), ordered["holder"].tolist()
    for place in sorted(places, key=lambda one: one.id):
        apart_km = distances_km(
            place.latitude, place.longitude, latitudes=latitudes, longitudes=longitudes
        )
        nearest = int(apart_km.argmin())
        if apart_km[nearest] <= MAX_KM:
            own = (place.id, place.name, place.latitude, place.longitude)
            yield (*own, holders[nearest], ids[nearest], float(apart_km[nearest]))


def _agreement(ticks: pd.DataFrame, reference: Reference, day: date) -> str:
    """ "mine on 2022-09-12: the same for 83 % of 41 settlements"; empty where none is covered."""
    shown = sides_of_places(reference, ticks)
    fresh = shown[
        (shown["day"] <= day.isoformat())
        & (shown["day"] >= shift_day(day, -MAX_AGE_DAYS).isoformat())
    ]
    latest = fresh[(fresh["day"] == fresh["day"].max()) & ~fresh["side"].isin(NOBODY)]
    if latest.empty:
        return ""
    guessed = latest["place_id"].map(dict(zip(ticks["place_id"], ticks["holder"], strict=True)))
    same = float((latest["side"] == guessed).mean())
    return (
        f"{reference.name} on {latest['day'].iloc[0]}: the same for {same:.0%} of "
        f"{len(latest):,} settlements"
    )
