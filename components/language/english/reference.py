"""What a noun or pronoun refers to, "I" and "our" inside a quotation included."""

from __future__ import annotations

from spacy.tokens import Token

from components.language.english.coreference import stands_for
from components.language.english.quotes import speaker_of_quote
from components.language.english.reports import owners_of
from components.language.english.speech import cues_over
from components.language.english.syntax import core
from components.language.english.words import is_a
from components.lexicon.people import ActorLexicon


def refers_to(token: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The nouns that the token stands for, or itself; nothing for a pronoun without plain
    evidence."""
    if is_a(token, "first person") and token.pos_ == "PRON":
        return tuple(
            noun
            for source in _speaking(token, lexicon)
            for noun in stands_for(core(source), lexicon)
        )
    return stands_for(token, lexicon)


def _speaking(token: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """Heads of the phrases that name who speaks the words around a first person."""
    quoted = speaker_of_quote(token, lexicon)
    cues = (quoted,) if quoted is not None else cues_over(token, lexicon)[:1]
    return tuple(
        owner for cue in cues for source in cue.sources for owner in owners_of(source, lexicon)
    )
