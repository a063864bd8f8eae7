"""Checks by references (share, area, comparison) and by a given line of contact (depth).

What cannot be measured keeps its verdict. Where references disagree, the verdict lists each. A
share has two denominators: the region, and what others held of it before. The first day of a
comparison is read by the patterns of comparison_periods.csv."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from components.control.claims import TAKING
from components.control.judging import MAX_AGE_DAYS, NOBODY, SHARE_TOLERANCE
from components.control.references.records import CONTESTED, UNKNOWN, Reference
from components.control.references.regions import Region, changed, held_in, inside
from components.control.start_line import from_line_km
from components.control.statements import ControlWords, Row, plain
from components.core import settings
from components.core.geodesy import area_km2
from components.lexicon.measures import KM_PER_UNIT, share_of, tolerance_in
from components.lexicon.references import ReferenceWords
from components.lexicon.rows import rows
from components.tables import columns
from components.tables.rows import SEPARATOR, frame


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureInputs:
    """What to measure with. ``region``: the region of a place id, None without an outline."""

    references: Sequence[Reference]
    region: Callable[[str], Region | None]
    line: BaseGeometry | None
    words: ControlWords


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureContext:
    """A check with its event's rows and its article's claims; ``regions`` are ids of regions."""

    check: Row
    events: Sequence[Row]
    claims: Sequence[Row]
    regions: frozenset[str]

    @property
    def side(self) -> str:
        return self._of_event("side1").split(SEPARATOR)[0]

    @property
    def first_day(self) -> str:
        return self._of_event("first_day")

    @property
    def last_day(self) -> str:
        return self._of_event("last_day", "reported", "published")

    def _of_event(self, *names: str) -> str:
        """The first of these cells that is filled; empty without an event."""
        return next((str(row[name]) for row in self.events[:1] for name in names if row[name]), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredValue:
    value: float
    value_km: float
    verdict: str
    how: str
    to_place_id: str = ""


def nearest_day(reference: Reference, day: str, *, before: int, after: int) -> str:
    """The reference's day nearest to ``day`` (ties: the earlier), within limits; else empty."""
    wanted = date.fromisoformat(day)
    apart = {
        one: (date.fromisoformat(one) - wanted).days for one in reference.areas["day"].unique()
    }
    found = [one for one, days in apart.items() if -before <= days <= after]
    return str(min(found, key=lambda one: (abs(apart[one]), one), default=""))


def gained_km2(
    reference: Reference, region: Region | None, side: str, *, days: tuple[str, str]
) -> float:
    """What a side gained between two days of the reference, in a region or anywhere."""
    table = changed(reference, region, days)
    return float(table.loc[table["side"] == side, "gained_km2"].sum())


def verdict_on(context: MeasureContext, inputs: MeasureInputs, value: float) -> str:
    """The verdict on a stated number, in its unit."""
    stated, unit = float(context.check["stated"]), str(context.check["unit"])
    tolerance = tolerance_in(str(context.check["claim"]), inputs.words.tolerances)
    is_allowed = tolerance.allows(stated, value, value)
    return "agrees" if is_allowed else f"off by {abs(value - stated):,.0f} {unit}"


REGION_KINDS = frozenset({"admin1", "admin2", "region", "country"})
NO_PLACE_ROLES = frozenset({"actor", "participant", "modifier"})
MAX_OFF_DAYS = 10
"""A day of a reference that is further off does not count."""


def measured_checks(
    checks: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame, *, inputs: MeasureInputs
) -> pd.DataFrame:
    """The table of checks (CHECKS) with all that ``inputs`` can measure."""
    event_rows, claim_rows = plain(events), plain(claims)
    by_event: dict[str, list[Row]] = {}
    for row in event_rows:
        by_event.setdefault(str(row["event_id"]), []).append(row)
    doc_of = {event_id: rows[0]["doc_id"] for event_id, rows in by_event.items()}
    alone = set(doc_of.values()) if len(set(doc_of.values())) == 1 else set()
    regions = frozenset(
        str(row["place_id"]) for row in event_rows if row["place_kind"] in REGION_KINDS
    )
    found = []
    for check in plain(checks):
        own = by_event.get(str(check["event_id"]), [])
        docs = {own[0]["doc_id"]} if own else alone
        of_article = [one for one in claim_rows if doc_of.get(str(one["event_id"])) in docs]
        context = MeasureContext(check=check, events=own, claims=of_article, regions=regions)
        found.append({**check, **_changes(context, inputs)})
    return frame(
        [{name: cell if cell != "" else None for name, cell in row.items()} for row in found],
        columns.CHECKS,
    )


