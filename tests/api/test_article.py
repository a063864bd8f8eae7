"""An article read from Python: its tables, its map and its files, all of them as the command line
gives them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect

from components import read
from components.api.article import TABLES, ReadArticle
from components.core.errors import AddressRefused, BadDate, InputError
from components.core.records import Analysis
from components.core.settings import ARTICLES, ROOT
from components.export.formats import FORMATS
from components.export.selection import selection_of
from components.reading.knowledge import Knowledge
from components.view.selection import View
from tests import sample
from tests.export.given import hostile
from tests.readings import by_rules

TEXT = "Russian troops left Izyum on Sunday, the Russian Defense Ministry said."
EXAMPLE = ARTICLES / "kharkiv-september-2022.txt"
ISO = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture
def made(knowledge: Knowledge) -> ReadArticle:
    """A reading made by hand."""
    return ReadArticle(analysis=sample.analysis(), knowledge=knowledge)


def test_to_import_it_loads_nothing() -> None:
    code = "import components, sys; print(sorted({'pandas', 'spacy', 'duckdb'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_what_is_not_offered_is_no_attribute() -> None:
    with pytest.raises(ImportError, match="fly"):
        exec("from components import fly")


@pytest.mark.parametrize("published", ["2022-09-12", date(2022, 9, 12)])
def test_a_text_is_read(knowledge: Knowledge, published: str | date) -> None:
    found = read(TEXT, published, publisher="Example", knowledge=by_rules(knowledge))
    (row,) = found.events[found.events["latitude"].notna()].to_dict("records")
    assert (row["place_name"], row["last_day"]) == ("Izyum", "2022-09-11")
    assert (row["published"], row["publisher"]) == ("2022-09-12", "Example")
    assert found.claims["left_by"].tolist() == ["Russia"]
    assert found.places["text"].tolist() == ["Russian", "Izyum", "Russian"]


@pytest.mark.parametrize("kind", [str, Path])
def test_a_file_is_read_as_the_page_reads_it(
    knowledge: Knowledge,
    digest: Callable[[Path], Analysis],
    kind: Callable[[Path], str | Path],
) -> None:
    assert read(kind(EXAMPLE), knowledge=knowledge).analysis == digest(EXAMPLE)


def test_an_address_is_taken_for_one(knowledge: Knowledge) -> None:
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.1"):
        read("http://127.0.0.1/article", knowledge=knowledge)


def test_a_file_that_is_not_there_is_no_text(knowledge: Knowledge) -> None:
    with pytest.raises(FileNotFoundError):
        read("no such/article.txt", "2022-09-12", knowledge=knowledge)


def test_without_a_day_it_says_how_to_give_one(knowledge: Knowledge) -> None:
    with pytest.raises(BadDate, match='published="2022-09-12"'):
        read(TEXT, knowledge=knowledge)


def test_tables_are_typed_and_days_are_iso(made: ReadArticle) -> None:
    for table in (made.events, made.places, made.claims):
        assert {str(dtype) for dtype in table.dtypes} <= {"string", "Int64", "Float64"}
    days = made.events[["published", "first_day", "last_day", "reported"]].stack().dropna()
    assert len(days) > 10
    assert days.map(lambda day: bool(ISO.fullmatch(day))).all()
    pd.testing.assert_frame_equal(made.events, TABLES["events.csv"](made.analysis))


def test_no_place_is_finer_than_it_may_be_shown(knowledge: Knowledge) -> None:
    coarse = ReadArticle(analysis=sample.with_a_coarser_place(), knowledge=knowledge)
    assert coarse.places.loc[coarse.places["text"].eq("Kupiansk"), "latitude"].isna().all()
    told = coarse.explain("e2")
    assert sample.COARSER in told
    assert "Kupyansk" not in told


def test_a_frame_with_geometry(made: ReadArticle) -> None:
    frame = made.to_geodataframe()
    assert frame.crs.to_epsg() == 4326
    izyum = frame[frame["place_name"].eq("Izyum")].iloc[0]
    assert (izyum.geometry.y, izyum.geometry.x) == (izyum["latitude"], izyum["longitude"])
    oblast = frame[frame["place_kind"].eq("admin1")].iloc[0]
    assert oblast.geometry.geom_type in {"Polygon", "MultiPolygon"}


ENDINGS = {
    "html": ".html",
    "svg": ".svg",
    "excel": ".XLSX",
    "csv": ".csv",
    "acled": "-acled.csv",
    "ucdp": "-ucdp.csv",
    "geojson": ".geojson",
    "kml": ".kmz",
    "geoparquet": ".parquet",
}


@pytest.mark.parametrize("name", ENDINGS)
def test_the_ending_tells_the_format(made: ReadArticle, name: str, tmp_path: Path) -> None:
    path = made.save(tmp_path / f"izyum{ENDINGS[name]}")
    selection = selection_of(made.analysis, View(), areas=made.knowledge.areas)
    (make,) = (one.make for one in FORMATS if one.name == name)
    assert path.read_bytes() == make(selection)


def test_pictures_for_a_screen_and_for_print(made: ReadArticle, tmp_path: Path) -> None:
    screen, paper = made.save(str(tmp_path / "a.png")), made.save(tmp_path / "a-print.png")
    assert screen.read_bytes()[:4] == paper.read_bytes()[:4] == b"\x89PNG"
    assert paper.stat().st_size > screen.stat().st_size


def test_an_unknown_ending_is_told_with_those_that_there_are(
    made: ReadArticle, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"\.html, \.png, -print\.png, \.svg, \.webp"):
        made.save(tmp_path / "map.docx")
    assert list(tmp_path.iterdir()) == []


def test_files_show_what_the_view_shows(made: ReadArticle, tmp_path: Path) -> None:
    later = replace(made, view=View(first_day=date(2022, 9, 15), show_undated=False))
    assert "Samarkand" in later.save(tmp_path / "a.csv").read_text(encoding="utf-8")
    assert "Izyum" not in later.save(tmp_path / "a.csv").read_text(encoding="utf-8")


def test_an_event_is_explained_in_words(knowledge: Knowledge) -> None:
    found = read(TEXT, "2022-09-12", knowledge=by_rules(knowledge))
    told = found.explain(found.events["event_id"].iloc[0])
    first, quote, *lines = told.splitlines()
    assert first.startswith("Russian forces left. Holder not stated. 11 September; said on")
    assert quote == f"“{TEXT}”"
    assert "Says so: the Russian Defense Ministry (Russia) acknowledges (“said”)" in lines
    why, evidence = lines[-2:]
    assert why.startswith("Why Izyum: Izyum, Kharkiv Oblast, Ukraine (settlement)")
    assert "spelled exactly so (+" in evidence


def test_an_event_that_is_not_there(made: ReadArticle) -> None:
    with pytest.raises(InputError, match="column event_id"):
        made.explain("nosuch")


def test_it_says_what_it_is(made: ReadArticle) -> None:
    assert repr(made) == "<Summit nears as front line moves in the north-east: 7 events>"
    assert "As of 12 September 2022" in str(made)


def opened(browser: Browser, html: str, path: Path) -> tuple[Page, list[str]]:
    """A page of a notebook that holds ``html``, from disk, with the network cut; and what it asks
    for or complains of."""
    path.write_text(
        f'<!doctype html><meta charset="utf-8"><title>Notebook</title>{html}', encoding="utf-8"
    )
    page = browser.new_context(offline=True, viewport={"width": 1200, "height": 900}).new_page()
    wrong: list[str] = []
    page.on("request", lambda request: wrong.append(request.url))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    return page, wrong


@pytest.mark.browser
@pytest.mark.parametrize("analysis", [sample.analysis, hostile])
def test_a_notebook_shows_map_and_summary_and_asks_for_nothing(
    chromium: Browser, tmp_path: Path, knowledge: Knowledge, analysis: Callable[[], Analysis]
) -> None:
    found = ReadArticle(analysis=analysis(), knowledge=knowledge)
    page, wrong = opened(chromium, found._repr_html_(), tmp_path / "notebook.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator("header .dl-stamp")).to_contain_text("not checked by a person")
    (inner,) = page.frames[1:]
    inner.wait_for_function(
        "() => Object.values(datelineMap._layers).some((one) => one.feature && one.feature.properties.label)"
    )
    frame.get_by_role("button", name="All events").click()
    expect(frame.locator("#list")).to_be_visible()
    assert page.evaluate("window.ran") is None
    assert [one for one in wrong if one != page.url] == []


@pytest.mark.browser
def test_the_map_of_folium_stands_alone_and_takes_layers(
    chromium: Browser, tmp_path: Path, made: ReadArticle
) -> None:
    import folium

    shown = made.map()
    folium.CircleMarker((49.2, 37.3), tooltip="mine").add_to(shown)
    page, wrong = opened(chromium, shown._repr_html_(), tmp_path / "notebook.html")
    (inner,) = page.frames[1:]
    name = shown.get_name()
    inner.wait_for_function(
        f"() => window.{name} && Object.values({name}._layers).filter((one) => one.feature).length > 5"
    )
    assert inner.evaluate(f"{name}.getZoom()") > 2
    assert inner.evaluate(
        f"Object.values({name}._layers).some((one) => one instanceof L.CircleMarker)"
    )
    assert [one for one in wrong if one != page.url] == []
