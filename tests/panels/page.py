"""The page as Streamlit runs it, without a browser: opened at an address, read, and its buttons
pressed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from streamlit.components.v2.component_manager import BidiComponentManager
from streamlit.testing.v1 import AppTest

from components.core.settings import ROOT

SECONDS = 60


@cache
def installed() -> BidiComponentManager:
    """The components of installed packages: one for all pages, as on a server; else each page looks
    through all packages anew."""
    manager = BidiComponentManager()
    manager.discover_and_register_components(start_file_watching=False)
    return manager


def made(script: Path) -> AppTest:
    """A page that was not run yet."""
    page = AppTest.from_file(str(script), default_timeout=SECONDS)
    page._bidi_component_manager = installed()
    return page


def opened(**query: str) -> AppTest:
    """The page, run once, with these parameters in its address."""
    page = made(ROOT / "dashboard.py")
    page.query_params.update(query)
    return page.run()


def show(page: AppTest, **fields: Any) -> None:  # noqa: ANN401 - fields of View
    """Have the next run show this."""
    page.session_state.view = replace(page.session_state.view, **fields)


def html_of(page: AppTest) -> str:
    """All HTML that is drawn, of a page on which nothing went wrong."""
    assert not page.exception
    return "\n".join(str(one.proto.body) for one in page.get("html"))


def labels(page: AppTest) -> str:
    """Of all buttons, without the signs that keep Markdown from reading them."""
    return " ".join(str(button.label) for button in page.button).replace("\\", "")


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()
