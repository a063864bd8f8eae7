"""Records summed to marks; too many marks are summed to tiles, with sheets of exact positions.

A sheet is a packed file of a part of the map, loaded at close zoom: ``record``, ``mark``, and of
marks ``latitude``, ``longitude`` (float32, WGS 84) and ``name``. Packed files are little-endian::

    "DLM1" | length of head, uint32 | head, JSON in UTF-8 | columns, aligned to 8 bytes
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

MAGIC = b"DLM1"
STEP_BYTES = 8

Numbers = NDArray[Any]


def narrow(values: Numbers, top: int | None = None) -> Numbers:
    """As unsigned integers of the fewest bytes that hold them, and ``top``."""
    highest = int(values.max(initial=0)) if top is None else top
    return values.astype(np.min_scalar_type(highest))


def written(head: Mapping[str, Any], columns: Mapping[str, Numbers]) -> bytes:
    """The bytes of a packed file. Its head gets ``columns``: name, type and length of each."""
    listed = [[name, values.dtype.str.lstrip("|"), len(values)] for name, values in columns.items()]
    code = json.dumps(
        {**head, "columns": listed}, ensure_ascii=True, separators=(",", ":")
    ).encode()
    file = bytearray(MAGIC + struct.pack("<I", len(code)) + code)
    for values in columns.values():
        file += (
            bytes(-len(file) % STEP_BYTES) + values.astype(values.dtype.newbyteorder("<")).tobytes()
        )
    return bytes(file)


MOST_MARKS = 250_000
"""More marks are summed to tiles: a screen cannot show them, and each takes 60 bytes."""
TILES_DEGREES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
SHEET_RECORDS = 16_384
"""Most records of a sheet, unless they are at one place; 10 bytes each."""
CORNER_DIGITS = 4

Names = Callable[[Numbers], Sequence[str]]
"""A function from numbers of names to names."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Marks:
    """Marks, and the mark of each record (``of``). Degrees WGS 84."""

    of: Numbers
    first: Numbers
    """The first record of each mark."""
    latitude: Numbers
    longitude: Numbers
    tile_degrees: float = 0.0
    """Side of the tiles to which they were summed; 0 for exact positions."""

    def name(self, name: Numbers) -> Numbers:
        """The number of each mark's name; 0 where its records have several."""
        found = name[self.first].copy()
        found[self.of[name != found[self.of]]] = 0
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheets:
    """``data`` has the sheets one after another."""

    data: bytes
    listed: tuple[tuple[float, ...], ...]
    """For each: south, west, north, east; first byte, byte after the last, number of records."""


def row_numbers(*columns: Numbers) -> Numbers:
    """Numbers from 0 in the order of the rows; rows with the same values in all columns have the
    same."""
    total = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes, values = pd.factorize(column, use_na_sentinel=False)
        total, _ = pd.factorize(total * max(len(values), 1) + codes)
    return total


def marks_of(latitude: Numbers, longitude: Numbers, look: Numbers) -> Marks:
    """A mark per place and look, or per tile, with the smallest tiles that give at most
    MOST_MARKS."""
    found = _marks(latitude, longitude, look, 0.0)
    for side in TILES_DEGREES:
        if len(found.first) <= MOST_MARKS:
            break
        on_tiles = [
            np.round(axis.astype(np.float64) / side) * side for axis in (latitude, longitude)
        ]
        found = _marks(on_tiles[0].astype(np.float32), on_tiles[1].astype(np.float32), look, side)
    return found


def _marks(latitude: Numbers, longitude: Numbers, look: Numbers, side: float) -> Marks:
    of = row_numbers(latitude, longitude, look)
    first = first_of(of)
    return Marks(
        of=of, first=first, latitude=latitude[first], longitude=longitude[first], tile_degrees=side
    )


def first_of(numbers: Numbers) -> Numbers:
    """The position of the first occurrence of each number."""
    first = np.empty(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return first


def sheets_of(
    latitude: Numbers, longitude: Numbers, *, look: Numbers, name: Numbers, names: Names
) -> Sheets:
    """The records at their own places; ``name`` has the number of each record's name."""
    data, listed = bytearray(), []
    for records in _parts(latitude, longitude):
        marks = _marks(latitude[records], longitude[records], look[records], 0.0)
        used, own_name = np.unique(marks.name(name[records]), return_inverse=True)
        sheet = written(
            {"names": list(names(used))},
            {
                "record": records,
                "mark": narrow(marks.of),
                "latitude": marks.latitude,
                "longitude": marks.longitude,
                "name": narrow(own_name),
            },
        )
        south, west = _corner(marks.latitude, marks.longitude, np.min, math.floor)
        north, east = _corner(marks.latitude, marks.longitude, np.max, math.ceil)
        listed.append((south, west, north, east, len(data), len(data) + len(sheet), len(records)))
        data += sheet
    return Sheets(data=bytes(data), listed=tuple(listed))


def _parts(latitude: Numbers, longitude: Numbers) -> Iterator[Numbers]:
    """Records of each sheet in their order: split along the longer side until there are few."""
    waiting = [np.arange(len(latitude), dtype=np.uint32)]
    while waiting:
        records = waiting.pop()
        axis = max((latitude[records], longitude[records]), key=np.ptp)
        if len(records) <= SHEET_RECORDS or not np.ptp(axis):
            yield records
            continue
        # Two parts without a common position.
        middle = np.median(axis)
        is_low = axis < middle
        if not is_low.any():
            is_low = axis <= middle
        waiting += [records[is_low], records[~is_low]]


def _corner(
    latitude: Numbers,
    longitude: Numbers,
    extreme: Callable[[Numbers], Numbers],
    outward: Callable[[float], int],
) -> tuple[float, float]:
    step = 10**CORNER_DIGITS
    return outward(float(extreme(latitude)) * step) / step, outward(
        float(extreme(longitude)) * step
    ) / step
