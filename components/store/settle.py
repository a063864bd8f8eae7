"""What can be said of the documents of a store only once all are there: which have one id, which
are copies of one text, and which tell of one event. Read this first.

Whatever the order in which documents came, in however many runs, and however often one was ended,
the answer is the same.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from components.store.copies import find_copies
from components.store.folder import require_run
from components.store.ids import keep_one_of_each
from components.store.merge import merge_units
from components.store.settled import forget, mark_settled, news_of
from components.store.sharing import Share, TellStage, here, unheard
from components.store.stories import count_stories, link_store


def settle(store: Path, *, run: str, share: Share = here, tell: TellStage = unheard) -> int:
    """Gives each id to one document, each document its origin, and makes the stories; gives how
    many there are.

    The cost is that of what came or went since it was last done. Raises RunError where another run
    has begun, and OSError.
    """
    news = news_of(store)
    if news.is_all:
        forget(store)
    keep_one_of_each(store, news, run=run)
    merge_units(store, run=run, share=share, tell=partial(tell, "Merging parts"))
    if news := news_of(store):
        find_copies(store, news, run=run, share=share, tell=partial(tell, "Looking for copies"))
        link_store(store, news, run=run, share=share, tell=tell)
        require_run(store, run)
        mark_settled(store)
    return count_stories(store)
