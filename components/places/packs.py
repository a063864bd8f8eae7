"""Country packs: villages, quarters and camps of 35 countries, unpacked at the first use.

Among 800,000 villages nearly every word is a name: a pack is used only for the countries of an
article, and only for names in the position of a place (``villages``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import Final

from components.core import settings
from components.core.fold import fold
from components.core.protocols import Gazetteer
from components.core.records import Place
from components.places.gazetteer import EXTRA, GEONAMES, place_of
from components.places.sounds import likeness, skeleton
from components.places.store import (
    Line,
    Notify,
    PlaceFile,
    no_progress,
    unpacked,
    unpacked_somewhere,
)

FOLDER: Final = "packs"
SUFFIX: Final = ".tsv.xz"
MOST_OPEN: Final = 8
"""Packs that a process holds open at a time; an article asks for four at most."""
SAME_LIKENESS: Final = 0.05
"""Spellings whose likeness is within this of the best one may all be meant."""
MAPPED_BYTES: Final = 64_000_000


class Packs:
    """The packs of a folder, by ISO 3166-1 alpha-3 code. Safe to share between threads."""

    def __init__(self, folder: Path, home: Path, *, notify: Notify = no_progress) -> None:
        """Unpacked in ``home``; ``notify`` is called when that begins (some seconds a country)."""
        self._paths = {
            path.name.removesuffix(SUFFIX): path for path in sorted(folder.glob("*" + SUFFIX))
        }
        self._home, self._notify = home, notify
        self._opened = lru_cache(maxsize=MOST_OPEN)(self._open)
        self._one_at_a_time = Lock()

    @property
    def countries(self) -> frozenset[str]:
        return frozenset(self._paths)

    def of(self, country: str) -> PlaceFile:
        """Raises KeyError for a country without a pack, InstallationError for a damaged one."""
        with self._one_at_a_time:
            return self._opened(country)

    def _open(self, country: str) -> PlaceFile:
        make = partial(
            unpacked,
            self._paths[country],
            part="packs",
            has_sounds=True,
            doing=f"Unpacking the villages of {country} (once, some seconds)",
            notify=self._notify,
        )
        return PlaceFile(unpacked_somewhere(make, self._home), mapped_bytes=MAPPED_BYTES)


def open_packs(*, notify: Notify = no_progress) -> Packs:
    """The shipped ones; none is unpacked yet."""
    return Packs(settings.GAZETTEER / FOLDER, settings.home_path() / FOLDER, notify=notify)


def places_in(pack: PlaceFile, name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Places of a pack by name; one that the gazetteer holds, as it holds it."""
    return tuple(_place(line, pack, gazetteer) for line in pack.by_name(fold(name)))


def places_like(
    packs: Packs, name: str, gazetteer: Gazetteer, *, iso3: str
) -> Iterator[tuple[Place, float]]:
    """Places of a pack and the gazetteer that sound most like the name; likeness 0 to 1."""
    pack, held = packs.of(iso3), skeleton(name)
    found = [(likeness(name, one), place) for one, place in gazetteer.of_skeleton(held, iso3)]
    lines = [(likeness(name, line[-1]), line) for line in pack.by_sound(held)]
    best = max((like for like, _ in (*found, *lines)), default=0.0)
    if not best:
        return
    found += [
        (like, _place(line, pack, gazetteer))
        for like, line in lines
        if best <= like + SAME_LIKENESS
    ]
    heard: dict[Place, float] = {}
    for like, place in found:
        heard[place] = max(heard.get(place, 0.0), like)
    yield from ((place, like) for place, like in heard.items() if best <= like + SAME_LIKENESS)


def _place(line: Line, pack: PlaceFile, gazetteer: Gazetteer) -> Place:
    key, country, unit = line[0], line[5], line[6]
    place_id = f"{GEONAMES}{key}" if key > 0 else EXTRA + pack.slug_of(key)
    held = gazetteer.place(place_id) if key > 0 else None
    if held is not None:
        return held
    own_unit, own_country = gazetteer.place(f"{GEONAMES}{unit}"), gazetteer.country(country)
    source = f"the pack of {own_country.name if own_country else country}"
    return place_of(
        line, place_id=place_id, unit_name=own_unit.name if own_unit else "", source=source
    )


class WithVillages:
    """Implements ``protocols.Gazetteer``: a gazetteer with the villages of one article."""

    def __init__(self, base: Gazetteer, villages: Mapping[str, tuple[Place, ...]]) -> None:
        """``villages`` by folded name."""
        self._base, self._villages = base, villages
        self._by_id = {place.id: place for places in villages.values() for place in places}
        self.nearest, self.country = base.nearest, base.country
        self.admin1_units, self.of_skeleton = base.admin1_units, base.of_skeleton

    def lookup(self, name: str) -> tuple[Place, ...]:
        found = self._base.lookup(name)
        held = {place.id for place in found}
        return found + tuple(
            place for place in self._villages.get(fold(name), ()) if place.id not in held
        )

    def place(self, place_id: str) -> Place | None:
        return self._base.place(place_id) or self._by_id.get(place_id)

    def names(self, place_id: str) -> tuple[str, ...]:
        known = self._base.names(place_id)
        return known or ((self._by_id[place_id].name,) if place_id in self._by_id else ())
