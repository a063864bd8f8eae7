"""Which time belongs to which word: it dates what it modifies, never the verb of saying."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from spacy.tokens import Span, Token

from components.core.days import shift_day
from components.language.english.clauses import (
    MAX_STEPS,
    has_subject,
    is_free_participle,
    opens_with,
    tense_of,
)
from components.language.english.labels import PATIENTS, SUBJECTS, child_words, children
from components.language.english.prepositions import carrier, is_after_preposition
from components.language.english.syntax import VERBAL
from components.language.english.time.calendar import Interval, interval, kind_of_span, shifted
from components.language.english.time.expressions import TimeExpression
from components.language.english.time.matches import is_happening
from components.language.english.words import in_class, time_value

DATING_ROLES = frozenset(
    {"absolute", "deictic", "relative", "duration", "vague", "bound since", "bound until"}
)
SAID_OF = frozenset({"ccomp", "parataxis"})


def times_of(trigger: Token, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """Those of the trigger's sentence that date it, the narrowest first."""
    near = [
        one
        for one in in_sentence(trigger.sent, times)
        if one.role in DATING_ROLES and one.kind != "unknown"
    ]
    if not near:
        return []
    carriers = dict(_carriers(trigger, MAX_STEPS))
    found = [one for one in near if _dates(one, trigger, carriers)]
    return sorted(found, key=_width_days)


def _width_days(one: TimeExpression) -> float:
    if one.first_day is None or one.last_day is None:
        return float("inf")
    return (one.last_day - one.first_day).days


def in_sentence(sentence: Span, times: Sequence[TimeExpression]) -> Sequence[TimeExpression]:
    """``times`` are in text order, as ``find_times`` gives them."""
    start = bisect_left(times, sentence.start, key=lambda one: one.head)
    return times[start : bisect_left(times, sentence.end, key=lambda one: one.head)]


def _dates(one: TimeExpression, trigger: Token, carriers: dict[int, int | None]) -> bool:
    """``carriers``: word to the index before which its time must stand, None for anywhere."""
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
    if root.head != root or root.pos_ in VERBAL or is_happening(root):
        return False
    return speech_above(trigger) is None


def _is_clause_of(verb: Token, time: Span) -> bool:
    """ "On Monday, when they discussed it": the clause depends on the time, or follows on "when".

    "Said on 3 May that gunmen killed two" is none, however it is parsed."""
    first = verb.left_edge
    is_that = first.lower_ == "that" and first.i == time.end and first.dep_ == "mark"
    hangs_on = verb.dep_ in {"relcl", "acl"} and time.start <= verb.head.i < time.end
    if hangs_on and not (is_that and verb.head.pos_ == "PROPN"):
        return True
    start = time.end + int(verb.doc[time.end : time.end + 1].text == ",")
    return verb.doc[start : start + 1].text == "when" and first.i in {start, start + 1}


def _carriers(token: Token, steps: int) -> Iterator[tuple[int, int | None]]:
    """The words whose time is also the token's, the token first."""
    yield token.i, None
    yield from ((below.i, None) for below in _carriers_below(token))
    if steps == 0 or token.head == token:
        return
    above = _verb_carrier(token) if token.pos_ in VERBAL else _noun_carrier(token)
    if above is not None:
        yield from _carriers(above, steps - 1)
        return
    # "On Monday they left X and entered Y", "attacked X on Monday but did not advance"; what only
    # went on that day had begun before: "left X, but kept up its push".
    is_second = token.pos_ in VERBAL and token.dep_ == "conj" and token.head.pos_ in VERBAL
    if is_second and not has_subject(token) and not in_class(token.lemma_, "goes_on"):
        limit = token.i if children(token, "neg") else token.head.i
        yield from ((i, limit) for i, _ in _carriers(token.head, steps - 1))


