"""Words and templates of time, read once from ``data/lexicon``.

A template of ``time_patterns.csv`` has ``[optional]`` parts, ``(this|that)`` choices and
``<class>`` for words of ``time_words.csv``; ``<class2>`` is a second one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import capwords
from types import MappingProxyType

from components.core import settings
from components.lexicon.rows import rows

NUMERALS = MappingProxyType(
    {
        "d": r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?",
        "y": r"(?:1[5-9]|20)\d\d",
        "yy": r"\d\d",
        "iso": r"\d{4}-\d\d-\d\d",
        "slashed": r"\d{1,4}/\d{1,2}/\d{2,4}",
        "dotted": r"\d{1,2}\.\d{1,2}\.(?:19|20)\d\d",
        "decade": r"(?:1[5-9]|20)\d0s|['’]\d0s",
        "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
        "n": r"\d{1,3}",
        "name": r"\w+",
        "dash": r"\s?[-–—]\s?",
    }
)
"""Classes that are written in figures; ``n`` takes the words of class number beside them."""

CAPITALISED = frozenset({"month", "weekday", "weekday_short", "holiday"})
"""Classes whose words count only with a capital: "may" and "march" are verbs."""

NOT_BEFORE = r"(?<![\w$€£#/.@-])"
NOT_AFTER = r"(?!\w|-[A-Za-z]|[.,:]\d|/\d|%)"

_OPTIONAL = re.compile(r"\[[^\[\]()]*\]|\([^\[\]()]*\)")
_GROUP = re.compile(r"<(\w+)>")
_WHOLE_WORD = re.compile(r"[a-z]{2,}")
_FIRST_WORD = re.compile(r"[a-z]+")
_PIECE = re.compile(r"<(\w+)>|(.)", re.DOTALL)
_LITERAL = MappingProxyType(
    {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|", " ": r"\s+", "'": "['’]"}
)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A row of ``time_patterns.csv``; needs a word of all ``classes`` and ``literals``."""

    regex: re.Pattern[str]
    reading: str
    role: str
    needs: str
    classes: frozenset[str]
    literals: frozenset[str]


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    words: Mapping[str, Mapping[str, str]]
    patterns: tuple[Pattern, ...]
    not_time: re.Pattern[str]
    classes: Mapping[str, frozenset[str]]
    """First word in lower case to the classes that it may begin, for a quick look."""

    def has(self, word: str, kind: str) -> bool:
        return word.lower() in self.words.get(kind, {})

    def value(self, word: str, kind: str) -> str:
        """The value of a word of the class, or the word itself where it is written in figures."""
        return self.words.get(kind, {}).get(word.lower().rstrip("."), word)


@lru_cache(maxsize=1)
def time_lexicon() -> TimeLexicon:
    """Raises InstallationError where a table is missing."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in sorted(rows(settings.LEXICON / "time_words.csv"), key=lambda row: -len(row["word"])):
        words[row["class"]][row["word"].lower()] = row["value"]
    not_time = re.compile(rf"\b(?:{_choice(words['not_time'])})\b", re.IGNORECASE)
    classes: dict[str, frozenset[str]] = {}
    for kind, members in words.items():
        for first in (_FIRST_WORD.findall(word)[0] for word in members):
            classes[first] = classes.get(first, frozenset()) | {kind}
    patterns = tuple(_pattern(row, words) for row in rows(settings.LEXICON / "time_patterns.csv"))
    return TimeLexicon(words, patterns, not_time, classes)


def _pattern(row: Mapping[str, str], words: Mapping[str, Mapping[str, str]]) -> Pattern:
    body = "".join(
        _group(group, words) if group else _LITERAL.get(literal, re.escape(literal))
        for group, literal in _PIECE.findall(row["template"])
    )
    # Needed are the words outside of every optional part and choice.
    bare = row["template"]
    while (shorter := _OPTIONAL.sub(" ", bare)) != bare:
        bare = shorter
    return Pattern(
        re.compile(f"{NOT_BEFORE}(?i:{body}){NOT_AFTER}"),
        row["reading"],
        row["role"],
        row["needs"],
        classes=frozenset(group.rstrip("2") for group in _GROUP.findall(bare)),
        literals=frozenset(_WHOLE_WORD.findall(_GROUP.sub(" ", bare))),
    )


def _group(group: str, words: Mapping[str, Mapping[str, str]]) -> str:
    kind = group.rstrip("2")
    if kind in CAPITALISED:
        forms = (form for word in words[kind] for form in (capwords(word), word.upper()))
        return f"(?P<{group}>(?-i:{'|'.join(map(re.escape, forms))}))"
    choices = [NUMERALS[kind]] if kind in NUMERALS else []
    spelled = "number" if kind == "n" else kind
    choices += [_choice(words[spelled])] if spelled in words else []
    return f"(?P<{group}>{'|'.join(choices)})"


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in words)
