"""Who says that an event happened, with stance, hedges and how surely the words cover it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Token

from components.core.records import Attribution, Span, Stance
from components.language.english.coreference import sentence_before
from components.language.english.cue import Cue
from components.language.english.denials import denials_of
from components.language.english.hedges import hedges_in, hedges_of, words_of_clause
from components.language.english.quotes import (
    main_cue,
    quote_around,
    speaker_before_colon,
    speaker_of_quote,
)
from components.language.english.speakers import UNNAMED, Speaker, speakers
from components.language.english.speech import cues_over
from components.language.english.syntax import SUBJECTS
from components.language.english.time import TimeExpression, report_day
from components.language.english.words import is_a, is_report_noun
from components.lexicon.people import ActorLexicon

SOFTENED_TO_ACKNOWLEDGE = frozenset({"says", "reports", "assesses", "acknowledges"})
MAX_SPAN_CHARACTERS = 160
"""Speaker and verb farther apart than that are shown by the speaker's words alone."""


def attributions_of(
    trigger: Token,
    *,
    lexicon: ActorLexicon,
    times: Sequence[TimeExpression],
    on: date | None,
) -> tuple[Attribution, ...]:
    """The innermost speaker first, then those who carry the words; empty for the article's own
    voice.

    ``on`` is the publication day, by which rows of actors and sides are chosen.
    """
    cues = _cues(trigger, lexicon)
    softened = hedges_of(trigger, lexicon) if cues else ()
    found = [
        one for cue in cues for one in _read(cue, softened, lexicon=lexicon, times=times, on=on)
    ]
    return tuple({(one.speaker, one.side, one.stance): one for one in reversed(found)}.values())[
        ::-1
    ]


def stance_for(verb_stance: Stance, speaker_side: str, actor_side: str, *, is_loss: bool) -> Stance:
    """A side that tells of its own withdrawal or loss acknowledges it, whatever its neutral verb; a
    denial stays one."""
    own_loss = is_loss and bool(speaker_side) and speaker_side == actor_side
    return "acknowledges" if own_loss and verb_stance in SOFTENED_TO_ACKNOWLEDGE else verb_stance


def _cues(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    """Speech in the sentence, around the quotation or carried over from the sentence before; then
    denials behind it."""
    found = _spoken(trigger, lexicon)
    denied = denials_of(trigger, lexicon)
    return (*found, *(cue for cue in denied if all(cue.word != one.word for one in found)))


def _spoken(trigger: Token, lexicon: ActorLexicon) -> tuple[Cue, ...]:
    found = cues_over(trigger, lexicon)
    around = speaker_of_quote(trigger, lexicon)
    if around is not None and not _covers_quote(found, trigger, lexicon):
        return (*found, around) if not any(cue.word == around.word for cue in found) else found
    if found:
        return found
    colon = speaker_before_colon(trigger, lexicon)
    if colon is not None:
        return (colon,)
    return tuple(_carried_over(trigger, lexicon))


def _covers_quote(cues: Sequence[Cue], trigger: Token, lexicon: ActorLexicon) -> bool:
    """Whether one of the cues stands outside the quotation that holds the trigger."""
    span = quote_around(trigger, lexicon)
    return span is not None and any(
        not cue.inherited and not span[0] < cue.word.i < span[1] for cue in cues
    )


def _carried_over(trigger: Token, lexicon: ActorLexicon) -> Iterator[Cue]:
    """ "They also left the town." after "The ministry said ...": inherited from the sentence
    before."""
    root = trigger.sent.root
    pronoun = any(child.dep_ in SUBJECTS and is_a(child, "third person") for child in root.children)
    goes_on = any(is_a(child, "goes on") for child in root.children)
    earlier = sentence_before(trigger.sent)
    if (
        pronoun
        and goes_on
        and earlier is not None
        and (cue := main_cue(earlier, lexicon)) is not None
    ):
        yield replace(cue, inherited=True)


def _read(
    cue: Cue,
    softened: tuple[str, ...],
    *,
    lexicon: ActorLexicon,
    times: Sequence[TimeExpression],
    on: date | None,
) -> Iterator[Attribution]:
    """One attribution for each speaker of a cue."""
    voices = [voice for source in cue.sources for voice in speakers(source, lexicon, on=on)]
    for voice in voices or [Speaker(name=UNNAMED, kind="unnamed")]:
        yield Attribution(
            speaker=voice.name,
            side="" if voice.kind == "monitor" else voice.side,
            speaker_kind=voice.kind,
            verb=_verb(cue),
            span=_span(cue, voice),
            hedges=tuple(dict.fromkeys((*softened, *_hedges_on(cue, lexicon)))),
            stance=cue.row.stance,
            scope="inherited" if cue.inherited else "direct",
            reported=_reported(cue, times, lexicon),
        )


def _verb(cue: Cue) -> str:
    if cue.word.is_punct:
        return ""
    return f"{cue.word.lower_} to" if cue.word.lower_ == "according" else cue.word.lower_


def _hedges_on(cue: Cue, lexicon: ActorLexicon) -> tuple[str, ...]:
    """A verb that only claims, and what softens the verb itself: "reportedly said"."""
    own = (cue.word.lower_,) if cue.row.stance == "claims" else ()
    near = (
        [word for word in words_of_clause(cue.word) if word.head == cue.word]
        if cue.word.pos_ == "VERB"
        else []
    )
    return (*own, *hedges_in(near, lexicon))


def _span(cue: Cue, voice: Speaker) -> Span:
    """From the speaker to the word of speech or the other way round."""
    word = Span(start=cue.word.idx, end=cue.word.idx + len(cue.word))
    if voice.span is None:
        return word
    both = Span(start=min(word.start, voice.span.start), end=max(word.end, voice.span.end))
    return both if both.end - both.start <= MAX_SPAN_CHARACTERS else voice.span


def _reported(cue: Cue, times: Sequence[TimeExpression], lexicon: ActorLexicon) -> date | None:
    """The day of the word of speech, else that of the report it names: "the Sunday update"."""
    words = [cue.word, *(source for source in cue.sources if is_report_noun(source, lexicon))]
    return next(
        (day for word in words if (day := report_day(word, tuple(times))) is not None), None
    )
