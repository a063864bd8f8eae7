"""Many events as one compact file, which the browser fetches once, and what of them is shown as a bit for each.

A record is one event at one place. Records that look the same at one place share a mark. The file, little-endian::

    "DLM1" | length of the head, uint32 | head, JSON in UTF-8 | columns, each from the next multiple of 8 bytes on

The head names the columns with their type and length: of records ``first`` and ``last`` (days counted from ``origin``; 0 and
``top`` are ends without bound), ``mark`` and ``event`` (numbers from 0); of marks ``latitude``, ``longitude`` (float32, degrees
WGS 84), ``look`` and ``name`` (numbers in the head's lists). Records stand in the order of their first day, those without a day
last. Numbers take the fewest bytes that hold them: 10 to 16 a record, and 11 to 13 a mark.
"""

from __future__ import annotations

import base64
import hashlib
import json
import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from components.layers.looks import Look, looks_of
from components.safe_html import shown as printable

MAGIC = b"DLM1"
STEP_BYTES = 8
EPOCH = date(1970, 1, 1).toordinal()
MOST_PLACES = 100_000
"""With more positions than this the nearest are summed: a screen has no room for more, and each costs the browser 40 bytes."""
TILES_DEGREES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
MOST_CHARACTERS = 80
"""Of a place's name under the pointer."""
FAR_SHARE = 0.002
"""Of all days at either end, the most that the time control leaves out."""
NEEDED = ("event_id", "latitude", "longitude", "date_start", "date_end", "group")

