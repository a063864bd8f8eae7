"""Files of several articles on the page, as the form of the sidebar hands them over; without a
browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from components.panels import article_files
from components.panels.articles import MOST_ARTICLES
from components.panels.reading import ArticleRequest
from components.sources.fields import KNOWN, columns_said
from tests.core.test_faults import AT_THE_ENDS
from tests.panels.page import html_of, opened, press
from tests.sources.zips import packed

IZYUM = "Russian troops left Izyum on Sunday."
KHERSON = "Shelling hit the town of Kherson on Sunday, officials said."


def give(page: AppTest, name: str, data: str | bytes, *, day: str = "") -> AppTest:
    """Choose a file in the form for one's own article, and press its button."""
    page.session_state["own_source"] = "file"
    page.run()
    content = data if isinstance(data, bytes) else data.encode()
    page.get("file_uploader")[0].upload(name, content, "application/octet-stream")
    page.text_input(key="own_day").set_value(day)
    return press(page, "Read this article")


def texts(page: AppTest) -> list[str]:
    return [one.article.text for one in page.session_state.on_page.read.values()]


def test_the_articles_of_a_table_are_read_the_first_one_open() -> None:
    page = give(
        opened(),
        "rows.csv",
        f'body,date,outlet\n"{IZYUM}",2022-09-12,First paper\n"{KHERSON}",2022-09-13,\n',
    )
    assert not page.exception
    assert texts(page) == [IZYUM, KHERSON]
    assert page.session_state.on_page.open.article.publisher == "First paper"
    assert page.session_state.on_page.open.article.published.isoformat() == "2022-09-12"
    assert "not read" not in html_of(page)


def test_texts_at_the_ends_of_the_calendar_are_read_and_their_files_made() -> None:
    rows = "".join(f'"{text}",{day}\n' for text, day in AT_THE_ENDS)
    page = give(opened(), "rows.csv", f"text,date\n{rows}")
    assert texts(page) == [text for text, _ in AT_THE_ENDS]
    assert page.session_state.on_page.errors == []
    for _ in AT_THE_ENDS[1:]:
        page = press(page, "Open this one")
        assert not page.exception


def test_what_an_archive_holds_that_cannot_be_read_is_listed_and_days_are_asked_for() -> None:
    page = give(
        opened(),
        "news.zip",
        packed({"a.txt": IZYUM, "b.png": "PNG", "c.txt": KHERSON, "c.json": '{"title": "Shells"}'}),
    )
    assert "1 of the entries were not read" in html_of(page)
    assert "news.zip, b.png: It ends in .png, so it was not read." in html_of(page)
    assert len(page.session_state.on_page.waiting) == 2
    page.text_input(key="missing_day_0").set_value("12 September")
    press(page, "Read all 2 with the first day")
    assert "is no date" in html_of(page)
    assert len(page.session_state.on_page.waiting) == 2
    page.text_input(key="missing_day_0").set_value("2022-09-12")
    press(page, "Read all 2 with the first day")
    assert texts(page) == [IZYUM, KHERSON]
    assert page.session_state.on_page.waiting == []


def test_one_that_waits_for_its_day_can_be_left_out_and_is_kept_while_another_is_read() -> None:
    page = give(opened(), "news.zip", packed({"a.txt": IZYUM, "b.txt": KHERSON}))
    press(page, "Leave it out")
    assert len(page.session_state.on_page.waiting) == 1
    page = give(page, "rows.csv", f'text,published\n"{IZYUM}",2022-09-12\n')
    assert texts(page) == [IZYUM]
    assert len(page.session_state.on_page.waiting) == 1


def test_columns_are_asked_for_only_where_they_are_not_known() -> None:
    page = give(opened(), "rows.csv", f"words,title,when\n{IZYUM},Izyum,12/09/2022\n")
    assert "rows.csv: What do its columns hold?" in html_of(page)
    assert page.selectbox(key="column_0_title").value == "title"
    press(page, "Read with these columns")
    assert "Say which column holds the text." in html_of(page)
    page.selectbox(key="column_0_text").set_value("words")
    page.selectbox(key="column_0_published").set_value("when")
    page.selectbox(key="column_0_order").set_value("day-first")
    press(page, "Read with these columns")
    assert texts(page) == [IZYUM]
    assert page.session_state.on_page.open.article.published.isoformat() == "2022-09-12"
    assert "What do its columns hold?" not in html_of(page)


def test_rows_that_were_not_read_can_be_read_with_another_order_of_days() -> None:
    page = give(opened(), "rows.csv", f'text,date\n"{IZYUM}",12/09/2022\n"{KHERSON}",2022-09-13\n')
    assert texts(page) == [KHERSON]
    assert "may be read in two ways" in html_of(page)
    page.selectbox(key="column_0_order").set_value("day-first")
    press(page, "Read with these columns")
    assert set(texts(page)) == {KHERSON, IZYUM}
    assert "may be read in two ways" not in html_of(page)


def test_the_page_says_how_many_it_takes_and_how_all_are_read() -> None:
    rows = "".join(
        f'"Shelling hit the town of Izyum on day number {number}.",2022-09-12\n'
        for number in range(40)
    )
    page = give(opened(), "rows.csv", f"text,date\n{rows}")
    assert len(texts(page)) == MOST_ARTICLES
    assert "python -m components corpus rows.csv --out STORE" in html_of(page)


@pytest.mark.parametrize(
    ("data", "told"), [("", "There is no row in it."), ("\0\1", "These bytes are no text")]
)
def test_a_table_that_holds_nothing_is_told(data: str, told: str) -> None:
    found = article_files.articles_in(
        ArticleRequest(kind="file", name="rows.csv", data=data.encode()), KNOWN, room=3
    )
    assert found.requests == []
    assert told in found.problems[0]


def test_a_file_that_holds_no_article_is_looked_at_only_so_far() -> None:
    rows = "text\n" + "a,b\n" * 10_000
    found = article_files.articles_in(
        ArticleRequest(kind="file", name="rows.csv", data=rows.encode()), columns_said([]), room=3
    )
    assert (len(found.problems), found.has_more) == (article_files.MOST_PROBLEMS, True)


def test_what_the_person_gave_with_the_file_holds_where_a_row_says_nothing() -> None:
    whole = ArticleRequest(
        kind="file",
        name="rows.csv",
        data=f"text,date\n{IZYUM},\n{IZYUM},2022-09-13\n".encode(),
        published="2022-09-12",
        publisher="A paper",
    )
    first, second = article_files.articles_in(whole, KNOWN, room=3).requests
    assert (first.published, first.publisher, first.name) == (
        "2022-09-12",
        "A paper",
        "rows.csv, row 2",
    )
    assert second.published == "2022-09-13"
