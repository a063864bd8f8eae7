"""Text cut into pieces, each with the classes of all marks that cover it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from components.core.records import ENGLISH, Span
from components.core.safe_html import Html, element, join
from components.wording.locale import direction_of

TRIGGER = "dl-trigger"
"""The class of event words, whose element is <mark>."""


@dataclass(frozen=True, slots=True)
class TextMark:
    """A span of the text with its classes, and the words shown under a pointer."""

    span: Span
    name: str
    title: str = ""


def group_class(group: str) -> str:
    """The class of a display group in cards.css: "dl-g-fighting-and-strikes"."""
    return f"dl-g-{'-'.join(group.split()) or 'other'}"


def written_in(language: str) -> Mapping[str, str]:
    """The HTML attributes for an article's words: their language if it is not the page's, or, if it
    is not known, that the words show their direction."""
    if not language:
        return {"dir": "auto"}
    return {} if language == ENGLISH else {"lang": language, "dir": direction_of(language)}


def pieces(within: Span, marks: Iterable[TextMark]) -> Iterator[tuple[Span, tuple[TextMark, ...]]]:
    """``within`` cut at every start and end of a mark, each piece with the marks that cover it."""
    starts: dict[int, list[TextMark]] = defaultdict(list)
    inside = [mark for mark in marks if mark.span.overlaps(within)]
    for mark in inside:
        starts[max(mark.span.start, within.start)].append(mark)
    ends = (min(mark.span.end, within.end) for mark in inside)
    open_marks: list[TextMark] = []
    for start, end in pairwise(sorted({within.start, within.end, *starts, *ends})):
        open_marks = [mark for mark in open_marks if mark.span.end > start] + starts[start]
        yield Span(start=start, end=end), tuple(open_marks)


def piece(words: str, covering: Iterable[TextMark]) -> str:
    """The words with the classes of the marks that cover them."""
    marks = tuple(covering)
    if not marks:
        return words
    names = " ".join(dict.fromkeys(name for mark in marks for name in mark.name.split()))
    titles = dict.fromkeys(mark.title for mark in marks if mark.title)
    name = "mark" if TRIGGER in names.split() else "span"
    return element(name, words, class_=names, title="; ".join(titles) or None)


def marked(text: str, within: Span, marks: Iterable[TextMark]) -> Html:
    """The words of ``within`` on one line."""
    return join(
        piece(span.quote(text).replace("\n", " "), covering)
        for span, covering in pieces(within, marks)
    )
