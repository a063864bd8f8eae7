"""An article, or several: a small corpus, held in memory and asked as a store is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components.store.conditions import where
from components.store.database import Store, index_of
from components.view.selection import FIRST, View


@dataclass(frozen=True, kw_only=True)
class SmallCorpus:
    """Rows of events, as events.csv has them, and what they are chosen by."""

    events: pd.DataFrame

    @cached_property
    def index(self) -> Store:
        """Made once, when it is first asked."""
        return index_of(self.events)

    def rows(self, view: View) -> pd.DataFrame:
        """The rows that the view shows, in their order. What is searched for is marked and hides
        nothing."""
        chosen = replace(view.selection(), find="")
        if chosen == FIRST:
            return self.events
        condition, parameters = where(self.index, chosen)
        shown = self.index.records(
            f"SELECT doc_id, event_id FROM events WHERE {condition}", parameters
        )
        keys = {(row["doc_id"], row["event_id"]) for row in shown}
        own = zip(self.events["doc_id"], self.events["event_id"], strict=True)
        return self.events.loc[[key in keys for key in own]]

    def count(self, view: View = FIRST) -> int:
        """How many events the view shows."""
        return int(self.rows(view)["event_id"].nunique())
