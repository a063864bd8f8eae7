"""Who says that an event happened: name, side and kind of each speaker, stance and hedges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.core.records import Attribution, Span, SpeakerKind, Stance
from components.language.english.actors import actors_named, refers_to, row_of
from components.language.english.cues import sources_of_report
from components.language.english.labels import child_words, children
from components.language.english.mentions import mention_of
from components.language.english.persons import is_person, is_private, office_of
from components.language.english.phrases import name_bounds, name_of, named_beside, span_of
from components.language.english.prepositions import core
from components.language.english.speech import speech_and_denials
from components.language.english.syntax import clause, heads_clause
from components.language.english.time import TimeExpression, report_day
from components.language.english.words import is_a, is_report_noun, report_row
from components.lexicon.people import HedgeRow, actor_lexicon

COUNTED = frozenset({"CARDINAL", "QUANTITY", "PERCENT", "MONEY"})


def hedges_of(trigger: Token) -> tuple[str, ...]:
    """The hedges of the trigger's own clause in text order, as the article writes them."""
    return hedges_in(words_of_clause(trigger))


def hedges_in(tokens: Sequence[Token]) -> tuple[str, ...]:
    found: list[str] = []
    position = 0
    while position < len(tokens):
        rows = actor_lexicon().hedges.get(tokens[position].lower_, ())
        row = next((row for row in rows if _stands_at(row, tokens, position)), None)
        if row is not None:
            first = tokens[position]
            found.append(first.doc[first.i : first.i + len(row.words)].text)
        position += len(row.words) if row is not None else 1
    return tuple(dict.fromkeys(found))


def _stands_at(row: HedgeRow, tokens: Sequence[Token], position: int) -> bool:
    end = position + len(row.words)
    window = tokens[position:end]
    is_said = tuple(token.lower_ for token in window) == row.words
    if not is_said or window[-1].i - window[0].i >= len(row.words):
        return False
    if row.scope == "quantity":
        # A number, or a word that counts ("dozens", "half"), comes next.
        following = tokens[end] if end < len(tokens) else None
        return following is not None and (following.like_num or following.ent_type_ in COUNTED)
    return row.scope != "modal" or window[0].tag_ == "MD"


def words_of_clause(trigger: Token) -> list[Token]:
    """The words of the trigger's clause without inner clauses; "it is possible" over it counts."""
    top = _top(trigger)
    own, above = _own(top, trigger), top.head
    if top.dep_ in {"ccomp", "csubj"} and (above.lemma_ == "be" or above.pos_ == "ADJ"):
        own = [*_own(_top(above), trigger), *own]
    return sorted(set(own), key=lambda token: token.i)


def _top(trigger: Token) -> Token:
    """The verb of the clause, or that leads it: "are believed to have left"."""
    top = clause(trigger)
    while top.dep_ == "xcomp" and top.head != top:
        top = clause(top.head)
    return top


def _own(token: Token, trigger: Token) -> list[Token]:
    """Without appositions: "the port, about 10 miles north of the border" softens nothing."""
    found = [token]
    for child in token.children:
        beside = child.dep_ == "appos" and child != trigger and not child.is_ancestor(trigger)
        if not beside and (not heads_clause(child) or child.dep_ == "acl"):
            found += _own(child, trigger)
    return found


SOFTENED_TO_ACKNOWLEDGE = frozenset({"says", "reports", "assesses", "acknowledges"})
MAX_SPAN_CHARACTERS = 160
"""Speaker and verb further apart than that are shown by the speaker's words alone."""

PRIVATE_PERSON = "a private person"
"""In place of a private person's name (rule 11)."""

UNNAMED = "unnamed source"
"""Where a passive names nobody: "it was reported that"."""

NAMES_OF_BODIES = frozenset("ORG GPE NORP FAC LOC EVENT PRODUCT WORK_OF_ART LAW".split())
KIND_OF_ROW: dict[str, SpeakerKind] = {
    "monitor": "monitor",
    "media": "media",
    "leader": "official",
    "official": "official",
    "armed force": "party",
    "ministry": "party",
    "militia": "party",
}


def stance_for(verb_stance: Stance, speaker_side: str, actor_side: str, *, is_loss: bool) -> Stance:
    """A side that tells of its own loss acknowledges it, whatever its verb; a denial stays one."""
    own_loss = is_loss and bool(speaker_side) and speaker_side == actor_side
    return "acknowledges" if own_loss and verb_stance in SOFTENED_TO_ACKNOWLEDGE else verb_stance


