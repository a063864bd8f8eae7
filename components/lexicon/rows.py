"""Rows of the data files, and the cells of several words."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path

from components.core.data_files import checked
from components.core.errors import InstallationError

Row = Mapping[str, str]


def rows(path: Path) -> Iterator[Row]:
    """The rows of a data file. Raises InstallationError naming the file where it is missing."""
    try:
        with checked(path).open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines)
    except FileNotFoundError as error:
        raise InstallationError(
            "a data file is missing", where=str(path.name), way_out="Install Dateline again."
        ) from error


def check(named: Iterable[str], known: Container[str], sort: str, *, where: str) -> None:
    """Raises InstallationError where something is named that does not exist."""
    unknown = sorted(name for name in named if name not in known)
    if unknown:
        raise InstallationError(
            f"{', '.join(map(repr, unknown))} is no {sort}",
            where=where,
            way_out="Correct the name, or give it a row.",
        )


def words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in cell.split("|") if word)
