"""Writes a dump in GeoNames' format of any number of made-up places, the same bytes for the same
number."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

FIRST_NUMBER = 900_000_000
"""GeoNames' own numbers end far below: none of these is a place of the built-in gazetteer."""
SYLLABLES = "ba bre cha do dri fa ga gru ha ji ka kle lo ma mi na no pa pri ra ro sa sta ta tru va vo ya za zhu".split()
ENDINGS = ("ivka", "ove", "sk", "abad", "ton", "ville", "", "", "an", "yn")
CODES = ("P\tPPL",) * 14 + (
    "P\tPPLX",
    "H\tSTM",
    "H\tLK",
    "T\tHLL",
    "A\tADM2",
    "S\tSCH",
    "S\tCH",
    "P\tPPLQ",
    "L\tLCTY",
)
UNITS = (
    ("UA", "07", 49.5, 36.5), ("UA", "05", 48.2, 37.8), ("SY", "09", 36.2, 37.1), ("US", "TX", 31.5, -99.0),
    ("FR", "11", 48.7, 2.4),
)  # fmt: skip
"""Country, admin1 code, and latitude and longitude of its middle in degrees."""
CYRILLIC = dict(zip("abcdefghijklmnopqrstuvyz", "абцдефгхийклмнопкрстувиз", strict=True))


def lines(rows: int) -> Iterator[str]:
    """Without line ends. Names repeat as real ones do: some thousands of times the commonest."""
    chance = random.Random(rows)
    for number in range(FIRST_NUMBER, FIRST_NUMBER + rows):
        country, unit, latitude, longitude = chance.choice(UNITS)
        name = _name(chance)
        cyrillic = "".join(CYRILLIC.get(letter, letter) for letter in name.lower()).title()
        others = ",".join((name.upper(), cyrillic, _name(chance)))
        people = int(chance.paretovariate(0.8)) if chance.random() < 0.3 else 0
        at = f"{latitude + chance.uniform(-1.5, 1.5):.5f}\t{longitude + chance.uniform(-2, 2):.5f}"
        yield (
            f"{number}\t{name}\t{name}\t{others}\t{at}\t{chance.choice(CODES)}\t{country}\t\t{unit}\t\t\t\t{people}\t\t120"
            "\tEurope/Kyiv\t2024-05-01"
        )


def _name(chance: random.Random) -> str:
    count = 2 if chance.random() < 0.3 else 3
    return "".join(chance.choices(SYLLABLES, k=count)).capitalize() + chance.choice(ENDINGS)


def write(path: Path, rows: int) -> Path:
    """A zip as GeoNames packs it where the name ends so, else plain text."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("readme.txt", "Made up.")
            with archive.open(
                zipfile.ZipInfo(f"{path.stem}.txt", (2024, 5, 1, 0, 0, 0)), "w"
            ) as file:
                file.writelines(f"{line}\n".encode() for line in lines(rows))
    else:
        path.write_text("".join(f"{line}\n" for line in lines(rows)), encoding="utf-8")
    return path
