"""How places lie to each other, two of them or all of a document at once, on a sphere. Exact
distances are in ``core.geodesy``."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from components.core.precision import LOCAL_KINDS
from components.core.records import PART, Place

KM_PER_DEGREE = 111.2
REGION_KM = 120.0
"""A region has no outline; within this distance of its point a place may lie in it."""
COUNTY_KM = 80.0
"""The same of a unit below admin1."""


class Positioned(Protocol):
    """Degrees WGS 84."""

    @property
    def latitude(self) -> float: ...

    @property
    def longitude(self) -> float: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    latitude: float
    longitude: float


def lies_in(place: Place, outer: Place) -> bool:
    """Whether its country or admin1 unit is ``outer``, or it is near a kind without outlines."""
    if place.id == outer.id:
        return False
    if outer.kind == "country":
        return place.country == outer.country
    if outer.kind == "admin1":
        return place.admin1_id == outer.id
    if outer.id.startswith(PART):
        return place.admin1_id in outer.units
    if outer.kind == "region":
        is_part = outer.country != "" and place.country == outer.country
        return is_part and place.kind != "country" and is_near(place, outer, REGION_KM)
    return outer.kind == "admin2" and place.kind != "admin1" and is_near(place, outer, COUNTY_KM)


def is_near(place: Positioned, other: Positioned, limit_km: float) -> bool:
    return rough_km(place, other) < limit_km


def rough_km(place: Positioned, other: Positioned) -> float:
    """Equirectangular distance on a sphere: right to a few percent below 1,000 km."""
    turn = abs(place.longitude - other.longitude)
    east = min(turn, 360 - turn) * math.cos(math.radians((place.latitude + other.latitude) / 2))
    return KM_PER_DEGREE * math.hypot(place.latitude - other.latitude, east)


EARTH_RADIUS_KM = 6371.0
COMPANION_KM = 30.0
REACHES_KM = (25, 100, 400)
MATE_KM = 30.0
MANY_CANDIDATES = 40
"""Of more candidates of a name, those in units of clear names and the most populous are kept: many
small places are near by chance."""
FEW_CANDIDATES = 3
"""A name with no more is clear: its units say what the document is about."""

Floats = NDArray[np.float64]


class Nearness:
    """Of the candidates of each distinct name; only local kinds count.

    ``sentences`` are the numbers of each name's sentences."""

    def __init__(
        self, names: Sequence[Sequence[Place]], sentences: Sequence[AbstractSet[int]]
    ) -> None:
        self.sentences = sentences
        clear = {
            place.admin1_id
            for places in names
            if len(places) <= FEW_CANDIDATES
            for place in places
            if place.admin1_id
        }
        kept = [
            sorted(
                (place for place in places if place.kind in LOCAL_KINDS),
                key=lambda place: (place.admin1_id not in clear, -place.population),
            )[:MANY_CANDIDATES]
            for places in names
        ]
        self.places = [place for places in kept for place in places]
        self.group = np.repeat(np.arange(len(kept)), [len(places) for places in kept])
        self.starts = (
            np.flatnonzero(np.r_[True, self.group[1:] != self.group[:-1]])
            if self.places
            else np.zeros(0, int)
        )
        self.sizes = np.diff(np.r_[self.starts, len(self.places)])
        self.distances_km = distances_km(self.places)
        self.apart = self.group[:, None] != self.group[None, :]

    @cached_property
    def _names_near(self) -> NDArray[np.bool_]:
        """Per candidate (row), which names (columns) have one within COMPANION_KM."""
        near = (self.distances_km < COMPANION_KM) & self.apart
        return np.logical_or.reduceat(near, self.starts, axis=1)

    def companions(self) -> dict[str, float]:
        """By place id, 0 to 1: how many names have a candidate near; ambiguous ones count less."""
        if len(self.places) < 2:
            return {}
        sums = self._names_near @ (1 / (1 + np.log(self.sizes)))
        return self._by_id(1 - np.exp(-sums))

    def alone(self) -> dict[str, float]:
        """By place id, 0 to 1: how many names have a candidate near it and near few namesakes.

        One of ten Springfields with a Rochester near it is no coincidence; two count half."""
        if len(self.places) < 2:
            return {}
        of_its_name = np.add.reduceat(self._names_near, self.starts, axis=0, dtype=float)
        names = np.repeat(np.arange(len(self.starts)), self.sizes)
        has_choice = (self.sizes > 1)[names]
        alone = np.where(self._names_near, 1 / np.maximum(of_its_name, 1)[names], 0.0)
        return self._by_id(has_choice * (1 - np.exp(-alone.sum(axis=1))))

    def to(self, shares: Mapping[str, float]) -> dict[str, dict[str, float]]:
        """By reach and place id, 0 to 1: how near the weighted places of other names are."""
        if len(self.places) < 2:
            return {}
        weights = np.array([shares.get(place.id, 0.0) for place in self.places])
        found = {}
        for reach in REACHES_KM:
            pull = np.where(self.apart, np.exp(-self.distances_km / reach), 0.0) @ weights
            found[f"{reach} km"] = self._by_id(1 - np.exp(-pull))
        return found

    def support(self, shares: Mapping[str, float]) -> dict[str, float]:
        """By place id, 0 to 1: how near the other names of its sentences are."""
        if len(self.places) < 2:
            return {}
        weights = np.array([shares.get(place.id, 0.0) for place in self.places])
        pull = np.where(self.apart, np.exp(-self.distances_km / MATE_KM), 0.0) * weights
        best = np.maximum.reduceat(pull, self.starts, axis=1)
        names = self.group[self.starts].tolist()
        shares_sentence = np.array(
            [
                [name != own and not held.isdisjoint(self.sentences[name]) for name in names]
                for own, held in enumerate(self.sentences)
            ],
            dtype=float,
        )
        sums = (best * shares_sentence[self.group]).sum(axis=1)
        return self._by_id(1 - np.exp(-sums))

    def _by_id(self, values: Floats) -> dict[str, float]:
        return {place.id: value for place, value in zip(self.places, values.tolist(), strict=True)}


def distances_km(places: Sequence[Place]) -> Floats:
    """Great-circle distances between all places, on a sphere: within 0.6 % of the ellipsoid's."""
    latitude = np.radians([place.latitude for place in places])
    longitude = np.radians([place.longitude for place in places])
    unit = np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.cos(latitude) * np.sin(longitude),
            np.sin(latitude),
        ],
        axis=-1,
    ).reshape(len(places), 3)
    angle: Floats = np.arccos(np.clip(unit @ unit.T, -1.0, 1.0))
    return EARTH_RADIUS_KM * angle
