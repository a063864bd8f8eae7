"""Projects on the page, without a browser: what is kept is there in the next visit, and nobody but
the person at the machine sees it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Selectbox

from components.panels import request_context
from components.panels.projects import NOT_KEPT
from components.panels.sharing import NEEDS_FILE
from components.projects.log import sha256
from components.projects.project import faults, names, open_project
from tests.panels.page import html_of, labels, opened, press, show
from tests.panels.test_article_files import give
from tests.panels.test_page import read
from tests.panels.test_references import load

FIRST = "Russian troops left Izyum on Sunday, officials said."
SECOND = "Shelling hit the town of Kherson on Sunday, officials said."
NAME = "Front"


def made(page: AppTest, name: str = NAME) -> AppTest:
    """A project is made of what is on the page."""
    page.session_state["projects"] = True
    page.run()
    page.text_input(key="project_name").set_value(name)
    return next(one for one in page.button if one.label.startswith("Make it")).click().run()


def rejected(page: AppTest) -> AppTest:
    """The first event that is still to be looked at, by a coder of that name."""
    page.session_state["coder"] = "A. Coder"
    show(page, pane="review")
    page.run()
    return press(page, "Reject")


def lists(page: AppTest) -> list[Selectbox]:
    """The list of the project's articles, where there is one."""
    return [one for one in page.selectbox if one.label == "Articles of the project"]


def did(name: str = NAME) -> list[str]:
    return [one.did for one in open_project(name).entries]


@pytest.fixture
def page(home: Path) -> AppTest:
    """A visit with a project of one article."""
    return made(read(opened(), FIRST))


def test_a_visit_says_what_is_not_kept_and_makes_no_project(home: Path) -> None:
    page = read(opened(), FIRST)
    assert NOT_KEPT in html_of(page)
    assert not (home / "projects").exists() or names() == ()


def test_articles_and_corrections_are_kept_and_open_again(page: AppTest) -> None:
    assert NOT_KEPT not in html_of(page)
    rejected(page)
    read(page, SECOND)
    assert did() == ["made", "added article", "corrected", "added article"]
    again = opened()
    assert not again.exception
    assert again.session_state.on_page.open.article.text == SECOND
    [box] = lists(again)
    assert len(box.options) == 2
    box.set_value(next(iter(open_project(NAME).articles))).run()
    found = again.session_state.on_page.open
    assert found.article.text == FIRST
    assert len(again.session_state.history.now.corrections) == 1
    assert found.analysis is not found.as_read
    assert did()[-1] == "added article"
    assert list(faults(open_project(NAME).folder)) == []


def test_an_address_of_a_kept_article_opens_it(page: AppTest) -> None:
    read(page, SECOND)
    again = opened(article=open_project(NAME).entries[1].article[:12])
    assert again.session_state.on_page.open.article.text == FIRST
    show(again, pane="download")
    assert NEEDS_FILE in html_of(again.run())


def test_references_are_kept_until_they_are_removed(page: AppTest) -> None:
    page.session_state["reference_maps"] = True
    load(page.run(), "map_2022-09-12.geojson", {"status": "RU"}, {"status": "UA"})
    assert did()[-1] == "set references"
    again = opened()
    [kept] = again.session_state.references.read.references
    assert kept.days == ("2022-09-12",)
    press(again, "Remove all references")
    held = open_project(NAME)
    assert held.references().batches == ()
    assert len(list((held.folder / "references").glob("*"))) == 1, "what says that there are none"


def test_the_bytes_that_an_article_came_from_stand_in_the_log(page: AppTest) -> None:
    give(page, "a.txt", SECOND, day="2022-09-12")
    added = open_project(NAME).entries[-1]
    assert (added.did, added.source) == ("added article", sha256(SECOND.encode()))
    assert open_project(NAME).entries[1].source == "", "that one was pasted"


def test_a_step_that_is_undone_is_an_entry_too(page: AppTest) -> None:
    press(rejected(page), "Undo (1)")
    assert did()[-2:] == ["corrected", "corrected"]
    assert open_project(NAME).corrections.corrections == ()


def test_of_two_windows_the_second_is_told_and_both_are_kept(page: AppTest) -> None:
    other = opened()
    rejected(page)
    read(other, SECOND)
    assert "Another window or command has written to this project meanwhile" in html_of(other)
    assert other.session_state.on_page.open.article.text == SECOND
    press(other, "Try again")
    assert "Another window" not in html_of(other)
    held = open_project(NAME)
    assert [len(held.articles), len(held.corrections.corrections)] == [2, 1]
    assert list(faults(held.folder)) == []


