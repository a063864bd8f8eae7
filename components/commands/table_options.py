"""The options of the commands that read tables of articles."""

from __future__ import annotations

import argparse
from typing import get_args

from components.sources.fields import FIELDS, Columns, DayOrder, columns_said


def add_columns(verb: argparse.ArgumentParser) -> None:
    """The options for tables of articles."""
    verb.add_argument(
        "--columns",
        metavar="FIELD=COLUMN,...",
        action="append",
        default=[],
        help="what the columns of a table hold, where their names do not say it; FIELD is "
        f"{', '.join(FIELDS)}",
    )
    verb.add_argument(
        "--days",
        choices=get_args(DayOrder)[1:],
        default="",
        help="how days like 12/09/2022 are written in tables",
    )


def given_columns(options: argparse.Namespace) -> Columns:
    """The columns of the options; raises BadTable."""
    return columns_said(options.columns, day_order=options.days)
