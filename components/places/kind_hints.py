"""Which kind of place the words say it is: "the city of Kherson", "Kursk region"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from components.language.english.prepositions import carrier, is_after_preposition, under
from components.language.english.syntax import dependents, first_of_list, function_of
from components.lexicon.names import NameLexicon
from components.places.reading import WordReading

GROUPS = ("settlement", "admin1", "admin2", "river", "water", "island")
"""Groups of nouns beside the name, in order; "Paris airport" and "Normandy beach" give no hint."""
LAST_WORD_FIRST = tuple(
    "admin2 admin1 river water island street facility landform settlement".split()
)
NOUNS = ("NOUN", "PROPN")
MAX_LIST_WORDS = 16


@dataclass(frozen=True, slots=True)
class KindHint:
    """``group`` of place_words.csv, empty for none; ``words`` are those that give the hint."""

    group: str = ""
    words: str = ""
    is_own: bool = False
    """Whether the words are part of the name, a weaker hint: "Elbow Lake" may be a town."""

    @property
    def noun(self) -> str:
        """The noun in the singular: "county" of "counties"."""
        word = self.words.split()[0].lower() if self.words else ""
        return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


NOTHING = KindHint()


def kind_hint(reading: WordReading, first: int, end: int) -> KindHint:
    """The first hint, from the name's own words outwards."""
    return next(_hints(reading, first, end), NOTHING)


def _hints(reading: WordReading, first: int, end: int) -> Iterator[KindHint]:
    names = reading.names
    if end - first > 1:
        for place in (end - 1, first):
            group = _group(reading.lowers[place], names, LAST_WORD_FIRST)
            if group and (place != first or group in ("river", "water", "landform", "facility")):
                yield KindHint(group, reading.words[place], is_own=True)
    yield from _next_noun(reading, end)
    # "The city of Kherson", "the cities of Balakliya and Izyum".
    token = first_of_list(reading.tokens[end - 1])
    if is_after_preposition(token, {"of"}):
        yield from _from_noun(carrier(token), names, behind=" of")
    # "The capital Juba", "in the village Foua".
    before = first - 1
    if (
        reading.continues(first)
        and reading.tokens[before].pos_ == "NOUN"
        and _group(reading.lemmas[before], names) == "settlement"
    ):
        yield KindHint("settlement", reading.words[before])
    yield from _noun_after_comma(reading, end)
    yield from _in_grammar(reading.tokens[end - 1], names)
    yield from _shared_noun(reading, end)


def _group(word: str, names: NameLexicon, order: tuple[str, ...] = GROUPS) -> str:
    held = names.groups_of(word)
    return next((group for group in order if group in held), "")


def _from_noun(noun: Token, names: NameLexicon, *, behind: str = "") -> Iterator[KindHint]:
    group = _group(noun.lemma_.lower(), names)
    if group:
        yield KindHint(group, noun.text + behind)


def _next_noun(reading: WordReading, end: int) -> Iterator[KindHint]:
    """ "Kherson city", "Kursk region", "Dnipro River"; not "Kherson state television"."""
    if end >= len(reading.words) or reading.touches(end - 1):
        return
    group = _group(reading.lowers[end], reading.names)
    behind = reading.tokens[end + 1] if end + 1 < len(reading.tokens) else None
    is_last = behind is None or behind.pos_ not in NOUNS or function_of(behind) != "compound"
    is_noun = reading.tokens[end].pos_ in NOUNS or _is_plural(reading.lowers[end])
    if group and is_last and is_noun:
        yield KindHint(group, reading.words[end])


def _is_plural(word: str) -> bool:
    """A plural that the parser may take for a verb: "Sumy and Chernihiv oblasts"."""
    return word.endswith("s") and word != "states"


def _noun_after_comma(reading: WordReading, end: int) -> Iterator[KindHint]:
    """ "the Dnipro, the river that...", "Kupiansk, a key railway hub"."""
    if reading.word(end) != "," or reading.word(end + 1) not in ("a", "an", "the"):
        return
    for place in range(end + 2, min(end + 7, len(reading.words))):
        if reading.capital[place] or not reading.lowers[place].replace("-", "").isalpha():
            return
        is_last = place + 1 >= len(reading.tokens) or reading.tokens[place + 1].pos_ != "NOUN"
        if reading.tokens[place].pos_ == "NOUN" and is_last:
            yield from _from_noun(reading.tokens[place], reading.names)
            return


def _in_grammar(token: Token, names: NameLexicon) -> Iterator[KindHint]:
    """ "Samarkand, a city in...", "four regions: Donetsk, ...", "Kherson is one of..."."""
    first = first_of_list(token)
    beside = [first.head] if function_of(first) == "apposition" else []
    for noun in (*dependents(token, "apposition"), *beside):
        if noun.pos_ == "NOUN":
            yield from _from_noun(noun, names)
    if function_of(token) == "subject" and token.head.lemma_ == "be":
        for noun in dependents(token.head, "predicate noun"):
            yield from _from_noun(noun, names)
            of = under(noun, {"of"}) if noun.lower_ in ("one", "part", "capital") else []
            for one in of:
                if "Plur" in one.morph.get("Number", []) and one.pos_ == "NOUN":
                    yield from _from_noun(one, names)


def _shared_noun(reading: WordReading, end: int) -> Iterator[KindHint]:
    """ "the Donetsk and Luhansk regions", "Harvey, Harper and Kingman counties"."""
    if reading.word(end) not in (",", "and"):
        return
    for place in range(end, min(end + MAX_LIST_WORDS, len(reading.words))):
        word = reading.lowers[place]
        group = _group(word, reading.names)
        if group and _is_plural(word):
            if reading.capital[place - 1]:
                yield KindHint(group, reading.words[place])
            return
        if not (reading.capital[place] or word in (",", "and", "or")):
            return


def is_village_noun(place: int, reading: WordReading) -> bool:
    """Whether the word there marks a name beside it as a place's: "village", "districts"."""
    if not 0 <= place < len(reading.words):
        return False
    words = (reading.lowers[place], reading.lemmas[place])
    return any(reading.names.is_in(word, "village") for word in words)
