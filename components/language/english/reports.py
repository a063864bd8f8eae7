"""Who stands behind a report, statement or claim: the owner in the phrase, else the one who
published it before."""

from __future__ import annotations

from spacy.tokens import Token

from components.language.english.coreference import sentence_before
from components.language.english.cue import sources_of, verb_row
from components.language.english.marks import names_actor
from components.language.english.syntax import arguments, children, owners
from components.language.english.words import is_a, is_report_noun, report_row
from components.lexicon.people import ActorLexicon

SENTENCES_BACK_FOR_REPORTS = 15


def owners_of(report: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """Whose report it is: possessor, name before it, "by", "from"; for "the statement", whose was
    told of before.

    The noun itself where nobody is named or where it is no report.
    """
    if report_row(report, lexicon) is None:
        return (report,)
    found = _own_owners(report, lexicon) or _publisher(report, lexicon)
    definite = any(child.lower_ in {"the", "this", "that"} for child in children(report, "det"))
    if found or not definite or not is_report_noun(report, lexicon, "document"):
        return tuple(found) or (report,)
    return _earlier_owner(report, lexicon) or (report,)


def _own_owners(report: Token, lexicon: ActorLexicon) -> list[Token]:
    found = owners(report)
    published = [verb for verb in children(report, "acl") if is_a(verb, "publishing")]
    for holder in (report, *published):
        found += [
            noun
            for prep in children(holder, "prep", "agent")
            if prep.lower_ in {"by", "from"}
            for noun in arguments(prep, ("pobj",))
        ]
    if not found:
        found = [
            child for child in children(report, "compound", "nmod") if names_actor(child, lexicon)
        ]
    return found


def _earlier_owner(report: Token, lexicon: ActorLexicon) -> tuple[Token, ...]:
    """The owner of the nearest report told of before, or the one who published it, or the speaker
    of the sentence before."""
    sentence = report.sent
    for _ in range(SENTENCES_BACK_FOR_REPORTS):
        words = [
            word
            for word in reversed(list(sentence))
            if word.i < report.i and is_report_noun(word, lexicon, "document")
        ]
        for word in words:
            found = _own_owners(word, lexicon) or _publisher(word, lexicon)
            if found:
                return tuple(found)
        if sentence.start == 0:
            break
        sentence = sentence.doc[sentence.start - 1].sent
    earlier = sentence_before(report.sent)
    return (
        sources_of(earlier.root) if earlier is not None and verb_row(earlier.root, lexicon) else ()
    )


def _publisher(report: Token, lexicon: ActorLexicon) -> list[Token]:
    """ "published a statement", "said in a statement": the subject of that verb."""
    verb = next((up for up in report.ancestors if up.pos_ == "VERB"), None)
    said_in = (
        verb is not None
        and report.dep_ == "pobj"
        and report.head.lower_ in {"in", "via", "through"}
        and report.head.head == verb
        and verb_row(verb, lexicon) is not None
    )
    made = report.dep_ == "dobj" and verb is not None and is_a(verb, "publishing")
    if verb is None or not (made or said_in):
        return []
    return list(sources_of(verb))