def _changes(context: MeasureContext, inputs: MeasureInputs) -> Mapping[str, object]:
    kind = str(context.check["kind"])
    if kind == "depth":
        results = [("", found) for found in (_depth(context, inputs),) if found]
    else:
        measure = {"share": share_by, "area": _area, "comparison": _comparison}.get(kind)
        results = [
            (one.name, found)
            for one in (inputs.references if measure else ())
            if measure and len(one.areas) and (found := measure(context, one, inputs))
        ]
    if not results:
        return {}
    first = results[0][1]
    verdicts = {found.verdict.split(":")[0].split(" by ")[0] for _, found in results}
    by_reference = "; ".join(f"{name}: {found.verdict}" for name, found in results)
    is_one = len(verdicts) == 1
    return {
        "measured": round(first.value, 1),
        "measured_km": round(first.value_km, 1),
        "unit": context.check["unit"] or "km2",
        "verdict": first.verdict if is_one else f"depends on the baseline: {by_reference}",
        "how": "; ".join(found.how for _, found in results),
        "to_place_id": first.to_place_id or context.check["to_place_id"],
    }


def _area(
    context: MeasureContext, reference: Reference, inputs: MeasureInputs
) -> MeasuredValue | None:
    """What a side held in the region on the event's day, or gained over its days."""
    regions = [
        region
        for row in context.events
        if row["place_kind"] in REGION_KINDS
        and row["place_role"] not in NO_PLACE_ROLES
        and (region := inputs.region(str(row["place_id"])))
    ]
    stated, day = context.check["stated"], context.last_day
    if not regions or not context.side or not day or stated == "":
        return None
    last, first = nearest_day(reference, day, before=MAX_OFF_DAYS, after=MAX_OFF_DAYS), ""
    gained = context.events[0]["kind"] in TAKING - {"control held"} and context.first_day
    if gained:
        first = nearest_day(reference, context.first_day, before=MAX_OFF_DAYS, after=0)
    if not last or (gained and not first):
        return None
    region, side = regions[0], context.side
    if gained:
        size = gained_km2(reference, region, side, days=(first, last))
    else:
        held = held_in(reference, region, [last])
        size = float(held.loc[held["side"] == side, "area_km2"].sum())
    scale = KM_PER_UNIT[str(context.check["unit"]).removesuffix("2")] ** 2
    when = f"gained from {first} to {last}" if gained else f"held on {last}"
    how = f"{side} {when} in {region.name}: {size:,.0f} km² by {reference.name}"
    return MeasuredValue(
        value=size / scale,
        value_km=size,
        verdict=verdict_on(context, inputs, size / scale),
        how=how,
    )


def _comparison(
    context: MeasureContext, reference: Reference, inputs: MeasureInputs
) -> MeasuredValue | None:
    """The side's gains over the event's days against the other's since the day in the words."""
    if not (context.side and context.first_day and context.last_day):
        return None
    start = date.fromisoformat(context.first_day)
    other = compared_in(str(context.check["claim"]), start, inputs.words.sides)
    if other is None:
        return None
    rival, since = other
    wanted = (since.isoformat(), context.first_day, context.last_day)
    days = [nearest_day(reference, day, before=MAX_OFF_DAYS, after=MAX_OFF_DAYS) for day in wanted]
    if not all(days):
        return None
    own, its = (
        gained_km2(reference, None, side, days=span)
        for side, span in ((context.side, (days[1], days[2])), (rival, (days[0], days[1])))
    )
    verdict = "agrees" if own > its else f"off by {its - own:,.0f} km2"
    how = (
        f"{context.side} gained {own:,.0f} km² from {days[1]} to {days[2]}, {rival} "
        f"{its:,.0f} km² from {days[0]} to {days[1]}, by {reference.name}"
    )
    return MeasuredValue(value=own, value_km=own, verdict=verdict, how=how)


def _depth(context: MeasureContext, inputs: MeasureInputs) -> MeasuredValue | None:
    """From the line to the farthest place that the side is said to have taken or left."""
    stated, line = context.check["stated"], inputs.line
    if line is None or stated == "":
        return None
    side = context.side
    reached = [
        (
            from_line_km(line, float(claim["latitude"]), float(claim["longitude"])),
            str(claim["place_name"]),
            str(claim["place_id"]),
        )
        for claim in context.claims
        if claim["latitude"] != "" and claim["place_id"] not in context.regions
        if not side or claim["holder"] == side or claim["left_by"] not in {"", side}
    ]
    if not reached:
        return None
    far_km, name, place_id = max(reached)
    value = far_km / KM_PER_UNIT[str(context.check["unit"])]
    return MeasuredValue(
        value=value,
        value_km=far_km,
        verdict=verdict_on(context, inputs, value),
        how=(
            f"from the line that was given to {name}, the farthest of the places said to be taken "
            "or left"
        ),
        to_place_id=place_id,
    )


