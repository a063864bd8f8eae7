"""The packed file: what goes in comes out, in the order of the days, in few bytes."""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.map import tiles
from components.map.packing import Packed, packed, squeezed
from components.map.tiles import MAGIC, STEP_BYTES, Numbers
from tests.many import events_of

DAY = st.dates(min_value=date(1, 1, 2), max_value=date(9999, 12, 30))
ENDS = st.tuples(DAY, st.integers(0, 400)).map(
    lambda one: (one[0], min(one[0] + timedelta(days=one[1]), date(9999, 12, 30)))
)


@st.composite
def events(draw: st.DrawFn) -> pd.DataFrame:
    """Rows with any days, open at either end or both, and any text for id and place."""
    rows = draw(
        st.lists(
            st.fixed_dictionaries(
                {
                    "event_id": st.text(max_size=5),
                    "place_name": st.text(max_size=5),
                    "latitude": st.floats(-90, 90, width=32),
                    "longitude": st.floats(-180, 180, width=32),
                    "ends": ENDS,
                    "open": st.tuples(st.booleans(), st.booleans()),
                    "display_group": st.sampled_from(["control", "diplomacy", "other", ""]),
                    "modality": st.sampled_from(["done", "planned"]),
                }
            ),
            max_size=12,
        )
    )
    table = pd.DataFrame(
        rows,
        columns="event_id place_name latitude longitude ends open display_group modality".split(),
    )
    for end, name in enumerate(("first_day", "last_day")):
        days = [None if row["open"][end] else row["ends"][end].isoformat() for row in rows]
        table[name] = pd.Series(days, dtype="object")
    return table


def day_of(number: np.integer, head: dict[str, int]) -> str | None:
    if number in {0, head["top"]}:
        return None
    return date.fromordinal(date(1970, 1, 1).toordinal() + head["origin"] + int(number)).isoformat()


def unpacked(data: bytes) -> tuple[Mapping[str, Any], Mapping[str, Numbers]]:
    """The head and the columns of a file. Raises ValueError for other bytes."""
    if data[:4] != MAGIC:
        raise ValueError("these bytes are no packed events")
    (length,) = struct.unpack_from("<I", data, 4)
    head: Mapping[str, Any] = json.loads(data[8 : 8 + length])
    columns, at = {}, 8 + length
    for name, kind, count in head["columns"]:
        at += -at % STEP_BYTES
        columns[name] = np.frombuffer(data, dtype=np.dtype(kind), count=count, offset=at)
        at += columns[name].nbytes
    return head, columns


@given(events())
def test_what_goes_in_comes_out(table: pd.DataFrame) -> None:
    file = packed(table)
    head, columns = unpacked(file.data)
    marks = columns["mark"]
    read = [
        (
            file.id(number),
            float(columns["latitude"][marks[number]]),
            float(columns["longitude"][marks[number]]),
            day_of(columns["first"][number], head),
            day_of(columns["last"][number], head),
            head["looks"][columns["look"][marks[number]]]["group"],
            file.looks[columns["look"][marks[number]]].symbol.fill,
        )
        for number in range(len(file))
    ]
    given_rows = [
        (
            row.event_id,
            row.latitude,
            row.longitude,
            row.first_day,
            row.last_day,
            row.display_group or "other event",
            "hollow" if row.modality == "planned" else "solid",
        )
        for row in table.itertuples()
    ]
    assert sorted(map(repr, read)) == sorted(map(repr, given_rows))
    dated = [one[3] or "" for one in read if one[3] or one[4]]
    assert dated == sorted(dated)
    assert all(one[3] is None and one[4] is None for one in read[head["dated"] :])
    assert [one for one in read[: head["dated"]] if one[3] is None and one[4] is None] == []


@given(st.lists(st.booleans(), max_size=40))
def test_bits_say_which_records_are_shown(chosen: list[bool]) -> None:
    file = packed(events_of(len(chosen)))
    wanted = [
        event
        for event, is_chosen in zip(map(file.id, range(len(file))), chosen, strict=True)
        if is_chosen
    ]
    bits = np.unpackbits(
        np.frombuffer(file.bits(wanted), dtype=np.uint8), count=len(file), bitorder="little"
    )
    assert [bool(bit) for bit in bits] == chosen


def test_an_event_of_several_places_has_a_record_at_each() -> None:
    table = events_of(3).assign(event_id=["a", "b", "a"])
    file = packed(table)
    head, columns = unpacked(file.data)
    assert head["events"] == 2
    assert [str(file.id(number)) for number in file.numbers("a")] == ["a", "a"]
    assert len({int(columns["event"][number]) for number in file.numbers("a")}) == 1


