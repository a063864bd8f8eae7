"""What a place name stands for: the place, its government, an adjective, a people, part of a name.

| use | example |
|---|---|
| literal | "shells fell on Kyiv", "in the Kursk region", "Kyiv's suburbs" |
| metonym | "Kyiv denied it", "Russia pulled its forces out", "talks with Moscow" |
| modifier | "Kyiv officials", "Ukraine's president", "Moscow-backed" |
| demonym | "Ukrainian forces" |
| embedded | "Bank of England", "Luhansk People's Republic", "Rep. Lee (D-Denver)" |"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from components.core.records import Use
from components.language.english.syntax import dependents, first_of_list, function_of
from components.lexicon.names import NameLexicon
from components.places.document_names import entity_label
from components.places.mentions import PlaceMention
from components.places.reading import WordReading

NAME_LABELS = frozenset({"ORG", "PERSON", "EVENT", "WORK_OF_ART", "LAW", "PRODUCT", "FAC"})
SAINTS = frozenset({"st", "st.", "saint", "saints"})
IN_PHRASE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART"})
MAX_PHRASE = 6
PARTIES = frozenset({"D", "R", "I"})
STAYING = frozenset({"in", "at", "near", "inside", "outside", "around", "within"})
"""Talks with Minsk deal with a government, talks in Minsk are held there."""


@dataclass(frozen=True, slots=True)
class UseContext:
    mention: PlaceMention
    reading: WordReading
    names: NameLexicon
    is_state: bool
    """Whether the name is a country's."""
    is_capital: bool

    @property
    def speaks(self) -> bool:
        """Whether the name can stand for a government."""
        return self.is_state or self.is_capital

    @property
    def token(self) -> Token:
        return self.reading.tokens[self.mention.end - 1]

    def after(self, steps: int = 0) -> str:
        return self.reading.word(self.mention.end + steps)

    def has(self, word: str, group: str) -> bool:
        return self.names.is_in(word, group)


def use_of(mention: PlaceMention, reading: WordReading, names: NameLexicon) -> Use:
    if mention.source == "demonym":
        return "demonym"
    alias = names.aliases.get(mention.name)
    standing = UseContext(
        mention,
        reading,
        names,
        is_state=(alias is not None and alias.kind == "country")
        or any(p.kind == "country" for p in mention.places),
        is_capital=_as_written(mention.name) in names.capitals,
    )
    if _is_embedded(standing):
        return "embedded"
    inside = standing.reading.ends[standing.mention.end - 1] > standing.mention.stop
    if inside or (standing.after() == "-" and standing.has(standing.after(1), "participle")):
        return "modifier"
    if _is_dateline(standing):
        return "literal"
    token = first_of_list(standing.token)
    head, function = token.head, function_of(token)
    if standing.after() in ("'s", "'"):
        return _use_before_nouns(standing, _phrase(standing, 1), possessive=True)
    if function in {"modifier", "compound"} and head.i > token.i:
        return _use_before_nouns(standing, _phrase(standing, 0), possessive=False)
    if function == "subject" and _acts(standing, head):
        return "metonym"
    if standing.speaks and _is_party(standing, token):
        return "metonym"
    return "literal"


def _as_written(name: str) -> str:
    return name.title() if name.isupper() and len(name) > 4 else name


def _is_embedded(standing: UseContext) -> bool:
    """Whether other words make a larger name of it: "Kherson State University"."""
    mention, reading = standing.mention, standing.reading
    behind = mention.end
    if (
        behind < len(reading.words)
        and reading.capital[behind]
        and standing.has(reading.lowers[behind], "organisation")
    ):
        return True
    if _is_patron(standing) or _is_seat(standing):
        return True
    label = entity_label(reading, mention)
    if (
        not label.startswith(("start of ", "in ", "end of "))
        or label.rsplit(" ", 1)[1] not in NAME_LABELS
    ):
        return False
    before = mention.first - 1
    joined = (
        before > 0
        and reading.capital[before - 1]
        and (
            reading.lowers[before] == "of"
            or (reading.lowers[before] == "and" and "of" in _words_of_entity(standing))
        )
    )
    next_capital = behind < len(reading.words) and reading.capital[behind]
    previous_capital = before >= 0 and reading.capital[before] and reading.lowers[before] != "the"
    return joined or next_capital or previous_capital


