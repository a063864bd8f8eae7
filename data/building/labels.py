"""Annotated articles: texts of a folder with the labels beside them or in data/training."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from components.core import settings

LABELS, APART = (
    settings.DATA / "training" / "annotated.jsonl",
    settings.DATA / "training" / "blind.csv",
)
WHOLE = "annotated.jsonl"
"""In the folder of texts: articles with their labels."""

TEXTS = ("raw", "wikievents", "wikinews")
"""In the folder of texts: articles whose labels stand in data/training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """``events`` as GUIDE.md has them: trigger (start, end), kind, status, told_as, said_by."""

    id: str
    text: str
    title: str
    publisher: str
    published: date | None
    events: Sequence[Mapping[str, Any]]
    is_late: bool
    """Whether its labels stand in data/training: the articles that were annotated last."""

    @property
    def key(self) -> int:
        """By which articles are dealt into folds: the same text always into the same."""
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16)


def read(folder: Path) -> tuple[list[Labelled], list[str]]:
    """The articles, and the ids of those that are labelled but whose text is not in the folder."""
    held = {
        one["text"]: _labelled(one, one["events"], is_late=False) for one in _lines(folder / WHOLE)
    }
    texts = dict(_texts(folder))
    missing = []
    for one in _lines(LABELS):
        if one["sha256"] in texts:
            found = texts[one["sha256"]]
            held.setdefault(found["text"], _labelled(found, one["events"], is_late=True))
        else:
            missing.append(one["id"])
    return list(held.values()), missing


def _texts(folder: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Texts by their sha256, but for those that are kept apart to measure with."""
    with APART.open(encoding="utf-8", newline="") as lines:
        apart = {(row["set"], row["id"]) for row in csv.DictReader(lines)}
    for name in TEXTS:
        for one in _lines(folder / f"{name}.jsonl"):
            if (name, one["id"]) not in apart:
                yield hashlib.sha256(one["text"].encode()).hexdigest(), one


def _lines(path: Path) -> Iterator[Mapping[str, Any]]:
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def _labelled(
    one: Mapping[str, Any], events: Sequence[Mapping[str, Any]], *, is_late: bool
) -> Labelled:
    day = str(one.get("published") or "")[:10]
    return Labelled(
        id=one["id"],
        text=one["text"],
        title=one.get("title") or "",
        publisher=one.get("publisher") or "",
        published=date.fromisoformat(day) if len(day) == 10 else None,
        events=events,
        is_late=is_late,
    )
