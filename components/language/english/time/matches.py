"""Which words of a sentence speak of a time: matches of the templates, the longest first; and the
verb or the noun of happening or saying that they modify."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from spacy.tokens import Span, Token

from components.language.english.clauses import ANY_SUBJECT, MAX_STEPS, verb_above
from components.language.english.labels import MODIFIERS
from components.language.english.syntax import NOUNS, VERBAL
from components.language.english.words import in_class, time_value
from components.lexicon.time import NUMERALS, Pattern, time_lexicon

BOUND_PREPOSITIONS = ("since", "until")
TIME_PREPOSITIONS = (*BOUND_PREPOSITIONS, "time_preposition")
CORE_CLASSES = frozenset(
    "month weekday unit units period season deictic holiday era which daypart period_weekend "
    "bygone".split()
)
"""A sentence without a word of these, and without a figure, tells no time."""

LONGEST_PREPOSITION = 3
"""Words of "no later than"."""

ALWAYS = frozenset({"n", "dash", "name"})
"""Classes that a quick look cannot rule out: "a" is a number too."""

_FIGURE = re.compile(r"\d")
_FIGURES = MappingProxyType(
    {kind: re.compile(regex) for kind, regex in NUMERALS.items() if kind not in ALWAYS}
)
_WORD = re.compile(r"[A-Za-z]+|\d+")


@dataclass(frozen=True, slots=True)
class Match:
    """``span`` is ``core`` with its preposition. ``words``: group to value ("month" to "9")."""

    core: Span
    span: Span
    pattern: Pattern
    words: Mapping[str, str]
    preposition: str = ""


def matches_in(sentence: Span) -> list[Match]:
    """In text order, none of them overlapping another."""
    text, offset, lexicon = sentence.text, sentence.start_char, time_lexicon()
    words = frozenset(_WORD.findall(text.lower()))
    words |= {word[:-1] for word in words if word[-1] == "s"}
    # Classes of which a word or a figure is in the text, which may tell no time at all.
    classes = {kind for word in words for kind in lexicon.classes.get(word, ())}
    has_figure = _FIGURE.search(text) is not None
    if not has_figure and not classes & CORE_CLASSES:
        return []
    classes |= ALWAYS
    if has_figure:
        classes |= {kind for kind, regex in _FIGURES.items() if regex.search(text)}
    patterns = (one for one in lexicon.patterns if one.classes <= classes and one.literals <= words)
    found = [hit for pattern in patterns for hit in _hits(pattern, sentence, text)]
    found.sort(key=lambda hit: (-(hit.core.end_char - hit.core.start_char), hit.core.start))
    chosen = list[Match]()
    banned = (other.span() for other in lexicon.not_time.finditer(text))
    taken = [(offset + start, offset + end) for start, end in banned]
    for hit in found:
        start, end = hit.core.start_char, hit.core.end_char
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            chosen.append(hit)
    chosen.sort(key=lambda one: one.core.start)
    starts = (sentence.start, *(one.core.end for one in chosen))
    return [_with_preposition(one, at) for at, one in zip(starts, chosen, strict=False)]


def _hits(pattern: Pattern, sentence: Span, text: str) -> Iterator[Match]:
    """Without prepositions; weekdays and numbers are under one name."""
    for hit in pattern.regex.finditer(text):
        start, end = sentence.start_char + hit.start(), sentence.start_char + hit.end()
        core = sentence.doc.char_span(start, end, alignment_mode="expand")
        groups = {group: word for group, word in hit.groupdict().items() if word is not None}
        if core is not None and _passes(core, pattern.needs, groups):
            values = {}
            for group, word in groups.items():
                kind = group.rstrip("2")
                name = group.replace("weekday_short", "weekday")
                values[name] = time_value(word, "number" if kind == "n" else kind)
            yield Match(core, core, pattern, values)


def _passes(core: Span, needs: str, groups: Mapping[str, str]) -> bool:
    following = _following(core)
    next_word = "" if following is None else following.lower_
    opens_clause = following is not None and not following.is_punct and not following.is_space
    opens_clause = opens_clause and core[-1].lower_ in {"after", "before"}
    match needs:
        case "frame":
            return _is_framed(core, groups)
        case "no units":
            return not in_class(next_word, "units")
        case "no noun":
            return following is None or following.pos_ not in {"NOUN", "ADJ"}
        case "no of":
            return next_word != "of"
        case "clause":
            return opens_clause
        case "no clause":
            return not opens_clause
        case "time preposition":
            return _time_preposition(core) != ""
    return True


def _following(core: Span) -> Token | None:
    return core.doc[core.end] if core.end < len(core.doc) else None


def _is_framed(core: Span, groups: Mapping[str, str]) -> bool:
    """A bare month, season or year needs a preposition of time before, or a noun after.

    Those that are names or verbs ("May") need a preposition that no name takes."""
    root, following = root_of(core), _following(core)
    # "The winter crop", "the fall of the city".
    is_of = following is not None and following.lower_ == "of"
    if root.pos_ in VERBAL or (groups.get("season") and (is_of or is_attributive(core))):
        return False
    if core[0].lower_ in {"from", "between"}:
        return True
    is_name = in_class(groups.get("month", "").rstrip(".").lower(), "month_name")
    kind = "name_preposition" if is_name else "frame_preposition"
    if _preposition_before(core, kind):
        # "In 2000 soldiers": a number, not a year.
        is_number = root.dep_ == "nummod" and root.head.i >= core.end and root.head.tag_ == "NNS"
        return core.doc[core.start - 1].dep_ != "agent" and not is_number
    if is_name or not (groups.get("month") or groups.get("y")):
        return False
    # "Its October offensive", "the 1967 War", "July's", "(2014)"; not "October Group".
    if following is not None and following.tag_ == "POS":
        return True
    if core.start == 0:
        return False
    before, noun = core.doc[core.start - 1], root_of(core).head
    if before.text == "(" and following is not None and following.text == ")":
        return True
    if before.pos_ not in {"DET", "PRON", "PART", "ADJ"} or not is_attributive(core):
        return False
    return noun.tag_ == "NN" or (noun.pos_ in NOUNS and in_class(noun.lemma_, "event_noun"))


def _preposition_before(core: Span, kind: str) -> str:
    """The longest preposition of the class right before, in lower case, or an empty string."""
    for length in range(min(LONGEST_PREPOSITION, core.start - core.sent.start), 0, -1):
        words = core.doc[core.start - length : core.start].text.lower()
        if in_class(words, kind):
            return words
    return ""


def _time_preposition(core: Span, kinds: tuple[str, ...] = TIME_PREPOSITIONS) -> str:
    return max((_preposition_before(core, kind) for kind in kinds), key=len)


def _with_preposition(match: Match, first: int) -> Match:
    """Takes the preposition in, unless it belongs to a noun after ("after Monday's attack").

    ``first`` is the first word it may take; at the head of a sentence it is the time's own."""
    core, following = match.core, _following(match.core)
    opens = core.start == core.sent.start + 1
    is_possessive = following is not None and following.tag_ == "POS"
    is_free = not is_possessive and core[0].pos_ != "ADP" and (opens or not is_attributive(core))
    is_counted = match.pattern.reading in {"ago", "later", "after"}
    kinds = BOUND_PREPOSITIONS if is_counted else TIME_PREPOSITIONS
    found = _time_preposition(core, kinds) if is_free else ""
    start = core.start - len(found.split())
    if start < first:
        return match
    return replace(match, span=core.doc[start : core.end], preposition=found)


