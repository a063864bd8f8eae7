"""``python -m components timestamp``: a server signs that a file, or the log of a project, existed
at this time (RFC 3161)."""

from __future__ import annotations

import argparse
from pathlib import Path

from components.commands.model import agrees
from components.commands.options import Warn, write_file
from components.core.errors import InputError
from components.projects.project import folder_named, is_project, open_at
from components.projects.time_stamp import StampServer, beside, of_log


def add_options(verb: argparse.ArgumentParser) -> None:
    """What to stamp, and by which server."""
    verb.add_argument("file", metavar="FILE", type=Path, help="a file, or the name of a project")
    verb.add_argument(
        "--server",
        metavar="URL",
        required=True,
        help="time-stamp server (RFC 3161); it is sent a sha256 and nothing else",
    )
    verb.add_argument(
        "--send-to",
        metavar="HOST",
        default="",
        help="in scripts: the sha256 may be sent to this host, which is not this machine",
    )


def run(options: argparse.Namespace, warn: Warn) -> int:
    """Keep the answer beside the file, or in the project. Raises InputError where there is one
    already, InstallationError and FetchError."""
    if is_project(at := folder_named(options.file)):
        content, to = of_log(open_at(at))
    else:
        content, to = at.read_bytes(), beside(at)
    if to.exists():
        raise InputError(
            "There is a time stamp already; an earlier one proves more.",
            where=str(to),
            way_out="Move that file away first to have another one.",
        )
    server = StampServer(url=options.server)
    answer, words = server.stamp(content, send_to=options.send_to, agrees=agrees)
    write_file(to, answer)
    print(f"{words}. Written to {to}")
    return 0
