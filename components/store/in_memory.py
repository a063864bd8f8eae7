"""An article, or several: a small corpus, held in memory and asked as a store is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from components.store.conditions import where
from components.store.database import Store, index_of
from components.view.selection import FIRST, View

MOST_SELECTIONS = 4
"""Kept of one corpus: a page asks several times in a run for what is shown, and for the same of any
day."""


@dataclass(frozen=True, kw_only=True)
class SmallCorpus:
    """Rows of events, as events.csv has them, and what they are chosen by."""

    events: pd.DataFrame
    _kept: dict[View, pd.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The rows of the last selections, the latest last."""

    @cached_property
    def index(self) -> Store:
        """Made once, when it is first asked."""
        return index_of(self.events)

    def rows(self, view: View) -> pd.DataFrame:
        """The rows that the view shows, in their order; the same table for the same selection, which
        nobody may write to. What is searched for is marked and hides nothing."""
        chosen = replace(view.selection(), find="")
        if chosen == FIRST:
            return self.events
        if (known := self._kept.pop(chosen, None)) is not None:
            self._kept[chosen] = known
            return known
        condition, parameters = where(self.index, chosen)
        shown = self.index.records(
            f"SELECT doc_id, event_id FROM events WHERE {condition}", parameters
        )
        keys = {(row["doc_id"], row["event_id"]) for row in shown}
        own = zip(self.events["doc_id"], self.events["event_id"], strict=True)
        found = self.events.loc[[key in keys for key in own]]
        while len(self._kept) >= MOST_SELECTIONS:
            del self._kept[next(iter(self._kept))]
        self._kept[chosen] = found
        return found

    def count(self, view: View = FIRST) -> int:
        """How many events the view shows."""
        return int(self.rows(view)["event_id"].nunique())
