"""What every step of reading events looks at: the parse, the places by token, the actors, the
dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from components.core.precision import POINT_KINDS
from components.core.records import ENGLISH, Article, Resolution, Role, Span
from components.language.english.actors import find_actor
from components.language.english.datelines import datelines, is_within
from components.language.english.persons import is_person
from components.language.english.prepositions import is_excepted, under
from components.language.english.syntax import dependents
from components.language.english.time import TimeExpression, find_times
from components.language.english.words import is_a
from components.lexicon.events import EventLexicon

FINE_KINDS = frozenset(
    {"settlement", "district", "facility", "island", "admin1", "admin2", "region"}
)
"""Kinds of place that "there", or a noun of them, may mean."""


def kinds_named(noun: Token) -> frozenset[str]:
    """The kinds of place that a place noun may mean; none for another noun."""
    return frozenset(kind for kind in FINE_KINDS if is_a(noun, f"names: {kind}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """One article under reading. ``places`` maps the index of each token of a toponym to its
    resolution."""

    doc: Doc
    article: Article
    lexicon: EventLexicon
    times: tuple[TimeExpression, ...]
    places: Mapping[int, Resolution]

    def is_headline(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self.article.headlines)

    def head_of(self, span: Span) -> Token | None:
        """The head of the words that a span covers, in part too; None where it covers none."""
        words = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        return words.root if words else None

    def place_at(self, token: Token) -> Resolution | None:
        """The resolved toponym that ``token`` is in, when it names the place itself."""
        found = self.places.get(token.i)
        return found if found and found.place and found.toponym.use == "literal" else None

    def is_place(self, token: Token) -> bool:
        """A toponym, a place noun, or a noun with a toponym after "of"."""
        if self.place_at(token) or is_a(token, "place"):
            return True
        return any(map(self.place_at, under(token, {"of"})))

    def fits(self, token: Token, *senses: str) -> bool:
        """Whether the token has one of the senses, by its word or by what it names."""
        return is_a(token, *senses) or any(
            MEANT[sense](self, token) for sense in senses if sense in MEANT
        )

    def is_armed(self, token: Token) -> bool:
        """A side, or people who are told to bear arms: "armed men", "machete-wielding men"."""
        if self.place_at(token):
            return False
        actor = find_actor(token, on=self.article.published)
        has_side = actor is not None and bool(actor.side)
        return has_side or any(is_a(one, "armed") for one in dependents(token, "modifier"))

    def is_country(self, token: Token) -> bool:
        found = self.place_at(token)
        return found is not None and found.kind == "country"


MEANT: Mapping[str, Callable[[Context, Token], bool]] = {
    "place": Context.is_place,
    "country": Context.is_country,
    "combatant": Context.is_armed,
    "named": lambda context, token: token.pos_ == "PROPN",
    "somebody": lambda context, token: is_person(token),
    "leader": lambda context, token: token.ent_type_ == "PERSON",
    "statesman": lambda context, token: token.ent_type_ == "PERSON",
}
"""Senses that a token has also without one of their words."""


def context_of(
    doc: Doc,
    *,
    article: Article,
    resolutions: tuple[Resolution, ...],
    lexicon: EventLexicon,
) -> Context:
    """What every step looks at. Tokens that a toponym covers in part are of it too.

    What is left out ("all towns except Lyman") places no event, nor does a dateline, which says
    where the report was written: "KYIV —", "CAPRI, Italy (AP) —"."""
    places: dict[int, Resolution] = {}
    written = list(datelines(article.text))
    for resolution in resolutions:
        span = resolution.toponym.span
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        if words and not is_within(span.start, written) and not is_excepted(words.root):
            places |= dict.fromkeys((token.i for token in words), resolution)
    return Context(
        doc=doc,
        article=article,
        lexicon=lexicon,
        times=find_times(doc, article.published) if article.language == ENGLISH else (),
        places=places,
    )


def placing_role(kind: str) -> Role:
    """Of a place where the words only place the event: at a point, in an area."""
    return "at" if kind in POINT_KINDS else "in"


def span_of(first: Token, last: Token) -> Span:
    """Characters from the start of one token to the end of another."""
    return Span(start=first.idx, end=last.idx + len(last))
