"""Compares claims with references: agrees, ahead of the reference by n days, contradicted, or not
covered.

The reference's latest day up to the claim's counts, within MAX_AGE_DAYS. Where it differs, a later
day within MAX_AHEAD_DAYS that agrees makes the claim ahead. Contested ground covers nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
import shapely

from components.control.columns import JUDGEMENTS
from components.control.references.records import CONTESTED, UNKNOWN, Reference
from components.control.references.regions import Region, held_in
from components.control.statements import ControlWords, Row, plain
from components.lexicon.measures import share_of
from components.tables.rows import frame

MAX_AGE_DAYS = 31
MAX_AHEAD_DAYS = 30
"""A reference that changes later than that does not confirm the claim."""
SHARE_TOLERANCE = 0.02
"""Of a region: outlines and references differ by as much."""
MIN_COVERED = 0.5
"""A reference that shows less of a region says nothing about all of it."""
NOBODY = frozenset({CONTESTED, UNKNOWN, ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceVerdict:
    """What a reference shows of a place on a day, and whether it ``fits``; None: not covered."""

    day: str
    fits: bool | None
    words: str


def sides_of_places(reference: Reference, places: pd.DataFrame) -> pd.DataFrame:
    """place_id, day, side of each place (place_id, latitude, longitude), by areas and lists of
    towns; in no area the side outside of them, or no row."""
    known = places.dropna(subset=["latitude", "longitude"]).drop_duplicates("place_id")
    at = known["longitude"].to_numpy(float), known["latitude"].to_numpy(float)
    ids = known["place_id"].to_numpy(object)
    parts = [reference.points[reference.points["place_id"].isin(set(known["place_id"]))]]
    for day, layers in reference.areas.groupby("day"):
        sides = np.full(len(ids), reference.outside, dtype=object)
        for side, geometry in zip(layers["side"], layers["geometry"], strict=True):
            shapely.prepare(geometry)
            sides[shapely.contains_xy(geometry, *at)] = side
        rows = pd.DataFrame({"place_id": ids, "day": day, "side": sides})
        parts.append(rows[rows["side"] != ""])
    return pd.concat(parts, ignore_index=True)


def judge_claims(
    claims: pd.DataFrame,
    references: Iterable[Reference],
    words: ControlWords,
    *,
    regions: Sequence[Region] = (),
) -> pd.DataFrame:
    """JUDGEMENTS: a row per claim and reference; ``claims`` has the columns CLAIMS.

    A claim on one of ``regions`` is judged by the reference's share, any other at its point."""
    rows, outlines = plain(claims), {region.place_id: region for region in regions}
    found = [
        row for reference in references for row in _by_reference(rows, reference, words, outlines)
    ]
    return frame(found, JUDGEMENTS)


def _by_reference(
    claims: Sequence[Row], reference: Reference, words: ControlWords, outlines: Mapping[str, Region]
) -> Iterator[dict[str, object]]:
    points = [claim for claim in claims if claim["place_id"] not in outlines]
    named = pd.DataFrame(
        [{name: claim[name] for name in ("place_id", "latitude", "longitude")} for claim in points],
        columns=["place_id", "latitude", "longitude"],
    ).replace("", None)
    shown = sides_of_places(reference, named)
    series = {
        str(place): list(zip(rows["day"], rows["side"], strict=True))
        for place, rows in shown.groupby("place_id")
    }
    held = {
        place_id: held_in(reference, region)
        for place_id, region in outlines.items()
        if any(claim["place_id"] == place_id for claim in claims)
    }
    for claim in claims:
        place_id = str(claim["place_id"])
        shown_then = (
            _of_region(claim, held[place_id], words)
            if place_id in held
            else _of_point(claim, series.get(place_id, []))
        )
        verdict, ahead, detail = _verdict(
            sorted(shown_then, key=lambda one: one.day), str(claim["from_day"])
        )
        yield {
            "claim_id": claim["claim_id"],
            "reference": reference.name,
            "verdict": verdict,
            "days_ahead": ahead,
            "detail": detail,
        }


def _of_point(claim: Row, series: Iterable[tuple[str, str]]) -> Iterator[ReferenceVerdict]:
    for day, side in series:
        fits = side == claim["holder"] if claim["holder"] else side != claim["left_by"]
        yield ReferenceVerdict(
            day=day, fits=None if side in NOBODY else fits, words=f"{side} on {day}"
        )


def _of_region(claim: Row, held: pd.DataFrame, words: ControlWords) -> Iterator[ReferenceVerdict]:
    least = share_of(str(claim["extent"]), words.extents)[0]
    side = str(claim["holder"] or claim["left_by"])
    for day, rows in held.groupby("day"):
        share = float(rows.loc[rows["side"] == side, "share"].sum())
        fits = (
            share >= least - SHARE_TOLERANCE
            if claim["holder"]
            else share <= 1 - least + SHARE_TOLERANCE
        )
        covered = rows.loc[~rows["side"].isin(NOBODY), "share"].sum() >= MIN_COVERED
        yield ReferenceVerdict(
            day=str(day), fits=fits if covered else None, words=f"{side} {share:.0%} of it on {day}"
        )


def _verdict(shown: Sequence[ReferenceVerdict], day: str) -> tuple[str, int | None, str]:
    """(verdict, days ahead, what the reference shows)."""
    if not day:
        return "not covered", None, "the claim has no day"
    before = next(
        (one for one in reversed(shown) if 0 <= _days(one.day, day) <= MAX_AGE_DAYS), None
    )
    after = [one for one in shown if 0 < _days(day, one.day) <= MAX_AHEAD_DAYS]
    now = before or next(iter(after), None)
    if now is None:
        return "not covered", None, f"the reference shows nothing of it near {day}"
    if now.fits:
        return "agrees", None, now.words
    later = next((one for one in after if one.fits), None)
    if before is not None and later is not None:
        ahead = _days(day, later.day)
        return (
            f"ahead of the reference by {ahead} day{'s' if ahead > 1 else ''}",
            ahead,
            f"{now.words}, {later.words}",
        )
    return ("not covered" if now.fits is None else "contradicted"), None, now.words


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days
