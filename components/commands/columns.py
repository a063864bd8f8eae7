"""``python -m components columns``: the data dictionary, file by file."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator

from components.commands.options import Warn
from components.tables.columns import TABLES, Column

WIDTH = 100
TYPES = {"string": "text", "Int64": "whole number", "Float64": "number"}
HEAD = (
    "UTF-8, comma, LF; days as YYYY-MM-DD; an empty cell is unknown or does not apply. Where a "
    'cell may hold several values, they are joined by " | " and keep their order. Text that a '
    'spreadsheet would run as a formula or take for another number ("04") has an apostrophe before '
    "it. The same columns but the stamp are the keys of the rows that "
    '".venv/bin/python -m components events" writes, with null for an empty cell. Files ending in '
    ".csv that are named as values lie in data/lexicon."
)


def add_options(verb: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(options: argparse.Namespace, warn: Warn) -> int:
    print(dictionary())
    return 0


def dictionary() -> str:
    return "\n".join([_wrapped(HEAD, 0), *(line for name in TABLES for line in _table(name))])


def _table(name: str) -> Iterator[str]:
    row, columns = TABLES[name]
    yield from ("", _wrapped(f"{name}: {row}", 0), "")
    for column in columns:
        yield from (f"  {column.name}", _wrapped(column.meaning, 6), _wrapped(described(column), 6))


def _wrapped(words: str, indent: int) -> str:
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=" " * indent,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def described(column: Column) -> str:
    """ "text, several; one of done, planned; example: done"."""
    parts = [
        TYPES[column.dtype] + (", several" if column.several else ""),
        f"unit: {column.unit}" if column.unit else "",
        f"one of {', '.join(column.values)}" if column.values else "",
        f"values of {column.source}" if column.source else "",
        f"example: {column.example}",
    ]
    return "; ".join(part for part in parts if part)
