"""One or several articles as a small corpus in memory, with the queries of a store."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from components.store.conditions import where
from components.store.database import Store, index_of
from components.view.selection import FIRST, View

MOST_SELECTIONS = 4
"""Cached per corpus: in one run a page asks several times for the selection, and for the same on
any day."""


@dataclass(frozen=True, kw_only=True)
class SmallCorpus:
    """Rows of events, as in events.csv, and the index that selects them."""

    events: pd.DataFrame
    _kept: dict[View, pd.DataFrame] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """The rows of the last selections, the latest last."""

    @cached_property
    def index(self) -> Store:
        """Made at the first use."""
        return index_of(self.events)

    def rows(self, view: View) -> pd.DataFrame:
        """The rows of the selection, in their order; the same table for the same selection, which
        must not be changed. A search marks rows and hides none."""
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
        """The number of events in the selection."""
        return int(self.rows(view)["event_id"].nunique())
