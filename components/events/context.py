"""What every step of reading events looks at: the parse, the places by token, the actors, the
dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from components.core.records import Article, Resolution, Span
from components.language.english.actors import find_actor
from components.language.english.datelines import datelines
from components.language.english.persons import is_person
from components.language.english.syntax import children
from components.language.english.time import TimeExpression, find_times
from components.language.english.words import is_a
from components.lexicon.events import EventLexicon
from components.lexicon.people import ActorLexicon

PERSONAL = frozenset({"he", "she", "they", "we", "i"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One article under reading. ``places`` maps the index of each token of a toponym to its
    resolution."""

    doc: Doc
    article: Article
    lexicon: EventLexicon
    actors: ActorLexicon
    times: tuple[TimeExpression, ...]
    places: Mapping[int, Resolution]

    def side_of(self, token: Token) -> str:
        actor = find_actor(token, self.actors, on=self.article.published)
        return actor.side if actor else ""

    def is_headline(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self.article.headlines)

    def place_at(self, token: Token) -> Resolution | None:
        """The resolved toponym that ``token`` stands in, when it names the place itself."""
        found = self.places.get(token.i)
        return found if found and found.place and found.toponym.use == "literal" else None

    def is_place(self, token: Token) -> bool:
        """A toponym, a place noun, or a noun with a toponym behind "of"."""
        if self.place_at(token) or token.lemma_.lower() in self.lexicon.classes["place"]:
            return True
        of = [
            noun
            for prep in children(token, "prep")
            if prep.lower_ == "of"
            for noun in children(prep, "pobj")
        ]
        return any(self.place_at(noun) for noun in of)

    def fits(self, token: Token, words: frozenset[str]) -> bool:
        """Whether the token is one of ``words``: lemmas, names of word classes, or "any"."""
        lemma, classes = token.lemma_.lower(), self.lexicon.classes
        if "any" in words or lemma in words:
            return True
        if any(lemma in classes.get(word, ()) for word in words):
            return True
        return self._fits_by_meaning(token, words)

    def _fits_by_meaning(self, token: Token, words: frozenset[str]) -> bool:
        if "place" in words and self.is_place(token):
            return True
        if "country" in words and (found := self.place_at(token)) and found.place:
            return found.place.kind == "country"
        if (
            "force" in words
            and not self.place_at(token)
            and (self.side_of(token) or self._is_armed(token))
        ):
            return True
        if "named" in words and (token.pos_ == "PROPN" or token.lower_ in PERSONAL):
            return True
        if "somebody" in words and (
            is_person(token, self.actors) or is_a(token, self.actors, "office")
        ):
            return True
        return bool({"leader", "leader_only"} & words) and token.ent_type_ == "PERSON"

    def _is_armed(self, token: Token) -> bool:
        """ "Armed men", "machete-wielding men": people who are told to bear arms."""
        armed = self.lexicon.classes["armed"]
        return any(
            one.lemma_.lower() in armed or one.lower_ in armed for one in children(token, "amod")
        )


def context_of(
    doc: Doc,
    *,
    article: Article,
    resolutions: tuple[Resolution, ...],
    lexicon: EventLexicon,
    actors: ActorLexicon,
) -> Context:
    """What every step looks at."""
    return Context(
        doc=doc,
        article=article,
        lexicon=lexicon,
        actors=actors,
        times=find_times(doc, article.published),
        places=places_by_token(doc, resolutions, text=article.text),
    )


def span_of(first: Token, last: Token) -> Span:
    """Characters from the start of one token to the end of another."""
    return Span(start=first.idx, end=last.idx + len(last))


def places_by_token(
    doc: Doc, resolutions: tuple[Resolution, ...], *, text: str
) -> dict[int, Resolution]:
    """Each token of a toponym to its resolution; tokens that a toponym covers in part count too.

    A dateline ("KYIV —", "CAPRI, Italy (AP) —") says where the report was written and places no
    event.
    """
    table: dict[int, Resolution] = {}
    written = list(datelines(text))
    for resolution in resolutions:
        span = resolution.toponym.span
        if any(start <= span.start < end for start, end in written):
            continue
        found = doc.char_span(span.start, span.end, alignment_mode="expand")
        for token in found or ():
            table[token.i] = resolution
    return table
