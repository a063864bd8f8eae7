"""Measurable claims of the text against the map: distance, direction, depth, share, area,
comparison.

Distances are between gazetteer points; a town's radius widens them to a low and a high: that of a
disc that holds its people at 3,000 a square kilometre, none where the population is unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from components.core.geodesy import (
    HEADINGS,
    angle_between,
    bearing_degrees,
    compass_point,
    distance_km,
)
from components.core.protocols import Areas
from components.core.records import COMPUTED, Article, Event, MeasureCheck, Place, Resolution, Span
from components.lexicon.measures import (
    KM_PER_UNIT,
    PERCENT,
    MeasurePattern,
    Tolerance,
    in_text,
    tolerance_of,
)

MAX_WORDS_BEFORE = 90
"""Characters before a toponym in which its measure may begin."""
PEOPLE_PER_KM2 = 3000.0
DIRECTION_TOLERANCE_DEGREES = 45.0
SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z“\"])|\n\s*\n")
POINTING = re.compile(
    r"(?:It|(?:The|This|That) (?:town|city|village|settlement|port)) (?:lies|is|sits|stands|was)\b"
)
POSSESSIVE = ("'s", "’s")
"""Behind a name: "80 % of Ukraine's grain" is no share of Ukraine."""
NO_LINE = "cannot be checked: no line of contact given"
FROM_THESE_WORDS = "cannot be checked: where the place lies is known from such words alone"
NO_OUTLINE = "cannot be checked: the words give no outline of the area"
NO_BASELINE = "depends on the baseline: the words do not say which part is meant"
NO_FIGURES = "cannot be checked: a comparison needs dated areas of control"


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureMention:
    """A measure in the words, and the toponym that it ends at (None where it needs none)."""

    pattern: MeasurePattern
    match: re.Match[str]
    span: Span
    anchor: Resolution | None


def checks_of(
    article: Article,
    *,
    events: Sequence[Event],
    resolutions: Sequence[Resolution],
    patterns: Iterable[MeasurePattern],
    areas: Areas,
) -> tuple[MeasureCheck, ...]:
    """One check a measurable claim, in text order."""
    placed = [one for one in resolutions if one.place and one.toponym.use == "literal"]
    found = {
        finding.span.start: finding
        for pattern in patterns
        for finding in _findings(article, pattern, placed)
    }
    checks = (_check(found[start], article, events, placed, areas) for start in sorted(found))
    return tuple(check for check in checks if check)


def _findings(
    article: Article, pattern: MeasurePattern, placed: Sequence[Resolution]
) -> Iterator[MeasureMention]:
    if not pattern.ends_at_place:
        for match in pattern.regex.finditer(article.text):
            position = match.start()
            if not any(one.span.start <= position < one.span.end for one in article.dropped):
                yield MeasureMention(
                    pattern=pattern, match=match, span=_trimmed(match), anchor=None
                )
        return
    for resolution in placed:
        start = resolution.toponym.span.start
        found = pattern.regex.search(article.text, max(0, start - MAX_WORDS_BEFORE), start)
        is_owner = article.text.startswith(POSSESSIVE, resolution.toponym.span.end)
        if found and not is_owner and not SENTENCE_END.search(found.group()):
            yield MeasureMention(
                pattern=pattern,
                match=found,
                anchor=resolution,
                span=Span(start=_trimmed(found).start, end=resolution.toponym.span.end),
            )


def _trimmed(match: re.Match[str]) -> Span:
    words = match.group()
    return Span(
        start=match.start() + len(words) - len(words.lstrip()),
        end=match.start() + len(words.rstrip()),
    )


def _check(
    finding: MeasureMention,
    article: Article,
    events: Sequence[Event],
    placed: Sequence[Resolution],
    areas: Areas,
) -> MeasureCheck | None:
    # The event in whose sentence the claim stands: the one that names the anchor first, else
    # the nearest trigger.
    inside = [event for event in events if event.sentence.contains(finding.span)]
    anchor = finding.anchor.toponym.span if finding.anchor else finding.span
    linked = [
        event
        for event in inside
        if any(link.resolution.toponym.span == anchor for link in event.links)
    ]
    nearest = sorted(
        linked or inside, key=lambda event: abs(event.trigger.start - finding.span.start)
    )
    event_id = nearest[0].id if nearest else ""
    kind = finding.pattern.kind
    if kind == "distance":
        return _distance(finding, article, placed, event_id)
    if kind == "share":
        return _share(finding, article, areas, event_id)
    verdicts = {"depth": NO_LINE, "area": NO_OUTLINE, "comparison": NO_FIGURES}
    return _unmeasured(finding, article, event_id, verdicts[kind])


def _unmeasured(
    finding: MeasureMention, article: Article, event_id: str, verdict: str
) -> MeasureCheck:
    stated, unit = in_text(finding.match)
    tolerance = _tolerance(finding).words if stated is not None else ""
    if finding.pattern.kind == "area":
        unit = f"{unit}2"
    return MeasureCheck(
        event_id=event_id,
        claim=finding.span.quote(article.text),
        kind=finding.pattern.kind,
        stated=stated,
        unit=unit,
        measured=None,
        measured_km=None,
        low_km=None,
        high_km=None,
        tolerance=tolerance,
        verdict=verdict,
        how="not measured",
        span=finding.span,
    )


def _share(
    finding: MeasureMention, article: Article, areas: Areas, event_id: str
) -> MeasureCheck | None:
    place = finding.anchor.place if finding.anchor else None
    if place is None or place.kind not in {"admin1", "admin2", "country", "region"}:
        return None
    area = areas.area_km2(place.id)
    how = (
        f"{place.name} has {area:,.0f} km² on the ellipsoid"
        if area
        else "no outline of it is at hand"
    )
    figure = PERCENT.search(finding.match["share"])
    return MeasureCheck(
        event_id=event_id,
        claim=finding.span.quote(article.text),
        kind="share",
        unit="%" if figure else "km2",
        stated=float(figure.group(1)) if figure else None,
        measured=None if figure else area,
        measured_km=area,
        low_km=None,
        high_km=None,
        tolerance="",
        verdict=NO_BASELINE,
        how=how,
        to_place=place,
        span=finding.span,
    )


def _distance(
    finding: MeasureMention, article: Article, placed: Sequence[Resolution], event_id: str
) -> MeasureCheck | None:
    start = max(
        (match.end() for match in SENTENCE_END.finditer(article.text, 0, finding.span.start)),
        default=0,
    )
    before = [one for one in placed if start <= one.toponym.span.start < finding.span.start]
    pairs = [
        one.place
        for one in before
        if one.place and finding.anchor and one.place != finding.anchor.place
    ]
    named = (place for place in reversed(pairs) if place.kind != "country" and not place.units)
    subject = next(named, None) or _pointed_at(article, start, placed)
    if subject is not None and subject.id.startswith(COMPUTED):
        return _unmeasured(finding, article, event_id, FROM_THESE_WORDS)
    if subject is None or finding.anchor is None or finding.anchor.place is None:
        return _unmeasured(
            finding,
            article,
            event_id,
            "cannot be checked: the words do not name the place at this distance",
        )
    return _measured(finding, article, event_id, finding.anchor.place, subject)


def _pointed_at(article: Article, start: int, placed: Sequence[Resolution]) -> Place | None:
    """ "The town lies about 55 miles from": the last settlement named before the sentence."""
    if not POINTING.match(article.text, start):
        return None
    before = [
        one.place
        for one in placed
        if one.place and one.toponym.span.start < start and one.place.kind == "settlement"
    ]
    return before[-1] if before else None


def radius_km(place: Place) -> float:
    """Radius of a disc for a settlement's people at PEOPLE_PER_KM2; 0 for other places."""
    return (
        math.sqrt(place.population / PEOPLE_PER_KM2 / math.pi)
        if place.kind == "settlement"
        else 0.0
    )


