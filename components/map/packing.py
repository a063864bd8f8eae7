"""Many events as a compact file for the browser, and a bit per record for whether it is shown.

A record is an event at a place; records that look the same at a place share a mark. Columns (as in
tiles.py): of records ``first``, ``last`` (days from ``origin``; 0 and ``top`` are open), ``mark``
and perhaps ``event``; of marks ``latitude``, ``longitude`` (float32, WGS 84), ``look``, ``name``
(numbers in the head's lists). Sorted by first day, undated last; 7 to 12 bytes per record, 11 to 13
per mark."""

from __future__ import annotations

import base64
import hashlib
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.core.safe_html import printable
from components.map.looks import Look, colours_in, looks_of
from components.map.tiles import Numbers, marks_of, narrow, row_numbers, sheets_of, written

EPOCH = date(1970, 1, 1).toordinal()
MOST_CHARACTERS = 80
"""Of a place's name under the pointer."""
NEEDED = ("event_id", "latitude", "longitude", "first_day", "last_day", "display_group")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Packed:
    """The file and what the page keeps with it. Days inclusive; degrees WGS 84."""

    data: bytes
    name: str
    """Of the file, a hash of its bytes."""
    sheets: bytes | None
    """The records at their own places (tiles.Sheets), where the file has them summed to tiles."""
    events: pd.Index[Any]
    """event_id of each event."""
    event: Numbers
    """Number of the event of each record, in the order of the file."""
    looks: tuple[Look, ...]
    """For the legend."""
    colours: Mapping[str, str]
    """Of the sides, for what stands beside the map."""
    places: int
    """Number of different positions."""
    tile_degrees: float
    """Side of the tiles to which positions were summed; 0 for exact positions."""
    latitudes: tuple[float, float]
    longitudes: tuple[float, float]
    """Both ranges leave out the outermost hundredth at each end."""

    def __len__(self) -> int:
        return len(self.event)

    @property
    def ids(self) -> pd.Index[Any]:
        """event_id of each record, in the order of the file."""
        return self.events[self.event]

    def id(self, record: int) -> str:
        """event_id of a record."""
        return str(self.events[self.event[record]])

    def bits(self, event_ids: Sequence[str] | pd.Series[str]) -> bytes:
        """A bit per record: whether its event is in ``event_ids``; unknown ones are ignored."""
        chosen = np.zeros(len(self.events) + 1, dtype=bool)
        chosen[self.events.get_indexer(pd.Index(np.asarray(event_ids, dtype=object)))] = True
        return bits_where(chosen[:-1][self.event])

    def numbers(self, event_id: str | None) -> list[int]:
        """Records of an event."""
        if event_id is None or event_id not in self.events:
            return []
        return [
            int(record) for record in np.flatnonzero(self.event == self.events.get_loc(event_id))
        ]


def bits_where(shown: NDArray[np.bool_]) -> bytes:
    """A bit per record, the lowest of a byte first."""
    return np.packbits(shown, bitorder="little").tobytes()