def attributions_of(
    trigger: Token, *, times: Sequence[TimeExpression], on: date | None
) -> tuple[Attribution, ...]:
    """The innermost speaker first; empty for the article's own voice.

    ``on``, the publication day, chooses the rows of actors and sides."""
    cues = speech_and_denials(trigger)
    softened = hedges_of(trigger) if cues else ()
    found = {}
    for cue in reversed(cues):
        word = cue.word
        # A verb that only claims, and what softens the verb itself: "reportedly said".
        claims = (word.lower_,) if cue.stance == "claims" else ()
        beside = words_of_clause(word) if word.pos_ == "VERB" else []
        softening = hedges_in([one for one in beside if one.head == word])
        hedges = tuple(dict.fromkeys((*softened, *claims, *softening)))
        verb = "" if word.is_punct else word.lower_
        # The day of the word of speech, else that of the report it names: "the Sunday update".
        dated = (word, *(source for source in cue.sources if is_report_noun(source)))
        days = (report_day(one, tuple(times)) for one in dated)
        reported = next((day for day in days if day is not None), None)
        named = [one for source in cue.sources for one in speakers(source, on=on)]
        for speaker in reversed(named or [Attribution(speaker=UNNAMED, speaker_kind="unnamed")]):
            side = "" if speaker.speaker_kind == "monitor" else speaker.side
            found[speaker.speaker, side, cue.stance] = replace(
                speaker,
                side=side,
                verb=f"{verb} to" if verb == "according" else verb,
                span=_span(word, speaker.span),
                hedges=hedges,
                stance=cue.stance,
                scope="inherited" if cue.inherited else "direct",
                reported=reported,
            )
    return tuple(found.values())[::-1]


def _span(word: Token, named: Span | None) -> Span:
    """From the speaker to the word of speech or the other way round."""
    start, end = word.idx, word.idx + len(word)
    if named is None:
        return Span(start=start, end=end)
    start, end = min(start, named.start), max(end, named.end)
    return Span(start=start, end=end) if end - start <= MAX_SPAN_CHARACTERS else named


def speakers(source: Token, *, on: date | None) -> tuple[Attribution, ...]:
    """The speakers that a source phrase names, one for each when two are named or meant, each with
    the span of the phrase."""
    noun = core(source)
    unnamed = Attribution(speaker="", speaker_kind="unnamed", span=span_of(noun))
    # "A Lyon man", "the Reno woman": a private person, told by a place.
    is_placed = any(child.pos_ == "PROPN" for child in children(noun, "compound"))
    if noun.tag_ == "NN" and is_placed and is_a(noun, "private"):
        return (replace(unnamed, speaker=f"a {noun.lower_}"),)
    found: list[Attribution] = []
    for one in (meant for owner in sources_of_report(noun) for meant in refers_to(core(owner))):
        person = named_beside(one)
        if is_private(person):
            # "A resident", "a witness", where the text says it in a word.
            words = children(person, "compound", "appos", "amod")
            role = next((word.lower_ for word in words if is_a(word, "voice", "crowd")), "")
            article = "an" if role[:1] in "aeiou" else "a"
            found.append(replace(unnamed, speaker=f"{article} {role}" if role else PRIVATE_PERSON))
            continue
        for actor in actors_named(one, on=on):
            kind = _kind_of(one, actor.side, on=on)
            named = replace(unnamed, speaker=actor.name, side=actor.side, speaker_kind=kind)
            found.append(named)
    if found:
        return tuple(dict.fromkeys(found))
    # No known actor; a proper name that may be a person's is withheld.
    if report_row(noun):
        name = noun.doc[name_bounds(noun)[0] : noun.i + 1].text
    elif noun.pos_ == "PROPN" and noun.ent_type_ not in NAMES_OF_BODIES:
        name = PRIVATE_PERSON
    else:
        name = noun.lower_ if noun.pos_ == "PRON" else name_of(noun)
    return (replace(unnamed, speaker=name),)


def _kind_of(noun: Token, side: str, *, on: date | None) -> SpeakerKind:
    """Monitor, media, official, party or unnamed; empty for a named body that no row knows."""
    named, mention = named_beside(noun), mention_of(noun)
    # The row of the noun, else of a modifier: "ISW analysts", "a Reuters correspondent".
    words = (noun, *children(noun, "compound", "poss", "amod", "nmod"), named)
    row = next(filter(None, (row_of(word, on) for word in words)), None)
    of_side: SpeakerKind = "party" if actor_lexicon().is_party(side, on) else "official"
    is_name = mention is not None and mention.end > noun.i
    if row is not None and (row.kind in {"monitor", "media"} or is_name):
        return KIND_OF_ROW.get(row.kind) or of_side
    if is_a(noun, "media"):
        return "media"
    if is_person(named) or is_a(noun, "functionary", "office"):
        if side:
            return "official"
        if not is_a(office_of(named) or named, "functionary"):
            return "" if named.pos_ == "PROPN" else "unnamed"
        is_known = named.pos_ == "PROPN" or "of" in child_words(named, "prep")
        return "official" if is_known or children(named, "poss") else "unnamed"
    if side and (mention is not None or is_a(noun, "organ", "force")):
        return of_side
    return "" if noun.pos_ == "PROPN" else "unnamed"
