"""Evidence that words name a place, or do not: named cues with fitted weights.

A cue is a short text, "before=in" or "entity=PERSON". A combination of cues is a cue, too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from components.language.english.syntax import label_in_words
from components.lexicon.names import NameLexicon
from components.places.mentions import PlaceMention
from components.places.reading import WordReading, capitalised

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
"""Added lists have every stream and hill: other kinds do not make a name well known."""
PLACE_NOUNS = frozenset({"settlement", "admin1", "admin2", "island", "area"})
NOBODYS = "no word and no person's name"
UNAMBIGUOUS = frozenset(
    {
        f"{NOBODYS} & {meanings} & table={size}"
        for meanings in ("one meaning", "few meanings")
        for size in ("village", "town", "city", "metropolis")
    }
)
"""Cues of a name that hardly means anything else."""
AFTER_WORDS = frozenset({"and", "or", "'s", "(", ")", ".", ":", "/", "is", "was", "who"})
FIRST_RANKS = (300, 1_000, 3_000, 10_000, 30_000)


@dataclass(frozen=True, slots=True)
class DocumentNames:
    """What the mentions of a whole document have in common."""

    labels: Mapping[str, Counter[str]]
    """By name: how often its mentions have each label (``WordReading.label``)."""
    people: frozenset[str]
    """Words of persons' names that begin with a known first name."""
    perhaps_people: Counter[str]
    """How often words are in a longer name that the model takes for a person's."""
    called: frozenset[str]
    """Words that follow a first name somewhere."""
    beginning: Mapping[int, list[PlaceMention]]
    """Mentions by their first word."""
    ending: Mapping[int, list[PlaceMention]]
    """Mentions by the word after them."""
    after_place_word: Counter[str]
    """How often names follow a spatial preposition."""
    lower: frozenset[str]
    """Words that occur in small letters, too."""


def document_names(reading: WordReading, mentions: Sequence[PlaceMention]) -> DocumentNames:
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    beginning: defaultdict[int, list[PlaceMention]] = defaultdict(list)
    ending: defaultdict[int, list[PlaceMention]] = defaultdict(list)
    after_place_word = Counter[str]()
    for mention in mentions:
        labels[mention.name][reading.label(mention.first, mention.end)] += 1
        beginning[mention.first].append(mention)
        ending[mention.end].append(mention)
        if reading.is_in(mention.first - 1, "spatial_preposition"):
            after_place_word[mention.name] += 1
    people, perhaps_people = set[str](), Counter[str]()
    for entity in reading.entities:
        words = reading.words[entity.first : entity.end]
        if entity.label == "PERSON" and len(words) > 1:
            perhaps_people.update(words)
            if words[0] in reading.names.first_names:
                people.update(words)
    return DocumentNames(
        labels=labels,
        people=frozenset(people),
        perhaps_people=perhaps_people,
        called=frozenset(
            word
            for place, (before, word) in enumerate(pairwise(reading.words), start=1)
            if reading.capital[place]
            and before in reading.names.first_names
            and not reading.opens[place]
        ),
        beginning=beginning,
        ending=ending,
        after_place_word=after_place_word,
        lower=frozenset(
            word
            for word, is_capital in zip(reading.words, reading.capital, strict=True)
            if not is_capital
        ),
    )


def cues_of(mention: PlaceMention, reading: WordReading, shared: DocumentNames) -> list[str]:
    """The cues of a mention, always in the same order."""
    entity = "entity=" + reading.label(mention.first, mention.end)
    table = _table_cue(mention)
    before = ["before=" + cue for cue in _before(mention, reading)]
    after = ["after=" + cue for cue in _after(mention, reading)]
    token = reading.tokens[mention.end - 1]
    found = ["bias", entity, "source=" + mention.source, table, f"{table} & {entity}"]
    found += [*before, *after]
    found += [f"{before[0]} & {entity}", f"{after[0]} & {entity}"]
    found += [f"{before[0]} & {table}", f"{after[0]} & {table}", f"{before[0]} & {after[0]}"]
    found += _beside_cues(mention, reading, shared)
    found += _word_cues(mention, reading)
    found += _document_cues(mention.name, shared)
    found += ["part of speech=" + token.pos_, "function=" + label_in_words(token)]
    if reading.tokens[mention.first].pos_ != "PROPN":
        found.append("begins with " + reading.tokens[mention.first].pos_)
    return found


def _table_cue(mention: PlaceMention) -> str:
    """What the gazetteer has under the name, in one word."""
    return "table=alias" if mention.source == "alias" else "table=" + size_of(mention)


def size_of(mention: PlaceMention) -> str:
    """The largest place of the name in one word: country, metropolis, village; or "nothing"."""
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