def root_of(span: Span) -> Token:
    """The word that depends on one outside: a preposition, else the last that is not an article."""
    if span[0].pos_ == "ADP" and not span.start <= span[0].head.i < span.end:
        return span[0]
    for token in reversed(span):
        hangs_outside = not span.start <= token.head.i < span.end or token.head == token
        if hangs_outside and token.pos_ not in {"DET", "PUNCT"}:
            return token
    return span.root


def is_attributive(span: Span) -> bool:
    """Whether it is before the noun it modifies: "Friday's attack", "the Sunday update"."""
    root = root_of(span)
    return root.dep_ in MODIFIERS and root.head.i >= span.end and root.head.pos_ in NOUNS


def governor_of(span: Span) -> Token:
    """The verb, or noun of happening or saying, that the expression modifies; else its own root.

    A date on a noun for a thing belongs to the verb above: "out of the cities on Saturday"."""
    token, opens = root_of(span).head, span.start == span.sent.start
    if is_attributive(span):
        # "Early on Friday rebels attacked": no rebels of Friday.
        has_preposition = any(word.pos_ == "ADP" for word in span)
        return verb_above(token) if opens and has_preposition else token
    if not opens:
        before = span.doc[span.start - 1]
        if before.text == "[" and before.i > span.sent.start:
            token = before = before.nbor(-1)
        if _is_dated_behind(before):
            return before
    for _ in range(MAX_STEPS):
        if token.head == token or _ends_the_climb(token):
            break
        token = token.head
    is_before_subject = token.dep_ in ANY_SUBJECT and token.left_edge.i == span.start
    return token.head if is_before_subject else token


def _is_dated_behind(word: Token) -> bool:
    """Whether a time right after the word is its own: "in an interview on Monday", "a day before
    the election on 5 May", "on the eve of the summit on 5 May".

    Also a noun of happening under a verb of saying: "nothing was reported of the attack on Monday".
    """
    prep, is_event = word.head, in_class(word.lemma_, "event_noun")
    is_eve = prep.lower_ == "of" and prep.head.lower_ == "eve"
    if word.dep_ == "pobj" and is_event and (is_eve or prep.lower_ in {"after", "before"}):
        return True
    if word.pos_ == "VERB":
        return in_class(word.lemma_, "report")
    is_said = is_event and is_saying(verb_above(word))
    return word.dep_ == "pobj" and (is_said or in_class(word.lemma_, "report_noun"))


def _ends_the_climb(token: Token) -> bool:
    """Verbs and nouns that happen; not "roads leading to the centre" nor "following" X."""
    if token.pos_ not in VERBAL:
        return is_happening(token)
    if token.dep_ == "prep":
        return token.lower_ == "according"
    return token.dep_ != "acl" or not in_class(token.lemma_, "stative")


def is_happening(token: Token) -> bool:
    return token.pos_ in NOUNS and in_class(token.lemma_, "event_noun", "report_noun")


def is_saying(token: Token) -> bool:
    return in_class(token.lemma_, "report" if token.pos_ in VERBAL else "report_noun")
