"""The hand-kept tables of data/areas: each row states a country or a line, and why."""

from __future__ import annotations

import csv

import pytest

from components.core import settings

TABLES = {
    "territories.csv": ("territory", "country", "why"),
    "cuts.csv": ("name", "feature", "country", "latitude", "longitude", "line", "why"),
    "disputed.csv": ("name", "a", "b", "why"),
    "regions.csv": ("place", "members", "why"),
    "rivers.csv": ("place", "latitude", "longitude"),
}


@pytest.mark.parametrize(("name", "columns"), list(TABLES.items()))
def test_every_row_is_filled(name: str, columns: tuple[str, ...]) -> None:
    with (settings.AREAS / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows
    for row in rows:
        assert tuple(row) == columns
        assert all(row.values()), row
