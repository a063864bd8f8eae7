"""Which time belongs to which word: an expression dates what it modifies, never the verb of saying
above or beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from spacy.tokens import Doc, Span, Token

from components.language.english.syntax import SUBJECTS, VERBAL
from components.language.english.time.clauses import (
    is_clause_of,
    is_cleft,
    is_in_which,
    is_marked,
    is_simultaneous,
)
from components.language.english.time.expressions import TimeExpression
from components.language.english.time.lasting import is_stretch
from components.language.english.time.syntax import MAX_STEPS, has_subject, is_happening
from components.lexicon.time import TimeLexicon

DATING_ROLES = frozenset(
    {"absolute", "deictic", "relative", "duration", "vague", "bound since", "bound until"}
)
SAID_OF = frozenset({"ccomp", "parataxis"})


def own_times(
    trigger: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> list[TimeExpression]:
    """Those of the trigger's sentence that date it, the narrowest first."""
    near = [
        one
        for one in in_sentence(trigger.sent, times)
        if one.role in DATING_ROLES and one.kind != "unknown"
    ]
    if not near:
        return []
    carriers = dict(_carriers(trigger, lexicon, MAX_STEPS))
    found = [one for one in near if _dates(one, trigger, carriers, lexicon=lexicon)]
    return sorted(found, key=width_days)


def width_days(one: TimeExpression) -> float:
    if one.first_day is None or one.last_day is None:
        return float("inf")
    return (one.last_day - one.first_day).days


