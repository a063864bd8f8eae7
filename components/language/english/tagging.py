"""Words tagged wrongly: verbs of headlines as nouns ("Artillery pounds Kyiv"), names as adverbs
("captured Bakhmut").

A sentence with such a verb is parsed again with its past tense, which no noun has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from spacy.attrs import DEP, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from components.core import settings
from components.language.english.labels import FINITE, children
from components.lexicon.rows import rows

ATTRIBUTES = [HEAD, DEP, TAG, POS, LEMMA, MORPH]
FINITE_OR_MODAL = FINITE | {"MD"}
ONE, SEVERAL = frozenset({"NN", "NNP"}), frozenset({"NNS", "NNPS", "CD"})
OBJECT_TAGS = frozenset({"NNP", "NNPS", "NN", "NNS", "DT", "PRP$", "CD", "JJ"})
MAX_WORDS = 40
"""Words of the longest sentence looked at: headlines are short."""

ADVERB, NAME = "RB", "NNP"
OBJECTS = ("dobj", "dative", "ccomp", "xcomp", "attr", "oprd")
LONG_WORD = 4
"""Letters of a small word that shows that the sentence is not a capitalised headline."""


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A form in the present: its past, and whether its subject is one ("pounds") or several."""

    past: str
    is_singular: bool


@lru_cache(maxsize=1)
def headline_verbs() -> Mapping[str, VerbForm]:
    """Form of the present in lower case to its past. Raises InstallationError without table."""
    table = list(rows(settings.LEXICON / "headline_verbs.csv"))
    several = {row["base"]: VerbForm(row["past"], is_singular=False) for row in table}
    return several | {row["present"]: VerbForm(row["past"], is_singular=True) for row in table}


def with_headline_verbs(doc: Doc, nlp: Language) -> Doc:
    """The document, its sentences with such a verb parsed anew."""
    forms = headline_verbs()
    anew = []
    for token in doc:
        form = forms.get(token.lower_)
        if form is None or token.pos_ == "VERB":
            continue
        sentence = token.sent
        if len(sentence) <= MAX_WORDS and _may_be_verb(token, form, sentence):
            parsed = _in_the_past(sentence, token, nlp)
            anew += [(sentence, parsed)] if parsed is not None else []
    if not anew:
        return doc
    table: Any = doc.to_array(ATTRIBUTES)
    for sentence, parsed in anew:
        table[sentence.start : sentence.end] = parsed.to_array(ATTRIBUTES)
    return doc.from_array(ATTRIBUTES, table)


def _may_be_verb(token: Token, form: VerbForm, sentence: Span) -> bool:
    """A noun that stands like a verb: after a subject of its number, before an object."""
    if token.i in {sentence.start, sentence.end - 1} or _has_verb(sentence, before=token.i):
        return False
    before, after = token.nbor(-1), token.nbor(1)
    # Not "strikes Monday", nor the noun of a longer name.
    has_object = after.tag_ in OBJECT_TAGS and after.ent_type_ not in {"DATE", "TIME"}
    if form.is_singular:
        return before.tag_ in ONE and has_object
    # "Fighters, the last of them, surrender"; "fighters in Mariupol surrender", which the model
    # may take for one phrase.
    in_phrase = before.head == token and token.dep_ == "pobj"
    in_phrase = in_phrase and not _has_verb(sentence, before=sentence.end)
    is_longer = before.text == "," or before.dep_ == "pobj" or in_phrase
    subject = sentence[0] if is_longer else before
    goes_on = has_object or after.pos_ == "ADP" or after.is_punct
    return subject.tag_ in SEVERAL and subject.lower_ != "police" and goes_on


def _has_verb(sentence: Span, *, before: int) -> bool:
    return any(word.tag_ in FINITE_OR_MODAL for word in sentence if word.i < before)


def _in_the_past(sentence: Span, verb: Token, nlp: Language) -> Doc | None:
    """The sentence parsed with the past; None where that is not a main verb with a subject."""
    place, form = verb.i - sentence.start, headline_verbs()[verb.lower_]
    words: list[Any] = [token.text for token in sentence]
    words[place] = form.past
    spaces = [bool(token.whitespace_) for token in sentence]
    starts: list[Any] = [token.i == sentence.start for token in sentence]
    doc = nlp(Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=starts))
    read = doc[place]
    is_main = read.tag_ == "VBD" and read.dep_ in {"ROOT", "conj", "ccomp"}
    if not is_main or not children(read, "nsubj"):
        return None
    read.tag_ = "VBZ" if form.is_singular else "VBP"
    return doc


def with_names(doc: Doc) -> Doc:
    """Adverbs written as names become names, and objects of the verb right before them."""
    for token in doc:
        is_capital = token.tag_ == ADVERB and token.text.istitle() and not token.is_sent_start
        # A capital after a plain word, in a sentence that has plain words.
        is_capital = is_capital and token.nbor(-1).is_lower and token.nbor(-1).is_alpha
        if is_capital and any(word.is_lower and len(word) >= LONG_WORD for word in token.sent):
            token.tag_, token.pos_, token.lemma_ = NAME, "PROPN", token.text
        verb, is_adverb = token.head, token.tag_ == NAME and token.dep_ == "advmod"
        is_right_before = verb.i == token.i - 1 and verb.pos_ == "VERB"
        if is_adverb and is_right_before and not children(verb, *OBJECTS):
            token.dep_ = "dobj"
    return doc
