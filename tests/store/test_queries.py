"""Each question of the page gives what the rows themselves give, row by row."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.core.fold import fold
from components.corrections.spot_check import lot
from components.store import queries, rows
from components.store.checksums import remove_part
from components.store.database import Store, open_store
from components.tables.rows import SEPARATOR
from components.view import selection as article_view
from components.view.address import CountRange
from components.view.facets import FACETS, NOT_STATED, READINGS
from components.view.selection import View
from tests.plain import shown, values
from tests.store.stores import Written

KEY = ["doc_id", "event_id"]
IZYUM = "geonames:707292"
DAYS = st.none() | st.dates(date(2022, 8, 1), date(2025, 6, 1))
CHOICES = st.frozensets(
    st.sampled_from(
        [
            ("kind", "control"),
            ("kind", "diplomacy"),
            ("side", "Russia"),
            ("side", NOT_STATED),
            ("speaker", "Ukraine"),
            ("speaker", NOT_STATED),
            ("modality", "done"),
            ("modality", "planned"),
            *(("reading", one) for one in READINGS),
        ]
    ),
    max_size=4,
)
VIEWS = st.builds(View, first_day=DAYS, last_day=DAYS, show_undated=st.booleans(), filters=CHOICES)


def keys(table: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(table["doc_id"], table["event_id"], strict=True))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=VIEWS)
def test_a_selection_is_what_the_rows_say(view: View, store: Store, written: Written) -> None:
    expected = shown(written.events, view)
    assert keys(rows.chosen(store, view)) == keys(expected)
    counted = queries.counts(store, view)
    assert (counted.events, counted.articles) == (len(keys(expected)), expected["doc_id"].nunique())
    assert counted.publishers == expected["publisher"].nunique()


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=VIEWS)
def test_values_are_counted_beside_the_other_facets(
    view: View, store: Store, written: Written
) -> None:
    found = queries.options(store, view, most=1000)
    for facet in FACETS:
        others = frozenset(pair for pair in view.filters if pair[0] != facet)
        rows_beside = shown(written.events, replace(view, filters=others)).drop_duplicates(KEY)
        expected = Counter(
            value for row in rows_beside.to_dict("records") for value in values(row, facet)
        )
        assert +Counter(found[facet]) == expected


@pytest.mark.parametrize("view", [View(), View(filters=frozenset({("side", "Russia")}))])
def test_events_are_drawn_from_the_selection_as_from_an_article(view: View, store: Store) -> None:
    expected = sorted(
        keys(rows.chosen(store, view)), key=lambda key: lot(" ".join(key), "it’s a seed")
    )
    assert len(expected) > 5
    for most in (1, 5, len(expected) + 1):
        assert rows.sample(store, view, seed="it’s a seed", most=most) == tuple(expected[:most])


def test_days_places_speakers_and_publishers_add_up(store: Store, written: Written) -> None:
    once = written.events.drop_duplicates(KEY)
    days = once["last_day"].fillna(once["first_day"]).dropna()
    by_day: Counter[str] = Counter()
    for one in queries.days(store, View()):
        by_day[one.day.isoformat()] += one.count
    assert by_day == days.value_counts().to_dict()
    drawn = article_view.drawn(written.events).drop_duplicates([*KEY, "place_id"])
    places = queries.places(store, View(), most=1000)
    assert (
        dict(zip(places["place_id"], places["events"], strict=True))
        == drawn["place_id"].value_counts().to_dict()
    )
    speakers = queries.speakers(store, View(), most=1000)
    said = pd.Series(
        [
            name
            for cell in once["attributed_to"].dropna()
            for name in set(cell.split(SEPARATOR))
            if name
        ]
    )
    assert (
        dict(zip(speakers["speaker"], speakers["events"], strict=True))
        == said.value_counts().to_dict()
    )
    publishers = queries.publishers(store, View(), most=1000)
    assert (
        dict(zip(publishers["publisher"], publishers["events"], strict=True))
        == once["publisher"].value_counts().to_dict()
    )


def test_pages_hold_every_event_once_and_the_last_day_first(store: Store, written: Written) -> None:
    seen: list[tuple[str, str]] = []
    for number in range(1, 1 + len(written.events)):
        page = rows.page(store, View(), size=10, number=number)
        seen += list(dict.fromkeys(zip(page["doc_id"], page["event_id"], strict=True)))
    assert len(seen) == len(set(seen)) == len(written.events.drop_duplicates(KEY))
    ordered = rows.chosen(store, View())
    days = ordered["last_day"].fillna(ordered["first_day"]).dropna().tolist()
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    ("words", "place_ids", "found"),
    [
        ("Kherson", (), True),
        ("kherSON", (), True),
        ("no such word at all", (), False),
        ("' OR 1=1 --", (), False),
        ("%", (), True),
        ("anything at all", ("geonames:706448",), True),
    ],
)
def test_search(words: str, place_ids: tuple[str, ...], found: bool, store: Store) -> None:
    assert (queries.counts(store, View(find=words), place_ids).events > 0) is found


@pytest.mark.parametrize(
    ("words", "first"), [("Khersson", "Kherson"), ("isium", "Izyum"), ("qqqqqqqq", None)]
)
def test_a_typing_error_is_answered_with_what_is_spelled_nearly_so(
    words: str, first: str | None, store: Store
) -> None:
    assert next(iter(queries.suggestions(store, words, most=3)), None) == first


def test_found_places_are_those_that_go_by_the_words(store: Store) -> None:
    named = queries.found_places(store, View(find="Izyum"), (IZYUM,))
    assert named["place_id"].tolist() == [IZYUM]
    told = queries.found_places(store, View(find="Izyum"))
    assert {IZYUM} < set(told["place_id"])
    assert told["place_id"].is_unique


def test_a_search_takes_words_in_order_and_the_last_as_a_beginning(
    store: Store, written: Written
) -> None:
    sentence = " ".join(written.events["sentence"].iloc[0].split())
    first, second, *_ = (word for word in sentence.split() if word.isalpha())
    assert len(rows.chosen(store, View(find=f"{first} {second[:2]}"))) > 0
    assert (
        queries.counts(store, View(find=f"{second} {first}")).events
        < queries.counts(store, View(find=second)).events
    )


@pytest.mark.parametrize("word", ["k", "kher", "Херсон", "said", "nowhere"])
def test_a_word_alone_finds_the_events_in_which_a_word_begins_so(word: str, store: Store) -> None:
    plainly = store.ask(
        "SELECT number FROM events WHERE contains(words, $needle) ORDER BY number",
        {"needle": f" {fold(word)}"},
    )
    assert sorted(queries.numbers(store, View(find=word))) == plainly["number"].tolist()


def test_a_place_has_its_own_page_in_order(store: Store, written: Written) -> None:
    place_id = article_view.drawn(written.events)["place_id"].value_counts().index[0]
    page = rows.page(store, View(place=place_id), size=1000)
    assert keys(page) == keys(written.events[written.events["place_id"].eq(place_id).fillna(False)])
    days = page["last_day"].fillna(page["first_day"]).dropna().tolist()
    assert days == sorted(days)
    assert (
        rows.place_names(store, place_id)["place_name"].iloc[0]
        == page[page["place_id"] == place_id]["place_name"].iloc[0]
    )


def test_who_holds_a_place_is_asked_for_once(store: Store, written: Written) -> None:
    control = rows.of_control(store, View(place=IZYUM))
    assert set(control["place_id"]) == {IZYUM}
    own = rows.claims(store, control)
    claimed = rows.claims(store, rows.chosen(store, View()))
    claimed = claimed[claimed["place_id"] == IZYUM]
    assert keys(own[own["place_id"] == IZYUM]) == keys(claimed) != set()
    paper = frozenset({("publisher", "no such paper")})
    assert rows.of_control(store, View(place=IZYUM, filters=paper)).empty


def test_what_several_publishers_tell(store: Store) -> None:
    told = rows.chosen(store, View(publishers=CountRange(least=2)))
    assert len(told) > 0
    assert set(told["publishers"].unique()) == {2}
    one = told.iloc[0]
    tellings = rows.reports_of_story(store, one["story_id"])
    assert {"Copyist"} < set(tellings["publisher"])
    assert rows.event(store, one["doc_id"], one["event_id"])["event_id"].unique().tolist() == [
        one["event_id"]
    ]
    assert rows.event(store, one["doc_id"], "no such event").empty


@pytest.mark.parametrize("of", ["publishers", "origins"])
def test_how_many_tell_an_event_and_each_number_chosen_shows_those(
    of: str, store: Store, written: Written
) -> None:
    spread = queries.spread(store, View(), of=of)
    assert spread["events"].sum() == len(written.events.drop_duplicates(KEY))
    assert spread["stories"].sum() == queries.counts(store, View()).stories < spread["events"].sum()
    for row in spread.itertuples():
        only = View(**{of: CountRange(least=row.number, most=row.number)})  # type: ignore[arg-type]
        counted = queries.counts(store, only)
        assert (counted.events, counted.stories) == (row.events, row.stories)
        assert queries.spread(store, only, of=of).equals(spread), (
            "a number that is chosen leaves the others to be chosen"
        )


def test_an_event_that_a_copy_tells_too_is_one_of_two_publishers(store: Store) -> None:
    told = rows.chosen(store, View(publishers=CountRange(least=2)))
    assert (
        told["story_id"].nunique()
        == queries.counts(store, View(publishers=CountRange(least=2))).stories
    )
    assert len(told.drop_duplicates(KEY)) > told["story_id"].nunique()
    copied = told["story_id"].isin(told.loc[told["doc_id"] == "copy/1", "story_id"])
    assert set(told.loc[copied, "origins"]) == {1}, "the same text, though it names no agency"


def test_what_takes_no_pin_has_its_reason(store: Store, written: Written) -> None:
    left = queries.unmapped_counts(store, View())
    drawn = keys(article_view.drawn(written.events))
    assert left["events"].sum() == len(keys(written.events)) - len(drawn)
    assert queries.NO_REASON not in set(left["reason"])
    assert {"the text gives no place for it", "it is denied"} <= set(left["reason"])
    assert not any(
        reason[0].isupper() or reason.startswith("Unmapped") for reason in left["reason"]
    ), "labels are cut off"


def test_events_without_a_pin_are_listed_by_reason(store: Store) -> None:
    reasons = queries.unmapped_counts(store, View())
    everything = rows.unmapped(store, View(), reason="", most=10_000)
    assert everything["reason"].value_counts().to_dict() == dict(
        zip(reasons["reason"], reasons["events"], strict=True)
    )
    assert everything.drop_duplicates(KEY).shape == everything.shape
    denied = rows.unmapped(store, View(), reason="it is denied", most=10_000)
    assert set(denied["modality"]) == {"denied"}
    assert len(rows.unmapped(store, View(), reason="", most=3)) == 3
    assert rows.unmapped(store, View(), reason="' OR 1=1 --", most=3).empty


def test_the_sign_is_of_what_was_read_and_not_of_where_it_stands(
    store: Store, written: Written, tmp_path: Path
) -> None:
    shutil.copytree(written.folder, tmp_path / "elsewhere")
    moved = open_store(tmp_path / "elsewhere", home=tmp_path)
    assert queries.summary(moved).sign == queries.summary(store).sign
    moved.close()
    part = next(
        one
        for one in (tmp_path / "elsewhere" / "documents").rglob("*.parquet")
        if pq.read_metadata(one).num_rows
    )
    remove_part(part)
    fewer = open_store(tmp_path / "elsewhere", home=tmp_path)
    assert queries.summary(fewer).sign != queries.summary(store).sign
    fewer.close()


def test_publishers_and_speakers_narrow(store: Store) -> None:
    papers = frozenset({("publisher", "Paper 1"), ("publisher", "Paper 2")})
    speaker = queries.speakers(store, View(filters=papers), most=1)["speaker"].iloc[0]
    chosen = rows.chosen(store, View(filters=papers | {("says", speaker)}))
    everything = rows.chosen(store, View())
    by_hand = everything[
        everything["attributed_to"].fillna("").map(lambda cell: speaker in cell.split(SEPARATOR))
        & everything["publisher"].isin(["Paper 1", "Paper 2"])
    ]
    assert len(by_hand) > 0
    assert keys(chosen) == keys(by_hand)


def test_failures_are_told(store: Store) -> None:
    assert queries.failures(store, most=5).to_dict("records") == [
        {"given_as": "rows.csv, row 3", "error": "“2022-13-01” is no date. Write it as 2022-09-12."}
    ]


def test_pins_are_those_of_the_page_of_an_article(store: Store, written: Written) -> None:
    pins = queries.points(store)
    expected = article_view.drawn(written.events).drop_duplicates([*KEY, "place_id"])
    assert len(pins) == len(expected)
    assert sorted(pins["place_name"]) == sorted(expected["place_name"])
    doc_id, event_id = rows.key_of(store, int(pins["event_id"].iloc[0]))
    assert queries.number_of(store, doc_id, event_id) == int(pins["event_id"].iloc[0])
    assert queries.number_of(store, doc_id, "no such event") is None
    held = pins[pins["holder"].notna() | pins["left_by"].notna()]
    assert len(held) == len(rows.claims(store, expected).drop_duplicates([*KEY, "place_id"]))


def test_the_numbers_of_a_selection_are_its_events(store: Store) -> None:
    view = View(filters=frozenset({("kind", "control")}))
    assert [rows.key_of(store, int(number)) for number in queries.numbers(store, view)] == list(
        dict.fromkeys(zip(*(rows.chosen(store, view)[name] for name in KEY), strict=True))
    )
