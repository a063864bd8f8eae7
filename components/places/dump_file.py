"""A dump of GeoNames, text or zip, of places or of names: its kind, and the rows that are kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from typing import Final, Literal

from components.core import settings
from components.core.errors import DumpError
from components.core.protocols import Gazetteer
from components.core.zips import BROKEN
from components.lexicon.rows import rows
from components.places.romanise import COUNTRIES as ROMANISED_COUNTRIES
from components.places.romanise import alternates, is_name, romanised
from components.places.store import LIST, SCALE, NameRow, Row

DumpKind = Literal["places", "names"]
PLACE_COLUMNS: Final = 19
NAME_COLUMNS: Final = (8, 9, 10)
"""alternateNamesV2 has ten; older files lack the last two, from and to."""
WAY_OUT: Final = (
    "Give a file of GeoNames' dump (19 tab-separated columns: UA.zip, allCountries.zip, "
    "cities500.zip) or its alternateNamesV2.zip."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dump:
    """``member`` is the file in the zip, empty for text; ``bytes`` its size; ``day`` its date."""

    path: Path
    member: str
    kind: DumpKind
    bytes: int
    day: date

    @property
    def name(self) -> str:
        """The name under which it is installed: "UA", or "UA-names" for a file of names."""
        stem = self.path.name.removesuffix(self.path.suffix)
        is_plain = self.kind == "places" or stem.startswith("alternateNames")
        return stem if is_plain else f"{stem}-names"

    def where(self, line: int) -> str:
        inside = f" ({self.member})" if self.member else ""
        return f"{self.path}{inside}, line {line}"


def open_dump(path: Path) -> Dump:
    """Describe a file. Raises DumpError when it is not a dump, OSError when it cannot be opened."""
    if path.suffix.lower() == ".zip":
        info = _member(path)
        # The first of the year where the zip has no valid day.
        day = date(info.date_time[0], 1, 1)
        with suppress(ValueError):
            day = date(*info.date_time[:3])
        dump = Dump(path=path, member=info.filename, kind="places", bytes=info.file_size, day=day)
    else:
        status = path.stat()
        day = date.fromtimestamp(status.st_mtime)
        dump = Dump(path=path, member="", kind="places", bytes=status.st_size, day=day)
    first = next((line for line in lines_of(dump) if line.strip()), b"")
    columns = first.count(b"\t") + 1
    if columns == PLACE_COLUMNS:
        return dump
    if columns in NAME_COLUMNS:
        return replace(dump, kind="names")
    what = (
        "This has no lines."
        if not first
        else f"This has {columns} tab-separated columns, which no dump of GeoNames has."
    )
    raise DumpError(what, where=dump.where(1), way_out=WAY_OUT)


def _member(path: Path) -> zipfile.ZipInfo:
    """The text of the zip's own name, else its largest text."""
    with _readable(path), zipfile.ZipFile(path) as archive:
        texts = [info for info in archive.infolist() if info.filename.lower().endswith(".txt")]
    texts.sort(key=lambda info: (Path(info.filename).stem == path.stem, info.file_size))
    if not texts:
        raise DumpError("There is no text in this zip.", where=str(path), way_out=WAY_OUT)
    return texts[-1]


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raises DumpError for a broken zip."""
    try:
        yield
    except FileNotFoundError:
        raise
    except BROKEN as error:
        raise DumpError(
            f"This zip cannot be read ({error}).", where=str(path), way_out="Fetch it again."
        ) from error


def lines_of(dump: Dump) -> Iterator[bytes]:
    """With their line ends. Raises DumpError for a broken zip."""
    with _readable(dump.path):
        if dump.member:
            with zipfile.ZipFile(dump.path) as archive, archive.open(dump.member) as text:
                yield from text
        else:
            with dump.path.open("rb") as text:
                yield from text


NO_NAMES: Final = frozenset("link wkdt post iata icao faac unlc tcid phon".split())
"""Values of the column of languages that mark addresses, numbers and codes."""
ABBREVIATION: Final = "abbr"
UKRAINIAN: Final = "uk"


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoNamesCodes:
    """GeoNames' codes: kinds by "P.PPL", alpha-3 by alpha-2, unit numbers by "UA.07"."""

    kinds: Mapping[str, str]
    countries: Mapping[str, str]
    units: Mapping[str, int]


def coding_of(gazetteer: Gazetteer, *, historical: bool) -> GeoNamesCodes:
    """The codes, with the alpha-3 codes of the built-in gazetteer's countries."""
    alpha2 = map("".join, product(ascii_uppercase, repeat=2))
    countries = {
        code: country.country for code in alpha2 if (country := gazetteer.country(code)) is not None
    }
    return load_coding(countries, historical=historical)


def load_coding(countries: Mapping[str, str], *, historical: bool) -> GeoNamesCodes:
    """The rows of data/gazetteer; ``historical`` adds the codes of places that no longer exist."""
    kinds = {
        f"{row['class']}.{row['code']}": row["kind"]
        for row in rows(settings.GAZETTEER / "feature_codes.csv")
        if historical or row["historical"] != "yes"
    }
    units = {row["code"]: int(row["key"]) for row in rows(settings.GAZETTEER / "admin1_codes.csv")}
    return GeoNamesCodes(kinds=kinds, countries=countries, units=units)


def place_rows(cells: list[str], coding: GeoNamesCodes) -> tuple[Row, ...]:
    """The row of 19 cells; none for a kind that is not kept. Raises ValueError for bad numbers."""
    kind = coding.kinds.get(f"{cells[6]}.{cells[7]}")
    name = cells[1].strip()
    if kind is None or not is_name(name, name) or LIST in name:
        return ()
    alpha2 = cells[8]
    latitude, longitude = float(cells[4]), float(cells[5])
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"latitude {latitude}, longitude {longitude} is not a position")
    unit = int(cells[0]) if kind == "admin1" else coding.units.get(f"{alpha2}.{cells[10]}", 0)
    spelled = alternates(name, (cells[2], *(cells[3].split(",") if cells[3] else ())))
    if alpha2 in ROMANISED_COUNTRIES:
        spelled = tuple(sorted({*spelled, *romanised((name, *spelled))} - {name}))
    row = (
        str(int(cells[0])), "", name, kind,
        str(round(latitude * SCALE)), str(round(longitude * SCALE)),
        coding.countries.get(alpha2, ""), str(unit), str(int(cells[14] or 0)),
        LIST.join(spelled), "", "",
    )  # fmt: skip
    return (row,)


def name_rows(cells: list[str]) -> tuple[NameRow, ...]:
    """Names of a line of alternate names, by place number. Raises ValueError for bad numbers."""
    number, language, name = int(cells[1]), cells[2], cells[3].strip()
    if language in NO_NAMES:
        return ()
    if language == ABBREVIATION:
        return ((number, name, 1),) if name.isupper() and LIST not in name else ()
    if not is_name(name):
        return ()
    latin = romanised((name,)) if language == UKRAINIAN else ()
    return ((number, name, 0), *((number, one, 0) for one in latin))
