"""Names that must be places by the grammar: what was shelled, "the X district"."""

from __future__ import annotations

from spacy.tokens import Token

from components.language.english.syntax import first_of_list, function_of, is_singular
from components.lexicon.names import NameLexicon
from components.places.document_names import entity_label
from components.places.mentions import PlaceMention
from components.places.reading import WordReading

HYPHENS = frozenset({"-", "–"})
ARTICLES = frozenset({"the", "a", "an"})
"""What a town's name seldom has: "in the Bronco"."""
WHERE = frozenset({"in", "near", "inside", "outside", "around", "within"})
"""Prepositions that hardly a person or body follows."""
NOUNS_OF_PLACES = frozenset({"settlement", "admin1", "admin2"})
"""Nouns that say what a place is; "the" stands before the name: "the Glushkovo region"."""


def must_be_place(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    """Whether a known name that is not a word and nobody's stands where only a place can."""
    label = entity_label(reading, mention)
    if (
        not mention.places
        or " " in label
        or _is_part(mention, reading)
        or not _is_nobodys(mention, reading, names)
    ):
        return False
    token = first_of_list(reading.tokens[mention.end - 1])
    function = function_of(token)
    if function == "behind a preposition":
        return reading.word(mention.first - 1) not in ARTICLES and _is_where(token.head, names)
    if function in {"object", "passive subject"}:
        return names.is_in(token.head.lemma_.lower(), "taking_places")
    is_before = function in {"modifier", "compound"} and token.head.i == token.i + 1
    return is_before and _is_district(token.head, names)


def _is_part(mention: PlaceMention, reading: WordReading) -> bool:
    """Whether a capitalised word or hyphen stands beside it: "Cumberland Farms"."""
    before, behind = mention.first - 1, mention.end
    leads = (
        before >= 0
        and reading.capital[before]
        and not reading.opens[before]
        and not reading.opens[mention.first]
    )
    follows = behind < len(reading.words) and reading.capital[behind] and not reading.opens[behind]
    return leads or follows or reading.word(before) in HYPHENS or reading.word(behind) in HYPHENS


def _is_nobodys(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> bool:
    words = {
        word.capitalize() if word.isupper() else word
        for word in reading.words[mention.first : mention.end]
    }
    persons = not (words.isdisjoint(names.first_names) and words.isdisjoint(names.last_names))
    return not persons and not any(word.lower() in names.common for word in words)


def _is_where(preposition: Token, names: NameLexicon) -> bool:
    """ "near Hryhorivka and Stupochky", "the villages of Nubl and Zahraa"."""
    if preposition.lower_ == "of":
        return names.is_in(preposition.head.lemma_.lower(), "settlement")
    return preposition.lower_ in WHERE


def _is_district(noun: Token, names: NameLexicon) -> bool:
    """One of them: "the Baltic states" are no unit of that name."""
    groups = names.groups_of(noun.lower_)
    return (
        is_singular(noun)
        and bool(groups & NOUNS_OF_PLACES)
        and any(child.lower_ == "the" for child in noun.lefts)
    )
