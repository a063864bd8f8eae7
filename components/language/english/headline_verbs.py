"""Verbs of headlines that the language model takes for nouns: "Artillery pounds Kyiv", "Thousands
flee Goma".

Such a sentence is read once more with the verb in the past tense, which no noun has, and what is
read then is kept.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from components.core import settings
from components.core.errors import InstallationError

TABLE = "headline_verbs.csv"
ATTRIBUTES = [HEAD, DEP, TAG, POS, LEMMA, MORPH]
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
ONE, SEVERAL = frozenset({"NN", "NNP"}), frozenset({"NNS", "NNPS", "CD"})
OBJECT_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "PRP$", "CD", "JJ"})
MAX_WORDS = 40
"""Words of the longest sentence that is looked at: the present tense of headlines is that of short
ones."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form in the present: its past, and whether it goes with one subject ("pounds") or several
    ("pound")."""

    past: str
    is_singular: bool


@lru_cache(maxsize=1)
def headline_verbs() -> Mapping[str, Form]:
    """Form of the present in lower case to its past. Raises InstallationError where the table is
    missing."""
    try:
        with (settings.LEXICON / TABLE).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except FileNotFoundError as error:
        raise InstallationError(
            "A table of words is missing.", where=TABLE, way_out="Install Dateline again."
        ) from error
    several = {row["base"]: Form(row["past"], is_singular=False) for row in rows}
    return several | {row["present"]: Form(row["past"], is_singular=True) for row in rows}


def with_headline_verbs(doc: Doc, nlp: Language) -> Doc:
    """The document, its sentences with such a verb parsed anew."""
    anew = [
        (sentence, parsed)
        for sentence, verb in _suspects(doc)
        if (parsed := _in_the_past(sentence, verb, nlp)) is not None
    ]
    if not anew:
        return doc
    table: Any = doc.to_array(ATTRIBUTES)
    for sentence, parsed in anew:
        table[sentence.start : sentence.end] = parsed.to_array(ATTRIBUTES)
    return doc.from_array(ATTRIBUTES, table)


def _suspects(doc: Doc) -> Iterator[tuple[Span, Token]]:
    forms = headline_verbs()
    places = [token.i for token in doc if token.lower_ in forms and token.pos_ != "VERB"]
    for sentence, token in ((doc[place].sent, doc[place]) for place in places):
        if len(sentence) <= MAX_WORDS and _may_be_verb(token, forms[token.lower_], sentence):
            yield sentence, token


def _may_be_verb(token: Token, form: Form, sentence: Span) -> bool:
    """A noun by its tag that stands like a verb: behind a subject of its number, before an object,
    with no verb before it."""
    if token.i in {sentence.start, sentence.end - 1} or _has_verb(sentence, before=token.i):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    if form.is_singular:
        return before.tag_ in ONE and _opens_object(after)
    subject = sentence[0] if _ends_longer_subject(token, sentence) else before
    goes_on = _opens_object(after) or after.pos_ == "ADP" or after.is_punct
    return subject.tag_ in SEVERAL and subject.lower_ != "police" and goes_on


def _ends_longer_subject(token: Token, sentence: Span) -> bool:
    """ "Fighters, the last of them, surrender"; "fighters in Mariupol surrender", which the model
    may take for one phrase."""
    before = token.nbor(-1)
    in_phrase = (
        before.head == token
        and token.dep_ == "pobj"
        and not _has_verb(sentence, before=sentence.end)
    )
    return before.text == "," or before.dep_ == "pobj" or in_phrase


def _has_verb(sentence: Span, *, before: int) -> bool:
    return any(word.tag_ in FINITE for word in sentence if word.i < before)


def _opens_object(token: Token) -> bool:
    """Not "strikes Monday", nor the noun of a longer name."""
    return token.tag_ in OBJECT_TAGS and token.ent_type_ not in {"DATE", "TIME"}


def _in_the_past(sentence: Span, verb: Token, nlp: Language) -> Doc | None:
    """The sentence parsed with the verb's past; None where it is no main verb with a subject then
    either."""
    words: list[Any] = [token.text for token in sentence]
    place = verb.i - sentence.start
    form = headline_verbs()[verb.lower_]
    words[place] = form.past
    starts: list[Any] = [token.i == sentence.start for token in sentence]
    doc = nlp(
        Doc(
            nlp.vocab,
            words=words,
            spaces=[bool(token.whitespace_) for token in sentence],
            sent_starts=starts,
        )
    )
    read = doc[place]
    has_subject = any(child.dep_ == "nsubj" for child in read.children)
    if read.tag_ != "VBD" or read.dep_ not in {"ROOT", "conj", "ccomp"} or not has_subject:
        return None
    read.tag_ = "VBZ" if form.is_singular else "VBP"
    return doc
