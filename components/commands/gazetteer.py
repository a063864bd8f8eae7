"""``python -m components gazetteer``: add, fetch, list and remove GeoNames' dumps beside the
built-in gazetteer."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from components.commands.options import Warn
from components.commands.progress import bar
from components.core import settings
from components.core.atomic_files import writing
from components.core.errors import DatelineError
from components.places.adding import LICENCE, add, installed, paths_of_added, remove
from components.places.dump_file import GeoNamesCodes, coding_of, open_dump
from components.places.dumps import Transport, fetch_dump
from components.places.gazetteer import PACKED, SqliteGazetteer
from components.places.store import unpacked
from components.tables.rows import aligned

COLUMNS = ("name", "holds", "as of", "rows", "kept", "MB", "licence", "made from")
NOTE = "It is used from the next reading on, beside the built-in gazetteer."


def add_options(verb: argparse.ArgumentParser) -> None:
    actions = verb.add_subparsers(dest="action", required=True, metavar="{add,fetch,list,remove}")
    adding = actions.add_parser(
        "add", help="add files of GeoNames' dump, or its alternateNamesV2; zip or txt"
    )
    adding.add_argument("files", metavar="FILE", type=Path, nargs="+")
    fetching = actions.add_parser("fetch", help="fetch dumps from geonames.org, then add them")
    fetching.add_argument(
        "names", metavar="NAME", nargs="+", help="UA, SY, allCountries, alternateNamesV2..."
    )
    for action in (adding, fetching):
        action.add_argument(
            "--historical", action="store_true", help="also keep places that no longer exist"
        )
    actions.add_parser("list", help="what is installed, from when, under which licence")
    removing = actions.add_parser("remove", help="remove what was added")
    removing.add_argument("name", metavar="NAME")


def run(options: argparse.Namespace, warn: Warn, *, transport: Transport | None = None) -> int:
    """Run one action; its exit code. ``warn`` is called for files that fail; ``transport`` is
    httpx's."""
    home = settings.home()
    if options.action == "list":
        print(gazetteer_lines(home))
        return 0
    if options.action == "remove":
        remove(options.name, home)
        print(f"{options.name} was removed.")
        return 0
    coding = coding_of(
        SqliteGazetteer(unpacked(settings.GAZETTEER / PACKED, home)), historical=options.historical
    )
    failed = 0
    for one in options.names if options.action == "fetch" else options.files:
        try:
            if options.action == "fetch":
                _fetch(one, home, coding, historical=options.historical, transport=transport)
            else:
                _add(one, home, coding, historical=options.historical)
        except OSError as error:
            failed += 1
            warn(f"{error.filename or one}: {error.strerror or error}.")
        except DatelineError as error:
            failed += 1
            warn(str(error))
    return 1 if failed else 0


def _fetch(
    name: str, home: Path, coding: GeoNamesCodes, *, historical: bool, transport: Transport | None
) -> None:
    with writing(home), tempfile.TemporaryDirectory(dir=home, prefix="fetching-") as folder:
        with bar(f"Fetching {name}", unit="B", unit_scale=True) as shown:

            def progress(came: int, whole: int) -> None:
                shown.total = whole or None
                shown.update(came)

            path = fetch_dump(name, Path(folder), progress=progress, transport=transport)
        _add(path, home, coding, historical=historical)


def _add(path: Path, home: Path, coding: GeoNamesCodes, *, historical: bool) -> None:
    size = open_dump(path).bytes
    with bar(f"Adding {path.name}", total=size, unit="B", unit_scale=True) as shown:
        added, is_new = add(path, home, coding=coding, historical=historical, progress=shown.update)
    words = (
        f"{added.kept:,} {added.kind} of {added.rows:,} rows, as of {added.day}, "
        f"{_megabytes(added.bytes)} MB; {added.licence}."
    )
    line = f"{added.name}: {words} {NOTE}" if is_new else f"{added.name} is there already: {words}"
    print(line, flush=True)


def gazetteer_lines(home: Path) -> str:
    """A line for each gazetteer, the built-in one first."""
    packed = settings.GAZETTEER / PACKED
    size = _megabytes(unpacked(packed, home).stat().st_size)
    rows = [COLUMNS, ("built-in", "places", "", "", "", size, LICENCE, packed.name)]
    for one in installed(home):
        holds = f"{one.kind}, also former ones" if one.historical else one.kind
        counts = (f"{one.rows:,}", f"{one.kept:,}", _megabytes(one.bytes))
        rows.append((one.name, holds, one.day, *counts, one.licence, one.source))
    lines = aligned(rows)
    if not paths_of_added(home):
        hint = ".venv/bin/python -m components gazetteer fetch UA"
        lines.append(f"Nothing was added. Villages: {hint}")
    return "\n".join(lines)


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"
