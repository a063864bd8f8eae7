"""``python -m components read``: one article into a folder of tables."""

from __future__ import annotations

import argparse

from components.api.article import TABLES
from components.commands.choosing import add_article, add_view, chosen_selection
from components.commands.options import Warn, add_out, write_file
from components.export.csv import to_csv
from components.export.formats import FORMATS
from components.export.identity import identity_of, sealed
from components.export.json import analysis_json, to_document
from components.export.selection import Selection
from components.export.summary import summary
from components.tables.rows import with_text

ANALYSIS = "analysis.json"


def file_of(name: str, selection: Selection) -> bytes:
    """A file of a reading, sealed where its format allows it: of ``TABLES``, ``ANALYSIS`` or
    ``FORMATS``."""
    identity = identity_of(selection.analysis).written()
    if name in TABLES:
        table = with_text(TABLES[name](selection.analysis), identity=identity)
        return sealed(to_csv(table).encode(), identity)
    if name == ANALYSIS:
        whole = {**analysis_json(selection.analysis), "identity": identity}
        return sealed(to_document(whole).encode(), identity)
    return next(one for one in FORMATS if one.file == name).make(selection)


def add_options(verb: argparse.ArgumentParser) -> None:
    """The article, the folder, and further files."""
    add_article(verb)
    add_view(verb)
    add_out(verb, "folder for the tables; made if missing")
    names = [one.name for one in FORMATS]
    verb.add_argument(
        "--to",
        metavar="FORMAT",
        nargs="+",
        choices=[*names, "all"],
        default=[],
        help=f"further files, as the page gives them: {', '.join(names)}, or all",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Read a file, apply corrections, write its tables, print a summary."""
    wanted = [one.file for one in FORMATS if {one.name, "all"} & {*options.to}]
    names = [*TABLES, ANALYSIS, *wanted]
    with chosen_selection(options, warn) as selection:
        for name in names:
            write_file(options.out / name, file_of(name, selection))
    print(summary(selection.analysis))
    print(f"\nWritten to {options.out}: {', '.join(names)}")
    return 0