def packed(events: pd.DataFrame) -> Packed:
    """Pack the rows with a position.

    Columns of the events table: event_id, latitude, longitude, first_day, last_day, display_group;
    optionally place_name and those of ``looks.looks_of``. Raises ValueError for a missing column,
    an impossible position, or a last day before the first."""
    if missing := [name for name in NEEDED if name not in events]:
        raise ValueError(f"events to pack have no column {', '.join(missing)}")
    rows = events[events["latitude"].notna() & events["longitude"].notna()]
    starts, ends = _days(rows["first_day"]), _days(rows["last_day"])
    order = _order(starts, ends)
    rows, starts, ends = rows.iloc[order], starts[order], ends[order]
    looks, look = looks_of(rows)
    degrees = rows[["latitude", "longitude"]].to_numpy(dtype=np.float64)
    if not bool((np.abs(degrees) <= (90, 180)).all()):
        raise ValueError("an event stands off the earth")
    latitude, longitude = np.ascontiguousarray(degrees.T, dtype=np.float32)
    marks = marks_of(latitude, longitude, look)
    name, names = _names(rows)
    sheets = (
        sheets_of(latitude, longitude, look=look, name=name, names=names)
        if marks.tile_degrees
        else None
    )
    used, name_of_mark = np.unique(marks.name(name), return_inverse=True)
    event, events_in_order = pd.factorize(rows["event_id"].astype("object"))
    head, columns = _day_columns(starts, ends)
    columns |= {
        "mark": narrow(marks.of),
        "latitude": marks.latitude,
        "longitude": marks.longitude,
        "look": narrow(look[marks.first]),
        "name": narrow(name_of_mark),
    }
    if len(events_in_order) < len(event):
        columns["event"] = narrow(event)
    head |= {
        "looks": [one.properties() for one in looks],
        "names": names(used),
        "events": len(events_in_order),
        "tile_degrees": marks.tile_degrees,
        "sheets": sheets.listed if sheets else (),
    }
    data = written(head, columns)
    return Packed(
        data=data,
        name=hashlib.sha256(data).hexdigest()[:16],
        sheets=sheets.data if sheets else None,
        events=pd.Index(events_in_order, dtype="object"),
        event=narrow(event),
        looks=looks,
        colours=colours_in(rows),
        places=int(row_numbers(latitude, longitude).max(initial=-1)) + 1,
        tile_degrees=marks.tile_degrees,
        latitudes=_middle_of(latitude),
        longitudes=_middle_of(longitude),
    )


def squeezed(bits: bytes | None) -> str | None:
    """Bits as text for a script: compressed (zlib), in base64."""
    return None if bits is None else base64.b64encode(zlib.compress(bits, 1)).decode()


def _days(column: pd.Series[str]) -> NDArray[np.float64]:
    """Days since 1970, NaN where there is none; each different day is parsed once."""
    codes, texts = pd.factorize(column)
    numbers = [date.fromisoformat(str(one)[:10]).toordinal() - EPOCH for one in texts]
    found: NDArray[np.float64] = np.array([*numbers, np.nan], dtype=np.float64)[codes]
    return found


def _order(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Numbers:
    """The order by first day (open first), then last day (open last); undated ones at the end."""
    if bool((starts > ends).any()):
        raise ValueError("an event ends before it begins")
    undated = np.isnan(starts) & np.isnan(ends)
    return np.lexsort(
        (np.nan_to_num(ends, nan=np.inf), np.nan_to_num(starts, nan=-np.inf), undated)
    )


def _day_columns(
    starts: NDArray[np.float64], ends: NDArray[np.float64]
) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Days counted from the day before the first: 0 is open at the start, ``top`` at the end."""
    both = np.concatenate([starts, ends])
    known = both[~np.isnan(both)]
    origin, top = (
        (int(known.min()) - 1, int(known.max() - known.min()) + 2) if len(known) else (-1, 1)
    )
    undated = int((np.isnan(starts) & np.isnan(ends)).sum())
    first, last = np.nan_to_num(starts - origin, nan=0), np.nan_to_num(ends - origin, nan=top)
    columns = {"first": narrow(first, top), "last": narrow(last, top)}
    return {"origin": origin, "top": top, "dated": len(starts) - undated}, columns


def _names(rows: pd.DataFrame) -> tuple[Numbers, Callable[[Numbers], list[str]]]:
    """Number of each row's place name, 0 for none, and a function from numbers to names."""
    if "place_name" not in rows:
        return np.zeros(len(rows), dtype=np.int64), lambda numbers: [""] * len(numbers)
    codes, different = pd.factorize(rows["place_name"])
    texts = np.array(["", *different], dtype=object)
    return codes + 1, lambda numbers: [printable(one)[:MOST_CHARACTERS] for one in texts[numbers]]


def _middle_of(axis: Numbers) -> tuple[float, float]:
    if not len(axis):
        return 0.0, 0.0
    low, high = np.quantile(axis, [0.01, 0.99])
    return float(low), float(high)
