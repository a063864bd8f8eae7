"""``python -m components agreement``: how far coders of the same articles agree, and where they do
not."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.commands.options import Warn, add_path
from components.core.errors import BadCorrections
from components.corrections.agreement import agreement, report
from components.corrections.files import read_file
from components.corrections.gold_items import gold_report, without_gold
from components.corrections.records import Corrections
from components.export.summary import UNPRINTED


def add_options(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="a file of corrections; one coder's, or several",
    )
    add_path(
        verb,
        "--gold",
        "a file of corrections with the right answers on some articles: each coder's answers on "
        "these are scored separately",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print alpha of each field and each disagreement. Raises BadCorrections for one coder."""
    files = {str(path): read_file(path) for path in options.files}
    files, scores = without_gold(files, read_file(options.gold) if options.gold else Corrections())
    found = agreement(files)
    if len(found.coders) < 2:
        raise BadCorrections(
            "Fewer than two coders are in it.",
            where=", ".join(map(str, options.files)),
            way_out="Give the files of two coders of the same article.",
        )
    lines = f"{report(found)}\n\n{gold_report(scores)}" if options.gold else report(found)
    print("\n".join(line.translate(UNPRINTED) for line in lines.splitlines()))
    return 0
