"""Which time belongs to which word: an expression dates what it modifies, never the verb of saying
above or beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.tokens import Span, Token

from components.core.days import moved
from components.language.english.clauses import is_cleft, opens_with
from components.language.english.syntax import SUBJECTS, VERBAL, children
from components.language.english.time.calendar import Interval, interval, kind_of_span, shifted
from components.language.english.time.expressions import TimeExpression
from components.language.english.time.grammar import (
    MAX_STEPS,
    has_subject,
    is_happening,
    tense_of,
)
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
    return sorted(found, key=_width_days)


def _width_days(one: TimeExpression) -> float:
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
    doc = trigger.doc
    if one.governor in carriers:
        limit = carriers[one.governor]
        return limit is None or one.head < limit
    # "The attack over the weekend prompted talks": between a subject and its verb a time belongs
    # to the subject.
    is_subject = trigger.dep_ in SUBJECTS and trigger.pos_ not in VERBAL
    if is_subject and one.governor == trigger.head.i and trigger.i < one.head < trigger.head.i:
        return True
    words = doc.char_span(one.span.start, one.span.end, alignment_mode="expand")
    if words is not None and any(_is_clause_of(doc[carrier], words) for carrier in carriers):
        return True
    # A time under a root that is no verb and nothing that happens dates the whole of a headline
    # or a broken parse.
    root = doc[one.governor]
    if root.head != root or root.pos_ in VERBAL or is_happening(root, lexicon):
        return False
    return speech_above(trigger, lexicon) is None


def _is_clause_of(verb: Token, time: Span) -> bool:
    """ "On Monday, when they discussed it": the clause that hangs on the time itself, or follows on
    "when" right behind it.

    "Said on 3 May that gunmen killed two" is none, though the parse may hang what was said on the
    day.
    """
    first = verb.left_edge
    is_that = first.lower_ == "that" and first.i == time.end and first.dep_ == "mark"
    hangs_on = verb.dep_ in {"relcl", "acl"} and time.start <= verb.head.i < time.end
    if hangs_on and not (is_that and verb.head.pos_ == "PROPN"):
        return True
    start = time.end + int(verb.doc[time.end : time.end + 1].text == ",")
    return verb.doc[start : start + 1].text == "when" and first.i in {start, start + 1}


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
        limit = token.i if children(token, "neg") else token.head.i
        yield from ((i, limit) for i, _ in _carriers(token.head, lexicon, steps - 1))


def _shares_time(verb: Token, lexicon: TimeLexicon) -> bool:
    """ "On Monday they left X and entered Y", "attacked X on Monday but did not advance"; what only
    went on that day had begun before: "left X, but kept up its push"."""
    is_second = verb.pos_ in VERBAL and verb.dep_ == "conj" and verb.head.pos_ in VERBAL
    return is_second and not has_subject(verb) and not lexicon.has(verb.lemma_, "goes_on")


def _carriers_below(token: Token, lexicon: TimeLexicon) -> Iterator[Token]:
    """Words below that share its time: "in talks on Monday", "the blast on Monday killed", "hosts
    talks on Monday", "used gas to disperse them on Monday", "kept them from entering on Monday";
    below a noun "a raid launched on Monday", "a protest set to take place on Monday".
    """
    if token.pos_ not in VERBAL:
        yield from (verb for verb in token.subtree if _is_telling_participle(verb, token, lexicon))
        for verb in children(token, "acl"):
            if verb.tag_ == "VBN" and lexicon.has(verb.lemma_, "raising"):
                yield from (one for one in verb.children if one.tag_ == "VB")
        return
    for child in token.children:
        sense = {"nsubj": "effect", "dobj": "light"}.get(child.dep_, "")
        is_carried = lexicon.has(token.lemma_, sense) and lexicon.has(child.lemma_, "event_noun")
        if is_carried or _is_purpose(child, lexicon) or _is_free_participle(child):
            yield child
        if child.dep_ == "prep" and child.lower_ == "from":
            yield from children(child, "pcomp")
        if child.dep_ in {"prep", "agent"} and lexicon.has(child.lower_, "same_time_preposition"):
            for noun in child.children:
                if child.lower_ == "during" or lexicon.has(noun.lemma_, "event_noun"):
                    yield noun
                    # "Detained two in a raid targeting a leader on Monday", "an operation to
                    # arrest him today".
                    yield from (one for one in children(noun, "acl") if one.tag_ in {"VBG", "VB"})


def _is_free_participle(verb: Token) -> bool:
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not has_subject(verb)


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
    if lexicon.has(above.lemma_, "future_cue") or lexicon.has(above.lemma_, "report"):
        return False
    return any(child.tag_ == "TO" for child in children(verb, "aux"))


def _verb_carrier(verb: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb above when both tell one happening: "began to withdraw", "left, blowing up the
    bridge", "met when...", "a raid in which ten people died"."""
    above, dep = verb.head, verb.dep_
    if dep in {"xcomp", "ccomp"} and not has_subject(verb):
        is_one = lexicon.has(above.lemma_, "phase") or lexicon.has(above.lemma_, "raising")
        return above if is_one else None
    if above.lemma_ == "be" and dep in {"ccomp", "advcl", "relcl"} and is_cleft(above):
        return above
    if dep == "advcl" and above.pos_ in VERBAL and not lexicon.has(verb.lemma_, "report"):
        marked = any(child.i < verb.i for child in children(verb, "mark", "prep"))
        is_one = _is_simultaneous(verb, lexicon) or (verb.tag_ == "VBG" and not marked)
        return above if is_one else None
    if dep == "acl" and verb.tag_ == "VBG" and above.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return above.head
    if dep == "pcomp" and above.lower_ == "by" and above.head.pos_ in VERBAL:
        return above.head
    for prep in children(verb, "prep") if dep == "relcl" else ():
        is_which = any(child.lower_ == "which" for child in prep.children)
        if is_which and lexicon.has(prep.lower_, "same_time_preposition"):
            return above
    return None


