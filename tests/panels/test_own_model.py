"""The person's own language model on the page: against a recorded server, off at first, and nothing
goes to another machine before the person agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from components.llm.server import Server
from components.panels import own_model
from tests.llm.recorded import answer, error, recorded, told, whole
from tests.panels.page import html_of, labels, opened, press, show
from tests.panels.test_page import read

TEXT = "Rebels captured the town of Goma on Friday. Shelling killed two people in Bukavu.\n"
ANSWER = answer(
    told("control taken", "captured", "Goma", days="on Friday"),
    told("meeting", "town", "Atlantis"),
)
PUBLIC = "93.184.216.34"
BACK = "Show Dateline's own reading"


@pytest.fixture
def page(home: Path) -> AppTest:
    found = read(opened(), TEXT)
    found.session_state["own_model"] = True
    return found.run()


def asked(page: AppTest, url: str, name: str = "gemma") -> AppTest:
    page.text_input(key="own_model_url").set_value(url)
    page.text_input(key="own_model_name").set_value(name)
    button = "FormSubmitter:own_model_form-Read the open article with it"
    return page.button(key=button).click().run()


def drawn(page: AppTest) -> list[str]:
    return list(page.session_state.on_page.open.events["kind"])


def test_it_is_off_at_first_and_says_what_leaves_the_machine(page: AppTest) -> None:
    assert "Off: Dateline reads by its own parts." in html_of(page)
    assert "every sentence of the article goes there, and you are asked first" in html_of(page)
    assert not page.session_state.on_page.open.analysis.read_by


def test_a_page_for_everybody_asks_no_model(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC", "1")
    assert "Off: Dateline reads by its own parts." not in html_of(page.run())


def test_a_model_on_this_machine_reads_the_article_and_its_reading_goes_again(
    page: AppTest,
) -> None:
    own = drawn(page)
    with recorded(whole(ANSWER)) as held:
        asked(page, held.url)
    told = html_of(page)
    assert drawn(page) == ["control taken", "meeting"]
    assert "Read by the language model gemma (llama.cpp, prompt " in told
    assert "The page shows what the language model gemma" in told
    report = "\n".join(one.value for one in page.text)
    assert "Events of both: 1" in report
    assert "“Atlantis”: a place: not found in sentence 1" in report
    press(page, BACK)
    assert drawn(page) == own
    assert BACK not in labels(page)


def test_review_takes_what_the_two_readers_see_otherwise_first(page: AppTest) -> None:
    said = answer(
        told("control taken", "captured", "Goma", days="on Friday"),
        told("meeting", "killed @2", "Bukavu @2"),
    )
    with recorded(whole(said)) as held:
        asked(page, held.url)
    show(page, pane="review")
    page.run()
    assert "1 of 2, the two readings differ in: kind" in html_of(page)
    both = page.session_state.own_model_both[page.session_state.on_page.open.article.id]
    [(_, model, apart)] = both.differing()
    assert both.disagreements(of_model=True) == {
        model.id: f"the two readings differ in: {', '.join(apart)}"
    }
    press(page, "Next")
    assert "2 of 2, the least sure first" in html_of(page)
    press(page, BACK)
    assert "the two readings differ in: kind" in html_of(page), "whichever stands on the page"


def test_review_names_what_the_other_reading_alone_has(page: AppTest) -> None:
    own = drawn(page)
    with recorded(
        whole(answer(told("control taken", "captured", "Goma", days="on Friday")))
    ) as held:
        asked(page, held.url)
    show(page, pane="review")
    page.run()
    assert len(own) == 2
    assert "own reading alone has 1 event: " in html_of(page)
    press(page, BACK)
    assert "one of the two readings alone has it" in html_of(page)
    assert "alone has 1 event" not in html_of(page)


def test_what_the_server_cannot_do_is_told_and_changes_nothing(page: AppTest) -> None:
    own = drawn(page)
    with recorded(error(500, "out of memory")) as held:
        asked(page, held.url)
    assert "out of memory" in html_of(page)
    assert drawn(page) == own
    asked(page, "nowhere")
    assert "This is no http or https address." in html_of(page)
    asked(page, "http://127.0.0.1:1/v1", name=" ")
    assert "The model has no name." in html_of(page)


def test_another_machine_is_asked_only_after_a_person_agreed(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name leads to this machine; who looks it up says that it does not."""
    looked_up = [PUBLIC]

    def server(*, url: str, model: str) -> Server:
        return Server(url=url, model=model, resolve=lambda host, port: tuple(looked_up))

    monkeypatch.setattr(own_model, "Server", server)
    with recorded(whole(ANSWER), whole(ANSWER)) as held:
        address = f"http://model.test:{held.port}/v1"
        asked(page, address)
        told = html_of(page)
        assert "Every sentence of the articles will leave this machine for model.test" in told
        assert "NOT encrypted" in told
        press(page, "Do not")
        assert "leave this machine" not in html_of(page)
        assert held.asked == []
        asked(page, address)
        page.session_state.own_model_waits.__dict__["addresses"] = ("127.0.0.1",)
        press(page, "Send them")
        assert len(held.asked) == 1
        assert drawn(page) == ["control taken", "meeting"]
        assert page.session_state.own_model_agreed == {f"model.test:{held.port}"}


@pytest.mark.parametrize("address", ["0.0.0.0", ""])
def test_a_page_that_others_reach_has_no_such_panel(
    address: str, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = st.get_option("server.address")
    st.config.set_option("server.address", address)
    try:
        page = read(opened(), TEXT)
    finally:
        st.config.set_option("server.address", before)
    assert "A language model of your own" not in [one.label for one in page.expander]
