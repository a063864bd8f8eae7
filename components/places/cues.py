"""Evidence for and against a stretch of words naming a place, as named cues with fitted weights.

A cue is a short text, "before=in" or "entity=PERSON". A combination is a cue of its own."""

from __future__ import annotations

from collections.abc import Iterator

from components.language.english.syntax import label_in_words
from components.lexicon.names import NameLexicon
from components.places.document_names import DocumentNames, entity_label, share_word
from components.places.mentions import PlaceMention
from components.places.reading import WordReading

PREPOSITIONS = frozenset(
    (
        "in at on near from of to into outside across throughout around between through for by "
        "with against over off"
    ).split()
)
AFTER_GROUPS = tuple(
    (
        "organisation newspaper sports office saying title street facility settlement admin1 "
        "admin2 river water island landform area agentive undergoing event_noun"
    ).split()
)
BEFORE_GROUPS = tuple(
    "title saying direction agency organisation month spatial_preposition taking".split()
)
PEOPLED = frozenset({"settlement", "district", "admin1", "admin2", "country"})
"""Added lists have every brook and hill: other kinds do not make a name well known."""
PLACE_NOUNS = frozenset({"settlement", "admin1", "admin2", "island", "area"})
NOBODYS = "no word and no person's name"
UNMISTAKEN = frozenset(
    {
        f"{NOBODYS} & {meanings} & table={size}"
        for meanings in ("one meaning", "few meanings")
        for size in ("village", "town", "city", "metropolis")
    }
)
"""Cues of a name that is easily told."""
FIRST_RANKS = (300, 1_000, 3_000, 10_000, 30_000)


def cues_of(
    mention: PlaceMention, reading: WordReading, shared: DocumentNames, *, names: NameLexicon
) -> list[str]:
    """The cues of a mention; the same mention always gives the same ones."""
    label = entity_label(reading, mention)
    found = ["bias", "entity=" + label, "source=" + mention.source]
    table = _table_cue(mention)
    before = _before(mention, reading, names)
    after = _after(mention, reading, names)
    found += [table, f"{table} & entity={label}"]
    found += ["before=" + cue for cue in before]
    found += ["after=" + cue for cue in after]
    found += [f"before={before[0]} & entity={label}", f"after={after[0]} & entity={label}"]
    found += [f"before={before[0]} & {table}", f"after={after[0]} & {table}"]
    found.append(f"before={before[0]} & after={after[0]}")
    found += _beside_cues(mention, reading, shared, names)
    found += _word_cues(mention, reading, names)
    found += _document_cues(mention, shared)
    found += _grammar_cues(mention, reading)
    return found


def _table_cue(mention: PlaceMention) -> str:
    """What the gazetteer holds under the name, in one word."""
    return "table=alias" if mention.source == "alias" else "table=" + size_of(mention)


def _meanings_cue(mention: PlaceMention) -> str:
    count = len(mention.places)
    size = "one meaning" if count == 1 else "few meanings" if count < 5 else "many meanings"
    return f"{size} & {_table_cue(mention)}"


def size_of(mention: PlaceMention) -> str:
    """The greatest place of the name in a word: country, metropolis, village; else "nothing"."""
    places = [place for place in mention.places if not place.source or place.kind in PEOPLED]
    if not places:
        return "other" if mention.places else "nothing"
    kinds = {place.kind for place in places}
    for kind in ("country", "admin1", "region"):
        if kind in kinds:
            return kind
    people = max(place.population for place in places)
    if people >= 1_000_000:
        return "metropolis"
    for least, size in ((100_000, "city"), (15_000, "town"), (2_000, "small town")):
        if people >= least:
            return size
    return "admin2" if "admin2" in kinds else "village" if "settlement" in kinds else "other"


