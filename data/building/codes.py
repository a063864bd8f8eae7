"""GeoNames' codes of first-level units, which the rows of its dumps carry, with the numbers of the
units."""

from __future__ import annotations

import csv
from pathlib import Path

from . import sources


def write(path: Path) -> None:
    """``code`` is "UA.07", ``key`` a GeoNames number."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("code", "key"))
        table.writerows(
            sorted((unit.code, unit.number) for unit in sources.units() if unit.is_admin1)
        )
