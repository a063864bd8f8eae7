"""The layout of CSV for people: what a reader understands first stands first, and a row tells one
event with all of its places."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from components.tables.rows import DTYPES, SEPARATOR
from components.wording.phrases import Row, parts, row_dicts, value

READABLE = (
    "said place_name admin1 country first_day last_day actor1 actor2 attributed_to claim_status "
    "sentence kind modality quantity quantity_kind time_text reported holder left_by latitude "
    "longitude title publisher published url as_of stamp"
).split()
OF_A_PLACE = (
    "place_name admin1 country latitude longitude place_role place_kind place_id geo_precision "
    "where_prec place_start place_end"
).split()
"""Of an event with several places these hold one value a place, in the same order, those that are
drawn first."""
CORRECTED = ("corrected", "corrected_by")
"""Go in pairs, of which those of the event stand at each of its places."""


def readable_first(table: pd.DataFrame) -> pd.DataFrame:
    """The same columns, those of ``READABLE`` first."""
    first = [name for name in READABLE if name in table]
    return table[[*first, *(name for name in table if name not in READABLE)]]


def one_row_an_event(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of each event as one; columns that hold something of each place become text."""
    events: dict[tuple[str, str], list[Row]] = {}
    for row in row_dicts(table):
        events.setdefault((value(row, "doc_id"), value(row, "event_id")), []).append(row)
    rows = [
        _joined(sorted(own, key=lambda row: not value(row, "latitude"))) for own in events.values()
    ]
    texts = table.astype(dict.fromkeys(OF_A_PLACE, DTYPES["string"])).dtypes
    return pd.DataFrame(
        {
            str(name): pd.Series([row[str(name)] for row in rows], dtype=dtype).replace("", pd.NA)
            for name, dtype in texts.items()
        }
    )


def _joined(rows: Sequence[Row]) -> Row:
    told = dict(rows[0])
    for name in OF_A_PLACE:
        cells = [value(row, name) for row in rows]
        told[name] = SEPARATOR.join(cells) if any(cells) else ""
    for name in ("layer", "holder", "left_by", "coarsened"):
        told[name] = SEPARATOR.join(dict.fromkeys(one for row in rows for one in parts(row, name)))
    pairs = dict.fromkeys(
        pair
        for row in rows
        for pair in zip(*(parts(row, name) for name in CORRECTED), strict=False)
    )
    return told | {
        name: SEPARATOR.join(pair[at] for pair in pairs) for at, name in enumerate(CORRECTED)
    }
