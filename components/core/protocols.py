"""What the reading asks of gazetteers and outlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from components.core.records import Place


class Gazetteer(Protocol):
    """A table of places that can be asked by name and by position."""

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Places with that name or alternate name, folded."""

    def place(self, place_id: str) -> Place | None: ...

    def names(self, place_id: str) -> tuple[str, ...]:
        """All names of a place, the main one first; empty for an unknown id."""

    def nearest(self, latitude: float, longitude: float, *, limit: int = 1) -> tuple[Place, ...]:
        """Settlements by geodesic distance, nearest first."""

    def country(self, iso3: str) -> Place | None: ...

    def admin1_units(self, iso3: str) -> tuple[Place, ...]: ...

    def of_skeleton(self, skeleton: str, iso3: str) -> Sequence[tuple[str, Place]]:
        """Names of a country's places, with the places, that have these consonants (``sounds``)."""


class Areas(Protocol):
    """Outlines of countries and admin1 units by place id."""

    def outline(self, place_id: str) -> Mapping[str, Any] | None:
        """GeoJSON geometry (longitude first, as GeoJSON has it) or None."""

    def area_km2(self, place_id: str) -> float | None: ...

    def __hash__(self) -> int: ...

    def __iter__(self) -> Iterator[str]: ...
