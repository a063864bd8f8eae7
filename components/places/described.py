"""Places made from words: a part of a country ("eastern Ukraine"), and an unknown name whose area,
or distance and direction from a place, is in the text. They are added after resolution."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from geographiclib.geodesic import Geodesic
from spacy.tokens import Doc

from components.core.fold import fold
from components.core.geodesy import HEADINGS
from components.core.precision import POINT_KINDS
from components.core.protocols import Areas, Gazetteer
from components.core.records import PART, RING, WITHIN, Candidate, Place, Resolution, Span, Toponym
from components.core.settings import NEAR_RADIUS_KM
from components.lexicon.measures import KM_PER_UNIT, MeasurePattern, in_text
from components.lexicon.names import NameLexicon
from components.places.computed import computed
from components.places.coordinates import DECIMALS
from components.places.finding import PlacesFound
from components.places.mentions import PLACE_LABELS
from components.places.neighbours import ToponymWords, means_in, toponym_words
from components.places.reading import WordReading, read

METHOD: Final = "placed from the words"
NOT_TAKEN: Final = "not taken for a place"
CALLED_ONE: Final = 0.9
"""Certainty that a name after "the village of" is a place's."""
INSIDE: Final = frozenset({"-", "al", "el", "de"})
"""Small words inside the name of a village; others, as "and", end it."""
WHICH_PART: Final = "which part of the country it is, the words do not say more exactly"
DIRECTION: Final = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)?)[^\S\n]+$")
MOST_CHARACTERS: Final = 30
"""Before a country's name, in which its word of direction may be."""
NO_GROUND: Final = frozenset({"demonym", "embedded"})
"""Uses in which a country's name does not mean the country."""
RING_SHARE: Final = 1 / 3
"""Radius of the ring as a share of the stated distance, but at least that of "near"."""
FARTHEST_KM: Final = 150.0
"""Beyond it a direction is too inexact."""
BETWEEN: Final = frozenset({"PUNCT", "DET", "ADJ", "ADV"})
"""Parts of speech that may be before a distance: ", a small village 30 km north of"."""


def from_words(
    found: PlacesFound,
    *,
    doc: Doc,
    areas: Areas,
    names: NameLexicon,
    measures: Iterable[MeasurePattern],
) -> PlacesFound:
    """The same with places made from words; all mentions of a name get the same place."""
    reading = read(doc, names)
    distances = [pattern for pattern in measures if pattern.kind == "distance"]
    answers = [_in_part(one, reading.source, found.gazetteer, names) for one in found.resolutions]
    answers += _called_villages(answers, reading)
    answers.sort(key=lambda one: one.toponym.span)
    made = _by_next_place(
        answers, reading, gazetteer=found.gazetteer, areas=areas, distances=distances
    )
    answers = [
        replace(made[key], toponym=one.toponym)
        if _is_unknown(one) and (key := fold(one.toponym.text)) in made
        else one
        for one in answers
    ]
    kept = tuple(one for one in answers if one.method != NOT_TAKEN)
    spans = [one.toponym.span for one in kept if one.method == METHOD]
    return replace(
        found,
        resolutions=kept,
        rejected=tuple(
            one for one in found.rejected if not any(one.span.overlaps(span) for span in spans)
        ),
    )


def _by_next_place(
    answers: Sequence[Resolution],
    reading: WordReading,
    *,
    gazetteer: Gazetteer,
    areas: Areas,
    distances: Sequence[MeasurePattern],
) -> Mapping[str, Resolution]:
    """Unknown names (folded) with a place by the next name; without one where that is a town."""
    found_at = toponym_words([one.toponym for one in answers], reading)
    made: dict[str, Resolution] = {}
    for (one, here), (other, there) in pairwise(zip(answers, found_at, strict=True)):
        apart = reading.sentence[here.first] != reading.sentence[there.first]
        if apart or not _is_unknown(one) or not _is_called_place(here, reading):
            continue
        name, form, area = " ".join(one.toponym.text.split()), "", other.place
        if not means_in(reading.lowers[here.end : there.first], reading.names):
            if area is not None and area.kind in POINT_KINDS:
                form = _ring(here, there, area, reading=reading, distances=distances)
        elif other.kind in POINT_KINDS:
            made.setdefault(fold(name), one)
        elif area is not None and area.units:
            form = f"{WITHIN}{area.id}"
        elif other.kind in ("admin1", "admin2") and area and areas.area_km2(area.admin1_id):
            # "X in the district of Y": in Y's first-level unit, for that has an outline.
            form = f"{WITHIN}{area.admin1_id}"
        if form and (place := computed(f"{form}/{name}", gazetteer)):
            words = Span(start=one.toponym.span.start, end=other.toponym.span.end)
            sure = round(one.toponym.certainty * other.confidence, 3)
            why = f"“{' '.join(words.quote(reading.source).split())}”"
            made.setdefault(fold(name), _placed(one, place, sure, why))
    return made


