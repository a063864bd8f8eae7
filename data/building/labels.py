"""Annotated articles: those of a folder, and those whose labels stand in data/training."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from components.core import settings
from components.evaluation.annotated import Marked, read_annotated

LABELS = settings.DATA / "training" / "annotated.jsonl"
FOLDS = 5


def read(folder: Path, warn: Callable[[str], object]) -> list[Marked]:
    """Each text once. ``folder`` has the texts; in its file of the same name they have labels.
    ``warn`` is told of each article whose text is not there."""
    with_text = read_annotated(folder / LABELS.name, texts=None, warn=warn)
    apart = read_annotated(LABELS, texts=folder, warn=warn)
    return list({one.article.text: one for one in (*apart, *with_text)}.values())


def fold_of(one: Marked) -> int:
    """The same text always falls into the same fold."""
    return int(hashlib.sha256(one.article.text.encode()).hexdigest(), 16) % FOLDS
