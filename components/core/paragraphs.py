"""Where paragraphs begin and end: blank lines, bullets, and line breaks that are no wrapping.

Text comes with blank lines, a paragraph a line, or wrapped at some width: there a break means
nothing where the next word would not have fitted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from components.core.records import Span

LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
BULLET = re.compile(r"\s*(?:[*•·‣▪●○◦➤►]+|(?P<weak>[-–—]|\d{1,2}[.)]))\s+")
ENDED = re.compile(r"[.!?…:][\"'”’»)\]]*(?:\s*\[\d{1,3}\])*\s*$")
UNFINISHED = re.compile(
    r"(?:,|\b(?:an?|the|and|or|but|of|in|on|at|to|by|for|from|with|into|over|as|than|that"
    r"|its?|his|her|their|is|was|has|had|will))\s*$"
)
"""What no title and no sentence ends with."""

CONTINUES = re.compile(r"\s*(?:[–—]\s+)?[a-z]")

MIN_WRAPPED_SHARE = 0.2
"""Share of breaks inside sentences from which a text counts as wrapped."""

MIN_WRAPPED_CHARACTERS = 35
"""Below it a line is a list item or a menu entry rather than one that ran into a margin."""


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str
    after_blank: bool

    @property
    def is_ended(self) -> bool:
        return ENDED.search(self.text) is not None

    @property
    def is_marked(self) -> bool:
        """Begins with a bullet that is one whatever stands before it."""
        mark = BULLET.match(self.text)
        return mark is not None and mark["weak"] is None

    @property
    def is_weakly_marked(self) -> bool:
        """Begins with a dash or "12.", which may be the middle of a wrapped sentence too."""
        mark = BULLET.match(self.text)
        return mark is not None and mark["weak"] is not None


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans in text order, without outer white space and bullets."""
    return tuple(span for block in blocks(text) for span in block)


def blocks(text: str) -> tuple[tuple[Span, ...], ...]:
    """The paragraphs, those together that have no blank line between them."""
    lines = _lines(text)
    width = _wrap_width(lines)
    found: list[list[list[_Line]]] = []
    for line in lines:
        if line.after_blank:
            found.append([[line]])
        elif _joins(found[-1][-1], line, width):
            found[-1][-1].append(line)
        else:
            found[-1].append([line])
    contents = (tuple(filter(None, map(_content, block))) for block in found)
    return tuple(block for block in contents if block)


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    blank = True
    position = 0
    for match in LINE.finditer(text):
        blank = blank or text.count("\n", position, match.start()) > 1
        position = match.end()
        if not match.group().strip():
            blank = True
            continue
        lines.append(_Line(match.start(), match.end(), match.group(), blank))
        blank = False
    return lines


def _wrap_width(lines: list[_Line]) -> int:
    """Characters to which the text is wrapped, or 0 where it is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    broken = [a for a, b in pairs if _runs_on(a, b)]
    if len(broken) < 2 or len(broken) < MIN_WRAPPED_SHARE * len(pairs):
        return 0
    return max(len(line.text.rstrip()) for line in broken)


def _runs_on(line: _Line, following: _Line) -> bool:
    """Whether a sentence surely runs over the break."""
    if line.is_ended or len(line.text) < MIN_WRAPPED_CHARACTERS:
        return False
    return CONTINUES.match(following.text) is not None or UNFINISHED.search(line.text) is not None


def _joins(group: list[_Line], line: _Line, width: int) -> bool:
    last = group[-1]
    if line.is_marked or (line.is_weakly_marked and (last.is_ended or group[0].is_weakly_marked)):
        return False
    return _runs_on(last, line) or (width > 0 and _was_full(last, line, width))


def _was_full(line: _Line, following: _Line, width: int) -> bool:
    """Whether the next word would not have fitted; lines beyond the width are not wrapped."""
    length = len(line.text.rstrip())
    if line.is_ended and length > width:
        return False
    return length + 1 + len(following.text.split(maxsplit=1)[0]) > width


def _content(group: list[_Line]) -> Span | None:
    """The lines without bullet and outer white space; None for a bullet with nothing after it."""
    first, last = group[0], group[-1]
    mark = BULLET.match(first.text)
    start = first.start + (mark.end() if mark else len(first.text) - len(first.text.lstrip()))
    end = last.end - (len(last.text) - len(last.text.rstrip()))
    return Span(start=start, end=end) if start < end else None
