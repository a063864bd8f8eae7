"""Writes the gazetteer as one packed table, a line for each place; the same rows give the same
bytes."""

from __future__ import annotations

import lzma
from collections.abc import Iterable
from pathlib import Path

from components.places.store import COLUMNS, SCALE

from .gazetteer import Row


def pack(rows: Iterable[Row], packed: Path) -> None:
    """Write the rows in an order in which neighbours are alike, which packs best, without any time
    or name in the header."""
    held = sorted(rows, key=lambda row: (row.kind, row.country, row.admin1, row.name, row.key))
    lines = ["\t".join(COLUMNS), *("\t".join(_cells(row)) for row in held)]
    packed.write_bytes(
        lzma.compress(("\n".join(lines) + "\n").encode(), preset=9 | lzma.PRESET_EXTREME)
    )


def _cells(row: Row) -> tuple[str, ...]:
    numbers = (round(row.latitude * SCALE), round(row.longitude * SCALE))
    lists = (
        "|".join(sorted(held)) for held in (row.spellings - {row.name}, row.acronyms, row.codes)
    )
    cells = (
        row.key,
        row.slug,
        row.name,
        row.kind,
        *numbers,
        row.country,
        row.admin1,
        row.population,
        *lists,
    )
    return tuple(str(cell) for cell in cells)