def _is_simultaneous(verb: Token, lexicon: TimeLexicon) -> bool:
    """ "When they discussed it"; "as" and "while" only between two verbs of the past, for else they
    give a reason."""
    if opens_with(verb, {"when"}):
        return True
    tenses = (tense_of(one, lexicon) for one in (verb, verb.head))
    return opens_with(verb, {"as", "while"}) and all(tense == "past" for tense in tenses)


def _noun_carrier(noun: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb or noun that shares the noun's time: "the blast killed", "launched an attack", "died
    in a raid"."""
    above, dep = noun.head, noun.dep_
    if dep in SUBJECTS and above.pos_ in VERBAL:
        return None if lexicon.has(above.lemma_, "report") else above
    if dep in {"dobj", "attr", "oprd"} and above.pos_ in VERBAL:
        return above if lexicon.has(above.lemma_, "light") else None
    if dep in {"conj", "compound", "appos"}:
        return above
    if dep != "pobj" or above.dep_ not in {"prep", "agent"}:
        return None
    preposition, above = above.lower_, above.head
    if preposition == "of":
        is_part = lexicon.has(above.lemma_, "measure_noun") or _is_stretch(above, lexicon)
        return above if is_part else None
    is_said = lexicon.has(above.lemma_, "report") and preposition != "at"
    return above if lexicon.has(preposition, "same_time_preposition") and not is_said else None


def _is_stretch(unit: Token, lexicon: TimeLexicon) -> bool:
    """Whether it is the unit of a stretch of time that a verb ends or begins: "days" of "days of
    fighting ended"."""
    verb = unit.head
    if unit.dep_ not in SUBJECTS or verb.pos_ not in VERBAL or unit.pos_ != "NOUN":
        return False
    is_edge = lexicon.has(verb.lemma_, "ends") or lexicon.has(verb.lemma_, "begins")
    return is_edge and lexicon.has(unit.lower_, "unit")


def whole_stretch(trigger: Token, end: Interval, lexicon: TimeLexicon) -> Interval | None:
    """From the first to the last day of a counted stretch, of whose beginning or ending ``end`` is
    the day: "three days of fighting ended on Saturday".

    None where the words give no length. Three days that ended on Saturday may have begun on
    Wednesday or on Thursday.
    """
    if trigger.pos_ in VERBAL:
        units = children(trigger, *SUBJECTS)
    else:
        is_part = trigger.dep_ == "pobj" and trigger.head.lower_ == "of"
        units = [trigger.head.head] if is_part else []
    unit = next((one for one in units if _is_stretch(one, lexicon)), None)
    if unit is None or end.first_day is None or end.last_day is None:
        return None
    # Three of "three days", one of "a week"; none where the words give only about.
    plain = (word for word in children(unit, "nummod", "det") if not list(word.children))
    values = (lexicon.value(word.lower_, "number") for word in plain)
    count = next((int(value) for value in values if value.isdigit()), 0)
    if not count:
        return None
    name = lexicon.value(unit.lower_, "unit")
    kind = kind_of_span(name, count)
    if lexicon.has(unit.head.lemma_, "ends"):
        return interval(shifted(end.first_day, name, -count), end.last_day, kind)
    return interval(end.first_day, moved(shifted(end.last_day, name, count), -1), kind)


def speech_above(trigger: Token, lexicon: TimeLexicon) -> Token | None:
    """The verb of saying of which the trigger's clause is what was said, or whose object the
    trigger is."""
    token, said = trigger, SAID_OF | {"dobj", "nsubjpass"}
    for _ in range(MAX_STEPS):
        if token.head == token:
            return None
        if token.dep_ in said and lexicon.has(token.head.lemma_, "report"):
            return token.head
        token, said = token.head, SAID_OF
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
    is_day = one.first_day is not None and one.first_day == one.last_day
    if one.role not in {"deictic", "absolute"} or not is_day:
        return None
    beside = (other for other in in_sentence(trigger.sent, times) if other.governor == speech.i)
    if any(other is not one for other in (*beside, *times_of_saying(speech, times, lexicon))):
        return None
    perfect = any(child.lemma_ == "have" for child in children(trigger, "aux"))
    return speech if trigger.pos_ not in VERBAL or perfect else None


def day_of_saying(
    verb: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> date | None:
    """The single day that the verb, or the noun of the report it rests on, is dated with."""
    found = (one for one in times_of_saying(verb, times, lexicon) if one.first_day is not None)
    return next((one.first_day for one in found if one.first_day == one.last_day), None)


def times_of_saying(
    verb: Token, times: Sequence[TimeExpression], lexicon: TimeLexicon
) -> list[TimeExpression]:
    """The times, of whatever width, of the verb of saying or of the noun of the report it rests
    on."""
    near = in_sentence(verb.sent, times)
    if not near:
        return []
    bearers = {verb.i, *(token.i for token in _report_nouns(verb, lexicon))}
    roles = {"absolute", "deictic", "relative", "bound until"}
    return [one for one in near if one.governor in bearers and one.role in roles]


def _report_nouns(verb: Token, lexicon: TimeLexicon) -> Iterator[Token]:
    """Nouns of saying below the verb, not in what was said, and participles beside it: "said in a
    statement on Sunday", "the Sunday update", "a report published on Sunday", "speaking on Sunday,
    he said"."""
    yield from (child for child in verb.children if _is_free_participle(child))
    clauses = SAID_OF | {"advcl", "conj", "relcl"}
    stack = [child for child in verb.children if child.dep_ not in clauses]
    while stack:
        token = stack.pop()
        if lexicon.has(token.lemma_.lower(), "report_noun"):
            yield token
            yield from (child for child in children(token, "acl") if child.tag_ == "VBN")
        stack += [child for child in token.children if child.pos_ not in VERBAL]
