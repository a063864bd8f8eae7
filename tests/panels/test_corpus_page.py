"""The page of a corpus as Streamlit runs it, without a browser: what is drawn, and what is wrong
with a store."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.core.settings import ROOT
from components.export.corpus import CORPUS_FORMATS
from components.map.packing import packed
from components.panels.corpus.files import corpus_in_words, head_of
from components.panels.corpus.table import table_in_words
from components.panels.corpus.unmapped import unmapped_csv, unmapped_in_words
from components.store import queries, rows
from components.store.checks import SavedCheck, with_check
from components.store.database import open_store
from components.view.address import CountRange
from components.view.selection import View
from tests.conftest import home_with_gazetteer
from tests.panels.page import html_of, labels, press, show
from tests.panels.page import opened as opened_at
from tests.store.stores import Written

Open = Callable[..., AppTest]
IZYUM, KHARTOUM = "geonames:707292", "geonames:379252"


@pytest.fixture
def folder(written: Written) -> Path:
    return written.folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Open:
    """Opens the page with these words after --corpus, and these parameters in its address."""
    monkeypatch.setenv("DATELINE_HOME", str(home_with_gazetteer(tmp_path)))

    def page(*words: str, **query: str) -> AppTest:
        monkeypatch.setattr(sys, "argv", ["dashboard.py", "--corpus", *words])
        return opened_at(**query)

    return page


def bins_of_page(page: AppTest) -> list[dict[str, str]]:
    """Of the chart of days."""
    chart = next(one for one in page.get("bidi_component") if one.key == "days_chart")
    bins: list[dict[str, str]] = json.loads(chart.proto.json)["bins"]
    return bins


def test_the_corpus_is_told_with_its_days_and_stamp(opened: Open, folder: Path) -> None:
    page = opened(str(folder), pane="table")
    assert not page.exception
    told = html_of(page)
    assert "Corpus “digests”" in told
    assert "8 articles by 8 publishers, 12 September 2022 to" in told
    assert "1 could not be read" in told
    assert (
        "Read by a program, not checked by a person. What 8 articles of 12 September 2022 to"
        in told
    )
    assert "not the situation today" in told
    assert len(page.dataframe[0].value) > 40
    show(page, pane="left_off")
    assert "1 article could not be read" in html_of(page.run())
    assert len(page.dataframe) == 2, "events without a pin, and what could not be read"
    show(page, pane="download")
    assert "Corpus “digests”, sign" in html_of(page.run())
    assert {one.proto.label for one in page.get("download_button")} == {
        one.label for one in CORPUS_FORMATS
    }


def test_events_of_what_is_chosen_are_checked_at_random(opened: Open, folder: Path) -> None:
    page = opened(str(folder), pane="download", publisher="Paper 1,Paper 2")
    page.session_state["spot_check"] = True
    page.run()
    seed = queries.summary(open_store(folder)).sign
    assert page.text_input(key=f"check_seed_{seed}").value == seed
    press(page, "Draw them")
    assert "Say who you are first" in html_of(page)
    page.text_input(key="coder_check").set_value("A. Coder").run()
    total = queries.counts(open_store(folder), page.session_state.view).events
    page.number_input(key=f"check_most_{total}").set_value(2).run()
    press(page, "Draw them")
    assert f"Random check: 1 of 2, drawn from {total} events with the seed {seed}" in html_of(page)
    assert "dl-card" in html_of(page)
    press(page, "Wrong")
    press(page, "Back to the last one")
    press(page, "Right")
    page.text_input(key="check_note").set_value("another town")
    press(page, "Wrong")
    told = f"In a random check of 2 of {total} events 1 was wrong (50 %, 95 % interval 9–91 %), by A. Coder on"
    assert html_of(page).count(told) == 2, "in the stamp and in the part"
    assert "Read by a program, not signed off by a person. In a random check" in html_of(page)
    assert "another town" in html_of(page)
    view = page.session_state.view
    page.session_state.view = replace(view, filters=frozenset())
    page.run()
    assert told not in html_of(page), "another choice is not what was checked"
    assert "not checked by a person" in html_of(page)
    page.session_state.view = view
    assert told in html_of(page.run())


CHOSEN = {"pane": "download", "publisher": "Paper 1,Paper 2"}


def begun(page: AppTest, folder: Path) -> AppTest:
    """A check of two events by A. Coder, of which none is answered."""
    page.session_state["spot_check"] = True
    page.run()
    page.text_input(key="coder_check").set_value("A. Coder").run()
    return drawn(page, folder)


def drawn(page: AppTest, folder: Path) -> AppTest:
    total = queries.counts(open_store(folder), page.session_state.view).events
    page.number_input(key=f"check_most_{total}").set_value(2).run()
    return press(page, "Draw them")


def test_a_random_check_goes_on_another_day(opened: Open, folder: Path, tmp_path: Path) -> None:
    press(begun(opened(str(folder), **CHOSEN), folder), "Wrong")
    sign = queries.summary(open_store(folder)).sign
    (kept,) = (tmp_path / "corpus-checks").iterdir()
    assert kept.name == f"{sign}.json"
    page = opened(str(folder), **CHOSEN)
    page.session_state["spot_check"] = True
    page.run()
    page.text_input(key="coder_check").set_value("A. Coder").run()
    assert "Random check: 2 of 2, drawn from" in html_of(page)
    press(page, "Right")
    told = "1 was wrong (50 %, 95 % interval 9–91 %), by A. Coder on"
    assert html_of(opened(str(folder), **CHOSEN)).count(told) == 2, "in the stamp and in the part"
    assert told not in html_of(opened(str(folder), pane="download"))
    assert kept.parent.stat().st_mode & 0o777 == 0o700
    before = kept.read_bytes()
    drawn(page, folder)
    assert "You have drawn these events already, and your answers are kept" in html_of(page)
    assert kept.read_bytes() == before
    kept.write_text("{}")
    told = html_of(opened(str(folder), **CHOSEN))
    assert str(kept) in told
    assert "This file of random checks was changed and cannot be read" in told


def test_two_windows_lose_no_answer(opened: Open, folder: Path) -> None:
    first = begun(opened(str(folder), **CHOSEN), folder)
    second = opened(str(folder), **CHOSEN)
    second.session_state["spot_check"] = True
    second.run()
    second.text_input(key="coder_check").set_value("A. Coder").run()
    press(first, "Wrong")
    press(second, "Right")
    assert "Another window has answered meanwhile, and its answers are kept" in html_of(second)
    assert "Random check: 2 of 2" in html_of(second)
    press(second, "Right")
    assert "1 was wrong (50 %" in html_of(first.run())


def test_checks_stay_in_the_order_in_which_they_were_begun() -> None:
    one = SavedCheck(
        name="A",
        seed="1",
        sign="s",
        chosen="",
        events=1,
        drawn=(("d", "e"),),
        day=date(2026, 12, 1),
    )
    other, done = replace(one, seed="2"), replace(one, answers=((True, ""),))
    assert with_check(with_check((one,), other, before=None), done, before=one) == (done, other)


def test_a_public_page_keeps_no_check(
    opened: Open, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC", "1")
    page = press(begun(opened(str(folder), **CHOSEN), folder), "Wrong")
    press(page, "Right")
    assert "1 was wrong" in html_of(page)
    page.session_state.corpus_checks["of another corpus"] = ()
    drawn(page, folder)
    assert "You have drawn these events already, and your answers are kept" in html_of(page)
    assert len(page.session_state.corpus_checks) == 2
    assert not (tmp_path / "corpus-checks").exists()
    assert "1 was wrong" not in html_of(opened(str(folder), **CHOSEN))


def test_an_address_shows_what_it_says_and_tells_what_it_cannot(opened: Open, folder: Path) -> None:
    page = opened(str(folder), publisher="Paper 1,Paper 2", find="no such words", zoom="99")
    told = html_of(page)
    assert "zoom=99, which cannot be read" in told
    assert "0 events, reported by 0 articles" in told
    assert "No event matches all that is chosen. If you take one choice away, there are:" in told
    assert {"“no such words”", "publisher: Paper 1", "publisher: Paper 2", "Show all"} <= {
        button.label.replace("\\", "") for button in page.button
    }
    without = page.button(key="loosen_0")
    assert without.label.startswith("Without ““no such words””")
    without.click().run()
    assert dict(page.query_params) == {"publisher": "Paper 1,Paper 2"}


def test_a_part_that_only_an_article_has_opens_the_first(opened: Open, folder: Path) -> None:
    page = opened(str(folder), pane="walk", find="no such words")
    assert "0 events, reported by 0 articles" in html_of(page)
    assert dict(page.query_params) == {"find": "no such words"}
    assert {one["words"].split(": ")[1] for one in bins_of_page(page)} == {
        "no event is dated to this day"
    }


def test_the_filter_is_made_when_it_is_opened(opened: Open, folder: Path) -> None:
    page = opened(str(folder))
    assert not page.multiselect
    page.session_state["filter_popover"] = True
    page.run()
    assert not page.exception
    page.multiselect(key="filter_publisher").set_value(["Paper 1"]).run()
    assert dict(page.query_params) == {"publisher": "Paper 1"}
    page.session_state["filter_popover"] = False
    page.run()
    assert not page.multiselect
    assert dict(page.query_params) == {"publisher": "Paper 1"}, "the choice stays"


def test_a_choice_narrows_and_stands_in_the_address(opened: Open, folder: Path) -> None:
    page = opened(str(folder), page="2")
    page.text_input(key="find").set_value("kherson").run()
    assert not page.exception
    asked = dict(page.query_params)
    assert asked.pop("find") == "kherson"
    assert asked.keys() == {"lat", "lon", "zoom"}, "the table begins anew, the map goes there"
    assert abs(float(asked["lat"]) - 46.6) < 0.5
    assert abs(float(asked["lon"]) - 32.6) < 0.5
    page.button(key="chip_0").click().run()
    assert "find" not in page.query_params


def test_a_typing_error_is_answered_with_what_it_may_mean(opened: Open, folder: Path) -> None:
    page = opened(str(folder))
    page.text_input(key="find").set_value("Khersson").run()
    next(one for one in page.button if one.label == "Kherson").click().run()
    assert page.query_params["find"] == "Kherson"
    assert "lat" in page.query_params


def test_the_chart_stands_whatever_days_are_chosen_and_steps_go_through_it(
    opened: Open, folder: Path
) -> None:
    page = opened(str(folder))
    chart = bins_of_page(page)
    page.button(key="step_on").click().run()
    asked = dict(page.query_params)
    assert asked.keys() == {"from", "to"}
    assert bins_of_page(page) == chart
    page.button(key="day_by_day").click().run()
    assert len(bins_of_page(page)) < len(chart)
    assert dict(page.query_params) == asked, "the choice stays"
    page.button(key="all_days").click().run()
    assert (dict(page.query_params), bins_of_page(page)) == ({}, chart)


def test_a_place_has_its_own_page(opened: Open, folder: Path) -> None:
    page = opened(str(folder), place=IZYUM)
    told = html_of(page)
    assert "Who is said to hold Izyum" in told
    assert "left by Russia" in told
    assert "What is said about Izyum, Kharkiv Oblast, Ukraine, in order" in told
    assert "at Izyum" in labels(page)
    page.button(key="chip_0").click().run()
    assert dict(page.query_params) == {}
    assert "Who is said to hold" not in html_of(page)


def test_a_side_has_the_same_colour_beside_the_map_as_on_it(
    opened: Open, folder: Path, tmp_path: Path
) -> None:
    """Khartoum's only holder would have the colour of another conflict's side if it were coloured
    by itself."""
    told = html_of(opened(str(folder), place=KHARTOUM))
    colours = packed(queries.points(open_store(folder, home=tmp_path))).colours
    assert "held by Fighters" in told or "left by Fighters" in told
    assert colours["Fighters"] not in {colours["Ukraine"], colours["Russia"]}
    assert f"--side: {colours['Fighters']}" in told


def test_a_card_says_who_else_tells_the_event(opened: Open, folder: Path, tmp_path: Path) -> None:
    store = open_store(folder, home=tmp_path)
    copied = View(filters=frozenset({("publisher", "Copyist")}), publishers=CountRange(least=2))
    told = rows.chosen(store, copied).iloc[0]
    store.close()
    page = opened(str(folder), doc=told["doc_id"], event=told["event_id"])
    assert "Also reported by" in html_of(page)
    assert "2 publishers, 1 origin. No disagreement." in html_of(page)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "No folder is named after --corpus."),
        (["/nowhere/at/all"], "This is no store of a corpus."),
        ([str(ROOT)], "This is no store of a corpus."),
    ],
)
def test_a_store_that_cannot_be_opened_says_why_and_the_way_out(
    words: list[str], told: str, opened: Open
) -> None:
    page = opened(*words)
    assert not page.exception
    assert told in html_of(page)
    assert "python -m components corpus" in html_of(page) or "--corpus FOLDER" in html_of(page)


def test_a_card_opens_the_whole_article_and_the_way_back_keeps_the_selection(
    opened: Open, folder: Path, tmp_path: Path
) -> None:
    store = open_store(folder, home=tmp_path)
    first = rows.page(store, View(), size=1).iloc[0]
    store.close()
    page = opened(str(folder), find="the", doc=first["doc_id"], event=first["event_id"])
    assert not page.exception
    assert "dl-card" in html_of(page)
    page.button(key="corpus_open").click().run()
    assert not page.exception
    assert page.session_state.on_page.open.article.id == first["doc_id"]
    assert page.session_state.view.selected == first["event_id"]
    assert page.query_params["article"] == first["doc_id"]
    page.button(key="to_corpus").click().run()
    assert not page.exception
    assert page.query_params["find"] == "the"
    assert "Corpus “digests”" in html_of(page)


def test_an_address_opens_an_article_of_the_corpus(opened: Open, folder: Path) -> None:
    page = opened(str(folder), article="copy/1")
    assert not page.exception
    assert page.session_state.on_page.open.article.publisher == "Copyist"
    assert page.query_params["article"] == "copy/1"


def test_an_article_without_a_publisher_says_so_in_both_tables(
    folder: Path, tmp_path: Path
) -> None:
    store = open_store(folder, home=tmp_path)
    drawn = rows.page(store, View(), size=1).assign(publisher=None, published="2022-09-12")
    left = rows.unmapped(store, View(), reason="", most=1).assign(
        publisher=None, published="2022-09-12"
    )
    store.close()
    told = [table_in_words(drawn).loc[0, "Published"], unmapped_in_words(left).loc[0, "Published"]]
    assert told == ["publisher not stated, 2022-09-12"] * 2


def test_files_hold_the_whole_selection(folder: Path, tmp_path: Path) -> None:
    store = open_store(folder, home=tmp_path)
    view = View(filters=frozenset({("publisher", "Paper 1")}))
    held = queries.summary(store)
    head = head_of(view, "digests", held=held, counts=queries.counts(store, view))
    assert (
        corpus_in_words("digests", held)
        == f"“digests”, sign {held.sign}, 9 documents, of which 1 could not be read"
    )
    left = list(csv.DictReader(io.StringIO(unmapped_csv(store, view, ()).decode())))
    assert {row["publisher"] for row in left} == {"Paper 1"}
    assert len(left) == queries.unmapped_counts(store, view)["events"].sum()
    assert all(row["reason"] for row in left)
    assert head.as_of == "As of 12 September 2022 to 27 March 2025, as told by 1 publisher"
    assert head.shown.endswith("events; all days; publisher: Paper 1")
    assert "not checked by a person" in head.stamp
    assert head.query == "publisher=Paper+1"
    store.close()
