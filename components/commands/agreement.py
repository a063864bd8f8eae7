"""``python -m components agreement``: how far coders of the same articles agree, and where they do
not."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.commands.options import Warn
from components.core.errors import BadCorrections
from components.corrections.agreement import agreement, report
from components.corrections.files import read_file
from components.export.summary import UNPRINTED


def add_options(verb: argparse.ArgumentParser) -> None:
    """The verb and its files."""
    verb.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="a file of corrections; one coder's, or several",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Print Krippendorff's alpha of each field and each disagreement; raises BadCorrections where
    only one person coded."""
    found = agreement({str(path): read_file(path) for path in options.files})
    if len(found.coders) < 2:
        raise BadCorrections(
            "Fewer than two coders are in it.",
            where=", ".join(map(str, options.files)),
            way_out="Give the files of two coders of the same article.",
        )
    print("\n".join(line.translate(UNPRINTED) for line in report(found).splitlines()))
    return 0
