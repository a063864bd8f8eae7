"""Several files and files of several articles in Chromium: the question what columns hold, what was
not read, the day that is missing."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.steps import Visit, visit

pytestmark = pytest.mark.browser

IZYUM = "Russian troops left Izyum on Sunday, officials said."
KHERSON = "Shelling hit the town of Kherson on Sunday, officials said."
LYMAN = "Ukrainian troops retook Lyman on Saturday, officials said."
GOMA = "Rebels seized the city of Goma on Saturday, witnesses said."
SUMY = "A missile hit the city of Sumy on Friday, officials said."
DNIPRO = "A drone struck the city of Dnipro on Thursday, officials said."


def opened(here: Visit) -> Locator:
    """The fields for another article."""
    here.page.get_by_text("Add another article").click()
    fields = here.page.locator("[data-testid='stExpander']", has_text="Add another article")
    expect(fields.get_by_role("button", name="Add beside the open one")).to_be_visible()
    here.idle()
    return fields


def add(fields: Locator) -> None:
    """Add it, and wait until the form is shut: before that, what is done next says that it is
    open."""
    button = fields.get_by_role("button", name="Add beside the open one")
    button.click()
    expect(button).to_have_count(0)


def give(here: Visit, *paths: Path) -> None:
    """Add files beside the open article."""
    fields = opened(here)
    fields.get_by_text("File", exact=True).click()
    fields.locator("input[type=file]").set_input_files(paths)
    expect(fields.get_by_text(paths[-1].name)).to_be_visible()
    add(fields)


def choose(here: Visit, label: str, column: str) -> None:
    here.page.get_by_test_id("stSidebar").get_by_role("combobox", name=label).click()
    here.page.get_by_role("option", name=column, exact=True).click()


def alert(here: Visit, words: str) -> Locator:
    return here.page.get_by_role("alert").filter(has_text=words)


def give_files(here: Visit, folder: Path) -> None:
    """The ways to give an article stand in one row, and several files come at once."""
    paths = [folder / f"{number}.txt" for number in (1, 2)]
    for path, sentence in zip(paths, (IZYUM, KHERSON), strict=True):
        path.write_text(sentence, encoding="utf-8")
    fields = opened(here)
    ways = fields.get_by_test_id("stButtonGroup").get_by_role("radio")
    expect(ways).to_have_text(["Paste", "File", "Address", "Example"])
    assert len({way.bounding_box()["y"] for way in ways.all()}) == 1
    fields.get_by_text("File", exact=True).click()
    fields.locator("input[type=file]").set_input_files(paths)
    expect(fields.get_by_text("2.txt")).to_be_visible()
    fields.get_by_role("textbox", name="Day of publication").fill("2022-09-12")
    add(fields)
    expect(here.page.get_by_role("button", name="Remove", exact=True)).to_have_count(2)
    here.idle()


def give_table(here: Visit, folder: Path) -> None:
    """Its columns are unknown: they are asked about and read."""
    rows = folder / "rows.csv"
    rows.write_text(
        f'words,when,title\n"{LYMAN}",2022-09-12,First\n"{GOMA}",2022-09-12,Second\n,,Empty\n',
        encoding="utf-8",
    )
    give(here, rows)
    expect(alert(here, "rows.csv: What do its columns hold?")).to_be_visible()
    choose(here, "Text", "words")
    choose(here, "Day of publication", "when")
    here.page.get_by_role("button", name="Read with these columns").click()
    expect(here.page.get_by_role("button", name="Open this one")).to_have_count(4)
    expect(alert(here, "rows.csv, row 4: It has no text.")).to_be_visible()
    expect(alert(here, "What do its columns hold?")).to_have_count(0)
    here.idle()


def give_archive(here: Visit, folder: Path) -> None:
    """It tells what it held that was no article, and asks for days."""
    with zipfile.ZipFile(folder / "news.zip", "w") as archive:
        for name, content in (("a.txt", SUMY), ("b.txt", DNIPRO), ("c.png", "no article")):
            archive.writestr(name, content)
    give(here, folder / "news.zip")
    expect(alert(here, "news.zip, c.png: It ends in .png")).to_be_visible()
    expect(alert(here, "When were these 2 articles published?")).to_be_visible()
    here.page.locator(".st-key-missing_day_0 input").fill("2022-09-12")
    here.page.get_by_role("button", name="Read all 2 with the first day").click()
    expect(here.page.get_by_role("button", name="Open this one")).to_have_count(6)
    expect(alert(here, "When were")).to_have_count(0)


def test_files_a_table_and_an_archive_are_given_beside_the_open_article(
    chromium: Browser, page_url: str, tmp_path: Path
) -> None:
    with visit(chromium, page_url) as here:
        give_files(here, tmp_path)
        give_table(here, tmp_path)
        give_archive(here, tmp_path)


def tell_days_that_are_missing(here: Visit, folder: Path) -> None:
    """Of three files two have no day: each is named, and each gets its own, in view on a
    telephone."""
    words = "The mayor said that power would be back within days. Residents came out of their cellars to look for water."
    heads = {
        "a": IZYUM,
        "b": KHERSON,
        "c": GOMA,
    }
    for name, sentence in heads.items():
        day = '<meta property="article:published_time" content="2022-09-12">' if name == "a" else ""
        (folder / f"{name}.html").write_text(
            f"<html><head><title>News {name}</title>{day}</head><body><article><p>{sentence} {words}</p></article></body></html>"
        )
    give(here, *sorted(folder.glob("*.html")))
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
