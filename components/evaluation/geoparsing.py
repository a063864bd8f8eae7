"""When a geoparser's answer is right: recognition, gold spans, end to end.

Recognition compares spans exactly. Gold spans are given to resolution, where unresolved is wrong.
End to end, a placed name is right where it overlaps a gold toponym, one to one, within 161 km, or,
area-aware, is the same area. Demonyms, names without a position, and unannotated repeats in a
corpus of first mentions are not scored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from components.core.fold import fold
from components.core.geodesy import distance_km
from components.core.protocols import Gazetteer
from components.core.records import Place, Resolution, Toponym
from components.evaluation.corpora import CorpusText, GoldToponym
from components.evaluation.scores import NO_ANSWERS, Addable, Score
from components.places.geometry import rough_km

RIGHT_KM = 161.0
AREA_KINDS = frozenset({"country", "admin1", "admin2", "region"})
Pair = tuple[Resolution, GoldToponym | None]
"""A placed resolution, and the gold toponym that it overlaps."""
DRAWN_USES = frozenset({"literal", "modifier"})
"""Names of organisations and of governments never become pins."""
UNKNOWN_KIND = "not in the gazetteer"


@dataclass(slots=True)
class Judge:
    """Whether a place is that of the gold. Caches the folded names of areas."""

    gazetteer: Gazetteer
    names: dict[str, frozenset[str]] = field(default_factory=dict)

    def is_near(self, place: Place, gold: GoldToponym) -> bool:
        """Within 161 km."""
        return gold.latitude is not None and rough_km(place, point(gold)) <= RIGHT_KM

    def is_right(self, place: Place, gold: GoldToponym) -> bool:
        """Area-aware: near, or the same area by GeoNames id or Wikipedia page."""
        if self.is_near(place, gold):
            return True
        if place.kind not in AREA_KINDS or gold.latitude is None:
            return False
        if place.id not in self.names:
            self.names[place.id] = frozenset(map(fold, self.gazetteer.names(place.id)))
        is_page = bool(gold.page) and fold(gold.page) in self.names[place.id]
        return is_page or place.id == gold.geonames_id


def point(gold: GoldToponym) -> Place:
    """The gold's position as a place. Raises ValueError without one."""
    if gold.latitude is None or gold.longitude is None:
        raise ValueError(f"no position of {gold.text!r}")
    return Place(
        id=gold.geonames_id,
        name=gold.text,
        kind="position",
        latitude=gold.latitude,
        longitude=gold.longitude,
    )


def verdicts(item: CorpusText, toponyms: Iterable[Toponym]) -> list[tuple[Toponym, bool | None]]:
    """The names found, without demonyms, and whether each span is a gold place's; None is not
    scored."""
    places = {gold.span for gold in item.gold if not gold.is_demonym}
    demonyms = [gold.span for gold in item.gold if gold.is_demonym]
    found: list[tuple[Toponym, bool | None]] = []
    for toponym in toponyms:
        on_place, on_demonym = (
            any(toponym.span.overlaps(other) for other in spans) for spans in (places, demonyms)
        )
        is_spared = item.is_repeat(toponym.text) or (on_demonym and not on_place)
        if toponym.use != "demonym":
            found.append((toponym, toponym.span in places or (None if is_spared else False)))
    return found


def recognition(item: CorpusText, toponyms: Iterable[Toponym]) -> Score:
    """Exact spans of places."""
    found = verdicts(item, toponyms)
    right = {toponym.span for toponym, verdict in found if verdict}
    wanted = {gold.span for gold in item.gold if not gold.is_demonym}
    return Score(
        right=len(right),
        wrong=sum(verdict is False for _, verdict in found),
        missed=len(wanted - right),
    )


def match_toponyms(item: CorpusText, resolutions: Iterable[Resolution]) -> list[Pair]:
    """Placed resolutions that are scored, each with the gold toponym it overlaps, or None."""
    free = [gold for gold in item.gold if not gold.is_demonym]
    neutral = [gold.span for gold in item.gold if not gold.counts]
    found: list[Pair] = []
    for resolution in resolutions:
        span = resolution.toponym.span
        if resolution.place is None or resolution.toponym.use == "demonym":
            continue
        # The gold of the same span, or else the first that overlaps.
        exact = (one for one in free if one.span == span)
        gold = next(exact, None) or next((one for one in free if one.span.overlaps(span)), None)
        if gold is not None:
            free.remove(gold)
            if gold.counts:
                found.append((resolution, gold))
        elif not item.is_repeat(resolution.toponym.text) and not any(
            span.overlaps(other) for other in neutral
        ):
            found.append((resolution, None))
    return found


