"""Random checks of a selection of a store, kept between sessions. There is a file per sign of a
store, since a check is only valid for the same documents, read in the same way."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter, ValidationError

from components.core.atomic_files import draft_of, folder_at, locked, writing
from components.core.errors import InputError

FOLDER: Final = "corpus-checks"
"""Under DATELINE_HOME or in a project."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedCheck:
    """A random check by one person of one selection. It is not valid for another selection, nor for
    a corpus that has grown."""

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


CHECKS: Final = TypeAdapter(tuple[SavedCheck, ...])


def read_checks(home: Path, sign: str) -> tuple[SavedCheck, ...]:
    """The checks of the store with this sign, in the order in which they were begun. Raises
    InputError for an invalid file."""
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


def keep_check(home: Path, check: SavedCheck, *, before: SavedCheck | None) -> None:
    """Save a check as ``with_check`` adds it to those on disk. Raises InputError, WriteError."""
    path = _file(home, check.sign)
    with writing(path.parent):
        folder_at(path.parent).chmod(0o700)
    with locked(path.parent):
        checks = with_check(read_checks(home, check.sign), check, before=before)
        with draft_of(path) as draft:
            draft.write_bytes(CHECKS.dump_json(checks))


def with_check(
    checks: tuple[SavedCheck, ...], check: SavedCheck, *, before: SavedCheck | None
) -> tuple[SavedCheck, ...]:
    """The checks with ``check`` in place of ``before``, or added at the end. Raises InputError
    where the same sample was drawn already, or where ``before`` was changed in another window."""
    if before is None:
        if check in (replace(one, answers=(), day=check.day) for one in checks):
            raise InputError(
                "You have drawn these events already, and your answers are kept.",
                way_out="Give another seed to draw others.",
            )
        return (*checks, check)
    if before not in checks:
        raise InputError(
            "Another window has answered meanwhile, and its answers are kept.",
            way_out="Go on from here.",
        )
    return tuple(check if one == before else one for one in checks)


def _file(home: Path, sign: str) -> Path:
    return home / FOLDER / f"{sign}.json"
