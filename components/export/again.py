"""Signs of the program and its data, by which the same file can be made again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from components.core import settings

CHARACTERS = 16


@cache
def data_sign() -> str:
    """Sixteen hexadecimal digits that are the same for the same gazetteer, lexicon, areas and model."""
    folders = (settings.GAZETTEER, settings.LEXICON, settings.AREAS, settings.MODEL)
    return sign_of((path for folder in folders for path in folder.rglob("*")), under=settings.DATA)


@cache
def program_sign() -> str:
    """The same for the same code."""
    code = settings.ROOT / "components"
    return sign_of(
        (path for ending in ("*.py", "*.js", "*.css") for path in code.rglob(ending)), under=code
    )


def sign_of(paths: Iterable[Path], *, under: Path) -> str:
    """Of names and contents of files, whatever their order; folders count by what is in them."""
    whole = hashlib.sha256()
    for path in sorted(path for path in paths if path.is_file()):
        whole.update(path.relative_to(under).as_posix().encode() + b"\n")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:CHARACTERS]
