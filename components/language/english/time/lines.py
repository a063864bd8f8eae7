"""Dates that stand over a text rather than in it: lines of a chronicle, an agency's dateline, the
page's own stamp."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from spacy.tokens import Token

from components.language.english.datelines import datelines, is_within
from components.language.english.time.calendar import Interval
from components.language.english.time.matches import Match

LineRole = Literal["date line", "heading", "dateline", "stamp", "post"]

SHORTEST_CHRONICLE = 2
"""Distinct days that head lines: one date alone may be the day of a photo or of the page."""

WORDS_BEHIND = 3
"""Words behind a dateline that show that a sentence begins."""

_LEAD = re.compile(r"[\s*•·–—>-]*")
_COLON_OR_DASH = re.compile(r"\s*(?::|[-–—]\s)")
_REST_OF_STAMP = re.compile(
    r"[\s,.:]*(?:\d{1,2}[:.]\d\d)?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?[\s.)]*$"
)
_POST = re.compile(r".*\(@\w+\)\s*", re.DOTALL)


def line_role(match: Match) -> LineRole | None:
    """What the form of the line says: a date before a colon, a dash or a new capital, alone, or
    beside who sent it."""
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
    return "date line" if _COLON_OR_DASH.match(rest) or _begins_anew(match) else None


def _begins_anew(match: Match) -> bool:
    """ "February 24, 2022 Russian forces invade...": a line that was joined with the text under
    it."""
    following: Token | None = (
        match.core.doc[match.core.end] if match.core.end < match.core.sent.end else None
    )
    if following is None or "d" not in match.words or match.core.root.head.i < match.core.start:
        return False
    return following.text[:1].isupper() and following.pos_ in {
        "ADJ",
        "NOUN",
        "PROPN",
        "DET",
        "PRON",
        "NUM",
    }


def chronicle(
    lines: Sequence[tuple[int, LineRole, Interval]], published: date | None
) -> dict[int, LineRole]:
    """The final role of each line, by its key. Lines of two days or more make a chronicle; one
    alone is a heading.

    A date that stands alone over all other lines and is the day of publication, or the day beside
    it, dates the page.
    """
    roles: dict[int, LineRole] = {}
    heads: list[Interval] = []
    for key, role, days in lines:
        is_page = not heads and role == "stamp" and _is_about(days, published)
        roles[key] = "stamp" if is_page else role if role in {"dateline", "post"} else "date line"
        heads += [] if roles[key] != "date line" else [days]
    if len({days.first_day for days in heads}) >= SHORTEST_CHRONICLE:
        return roles
    return {
        key: _alone(days, published) if roles[key] == "date line" else roles[key]
        for key, _, days in lines
    }


def _alone(days: Interval, published: date | None) -> LineRole:
    return "stamp" if _is_about(days, published) else "heading"


def _is_about(days: Interval, published: date | None) -> bool:
    return (
        published is not None
        and days.first_day is not None
        and abs(days.first_day - published) <= timedelta(days=1)
    )
