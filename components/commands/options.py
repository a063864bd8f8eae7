"""What several commands take: values of options, and whom to tell of what went wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

Warn = Callable[[str], object]
"""Is told, in a line each, of what failed while the rest goes on."""


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
    """A file or folder; ``what`` is for the help."""
    verb.add_argument(name, metavar=metavar, type=Path, required=required, help=what)


def add_out(verb: argparse.ArgumentParser, what: str, *, metavar: str = "FOLDER") -> None:
    """Where to write."""
    add_path(verb, "--out", what, metavar=metavar, required=True)


def add_number(
    verb: argparse.ArgumentParser,
    name: str,
    what: str,
    *,
    metavar: str = "N",
    default: int | None = None,
) -> None:
    """A whole number from 1 up."""
    verb.add_argument(name, metavar=metavar, type=positive, default=default, help=what)
