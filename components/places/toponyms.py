"""Recognition: which words are names of places, how each is used, and what was rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from components.core.protocols import Gazetteer
from components.core.records import Rejected, Span, Toponym
from components.language.english.syntax import first_of_list, function_of, is_singular
from components.lexicon.names import NameLexicon
from components.places.coordinates import find_positions
from components.places.cues import size_of
from components.places.judging import best_apart, judge, probability
from components.places.kind_hints import is_village_noun
from components.places.mentions import PLACE_LABELS, MentionFinder, PlaceMention
from components.places.reading import HYPHENS, WordReading, capitalised, read
from components.places.uses import use_of

SEEN = frozenset({"gazetteer", "alias", "entity"})
"""Sources of mentions that are listed when rejected; other capitalised words are not."""
TOO_COMMON = 1_000
"""Everyday words of a lower rank are not listed at the start of a sentence: "But"."""
DEMONYM_CERTAINTY = 0.98
EMBEDDED_FLOOR = -3.5
"""Log-odds from which a well-known place in an organisation's name is listed: "Bank of England"."""
SURE_LOG_ODDS, REPEATED_FLOOR = 1.0, -1.5
"""Log-odds of a sure name, and from which another mention of it counts as a place too."""
JUST_CHOSEN = 0.02
ARTICLES = frozenset({"the", "a", "an"})
"""Rare before a town's name: "in the Bronco"."""
WHERE = frozenset({"in", "near", "inside", "outside", "around", "within"})
"""Prepositions that are rare before persons and bodies."""
NOUNS_OF_PLACES = frozenset({"settlement", "admin1", "admin2"})
"""Groups of nouns for kinds of places: "the Glushkovo region"."""
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
DEMONYM_IN_NAME = frozenset({"LANGUAGE", "start of PERSON", "end of PERSON", "in PERSON"})
"""Labels (``WordReading.label``) of a demonym that means no people: "Paul German"."""
TOO_COARSE = "whole degrees: too coarse for a position"


def find_toponyms(
    doc: Doc, gazetteer: Gazetteer, names: NameLexicon
) -> tuple[tuple[Toponym, ...], tuple[Rejected, ...]]:
    """Toponyms and what was rejected, each in text order; no two toponyms overlap."""
    reading = read(doc, names)
    positions = find_positions(reading.source, names.is_in)
    # The letters of a position ("N") are not names.
    mentions = [
        mention
        for mention in MentionFinder(reading, gazetteer).find()
        if not any(one.start < mention.stop and mention.start < one.end for one in positions)
    ]
    odds = judge(mentions, reading)
    sure = {
        mention.name for mention, odd in zip(mentions, odds, strict=True) if odd > SURE_LOG_ODDS
    }
    decided = [
        _decided(mention, odd, reading, is_sure_elsewhere=mention.name in sure)
        for mention, odd in zip(mentions, odds, strict=True)
    ]
    chosen = best_apart(mentions, decided)
    taken = [_with_direction(mentions[number], reading, gazetteer) for number in chosen]
    toponyms = []
    for mention, number in zip(taken, chosen, strict=True):
        span = Span(start=mention.start, end=mention.stop)
        is_demonym = mention.source == "demonym"
        toponyms.append(
            Toponym(
                span=span,
                text=span.quote(reading.source),
                use=use_of(mention, reading),
                certainty=DEMONYM_CERTAINTY if is_demonym else round(probability(odds[number]), 3),
            )
        )
    rejected = list(_rejected(mentions, taken, reading))
    for one in positions:
        span = Span(start=one.start, end=one.end)
        text = span.quote(reading.source)
        if one.coarse:
            rejected.append(Rejected(span=span, text=text, what="place", reason=TOO_COARSE))
        else:
            toponyms.append(Toponym(span=span, text=text, use="literal"))
    return tuple(sorted(toponyms, key=lambda one: one.span)), tuple(
        sorted(rejected, key=lambda one: one.span)
    )


def _with_direction(
    mention: PlaceMention, reading: WordReading, gazetteer: Gazetteer
) -> PlaceMention:
    """With the direction before it if the gazetteer has that part: "eastern Ukraine"."""
    before = mention.first - 1
    if mention.source == "demonym" or not reading.is_in(before, "direction"):
        return mention
    name = f"{reading.words[before]} {mention.name}"
    kinds = ("region", "country", "admin1")
    places = tuple(place for place in gazetteer.lookup(name) if place.kind in kinds)
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


def _decided(
    mention: PlaceMention,
    odds: float,
    reading: WordReading,
    *,
    is_sure_elsewhere: bool,
) -> float:
    """The log-odds by which a mention is chosen; rules about the words go first."""
    if _refusal(mention, reading):
        return min(odds, -1.0)
    if _is_certain(mention, reading):
        return max(odds, 1.0)
    if is_sure_elsewhere and REPEATED_FLOOR < odds <= 0 and _reads_as_place(mention, reading):
        return JUST_CHOSEN
    if EMBEDDED_FLOOR < odds <= 0 and _is_well_known_part(mention, reading):
        return JUST_CHOSEN
    return odds


def _refusal(mention: PlaceMention, reading: WordReading) -> str:
    """Why the words cannot be a place, whatever the cues say; or an empty string."""
    names = reading.names
    word, behind = mention.name.lower(), reading.word(mention.end)
    if mention.end - mention.first == 1:
        if names.is_in(word, "never_alone"):
            return "an everyday word"
        if names.is_in(word, "month") or names.is_in(word, "weekday"):
            return "a month or a day of the week"
    if names.is_in(word, "never_place"):
        return "the name of an organisation or alliance"
    if behind == "of" and names.groups_of(word.removeprefix("the ")) & NOUNS_OF_PLACES:
        return "what a place is, and not its name"
    if names.is_in(behind, "thing"):
        return "the name of a ship or another thing"
    alias, before = names.aliases.get(mention.name), mention.first - 1
    if alias and alias.needs_place:
        is_parted = before > 0 and reading.words[before] in (",", "-", "(")
        if not (is_parted and reading.capital[before - 1]):
            return "an abbreviation that is read as a place only behind one"
    label = reading.label(mention.first, mention.end)
    if mention.source == "demonym" and label in DEMONYM_IN_NAME:
        return ENTITY_REASONS[label.rsplit(" ", 1)[-1]]
    return ""


