"""One frame drawn by the page and on paper, by the one file of the map's look: which names
stand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from components.export.backdrop import countries, towns
from components.export.lettering import Lettering, name_countries, name_towns
from components.export.paper import new_paper
from components.export.projection import Frame
from components.map.base import base_map
from components.map.style import STYLE
from tests.map.served import page_of, served
from tests.map.test_browser import DESK, WATCH_LABELS, drawn, labels

pytestmark = pytest.mark.browser

SHARE = 0.65
"""Of the names on paper that stand on the page too: letters are not as wide in each, the page sets
no name across a border, and it has its buttons in the corners."""


def on_paper(frame: Frame) -> list[str]:
    paper = new_paper(frame.width, frame.height)
    pen = Lettering(paper=paper, frame=frame)
    name_countries(pen, countries(frame), size=12)
    name_towns(pen, towns(frame), [], size=12)
    return [text.get_text() for text in paper.axes.texts]


def on_page(page: Page, frame: Frame) -> list[str]:
    page.evaluate(
        "([latitude, longitude, zoom]) => void map.setView([latitude, longitude], zoom)",
        [frame.latitude, frame.longitude, frame.zoom],
    )
    drawn(page)
    return [label["text"] for label in labels(page)]


FRAMES = (
    ("Kharkiv", 49.5, 37.0, 8.0),
    ("Ukraine", 49.5, 37.0, 6.5),
    ("Sudan", 15.5, 32.5, 5.0),
    ("Gaza", 31.3, 34.3, 10.0),
    ("Paris", 48.9, 2.3, 9.0),
)


def test_the_page_and_paper_name_the_same(chromium: Browser) -> None:
    options = DESK | {"reduced_motion": "reduce"}
    with served(page_of(base_map(), [])) as address, chromium.new_context(**options) as context:
        page = context.new_page()
        page.add_init_script(WATCH_LABELS)
        page.goto(address)
        for name, latitude, longitude, zoom in FRAMES:
            size = DESK["viewport"]
            frame = Frame(left=0, top=0, latitude=latitude, longitude=longitude, zoom=zoom, **size)
            paper, own = on_paper(frame), on_page(page, frame)
            compare(name, frame, paper, own)


def compare(name: str, frame: Frame, paper: list[str], page: list[str]) -> None:
    both = [one for one in paper if one in page]
    assert len(both) >= SHARE * len(paper), (name, sorted(set(paper) - set(page)))
    rules = STYLE["names"]
    smallest = next(
        people for from_zoom, people in rules["smallestTown"] if frame.zoom >= from_zoom
    )
    weights = {town.name: town.weight for town in reversed(towns(frame))}
    for named, most in ((paper, "picture"), (page, "page")):
        own = [weights[one] for one in named if one in weights]
        assert min(own) >= smallest, name
        assert len(own) <= rules["mostTowns"][most], name
