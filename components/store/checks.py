"""Random checks of what was chosen of a store, kept from day to day: a file for each sign of a
store, for of other documents, or the same read otherwise, a check says nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from components.core.drafts import draft_of, folder_at
from components.core.errors import InputError

FOLDER: Final = "corpus-checks"
"""Of DATELINE_HOME, and of a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Of one person, of what they had chosen of a corpus. Another choice, or a corpus that has
    grown, is not what was checked."""

    name: str
    seed: str
    sign: str
    chosen: str
    """As in the page's address."""
    events: int
    drawn: tuple[tuple[str, str], ...]
    """doc_id and event_id of each."""
    answers: tuple[tuple[bool, str], ...] = ()
    """Right or not, and the comment, in the same order."""
    day: date

    @property
    def is_done(self) -> bool:
        return len(self.answers) == len(self.drawn)


CHECKS: Final = TypeAdapter(tuple[Check, ...])


def read_checks(home: Path, sign: str) -> tuple[Check, ...]:
    """Those of the store of that sign, in the order in which they were begun. Raises InputError for
    a file that holds none."""
    path = _file(home, sign)
    if not path.exists():
        return ()
    try:
        return CHECKS.validate_json(path.read_bytes())
    except ValidationError as error:
        raise InputError(
            "This file of random checks was changed and cannot be read.",
            where=str(path),
            way_out="Put it back from a copy, or remove it; then its checks are gone.",
        ) from error


def write_checks(home: Path, sign: str, checks: tuple[Check, ...]) -> None:
    """Raises WriteError."""
    path = _file(home, sign)
    with draft_of(folder_at(path.parent) / path.name) as draft:
        draft.write_bytes(CHECKS.dump_json(checks))


def with_check(held: tuple[Check, ...], check: Check) -> tuple[Check, ...]:
    """In the place of the same one with other answers, else as the last."""
    others = (
        one for one in held if replace(one, answers=(), day=check.day) != replace(check, answers=())
    )
    return (*others, check)


def _file(home: Path, sign: str) -> Path:
    return home / FOLDER / f"{sign}.json"
