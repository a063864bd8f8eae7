"""The labels of data/training: which may be learned from, and which are kept apart."""

from __future__ import annotations

import csv
import json

from components.core import settings

TRAINING = settings.DATA / "training"


def ids_of(name: str) -> list[tuple[str, str]]:
    lines = (TRAINING / name).read_text(encoding="utf-8").splitlines()
    return [(one["set"], one["id"]) for one in map(json.loads, lines)]


def test_no_article_is_learned_from_that_is_kept_apart() -> None:
    with (TRAINING / "blind.csv").open(encoding="utf-8", newline="") as lines:
        apart = {(row["set"], row["id"]) for row in csv.DictReader(lines)}
    learned = ids_of("annotated.jsonl")
    assert set(ids_of("blind.jsonl")) == apart
    assert len(learned) == len(set(learned))
    further = {one for number in (2, 3) for one in ids_of(f"blind_{number}.jsonl")}
    assert not (apart | further) & set(learned)
