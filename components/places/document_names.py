"""What a whole document shows of its names, and how its entities stand to a mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from components.lexicon.names import NameLexicon
from components.places.mentions import PlaceMention
from components.places.reading import WordReading


@dataclass(frozen=True, slots=True)
class DocumentNames:
    count: Counter[str]
    labels: dict[str, Counter[str]]
    """Entity labels that a name's mentions carry exactly."""
    people: frozenset[str]
    """Words that stand in a person's name that begins with a known first name."""
    perhaps_people: Counter[str]
    """How often words stand in any longer name that the model takes for a person's."""
    called: frozenset[str]
    """Words that follow a first name somewhere."""
    beginning: dict[int, list[PlaceMention]]
    """Mentions by their first word."""
    ending: dict[int, list[PlaceMention]]
    """Mentions by the word behind them."""
    after_place_word: Counter[str]
    """How often names follow a spatial preposition."""
    lower: frozenset[str]
    """Words that also stand in small letters."""
    organisations: frozenset[str]


def document_names(
    reading: WordReading, mentions: Sequence[PlaceMention], names: NameLexicon
) -> DocumentNames:
    """Read the document once for what its mentions have in common."""
    labels: dict[str, Counter[str]] = {}
    after: Counter[str] = Counter()
    for mention in mentions:
        labels.setdefault(mention.name, Counter())[entity_label(reading, mention)] += 1
        if names.is_in(reading.word(mention.first - 1), "spatial_preposition"):
            after[mention.name] += 1
    return DocumentNames(
        count=Counter(mention.name for mention in mentions),
        labels=labels,
        people=frozenset(_words_of(reading, "PERSON", names.first_names)),
        perhaps_people=Counter(_words_of(reading, "PERSON")),
        called=frozenset(_called(reading, names)),
        beginning=_by_word(mentions, "first"),
        ending=_by_word(mentions, "end"),
        after_place_word=after,
        lower=frozenset(
            word
            for word, capital in zip(reading.words, reading.capital, strict=True)
            if not capital
        ),
        organisations=frozenset(_words_of(reading, "ORG")),
    )


def _words_of(
    reading: WordReading, label: str, beginnings: frozenset[str] = frozenset()
) -> Iterator[str]:
    """Words of entities of two or more words; with ``beginnings`` only of those that begin so."""
    for entity in reading.entities:
        is_long = entity.label == label and entity.end - entity.first > 1
        if is_long and (not beginnings or reading.words[entity.first] in beginnings):
            yield from reading.words[entity.first : entity.end]


def _called(reading: WordReading, names: NameLexicon) -> Iterator[str]:
    for before, word in pairwise(range(len(reading.words))):
        if (
            reading.capital[word]
            and reading.words[before] in names.first_names
            and not reading.opens[word]
        ):
            yield reading.words[word]


def _by_word(
    mentions: Sequence[PlaceMention], edge: Literal["first", "end"]
) -> dict[int, list[PlaceMention]]:
    found: dict[int, list[PlaceMention]] = {}
    for mention in mentions:
        found.setdefault(getattr(mention, edge), []).append(mention)
    return found


def share_word(part: int, whole: int) -> str:
    """A share in words, for cues: never, seldom, often, mostly."""
    if not part:
        return "never"
    return "mostly" if 3 * part >= 2 * whole else "often" if 3 * part >= whole else "seldom"


def entity_label(reading: WordReading, mention: PlaceMention) -> str:
    """Label of the entity of just these words, else its relation: "in ORG", "over GPE", "none"."""
    number = reading.entity_at[mention.first]
    last = reading.entity_at[mention.end - 1]
    if number < 0 and last < 0:
        return "none"
    if number != last:
        return "across " + reading.entities[max(number, last)].label
    entity = reading.entities[number]
    first, end = entity.first, entity.end
    if reading.lowers[first] == "the" and first < mention.first:
        first += 1
    if reading.words[end - 1] in ("'s", "’s", "'", "."):
        end -= 1
    if (first, end) == (mention.first, mention.end):
        return entity.label
    if first < mention.first or end > mention.end:
        side = "start of " if first == mention.first else "end of " if end == mention.end else "in "
        return side + entity.label
    return "over " + entity.label
