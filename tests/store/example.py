"""The whole way with many articles: the bundled digests and COUNT generated documents, read into a
store and linked.

``python -m tests.store.example COUNT --out FOLDER [--jobs
N]`` writes ``FOLDER/generated.jsonl`` and ``FOLDER/store``, and says how much of what the generated
documents tell was found.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from components.__main__ import main as command
from components.core.settings import ARTICLES
from tests.generated import generated, write
from tests.store.recall import Recall, recall


def example(count: int, folder: Path, *, jobs: int) -> Recall:
    """Runs it and prints what the command prints; raises SystemExit where the command fails."""
    folder.mkdir(parents=True, exist_ok=True)
    lines, store = folder / "generated.jsonl", folder / "store"
    write(count, seed=0, out=lines)
    if code := command(
        ["corpus", str(ARTICLES), str(lines), "--out", str(store), "--jobs", str(jobs), "--resume"]
    ):
        raise SystemExit(code)
    found = recall(store, {one.doc_id: one for one in generated(count)})
    print(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.store.example", description=__doc__.split("\n")[0]
    )
    parser.add_argument("count", metavar="COUNT", type=int)
    parser.add_argument("--out", metavar="FOLDER", type=Path, required=True)
    parser.add_argument("--jobs", metavar="N", type=int, default=2)
    options = parser.parse_args()
    example(options.count, options.out, jobs=options.jobs)
    print(f"Open it: .venv/bin/streamlit run dashboard.py -- --corpus {options.out / 'store'}")


if __name__ == "__main__":
    main()
