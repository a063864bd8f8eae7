"""What was read from a file or a page before it becomes an Article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

HEAD_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Text and facts; ``evidence`` names the part that states ``published``.

    ``hint`` may tell the day without stating it: a file's date is that of saving."""

    text: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    published: date | None = None
    evidence: str = ""
    hint: str = ""


def title_in(text: str, title: str) -> str:
    """A file's title where its text begins with it; programs write "Document1", too."""
    words = " ".join(title.split())
    return (
        words if words and words.lower() in " ".join(text[:HEAD_CHARACTERS].split()).lower() else ""
    )
