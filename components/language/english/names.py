"""Names that the language model does not know and takes for adverbs: "Russia captured Bakhmut",
"fighting around Bakhmut"."""

from __future__ import annotations

from spacy.tokens import Doc, Token

ADVERB, NAME = "RB", "NNP"
OBJECTS = frozenset({"dobj", "dative", "ccomp", "xcomp", "attr", "oprd"})
LONG_WORD = 4
"""Characters from which a word in lower case shows that its sentence is no headline in which each
word has a capital."""


def with_names(doc: Doc) -> Doc:
    """The document, in which such a word is a name, and the object of the verb right before it
    where that has none."""
    for token in doc:
        if token.tag_ == ADVERB and token.text.istitle() and _is_named(token):
            token.tag_, token.pos_, token.lemma_ = NAME, "PROPN", token.text
        if token.tag_ == NAME and token.dep_ == "advmod" and _is_object(token):
            token.dep_ = "dobj"
    return doc


def _is_named(token: Token) -> bool:
    """A capital behind a plain word, in a sentence that has plain words."""
    return (
        not token.is_sent_start
        and token.nbor(-1).is_lower
        and token.nbor(-1).is_alpha
        and any(word.is_lower and len(word) >= LONG_WORD for word in token.sent)
    )


def _is_object(token: Token) -> bool:
    verb = token.head
    alone = not any(child.dep_ in OBJECTS for child in verb.children)
    return verb.pos_ == "VERB" and verb.i == token.i - 1 and alone