MONTHS = tuple(calendar.month_name)[1:]
WORD = re.compile(r"[\w'’-]+")
MOST_WORDS = 4
"""Of the name of a side."""


def compared_in(claim: str, before: date, words: ReferenceWords) -> tuple[str, date] | None:
    """The side and the first day after "than": "than Russia had taken since April"; None without
    either. A month without a year is the last one before ``before``."""
    _, _, behind = claim.partition(" than ")
    found = WORD.findall(behind)
    # At each word the longest run that names a side counts.
    runs = (
        " ".join(found[start : start + length])
        for start in range(len(found))
        for length in range(min(MOST_WORDS, len(found) - start), 0, -1)
    )
    sides = (words.side_of(run, lambda country: False) for run in runs)
    side = next((side for side in sides if side not in {None, CONTESTED, UNKNOWN}), None)
    since = _since(behind, before)
    return (side, since) if side and since else None


def _since(text: str, before: date) -> date | None:
    for pattern, at in _patterns():
        if (match := pattern.search(text)) is not None:
            month = MONTHS.index(match["month"].capitalize()) + 1
            year = int(match["year"]) if match["year"] else before.year - (month > before.month)
            return date(year, month, calendar.monthrange(year, month)[1] if at == "last" else 1)
    return None


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    months = "|".join(MONTHS)
    return tuple(
        (re.compile(row["pattern"].replace("{month}", months), re.IGNORECASE), row["day"])
        for row in rows(settings.LEXICON / "comparison_periods.csv")
    )


MOST_BASELINES = 60
"""Earlier days, evenly spaced, among which the day is found on which others held most."""
LEAST_BASELINE = 0.005
"""Of a region; where others held less before, there is no second denominator."""
Part = tuple[float, str]
"""A share, and of what."""


def share_by(
    context: MeasureContext, reference: Reference, inputs: MeasureInputs
) -> MeasuredValue | None:
    """Of the region, and of the part that others held before where the reference has such a day."""
    check, day = context.check, context.last_day
    region = inputs.region(str(check["to_place_id"]))
    own = (
        str(one["holder"])
        for one in context.claims
        if one["event_id"] == check["event_id"] and one["place_id"] == check["to_place_id"]
    )
    side = next(own, "") or context.side
    if region is None or not side or not day:
        return None
    shown = nearest_day(reference, day, before=MAX_AGE_DAYS, after=MAX_AGE_DAYS)
    if not shown:
        return None
    held = held_in(reference, region, [shown])
    size = float(held.loc[held["side"] == side, "area_km2"].sum())
    shares = [(size / region.area_km2, f"of {region.name}")]
    if (part := _part_before(reference, region, side, shown)) is not None:
        shares.append(part)
    in_words = ", ".join(f"{share * 100:.0f} % {words}" for share, words in shares)
    low, high = share_of(str(check["claim"]), inputs.words.extents)
    fits = [low - SHARE_TOLERANCE <= share <= high + SHARE_TOLERANCE for share, _ in shares]
    off = 100 * min(max(low - share, share - high) for share, _ in shares)
    verdict = f"depends on the baseline: {in_words}" if any(fits) else ""
    return MeasuredValue(
        value=100 * shares[0][0] if check["unit"] == "%" else size,
        value_km=size,
        how=(
            f"{side} {in_words}: {size:,.0f} of {region.area_km2:,.0f} km² on {shown} by "
            f"{reference.name}"
        ),
        verdict="agrees" if all(fits) else verdict or f"off by {off:.0f} points of a hundred",
    )


def _part_before(reference: Reference, region: Region, side: str, shown: str) -> Part | None:
    """The share that a side took of what others held on the earlier day on which they held most."""
    earlier = [day for day in reference.days if day < shown]
    days = earlier[:: max(1, len(earlier) // MOST_BASELINES)]
    held = held_in(reference, region, days)
    others = held[~held["side"].isin(NOBODY | {side})].groupby("day")["area_km2"].sum()
    if others.empty or others.max() < LEAST_BASELINE * region.area_km2:
        return None
    day, most = str(others.idxmax()), float(others.max())
    # What others held then and the side does not hold now.
    before = inside(_layer(reference, day, side, own=False), region)
    if side == reference.outside:
        left = shapely.intersection(before, _layer(reference, shown, side, own=False))
    else:
        left = shapely.difference(before, _layer(reference, shown, side, own=True))
    return 1 - area_km2(left) / most, f"of the {most:,.0f} km² that others held on {day}"


def _layer(reference: Reference, day: str, side: str, *, own: bool) -> BaseGeometry:
    """The ground of a side, or of all others that have a name, on a day."""
    rows = reference.areas[(reference.areas["day"] == day) & ~reference.areas["side"].isin(NOBODY)]
    return shapely.union_all(rows.loc[(rows["side"] == side) == own, "geometry"].to_list())
