"""Two articles on one page, without a browser: told by both, kept apart by the person, set against
each other."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.panels.articles import QueuedArticle
from components.panels.reading import ArticleRequest
from tests.panels.page import html_of, opened, press, show

FIRST = (
    "Russian troops left the town of Izyum on Saturday, the Russian Defense Ministry said. A missile hit the city of Mykolaiv "
    "on Friday and killed 12 people. Ukrainian forces retook the town of Kupiansk on Sunday."
)
SECOND = (
    "Russia withdrew its forces from the town of Izyum on Friday, the Russian Defence Ministry said. A missile hit the city of "
    "Mykolaiv on Friday, killing at least 15 people. Thousands of people protested in Tbilisi on Sunday, shouting "
    "<b>${alert(1)}</b>."
)


def page_of_two() -> AppTest:
    page = opened()
    page.session_state.on_page.queue = [
        QueuedArticle(
            request=ArticleRequest(kind="text", text=text, published="2022-09-12", publisher=name),
            opens=opens,
        )
        for text, name, opens in ((FIRST, "First paper", True), (SECOND, "Second paper", False))
    ]
    return page.run()


def choose(page: AppTest, kind: str) -> AppTest:
    events = page.session_state.on_page.open.events
    show(page, selected=events.loc[events["kind"].eq(kind), "event_id"].iloc[0])
    return page.run()


def test_the_card_shows_the_other_telling_with_its_numbers() -> None:
    told = html_of(choose(page_of_two(), "withdrawal"))
    assert "Also reported by" in told
    assert "2 publishers, 1 origin. They differ on: day" in told
    assert "Russia withdrew its forces from the town of Izyum" in told


def test_figures_stand_beside_each_other() -> None:
    told = html_of(choose(page_of_two(), "shelling/artillery/missile attack"))
    assert "2 publishers, 2 origins. They differ on: figure" in told
    assert "killed: at least 15" in told


def test_an_event_that_one_tells_has_no_other_telling() -> None:
    assert "Also reported by" not in html_of(choose(page_of_two(), "control regained"))


def test_kept_apart_and_the_same_after_all() -> None:
    page = press(choose(page_of_two(), "withdrawal"), "These are not the same")
    assert "Also reported by" not in html_of(page)
    assert "You said that this is another event" in html_of(page)
    assert [one.what for one in page.session_state.history.now.links] == ["apart"], (
        "it stands in the file of corrections"
    )
    page = press(page, "They are the same after all")
    assert "Also reported by" in html_of(page)
    assert "You said that this is another event" not in html_of(page)


def test_it_says_what_both_report_and_what_one_alone() -> None:
    page = page_of_two()
    show(page, pane="compare")
    told = html_of(page.run())
    assert "Both report, and differ (2)" in told
    assert told.count('class="dl-compared"') == 2
    assert "They differ on: day" in told
    only = told[told.index("Only one reports") :]
    assert "Ukrainian forces retook the town of Kupiansk" in only
    assert "&#60;b&#62;&#36;" in only
    assert "${" not in only


@pytest.mark.parametrize(
    ("asked", "other"),
    [
        ("kursk-august-2024", "kursk-august-2024"),
        ("absent", ""),
        ("kharkiv-september-2022", ""),
    ],
)
def test_the_address_opens_a_comparison_of_two_examples(asked: str, other: str) -> None:
    page = opened(article="kharkiv-september-2022", compare=asked)
    assert [one.name for one in page.session_state.on_page.read.values()][1:] == [other] * bool(
        other
    )
    assert page.query_params.get("compare", "") == other
    assert ("Only one reports" in html_of(page)) is bool(other)


def test_it_says_how_to_begin() -> None:
    page = opened()
    show(page, pane="compare")
    assert "Add another one in the sidebar" in html_of(page.run())


def test_a_removed_article_takes_its_tellings_along() -> None:
    page = press(choose(page_of_two(), "withdrawal"), "Remove")
    assert "Also reported by" not in html_of(page)


def test_an_event_of_the_other_article_has_its_card_and_leads_there() -> None:
    page = page_of_two()
    other = list(page.session_state.on_page.read.values())[1]
    show(page, selected=other.events["event_id"].iloc[0])
    page.run()
    assert "From another article" in html_of(page)
    page = press(page, "Open this article")
    assert page.session_state.on_page.open.article.publisher == "Second paper"
