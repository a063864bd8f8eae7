"""The columns of the table of stories (data/lexicon/columns.csv)."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import Column, columns_of

STORIES = columns_of("stories")

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "stories.csv": ("a row per event that two or more articles tell", STORIES)
}
"""For each file: what a row is, and its columns."""
