"""Writes the golden files anew: ``python -m tests.golden``. Read the diff line by line before committing it."""

from __future__ import annotations

from components.knowledge import load_knowledge
from tests.golden.tables import DIGESTS, FOLDER, golden_text

if __name__ == "__main__":
    knowledge = load_knowledge()
    for path in DIGESTS:
        (FOLDER / f"{path.stem}.txt").write_text(golden_text(path, knowledge), encoding="utf-8")
