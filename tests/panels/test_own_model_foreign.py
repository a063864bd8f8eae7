"""An article that is not in English on the page: refused, with the panel of the person's own
language model under the refusal, which then reads it and the next ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.llm.foreign import ARTICLES
from tests.llm.recorded import Sent, answer, error, recorded, whole
from tests.panels.page import html_of, labels, opened, press
from tests.panels.test_page import read
from tests.panels.test_projects import made

LANGUAGES = {"uk": "Ukrainian", "ru": "Russian", "ar": "Arabic", "es": "Spanish", "fr": "French"}
PANEL = "A language model of your own"
OFFER = "Read it with a language model of your own"
WAITING = "Read 1 refused article with it"
FSI, PDI = "\u2068", "\u2069"


@pytest.fixture
def page(home: Path) -> AppTest:
    return opened()


def answered(language: str) -> Sent:
    return whole(answer(*ARTICLES[language][1]))


def asked(page: AppTest, url: str, button: str = WAITING) -> AppTest:
    page.text_input(key="own_model_url").set_value(url)
    page.text_input(key="own_model_name").set_value("gemma")
    return page.button(key=f"FormSubmitter:own_model_form-{button}").click().run()


def lines(page: AppTest) -> list[str]:
    """Behind which something is folded."""
    return [one.label for one in page.expander]


def open_panel(page: AppTest, name: str = OFFER) -> AppTest:
    assert name in lines(page)
    page.session_state["own_model"] = True
    return page.run()


def language_of(page: AppTest) -> str:
    return str(page.session_state.on_page.open.article.language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_refused_and_the_panel_under_the_refusal_has_it_read(
    language: str, page: AppTest
) -> None:
    text, events, names = ARTICLES[language]
    read(page, text)
    assert f"The text is in {LANGUAGES[language]}; only English is read." in html_of(page)
    assert "or have a language model of your own read it." in html_of(page)
    assert "own_model_url" not in [one.key for one in page.text_input]
    open_panel(page)
    with recorded(answered(language)) as held:
        asked(page, held.url)
    assert len(held.asked) == 1
    assert OFFER not in lines(page)
    assert language_of(page) == language
    told = html_of(page)
    assert "only English is read" not in told
    assert "Read by the language model gemma (llama.cpp, prompt " in told
    found = page.session_state.on_page.open
    assert next(iter(found.events["place_name"])) == next(iter(names.values()))
    direction = "rtl" if language == "ar" else "ltr"
    headline = re.search(r"<h1[^>]*>", told)
    assert headline
    assert f'lang="{language}" dir="{direction}"' in headline[0]
    shown = press_first(page)
    card = re.search(r"<blockquote([^>]*)>(.*?)</blockquote>", html_of(shown))
    assert card
    assert card[1] == f' lang="{language}" dir="{direction}"'
    assert events[0]["trigger"]["words"] in re.sub("<[^>]*>", "", card[2])  # type: ignore[index]


def press_first(page: AppTest) -> AppTest:
    """The first event of the list opens its card."""
    return next(one for one in page.button if str(one.key).startswith("open_")).click().run()


def test_a_name_from_right_to_left_stands_apart_in_the_list(page: AppTest) -> None:
    """Else the day behind it would be shown before it."""
    read(page, ARTICLES["ar"][0])
    open_panel(page)
    with recorded(answered("ar")) as held:
        asked(page, held.url)
    (name,) = ARTICLES["ar"][2]
    assert f"{FSI}{name}{PDI} · 9 September" in labels(page)


def test_the_next_one_is_read_at_once_until_the_model_is_switched_off(page: AppTest) -> None:
    read(page, ARTICLES["uk"][0])
    open_panel(page)
    with recorded(answered("uk"), answered("ar")) as held:
        asked(page, held.url)
        read(page, ARTICLES["ar"][0])
        assert language_of(page) == "ar"
        assert len(held.asked) == 2
    open_panel(page, PANEL)
    assert "On: gemma at 127.0.0.1:" in html_of(page)
    press(page, "Switch it off")
    assert "Off: Dateline reads by its own parts." in html_of(page)
    read(page, ARTICLES["fr"][0])
    assert "The text is in French; only English is read." in html_of(page)
    assert language_of(page) == "ar"


def test_an_english_article_is_still_read_by_datelines_own_parts(page: AppTest) -> None:
    read(page, ARTICLES["uk"][0])
    open_panel(page)
    with recorded(answered("uk")) as held:
        asked(page, held.url)
        read(page, "Rebels captured the town of Goma on Friday, the army said.")
    assert len(held.asked) == 1
    assert not page.session_state.on_page.open.as_read.read_by


def test_a_model_that_fails_is_told_and_can_be_asked_again(page: AppTest) -> None:
    read(page, ARTICLES["uk"][0])
    open_panel(page)
    with recorded(error(500, "out of memory"), answered("uk")) as held:
        asked(page, held.url)
        assert "out of memory" in html_of(page)
        assert language_of(page) == "en"
        asked(page, held.url)
    assert language_of(page) == "uk"
    assert "out of memory" not in html_of(page)


def test_an_article_without_a_day_waits_for_it_and_is_then_read_by_the_model(page: AppTest) -> None:
    read(page, ARTICLES["es"][0], day="")
    open_panel(page)
    with recorded(answered("es")) as held:
        asked(page, held.url)
        assert held.asked == []
        page.text_input(key="missing_day_0").set_value("2022-09-12")
        press(page, "Read with this day")
    assert language_of(page) == "es"


def test_a_page_that_others_reach_refuses_it_and_names_no_model(
    home: Path,
) -> None:
    before = st.get_option("server.address")
    st.config.set_option("server.address", "0.0.0.0")
    try:
        page = read(opened(), ARTICLES["uk"][0])
    finally:
        st.config.set_option("server.address", before)
    assert "Give an English article or a translation." in html_of(page)
    assert OFFER not in lines(page)


def test_the_map_of_a_project_needs_the_model_that_read_its_article(page: AppTest) -> None:
    read(page, ARTICLES["uk"][0])
    open_panel(page)
    with recorded(answered("uk")) as held:
        asked(page, held.url)
    made(page)
    open_panel(page, PANEL)
    press(page, "Switch it off")
    press(page, "All articles on one map")
    assert "The text is in Ukrainian; only English is read." in html_of(page)
    assert "project_corpus" not in page.session_state
