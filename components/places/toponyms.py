"""Recognition: which words are place names and what each is used for; what was turned down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from components.core.protocols import Gazetteer
from components.core.records import Rejected, Span, Toponym
from components.lexicon.names import NameLexicon
from components.places.coordinates import FoundPosition, find_positions
from components.places.cues import size_of
from components.places.document_names import entity_label
from components.places.grammar import HYPHENS, NOUNS_OF_PLACES, must_be_place
from components.places.judging import best_apart, judge, probability
from components.places.mentions import PLACE_LABELS, MentionFinder, PlaceMention
from components.places.reading import Entity, WordReading, read
from components.places.uses import use_of
from components.places.village_standing import is_noun

SEEN = frozenset({"gazetteer", "alias", "entity"})
"""Sources of mentions reported when turned down; other capitalised words are not place-like."""
TOO_COMMON = 1_000
"""Everyday words of a lower rank are not reported: "But" at a sentence's start."""
DEMONYM_CERTAINTY = 0.98
EMBEDDED_FLOOR = -3.5
"""Log-odds from which a well-known place in an organisation's name is told: "Bank of England"."""
TOLD_ELSEWHERE, REPEATED_FLOOR = 1.0, -1.5
"""Log-odds of a sure name, and from which another mention of it counts as a place too."""
JUST_CHOSEN = 0.02
WELL_KNOWN = frozenset({"country", "admin1", "metropolis", "city"})
ENTITY_REASONS = {
    "PERSON": "read as a person's name",
    "ORG": "read as an organisation's name",
    "NORP": "read as a group of people",
    "EVENT": "part of an event's name",
    "PRODUCT": "read as a product's name",
    "WORK_OF_ART": "part of a title",
    "LAW": "part of a document's name",
    "DATE": "read as a date",
    "TIME": "read as a time",
    "LANGUAGE": "read as a language",
}


def find_toponyms(
    doc: Doc, gazetteer: Gazetteer, names: NameLexicon
) -> tuple[tuple[Toponym, ...], tuple[Rejected, ...]]:
    """Toponyms and what was turned down, each in text order; no two toponyms overlap."""
    reading = read(doc)
    positions = find_positions(reading.source, names.is_in)
    mentions = outside_positions(MentionFinder(reading, gazetteer, names).find(), positions)
    odds = judge(mentions, reading, names)
    told = {
        mention.name for mention, odd in zip(mentions, odds, strict=True) if odd > TOLD_ELSEWHERE
    }
    chosen = best_apart(
        mentions,
        [
            _decided(mention, odd, reading, names, is_told=mention.name in told)
            for mention, odd in zip(mentions, odds, strict=True)
        ],
    )
    taken = [with_direction(mentions[number], reading, gazetteer, names=names) for number in chosen]
    toponyms = [
        _toponym(mention, odds[number], reading, names)
        for mention, number in zip(taken, chosen, strict=True)
    ]
    toponyms += (_stated(one, reading.source) for one in positions if not one.coarse)
    rejected = [
        *_rejected(mentions, taken, reading, names),
        *(_coarse(one, reading.source) for one in positions if one.coarse),
    ]
    return tuple(sorted(toponyms, key=lambda one: one.span)), tuple(
        sorted(rejected, key=lambda one: one.span)
    )


def outside_positions(
    mentions: Sequence[PlaceMention], positions: Sequence[FoundPosition]
) -> tuple[PlaceMention, ...]:
    """Mentions that overlap no position in figures, whose letters ("N") are not names."""
    if not positions:
        return tuple(mentions)
    return tuple(
        mention
        for mention in mentions
        if not any(one.start < mention.stop and mention.start < one.end for one in positions)
    )


def _stated(position: FoundPosition, text: str) -> Toponym:
    span = Span(start=position.start, end=position.end)
    return Toponym(span=span, text=span.quote(text), use="literal")


def _coarse(position: FoundPosition, text: str) -> Rejected:
    span = Span(start=position.start, end=position.end)
    return Rejected(
        span=span,
        text=span.quote(text),
        what="place",
        reason="whole degrees: too coarse for a position",
    )


def with_direction(
    mention: PlaceMention, reading: WordReading, gazetteer: Gazetteer, *, names: NameLexicon
) -> PlaceMention:
    """With the direction before it where the gazetteer has that part: "eastern Ukraine"."""
    before = mention.first - 1
    if (
        before < 0
        or mention.source == "demonym"
        or not names.is_in(reading.lowers[before], "direction")
    ):
        return mention
    name = f"{reading.words[before]} {mention.name}"
    places = tuple(
        place for place in gazetteer.lookup(name) if place.kind in ("region", "country", "admin1")
    )
    if not places:
        return mention
    return replace(
        mention,
        first=before,
        start=reading.starts[before],
        name=name,
        places=places,
        source="gazetteer",
    )


def _toponym(
    mention: PlaceMention, odds: float, reading: WordReading, names: NameLexicon
) -> Toponym:
    span = Span(start=mention.start, end=mention.stop)
    return Toponym(
        span=span,
        text=span.quote(reading.source),
        use=use_of(mention, reading, names),
        certainty=DEMONYM_CERTAINTY if mention.source == "demonym" else round(probability(odds), 3),
    )


