"""An article is chosen from as a corpus is: by filters, by the days that an event touches, with the
number of events that each value would show."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from components.core.errors import TooLarge
from components.store import database, in_memory, queries
from components.store.in_memory import SmallCorpus
from components.tables import rows
from components.view.facets import FACETS, NOT_STATED, Choice
from components.view.selection import View
from tests import sample

EVENTS = rows.events_table(sample.analysis())
CORPUS = SmallCorpus(events=EVENTS)


def ids(view: View, corpus: SmallCorpus = CORPUS) -> str:
    return " ".join(corpus.rows(view)["event_id"].unique())


def options(choice: Choice, corpus: SmallCorpus = CORPUS) -> dict[str, dict[str, int]]:
    return queries.options(corpus.index, View(filters=choice), most=100)


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        (set(), "e1 e2 e3 e4 e5 e6 e7"),
        ({("kind", "control")}, "e1 e2 e3"),
        ({("kind", "control"), ("kind", "diplomacy")}, "e1 e2 e3 e5 e6 e7"),
        ({("side", "Russia")}, "e3 e5"),
        ({("side", NOT_STATED)}, "e4 e6 e7"),
        ({("speaker", "Russia")}, "e3"),
        ({("speaker", NOT_STATED)}, "e1 e2 e4 e5 e6 e7"),
        ({("modality", "planned")}, "e5 e6"),
        ({("reading", "likely")}, "e4"),
        ({("side", "Russia"), ("modality", "planned")}, "e5"),
        ({("side", "Russia"), ("reading", "unsure")}, ""),
    ],
)
def test_several_values_widen_and_several_facets_narrow(
    choice: set[tuple[str, str]], shown: str
) -> None:
    assert ids(View(filters=frozenset(choice))) == shown


def test_the_rows_of_the_last_selections_are_kept_and_no_more() -> None:
    corpus = SmallCorpus(events=EVENTS)
    days = [View(first_day=date(2022, 9, day)) for day in range(1, 30)]
    first = corpus.rows(days[0])
    assert corpus.rows(replace(days[0], find="Izyum", selected="e1")) is first
    for one in days[1:]:
        assert corpus.rows(days[0]) is first
        assert corpus.rows(one) is corpus.rows(one)
    held = {id(corpus.rows(one)) for one in days[-in_memory.MOST_SELECTIONS :]}
    assert len(held) == in_memory.MOST_SELECTIONS
    assert corpus.rows(days[0]) is not first


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (
            date(2022, 9, 9),
            date(2022, 9, 9),
            "e1 e2 e3 e4",
        ),  # by 10 September reaches back without bound
        (
            date(2022, 9, 11),
            date(2022, 9, 12),
            "e1 e2 e7",
        ),  # an interval that ends on the first day touches
        (date(2022, 9, 13), None, "e5 e6"),
        (date(2022, 11, 1), None, ""),
        (None, date(2022, 8, 31), "e3"),
        (None, None, "e1 e2 e3 e4 e5 e6 e7"),
    ],
)
def test_an_event_shows_when_its_interval_touches_the_window(
    first: date | None, last: date | None, shown: str
) -> None:
    assert ids(View(first_day=first, last_day=last)) == shown


def test_undated_events_stay_until_they_are_switched_off() -> None:
    undated = EVENTS[EVENTS["event_id"] == "e7"].assign(first_day=pd.NA, last_day=pd.NA)
    corpus, view = SmallCorpus(events=undated), View(first_day=date(2030, 1, 1))
    assert ids(view, corpus) == "e7"
    assert ids(replace(view, show_undated=False), corpus) == ids(view) == ""


def test_filters_and_days_narrow_together() -> None:
    planned = View(filters=frozenset({("modality", "planned")}))
    assert ids(planned) == "e5 e6"
    assert ids(replace(planned, last_day=date(2022, 9, 20))) == "e5"


def test_what_is_searched_for_hides_nothing() -> None:
    assert CORPUS.rows(View(find="Izyum")).equals(EVENTS)


def test_events_of_several_articles_are_kept_apart_whatever_their_ids() -> None:
    other = EVENTS[EVENTS["event_id"] == "e1"].assign(doc_id="another", modality="planned")
    both = SmallCorpus(events=pd.concat([EVENTS, other], ignore_index=True))
    shown = both.rows(View(filters=frozenset({("modality", "planned")})))
    assert set(shown.loc[shown["event_id"] == "e1", "doc_id"]) == {"another"}
    assert queries.counts(both.index, View()).articles == 2


def test_only_values_that_are_present_with_the_number_of_events_in_their_order() -> None:
    assert options(frozenset()) == {
        "kind": {"control": 3, "fighting and strikes": 1, "diplomacy": 3},
        "side": {"Russia": 2, "Ukraine": 2, NOT_STATED: 3},
        "speaker": {"Russia": 1, NOT_STATED: 6},
        "modality": {"done": 5, "planned": 2},
        "reading": {"sure": 6, "likely": 1},
        "says": {
            "Institute for the Study of War": 1,
            "Russian Defence Ministry": 1,
            "officials": 1,
            NOT_STATED: 4,
        },
        "publisher": {"Example": 7},
    }


def test_counts_follow_the_other_facets_and_a_choice_stays_even_where_it_shows_nothing() -> None:
    found = options(frozenset({("modality", "planned"), ("kind", "protest")}))
    assert found["kind"] == {"control": 0, "fighting and strikes": 0, "protest": 0, "diplomacy": 2}
    assert found["modality"] == {"done": 0, "planned": 0}


def test_a_chosen_value_keeps_its_number_where_more_frequent_ones_fill_the_list() -> None:
    every = options(frozenset())["kind"]
    rarest = min(every, key=lambda kind: every[kind])
    view = View(filters=frozenset({("kind", rarest)}))
    found = queries.options(CORPUS.index, view, most=1)["kind"]
    assert found == {rarest: every[rarest]}


def test_no_event_no_value() -> None:
    empty = SmallCorpus(events=EVENTS.head(0))
    assert options(frozenset(), empty) == {facet: {} for facet in FACETS}
    assert empty.rows(View(first_day=date(2022, 9, 1))).equals(EVENTS.head(0))


def held() -> set[str]:
    names = "SELECT database_name FROM duckdb_databases()"
    return {name for (name,) in database._memory().execute(names).fetchall()}


def test_an_index_in_memory_that_cannot_be_made_goes_too_and_the_error_says_the_way_out() -> None:
    before = held()
    with pytest.raises(TooLarge, match="Open fewer articles"):
        database.index_of(EVENTS.drop(columns="event_id"))
    gc.collect()
    made = database.index_of(EVENTS)
    assert len(held() - before) == 1
    with pytest.raises(TooLarge, match="Open fewer articles"):
        made.ask("SELECT nothing FROM events")


def test_no_row_of_an_article_is_written_to_the_disk() -> None:
    asked = "SELECT current_setting('temp_directory') AS folder"
    assert CORPUS.index.records(asked) == [{"folder": ""}]


def test_an_index_in_memory_that_nobody_holds_goes_with_the_next() -> None:
    before = held()
    corpus = SmallCorpus(events=EVENTS)
    assert queries.counts(corpus.index, View()).events == 7
    (own,) = held() - before
    del corpus
    gc.collect()
    assert queries.counts(SmallCorpus(events=EVENTS).index, View()).events == 7
    assert own not in held()


def test_indexes_are_made_and_asked_from_several_threads_at_once() -> None:
    def ask(number: int) -> str:
        return ids(View(filters=frozenset({("kind", "control")})), SmallCorpus(events=EVENTS))

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(ask, range(24))) == {"e1 e2 e3"}
