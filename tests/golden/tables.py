"""The reading of a bundled digest as lines that a person can read in a diff."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from components.core import settings
from components.core.records import Analysis
from components.tables.rows import checks_table, claims_table, events_table, rejected_table

FOLDER = Path(__file__).parent
DIGESTS = sorted(settings.ARTICLES.glob("*.txt"))
SHOWN = {
    "events": (
        "kind",
        "modality",
        "trigger",
        "place_name",
        "place_role",
        "first_day",
        "last_day",
        "time_kind",
        "reported",
        "side1",
        "attributed_to",
        "attribution_scope",
        "stance",
        "hedge",
        "extent",
        "claim_status",
        "acled_sub_event_type",
        "geo_precision",
        "where_prec",
        "quantity",
        "check_verdict",
    ),
    "claims": ("place_name", "holder", "left_by", "from_day", "extent", "status", "source"),
    "checks": ("claim", "kind", "stated", "unit", "measured", "verdict"),
    "rejected": ("text", "what", "reason"),
}


def golden_text(analysis: Analysis) -> str:
    """One line a row, cells that are empty left out."""
    tables = {
        "events": events_table(analysis),
        "claims": claims_table(analysis),
        "checks": checks_table(analysis),
        "rejected": rejected_table(analysis),
    }
    return (
        "\n".join(
            line
            for name, table in tables.items()
            for line in (f"== {name}", *_lines(table, SHOWN[name]))
        )
        + "\n"
    )


def _lines(table: pd.DataFrame, shown: tuple[str, ...]) -> Iterator[str]:
    for _, row in table.iterrows():
        yield " | ".join(f"{name}={row[name]}" for name in shown if not pd.isna(row[name])).replace(
            "\n", " "
        )
