"""Derived files of data/, checked at the first reading against the sha256 in its manuals.

A row of several files has the sha256 of their contents in order of name. Hand-kept tables are not
listed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from components.core import settings
from components.core.errors import InstallationError

ROW = re.compile(
    r"^\| `(?P<path>[^`]+)` \|(?:[^|\n]+\|)? (?P<bytes>[\d,]+) \| `(?P<sha256>[0-9a-f]{64})` \|",
    re.M,
)
MANUALS = ("README.md", "model/README.md")
WAY_OUT = "Install Dateline again, or build it as data/README.md says."


@cache
def checked(path: Path) -> Path:
    """The path of a file to be read; hashed once a process."""
    if path.is_relative_to(settings.DATA):
        for pattern in listed_sums(settings.DATA):
            if path.relative_to(settings.DATA).match(pattern):
                _check(settings.DATA, pattern)
    return path


@cache
def listed_sums(data: Path) -> Mapping[str, str]:
    """sha256 by path under ``data``, or by pattern of several paths. Raises InstallationError."""
    found: dict[str, str] = {}
    for manual in map(data.joinpath, MANUALS):
        try:
            text = manual.read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise InstallationError(
                f"the list of data files cannot be read ({error})",
                where=str(manual),
                way_out=WAY_OUT,
            ) from error
        for row in ROW.finditer(text):
            found[(manual.parent.relative_to(data) / row["path"]).as_posix()] = row["sha256"]
    return found


@cache
def _check(data: Path, pattern: str) -> None:
    whole = hashlib.sha256()
    try:
        for one in sorted(data.glob(pattern)):
            whole.update(one.read_bytes())
    except OSError as error:
        raise InstallationError(
            f"a data file cannot be read ({error})", where=pattern, way_out=WAY_OUT
        ) from error
    if (found := whole.hexdigest()) != (wanted := listed_sums(data)[pattern]):
        raise InstallationError(
            f"its sha256 is {found}, where {wanted} is listed",
            where=str(data / pattern),
            way_out=WAY_OUT,
        )
