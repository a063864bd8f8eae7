"""The columns of the table of stories (data/lexicon/columns.csv)."""

from __future__ import annotations

from components.tables.columns import columns_of

STORIES = columns_of("stories")