def _called_villages(answers: Sequence[Resolution], reading: WordReading) -> list[Resolution]:
    """Names after "the village of" that were not read as places, with small words inside."""
    found = []
    for first in range(2, len(reading.words)):
        if not (reading.capital[first] and _follows_noun(first, reading)):
            continue
        end = first + 1
        while end < len(reading.words) and (reading.capital[end] or reading.words[end] in INSIDE):
            end += 1
        while not reading.capital[end - 1]:
            end -= 1
        span = Span(start=reading.starts[first], end=reading.ends[end - 1])
        if not any(one.toponym.span.overlaps(span) for one in answers):
            toponym = Toponym(
                span=span, text=span.quote(reading.source), use="literal", certainty=CALLED_ONE
            )
            found.append(Resolution(toponym=toponym, place=None, method=NOT_TAKEN, confidence=0.0))
    return found


def _in_part(one: Resolution, text: str, gazetteer: Gazetteer, names: NameLexicon) -> Resolution:
    """With the part of the country before its name: "eastern", "north-west"; not "North Korea"."""
    span = one.toponym.span
    word = DIRECTION.search(text, max(0, span.start - MOST_CHARACTERS), span.start)
    if one.kind != "country" or one.place is None or one.toponym.use in NO_GROUND or not word:
        return one
    heading = word[1].lower().replace("-", "").removesuffix("ern")
    is_name = word[1].istitle() and word[1].lower() in HEADINGS
    if is_name or not names.is_in(word[1].lower(), "direction"):
        return one
    place = computed(f"{PART}{one.place.country}:{heading}", gazetteer)
    if place is None:
        return one
    wider = Span(start=word.start(), end=span.end)
    return replace(
        _placed(one, place, one.confidence, WHICH_PART),
        toponym=replace(one.toponym, span=wider, text=wider.quote(text)),
        candidates=(replace(one.candidates[0], place=place), *one.candidates[1:]),
        contrast=one.contrast,
        turn=one.turn,
    )


def _placed(one: Resolution, place: Place, sure: float, why: str) -> Resolution:
    return replace(
        one,
        place=place,
        method=METHOD,
        confidence=sure,
        candidates=(Candidate(place=place, score=sure, evidence=(why,)), *one.candidates),
        reason=why,
    )


def _is_unknown(one: Resolution) -> bool:
    return one.place is None and one.toponym.use == "literal"


def _is_called_place(here: ToponymWords, reading: WordReading) -> bool:
    """Whether the parser or a noun beside it says that it is a place: "the village of X"."""
    number = reading.entity_at[here.first]
    return (
        (number >= 0 and reading.entities[number].label in PLACE_LABELS)
        or _follows_noun(here.first, reading)
        or reading.is_in(here.end, "settlement")
    )


def _follows_noun(first: int, reading: WordReading) -> bool:
    """ "the village of" before the word at ``first``."""
    is_of = reading.word(first - 1) == "of"
    return is_of and reading.is_in(first - 2, "settlement")


def _ring(
    here: ToponymWords,
    there: ToponymWords,
    town: Place,
    *,
    reading: WordReading,
    distances: Sequence[MeasurePattern],
) -> str:
    """The id of the ring of "X, a village 30 km north of Y"; empty without such words."""
    start = reading.ends[here.end - 1]
    gap = reading.source[start : reading.starts[there.first]]
    for match in filter(None, (pattern.regex.search(gap) for pattern in distances)):
        number, unit = in_text(match)
        heading = HEADINGS.get((match["direction"] or "").replace("-", "").lower())
        before = reading.tokens[here.end : there.first]
        is_apposed = all(
            token.pos_ in BETWEEN or reading.names.is_in(token.lower_, "settlement")
            for token in before
            if token.idx < start + match.start()
        )
        if number is None or heading is None or not is_apposed:
            continue
        if (km := number * KM_PER_UNIT[unit]) <= FARTHEST_KM:
            return ring_at(town.latitude, town.longitude, heading_degrees=heading, km=km)
    return ""


def ring_at(latitude: float, longitude: float, *, heading_degrees: float, km: float) -> str:
    """The id, without a name, of the ring around the end of the geodesic; radius in whole km."""
    end = Geodesic.WGS84.Direct(latitude, longitude, heading_degrees, km * 1000)
    radius_km = math.ceil(max(NEAR_RADIUS_KM, km * RING_SHARE))
    return f"{RING}{end['lat2']:.{DECIMALS}f},{end['lon2']:.{DECIMALS}f},{radius_km}"
