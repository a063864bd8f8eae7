"""Options that several commands share.

Nothing here imports an installed package: without them ``__main__`` says how to begin.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from components.core.atomic_files import folder_at, replace_file

Warn = Callable[[str], object]
"""Called with a line about what failed while the rest continues."""


def positive(text: str) -> int:
    """A whole number from 1 up; raises argparse's own error."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


def add_path(
    verb: argparse.ArgumentParser,
    name: str,
    what: str,
    *,
    metavar: str = "FILE",
    required: bool = False,
) -> None:
    """An option for a file or folder, with its help."""
    verb.add_argument(name, metavar=metavar, type=Path, required=required, help=what)


def add_out(verb: argparse.ArgumentParser, what: str, *, metavar: str = "FOLDER") -> None:
    """The option for the output."""
    add_path(verb, "--out", what, metavar=metavar, required=True)


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file, completely or not at all; its folder is made if missing."""
    replace_file(folder_at(path.parent) / path.name, content)


def add_number(
    verb: argparse.ArgumentParser,
    name: str,
    what: str,
    *,
    metavar: str = "N",
    default: int | None = None,
) -> None:
    """An option for a whole number from 1 up."""
    verb.add_argument(name, metavar=metavar, type=positive, default=default, help=what)