def _before(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> list[str]:
    place = mention.first - 1
    if (
        place < 0
        or reading.opens[mention.first]
        or reading.sentence[place] != reading.sentence[mention.first]
    ):
        return ["start"]
    word = reading.lowers[place]
    if word == "of" and names.groups_of(reading.lemmas[place - 1]) & PLACE_NOUNS:
        return ["noun of place and of", "of", "preposition"]
    if word in PREPOSITIONS:
        return [word, "preposition"]
    if word in ("the", "a", "an") and reading.opens[place]:
        return [word + " at the start"]
    if word in ("the", "a", "an"):
        noun = names.groups_of(reading.word(place - 1))
        return ["in the" if "spatial_preposition" in noun else word]
    if word == ",":
        return [
            "comma",
            "comma after capital" if reading.capital[place - 1] else "comma after small",
        ]
    held = names.groups_of(word) | names.groups_of(reading.lemmas[place])
    groups = [group for group in BEFORE_GROUPS if group in held]
    if groups:
        return [*groups, *(["capital"] if reading.capital[place] else [])]
    if reading.words[place] in names.first_names:
        return ["first name"]
    if reading.capital[place]:
        return ["capital"]
    return [word if word in ("and", "or", "-", "(", "'s", '"', "/") else "other"]


def _after(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> list[str]:
    place = mention.end
    if place >= len(reading.words) or reading.sentence[place] != reading.sentence[mention.first]:
        return ["end"]
    word = reading.lowers[place]
    size = "capital " if reading.capital[place] else ""
    held = names.groups_of(word) | names.groups_of(reading.lemmas[place])
    groups = [size + group for group in AFTER_GROUPS if group in held]
    if groups:
        return [*groups, *(["capital"] if reading.capital[place] else [])]
    if reading.capital[place]:
        return ["capital surname" if reading.words[place] in names.last_names else "capital"]
    if word == ",":
        return ["comma", _behind_comma(reading, place + 1)]
    if word == "-":
        return ["-", "- before " + ("capital" if _is_capital(reading, place + 1) else "small")]
    return [
        word
        if word in ("and", "or", "'s", "(", ")", ".", ":", "/", "is", "was", "who")
        else "other"
    ]


def _behind_comma(reading: WordReading, place: int) -> str:
    if place < len(reading.words) and reading.words[place].isdecimal():
        return "comma before number"
    return "comma before capital" if _is_capital(reading, place) else "comma before small"


def _is_capital(reading: WordReading, place: int) -> bool:
    return place < len(reading.capital) and reading.capital[place]


def _beside_cues(
    mention: PlaceMention, reading: WordReading, shared: DocumentNames, names: NameLexicon
) -> Iterator[str]:
    """What the neighbours are: "Paris, Illinois", "Hornsey, Walthamstow and Edmonton"."""
    if reading.word(mention.end) == ",":
        for other in shared.beginning.get(mention.end + 1, ()):
            yield "then comma and " + _table_cue(other)
            if _holds(other, mention, names):
                yield "then comma and what it lies in"
    if reading.word(mention.first - 1) == ",":
        for other in shared.ending.get(mention.first - 1, ()):
            yield "comma behind " + _table_cue(other)
            if _holds(mention, other, names):
                yield "comma behind what lies in it"
    if reading.word(mention.end) in ("and", "or"):
        for other in shared.beginning.get(mention.end + 1, ()):
            yield "and " + _table_cue(other)
    if reading.word(mention.first - 1) in ("and", "or"):
        for other in shared.ending.get(mention.first - 1, ()):
            yield "and behind " + _table_cue(other)


def _holds(outer: PlaceMention, inner: PlaceMention, names: NameLexicon) -> bool:
    """Whether a place of the inner name lies in one of the outer name."""
    alias = names.aliases.get(outer.name)
    if alias is not None:
        return any(place.country == alias.country for place in inner.places)
    units = {place.admin1_id for place in outer.places if place.kind == "admin1"}
    countries = {place.country for place in outer.places if place.kind == "country"}
    return any(place.admin1_id in units or place.country in countries for place in inner.places)


def _word_cues(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> Iterator[str]:
    count = mention.end - mention.first
    yield f"words={min(count, 4)}"
    if mention.name.isupper():
        yield "in capitals" if len(mention.name) > 4 else "short and in capitals"
    if reading.sentence[mention.first] in reading.shouted:
        yield "shouted sentence"
    if reading.sentence[mention.first] in reading.titled:
        yield "headline"
    if len(mention.name) < 4:
        yield "short"
    if count == 1:
        yield from _single_word_cues(mention, reading, names)
        return
    if reading.words[mention.first] in names.first_names:
        yield "begins with a first name"
    if reading.words[mention.end - 1] in names.last_names:
        yield "ends with a surname"
    if all(
        word in names.common or word in ("of", "the")
        for word in reading.lowers[mention.first : mention.end]
    ):
        yield "everyday words"
    for group in names.groups_of(reading.lowers[mention.end - 1]):
        yield "last word is " + group


def _single_word_cues(
    mention: PlaceMention, reading: WordReading, names: NameLexicon
) -> Iterator[str]:
    word = reading.words[mention.first]
    rank = names.common.get(word.lower())
    if rank is not None:
        size = next((limit for limit in FIRST_RANKS if rank <= limit), FIRST_RANKS[-1])
        yield f"everyday word {size}"
        yield "everyday word"
        if reading.opens[mention.first]:
            yield "everyday word at the start"
    spelled = word.capitalize() if word.isupper() else word
    if spelled in names.first_names:
        yield "first name"
    if spelled in names.last_names:
        yield "surname"
    for group in names.groups_of(word.lower()):
        yield "is " + group
    if (
        rank is None
        and spelled not in names.first_names
        and spelled not in names.last_names
        and mention.places
    ):
        yield NOBODYS
        yield f"{NOBODYS} & " + _table_cue(mention)
        yield f"{NOBODYS} & " + _meanings_cue(mention)


def _document_cues(mention: PlaceMention, shared: DocumentNames) -> Iterator[str]:
    name, count = mention.name, shared.count[mention.name]
    if count > 1:
        yield "repeated"
        labels = shared.labels[name]
        places = labels["GPE"] + labels["LOC"] + labels["FAC"]
        yield "in all mentions a place: " + share_word(places, count)
        yield "in all mentions a person: " + share_word(labels["PERSON"], count)
        yield "in all mentions an organisation: " + share_word(labels["ORG"], count)
    yield "follows a preposition of place: " + share_word(shared.after_place_word[name], count)
    if name in shared.called:
        yield "follows a first name somewhere"
    if name in shared.people:
        yield "part of a person's name elsewhere"
    elif shared.perhaps_people[name]:
        yield "perhaps part of a person's name: " + share_word(shared.perhaps_people[name], count)
    if name in shared.organisations:
        yield "part of an organisation's name"
    if name.lower() in shared.lower:
        yield "in small letters elsewhere"


def _grammar_cues(mention: PlaceMention, reading: WordReading) -> Iterator[str]:
    token = reading.tokens[mention.end - 1]
    yield "part of speech=" + token.pos_
    yield "function=" + label_in_words(token)
    if reading.tokens[mention.first].pos_ != "PROPN":
        yield "begins with " + reading.tokens[mention.first].pos_
