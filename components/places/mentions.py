"""Finds all words that may name a place: by gazetteer, parser or form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from components.core.protocols import Gazetteer
from components.core.records import Place
from components.places.reading import GLUE, Entity, WordReading

Source = Literal["gazetteer", "alias", "entity", "pattern", "demonym", "unlisted"]

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
LINKS = frozenset(
    (
        "'s of and the de la le du da do dos del di es upon on in en al el des sur am an der den y "
        "e i ul"
    ).split()
)
"""Small words inside names: "Isle of Man", "Rio de Janeiro", "Trinidad and Tobago"."""
MAX_WORDS = 8
MAX_ACRONYM = 3
"""Up to this length words in capitals are codes and organisations, if no alias ("UK")."""
TRAILING = "-–—,;:!?\"'”’)("
SHORT_BEGINNINGS = frozenset({"st.", "ft.", "mt.", "ste."})
NAMED_AFTER = frozenset({"river", "water", "island", "landform", "facility", "street"})
"""Groups of nouns at the end of a name: "Darling Avenue", "Black Sea"."""
NAMED_BEFORE = frozenset(
    {"lake", "lough", "loch", "mount", "mt.", "mt", "river", "fort", "ft.", "cape", "camp", "isle"}
)

NOUNS_AFTER = frozenset("office area settlement admin1 admin2 river water".split())
"""Groups of nouns after an unknown name with an article: "the X area"."""


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``first`` to ``end`` (half-open), characters ``start`` to ``stop``."""

    first: int
    end: int
    start: int
    stop: int
    name: str
    source: Source
    places: tuple[Place, ...] = field(default=(), compare=False)