def _measured(
    finding: MeasureMention, article: Article, event_id: str, start: Place, end: Place
) -> MeasureCheck:
    stated, unit = in_text(finding.match)
    length, width = distance_km(start, end), radius_km(start) + radius_km(end)
    bearing = bearing_degrees(start, end)
    direction = (finding.match["direction"] or "").replace("-", "").lower()
    return MeasureCheck(
        event_id=event_id,
        claim=finding.span.quote(article.text),
        kind="distance",
        stated=stated,
        unit=unit,
        measured=length / KM_PER_UNIT[unit],
        measured_km=length,
        low_km=max(0.0, length - width),
        high_km=length + width,
        tolerance=_tolerance(finding).words if stated is not None else "",
        direction=direction,
        bearing_degrees=bearing,
        verdict=_verdict(finding, length, width, bearing),
        how=(
            f"geodesic between the gazetteer's points, bearing {bearing:.0f}° "
            f"({compass_point(bearing)})"
        ),
        from_place=start,
        to_place=end,
        span=finding.span,
    )


def _tolerance(finding: MeasureMention) -> Tolerance:
    return tolerance_of(finding.match, finding.pattern.tolerances)


def _verdict(finding: MeasureMention, length_km: float, width_km: float, bearing: float) -> str:
    stated, unit = in_text(finding.match)
    if stated is None:
        return "cannot be checked: the words give no number"
    stated_km = stated * KM_PER_UNIT[unit]
    # Degrees off the direction that is stated, 0 within the tolerance of a spoken one.
    heading = HEADINGS.get((finding.match["direction"] or "").replace("-", "").lower())
    turned = angle_between(heading, bearing) if heading is not None else 0.0
    turned = turned if turned > DIRECTION_TOLERANCE_DEGREES else 0.0
    if _tolerance(finding).allows(stated_km, length_km - width_km, length_km + width_km):
        return f"off by {turned:.0f}° in direction" if turned else "agrees"
    return f"off by {abs(length_km - stated_km) / KM_PER_UNIT[unit]:.0f} {unit}"