Numbers = NDArray[Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Packed:
    """The file and what the page keeps beside it. Days inclusive; degrees WGS 84."""

    data: bytes
    name: str
    """Of the file, from its bytes."""
    events: pd.Index[Any]
    """event_id of each event."""
    event: Numbers
    """Number of the event of each record, in the order of the file."""
    looks: tuple[Look, ...]
    """What is drawn, for the legend."""
    places: int
    """Different positions."""
    tile_degrees: float
    """Side of the tiles by which positions were summed; 0 where each stands as given."""
    news_days: tuple[date, date] | None
    """The first and the last day of any, a few far outside of the others left out; None where none has a day."""
    latitudes: tuple[float, float]
    longitudes: tuple[float, float]
    """From south to north and from west to east, the outermost hundredth left out at each side."""

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
        """A bit a record: whether its event is among ``event_ids``. Unknown ones are nothing.

        The last place of ``chosen`` takes those, which an index gives as -1.
        """
        chosen = np.zeros(len(self.events) + 1, dtype=bool)
        chosen[self.events.get_indexer(pd.Index(np.asarray(event_ids, dtype=object)))] = True
        return bits_where(chosen[:-1][self.event])

    def numbers(self, event_id: str | None) -> list[int]:
        """Records of an event."""
        if event_id is None or event_id not in self.events:
            return []
        return [int(record) for record in np.flatnonzero(self.event == self.events.get_loc(event_id))]


def bits_where(shown: NDArray[np.bool_]) -> bytes:
    """Whether each record is shown, as a bit a record, the lowest of a byte first."""
    return np.packbits(shown, bitorder="little").tobytes()


def packed(events: pd.DataFrame) -> Packed:
    """Pack the rows that have a position.

    Columns: event_id, latitude, longitude (degrees), date_start, date_end (YYYY-MM-DD, missing for an open end), group (as in
    the events table); where they are there also place (its name), and those of ``looks.looks_of``.
    Raises ValueError for a missing column, a position off the earth, or an end before its start.
    """
    if missing := [name for name in NEEDED if name not in events]:
        raise ValueError(f"events to pack have no column {', '.join(missing)}")
    rows = events[events["latitude"].notna() & events["longitude"].notna()]
    starts, ends = _days(rows["date_start"]), _days(rows["date_end"])
    order = _order(starts, ends)
    rows, starts, ends = rows.iloc[order], starts[order], ends[order]
    looks, look = looks_of(rows)
    latitude, longitude, tile_degrees = _positions(rows)
    mark, first_of_mark = _numbered(latitude, longitude, look)
    names, name = _names(rows.iloc[first_of_mark])
    event, events_in_order = pd.factorize(rows["event_id"].astype("object"))
    head, columns = _day_columns(starts, ends)
    columns |= {
        "mark": _narrow(mark), "event": _narrow(event),
        "latitude": latitude[first_of_mark], "longitude": longitude[first_of_mark],
        "look": _narrow(look[first_of_mark]), "name": _narrow(name),
    }
    head |= {"looks": [one.properties() for one in looks], "names": names, "events": len(events_in_order)}
    data = _file(head, columns)
    return Packed(
        data=data, name=hashlib.sha256(data).hexdigest()[:16],
        events=pd.Index(events_in_order, dtype="object"), event=columns["event"], looks=looks,
        places=_different(latitude, longitude), tile_degrees=tile_degrees, news_days=_news_days(_known(starts, ends)),
        latitudes=_middle_of(latitude), longitudes=_middle_of(longitude),
    )


def squeezed(bits: bytes | None) -> str | None:
    """Bits as text for a script: deflated (zlib), in base64."""
    return None if bits is None else base64.b64encode(zlib.compress(bits, 1)).decode()


def _days(column: pd.Series[str]) -> NDArray[np.float64]:
    """Days from 1970, NaN where there is none; each different day is read once."""
    codes, texts = pd.factorize(column)
    numbers = [date.fromisoformat(str(one)[:10]).toordinal() - EPOCH for one in texts]
    found: NDArray[np.float64] = np.array([*numbers, np.nan], dtype=np.float64)[codes]
    return found


def _day(number: float) -> date:
    return date.fromordinal(int(number) + EPOCH)


def _news_days(known: NDArray[np.float64]) -> tuple[date, date] | None:
    """What an article recalls of long ago shall not press the news into a corner: so few are left out at either end."""
    if not len(known):
        return None
    first = np.quantile(known, FAR_SHARE, method="lower")
    last = np.quantile(known, 1 - FAR_SHARE, method="higher")
    return _day(first), _day(last)


def _order(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> Numbers:
    """By first day, an open start first, then by last day, an open end last; what has no day stands at the end."""
    if bool((starts > ends).any()):
        raise ValueError("an event ends before it begins")
    undated = np.isnan(starts) & np.isnan(ends)
    return np.lexsort((np.nan_to_num(ends, nan=np.inf), np.nan_to_num(starts, nan=-np.inf), undated))


def _known(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> NDArray[np.float64]:
    both: NDArray[np.float64] = np.concatenate([starts, ends])
    known: NDArray[np.float64] = both[~np.isnan(both)]
    return known


def _day_columns(starts: NDArray[np.float64], ends: NDArray[np.float64]) -> tuple[dict[str, Any], dict[str, Numbers]]:
    """Days counted from the one before the first, so that 0 lies before all of them and ``top`` behind."""
    known = _known(starts, ends)
    origin, top = (int(known.min()) - 1, int(known.max() - known.min()) + 2) if len(known) else (-1, 1)
    undated = int((np.isnan(starts) & np.isnan(ends)).sum())
    first, last = np.nan_to_num(starts - origin, nan=0), np.nan_to_num(ends - origin, nan=top)
    columns = {"first": _narrow(first, top), "last": _narrow(last, top)}
    return {"origin": origin, "top": top, "dated": len(starts) - undated}, columns


def _positions(rows: pd.DataFrame) -> tuple[NDArray[np.float32], NDArray[np.float32], float]:
    """Latitudes and longitudes, and the side of the tiles by which they were summed, where there are too many."""
    latitude, longitude = (rows[name].to_numpy(dtype=np.float64) for name in ("latitude", "longitude"))
    if not bool(((np.abs(latitude) <= 90) & (np.abs(longitude) <= 180)).all()):
        raise ValueError("an event stands off the earth")
    side = 0.0
    for wider in TILES_DEGREES:
        if _different(latitude, longitude) <= MOST_PLACES:
            break
        side = wider
        latitude, longitude = (np.round(axis / side) * side for axis in (latitude, longitude))
    return latitude.astype(np.float32), longitude.astype(np.float32), side


def _different(latitude: Numbers, longitude: Numbers) -> int:
    return len(np.unique(latitude.astype(np.float64) + 1j * longitude))


def _numbered(latitude: Numbers, longitude: Numbers, look: Numbers) -> tuple[Numbers, Numbers]:
    """The mark of each record, and of each mark the record that has it first."""
    keys = pd.MultiIndex.from_arrays([latitude, longitude, look])
    codes, _ = pd.factorize(keys)
    return codes, np.unique(codes, return_index=True)[1]


def _names(rows: pd.DataFrame) -> tuple[list[str], Numbers]:
    """Names of places, each once, with the number of each row's; the first is empty. ``rows`` has one of each mark."""
    if "place" not in rows:
        return [""], np.zeros(len(rows), dtype=np.int64)
    codes, texts = pd.factorize(rows["place"])
    return ["", *(printable(one)[:MOST_CHARACTERS] for one in texts)], codes + 1


def _narrow(values: Numbers, top: int | None = None) -> Numbers:
    """As unsigned integers of the fewest bytes that hold them."""
    highest = int(values.max(initial=0)) if top is None else top
    return values.astype(np.min_scalar_type(highest))


def _middle_of(axis: Numbers) -> tuple[float, float]:
    if not len(axis):
        return 0.0, 0.0
    low, high = np.quantile(axis, [0.01, 0.99])
    return float(low), float(high)


def _file(head: Mapping[str, Any], columns: Mapping[str, Numbers]) -> bytes:
    listed = [[name, values.dtype.str.lstrip("|"), len(values)] for name, values in columns.items()]
    code = json.dumps({**head, "columns": listed}, ensure_ascii=True, separators=(",", ":")).encode()
    file = bytearray(MAGIC + struct.pack("<I", len(code)) + code)
    for values in columns.values():
        file += bytes(-len(file) % STEP_BYTES) + values.astype(values.dtype.newbyteorder("<")).tobytes()
    return bytes(file)
