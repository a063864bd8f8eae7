"""A file of several articles in Chromium: the question what its columns hold, what was not read,
the day that is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.steps import TOUCH, Visit, visit

pytestmark = pytest.mark.browser

IZYUM = "Russian troops left Izyum on Sunday, officials said."
KHERSON = "Shelling hit the town of Kherson on Sunday, officials said."


def give(here: Visit, *paths: Path) -> None:
    """Add files beside the open article."""
    here.page.get_by_text("Add another article").click()
    fields = here.page.locator("[data-testid='stExpander']", has_text="Add another article")
    fields.get_by_text("File", exact=True).click()
    fields.locator("input[type=file]").set_input_files(paths)
    expect(fields.get_by_text(paths[-1].name)).to_be_visible()
    fields.get_by_role("button", name="Add beside the open one").click()


def choose(here: Visit, label: str, column: str) -> None:
    here.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label).click()
    here.page.get_by_role("option", name=column, exact=True).click()


def alert(here: Visit, words: str) -> Locator:
    return here.page.get_by_role("alert").filter(has_text=words)


def test_a_table_with_unknown_columns_is_asked_about_and_read(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text(
        f'words,when,title\n"{IZYUM}",2022-09-12,First\n"{KHERSON}",2022-09-12,Second\n,,Empty\n',
        encoding="utf-8",
    )
    with visit(chromium, page_url) as here:
        give(here, rows)
        expect(alert(here, "rows.csv: What do its columns hold?")).to_be_visible()
        choose(here, "Text", "words")
        choose(here, "Day of publication", "when")
        here.page.get_by_role("button", name="Read with these columns").click()
        expect(here.page.get_by_role("button", name="Open this one")).to_have_count(2)
        expect(alert(here, "rows.csv, row 4: It has no text.")).to_be_visible()
        expect(alert(here, "What do its columns hold?")).to_have_count(0)


def test_an_archive_tells_what_it_held_that_was_no_article_and_asks_for_days(
    chromium: Browser,
    page_url: str,
    tmp_path: Path,
) -> None:
    with zipfile.ZipFile(tmp_path / "news.zip", "w") as archive:
        for name, content in (("a.txt", IZYUM), ("b.txt", KHERSON), ("c.png", "no article")):
            archive.writestr(name, content)
    with visit(chromium, page_url) as here:
        give(here, tmp_path / "news.zip")
        expect(alert(here, "news.zip, c.png: It ends in .png")).to_be_visible()
        expect(alert(here, "When were these 2 articles published?")).to_be_visible()
        here.page.locator(".st-key-missing_day_0 input").fill("2022-09-12")
        here.page.get_by_role("button", name="Read all 2 with the first day").click()
        expect(here.page.get_by_role("button", name="Open this one")).to_have_count(2)
        expect(alert(here, "When were")).to_have_count(0)


def test_days_that_are_missing_are_asked_for_in_view_on_a_telephone(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    """Of three files two have no day: each is named, and each gets its own."""
    words = "The mayor said that power would be back within days. Residents came out of their cellars to look for water."
    heads = {
        "a": IZYUM,
        "b": KHERSON,
        "c": "Rebels seized the city of Goma on Saturday, witnesses said.",
    }
    for name, sentence in heads.items():
        day = '<meta property="article:published_time" content="2022-09-12">' if name == "a" else ""
        (tmp_path / f"{name}.html").write_text(
            f"<html><head><title>News {name}</title>{day}</head><body><article><p>{sentence} {words}</p></article></body></html>"
        )
    with visit(chromium, page_url, **TOUCH) as here:
        here.wait_for_map()
        here.open_sidebar()
        give(here, *sorted(tmp_path.glob("*.html")))
        question = alert(here, "When were these 2 articles published?")
        expect(question).to_be_in_viewport(ratio=1)
        for number, (name, day) in enumerate(
            (("b.html", "2022-09-12"), ("c.html", "2022-09-13")), start=1
        ):
            expect(here.page.get_by_text(f"({name})")).to_be_in_viewport()
            field = here.page.get_by_label(f"Day of publication of article {number}")
            expect(field).to_be_in_viewport()
            field.fill(day)
        here.page.get_by_role("button", name="Read with these days").click()
        expect(here.page.locator(".dl-hint", has_text="13 September 2022")).to_be_attached()
        expect(question).to_have_count(0)
