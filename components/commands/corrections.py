"""``python -m components corrections``: what a person changed in another program, as a file of
corrections."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from components.commands.choosing import add_article, corrected_reading
from components.commands.correcting import given_corrections
from components.commands.options import Warn
from components.core.atomic_files import folder_at
from components.corrections.files import write
from components.export.annotating.notes import differences
from components.export.files import replace_file
from components.export.formats import FORMATS

READERS = {one.name: one.read for one in FORMATS if one.read}


def add_options(verb: argparse.ArgumentParser) -> None:
    add_article(verb)
    verb.add_argument(
        "--changed", metavar="FILE", type=Path, required=True, help="the file that came back"
    )
    verb.add_argument("--form", choices=list(READERS), required=True, help="what it is")
    verb.add_argument("--coder", metavar="NAME", type=_name, required=True, help="who changed it")
    verb.add_argument(
        "--out", metavar="FILE.json", type=Path, required=True, help="the file of corrections"
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Write given and new corrections, print how many are new; ``warn`` is told of the rest."""
    content, where = options.changed.read_bytes(), str(options.changed)
    analysis, _ = corrected_reading(options, warn)
    found = differences(
        analysis,
        READERS[options.form](content, text=analysis.article.text, where=where),
        coder=options.coder,
        time=datetime.now(UTC),
        where=where,
    )
    for told in found.untaken:
        warn(f"Not taken: {told}.")
    folder_at(options.out.parent)
    replace_file(options.out, write(given_corrections(options).with_these(found.corrections)))
    count = len(found.corrections)
    print(f"{count} {'correction' if count == 1 else 'corrections'}\nWritten to {options.out}")
    return 0


def _name(text: str) -> str:
    """A name that holds something; raises argparse's own error."""
    if not text.strip():
        raise argparse.ArgumentTypeError("a correction needs the name of who made it")
    return text.strip()
