"""Derives every file of data/gazetteer and data/areas from packages of the registries, the same
bytes every time.

Run from anywhere, in an environment with data/requirements.txt; without a part named, all are
built::

    python data/build.py [gazetteer] [outlines] [map] [--cache FOLDER]
    python data/build.py packs --from FOLDER
    python data/build.py model --texts FOLDER

``--cache`` is where the npm packages are kept; the others are read where pip installed them.
``packs`` are built only where they are named: they rest on the gazetteer and the outlines as they
stand, and on tables of villages that are in no package; ``--from`` is the folder of these. So is
``model``, for it needs annotated articles, whose texts are not all free. data/README.md names each
source.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "data"), str(ROOT)]
os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # before numpy: sums of several threads differ in their last digits

from building import (  # noqa: E402  # noqa: E402
    basemap,
    codes,
    features,
    gazetteer,
    grid,
    outlines,
    pack_outlines,
    packs,
    store,
)

from components.core import settings  # noqa: E402
from components.places import areas  # noqa: E402
from components.places.gazetteer import PACKED, SqliteGazetteer  # noqa: E402
from components.places.packs import FOLDER  # noqa: E402
from components.places.store import unpacked  # noqa: E402

PARTS = ("gazetteer", "outlines", "map")
FROM_TABLES, MODEL = "packs", "model"


def main() -> None:
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument(
        "parts", nargs="*", metavar="part", help=f"any of {', '.join((*PARTS, FROM_TABLES))}"
    )
    parser.add_argument(
        "--cache", type=Path, default=Path(tempfile.gettempdir()) / "dateline-sources"
    )
    parser.add_argument(
        "--from",
        dest="tables",
        type=Path,
        metavar="FOLDER",
        help="where the tables of villages lie, for packs",
    )
    parser.add_argument(
        "--texts", metavar="FOLDER", type=Path, help="annotated articles, for the model"
    )
    given = parser.parse_args()
    if given.parts == [MODEL] and given.texts:
        from building import model

        model.build(given.texts, given.cache)
        report(*sorted(settings.MODEL.iterdir()))
        return
    unknown = set(given.parts) - {*PARTS, FROM_TABLES}
    if unknown:
        parser.error(
            f"no part {', '.join(sorted(unknown))}; there are {', '.join((*PARTS, FROM_TABLES))}"
        )
    if (FROM_TABLES in given.parts) != bool(given.tables):
        parser.error(
            "packs are built from a folder of tables: python data/build.py packs --from FOLDER"
        )
    parts = frozenset(given.parts or PARTS)
    if parts - {FROM_TABLES}:
        build(parts, given.cache)
    if given.tables:
        build_packs(given.tables)


def build_packs(tables: Path) -> None:
    """Write a pack for each table of villages and print their size and sha256."""
    packed = settings.GAZETTEER / PACKED
    with tempfile.TemporaryDirectory() as home:
        gazetteer = SqliteGazetteer(unpacked(packed, Path(home)))
        known = packs.known(packed, gazetteer, areas.open_areas())
        report(*packs.write(tables, settings.GAZETTEER / FOLDER, known))


def build(parts: frozenset[str], cache: Path) -> None:
    """Write the files of the parts and print their sizes and sha256."""
    units = features.read(cache)
    held = outlines.read(units)
    if "outlines" in parts:
        pack_outlines.write(units, held, settings.AREAS / areas.PACKED)
        report(settings.AREAS / areas.PACKED)
    rows = gazetteer.rows(held, cache)
    if "gazetteer" in parts:
        store.pack(rows, settings.GAZETTEER / PACKED)
        report(settings.GAZETTEER / PACKED)
        codes.write(settings.GAZETTEER / "admin1_codes.csv")
        report(settings.GAZETTEER / "admin1_codes.csv")
    if "map" in parts:
        basemap.write(units, held, rows=rows, folder=settings.AREAS)
        report(settings.AREAS / "world.json.gz")
        with tempfile.TemporaryDirectory() as home:
            held_places = SqliteGazetteer(unpacked(settings.GAZETTEER / PACKED, Path(home)))
            grid.write(areas.open_areas(), held_places, settings.AREAS / "names.json.gz")
        report(settings.AREAS / "names.json.gz")
        report(*sorted((settings.AREAS / "cells").glob("*.json.gz")))


def report(*paths: Path) -> None:
    """One line: how many files, bytes, and the sha256 of their contents one after the other."""
    contents = [path.read_bytes() for path in paths]
    name = (
        paths[0].relative_to(ROOT)
        if len(paths) == 1
        else f"{paths[0].parent.relative_to(ROOT)}/* ({len(paths)} files)"
    )
    print(
        f"{name}  {sum(map(len, contents)):,} bytes  sha256 "
        f"{hashlib.sha256(b''.join(contents)).hexdigest()}"
    )


if __name__ == "__main__":
    main()
