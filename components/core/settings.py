"""Limits and paths with their reasons; environment variables win, read when asked for."""

from __future__ import annotations

import os
from pathlib import Path

from components.core.errors import InstallationError, WriteError

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
LEXICON = DATA / "lexicon"
GAZETTEER = DATA / "gazetteer"
AREAS = DATA / "areas"
MAP_STYLE = DATA / "map" / "style.json"
MODEL = DATA / "model"
ARTICLES = DATA / "articles"

MAX_TEXT_CHARACTERS = 400_000
"""A long daily assessment has 25,000. So much news is read in half a minute and 0.8 GB."""

READ_SECONDS = 20
"""For an article on the page; a long daily assessment takes three. Commands have no limit."""

READING_PROCESSES = 2
"""Of the page, 310 to 460 MB each."""

MAX_UPLOAD_BYTES = 20_000_000
"""Above it an upload is not an article; a saved web page with its scripts has under 5 MB."""

MAX_PDF_PAGES = 400
"""A long report; above it, a book."""

MAX_UNPACKED_BYTES = 200_000_000
"""Of a document that is a ZIP archive, for a small one can unpack to gigabytes."""

MAX_FETCH_BYTES = 10_000_000
FETCH_SECONDS = 10.0
"""Whole request, redirects included: a reader waits no longer for a page."""

MAX_REDIRECTS = 5

MODEL_SILENCE_SECONDS = 300.0
"""Without a byte from a language model: on two cores a long window takes minutes."""

MODEL_SECONDS = 1800.0
"""For one answer of a language model."""

MAX_MODEL_ANSWER_BYTES = 5_000_000
"""A stream has some 250 bytes a token."""

MODEL_ANSWER_TOKENS = 6_000
MODEL_TOKENS_PER_EVENT = 250
"""One has some 160 as JSON."""

MAX_REFERENCE_BYTES = 500_000_000
"""A reference of control; a day's map has about 3 MB, a year's list of towns by day some 300 MB."""

MAX_DUMP_BYTES = 2_000_000_000
"""A fetched dump of places; GeoNames' largest, allCountries.zip, has 400 MB."""

DUMP_SECONDS = 60.0
"""Without any byte from the server; a large dump takes minutes as a whole."""

MIN_LETTERS_FOR_LANGUAGE = 200
"""Below it detectors call short names other languages (measured): nothing is refused."""

NEAR_RADIUS_KM = 25.0
"""The dashed ring of a pin whose words say "near"."""

GROUP_RADIUS_KM = 150.0
"""The map opens on the densest group of events within this distance."""


def _number(name: str, default: int) -> int:
    """An environment variable's whole number, from 1. Raises InstallationError."""
    given = os.environ.get(name, "")
    if given and not given.isdecimal():
        raise InstallationError(
            f"{name} is {given!r}, which is no whole number.",
            way_out="Set it to 1, 2 or more, or leave it out.",
        )
    return max(1, int(given)) if given else default


def reading_processes() -> int:
    """How many read articles for the page; ``DATELINE_READING_PROCESSES``."""
    return _number("DATELINE_READING_PROCESSES", READING_PROCESSES)


def read_seconds() -> int:
    """For an article on the page; ``DATELINE_READ_SECONDS``."""
    return _number("DATELINE_READ_SECONDS", READ_SECONDS)


def max_text_characters() -> int:
    """Of an article; ``DATELINE_MAX_TEXT_CHARACTERS``."""
    return _number("DATELINE_MAX_TEXT_CHARACTERS", MAX_TEXT_CHARACTERS)


def is_public() -> bool:
    """Whether the page is open to everybody (``DATELINE_PUBLIC=1``): it fetches nothing, for
    strangers could ask other sites through it, and has no projects."""
    return os.environ.get("DATELINE_PUBLIC", "0") != "0"


def home_path() -> Path:
    """Where the program writes: ``DATELINE_HOME``, else a cache folder of the user."""
    given = os.environ.get("DATELINE_HOME")
    return (
        Path(given)
        if given
        else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dateline"
    )


def home() -> Path:
    """The same, made where it is not there. Raises WriteError."""
    base = home_path()
    try:
        base.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"This folder cannot be made: {error.strerror}.",
            where=str(base),
            way_out="Set DATELINE_HOME to a folder that you may write to.",
        ) from error
    return base
