"""``python -m components read``: one article into a folder of tables."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from components.commands.choosing import add_article, chosen
from components.commands.options import Warn
from components.core.drafts import folder_at
from components.core.records import Analysis
from components.export.csv import write_csv
from components.export.files import replace_bytes
from components.export.formats import FORMATS
from components.export.json import analysis_json, write_json
from components.export.summary import summary
from components.tables import rows
from components.tables.coarse import coarse_places_table
from components.wording.provenance import stamp

Make = Callable[[Analysis], pd.DataFrame]


def _stamped(make: Make) -> Make:
    """The same table with the column ``stamp`` as its last."""

    def stamped(analysis: Analysis) -> pd.DataFrame:
        words, table = stamp(analysis.article.published, analysis.signed), make(analysis)
        return table.assign(stamp=pd.array([words] * len(table), dtype=rows.DTYPES["string"]))

    return stamped


TABLES: Mapping[str, Make] = {
    "events.csv": _stamped(rows.events_table),
    "places.csv": _stamped(coarse_places_table),
    "claims.csv": _stamped(rows.claims_table),
    "checks.csv": _stamped(rows.checks_table),
    "rejected.csv": _stamped(rows.rejected_table),
}


def add_options(verb: argparse.ArgumentParser) -> None:
    """The article, the folder, and which further files."""
    add_article(verb)
    verb.add_argument(
        "--out",
        metavar="FOLDER",
        type=Path,
        required=True,
        help="folder for the tables; made if missing",
    )
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
    """Read one file, apply what a person corrected, write its tables, print what a person wants to
    know."""
    wanted = [one for one in FORMATS if {one.name, "all"} & {*options.to}]
    with chosen(options, warn) as selection:
        analysis = selection.analysis
        folder_at(options.out)
        for name, table in TABLES.items():
            write_csv(table(analysis), options.out / name)
        write_json(analysis_json(analysis), options.out / "analysis.json")
        for one in wanted:
            replace_bytes(options.out / one.file, one.make(selection))
    print(summary(analysis))
    print(
        f"\nWritten to {options.out}: "
        f"{', '.join([*TABLES, 'analysis.json', *(one.file for one in wanted)])}"
    )
    return 0
