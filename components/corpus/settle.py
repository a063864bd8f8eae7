"""What can be said of the documents of a store only once all are there: which have one id, and which are copies of one text.

Whatever the order in which documents came, and however often a run was ended, the answer is the same.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from components.corpus.copies import find_copies
from components.corpus.ids import keep_one_of_each


def settle(store: Path, *, run: str, tell: Callable[[int, int], object] = lambda done, of: None) -> None:
    """Gives each id to one document and each document its origin; ``tell`` hears how many months are done, of how many.

    Raises OSError, and what ``write_documents`` raises.
    """
    keep_one_of_each(store, run=run)
    find_copies(store, tell=tell)
