"""What several commands take: values of options, columns of tables; and whom to tell of what went
wrong."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import get_args

from components.sources.fields import FIELDS, Columns, DayOrder, columns_said

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


def add_columns(verb: argparse.ArgumentParser) -> None:
    verb.add_argument(
        "--columns",
        metavar="FIELD=COLUMN,...",
        action="append",
        default=[],
        help=(
            "what the columns of a table hold, where their names do not say it; FIELD is "
            f"{', '.join(FIELDS)}"
        ),
    )
    verb.add_argument(
        "--days",
        choices=get_args(DayOrder)[1:],
        default="",
        help="how days like 12/09/2022 are written in tables",
    )


def given_columns(options: argparse.Namespace) -> Columns:
    """What a person said of the columns; raises BadTable."""
    return columns_said(options.columns, day_order=options.days)
