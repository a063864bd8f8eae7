"""``python -m components gazetteer``: add, fetch, list and remove GeoNames' dumps beside the
built-in gazetteer."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tqdm import tqdm

from components.commands.options import Warn
from components.core import settings
from components.core.atomic_files import writing
from components.core.errors import DatelineError
from components.places.adding import LICENCE, AddedGazetteer, add, installed, paths_of_added, remove
from components.places.dump_file import GeoNamesCodes, coding_of, open_dump
from components.places.dumps import Transport, fetch_dump
from components.places.gazetteer import PACKED, SqliteGazetteer
from components.places.store import unpacked

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
            "--historical", action="store_true", help="keep places that are no more, too"
        )
    actions.add_parser("list", help="what is installed, from when, under which licence")
    removing = actions.add_parser("remove", help="remove what was added")
    removing.add_argument("name", metavar="NAME")


def run(options: argparse.Namespace, warn: Warn, *, transport: Transport | None = None) -> int:
    """One action; its exit code. ``warn`` is told of failed files; ``transport`` is httpx's own."""
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
    if options.action == "fetch":
        return _each(
            options.names,
            lambda name: _fetch(name, home, coding, options, transport=transport),
            warn=warn,
        )
    return _each(
        options.files,
        lambda path: _add(path, home, coding, historical=options.historical),
        warn=warn,
    )


def _each(given: Sequence[str] | Sequence[Path], action: Callable[..., None], *, warn: Warn) -> int:
    """Goes on after one that fails, which is told; 1 where any did."""
    failed = 0
    for one in given:
        try:
            action(one)
        except OSError as error:
            failed += 1
            warn(f"{error.filename or one}: {error.strerror or error}.")
        except DatelineError as error:
            failed += 1
            warn(str(error))
    return 1 if failed else 0


def _fetch(
    name: str,
    home: Path,
    coding: GeoNamesCodes,
    options: argparse.Namespace,
    *,
    transport: Transport | None,
) -> None:
    with writing(home), tempfile.TemporaryDirectory(dir=home, prefix="fetching-") as folder:
        with tqdm(
            desc=f"Fetching {name}",
            unit="B",
            unit_scale=True,
            disable=None,
            leave=False,
            file=sys.stderr,
        ) as bar:
            path = fetch_dump(
                name,
                Path(folder),
                progress=lambda came, whole: _step(bar, came, whole),
                transport=transport,
            )
        _add(path, home, coding, historical=options.historical)


def _step(bar: tqdm[None], came: int, whole: int) -> None:
    bar.total = whole or None
    bar.update(came)


def _add(path: Path, home: Path, coding: GeoNamesCodes, *, historical: bool) -> None:
    size = open_dump(path).bytes
    with tqdm(
        total=size,
        desc=f"Adding {path.name}",
        unit="B",
        unit_scale=True,
        disable=None,
        leave=False,
        file=sys.stderr,
    ) as bar:
        held, is_new = add(path, home, coding=coding, historical=historical, progress=bar.update)
    told = (
        f"{held.kept:,} {held.kind} of {held.rows:,} rows, as of {held.day}, "
        f"{_megabytes(held.bytes)} MB; {held.licence}."
    )
    print(
        f"{held.name}: {told} {NOTE}" if is_new else f"{held.name} is there already: {told}",
        flush=True,
    )


def gazetteer_lines(home: Path) -> str:
    """A line for each gazetteer, the built-in one first."""
    packed = settings.GAZETTEER / PACKED
    built_in = (
        "built-in",
        "places",
        "",
        "",
        "",
        _megabytes(unpacked(packed, home).stat().st_size),
        LICENCE,
        packed.name,
    )
    rows = [COLUMNS, built_in, *map(_row, installed(home))]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)
    return (
        table
        if paths_of_added(home)
        else f"{table}\nNothing was added. Villages: "
        ".venv/bin/python -m components gazetteer fetch UA"
    )


def _row(one: AddedGazetteer) -> tuple[str, ...]:
    holds = f"{one.kind}, past ones too" if one.historical else one.kind
    return (
        one.name,
        holds,
        one.day,
        f"{one.rows:,}",
        f"{one.kept:,}",
        _megabytes(one.bytes),
        one.licence,
        one.source,
    )


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f}"