@pytest.mark.parametrize(
    ("places", "most_bytes"), [(5_000, 16), (None, 30)], ids=["5,000 places", "each at its own"]
)
def test_an_event_takes_few_bytes(places: int | None, most_bytes: int) -> None:
    file = packed(events_of(60_000, places=places).drop(columns="place_name"))
    assert len(file.data) / len(file) <= most_bytes


def test_each_mark_has_the_name_of_its_place() -> None:
    table = events_of(200, places=20)
    file = packed(table)
    head, columns = unpacked(file.data)
    names = {
        file.id(number): head["names"][columns["name"][columns["mark"][number]]]
        for number in range(len(file))
    }
    assert names == dict(zip(table["event_id"], table["place_name"], strict=True))
    assert len(head["names"]) <= 21


def test_rows_without_a_position_are_left_out() -> None:
    table = events_of(4)
    table.loc[1, "latitude"] = np.nan
    assert sorted(packed(table).events) == ["e0", "e2", "e3"]


def test_too_many_positions_are_summed_to_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "MOST_MARKS", 500)
    monkeypatch.setattr(tiles, "SHEET_RECORDS", 100)
    table = events_of(3_000)
    file = packed(table)
    assert file.places == 3_000
    assert file.tile_degrees > 0
    head, columns = unpacked(file.data)
    assert len(columns["latitude"]) <= 500
    steps = columns["latitude"].astype(float) / file.tile_degrees
    assert np.allclose(steps, np.round(steps), atol=1e-3)
    assert len(columns["mark"]) == 3_000
    assert read_of(head["sheets"], file) == {
        row.event_id: (np.float32(row.latitude), np.float32(row.longitude), row.place_name)
        for row in table.itertuples()
    }


def read_of(
    listed: list[list[float]], file: Packed
) -> dict[str, tuple[np.float32, np.float32, str]]:
    """Where the sheets say that each event stands, and the name of its place."""
    assert file.sheets is not None
    found = {}
    for south, west, north, east, first, behind, records in listed:
        head, columns = unpacked(file.sheets[int(first) : int(behind)])
        assert len(columns["record"]) == records <= tiles.SHEET_RECORDS
        for record, mark in zip(columns["record"], columns["mark"], strict=True):
            latitude, longitude = columns["latitude"][mark], columns["longitude"][mark]
            assert south <= latitude <= north
            assert west <= longitude <= east
            found[file.id(record)] = latitude, longitude, head["names"][columns["name"][mark]]
    assert len(found) == len(file)
    return found


def test_a_tile_of_several_places_has_the_name_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "MOST_MARKS", 1)
    file = packed(
        events_of(3).assign(
            latitude=[50.0, 50.0004, 51.0],
            longitude=36.0,
            display_group="other",
            modality="done",
            time_kind="day",
            place_kind="settlement",
            holder="",
            place_name=["One", "Other", "Third"],
        )
    )
    head, columns = unpacked(file.data)
    names = {
        file.id(number): head["names"][columns["name"][columns["mark"][number]]]
        for number in range(len(file))
    }
    assert names == {"e0": "", "e1": "", "e2": "Third"}


def test_records_of_one_place_stay_on_one_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "SHEET_RECORDS", 5)
    monkeypatch.setattr(tiles, "MOST_MARKS", 1)
    head, _ = unpacked(packed(events_of(60, places=4)).data)
    assert len(head["sheets"]) == 4


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"latitude": 91.0}, "off the earth"),
        ({"longitude": -181.0}, "off the earth"),
        ({"first_day": "2024-02-02", "last_day": "2024-02-01"}, "before it begins"),
        ({"first_day": "2024-02-30"}, "day is out of range"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, object], what: str) -> None:
    with pytest.raises(ValueError, match=what):
        packed(events_of(1).assign(**change))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="last_day"):
        packed(events_of(1).drop(columns="last_day"))


def test_other_bytes_are_refused() -> None:
    with pytest.raises(ValueError, match="no packed events"):
        unpacked(b"PK\x03\x04 something else")


def test_a_filter_of_a_hundred_thousand_is_a_small_message() -> None:
    bits = np.packbits(np.random.default_rng(1).random(100_000) < 0.5).tobytes()
    message = squeezed(bits)
    assert message is not None
    assert len(message) < 18_000
