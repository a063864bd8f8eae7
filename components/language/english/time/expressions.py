"""Every time that an article names, resolved to days and never finer than its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from spacy.tokens import Token

from components.core.days import moved
from components.core.precision import kind_of_width
from components.core.records import Span, TimeKind
from components.language.english.syntax import VERBAL
from components.language.english.time.calendar import UNKNOWN, Interval, Tense, within_calendar
from components.language.english.time.matches import Match
from components.language.english.time.months import MONTH_READINGS
from components.language.english.time.readings import DAY_READINGS, Base, Reading
from components.language.english.time.relative import RELATIVE_READINGS
from components.language.english.time.syntax import (
    goes_on,
    governor_of,
    is_announced,
    is_attributive,
    is_saying,
    root_of,
    tense_of,
)
from components.lexicon.time import TimeLexicon

READINGS: Mapping[str, Reading] = MappingProxyType(
    {**DAY_READINGS, **MONTH_READINGS, **RELATIVE_READINGS}
)
ANTECEDENT_SENTENCES = 3
"""How far back "the next day" may point: farther off, a reader would have lost the thread too."""

COMPARISON_WORDS = 8
"""Words between "the deadliest" or "for the first time" and the "since" that belongs to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that name a time. Days inclusive, None where open or not known."""

    span: Span
    text: str
    first_day: date | None
    last_day: date | None
    kind: TimeKind
    anchor: str
    """What the words were counted from, empty for a full date."""
    head: int
    """Index of the expression's syntactic root."""
    governor: int
    """Index of the word that it modifies."""
    repeats: str
    """``week`` or ``year`` where another tense would move it by that much."""
    role: str
    """absolute, deictic (counted from the day of writing), relative (from a time named before),
    duration, vague, repeated, bound since, bound until, comparison, date line (heads what follows
    in a chronicle), heading (one date over the text), dateline (of an agency), stamp (of the page),
    post (of a message on a network)."""

    @property
    def interval(self) -> Interval:
        return Interval(self.first_day, self.last_day, self.kind)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day from which words count, and its name. ``narrates``: a chronicle, whose present tense
    tells of the past."""

    day: date | None
    name: str
    narrates: bool = False


def expression(
    match: Match, *, anchor: Anchor, earlier: Sequence[TimeExpression], lexicon: TimeLexicon
) -> TimeExpression:
    """``earlier``: what was read before in the text, for words like "the next day"."""
    governor = governor_of(match.span, lexicon)
    tense = _tense(match, governor, anchor, lexicon=lexicon)
    antecedent = _antecedent(match, earlier)
    named_before = None if antecedent is None else antecedent.interval
    base = Base(anchor.day, tense, goes_on(governor) and not anchor.narrates, named_before)
    found = READINGS[match.pattern.reading](match.words, base) or UNKNOWN
    role, bounded = _bounded(match, found, base, lexicon=lexicon)
    found = within_calendar(bounded)
    return TimeExpression(
        span=Span(start=match.span.start_char, end=match.span.end_char),
        text=match.span.text,
        first_day=found.first_day,
        last_day=found.last_day,
        kind=found.kind,
        anchor=_anchor_words(match, found, role=role, anchor=anchor, antecedent=antecedent),
        head=root_of(match.span).i,
        governor=governor.i,
        repeats=found.repeats,
        role=role,
    )


def _tense(match: Match, governor: Token, anchor: Anchor, *, lexicon: TimeLexicon) -> Tense:
    if match.preposition in {"since", "ever since"}:
        return "past"
    tense = tense_of(governor, lexicon)
    if tense == "present" and (anchor.narrates or lexicon.has(governor.lemma_.lower(), "sudden")):
        return "past"
    return "past" if tense == "future" and _is_bygone(match, governor, lexicon) else tense


def _is_bygone(match: Match, governor: Token, lexicon: TimeLexicon) -> bool:
    """ "Will discuss Tuesday's attack": what nobody announces is behind the speaker, unless "a
    planned attack" says otherwise."""
    sudden = governor.pos_ not in VERBAL and lexicon.has(governor.lemma_.lower(), "sudden")
    return sudden and is_attributive(match.span) and not is_announced(governor, lexicon)