@dataclass(slots=True)
class MentionFinder:
    """Looks each name up once for a document."""

    reading: WordReading
    gazetteer: Gazetteer
    known: dict[str, tuple[Place, ...]] = field(default_factory=dict)

    def lookup(self, name: str) -> tuple[Place, ...]:
        if name not in self.known:
            self.known[name] = self.gazetteer.lookup(name)
        return self.known[name]

    def find(self) -> tuple[PlaceMention, ...]:
        """In text order, of two that begin together the longer first; no two of the same words."""
        found: dict[tuple[int, int], PlaceMention] = {}
        for mention in self._all():
            found.setdefault((mention.start, mention.stop), mention)
        return tuple(sorted(found.values(), key=lambda mention: (mention.start, -mention.stop)))

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Each run of words that may be a name, half-open."""
        for first, is_capital in enumerate(self.reading.capital):
            if is_capital:
                yield from ((first, end) for end in self._ends(first))

    def _all(self) -> Iterator[PlaceMention]:
        for first, is_capital in enumerate(self.reading.capital):
            if is_capital:
                yield from self._listed(first)
                yield from self._inside(first)
                yield from self._formed(first)
                yield from self._unlisted(first)
        for entity in self.reading.entities:
            if entity.label in PLACE_LABELS:
                yield from self._entity(entity)

    def _listed(self, first: int) -> Iterator[PlaceMention]:
        """Aliases, demonyms and gazetteer names that begin with this word."""
        reading, names = self.reading, self.reading.names
        for end in self._ends(first):
            name = reading.text(first, end)
            # The full stop of an abbreviation may be its own token: "W.Va" and ".".
            is_dotted = reading.word(end) == "." and reading.touches(end - 1)
            if is_dotted and name + "." in names.aliases:
                yield self._mention(first, end + 1, "alias")
            if name in names.aliases:
                yield self._mention(first, end, "alias")
            elif name in names.demonyms:
                yield self._mention(first, end, "demonym")
            else:
                places = self.lookup(name)
                if is_acronym(name):
                    # Airports have acronyms, too.
                    places = tuple(one for one in places if one.kind in ("country", "admin1"))
                if places:
                    yield self._mention(first, end, "gazetteer", places)

    def _ends(self, first: int) -> Iterator[int]:
        """Ends (half-open) of names that begin here, after each capitalised word in reach."""
        reading = self.reading
        for last in range(first, min(first + MAX_WORDS, len(reading.words))):
            is_new = last > first and not reading.continues(last)
            if is_new and reading.lowers[last - 1] not in SHORT_BEGINNINGS:
                return
            is_glue = (
                reading.words[last] in GLUE and reading.touches(last) and reading.touches(last - 1)
            )
            if reading.capital[last]:
                yield last + 1
            elif not is_glue and reading.lowers[last] not in LINKS:
                return

    def _inside(self, place: int) -> Iterator[PlaceMention]:
        """Aliases inside one word: "U.S.-led", "D-N.Y."."""
        word = self.reading.words[place]
        if "-" not in word and "/" not in word:
            return
        start = self.reading.starts[place]
        for part in word.replace("/", "-").split("-"):
            if part in self.reading.names.aliases and part != word:
                begin = start + word.index(part)
                yield PlaceMention(place, place + 1, begin, begin + len(part), part, "alias")

    def _formed(self, first: int) -> Iterator[PlaceMention]:
        """Names by their form, in no table: "Darling Avenue", "Lake Norman"."""
        reading = self.reading
        for end in self._ends(first):
            groups = reading.groups_of(end - 1)
            if end - first > 1 and groups & NAMED_AFTER and not reading.opens[end - 1]:
                yield self._mention(first, end, "pattern")
        if reading.is_capital(first + 1) and reading.lowers[first] in NAMED_BEFORE:
            yield self._mention(first, first + 2, "pattern")

    def _unlisted(self, first: int) -> Iterator[PlaceMention]:
        """Unknown capitalised words in the position of a place: "in Robotyne"."""
        reading, end = self.reading, first + 1
        while end - first < 3 and reading.is_capital(end):
            end += 1
        if reading.opens[first] or reading.words[first].isupper():
            return
        if self._is_used_like_place(first, end):
            name = reading.text(first, end)
            if name.replace("-", "").replace(" ", "").isalpha() and not self.lookup(name):
                yield self._mention(first, end, "unlisted")

    def _is_used_like_place(self, first: int, end: int) -> bool:
        """ "in X", "the village of X", "fled X"; "the X area", "a X man"."""
        before = self.reading.word(first - 1)
        if before in ("the", "a", "an"):
            return bool(self.reading.groups_of(end) & NOUNS_AFTER)
        groups = self.reading.names.groups_of(before)
        groups |= self.reading.names.groups_of(self.reading.lemmas[first - 1])
        return before in ("of", "and", ",") or bool(groups & {"spatial_preposition", "taking"})

    def _entity(self, entity: Entity) -> Iterator[PlaceMention]:
        """The capitalised parts of an entity of the parser, split at commas."""
        reading, first = self.reading, None
        for place in range(entity.first, entity.end + 1):
            ends = place == entity.end or reading.words[place] in (",", ";", "(", ")")
            if ends and first is not None:
                yield from self._trimmed(first, place)
                first = None
            elif not ends and first is None and reading.capital[place]:
                first = place

    def _trimmed(self, first: int, end: int) -> Iterator[PlaceMention]:
        reading = self.reading
        while first < end and reading.lowers[first] in ("the", "a"):
            first += 1
        while end > first and not reading.capital[end - 1]:
            end -= 1
        if first < end and not is_acronym(name := reading.text(first, end)):
            places = self.lookup(name.rstrip(TRAILING + "."))
            yield self._mention(first, end, "entity", places)

    def _mention(
        self, first: int, end: int, source: Source, places: tuple[Place, ...] = ()
    ) -> PlaceMention:
        """Without punctuation at the end ("Ukraine.-"), but with an abbreviation's full stop."""
        name = kept = self.reading.text(first, end)
        if source != "alias":
            kept = name.rstrip(TRAILING + "." * (source == "entity" and ".-" in name))
        stop = self.reading.ends[end - 1] - (len(name) - len(kept))
        return PlaceMention(first, end, self.reading.starts[first], stop, kept, source, places)


def is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= MAX_ACRONYM