def _is_seat(standing: UseContext) -> bool:
    """ "Robert DeLeo, D-Winthrop": the party and seat of a politician, where nothing is told."""
    first = standing.mention.first
    return (
        first >= 2
        and standing.reading.words[first - 1] == "-"
        and (standing.reading.words[first - 2] in PARTIES)
    )


def _is_patron(standing: UseContext) -> bool:
    """A saint: "the church of St. Peter and St. Paul"; "the church of Lyman" is in Lyman."""
    reading, place = standing.reading, standing.mention.first - 1
    if reading.lowers[standing.mention.first] not in SAINTS:
        return False
    while place > 1 and (reading.capital[place] or reading.lowers[place] in {"and", "."}):
        place -= 1
    return (
        place > 0
        and reading.lowers[place] == "of"
        and standing.has(reading.lowers[place - 1], "facility")
    )


def _words_of_entity(standing: UseContext) -> tuple[str, ...]:
    """Those before the name: "the islamic state of iraq and" of "Syria"."""
    reading, first = standing.reading, standing.mention.first
    return reading.lowers[reading.entities[reading.entity_at[first]].first : first]


def _is_dateline(standing: UseContext) -> bool:
    """ "MOSCOW:", "CAPRI, Italy (AP)": the place of writing, in capitals at the start."""
    mention, reading = standing.mention, standing.reading
    first = mention.first
    if first > 1 and reading.words[first - 1] == "," and reading.opens[first - 2]:
        return reading.words[first - 2].isupper() and len(reading.words[first - 2]) > 3
    return (
        reading.opens[first]
        and mention.name.isupper()
        and standing.after() in (":", ",", "(", "-", "–", "—", "--")
    )


def _phrase(standing: UseContext, skipped: int) -> list[Token]:
    """The words behind the name up to the end of its noun phrase."""
    first = standing.mention.end + skipped
    found: list[Token] = []
    for token in standing.reading.tokens[first : first + MAX_PHRASE]:
        if (token.pos_ not in IN_PHRASE and token.text != "-") or token.is_sent_start:
            break
        found.append(token)
    return found


def _use_before_nouns(standing: UseContext, phrase: Sequence[Token], *, possessive: bool) -> Use:
    """ "Kyiv officials": modifier; "Moscow's hopes": metonym; "Kyiv's suburbs": literal."""
    for token in phrase:
        if _is_in(standing, token, "office") or (
            token.text[0].isupper() and _is_in(standing, token, "organisation")
        ):
            return "modifier"
    if standing.speaks and any(_is_in(standing, token, "event_noun") for token in phrase):
        return "metonym" if possessive else "modifier"
    return "literal"


def _is_in(standing: UseContext, token: Token, group: str) -> bool:
    return standing.has(token.lower_, group) or standing.has(token.lemma_.lower(), group)


def _acts(standing: UseContext, verb: Token) -> bool:
    """Whether the verb's subject wills or says something; towns and regions only speak."""
    lemma = verb.lemma_.lower()
    if lemma == "be":
        states = dependents(verb, "predicate adjective")
        return standing.speaks and any(standing.has(one.lower_, "willing") for one in states)
    if standing.has(lemma, "saying"):
        return True
    if standing.is_state:
        return verb.pos_ in ("VERB", "AUX") and (
            standing.has(lemma, "agentive") or not standing.has(lemma, "undergoing")
        )
    return standing.is_capital and standing.has(lemma, "agentive")


def _is_party(standing: UseContext, token: Token) -> bool:
    """Whether it is addressed or dealt with: "accused Moscow", "according to Kyiv"."""
    head, function = token.head, function_of(token)
    if function in {"object", "indirect object", "passive subject"}:
        return standing.has(head.lemma_.lower(), "addressing")
    if function != "behind a preposition":
        return False
    if function_of(head) == "agent":
        return True
    above = head.head
    if _is_in(standing, above, "dealing"):
        return head.lower_ not in STAYING
    if standing.has(head.lower_, "actor_preposition"):
        return _is_in(standing, above, "agentive") or (
            head.lower_ == "by" and _is_in(standing, above, "event_noun")
        )
    return head.lower_ == "to" and above.lower_ == "according"
