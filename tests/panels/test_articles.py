"""Several articles on the page at once: added, opened, removed, and named by the address; without a
browser."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from components.panels.articles import MOST_ARTICLES, QueuedArticle
from components.panels.reading import ArticleRequest
from components.panels.sidebar import STAYS_HERE
from tests.panels.page import html_of, opened, press

FIRST, SECOND = "kharkiv-september-2022", "kursk-august-2024"
TEXT = "Ukrainian forces retook the town of Kupiansk on Saturday, officials said. Russian troops left Izyum on Sunday."


def add(page: AppTest, *requests: ArticleRequest) -> AppTest:
    """What the form of the sidebar asks for; the form itself is tested in Chromium."""
    page.session_state.on_page.queue = [
        QueuedArticle(request=request, opens=False) for request in requests
    ]
    return page.run()


def names(page: AppTest) -> list[str]:
    return [one.name for one in page.session_state.on_page.read.values()]


def pasted(text: str = TEXT, day: str = "2022-09-12") -> ArticleRequest:
    return ArticleRequest(kind="text", text=text, published=day)


def test_an_example_beside_stands_in_the_address_and_comes_back_with_it() -> None:
    page = add(opened(), ArticleRequest(kind="example", name=SECOND))
    assert not page.exception
    assert names(page) == [FIRST, SECOND]
    assert page.session_state.on_page.open.name == FIRST
    assert page.query_params["beside"] == SECOND
    again = opened(beside=SECOND)
    assert names(again) == [FIRST, SECOND]
    assert "Articles side by side" in [one.value for one in again.subheader]


def test_opening_the_other_article_turns_the_page_to_it_and_keeps_both() -> None:
    page = press(opened(beside=SECOND), "Open this one")
    assert page.session_state.on_page.open.name == SECOND
    assert names(page) == [FIRST, SECOND]
    assert (page.query_params["article"], page.query_params["beside"]) == (SECOND, FIRST)
    view = page.session_state.view
    assert (view.first_day, view.last_day) == (None, None)


def test_removing_one_takes_it_off_the_page_and_the_address() -> None:
    page = press(opened(beside=SECOND), "Remove")
    assert names(page) == [FIRST]
    assert "beside" not in page.query_params


def test_a_pasted_one_stays_in_the_session_and_the_page_says_so() -> None:
    page = add(opened(), pasted())
    assert len(names(page)) == 2
    assert "beside" not in page.query_params
    assert STAYS_HERE in html_of(page)


def test_the_same_text_is_on_the_page_once() -> None:
    page = add(opened(), pasted(), pasted(day="2022-09-13"))
    assert len(names(page)) == 2
    assert (
        list(page.session_state.on_page.read.values())[1].article.published.isoformat()
        == "2022-09-13"
    )


def test_a_bad_one_is_told_and_the_others_are_read() -> None:
    page = add(opened(), pasted(text=""), pasted())
    assert "There is no text in it." in html_of(page)
    assert len(names(page)) == 2
    assert page.session_state.on_page.open.name == FIRST


def test_days_are_asked_for_each_article_that_waits() -> None:
    other = TEXT.replace("Kupiansk", "Kherson")
    page = add(opened(), pasted(day=""), pasted(text=other, day=""))
    assert len(names(page)) == 1
    assert "When were these 2 articles published?" in html_of(page)
    assert "2. Ukrainian forces retook the town of Kherson" in html_of(page)
    page.text_input(key="missing_day_1").set_value("2022-02-30")
    press(page, "Read with these days")
    assert "Kherson" in html_of(page)
    assert "is no day of the calendar" in html_of(page)
    for number, day in enumerate(("2022-09-12", "2022-09-13")):
        page.text_input(key=f"missing_day_{number}").set_value(day)
    press(page, "Read with these days")
    assert [one.article.published.isoformat() for one in page.session_state.on_page.read.values()][
        1:
    ] == ["2022-09-12", "2022-09-13"]
    assert "When was it published?" not in html_of(page)


def test_one_whose_day_is_not_given_goes_on_waiting() -> None:
    page = add(
        opened(),
        *(
            pasted(text=TEXT.replace("Kupiansk", place), day="")
            for place in ("Kherson", "Izyum", "Kupiansk")
        ),
    )
    press(page, "Read with these days")
    assert "No day is given." in html_of(page)
    page.text_input(key="missing_day_1").set_value("2022-09-13")
    page.button(key="leave_out_0").click().run()
    assert page.text_input(key="missing_day_1").value == "2022-09-13"
    press(page, "Read with these days")
    assert [one.article.published.isoformat() for one in page.session_state.on_page.read.values()][
        1:
    ] == ["2022-09-13"]
    assert "Kupiansk" in html_of(page)
    assert "When was it published?" in html_of(page)
    assert page.text_input(key="missing_day_2").value == ""


def test_more_than_a_person_can_look_through_is_refused_with_the_way_out() -> None:
    requests = [
        pasted(text=f"Shelling hit the town of Izyum on day number {number}.")
        for number in range(MOST_ARTICLES)
    ]
    page = add(opened(), *requests)
    assert len(names(page)) == MOST_ARTICLES
    assert "python -m components corpus" in html_of(page)


def test_an_address_with_articles_that_are_not_here_is_told() -> None:
    page = opened(beside=f"elsewhere,{SECOND}")
    assert names(page) == [FIRST, SECOND]
    assert "1 of the other articles of this link" in html_of(page)
