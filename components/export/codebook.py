"""The meaning of each column of some tables, as rows: a sheet of a workbook, or a file beside a
CSV."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from components.tables.columns import Column

TITLES = ("column", "meaning", "type", "unit", "several values", "values", "example")


def codebook(layouts: Mapping[str, Sequence[Column]], *, of: str) -> pd.DataFrame:
    """A row per table and column; the tables' names stand in the first column, which is called
    ``of``."""
    rows = [
        (
            name,
            one.name,
            one.meaning,
            one.dtype,
            one.unit,
            "yes" if one.several else "",
            ", ".join(one.values) or one.source,
            one.example,
        )
        for name, layout in layouts.items()
        for one in layout
    ]
    return pd.DataFrame(rows, columns=[of, *TITLES], dtype="string")