def _carriers_below(token: Token) -> Iterator[Token]:
    """Words below that share its time: "in talks on Monday", "the blast on Monday killed", "hosts
    talks on Monday", "used gas to disperse them on Monday", "kept them from entering on Monday";
    below a noun "a raid launched on Monday", "a raid by the army, launched on Monday", "a protest
    set to take place on Monday".
    """
    if token.pos_ not in VERBAL:
        for verb in token.subtree:
            if verb.dep_ == "acl" and verb.tag_ == "VBN":
                is_near = verb.head == token or (is_happening(token) and verb.nbor(-1).text == ",")
                yield from (verb,) if is_near and in_class(verb.lemma_, "light", "raising") else ()
        for verb in children(token, "acl"):
            if verb.tag_ == "VBN" and in_class(verb.lemma_, "raising"):
                yield from (one for one in verb.children if one.tag_ == "VB")
        return
    for child in token.children:
        sense = {"nsubj": "effect", "dobj": "light"}.get(child.dep_, "")
        is_carried = in_class(token.lemma_, sense) and in_class(child.lemma_, "event_noun")
        if is_carried or _is_purpose(child) or is_free_participle(child):
            yield child
        if child.dep_ == "prep" and child.lower_ == "from":
            yield from children(child, "pcomp")
        if child.dep_ in {"prep", "agent"} and in_class(child.lower_, "same_time_preposition"):
            for noun in child.children:
                if child.lower_ == "during" or in_class(noun.lemma_, "event_noun"):
                    yield noun
                    # "Detained two in a raid targeting a leader on Monday", "an operation to
                    # arrest him today".
                    yield from (one for one in children(noun, "acl") if one.tag_ in {"VBG", "VB"})


def _is_purpose(verb: Token) -> bool:
    above = verb.head
    return (
        verb.tag_ == "VB"
        and verb.dep_ in {"xcomp", "advcl"}
        and above.tag_ in {"VBD", "VBN"}
        and not in_class(above.lemma_, "future_cue", "report")
        and any(child.tag_ == "TO" for child in children(verb, "aux"))
    )


def _verb_carrier(verb: Token) -> Token | None:
    """The verb above when both tell one happening: "began to withdraw", "left, blowing up the
    bridge", "met when...", "a raid in which ten people died"."""
    above, dep = verb.head, verb.dep_
    if dep in {"xcomp", "ccomp"} and not has_subject(verb):
        is_one = in_class(above.lemma_, "phase", "raising")
        return above if is_one else None
    # "It was then that they left".
    is_cleft = above.lemma_ == "be" and "it" in child_words(above, "nsubj", "expl")
    if is_cleft and dep in {"ccomp", "advcl", "relcl"}:
        return above
    if dep == "advcl" and above.pos_ in VERBAL and not in_class(verb.lemma_, "report"):
        marked = any(child.i < verb.i for child in children(verb, "mark", "prep"))
        # "When they discussed it"; "as" and "while" only between two verbs of the past.
        is_along = opens_with(verb, {"as", "while"})
        is_along = is_along and tense_of(verb) == tense_of(above) == "past"
        is_one = is_along or opens_with(verb, {"when"})
        return above if is_one or (verb.tag_ == "VBG" and not marked) else None
    if dep == "acl" and verb.tag_ == "VBG" and above.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return above.head
    if dep == "pcomp" and above.lower_ == "by" and above.head.pos_ in VERBAL:
        return above.head
    for prep in children(verb, "prep") if dep == "relcl" else ():
        is_which = any(child.lower_ == "which" for child in prep.children)
        if is_which and in_class(prep.lower_, "same_time_preposition"):
            return above
    return None


def _noun_carrier(noun: Token) -> Token | None:
    """What shares the noun's time: "the blast killed", "launched an attack", "died in a raid"."""
    above, dep = noun.head, noun.dep_
    if dep in SUBJECTS and above.pos_ in VERBAL:
        return None if in_class(above.lemma_, "report") else above
    if dep in {"dobj", "attr", "oprd"} and above.pos_ in VERBAL:
        return above if in_class(above.lemma_, "light") else None
    if dep in {"conj", "compound", "appos"}:
        return above
    if dep != "pobj" or above.dep_ not in {"prep", "agent"}:
        return None
    preposition, above = above.lower_, above.head
    if preposition == "of":
        is_part = in_class(above.lemma_, "measure_noun") or _is_stretch(above)
        return above if is_part else None
    is_said = in_class(above.lemma_, "report") and preposition != "at"
    return above if in_class(preposition, "same_time_preposition") and not is_said else None


