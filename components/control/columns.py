"""Columns of the tables of control (data/lexicon/columns.csv)."""

from __future__ import annotations

from components.tables.columns import columns_of

STATES = columns_of("states")
CONTROL = columns_of("control")
STRIP = columns_of("strip")
JUDGEMENTS = columns_of("judgements")
AREAS = columns_of("areas")
