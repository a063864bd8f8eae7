"""Writes the golden files anew: ``python -m tests.golden``. Read the diff line by line before
committing it."""

from __future__ import annotations

from components.reading.analysis import analyse
from components.reading.knowledge import load_knowledge
from components.sources.opening import open_file
from components.sources.records import article_of
from tests.golden.tables import DIGESTS, FOLDER, golden_text

if __name__ == "__main__":
    knowledge = load_knowledge()
    for path in DIGESTS:
        (FOLDER / f"{path.stem}.txt").write_text(
            golden_text(analyse(article_of(open_file(path)), knowledge)), encoding="utf-8"
        )
