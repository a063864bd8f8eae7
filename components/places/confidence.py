"""How likely a resolution is right: shares of the candidates and the certainty of the name,
calibrated on corpora."""

from __future__ import annotations

import math
from collections.abc import Mapping

from components.core.records import Place, Toponym
from components.lexicon.names import Weights
from components.places.context import Read
from components.places.lying import rough_km
from components.places.scoring import ALONE, ALONE_LARGE, SMALL

SAME_KM = 40.0
"""Candidates of one name this near each other (a town and its county) are one answer."""
FIXED_CONFIDENCE = 0.97
PART_FACTOR = 0.7
"""A part of a country ("southern Ukraine") that no table holds is answered by the whole, with less
confidence."""
MUCH_LARGER = 10
EDGE = 1e-3


def confidence_of(answer: Read, toponym: Toponym, weights: Weights) -> float:
    """Chance from 0 to 1 that the words name a place and that it is the first candidate."""
    if answer.query.fixed:
        return round(FIXED_CONFIDENCE * toponym.certainty, 3)
    odds = sum(
        weights.get(cue, 0.0) * strength
        for cue, strength in confidence_cues(answer, toponym).items()
    )
    chance = 1 / (1 + math.exp(-odds))
    if answer.query.partial and answer.places[0].kind == "country":
        chance *= PART_FACTOR
    return round(chance, 3)


def confidence_cues(answer: Read, toponym: Toponym) -> Mapping[str, float]:
    share = sum(
        part
        for place, part in zip(answer.places, answer.shares, strict=False)
        if _is_one(place, answer.places[0])
    )
    best, evidence = answer.places[0], answer.evidence[0]
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


def _is_one(place: Place, best: Place) -> bool:
    return place.id == best.id or (
        place.country == best.country and rough_km(place, best) < SAME_KM
    )


def _log_odds(share: float) -> float:
    bounded = min(max(share, EDGE), 1 - EDGE)
    return math.log(bounded / (1 - bounded))
