"""The open store of the page of a corpus, and the answers that sessions share."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TypeVar

import streamlit as st

from components.core import settings
from components.core.errors import BadStore
from components.core.protocols import Gazetteer
from components.places.gazetteer import open_gazetteer
from components.projects.corpus import Checked, checked_in, project_folder
from components.store.database import open_store, state_of
from components.view.selection import View

T = TypeVar("T")
LOOKED_AT_SECONDS = 60
"""How often a growing store is looked at; each time its index is made anew."""
MOST_ANSWERS = 200
"""Kept in memory for all who use the page; a page of a table takes a hundred kilobytes."""
START = "Start it with: .venv/bin/streamlit run dashboard.py -- --corpus FOLDER."
UNPACKING = "Opening the names of places, once after a start"
OPENING = (
    "Opening the corpus. The first time, its index is made, which takes some seconds for "
    "each 10,000 events."
)


class Opened:
    """A store as its files were when it was opened, with its answers; one for all sessions until
    the files change."""

    def __init__(self, path: Path, state: str, home: Path | None) -> None:
        """``home`` is the folder of the project whose store it is; ``checked`` is what persons did
        with the articles of the project."""
        self.state, self.store = state, open_store(path, home=home)
        self.checked = checked_in(path) if home else Checked()
        self.answer = lru_cache(maxsize=MOST_ANSWERS)(self._answer)

    def _answer(self, question: Callable[..., T], *about: View | str, **more: object) -> T:
        given = [(one, found_places(one)) if isinstance(one, View) else (one,) for one in about]
        return question(self.store, *chain.from_iterable(given), **more)


@lru_cache(maxsize=1)
def _path_in(arguments: tuple[str, ...]) -> Path:
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("--corpus", nargs="?", default="")
    given = parser.parse_known_args(arguments)[0].corpus
    if not given:
        raise BadStore("No folder is named after --corpus.", way_out=START)
    return Path(given)


def home() -> Path:
    """The folder for checks of the store: its project's, else the program's own."""
    own = st.session_state.get("project_corpus")
    return project_folder(own) if own else settings.home_path()


def opened() -> Opened:
    """The store of the open project, else the one after --corpus, as its files are now; one for all
    sessions. Raises BadStore."""
    own = st.session_state.get("project_corpus")
    turn = int(time.monotonic() // LOOKED_AT_SECONDS)
    return _looked_at(own or _path_in(tuple(sys.argv[1:])), turn, own.parent if own else None)


@lru_cache(maxsize=1)
def _looked_at(path: Path, turn: int, home: Path | None) -> Opened:
    """``turn`` counts how often the files are looked at; ``home`` has the index of a project's
    store."""
    return _opened(path, state_of(path), home)


@st.cache_resource(max_entries=1, show_spinner=OPENING)
def _opened(path: Path, state: str, home: Path | None) -> Opened:
    return Opened(path, state, home)


@st.cache_resource(show_spinner=UNPACKING)
def _gazetteer() -> Gazetteer:
    return open_gazetteer()


def found_places(view: View) -> tuple[str, ...]:
    """Ids of the places that have the searched name, in any spelling or script."""
    if not view.find.strip():
        return ()
    return tuple(sorted(place.id for place in _gazetteer().lookup(view.find)))


def answer_of(question: Callable[..., T], *about: View | str, **more: object) -> T:
    """The answer of a function of the store, kept for all sessions; it must not be changed.

    For a view, ``question`` gets its selection and the ids of the places that it searches for.
    Names and ``more`` are passed on."""
    chosen = (one.selection() if isinstance(one, View) else one for one in about)
    answer: T = opened().answer(question, *chosen, **more)
    return answer
