"""Shares of a region by a reference, with both denominators: of the region, and of the part that
others held before."""

from __future__ import annotations

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from components.control.judging import MAX_AGE_DAYS, NOBODY, SHARE_TOLERANCE
from components.control.measuring import Context, Means, Measured, near
from components.control.references.records import Reference
from components.control.references.regions import Region, held_in, inside
from components.core.geodesy import area_km2
from components.lexicon.extents import share_of

MOST_BASELINES = 60
"""Earlier days, taken at even distances, among which the one is sought on which others held
most."""
LEAST_BASELINE = 0.005
"""Of a region: less was not held before in any sense of the words."""
Part = tuple[float, str]
"""A share, and of what."""


def share_by(context: Context, reference: Reference, means: Means) -> Measured | None:
    """Of the region, and of the part that others held before where the reference has such a day."""
    check = context.check
    region, side, day = means.region(str(check["to_place_id"])), _holder(context), context.last_day
    shown = (
        near(reference, day, before=MAX_AGE_DAYS, after=MAX_AGE_DAYS)
        if region and side and day
        else ""
    )
    if region is None or not shown:
        return None
    held = held_in(reference, region, [shown])
    size = float(held.loc[held["side"] == side, "area_km2"].sum())
    shares = [(size / region.area_km2, f"of {region.name}")]
    if (part := _part_before(reference, region, side, shown)) is not None:
        shares.append(part)
    how = (
        f"{side} {_told(shares)}: {size:,.0f} of {region.area_km2:,.0f} km² on {shown} by "
        f"{reference.name}"
    )
    return Measured(
        value=100 * shares[0][0] if check["unit"] == "%" else size,
        value_km=size,
        how=how,
        verdict=_verdict(shares, share_of(str(check["claim"]), means.control.extents)),
    )


def _told(shares: list[Part]) -> str:
    return ", ".join(f"{share * 100:.0f} % {words}" for share, words in shares)


def _verdict(shares: list[Part], stated: tuple[float, float]) -> str:
    low, high = stated
    fits = [low - SHARE_TOLERANCE <= share <= high + SHARE_TOLERANCE for share, _ in shares]
    if all(fits):
        return "agrees"
    if any(fits):
        return f"depends on the baseline: {_told(shares)}"
    return (
        f"off by {100 * min(max(low - share, share - high) for share, _ in shares):.0f} points "
        "of a hundred"
    )


def _holder(context: Context) -> str:
    own = [
        one
        for one in context.claims
        if one["event_id"] == context.check["event_id"]
        and one["place_id"] == context.check["to_place_id"]
    ]
    return str(own[0]["holder"]) if own and own[0]["holder"] else context.side


def _part_before(reference: Reference, region: Region, side: str, shown: str) -> Part | None:
    """The share that a side took of what others held on the earlier day on which they held most."""
    earlier = [day for day in reference.days if day < shown]
    days = earlier[:: max(1, len(earlier) // MOST_BASELINES)]
    held = (
        held_in(reference, region, days)
        if days
        else pd.DataFrame(columns=["day", "side", "area_km2"])
    )
    others = held[~held["side"].isin(NOBODY | {side})].groupby("day")["area_km2"].sum()
    if others.empty or others.max() < LEAST_BASELINE * region.area_km2:
        return None
    before, most = str(others.idxmax()), float(others.max())
    left = _still_held(reference, region, side, (before, shown)) / most
    return 1 - left, f"of the {most:,.0f} km² that others held on {before}"


def _still_held(reference: Reference, region: Region, side: str, days: tuple[str, str]) -> float:
    """km² that others held on the first day and that the side does not hold on the second."""
    before, own = (
        inside(_layer(reference, days[0], side, own=False), region),
        _layer(reference, days[1], side, own=True),
    )
    if side == reference.outside:
        return area_km2(shapely.intersection(before, _layer(reference, days[1], side, own=False)))
    return area_km2(shapely.difference(before, own))


def _layer(reference: Reference, day: str, side: str, *, own: bool) -> BaseGeometry:
    """The ground of a side, or of all others that have a name, on a day."""
    rows = reference.areas[(reference.areas["day"] == day) & ~reference.areas["side"].isin(NOBODY)]
    return shapely.union_all(rows.loc[(rows["side"] == side) == own, "geometry"].to_list())
