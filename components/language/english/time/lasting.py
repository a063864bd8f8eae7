"""Ranges of which the words give one end and the length: "three days of fighting ended on
Saturday"."""

from __future__ import annotations

from spacy.tokens import Token

from components.core.days import moved
from components.language.english.syntax import SUBJECTS, VERBAL
from components.language.english.time.calendar import Interval, interval, kind_of_span, shifted
from components.lexicon.time import TimeLexicon


def is_stretch(unit: Token, lexicon: TimeLexicon) -> bool:
    """Whether it is the unit of a stretch of time that a verb ends or begins: "days" of "days of
    fighting ended"."""
    verb = unit.head
    if unit.dep_ not in SUBJECTS or verb.pos_ not in VERBAL or unit.pos_ != "NOUN":
        return False
    return _unit_name(unit, lexicon) != "" and (
        lexicon.has(verb.lemma_, "ends") or lexicon.has(verb.lemma_, "begins")
    )


def whole_stretch(trigger: Token, end: Interval, lexicon: TimeLexicon) -> Interval | None:
    """From the first to the last day of a counted stretch, of whose beginning or ending ``end`` is
    the day.

    None where the words give no length. Three days that ended on Saturday may have begun on
    Wednesday or on Thursday.
    """
    unit = _stretch_around(trigger, lexicon)
    count = _count(unit, lexicon) if unit is not None else 0
    if unit is None or not count or end.first_day is None or end.last_day is None:
        return None
    name = _unit_name(unit, lexicon)
    kind = kind_of_span(name, count)
    if lexicon.has(unit.head.lemma_, "ends"):
        return interval(shifted(end.first_day, name, -count), end.last_day, kind)
    return interval(end.first_day, moved(shifted(end.last_day, name, count), -1), kind)


def _stretch_around(trigger: Token, lexicon: TimeLexicon) -> Token | None:
    """ "Days" of "three days of heavy fighting ended", from the noun or from the verb."""
    if trigger.pos_ in VERBAL:
        subjects = (child for child in trigger.children if child.dep_ in SUBJECTS)
        return next((noun for noun in subjects if is_stretch(noun, lexicon)), None)
    unit = trigger.head.head
    is_part = trigger.dep_ == "pobj" and trigger.head.lower_ == "of"
    return unit if is_part and is_stretch(unit, lexicon) else None


def _unit_name(unit: Token, lexicon: TimeLexicon) -> str:
    word = unit.lower_
    return lexicon.value(word, "unit") if lexicon.has(word, "unit") else ""


def _count(unit: Token, lexicon: TimeLexicon) -> int:
    """Three of "three days", one of "a week"; 0 where the words give none, or only about."""
    words = [child for child in unit.children if child.dep_ in {"nummod", "det"}]
    values = [lexicon.value(word.lower_, "number") for word in words if not list(word.children)]
    return next((int(value) for value in values if value.isdigit()), 0)
