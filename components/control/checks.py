"""Checks measurable claims of the text on the map: distance, direction, depth, share, area,
comparison.

Distances are between gazetteer points. The radii of the two towns widen them to a low and a high
value: a disc with the town's people at 3,000 per km², none where the population is unknown."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from components.core.geodesy import (
    HEADINGS,
    angle_between,
    bearing_degrees,
    compass_point,
    distance_km,
)
from components.core.protocols import Areas
from components.core.records import (
    COMPUTED,
    Article,
    CheckKind,
    Event,
    MeasureCheck,
    Place,
    Resolution,
    Span,
)
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
FROM_THESE_WORDS = "cannot be checked: where the place lies is known from such words alone"
NO_BASELINE = "depends on the baseline: the words do not say which part is meant"
VERDICTS: Mapping[CheckKind, str] = {
    "distance": "cannot be checked: the words do not name the place at this distance",
    "share": NO_BASELINE,
    "depth": "cannot be checked: no line of contact given",
    "area": "cannot be checked: the words give no outline of the area",
    "comparison": "cannot be checked: a comparison needs dated areas of control",
}
"""Of what is not measured."""


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
                span = _trimmed(match)
                yield MeasureMention(pattern=pattern, match=match, span=span, anchor=None)
        return
    for resolution in placed:
        start, end = resolution.toponym.span.start, resolution.toponym.span.end
        found = pattern.regex.search(article.text, max(0, start - MAX_WORDS_BEFORE), start)
        is_owner = article.text.startswith(POSSESSIVE, end)
        if found and not is_owner and not SENTENCE_END.search(found.group()):
            span = Span(start=_trimmed(found).start, end=end)
            yield MeasureMention(pattern=pattern, match=found, span=span, anchor=resolution)


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
    # The event whose sentence has the claim: the one that names the anchor first, else
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
    kind, (stated, unit) = finding.pattern.kind, in_text(finding.match)
    check = MeasureCheck(
        event_id=nearest[0].id if nearest else "",
        claim=finding.span.quote(article.text),
        kind=kind,
        stated=stated,
        unit=f"{unit}2" if kind == "area" else unit,
        measured=None,
        measured_km=None,
        low_km=None,
        high_km=None,
        tolerance=_tolerance(finding).words if stated is not None else "",
        verdict=VERDICTS[kind],
        how="not measured",
        span=finding.span,
    )
    if kind == "distance":
        return _distance(check, finding, article, placed)
    return _share(check, finding, areas) if kind == "share" else check


def _share(check: MeasureCheck, finding: MeasureMention, areas: Areas) -> MeasureCheck | None:
    place = finding.anchor.place if finding.anchor else None
    if place is None or place.kind not in {"admin1", "admin2", "country", "region"}:
        return None
    area, figure = areas.area_km2(place.id), PERCENT.search(finding.match["share"])
    size = f"{place.name} has {area:,.0f} km² on the ellipsoid" if area else ""
    return replace(
        check,
        unit="%" if figure else "km2",
        stated=float(figure.group(1)) if figure else None,
        measured=None if figure else area,
        measured_km=area,
        tolerance="",
        how=size or "no outline of it is at hand",
        to_place=place,
    )


def _distance(
    check: MeasureCheck, finding: MeasureMention, article: Article, placed: Sequence[Resolution]
) -> MeasureCheck:
    """Between the anchor and the last place named before it in the sentence, or, where the sentence
    points back ("The town lies about 55 miles from"), the last settlement before."""
    start = max(
        (match.end() for match in SENTENCE_END.finditer(article.text, 0, finding.span.start)),
        default=0,
    )
    anchor = finding.anchor.place if finding.anchor else None
    named = [
        one.place
        for one in placed
        if one.place and start <= one.toponym.span.start < finding.span.start
        if one.place != anchor and one.place.kind != "country" and not one.place.units
    ]
    if not named and POINTING.match(article.text, start):
        before = (one.place for one in placed if one.toponym.span.start < start)
        named = [place for place in before if place and place.kind == "settlement"]
    if not named or anchor is None:
        return check
    if named[-1].id.startswith(COMPUTED):
        return replace(check, verdict=FROM_THESE_WORDS)
    return _measured(check, finding, anchor, named[-1])


def radius_km(place: Place) -> float:
    """Radius of a disc for a settlement's people at PEOPLE_PER_KM2; 0 for other places."""
    is_town = place.kind == "settlement"
    return math.sqrt(place.population / PEOPLE_PER_KM2 / math.pi) if is_town else 0.0


def _measured(
    check: MeasureCheck, finding: MeasureMention, start: Place, end: Place
) -> MeasureCheck:
    length, width = distance_km(start, end), radius_km(start) + radius_km(end)
    bearing, scale = bearing_degrees(start, end), KM_PER_UNIT[check.unit]
    direction = (finding.match["direction"] or "").replace("-", "").lower()
    # Degrees off the direction that is stated, 0 within the tolerance of a spoken one.
    heading = HEADINGS.get(direction)
    turned = angle_between(heading, bearing) if heading is not None else 0.0
    if check.stated is None:
        verdict = "cannot be checked: the words give no number"
    elif not _tolerance(finding).allows(check.stated * scale, length - width, length + width):
        verdict = f"off by {abs(length - check.stated * scale) / scale:.0f} {check.unit}"
    elif turned > DIRECTION_TOLERANCE_DEGREES:
        verdict = f"off by {turned:.0f}° in direction"
    else:
        verdict = "agrees"
    return replace(
        check,
        measured=length / scale,
        measured_km=length,
        low_km=max(0.0, length - width),
        high_km=length + width,
        direction=direction,
        bearing_degrees=bearing,
        verdict=verdict,
        how=(
            f"geodesic between the gazetteer's points, bearing {bearing:.0f}° "
            f"({compass_point(bearing)})"
        ),
        from_place=start,
        to_place=end,
    )


def _tolerance(finding: MeasureMention) -> Tolerance:
    return tolerance_of(finding.match, finding.pattern.tolerances)
