"""Dates that stand over a text: lines of a chronicle, an agency's dateline, a page's stamp."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from components.language.english.datelines import datelines, is_within
from components.language.english.time.calendar import Interval
from components.language.english.time.matches import Match

LineRole = Literal["date line", "heading", "dateline", "stamp", "post"]

SHORTEST_CHRONICLE = 2
"""Distinct days that head lines: one date alone may be the day of a photo or of the page."""

WORDS_BEHIND = 3
"""Words behind a dateline that show that a sentence begins."""

OPENING = frozenset({"ADJ", "NOUN", "PROPN", "DET", "PRON", "NUM"})
_LEAD = re.compile(r"[\s*•·–—>-]*")
_COLON_OR_DASH = re.compile(r"\s*(?::|[-–—]\s)")
_REST_OF_STAMP = re.compile(
    r"[\s,.:]*(?:\d{1,2}[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?[\s.)]*$"
)
_POST = re.compile(r".*\(@\w+\)\s*", re.DOTALL)


def line_role(match: Match) -> LineRole | None:
    """By the form: a date before a colon, a dash or a capital, alone, or beside who sent it."""
    if match.pattern.reading not in {"day", "month", "days", "numeric"} or match.preposition:
        return None
    sentence = match.core.sent
    at = match.core.start_char - sentence.start_char
    around = sentence.doc[sentence.start : sentence.end + WORDS_BEHIND].text
    if is_within(at, datelines(around)):
        return "dateline"
    lead, rest = sentence.text[:at], sentence.text[at + len(match.core.text) :]
    if _POST.fullmatch(lead):
        return "post"
    if not _LEAD.fullmatch(lead):
        return None
    if _REST_OF_STAMP.fullmatch(rest):
        return "stamp"
    # "February 24, 2022 Russian forces invade...": a line joined with the text under it.
    is_own = "d" in match.words and match.core.root.head.i >= match.core.start
    behind = sentence.doc[match.core.end : sentence.end][:1]
    is_joined = any(word.text[:1].isupper() and word.pos_ in OPENING for word in behind)
    return "date line" if _COLON_OR_DASH.match(rest) or (is_own and is_joined) else None


def chronicle(
    lines: Sequence[tuple[int, LineRole, Interval]], published: date | None
) -> dict[int, LineRole]:
    """The role of each line by key: two days or more make a chronicle, one is a heading.

    A lone date on top within a day of publication dates the page."""
    roles: dict[int, LineRole] = {}
    heads: dict[int, Interval] = {}
    for key, role, days in lines:
        if role in {"dateline", "post"} or (
            role == "stamp" and not heads and _is_about(days, published)
        ):
            roles[key] = role
        else:
            roles[key], heads[key] = "date line", days
    if len({days.first_day for days in heads.values()}) < SHORTEST_CHRONICLE:
        for key, days in heads.items():
            roles[key] = "stamp" if _is_about(days, published) else "heading"
    return roles


def _is_about(days: Interval, published: date | None) -> bool:
    if published is None or days.first_day is None:
        return False
    return abs(days.first_day - published) <= timedelta(days=1)