def is_placed(
    resolution: Resolution, gold: GoldToponym | None, judge: Judge, *, area: bool = True
) -> bool:
    if gold is None or resolution.place is None:
        return False
    return judge.is_right(resolution.place, gold) if area else judge.is_near(resolution.place, gold)


def end_to_end(item: CorpusText, pairs: Iterable[Pair], judge: Judge, *, area: bool) -> Score:
    """Gold places with a position that were found and placed, by ``pairs`` of
    ``match_toponyms``."""
    verdict = [is_placed(resolution, gold, judge, area=area) for resolution, gold in pairs]
    right = sum(verdict)
    return Score(
        right=right,
        wrong=len(verdict) - right,
        missed=sum(gold.counts for gold in item.gold) - right,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanAnswer:
    """A gold span with its resolution.

    ``km`` is None where unresolved; ``country`` is ISO 3166-1 alpha-3. Candidates are all places
    with the name, and those that were weighed."""

    gold: GoldToponym
    resolution: Resolution
    km: float | None
    is_near: bool
    is_right: bool
    near_is_candidate: bool
    right_is_candidate: bool
    kind: str
    country: str


def span_answers(
    item: CorpusText, resolutions: Sequence[Resolution], judge: Judge
) -> list[SpanAnswer]:
    """Gold places with a position and their answers; ``resolutions`` are of ``item.toponyms()``."""
    pairs = zip(item.gold, resolutions, strict=True)
    return [_span_answer(gold, resolution, judge) for gold, resolution in pairs if gold.counts]


def _span_answer(gold: GoldToponym, resolution: Resolution, judge: Judge) -> SpanAnswer:
    gazetteer, place, at = judge.gazetteer, resolution.place, point(gold)
    candidates = [candidate.place for candidate in resolution.candidates]
    with_name = (*candidates, *gazetteer.lookup(gold.text), *([place] if place else []))
    right = [
        one for one in {one.id: one for one in with_name}.values() if judge.is_right(one, gold)
    ]
    own = gazetteer.place(gold.geonames_id) if gold.geonames_id else None
    nearest = gazetteer.nearest(at.latitude, at.longitude)
    unknown = " ".join(filter(None, (UNKNOWN_KIND, gold.feature_code)))
    return SpanAnswer(
        gold=gold,
        resolution=resolution,
        km=distance_km(place, at) if place else None,
        is_near=is_placed(resolution, gold, judge, area=False),
        is_right=is_placed(resolution, gold, judge),
        near_is_candidate=any(judge.is_near(one, gold) for one in right),
        right_is_candidate=bool(right),
        kind=next((one.kind for one in (own, *right) if one), unknown),
        country=next((one.country for one in (own, *nearest) if one), ""),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class GeoparsingMeasures(Addable):
    recognition: Score = NO_ANSWERS
    end_to_end_km: Score = NO_ANSWERS
    end_to_end: Score = NO_ANSWERS
    spans: tuple[SpanAnswer, ...] = ()
    placed: tuple[tuple[float, bool], ...] = ()
    """Confidence of each placed name that is scored, and whether it was right, area-aware."""
    pins: tuple[tuple[float, bool], ...] = ()
    """Those of ``placed`` that could be drawn by their use."""


def measure(
    item: CorpusText, *, answers: Sequence[Resolution], on_gold: Sequence[Resolution], judge: Judge
) -> GeoparsingMeasures:
    """``answers`` are resolutions of the names found; ``on_gold`` those of ``item.toponyms()``."""
    pairs = match_toponyms(item, answers)
    return GeoparsingMeasures(
        recognition=recognition(item, (answer.toponym for answer in answers)),
        end_to_end_km=end_to_end(item, pairs, judge, area=False),
        end_to_end=end_to_end(item, pairs, judge, area=True),
        spans=tuple(span_answers(item, on_gold, judge)),
        placed=_verdicts(pairs, judge),
        pins=_verdicts(
            [(answer, gold) for answer, gold in pairs if answer.toponym.use in DRAWN_USES], judge
        ),
    )


def _verdicts(pairs: Iterable[Pair], judge: Judge) -> tuple[tuple[float, bool], ...]:
    return tuple((answer.confidence, is_placed(answer, gold, judge)) for answer, gold in pairs)
