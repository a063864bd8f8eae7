"""Areas gained and lost between two days of a reference."""

from __future__ import annotations

import pandas as pd
import pytest
from shapely.geometry import box

from components.control.references.records import Reference
from components.control.references.regions import Region
from components.core.geodesy import area_km2
from components.panels.control import area_table

WHOLE = box(36.0, 49.0, 38.0, 50.0)
REGION = Region(place_id="geonames:1", name="A region", shape=WHOLE, area_km2=area_km2(WHOLE))
AREAS = pd.DataFrame(
    {
        "day": ["2022-09-08", "2022-09-08", "2022-09-11", "2022-09-11"],
        "side": ["Ukraine", "Russia"] * 2,
        "geometry": [
            box(west, 49.0, east, 50.0)
            for west, east in ((36, 37), (37, 38), (36, 37.5), (37.5, 38))
        ],
    }
)
REFERENCE = Reference(name="A map", licence="CC BY 4.0", areas=AREAS)


@pytest.mark.parametrize("region", [REGION, None])
def test_what_one_side_gains_the_other_loses(region: Region | None) -> None:
    table = area_table(REFERENCE, region, ("2022-09-08", "2022-09-11")).set_index("Side")
    moved = f"{area_km2(box(37.0, 49.0, 37.5, 50.0)):,.0f}"
    assert list(table.loc["Ukraine", ["Gained, km²", "Lost, km²"]]) == [moved, "0"]
    assert list(table.loc["Russia", ["Gained, km²", "Lost, km²"]]) == ["0", moved]
    assert list(table["Share of the region"]) == (["25%", "75%"] if region else ["", ""])
