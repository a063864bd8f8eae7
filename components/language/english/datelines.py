"""The dateline ("CAIRO (Reuters) - ", "KABUL, Afghanistan (Feb. 8, 2011)") is not part of what is
told: left in, its town is taken for the subject."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TOWN = r"(?:ST\. |FORT )?[A-Z][A-Z'’/-]{2,}(?: [A-Z][A-Z'’/-]+){0,3}"
_REGION = r"(?:, [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,2}){0,2}"
_DAY = r"(?:(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)(?:,? \d{2,4})?)"
_SOURCE = r"(?:\s?\([^()\n]{2,40}\))"
_DASH = r"\s{1,2}(?:[—–]|--?(?=\s))(?=\s*[\[\"“‘A-Z\d])"
_HERE = rf"{_REGION}(?:,? {_DAY})?"
DATELINE = re.compile(
    rf"(?:(?:^|[.!?] )[^\S\n]*(?P<where>{_TOWN}{_HERE}){_SOURCE}?(?:{_DASH}|:(?=\s))"
    rf"|^[^\S\n]*(?P<town>[A-Z][\w’'-]+(?: [A-Z]\w+)?{_HERE}|{_DAY}){_SOURCE}{_DASH}"
    rf"|\b(?P<glued>{_TOWN}{_HERE}){_SOURCE}{_DASH}"
    rf"|\b(?P<dated>{_TOWN}{_REGION})\s?\({_DAY}\)(?:{_DASH}|(?<=\d\d\d\d\))(?=\s+[A-Z]))"
    r")\s*(?:\[Text\]\s*)?",
    re.MULTILINE,
)
"""A town in capitals before a dash or a colon; any town or day before an agency and a dash; a town
in capitals before an agency or a day in brackets, also after a heading in the same line."""


def datelines(text: str) -> Iterator[tuple[int, int]]:
    """Characters of each dateline, half-open, with its dash and the blanks after."""
    for match in DATELINE.finditer(text):
        yield match.start(str(match.lastgroup)), match.end()


def is_within(at: int, written: Iterable[tuple[int, int]]) -> bool:
    """Whether the character is in one of the datelines."""
    return any(start <= at < end for start, end in written)