def test_what_was_given_before_is_added_to_a_project_that_is_opened(page: AppTest) -> None:
    press(page, "Close it")
    assert NOT_KEPT in html_of(page)
    assert page.session_state.on_page.open.name != open_project(NAME).entries[1].article[:12]
    read(page, SECOND)
    page.session_state["projects"] = True
    page.run()
    press(page, "Open it and add 1 article of this visit")
    assert [one.what for one in open_project(NAME).articles.values()]
    assert len(open_project(NAME).articles) == 2
    assert [len(one.options) for one in lists(page)] == [2]


def test_all_articles_stand_on_one_map_as_they_are_corrected(page: AppTest) -> None:
    read(page, SECOND)
    rejected(page)
    press(page, "All articles on one map")
    assert "Corpus “Front”" in html_of(page)
    assert "2 articles by" in html_of(page)
    assert "Read by a program. Of 2 articles, a person corrected 1. What 2 articles" in html_of(
        page
    )
    press(page, "Back to the project")
    assert lists(page)[0].options


def test_a_random_check_of_all_articles_is_kept_with_the_project(page: AppTest, home: Path) -> None:
    press(page, "All articles on one map")
    page.session_state["coder"], page.session_state["spot_check"] = "A. Coder", True
    show(page, pane="download")
    press(page.run(), "Draw them")
    press(page, "Wrong")
    (kept,) = (open_project(NAME).folder / "corpus-checks").iterdir()
    assert not (home / "corpus-checks").exists()
    again = press(opened(), "All articles on one map")
    assert "1 was wrong (100 %" in html_of(again)
    press(again, "Back to the project")
    kept.unlink()
    assert "1 was wrong" not in html_of(press(again, "All articles on one map"))


def test_a_removed_article_and_a_deleted_project_are_gone(page: AppTest) -> None:
    read(page, SECOND)
    press(page, "Remove it")
    assert did()[-1] == "removed article"
    assert page.session_state.on_page.open.article.text == FIRST
    press(page, "Delete it")
    assert names() == ()
    assert NOT_KEPT in html_of(page)


def test_a_visit_begins_without_a_project_whose_folder_is_gone(page: AppTest, home: Path) -> None:
    shutil.rmtree(home / "projects" / NAME)
    again = opened()
    assert NOT_KEPT in html_of(again)
    assert "There is no project" not in html_of(again)
    read(page, SECOND)
    assert "There is no project of this name" in html_of(page)
    assert page.session_state.on_page.open.article.text == SECOND


def test_a_map_of_all_whose_store_is_gone_leads_back(page: AppTest) -> None:
    press(page, "All articles on one map")
    shutil.rmtree(open_project(NAME).folder / "corpus")
    show(page, find="Izyum")
    press(page.run(), "Back to the project")
    assert page.session_state.on_page.open.article.text == FIRST


def test_a_hostile_or_taken_name_is_told(page: AppTest) -> None:
    press(page, "Close it")
    for name, told in (("../up", "cannot be the name"), ("front", "of this name already")):
        assert told in html_of(made(page, name))
    assert names() == (NAME,)


def test_a_damaged_article_is_named_and_the_rest_opens(page: AppTest) -> None:
    read(page, SECOND)
    held = open_project(NAME)
    part = held.folder / held.entries[1].parts[0]
    part.write_bytes(part.read_bytes().replace(b"left", b"held"))
    again = opened()
    assert str(part) in html_of(again)
    assert "Put this file back from a copy" in html_of(again)
    assert again.session_state.on_page.open.article.text == SECOND
    press(again, "All articles on one map")
    assert "Put this file back" in html_of(again)


def test_an_open_page_of_the_public_has_no_projects(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_PUBLIC", "1")
    for visit in (page.run(), opened(), opened(article=open_project(NAME).entries[1].article[:12])):
        assert NOT_KEPT in html_of(visit)
        assert "project" not in labels(visit).lower()
        assert lists(visit) == []
    before = did()
    read(opened(), SECOND)
    rejected(page)
    assert did() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("headers", {"X-Forwarded-For": "203.0.113.7"}),
        ("headers", {"Forwarded": "for=203.0.113.7"}),
        ("headers", {"Host": "maps.example.org"}),
        ("ip_address", "203.0.113.7"),
        ("ip_address", "192.168.0.7"),
    ],
)
def test_a_request_from_elsewhere_sees_no_project(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    monkeypatch.setattr(ContextProxy, name, property(lambda _: value))
    visit = opened()
    assert NOT_KEPT in html_of(visit)
    assert NAME not in html_of(visit)
    assert visit.session_state.on_page.open.article.text != FIRST


@pytest.mark.parametrize(
    "headers", [{}, {"Host": "localhost:8501"}, {"Host": "127.0.0.1:8501"}, {"Host": "[::1]:8501"}]
)
def test_a_request_from_this_machine_is_the_persons(
    headers: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ContextProxy, "headers", property(lambda _: headers))
    assert request_context.is_local()