def _is_certain(mention: PlaceMention, reading: WordReading) -> bool:
    """A country's abbreviation ("U.S.-led"), a polity's name, what was shelled, or a village that
    only added lists have, after "the village of"."""
    first, end = mention.first, mention.end
    if mention.source == "alias" and reading.ends[end - 1] > mention.stop:
        return reading.names.aliases[mention.name].kind == "country"
    if _must_be_place(mention, reading):
        return True
    if not mention.places:
        return False
    if reading.is_capital(end):
        return reading.is_in(end, "polity")
    is_called = reading.word(first - 1) == "of" and is_village_noun(first - 2, reading)
    return is_called and all(place.source for place in mention.places)


def _must_be_place(mention: PlaceMention, reading: WordReading) -> bool:
    """Whether a known name, no everyday word and no person's, is in the position of a place: "near
    Hryhorivka", "shelled X", "the X district"; not "Cumberland Farms"."""
    names = reading.names
    before, end = mention.first - 1, mention.end
    if not mention.places or " " in reading.label(mention.first, end):
        return False
    leads = (
        reading.is_capital(before)
        and not reading.opens[before]
        and not reading.opens[mention.first]
    )
    follows = reading.is_capital(end) and not reading.opens[end]
    if leads or follows or {reading.word(before), reading.word(end)} & HYPHENS:
        return False
    words = {capitalised(word) for word in reading.words[mention.first : end]}
    is_persons = not (words.isdisjoint(names.first_names) and words.isdisjoint(names.last_names))
    if is_persons or any(word.lower() in names.common for word in words):
        return False
    token = first_of_list(reading.tokens[end - 1])
    function, head = function_of(token), token.head
    if function == "behind a preposition":
        if reading.word(before) in ARTICLES:
            return False
        if head.lower_ == "of":
            return names.is_in(head.head.lemma_.lower(), "settlement")
        return head.lower_ in WHERE
    if function in {"object", "passive subject"}:
        return names.is_in(head.lemma_.lower(), "taking_places")
    # In the singular: "the Baltic states" are no unit of that name.
    return (
        function in {"modifier", "compound"}
        and head.i == token.i + 1
        and is_singular(head)
        and bool(names.groups_of(head.lower_) & NOUNS_OF_PLACES)
        and any(child.lower_ == "the" for child in head.lefts)
    )


def _reads_as_place(mention: PlaceMention, reading: WordReading) -> bool:
    """Whether the parser or "in" says that it is a place; not "Logan" of "Logan-Rogersville"."""
    if reading.touches(mention.end - 1) and reading.word(mention.end) in HYPHENS:
        return False
    label = reading.label(mention.first, mention.end).removeprefix("start of ")
    before = reading.word(mention.first - 1)
    return label in PLACE_LABELS or reading.names.is_in(before, "spatial_preposition")


def _is_well_known_part(mention: PlaceMention, reading: WordReading) -> bool:
    """A country, unit or city in an organisation's name: it is listed and placed, never drawn."""
    is_known = mention.source == "alias" or size_of(mention) in WELL_KNOWN
    number = reading.entity_at[mention.first]
    if not is_known or number < 0 or use_of(mention, reading) != "embedded":
        return False
    entity = reading.entities[number]
    return entity.label == "ORG" and any(
        reading.capital[place] and reading.is_in(place, "organisation")
        for place in range(entity.first, entity.end)
        if not mention.first <= place < mention.end
    )


def _rejected(
    mentions: Sequence[PlaceMention],
    taken: Sequence[PlaceMention],
    reading: WordReading,
) -> Iterator[Rejected]:
    """Rejected mentions (SEEN) that overlap no toponym; of two that overlap the longer one."""
    stop = -1
    held = [False] * len(reading.source)
    for mention in taken:
        held[mention.start : mention.stop] = [True] * (mention.stop - mention.start)
    for mention in mentions:
        rank = reading.names.common.get(mention.name.lower(), TOO_COMMON)
        if (
            mention.source not in SEEN
            or mention.start < stop
            or any(held[mention.start : mention.stop])
            or (rank < TOO_COMMON and reading.opens[mention.first])
        ):
            continue
        stop = mention.stop
        span = Span(start=mention.start, end=mention.stop)
        reason = _reason(mention, reading)
        yield Rejected(span=span, text=span.quote(reading.source), what="place", reason=reason)


def _reason(mention: PlaceMention, reading: WordReading) -> str:
    if refusal := _refusal(mention, reading):
        return refusal
    side, _, kind = reading.label(mention.first, mention.end).rpartition(" ")
    if kind in ENTITY_REASONS:
        if side not in ("start of", "in", "end of"):
            return ENTITY_REASONS[kind]
        entity = reading.entities[reading.entity_at[mention.first]]
        return f"{ENTITY_REASONS[kind]}: {reading.text(entity.first, entity.end)}"
    if mention.first and reading.words[mention.first - 1] in reading.names.first_names:
        return "follows a first name"
    if mention.name.lower() in reading.names.common:
        return "an everyday word, and nothing beside it speaks for a place"
    return "nothing beside it speaks for a place"
