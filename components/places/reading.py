"""A spaCy Doc as plain tuples of its words, without white space, and what the lexicon knows of
them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Span, Token

from components.lexicon.names import NameLexicon

GLUE = frozenset({"-", "–", "'", "’", "/"})
HYPHENS = frozenset({"-", "–"})
OPENINGS = frozenset(
    "Near In At Around Outside Inside Across Following After Since Before From".split()
)
INITIALS = re.compile(r"(?<=\b[A-Z])\. (?=[A-Z]\.)")
"""The full stop and the blank between two initials."""
FEWEST_LONG_WORDS, SHARE_OF_CAPITALS = 4, 0.75
"""A headline has so many long words, and this share of them in capitals."""


@dataclass(frozen=True, slots=True)
class Entity:
    first: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class WordReading:
    """All by word position; ``starts`` and ``ends`` are characters of the text."""

    names: NameLexicon
    """What is known of its words."""
    source: str
    """The text of the Doc."""
    tokens: tuple[Token, ...]
    words: tuple[str, ...]
    lowers: tuple[str, ...]
    lemmas: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capital: tuple[bool, ...]
    sentence: tuple[int, ...]
    """Number of the word's sentence."""
    opens: tuple[bool, ...]
    """Whether the word is the first of its sentence, quotes and dashes left out."""
    titled: frozenset[int]
    """Numbers of the sentences in which most words begin with a capital, as headlines do."""
    entities: tuple[Entity, ...]
    entity_at: tuple[int, ...]
    """Position in ``entities`` of the entity that covers the word, or -1."""

    def text(self, first: int, end: int) -> str:
        """Words ``first`` to ``end`` (half-open) as a name, with single spaces."""
        parts = [self.words[first]]
        for before, word in zip(range(first, end - 1), self.words[first + 1 : end], strict=True):
            parts.append(word if self.ends[before] == self.starts[before + 1] else " " + word)
        return closed_up("".join(parts))

    def word(self, place: int) -> str:
        """Lower-case word at a position, empty beyond the text."""
        return self.lowers[place] if 0 <= place < len(self.lowers) else ""

    def is_capital(self, place: int) -> bool:
        """Whether the word at a position begins with a capital; not beyond the text."""
        return 0 <= place < len(self.capital) and self.capital[place]

    def is_in(self, place: int, group: str) -> bool:
        """Whether the word at a position is in a group of the lexicon."""
        return self.names.is_in(self.word(place), group)

    def groups_of(self, place: int) -> frozenset[str]:
        """Groups of the word at a position."""
        return self.names.groups_of(self.word(place))

    def continues(self, place: int) -> bool:
        """Whether the word before is of the same sentence."""
        return place > 0 and self.sentence[place - 1] == self.sentence[place]

    def touches(self, place: int) -> bool:
        """Whether no white space is between the word and the next."""
        return place + 1 < len(self.starts) and self.ends[place] == self.starts[place + 1]

    def label(self, first: int, end: int) -> str:
        """Label of the entity of words ``first`` to ``end`` (half-open), or of one that overlaps
        them, with how: "in ORG", "over GPE"; "none"."""
        number, last = self.entity_at[first], self.entity_at[end - 1]
        if number < 0 and last < 0:
            return "none"
        if number != last:
            return "across " + self.entities[max(number, last)].label
        entity = self.entities[number]
        begin, stop = entity.first, entity.end
        if self.lowers[begin] == "the" and begin < first:
            begin += 1
        if self.words[stop - 1] in ("'s", "’s", "'", "."):
            stop -= 1
        if (begin, stop) == (first, end):
            return entity.label
        if begin < first or stop > end:
            side = "start of " if begin == first else "end of " if stop == end else "in "
            return side + entity.label
        return "over " + entity.label


@lru_cache(maxsize=1)
def read(doc: Doc, names: NameLexicon) -> WordReading:
    """The last one is cached: recognition and resolution read the same Doc."""
    tokens = tuple(token for token in doc if not token.is_space)
    words = tuple(token.text for token in tokens)
    sentence, opens = _sentences(tokens)
    position = {token.i: place for place, token in enumerate(tokens)}
    entities = tuple(_entity(entity, position) for entity in doc.ents if not entity.text.isspace())
    covered = [-1] * len(tokens)
    for number, entity in enumerate(entities):
        covered[entity.first : entity.end] = [number] * (entity.end - entity.first)
    return WordReading(
        names=names,
        source=doc.text,
        tokens=tokens,
        words=words,
        lowers=tuple(word.lower() for word in words),
        lemmas=tuple(token.lemma_.lower() for token in tokens),
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token) for token in tokens),
        capital=tuple(word[0].isupper() for word in words),
        sentence=sentence,
        opens=opens,
        titled=_titled(words, sentence),
        entities=entities,
        entity_at=tuple(covered),
    )


def _entity(span: Span, position: dict[int, int]) -> Entity:
    """Without a preposition that begins the sentence: "Near Tal Afar" is no person."""
    places = [position[token.i] for token in span if token.i in position]
    is_led = len(places) > 1 and span[0].text in OPENINGS and bool(span[0].is_sent_start)
    label = "GPE" if is_led and span.label_ in ("PERSON", "ORG") else span.label_
    return Entity(places[is_led], places[-1] + 1, label)


def capitalised(word: str) -> str:
    """A word in capitals as a name is usually written: "MOSCOW" is "Moscow"."""
    return word.capitalize() if word.isupper() else word


def as_title(name: str) -> str:
    """The same for a name of several words; abbreviations stay."""
    return name.title() if name.isupper() and len(name) > 4 else name


def closed_up(name: str) -> str:
    """Initials without the blanks of tokenised text: "U. S." is "U.S."."""
    return INITIALS.sub(".", name)


def _sentences(tokens: tuple[Token, ...]) -> tuple[tuple[int, ...], tuple[bool, ...]]:
    number, opened = -1, False
    numbers, opens = [], []
    for token in tokens:
        if token.is_sent_start or number < 0:
            number, opened = number + 1, False
        numbers.append(number)
        opens.append(not opened and token.text[0].isalnum())
        opened = opened or token.text[0].isalnum()
    return tuple(numbers), tuple(opens)


def _titled(words: Sequence[str], sentence: Sequence[int]) -> frozenset[int]:
    total, capitals = Counter[int](), Counter[int]()
    for word, number in zip(words, sentence, strict=True):
        if word.isalpha() and len(word) > 3:
            total[number] += 1
            capitals[number] += word[0].isupper()
    return frozenset(
        number
        for number, count in total.items()
        if count >= FEWEST_LONG_WORDS and capitals[number] >= SHARE_OF_CAPITALS * count
    )
