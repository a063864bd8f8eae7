"""Columns of the tables of control (data/lexicon/columns.csv)."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import Column, columns_of

STATES = columns_of("states")
CONTROL = columns_of("control")
STRIP = columns_of("strip")
JUDGEMENTS = columns_of("judgements")
AREAS = columns_of("areas")

TABLES: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "control.csv": ("a row per place and stretch of days: who is said to hold it", CONTROL),
    "areas.csv": ("a row per region, day, reference of control and side", AREAS),
}
"""For each file: what a row is, and its columns; checks.csv is written too."""
