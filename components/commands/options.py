"""What several commands take: values of options, and whom to tell of what went wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable

Warn = Callable[[str], object]
"""Is told, in a line each, of what failed while the rest goes on."""


def positive(text: str) -> int:
    """A whole number from 1 up; raises argparse's own error."""
    if not text.isascii() or not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 up")
    return int(text)


RULES, LEARNED = "rules", "learned"


def add_reader(verb: argparse.ArgumentParser) -> None:
    """Who reads: the rules with what was learned, or the rules alone."""
    verb.add_argument(
        "--reader",
        choices=(LEARNED, RULES),
        default=LEARNED,
        help="rules: leave out what was learned from annotated articles",
    )


def is_by_rules(options: argparse.Namespace) -> bool:
    return str(options.reader) == RULES
