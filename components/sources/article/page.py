"""The text and facts of a file or page, before they become an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HEAD_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """``evidence`` names the part that states ``published``; ``hint`` is a fact that may help to
    find the day, such as when the file was saved."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    evidence: str = ""
    hint: str = ""


def title_in(text: str, title: str) -> str:
    """A file's title, only if it is in the beginning of the text; some say "Document1"."""
    words = " ".join(title.split())
    return (
        words if words and words.lower() in " ".join(text[:HEAD_CHARACTERS].split()).lower() else ""
    )
