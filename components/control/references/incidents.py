"""GeoJSON of geolocated incidents, and incidents matched to claims by km and days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
from shapely.geometry import Point

from components.control.references.geojson import (
    FeatureFile,
    day_stated,
    licence_of,
    name_of,
    read_shapes,
)
from components.control.references.records import (
    INCIDENT_COLUMNS,
    NOT_STATED,
    Incidents,
    LoadedReferences,
    ReferenceOptions,
    ReferenceProblems,
)
from components.core.errors import BadReference
from components.core.geodesy import distances_km

WHAT_NAMES = ("what", "title", "name", "type", "description", "text")
ID_NAMES = ("id", "incident_id", "event_id")
MAX_KM, MAX_DAYS = 10.0, 3
"""How far an incident may lie from a claimed place, and from the days of the claim."""


def read_incidents(file: FeatureFile, choices: ReferenceOptions) -> LoadedReferences:
    """The points of a file, each with a day. Raises BadReference where none can be read."""
    problems = ReferenceProblems(where=file.where)
    return incidents_of(
        list(_rows(file, choices, problems)),
        problems,
        name=name_of(file, choices),
        licence=licence_of(file, choices),
        empty=BadReference(
            "It holds neither areas nor points.",
            where=file.where,
            way_out="Give polygons, or points with a day.",
        ),
    )


def incidents_of(
    rows: Sequence[Mapping[str, object]],
    problems: ReferenceProblems,
    *,
    name: str,
    licence: str,
    empty: BadReference,
) -> LoadedReferences:
    """Rows with INCIDENT_COLUMNS, and problems; without rows raises the first, or ``empty``."""
    errors = problems.errors()
    if not rows:
        raise errors[0] if errors else empty
    table = pd.DataFrame(rows, columns=list(INCIDENT_COLUMNS))
    incidents = Incidents(
        name=name, licence=licence or NOT_STATED, table=table, files=(problems.where,)
    )
    return LoadedReferences(incidents=(incidents,), problems=errors)


def _rows(
    file: FeatureFile, choices: ReferenceOptions, problems: ReferenceProblems
) -> Iterator[Mapping[str, object]]:
    for one in read_shapes(enumerate(file.features, start=1), problems):
        if not isinstance(one.shape, Point):
            problems.add("It is no point.", "Give points and areas in two files.", one.number)
        elif day := day_stated(one, file, choices=choices, problems=problems):
            own_id = str(file.features[one.number - 1].get("id", one.number))
            yield {
                "incident_id": first_stated(one.properties, ID_NAMES) or own_id,
                "day_from": day.isoformat(),
                "day_to": day.isoformat(),
                "latitude": one.shape.y,
                "longitude": one.shape.x,
                "what": first_stated(one.properties, WHAT_NAMES),
                "actor": first_stated(one.properties, ("actor", "side")),
            }


def first_stated(row: Mapping[Any, object], names: Sequence[str]) -> str:
    """The first of several columns or properties that says anything."""
    return next((str(row[name]) for name in names if row.get(name)), "")


def near_claims(
    claims: pd.DataFrame, incidents: Incidents, *, max_km: float = MAX_KM, max_days: int = MAX_DAYS
) -> pd.DataFrame:
    """A row per claim and incident within reach: claim_id, incident columns, distance_km,
    days_apart.

    ``claims`` has claim_id, latitude, longitude, from_day; ``days_apart`` is negative before the
    day."""
    table = incidents.table
    first, last = (
        np.array([date.fromisoformat(day).toordinal() for day in table[name]], dtype=np.int64)
        for name in ("day_from", "day_to")
    )
    longitudes, latitudes = (table[name].to_numpy(float) for name in ("longitude", "latitude"))
    found = []
    for claim in claims.dropna(subset=["latitude", "longitude", "from_day"]).to_dict("records"):
        day = date.fromisoformat(str(claim["from_day"])).toordinal()
        apart = np.where(last < day, last - day, np.where(first > day, first - day, 0))
        in_time = np.flatnonzero(np.abs(apart) <= max_days)
        latitude, longitude = (float(str(claim[name])) for name in ("latitude", "longitude"))
        km = distances_km(
            latitude, longitude, latitudes=latitudes[in_time], longitudes=longitudes[in_time]
        )
        near = in_time[km <= max_km]
        for row, length, days in zip(
            table.iloc[near].to_dict("records"), km[km <= max_km], apart[near], strict=True
        ):
            own = {"claim_id": claim["claim_id"], **row}
            found.append({**own, "distance_km": length, "days_apart": int(days)})
    return pd.DataFrame(found, columns=["claim_id", *INCIDENT_COLUMNS, "distance_km", "days_apart"])
