"""Every limit and path with its reason. Environment variables win, read when asked for, never at import."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
LEXICON = DATA / "lexicon"
GAZETTEER = DATA / "gazetteer"
AREAS = DATA / "areas"
ARTICLES = DATA / "articles"

MAX_TEXT_CHARACTERS = 1_000_000
"""spaCy's own bound for its parser is the same; a long daily assessment has 25,000."""

MAX_UPLOAD_BYTES = 20_000_000
"""Above it an upload is no article; a saved web page with its scripts has under 5 MB."""

MAX_PDF_PAGES = 400
"""A long report; above it, a book."""

MAX_UNPACKED_BYTES = 200_000_000
"""Of a document that is a ZIP archive, for a small one can unpack to gigabytes."""

MAX_FETCH_BYTES = 10_000_000
FETCH_SECONDS = 10.0
"""Whole request, redirects included: a reader waits no longer for a page."""

MAX_REDIRECTS = 5

MAX_REFERENCE_BYTES = 500_000_000
"""A reference of control; a day's map has about 3 MB, a year's list of towns by day some 300 MB."""

MAX_DUMP_BYTES = 2_000_000_000
"""A fetched dump of places; GeoNames' largest, allCountries.zip, has 400 MB."""

DUMP_SECONDS = 60.0
"""Without any byte from the server; a large dump takes minutes as a whole."""

MIN_LETTERS_FOR_LANGUAGE = 200
"""Below it, detectors call short names other languages (measured), so nothing is refused for its language."""

NEAR_RADIUS_KM = 25.0
"""The dashed ring of a pin whose words say "near"."""

GROUP_RADIUS_KM = 150.0
"""The map opens on the densest group of events within this distance."""


def home() -> Path:
    """Where the program writes (unpacked gazetteer, geocoder cache); ``DATELINE_HOME`` or a folder of the user's cache.

    It is made where that is possible; where not, reading goes on with what is unpacked for one run.
    """
    given = os.environ.get("DATELINE_HOME")
    base = Path(given) if given else Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "dateline"
    with suppress(OSError):
        base.mkdir(parents=True, exist_ok=True)
    return base
