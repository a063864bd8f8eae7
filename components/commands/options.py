"""What several commands take: values of options, and whom to tell of what went wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from components.corrections.applying import NotApplied
from components.corrections.files import read_file
from components.corrections.records import Correction, Corrections

Warn = Callable[[str], object]
"""Is told, in a line each, of what failed while the rest goes on."""


def positive(text: str) -> int:
    """A whole number from 1 up; raises argparse's own error."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


def add_corrections(verb: argparse.ArgumentParser) -> None:
    """The option that names a file of corrections."""
    verb.add_argument("--corrections", metavar="FILE", type=Path, help="a file of corrections, as the page gives it, to apply")


def given_corrections(options: argparse.Namespace) -> Corrections:
    """What the file holds, nothing without one; raises OSError, BadCorrections, TooLarge."""
    return read_file(options.corrections) if options.corrections else Corrections()


def tell_not_applied(not_applied: Iterable[NotApplied], warn: Warn) -> None:
    """A line for each correction that changes nothing here, and why."""
    for one in not_applied:
        warn(f"Not applied: {_told(one.correction)}: {one.reason}.")


def tell_unheard(unheard: Iterable[Correction], warn: Warn) -> None:
    """A line for each article that has corrections and was not read."""
    counts: dict[str, int] = {}
    for one in unheard:
        counts[one.article] = counts.get(one.article, 0) + 1
    for article, count in counts.items():
        warn(f"Not applied: {count} of another article, whose text has the sha256 {article}.")


def _told(one: Correction) -> str:
    return f"{one.change.field} of “{one.quote}” (characters {one.span.start} to {one.span.end}) by {one.coder}"
