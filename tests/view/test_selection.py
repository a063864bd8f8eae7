"""What was chosen goes to the address and back; events are shown by the days they touch."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.tables import rows as tables
from components.view.address import CountRange
from components.view.selection import (
    FIRST_LAYERS,
    LAYERS,
    Pane,
    View,
    drawn,
    first_window,
    from_query,
    layer_counts,
    layer_of,
    mentioned,
    unpinned_last,
)
from tests import sample

EVENTS = tables.events_table(sample.analysis())
NUMBERS = st.builds(CountRange, least=st.integers(1, 1000)) | st.tuples(
    st.integers(1, 1000), st.integers(1, 1000)
).map(lambda ends: CountRange(least=min(ends), most=max(ends)))
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@st.composite
def views(draw: st.DrawFn) -> View:
    first, last = sorted([draw(DAYS), draw(DAYS)])
    return View(
        article=draw(st.text()),
        first_day=draw(st.sampled_from([None, first])),
        last_day=draw(st.sampled_from([None, last])),
        show_undated=draw(st.booleans()),
        layers=frozenset(draw(st.sets(st.sampled_from(sorted(LAYERS))))),
        selected=draw(st.none() | st.text(min_size=1)),
        tiles=draw(st.booleans()),
        find=draw(st.text()),
        compare=draw(st.text()),
        publishers=draw(NUMBERS),
        origins=draw(NUMBERS),
        place=draw(st.text()),
        doc=draw(st.text()),
        page=draw(st.integers(1, 10**9)),
        pane=draw(st.sampled_from(get_args(Pane))),
        names=draw(st.sampled_from(["article", "en", "uk", "ru"])),
        units=draw(st.sampled_from(["article", "km", "mi"])),
        dates=draw(st.sampled_from(["words", "iso", "reader"])),
        latitude=draw(
            st.none() | st.integers(-9_000_000, 9_000_000).map(lambda number: number / 100_000)
        ),
        longitude=draw(
            st.none() | st.integers(-18_000_000, 18_000_000).map(lambda number: number / 100_000)
        ),
        zoom=draw(st.none() | st.integers(0, 72).map(lambda number: number / 4)),
        filters=draw(
            st.frozensets(
                st.one_of(
                    st.tuples(
                        st.sampled_from(["side", "speaker", "says", "publisher"]),
                        st.text(min_size=1),
                    ),
                    st.sampled_from(
                        [
                            ("kind", "control"),
                            ("kind", "fighting and strikes"),
                            ("modality", "done"),
                            ("reading", "likely"),
                        ]
                    ),
                )
            )
        ),
    )


@pytest.mark.parametrize(
    ("query", "last"),
    [
        ({"asof": "2022-09-11"}, date(2022, 9, 11)),
        ({"asof": "2022-09-11", "to": "2022-09-20"}, date(2022, 9, 20)),
    ],
)
def test_an_address_that_sets_the_day_of_control_apart_still_opens(
    query: dict[str, str], last: date
) -> None:
    read = from_query(query)
    assert (read.first_day, read.last_day, read.notices) == (None, last, ())


@given(views())
def test_the_address_keeps_the_view(view: View) -> None:
    read = from_query(view.to_query())
    assert read == view
    assert read.notices == ()


def test_the_first_view_needs_no_address() -> None:
    assert View().to_query() == {}
    assert from_query({}) == View()


@pytest.mark.parametrize(
    ("query", "left_out"),
    [
        ({"from": "2022-13-01"}, "from"),
        ({"to": "yesterday"}, "to"),
        ({"undated": "yes"}, "undated"),
        ({"lat": "95"}, "lat"),
        ({"lon": "nan"}, "lon"),
        ({"zoom": "-1"}, "zoom"),
        ({"zoom": "inf"}, "zoom"),
        ({"layers": "control,roads"}, "layers"),
        ({"tiles": "2"}, "tiles"),
        ({"asof": "Monday"}, "asof"),
        ({"modality": "maybe"}, "modality"),
        ({"reading": "surely"}, "reading"),
        ({"names": "de"}, "names"),
        ({"units": "furlongs"}, "units"),
        ({"dates": "soon"}, "dates"),
        ({"pane": "both"}, "pane"),
        ({"kind": "picnic"}, "kind"),
        ({"publishers": "0"}, "publishers"),
        ({"publishers": "many"}, "publishers"),
        ({"publishers": "3-2"}, "publishers"),
        ({"origins": "1-"}, "origins"),
        ({"origins": "1-1001"}, "origins"),
        ({"page": "-1"}, "page"),
        ({"page": "²"}, "page"),
        ({"side": "Atlantis"}, None),
        ({"lat": "4_9"}, None),
        ({"unknown": "x"}, None),
        ({"lat": "<script>"}, "lat"),
    ],
)
def test_what_cannot_be_read_is_left_out_and_told(
    query: dict[str, str], left_out: str | None
) -> None:
    view = from_query(query)
    if left_out:
        assert view == View(), "what cannot be read changes nothing"
        assert [left_out + "=" in notice for notice in view.notices] == [True]
    else:
        assert view.notices == ()


KEYS = (
    "publishers",
    "origins",
    "place",
    "doc",
    "page",
    "says",
    "publisher",
    "pane",
    "names",
    "units",
    "dates",
    "from",
    "to",
    "asof",
    "undated",
    "layers",
    "event",
    "lat",
    "lon",
    "zoom",
    "tiles",
    "article",
    "find",
    "kind",
    "side",
    "speaker",
    "modality",
    "reading",
)


@given(st.dictionaries(st.sampled_from(KEYS), st.text()))
def test_no_address_breaks_the_page(query: dict[str, str]) -> None:
    assert set(from_query(query).to_query()) <= {*query}


def test_days_in_the_wrong_order_are_exchanged() -> None:
    view = from_query({"from": "2022-09-12", "to": "2022-09-01"})
    assert (view.first_day, view.last_day) == (date(2022, 9, 1), date(2022, 9, 12))
    assert len(view.notices) == 1


def test_the_camera_comes_last_where_the_map_itself_writes_it() -> None:
    view = View(
        find="Izyum",
        tiles=True,
        filters=frozenset({("side", "Russia")}),
        latitude=49.2,
        longitude=37.25,
        zoom=8.25,
    )
    assert list(view.to_query().items())[-3:] == [
        ("lat", "49.20000"),
        ("lon", "37.25000"),
        ("zoom", "8.25"),
    ]


def test_no_layer_at_all_is_a_choice() -> None:
    assert from_query({"layers": "none"}).layers == frozenset()
    assert from_query({}).layers == FIRST_LAYERS


@pytest.mark.parametrize(
    ("days", "published", "window"),
    [
        (
            [("2022-09-01", "2022-09-11"), ("2022-10-01", "2022-10-31")],
            "2022-09-12",
            ("2022-09-01", "2022-10-31"),
        ),
        (
            [("1945-05-08", "1945-05-08"), ("2022-09-10", "2022-09-10")],
            "2022-09-12",
            ("2022-09-10", "2022-09-12"),
        ),
        ([("2022-02-24", "2022-09-12")], "2022-09-12", ("2022-09-12", "2022-09-12")),
        ([(None, "2022-09-10")], "2022-09-12", ("2022-09-10", "2022-09-12")),
        ([("2030-01-01", "2030-12-31")], "2022-09-12", ("2022-09-12", "2022-09-12")),
        ([("1945-05-08", "1945-05-08"), ("2022-09-10", None)], None, ("1945-05-08", "2022-09-10")),
        ([(None, None)], None, None),
    ],
)
def test_the_first_window_is_the_articles_news_days(
    days: list[tuple[str | None, str | None]], published: str | None, window: tuple[str, str] | None
) -> None:
    found = first_window(dated(days), date.fromisoformat(published) if published else None)
    assert (found and tuple(day.isoformat() for day in found)) == window


def dated(days: list[tuple[str | None, str | None]]) -> pd.DataFrame:
    rows = [
        {"event_id": f"e{number}", "first_day": first, "last_day": last}
        for number, (first, last) in enumerate(days)
    ]
    return pd.DataFrame(rows).astype("string")


def test_an_event_of_two_places_counts_once() -> None:
    assert layer_counts(EVENTS) == {"control": 3, "diplomacy": 2, "other": 1}


def test_what_is_only_said_comes_last() -> None:
    said = EVENTS.assign(
        display_group=EVENTS["display_group"].where(EVENTS["event_id"] != "e1", "statements")
    )
    assert " ".join(unpinned_last(said)["event_id"].unique()) == "e2 e3 e4 e5 e6 e7 e1"
    assert unpinned_last(EVENTS).equals(EVENTS)
    assert unpinned_last(EVENTS.head(0)).empty


def test_a_place_of_an_event_is_no_mere_mention_whatever_is_filtered_out() -> None:
    places = tables.places_table(sample.analysis())
    assert list(mentioned(places, EVENTS)["text"]) == []
    assert set(mentioned(places, EVENTS[EVENTS["event_id"] == "e3"])["text"]) == {
        "Kharkiv Oblast",
        "Kupiansk",
        "Dnipro",
        "Samarkand",
        "Beijing",
    }


def test_rows_that_are_drawn_and_their_layers() -> None:
    assert set(EVENTS["place_name"]) - set(drawn(EVENTS)["place_name"]) == {pd.NA}
    assert dict(zip(EVENTS["event_id"], layer_of(EVENTS), strict=True))["e4"] == "other"


def test_an_empty_article() -> None:
    empty = EVENTS.iloc[:0]
    assert first_window(empty, None) is None
    assert layer_counts(empty) == {"control": 0, "diplomacy": 0, "other": 0}