def in_sentence(sentence: Span, times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """``times`` are in text order, as ``find_times`` gives them."""
    start = bisect_left(times, sentence.start, key=lambda one: one.head)
    return times[start : bisect_left(times, sentence.end, key=lambda one: one.head)]


def _dates(
    one: TimeExpression, trigger: Token, carriers: dict[int, int | None], *, lexicon: TimeLexicon
) -> bool:
    """``carriers``: word to the index before which a time must stand there to date the trigger,
    None for anywhere."""
    if one.governor in carriers:
        limit = carriers[one.governor]
        return limit is None or one.head < limit
    if _stands_after_subject(one, trigger) or _has_clause(one, carriers, trigger.doc):
        return True
    return _hangs_in_the_air(one, trigger, lexicon)


def _has_clause(one: TimeExpression, carriers: Iterable[int], doc: Doc) -> bool:
    words = doc.char_span(one.span.start, one.span.end, alignment_mode="expand")
    return words is not None and any(is_clause_of(doc[carrier], words) for carrier in carriers)


def _hangs_in_the_air(one: TimeExpression, trigger: Token, lexicon: TimeLexicon) -> bool:
    """A time under a root that is no verb and nothing that happens: it dates the whole of a
    headline or a broken parse."""
    root = trigger.doc[one.governor]
    if root.head != root or root.pos_ in VERBAL or is_happening(root, lexicon):
        return False
    return speech_above(trigger, lexicon) is None


def _stands_after_subject(one: TimeExpression, noun: Token) -> bool:
    """ "The attack over the weekend prompted talks": between a subject and its verb a time belongs
    to the subject."""
    is_subject = noun.dep_ in SUBJECTS and noun.pos_ not in VERBAL
    return is_subject and one.governor == noun.head.i and noun.i < one.head < noun.head.i


def _carriers(token: Token, lexicon: TimeLexicon, steps: int) -> Iterator[tuple[int, int | None]]:
    """The words whose time is also the token's, the token first."""
    yield token.i, None
    yield from ((below.i, None) for below in _carriers_below(token, lexicon))
    if steps == 0 or token.head == token:
        return
    above = _verb_carrier(token, lexicon) if token.pos_ in VERBAL else _noun_carrier(token, lexicon)
    if above is not None:
        yield from _carriers(above, lexicon, steps - 1)
    elif _shares_time(token, lexicon):
        negated = any(child.dep_ == "neg" for child in token.children)
        limit = token.i if negated else token.head.i
        yield from ((i, limit) for i, _ in _carriers(token.head, lexicon, steps - 1))


def _shares_time(verb: Token, lexicon: TimeLexicon) -> bool:
    """ "On Monday they left X and entered Y", "attacked X on Monday but did not advance"; what only
    went on that day had begun before: "left X, but kept up its push"."""
    is_second = verb.pos_ in VERBAL and verb.dep_ == "conj" and verb.head.pos_ in VERBAL
    return is_second and not has_subject(verb) and not lexicon.has(verb.lemma_, "goes_on")


def _carriers_below(token: Token, lexicon: TimeLexicon) -> Iterator[Token]:
    """Words below that share its time: "in talks on Monday", "the blast on Monday killed", "hosts
    talks on Monday", "used gas to disperse them on Monday", "kept them from entering on Monday";
    below a noun "a raid launched on Monday".
    """
    if token.pos_ not in VERBAL:
        yield from (verb for verb in token.subtree if _is_telling_participle(verb, token, lexicon))
        yield from (
            verb
            for one in token.children
            if _is_raised(one, lexicon)
            for verb in one.children
            if verb.tag_ == "VB"
        )
        return
    for child in token.children:
        carries = lexicon.has(
            token.lemma_, {"nsubj": "effect", "dobj": "light"}.get(child.dep_, "")
        )
        if (carries and lexicon.has(child.lemma_, "event_noun")) or _is_purpose(child, lexicon):
            yield child
        if child.dep_ == "advcl" and child.tag_ == "VBG" and not has_subject(child):
            yield child
        if child.dep_ == "prep" and child.lower_ == "from":
            yield from (verb for verb in child.children if verb.dep_ == "pcomp")
        if child.dep_ in {"prep", "agent"} and lexicon.has(child.lower_, "same_time_preposition"):
            for noun in child.children:
                if child.lower_ == "during" or lexicon.has(noun.lemma_, "event_noun"):
                    yield noun
                    yield from (verb for verb in noun.children if _is_toneless(verb))


def _is_toneless(verb: Token) -> bool:
    """ "Detained two in a raid targeting a leader on Monday", "an operation to arrest him today"."""
    return verb.dep_ == "acl" and verb.tag_ in {"VBG", "VB"}


def _is_raised(verb: Token, lexicon: TimeLexicon) -> bool:
    """ "A protest set to take place on Monday", "a summit expected to open in May"."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and lexicon.has(verb.lemma_, "raising")


def _is_telling_participle(verb: Token, noun: Token, lexicon: TimeLexicon) -> bool:
    """ "A raid launched on Monday"; after a comma also across what comes between: "a raid by the
    army, launched on Monday"."""
    if verb.dep_ != "acl" or verb.tag_ != "VBN":
        return False
    is_near = verb.head == noun or (is_happening(noun, lexicon) and verb.nbor(-1).text == ",")
    return is_near and (lexicon.has(verb.lemma_, "light") or lexicon.has(verb.lemma_, "raising"))


def _is_purpose(verb: Token, lexicon: TimeLexicon) -> bool:
    above = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in {"xcomp", "advcl"} or above.tag_ not in {"VBD", "VBN"}:
        return False
    is_free = not lexicon.has(above.lemma_, "future_cue") and not lexicon.has(
        above.lemma_, "report"
    )
    return is_free and any(child.dep_ == "aux" and child.tag_ == "TO" for child in verb.children)


def _verb_carrier(verb: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb above when both tell one happening: "began to withdraw", "left, blowing up the
    bridge", "met when..."."""
    above = verb.head
    if verb.dep_ in {"xcomp", "ccomp"} and not has_subject(verb):
        return (
            above
            if lexicon.has(above.lemma_, "phase") or lexicon.has(above.lemma_, "raising")
            else None
        )
    if above.lemma_ == "be" and verb.dep_ in {"ccomp", "advcl", "relcl"} and is_cleft(above):
        return above
    if verb.dep_ == "advcl" and above.pos_ in VERBAL and not lexicon.has(verb.lemma_, "report"):
        return (
            above
            if is_simultaneous(verb, lexicon) or (verb.tag_ == "VBG" and not is_marked(verb))
            else None
        )
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and above.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return above.head
    if verb.dep_ == "pcomp" and above.lower_ == "by" and above.head.pos_ in VERBAL:
        return above.head
    if verb.dep_ == "relcl" and any(is_in_which(child, lexicon) for child in verb.children):
        return above
    return None


def _noun_carrier(noun: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb or noun that shares the noun's time: "the blast killed", "launched an attack", "died
    in a raid"."""
    above = noun.head
    if noun.dep_ in SUBJECTS and above.pos_ in VERBAL:
        return None if lexicon.has(above.lemma_, "report") else above
    if noun.dep_ in {"dobj", "attr", "oprd"} and above.pos_ in VERBAL:
        return above if lexicon.has(above.lemma_, "light") else None
    if noun.dep_ in {"conj", "compound", "appos"}:
        return above
    if noun.dep_ == "pobj" and above.dep_ in {"prep", "agent"}:
        return _over_preposition(above, lexicon)
    return None


def _over_preposition(preposition: Token, lexicon: TimeLexicon) -> Token | None:
    above = preposition.head
    if preposition.lower_ == "of":
        return (
            above
            if lexicon.has(above.lemma_, "measure_noun") or is_stretch(above, lexicon)
            else None
        )
    if not lexicon.has(preposition.lower_, "same_time_preposition"):
        return None
    return None if lexicon.has(above.lemma_, "report") and preposition.lower_ != "at" else above


def speech_above(trigger: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb of saying of which the trigger's clause is what was said, or whose object the
    trigger is."""
    token = trigger
    for _ in range(MAX_STEPS):
        if token.head == token:
            return None
        is_object = token == trigger and token.dep_ in {"dobj", "nsubjpass"}
        if (token.dep_ in SAID_OF or is_object) and lexicon.has(token.head.lemma_, "report"):
            return token.head
        token = token.head
    return None


def may_date_the_saying(
    one: TimeExpression, trigger: Token, *, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> Token | None:
    """The verb of saying that the time may belong to as well, or None.

    "X confirmed it had pulled its forces out on Saturday": the verb of saying has no time of its
    own, what was said stands in the perfect, and the day comes after it. Likewise "confirmed the
    withdrawal of its forces on Saturday".
    """
    speech = speech_above(trigger, lexicon)
    if speech is None or speech.tag_ not in {"VBD", "VBN"} or one.head < max(trigger.i, speech.i):
        return None
    if (
        one.role not in {"deictic", "absolute"}
        or one.first_day is None
        or one.first_day != one.last_day
    ):
        return None
    beside = (other for other in in_sentence(trigger.sent, times) if other.governor == speech.i)
    if any(other is not one for other in (*beside, *times_of_saying(speech, times, lexicon))):
        return None
    is_noun = trigger.pos_ not in VERBAL
    perfect = any(child.lemma_ == "have" and child.dep_ == "aux" for child in trigger.children)
    return speech if is_noun or perfect else None


def day_of_saying(
    verb: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> date | None:
    """The single day that the verb, or the noun of the report it rests on, is dated with."""
    found = times_of_saying(verb, times, lexicon)
    return next(
        (
            one.first_day
            for one in found
            if one.first_day is not None and one.first_day == one.last_day
        ),
        None,
    )


def times_of_saying(
    verb: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> list[TimeExpression]:
    """The times, of whatever width, of the verb of saying or of the noun of the report it rests
    on."""
    near = in_sentence(verb.sent, times)
    if not near:
        return []
    bearers = {verb.i, *(token.i for token in _report_nouns(verb, lexicon))}
    return [
        one
        for one in near
        if one.governor in bearers
        and one.role in {"absolute", "deictic", "relative", "bound until"}
    ]


def _report_nouns(verb: Token, lexicon: TimeLexicon) -> Iterator[Token]:
    """Nouns of saying below the verb, not in what was said, and participles beside it: "said in a
    statement on Sunday", "the Sunday update", "a report published on Sunday", "speaking on Sunday,
    he said"."""
    yield from (
        child
        for child in verb.children
        if child.dep_ == "advcl" and child.tag_ == "VBG" and not has_subject(child)
    )
    stack = [
        child
        for child in verb.children
        if child.dep_ not in SAID_OF and child.dep_ not in {"advcl", "conj", "relcl"}
    ]
    while stack:
        token = stack.pop()
        if lexicon.has(token.lemma_.lower(), "report_noun"):
            yield token
            yield from (
                child for child in token.children if child.dep_ == "acl" and child.tag_ == "VBN"
            )
        stack += [child for child in token.children if child.pos_ not in VERBAL]