def _decided(
    mention: PlaceMention, odds: float, reading: WordReading, names: NameLexicon, *, is_told: bool
) -> float:
    """The log-odds a mention is chosen by; words decide first. ``is_told``: sure elsewhere."""
    if refusal(mention, reading, names):
        return min(odds, -1.0)
    if _is_certain(mention, reading, names):
        return max(odds, 1.0)
    if is_told and REPEATED_FLOOR < odds <= 0 and _reads_as_place(mention, reading, names):
        return JUST_CHOSEN
    if EMBEDDED_FLOOR < odds <= 0 and _is_well_known_part(mention, reading, names):
        return JUST_CHOSEN
    return odds


def _reads_as_place(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    """Whether parser or "in" make it a place; not "Logan" of "Logan-Rogersville"."""
    if reading.touches(mention.end - 1) and reading.word(mention.end) in HYPHENS:
        return False
    label = entity_label(reading, mention).removeprefix("start of ")
    return label in PLACE_LABELS or names.is_in(
        reading.word(mention.first - 1), "spatial_preposition"
    )


def _is_well_known_part(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    """A country, unit or city in an organisation's name: it is told and placed, but never drawn."""
    is_known = mention.source == "alias" or size_of(mention) in WELL_KNOWN
    if not is_known or use_of(mention, reading, names) != "embedded":
        return False
    number = reading.entity_at[mention.first]
    entity = reading.entities[number] if number >= 0 else None
    return (
        entity is not None
        and entity.label == "ORG"
        and _says_organisation(entity, mention, reading, names)
    )


def _says_organisation(
    entity: Entity, mention: PlaceMention, reading: WordReading, names: NameLexicon
) -> bool:
    others = (
        place
        for place in range(entity.first, entity.end)
        if not mention.first <= place < mention.end
    )
    return any(
        reading.capital[place] and names.is_in(reading.lowers[place], "organisation")
        for place in others
    )


def refusal(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> str:
    """Why the words cannot be a place whatever else speaks for it, or an empty string."""
    word = mention.name.lower()
    if mention.end - mention.first == 1:
        if names.is_in(word, "never_alone"):
            return "an everyday word"
        if names.is_in(word, "month") or names.is_in(word, "weekday"):
            return "a month or a day of the week"
    if names.is_in(word, "never_place"):
        return "the name of an organisation or alliance"
    if (
        reading.word(mention.end) == "of"
        and names.groups_of(word.removeprefix("the ")) & NOUNS_OF_PLACES
    ):
        return "what a place is, and not its name"
    if names.is_in(reading.word(mention.end), "thing"):
        return "the name of a ship or another thing"
    alias = names.aliases.get(mention.name)
    if alias and alias.needs_place and not _follows_place(mention, reading):
        return "an abbreviation that is read as a place only behind one"
    label = entity_label(reading, mention)
    if mention.source == "demonym" and label in (
        "LANGUAGE",
        "start of PERSON",
        "end of PERSON",
        "in PERSON",
    ):
        return ENTITY_REASONS[label.rsplit(" ", 1)[-1]]
    return ""


def _is_certain(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    """A country's abbreviation ("U.S.-led"), a polity's name, or what was shelled."""
    inside = reading.ends[mention.end - 1] > mention.stop
    if inside and mention.source == "alias":
        return names.aliases[mention.name].kind == "country"
    if must_be_place(mention, reading, names) or _is_called_village(mention, reading, names):
        return True
    behind = mention.end < len(reading.words) and reading.capital[mention.end]
    return behind and bool(mention.places) and names.is_in(reading.lowers[mention.end], "polity")


def _is_called_village(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    """A name of village lists alone behind "the village of"."""
    is_listed = bool(mention.places) and all(place.source for place in mention.places)
    is_behind = reading.word(mention.first - 1) == "of" and is_noun(
        mention.first - 2, reading, names
    )
    follows = mention.end < len(reading.words) and reading.capital[mention.end]
    return is_listed and is_behind and not follows


def _follows_place(mention: PlaceMention, reading: WordReading) -> bool:
    before = mention.first - 1
    return before > 0 and reading.words[before] in (",", "-", "(") and reading.capital[before - 1]


def _rejected(
    mentions: Sequence[PlaceMention],
    taken: Sequence[PlaceMention],
    reading: WordReading,
    names: NameLexicon,
) -> Iterator[Rejected]:
    """Place-like mentions that overlap no toponym, of two that overlap the longer."""
    stop = -1
    held = [False] * len(reading.source)
    for mention in taken:
        held[mention.start : mention.stop] = [True] * (mention.stop - mention.start)
    for mention in mentions:
        if (
            mention.source in SEEN
            and mention.start >= stop
            and not any(held[mention.start : mention.stop])
        ):
            if (
                names.common.get(mention.name.lower(), TOO_COMMON) < TOO_COMMON
                and reading.opens[mention.first]
            ):
                continue
            stop = mention.stop
            span = Span(start=mention.start, end=mention.stop)
            yield Rejected(
                span=span,
                text=span.quote(reading.source),
                what="place",
                reason=_reason(mention, reading, names),
            )


def _reason(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> str:
    told = refusal(mention, reading, names)
    if told:
        return told
    label = entity_label(reading, mention)
    kind = label.rsplit(" ", 1)[-1]
    if label.startswith(("start of ", "in ", "end of ")) and kind in ENTITY_REASONS:
        entity = reading.entities[reading.entity_at[mention.first]]
        return f"{ENTITY_REASONS[kind]}: {reading.text(entity.first, entity.end)}"
    if kind in ENTITY_REASONS:
        return ENTITY_REASONS[kind]
    if reading.words[mention.first - 1] in names.first_names and mention.first:
        return "follows a first name"
    if mention.name.lower() in names.common:
        return "an everyday word, and nothing beside it speaks for a place"
    return "nothing beside it speaks for a place"
