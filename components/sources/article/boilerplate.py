"""Finds what is not news: link lines, captions, navigation, bylines, each with a reason.

Rules are rows of ``data/lexicon/boilerplate.csv``, each with an example and a near miss; functions
here do what needs more than one paragraph. In doubt the passage stays: to lose news is worse."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import groupby, takewhile

from components.core import settings
from components.core.paragraphs import ENDED, blocks
from components.core.records import Dropped, Span
from components.lexicon.rows import rows

Block = tuple[Span, ...]
Words = tuple[str, ...]

NAMES = (
    r"(?:(?:[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.-]*|and|in|for|at|van|von|de|al"
    r"|[Ee]dit(?:ed|ing) by|[Ww]riting by|[Rr]eporting by)"
    r"[,;.]?(?: |(?=[).]*$)))+[).]*$"
)
"""``{names}`` in a row: words with a capital, joined by commas and small words, to the end."""

CREDIT = re.compile(
    r"\([A-Z][^()]{1,60}/[^()]{2,60}\)|\([A-Z][\w&'’.-]+(?: [A-Z&][\w&'’.-]*){0,4}\)"
)
MAX_CAPTION_LINES = 4
MAX_CAPTION_CHARACTERS = 400

MIN_LINK_CHARACTERS = 50
"""A heading in capitals is shorter; a link line is the whole title of another article."""

MAX_SHARE_OF_CAPITALS = 0.3
"""Above it the whole text is in capitals, as old wires are, so that capitals mean nothing."""

MIN_BODY_CHARACTERS = 60
NAME = r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}"
NAME_LIST = re.compile(rf"{NAME}(?:(?:, and|,| and) {NAME})+")
MAX_MENU_WORDS = 4
MIN_MENU_LINES = 4
MIN_TITLE_WORDS = 5
MIN_REPEATED_WORDS = 6
MAX_REPEATED_WORDS = 80
MAX_HEADING_WORDS = 30


def find_dropped(text: str) -> tuple[Dropped, ...]:
    """Passages that are not read, each with its reason, in text order, none overlapping."""
    grouped = blocks(text)
    spans = tuple(span for block in grouped for span in block)
    whole: dict[Span, str] = {}
    for finder in (
        _captions(text, grouped),
        _head_lines(text, spans),
        _link_lines(text, spans),
        _repeats(text, spans),
    ):
        for dropped in finder:
            whole.setdefault(dropped.span, dropped.reason)
    found: list[Dropped] = []
    for span in spans:
        by_rows = sorted(_by_rows(text, span), key=lambda dropped: dropped.span)
        is_gone = span in whole and span not in {dropped.span for dropped in by_rows}
        found.extend([Dropped(span=span, reason=whole[span])] if is_gone else by_rows)
    return tuple(found)


def find_headlines(text: str, title: str, dropped: tuple[Dropped, ...]) -> tuple[Span, ...]:
    """The title and section lines that stay: alone between blank lines and without a full stop."""
    gone = {other.span for other in dropped}
    lines = ((block[0], len(block) == 1) for block in blocks(text) if block[0] not in gone)
    return tuple(
        span
        for span, is_alone in lines
        if (title and _fold(span.quote(text)) == _fold(title))
        or (is_alone and is_heading(span.quote(text)))
    )


def is_heading(line: str) -> bool:
    """Whether it reads as a title: opens with a capital or figure, short, no sentence's end."""
    first = line.lstrip("\"'“‘#(")[:1]
    is_short = len(line.split()) <= MAX_HEADING_WORDS
    return (
        is_short
        and (first.isupper() or first.isdigit())
        and not re.search(r"[.!…:;,][\"'”’)]*$", line)
    )


def is_body(paragraph: str) -> bool:
    """Whether it is running text: long enough, and ended as a sentence is."""
    return len(paragraph) >= MIN_BODY_CHARACTERS and ENDED.search(paragraph) is not None