def _antecedent(match: Match, earlier: Sequence[TimeExpression]) -> TimeExpression | None:
    """The last time before it that has days of its own, at most three sentences back."""
    if match.pattern.role != "relative":
        return None
    sentence = match.core.sent
    for _ in range(ANTECEDENT_SENTENCES):
        if sentence.start == 0:
            break
        sentence = sentence.doc[sentence.start - 1].sent
    fit = [
        one
        for one in earlier
        if one.first_day and one.last_day and one.role in _NAMED and one.head >= sentence.start
    ]
    return fit[-1] if fit else None


_NAMED = frozenset({"absolute", "deictic", "relative", "date line", "heading"})


def _anchor_words(
    match: Match, found: Interval, *, role: str, anchor: Anchor, antecedent: TimeExpression | None
) -> str:
    if antecedent is not None:
        return f"“{antecedent.text}”"
    counted = match.pattern.role != "absolute" or found.repeats or role.startswith("bound")
    return anchor.name if anchor.day is not None and counted else ""


def _bounded(
    match: Match, found: Interval, base: Base, *, lexicon: TimeLexicon
) -> tuple[str, Interval]:
    """The role, and the interval that "since", "until" and their like make of the time after
    them."""
    if _is_comparison(match, lexicon):
        return "comparison", found
    if match.pattern.role in {"duration", "repeated"} or found.kind == "unknown":
        return match.pattern.role, found
    if lexicon.has(match.preposition, "since") and not _is_origin(match, found, lexicon):
        return "bound since", _since(match.preposition, found, base)
    if lexicon.has(match.preposition, "until"):
        return "bound until", _until(match.preposition, found, base)
    return match.pattern.role, found


def _is_origin(match: Match, found: Interval, lexicon: TimeLexicon) -> bool:
    """ "A statement from Friday", "the fort dates from the 19th century": not a start."""
    return match.preposition == "from" and (
        found.kind == "vague" or is_saying(governor_of(match.span, lexicon), lexicon)
    )


def _since(preposition: str, found: Interval, base: Base) -> Interval:
    """From its first day, after "after" from the day behind its last; up to today unless the verb
    looks ahead."""
    first = found.first_day
    if first is None:
        return found
    if preposition == "after" and found.last_day is not None:
        first = moved(found.last_day, 1)
    last = None if base.tense == "future" or base.day is None or first > base.day else base.day
    return replace(found, first_day=first, last_day=last, kind=_kind_of_bounds(first, last, found))


def _until(preposition: str, found: Interval, base: Base) -> Interval:
    last = found.last_day
    if preposition in {"before", "prior to"} and found.first_day is not None:
        last = moved(found.first_day, -1)
    ahead = (
        base.tense == "future" and base.day is not None and last is not None and base.day <= last
    )
    first = base.day if ahead else None
    return replace(found, first_day=first, last_day=last, kind=_kind_of_bounds(first, last, found))


def _kind_of_bounds(first: date | None, last: date | None, found: Interval) -> TimeKind:
    if first is None and last is None:
        return found.kind
    return "open" if first is None or last is None else kind_of_width((last - first).days + 1)


def _is_comparison(match: Match, lexicon: TimeLexicon) -> bool:
    """A time that something is measured against: "heavier than last year", "the deadliest attack
    since March"."""
    doc, start = match.span.doc, match.span.start
    before = doc[max(start - 2, match.span.sent.start) : start]
    if any(
        lexicon.has(doc[start - length : start].text, "comparison")
        for length in range(1, len(before) + 1)
    ):
        return True
    if match.preposition != "since":
        return False
    words = doc[max(start - COMPARISON_WORDS, match.span.sent.start) : start]
    return any(_is_superlative(token) or token.lower_ == "first" for token in words)


def _is_superlative(token: Token) -> bool:
    """Not "at least" and "most of them", which count."""
    return token.tag_ == "RBS" or (token.tag_ == "JJS" and token.lower_ not in {"least", "most"})
