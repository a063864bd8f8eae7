"""Who speaks: the noun phrase behind a word of speech as a name, a side and a kind of speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from components.core.records import Span, SpeakerKind
from components.language.english.actors import actors_named
from components.language.english.marks import mark_of
from components.language.english.persons import is_person, is_private, office_of
from components.language.english.phrases import name_bounds, name_of, named_beside, span_of
from components.language.english.reference import refers_to
from components.language.english.reports import owners_of
from components.language.english.sides import row_of
from components.language.english.syntax import children, core
from components.language.english.words import is_a, report_row
from components.lexicon.people import ActorLexicon, ActorRow

PRIVATE_PERSON = "a private person"
"""In place of a private person's name (rule 11)."""

UNNAMED = "unnamed source"
"""Where a passive names nobody: "it was reported that"."""

NAMES_OF_BODIES = frozenset(
    {"ORG", "GPE", "NORP", "FAC", "LOC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
)

KIND_OF_ROW: dict[str, SpeakerKind] = {
    "monitor": "monitor",
    "media": "media",
    "leader": "official",
    "official": "official",
    "armed force": "party",
    "ministry": "party",
    "militia": "party",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """``span`` is the phrase that names the speaker where the words of speech stand."""

    name: str
    side: str = ""
    kind: SpeakerKind = ""
    span: Span | None = None


def speakers(source: Token, lexicon: ActorLexicon, *, on: date | None) -> tuple[Speaker, ...]:
    """Those whom a source phrase stands for; one for each when two are named or meant."""
    noun = core(source)
    spot = span_of(noun, lexicon)
    if _is_somebody_from(noun):
        return (Speaker(name=f"a {noun.lower_}", kind="unnamed", span=spot),)
    meant = [one for owner in owners_of(noun, lexicon) for one in refers_to(core(owner), lexicon)]
    found = [
        speaker for one in meant for speaker in _speakers_named(one, lexicon, spot=spot, on=on)
    ]
    if found:
        return tuple(dict.fromkeys(found))
    return (Speaker(name=_as_written(noun, lexicon), kind="unnamed", span=spot),)


def _is_somebody_from(noun: Token) -> bool:
    """ "A Lyon man", "the Reno woman": a private person, told by a place."""
    told_by = any(child.pos_ == "PROPN" for child in children(noun, "compound"))
    return noun.tag_ == "NN" and told_by and is_a(noun, "private")


def _as_written(noun: Token, lexicon: ActorLexicon) -> str:
    """The words of a source that is no known actor; a proper name that may be a person's is
    withheld."""
    if report_row(noun, lexicon):
        return noun.doc[name_bounds(noun, lexicon)[0] : noun.i + 1].text
    if noun.pos_ == "PROPN" and noun.ent_type_ not in NAMES_OF_BODIES:
        return PRIVATE_PERSON
    return noun.text.lower() if noun.pos_ == "PRON" else name_of(noun, lexicon)


def _speakers_named(
    noun: Token, lexicon: ActorLexicon, *, spot: Span, on: date | None
) -> Iterator[Speaker]:
    person = named_beside(noun, lexicon)
    if is_private(person, lexicon):
        yield Speaker(name=_role(person), kind="unnamed", span=spot)
        return
    for actor in actors_named(noun, lexicon, on=on):
        yield Speaker(
            name=actor.name,
            side=actor.side,
            kind=kind_of(noun, actor.side, lexicon=lexicon, on=on),
            span=spot,
        )


def _role(person: Token) -> str:
    """What a private person is, where the text says it in a word: "a resident", "a witness"."""
    words = [child for child in person.children if child.dep_ in {"compound", "appos", "amod"}]
    role = next((word.lower_ for word in words if is_a(word, "voice", "crowd")), "")
    return f"{'an' if role[0] in 'aeiou' else 'a'} {role}" if role else PRIVATE_PERSON


def kind_of(noun: Token, side: str, *, lexicon: ActorLexicon, on: date | None) -> SpeakerKind:
    """Monitor, media, official, party or unnamed; empty for a named body that no row knows."""
    named = named_beside(noun, lexicon)
    row = _row_in(noun, lexicon, on) or row_of(named, lexicon, on)
    if row is not None and (row.kind in {"monitor", "media"} or _leads(noun, lexicon)):
        return KIND_OF_ROW.get(row.kind) or _state_or_party(side, lexicon, on)
    if is_a(noun, "media"):
        return "media"
    person = named_beside(noun, lexicon)
    if is_person(person, lexicon) or is_a(noun, "functionary", "office"):
        return _kind_of_person(person, side, lexicon)
    if mark_of(noun, lexicon) is not None or is_a(noun, "organ", "force"):
        return _state_or_party(side, lexicon, on) if side else _nameless(noun)
    return _nameless(noun)


def _nameless(noun: Token) -> SpeakerKind:
    return "" if noun.pos_ == "PROPN" else "unnamed"


def _state_or_party(side: str, lexicon: ActorLexicon, on: date | None) -> SpeakerKind:
    return "party" if lexicon.is_party(side, on) else "official"


def _leads(noun: Token, lexicon: ActorLexicon) -> bool:
    """Whether the row's name is the phrase, not a modifier in it."""
    mark = mark_of(noun, lexicon)
    return mark is not None and mark.end > noun.i


def _row_in(noun: Token, lexicon: ActorLexicon, on: date | None) -> ActorRow | None:
    """The row of the noun, else of a modifier: "ISW analysts", "a Reuters correspondent"."""
    own = row_of(noun, lexicon, on)
    if own is not None:
        return own
    before = (
        row_of(child, lexicon, on) for child in children(noun, "compound", "poss", "amod", "nmod")
    )
    return next((row for row in before if row is not None), None)


def _kind_of_person(noun: Token, side: str, lexicon: ActorLexicon) -> SpeakerKind:
    office = office_of(noun, lexicon) or noun
    if side:
        return "official"
    if not is_a(office, "functionary"):
        return "" if noun.pos_ == "PROPN" else "unnamed"
    named = (
        noun.pos_ == "PROPN"
        or bool(children(noun, "poss"))
        or any(prep.lower_ == "of" for prep in children(noun, "prep"))
    )
    return "official" if named else "unnamed"