def _before(mention: PlaceMention, reading: WordReading) -> list[str]:
    names = reading.names
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
        noun = reading.groups_of(place - 1)
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


def _after(mention: PlaceMention, reading: WordReading) -> list[str]:
    names = reading.names
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
    behind = reading.words[place + 1] if place + 1 < len(reading.words) else "."
    size = "capital" if behind[0].isupper() else "small"
    if word == ",":
        return ["comma", "comma before " + ("number" if behind.isdecimal() else size)]
    if word == "-":
        return ["-", "- before " + size]
    return [word if word in AFTER_WORDS else "other"]


def _beside_cues(
    mention: PlaceMention, reading: WordReading, shared: DocumentNames
) -> Iterator[str]:
    """What the names beside it are: "Paris, Illinois", "Hornsey, Walthamstow and Edmonton"."""
    after, before = reading.word(mention.end), reading.word(mention.first - 1)
    behind = shared.beginning.get(mention.end + 1, ())
    ahead = shared.ending.get(mention.first - 1, ())
    if after == ",":
        for other in behind:
            yield "then comma and " + _table_cue(other)
            if _holds(other, mention, reading.names):
                yield "then comma and what it lies in"
    if before == ",":
        for other in ahead:
            yield "comma behind " + _table_cue(other)
            if _holds(mention, other, reading.names):
                yield "comma behind what lies in it"
    if after in ("and", "or"):
        yield from ("and " + _table_cue(other) for other in behind)
    if before in ("and", "or"):
        yield from ("and behind " + _table_cue(other) for other in ahead)


def _holds(outer: PlaceMention, inner: PlaceMention, names: NameLexicon) -> bool:
    """Whether a place of the inner name is in one of the outer name."""
    alias = names.aliases.get(outer.name)
    if alias is not None:
        return any(place.country == alias.country for place in inner.places)
    units = {place.admin1_id for place in outer.places if place.kind == "admin1"}
    countries = {place.country for place in outer.places if place.kind == "country"}
    return any(place.admin1_id in units or place.country in countries for place in inner.places)


def _word_cues(mention: PlaceMention, reading: WordReading) -> Iterator[str]:
    names = reading.names
    count = mention.end - mention.first
    yield f"words={min(count, 4)}"
    if mention.name.isupper():
        yield "in capitals" if len(mention.name) > 4 else "short and in capitals"
    if reading.sentence[mention.first] in reading.titled:
        yield "headline"
    if len(mention.name) < 4:
        yield "short"
    if count == 1:
        yield from _single_word_cues(mention, reading)
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
    for group in reading.groups_of(mention.end - 1):
        yield "last word is " + group


def _single_word_cues(mention: PlaceMention, reading: WordReading) -> Iterator[str]:
    names = reading.names
    word = reading.words[mention.first]
    rank = names.common.get(word.lower())
    if rank is not None:
        size = next((limit for limit in FIRST_RANKS if rank <= limit), FIRST_RANKS[-1])
        yield f"everyday word {size}"
        yield "everyday word"
        if reading.opens[mention.first]:
            yield "everyday word at the start"
    spelled = capitalised(word)
    is_first, is_last = spelled in names.first_names, spelled in names.last_names
    if is_first:
        yield "first name"
    if is_last:
        yield "surname"
    for group in names.groups_of(word.lower()):
        yield "is " + group
    if mention.places and rank is None and not (is_first or is_last):
        count, table = len(mention.places), _table_cue(mention)
        meanings = "one meaning" if count == 1 else "few meanings" if count < 5 else "many meanings"
        yield NOBODYS
        yield f"{NOBODYS} & {table}"
        yield f"{NOBODYS} & {meanings} & {table}"


def _document_cues(name: str, shared: DocumentNames) -> Iterator[str]:
    labels = shared.labels[name]
    count = labels.total()
    if count > 1:
        places = labels["GPE"] + labels["LOC"] + labels["FAC"]
        yield "repeated"
        yield "in all mentions a place: " + _share_in_words(places, count)
        yield "in all mentions a person: " + _share_in_words(labels["PERSON"], count)
        yield "in all mentions an organisation: " + _share_in_words(labels["ORG"], count)
    after = _share_in_words(shared.after_place_word[name], count)
    yield "follows a preposition of place: " + after
    if name in shared.called:
        yield "follows a first name somewhere"
    if name in shared.people:
        yield "part of a person's name elsewhere"
    elif perhaps := shared.perhaps_people[name]:
        yield "perhaps part of a person's name: " + _share_in_words(perhaps, count)
    if name.lower() in shared.lower:
        yield "in small letters elsewhere"


def _share_in_words(part: int, whole: int) -> str:
    if not part:
        return "never"
    return "mostly" if 3 * part >= 2 * whole else "often" if 3 * part >= whole else "seldom"
