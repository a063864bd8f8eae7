"""The notebooks of data/examples run, and stand there as they ran.

``python -m tests.data.test_examples`` runs them and writes them anew.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from components.core import settings

NOTEBOOKS = sorted((settings.DATA / "examples").glob("*.ipynb"))
MOST_CHARACTERS = 20_000
"""Of one form of an output that is kept; a map has two million."""
SECONDS = 300


def executed(path: Path) -> nbformat.NotebookNode:
    """The notebook as it runs in its own folder, without what is too long to keep."""
    book = nbformat.read(path, as_version=4)
    NotebookClient(
        book,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.parent)}},
    ).execute()
    for output in outputs(book):
        data = output.get("data", {})
        for form in [form for form, held in data.items() if len(str(held)) > MOST_CHARACTERS]:
            del data[form]
    return book


def outputs(book: nbformat.NotebookNode) -> list[Any]:
    return [output for cell in book.cells for output in cell.get("outputs", ())]


@pytest.mark.workers
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_it_runs_and_stands_there_as_it_ran(path: Path) -> None:
    held = outputs(nbformat.read(path, as_version=4))
    assert held
    assert outputs(executed(path)) == held
    assert path.stat().st_size < 100_000


def test_there_is_one() -> None:
    assert NOTEBOOKS


def main() -> None:
    for path in NOTEBOOKS:
        book = executed(path)
        book.metadata.pop("language_info", None)
        nbformat.write(book, path)


if __name__ == "__main__":
    main()
