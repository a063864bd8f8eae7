"""Which place each toponym means: all toponyms of a document together, in two readings.

The first weighs names, size, kind and the words beside it. The second adds the document: its
countries and units, nearness to its other places, and what the name means elsewhere in it.

Confidence comes from the shares and the certainty of the name, calibrated on corpora."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from components.core.protocols import Gazetteer
from components.core.records import Article, Candidate, Place, Resolution, Toponym
from components.lexicon.names import NameLexicon, Weights
from components.places.context import (
    DocumentContext,
    NearbyNames,
    WeighedQuery,
    first_context,
    nearness_of,
    second_contexts,
    surroundings,
)
from components.places.contrast import (
    TOO_UNSURE,
    contrast_of,
    evidence_in_words,
    method_of,
    reason_of,
    turn_of,
)
from components.places.geometry import rough_km
from components.places.home import Home, home_of
from components.places.queries import Query, queries
from components.places.reading import read
from components.places.scoring import (
    ALONE,
    ALONE_LARGE,
    SMALL,
    comparable_places,
    evidence_for,
    evidence_for_none,
    shares,
    weighted_sum,
)

MAX_CANDIDATES = 30
"""Kept after the first reading; a name like "San Antonio" has hundreds."""
MOST_CANDIDATES_SHOWN = 6
LEAST_CONFIDENCE = 0.13
"""Below it hardly any answer is right."""
SURE = 0.5
"""Confidence from which a place counts for what an article is about."""
LEAST_SHARE = 0.5
"""Share from which a place is kept, even where the name itself is unsure."""
NONE_WINS = 0.8
"""Share from which "none of these" is the answer; below it the best one is."""


def resolve(
    toponyms: Sequence[Toponym],
    *,
    doc: Doc,
    article: Article,
    gazetteer: Gazetteer,
    names: NameLexicon,
) -> tuple[Resolution, ...]:
    """A resolution for each toponym, in order; without a plausible place it has a reason."""
    asked = queries(toponyms, read(doc, names), gazetteer=gazetteer)
    home = home_of(article, gazetteer, names)
    found: dict[int, Resolution] = {}
    for answer in read_all(asked, home=home, weights=names.place_weights):
        first, *others = answer.query.toponyms
        found[first] = _resolution(toponyms[first], answer, names)
        for number in others:
            toponym, sure = toponyms[number], 0.0
            if found[first].place:
                sure = confidence_of(answer, toponym, names.confidence_weights)
            found[number] = replace(found[first], toponym=toponym, confidence=sure)
    return tuple(_likely([found[number] for number in range(len(toponyms))]))


def read_all(
    asked: Sequence[Query], *, home: Home, weights: tuple[Weights, Weights]
) -> list[WeighedQuery]:
    around, near = surroundings(asked), nearness_of(asked)
    context = first_context(near, home)
    first = [
        weigh(query, query.places, around=places, context=context, weights=weights[0])
        for query, places in zip(asked, around, strict=True)
    ]
    later = second_contexts(first, near, context)
    return [
        weigh(read.query, read.places, around=places, context=context, weights=weights[1])
        for read, places, context in zip(first, around, later, strict=True)
    ]


def weigh(
    query: Query,
    places: Sequence[Place],
    *,
    around: NearbyNames,
    context: DocumentContext,
    weights: Weights,
) -> WeighedQuery:
    """The best MAX_CANDIDATES candidates, best first, with shares and evidence."""
    if query.fixed or not places:
        nothing: list[dict[str, float]] = [{} for _ in range(len(places) + 1)]
        return WeighedQuery(query, tuple(places), [*(1.0 for _ in places), 0.0], nothing)
    peers = comparable_places(places)
    evidence = [
        evidence_for(place, query, around=around, context=context, peers=peers) for place in places
    ]
    totals = [weighted_sum(found, weights) for found in evidence]
    none = evidence_for_none(query)
    order = sorted(range(len(places)), key=lambda number: -totals[number])[:MAX_CANDIDATES]
    parts = shares([*(totals[number] for number in order), weighted_sum(none, weights)])
    return WeighedQuery(
        query,
        tuple(places[number] for number in order),
        parts,
        [evidence[number] for number in order] + [none],
    )


def _likely(answers: Sequence[Resolution]) -> Iterator[Resolution]:
    """Without unlikely places in countries of which the text surely names no place."""
    countries = {
        one.place.country
        for one in answers
        if one.place and one.confidence >= SURE and one.toponym.use != "demonym"
    }
    for one in answers:
        is_likely = one.confidence >= LEAST_CONFIDENCE or (
            one.place is not None and one.candidates[0].score >= LEAST_SHARE
        )
        if is_likely or one.place is None or not countries or one.place.country in countries:
            yield one
        else:
            yield replace(
                one, place=None, method="none", confidence=0.0, contrast=(), turn="",
                reason=TOO_UNSURE,
            )  # fmt: skip


def _resolution(toponym: Toponym, answer: WeighedQuery, names: NameLexicon) -> Resolution:
    reason = reason_of(answer, none_wins=NONE_WINS)
    candidates = tuple(
        Candidate(
            place=place,
            score=round(share, 3),
            evidence=evidence_in_words(place, evidence, names),
        )
        for place, share, evidence in zip(
            answer.places[:MOST_CANDIDATES_SHOWN], answer.shares, answer.evidence, strict=False
        )
    )
    unplaced = Resolution(
        toponym=toponym,
        place=None,
        method="none",
        confidence=0.0,
        candidates=candidates,
        reason=reason,
    )
    if reason:
        return unplaced
    place, partial = answer.places[0], answer.query.partial
    return replace(
        unplaced,
        place=place,
        method=method_of(answer, names),
        confidence=confidence_of(answer, toponym, names.confidence_weights),
        contrast=contrast_of(answer, names),
        turn=turn_of(answer, names),
        reason=f"{partial} part of it is meant" if partial and place.kind == "country" else "",
    )


SAME_KM = 40.0
"""Candidates of one name this near each other (a town and its county) are one answer."""
FIXED_CONFIDENCE = 0.97
PART_FACTOR = 0.7
""" "Southern Ukraine" without a row means the whole country, with less confidence."""
MUCH_LARGER = 10
EDGE = 1e-3


def confidence_of(answer: WeighedQuery, toponym: Toponym, weights: Weights) -> float:
    """Chance from 0 to 1 that the words name a place and that it is the first candidate."""
    if answer.query.fixed:
        return round(FIXED_CONFIDENCE * toponym.certainty, 3)
    chance = 1 / (1 + math.exp(-weighted_sum(confidence_cues(answer, toponym), weights)))
    if answer.query.partial and answer.places[0].kind == "country":
        chance *= PART_FACTOR
    return round(chance, 3)


def confidence_cues(answer: WeighedQuery, toponym: Toponym) -> Mapping[str, float]:
    best, evidence = answer.places[0], answer.evidence[0]
    share = sum(
        part
        for place, part in zip(answer.places, answer.shares, strict=False)
        if place.id == best.id
        or (place.country == best.country and rough_km(place, best) < SAME_KM)
    )
    return {
        "bias": 1.0,
        "settlement": float(best.kind == "settlement"),
        "small settlement": float(best.kind == "settlement" and best.population < SMALL),
        "a larger one passed over": float(
            any(place.population > MUCH_LARGER * best.population for place in answer.places)
        ),
        "alone in its country": evidence.get(ALONE, 0.0) or evidence.get(ALONE_LARGE, 0.0),
        "other names mean places near": evidence.get("other names mean places near", 0.0),
        "share": _log_odds(share),
        "certainty": _log_odds(toponym.certainty),
        "used as " + toponym.use: 1.0,
        "spelled otherwise": float(answer.query.is_spelled_otherwise),
        "only candidate": float(len(answer.places) == 1),
        "many candidates": float(len(answer.places) > 8),
        "none": _log_odds(answer.shares[-1]),
    }


def _log_odds(share: float) -> float:
    bounded = min(max(share, EDGE), 1 - EDGE)
    return math.log(bounded / (1 - bounded))