@cache
def rules() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Pattern and reason of each row; a pattern is searched in one paragraph at a time."""
    return tuple(
        (re.compile(row["pattern"].replace("{names}", NAMES), re.DOTALL), row["reason"])
        for row in rows(settings.LEXICON / "boilerplate.csv")
    )


def _by_rows(text: str, span: Span) -> Iterator[Dropped]:
    """What the rows match in one paragraph; of overlapping matches that of the earlier row."""
    taken: list[Span] = []
    for pattern, reason in rules():
        for match in pattern.finditer(span.quote(text)):
            hit = Span(start=span.start + match.start(), end=span.start + match.end())
            if not any(hit.overlaps(other) for other in taken):
                taken.append(hit)
                yield Dropped(span=hit, reason=reason)


def _captions(text: str, grouped: tuple[Block, ...]) -> Iterator[Dropped]:
    """A short block that ends in a line which is nothing but a credit in brackets."""
    for block in grouped:
        size = block[-1].end - block[0].start
        is_small = (
            2 <= len(block) <= MAX_CAPTION_LINES
            and size <= MAX_CAPTION_CHARACTERS
            and size < len(text) / 2
        )
        if is_small and CREDIT.fullmatch(block[-1].quote(text)):
            yield from (Dropped(span=span, reason="caption") for span in block)


def _head_lines(text: str, spans: Block) -> Iterator[Dropped]:
    """Before the first running paragraph: menus, lists of authors, the title again."""
    head = tuple(takewhile(lambda span: not is_body(span.quote(text)), spans))
    if len(head) == len(spans):
        return

    def is_menu_entry(span: Span) -> bool:
        line = span.quote(text)
        return len(line.split()) <= MAX_MENU_WORDS and not re.search(r"[.!?:]$", line)

    for is_menu, run in groupby(head, key=is_menu_entry):
        entries = tuple(run)
        if is_menu and len(entries) >= MIN_MENU_LINES:
            yield from (Dropped(span=span, reason="navigation") for span in entries)
    yield from (
        Dropped(span=span, reason="byline")
        for span in head
        if NAME_LIST.fullmatch(span.quote(text))
    )
    # Where one line contains another, the shorter one stays; of equal ones the first.
    titles = [
        (_fold(span.quote(text)), span)
        for span in head
        if len(span.quote(text).split()) >= MIN_TITLE_WORDS
    ]
    for folded, span in titles:
        if any(other in folded and (len(other), at) < (len(folded), span) for other, at in titles):
            yield Dropped(span=span, reason="repeated title")


def _link_lines(text: str, spans: Block) -> Iterator[Dropped]:
    """Titles in capitals within running text; the first line may be the article's own."""
    letters = sum(map(str.isalpha, text))
    if sum(map(str.isupper, text)) > MAX_SHARE_OF_CAPITALS * letters:
        return
    for span in spans[1:]:
        line = span.quote(text)
        if (
            line.isupper()
            and len(line) >= MIN_LINK_CHARACTERS
            and not line.endswith((".", "!", ":"))
        ):
            yield Dropped(span=span, reason="link line")


def _repeats(text: str, spans: Block) -> Iterator[Dropped]:
    """A paragraph that is part of a longer one (a pull quote) or a repetition; headings stay."""
    words = {span: tuple(_fold(span.quote(text)).split()) for span in spans}
    holders: defaultdict[Words, set[Span]] = defaultdict(set)
    for span, line in words.items():
        for at in range(len(line) - MIN_REPEATED_WORDS + 1):
            holders[line[at : at + MIN_REPEATED_WORDS]].add(span)
    for span, line in words.items():
        if len(line) > MAX_REPEATED_WORDS or is_heading(span.quote(text)):
            continue
        others = holders.get(line[:MIN_REPEATED_WORDS], set())
        if any(
            (-len(words[other]), other) < (-len(line), span)
            and (f" {' '.join(line)} " in f" {' '.join(words[other])} ")
            for other in others
        ):
            yield Dropped(span=span, reason="repeated passage")


def _fold(line: str) -> str:
    """Words in small letters, without punctuation, one space between."""
    return " ".join(re.findall(r"\w+", line.casefold()))