def _is_stretch(unit: Token) -> bool:
    """Whether a verb ends or begins a stretch of this unit: "days of fighting ended"."""
    verb = unit.head
    if unit.dep_ not in SUBJECTS or verb.pos_ not in VERBAL or unit.pos_ != "NOUN":
        return False
    is_edge = in_class(verb.lemma_, "ends", "begins")
    return is_edge and in_class(unit.lower_, "unit")


def whole_stretch(trigger: Token, end: Interval) -> Interval | None:
    """The days of a counted stretch that ends or begins on ``end``: "three days of fighting ended
    on Saturday"; None without a length.

    Three days that ended on Saturday may have begun on Wednesday or Thursday."""
    if trigger.pos_ in VERBAL:
        units = children(trigger, *SUBJECTS)
    else:
        units = [carrier(trigger)] if is_after_preposition(trigger, {"of"}) else []
    unit = next((one for one in units if _is_stretch(one)), None)
    if unit is None or end.first_day is None or end.last_day is None:
        return None
    # Three of "three days", one of "a week"; none where the words give only about.
    plain = (word for word in children(unit, "nummod", "det") if not list(word.children))
    values = (time_value(word.lower_, "number") for word in plain)
    count = next((int(value) for value in values if value.isdigit()), 0)
    if not count:
        return None
    name = time_value(unit.lower_, "unit")
    kind = kind_of_span(name, count)
    if in_class(unit.head.lemma_, "ends"):
        return interval(shifted(end.first_day, name, -count), end.last_day, kind)
    return interval(end.first_day, shift_day(shifted(end.last_day, name, count), -1), kind)


def speech_above(trigger: Token) -> Token | None:
    """The verb of saying whose content is the trigger's clause, or whose object the trigger."""
    token, said = trigger, SAID_OF | PATIENTS
    for _ in range(MAX_STEPS):
        if token.head == token:
            return None
        if token.dep_ in said and in_class(token.head.lemma_, "report"):
            return token.head
        token, said = token.head, SAID_OF
    return None


def may_date_the_saying(
    one: TimeExpression, trigger: Token, *, times: Sequence[TimeExpression]
) -> Token | None:
    """The verb of saying that the time may belong to as well, or None.

    "X confirmed it had pulled its forces out on Saturday", "confirmed the withdrawal on Saturday":
    no time of its own before, and what was said in the perfect."""
    speech = speech_above(trigger)
    if speech is None or speech.tag_ not in {"VBD", "VBN"} or one.head < max(trigger.i, speech.i):
        return None
    is_day = one.first_day is not None and one.first_day == one.last_day
    if one.role not in {"deictic", "absolute"} or not is_day:
        return None
    beside = (other for other in in_sentence(trigger.sent, times) if other.governor == speech.i)
    if any(other is not one for other in (*beside, *times_of_saying(speech, times))):
        return None
    perfect = any(child.lemma_ == "have" for child in children(trigger, "aux"))
    return speech if trigger.pos_ not in VERBAL or perfect else None


def times_of_saying(verb: Token, times: Sequence[TimeExpression]) -> list[TimeExpression]:
    """The times, of any width, of the verb of saying or of the noun of its report."""
    near = in_sentence(verb.sent, times)
    if not near:
        return []
    bearers = {verb.i, *(token.i for token in _report_nouns(verb))}
    roles = {"absolute", "deictic", "relative", "bound until"}
    return [one for one in near if one.governor in bearers and one.role in roles]


def _report_nouns(verb: Token) -> Iterator[Token]:
    """Nouns of saying below the verb, not in what was said, and participles beside it: "said in a
    statement on Sunday", "the Sunday update", "a report published on Sunday", "speaking on Sunday,
    he said"."""
    yield from (child for child in verb.children if is_free_participle(child))
    clauses = SAID_OF | {"advcl", "conj", "relcl"}
    stack = [child for child in verb.children if child.dep_ not in clauses]
    while stack:
        token = stack.pop()
        if in_class(token.lemma_, "report_noun"):
            yield token
            yield from (child for child in children(token, "acl") if child.tag_ == "VBN")
        stack += [child for child in token.children if child.pos_ not in VERBAL]
