"""The columns of the table of stories, in the form of ``components/tables/columns.py``."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import Column, layout_of

STORIES = layout_of("""
story_id | s | | | 5f1c0a93e2d7 | id of the story, made from its members alone
articles | i | articles | | 3 | articles that tell it
publishers | i | publishers | | 2
  | different publishers among them; articles without one count as one
origins | i | origins | | 1
  | groups of articles that share no agency, publisher or named speaker with another, at the most;
  they may share a source that none of them names
differs | s* | | place, day, side, figure, kind, denial | day
  | on what two of them differ; one that says less does not
doc_id | s* | | | 017524153775aaa45d2b | id of each article, in the order of all columns below
event_id | s* | | | 017524153775-1131 | id of the event in each article
publisher | s* | | | Example Times | who published each
agency | s* | | agencies.csv:agency | Reuters
  | agency whose copy the article is; empty where none is named
kind | s* | | event_kinds.csv:kind | withdrawal | kind of event as each article tells it
modality | s* | | @Modality | done | whether it happened, as each tells it
days | s* | ISO 8601 | | ../2022-09-10 | days of each: one, FIRST/LAST, or .. for an open end
place_names | s* | | | Izyum, Balakliya | places of each, in the gazetteer's names
sides | s* | | | Russia | sides of those who did it, as each tells
figures | s* | | | killed at least 12 | figures of each, side by side
""")

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "stories.csv": ("a row per event that two or more articles tell", STORIES)
}
"""File to what a row of it is, and its columns."""
