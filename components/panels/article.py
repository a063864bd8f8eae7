"""The article with every place and event marked, and the chosen passage scrolled into view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from components.model import Analysis, Resolution, Span
from components.safe_html import Html, element, join

PASSAGE_ID = "passage"
SCROLL = """/* %(jump)d */ (() => {
  const go = (frames, shown) => {
    const passage = document.getElementById("%(passage)s");
    shown += passage && passage.getClientRects().length ? 1 : 0;
    if (shown > 5) { passage.scrollIntoView({block: "center"}); passage.focus({preventScroll: true}); }
    else if (frames) requestAnimationFrame(() => go(frames - 1, shown));
  };
  go(300, 0);
})()"""
LEGEND = (
    ("dl-place", "place"), ("dl-trigger", "words that tell an event"), ("dl-selected", "chosen event"),
    ("dl-dropped", "not read"),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with its class and the words that a pointer shows."""

    span: Span
    name: str
    title: str = ""


def marks(analysis: Analysis, *, selected: str | None) -> tuple[Mark, ...]:
    """Everything that is marked, in no order."""
    places = (Mark(one.toponym.span, "dl-place", _place_title(one)) for one in analysis.resolutions)
    triggers = (Mark(event.trigger, "dl-trigger", event.label) for event in analysis.events)
    dropped = (Mark(one.span, "dl-dropped", f"Not read: {one.reason}") for one in analysis.article.dropped)
    headlines = (Mark(span, "dl-heading") for span in analysis.article.headlines)
    passages = (Mark(span, "dl-selected") for event in analysis.events if event.id == selected
                for span in (event.sentence, *event.passages))
    return (*places, *triggers, *dropped, *headlines, *passages)


def _place_title(resolution: Resolution) -> str:
    place = resolution.place
    if place is None:
        return f"Place not found: {resolution.reason}"
    parts = dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
    return f"{', '.join(parts)} ({resolution.toponym.use})"


def marked_text(analysis: Analysis, *, selected: str | None) -> Html:
    """The whole text; overlapping marks are cut into pieces that carry the classes of all that cover them."""
    text = analysis.article.text
    chosen = next((event.sentence.start for event in analysis.events if event.id == selected), None)
    parts: list[str] = []
    for span, covering in _pieces(text, marks(analysis, selected=selected)):
        if span.start == chosen:
            parts.append(element("span", id=PASSAGE_ID, tabindex="-1"))
        parts.append(_piece(span.quote(text), covering))
    return element("div", join(parts), class_="dl-article", lang=analysis.article.language)


def _pieces(text: str, marked: tuple[Mark, ...]) -> Iterator[tuple[Span, tuple[Mark, ...]]]:
    """The text cut at every start and end of a mark, each piece with the marks that cover it."""
    starts: dict[int, list[Mark]] = defaultdict(list)
    for mark in marked:
        starts[mark.span.start].append(mark)
    cuts = sorted({0, len(text), *starts, *(mark.span.end for mark in marked)})
    open_marks: list[Mark] = []
    for start, end in pairwise(cuts):
        open_marks = [mark for mark in open_marks if mark.span.end > start] + starts[start]
        yield Span(start=start, end=end), tuple(open_marks)


def _piece(words: str, covering: tuple[Mark, ...]) -> str:
    if not covering:
        return words
    names = " ".join(dict.fromkeys(mark.name for mark in covering))
    titles = dict.fromkeys(mark.title for mark in covering if mark.title)
    name = "mark" if any(mark.name == "dl-trigger" for mark in covering) else "span"
    return element(name, words, class_=names, title="; ".join(titles) or None)


def article_panel(analysis: Analysis, *, selected: str | None, jump: int = 0) -> None:
    """Draw it, and scroll to the chosen passage where ``jump`` is the number of a click that asked for it."""
    key = (element("span", words, class_=name) for name, words in LEGEND)
    st.html(element("p", join(key, separator=" "), class_="dl-key"))
    st.html(marked_text(analysis, selected=selected))
    if jump:
        st.html(_scroll_script(jump), unsafe_allow_javascript=True)


def _scroll_script(jump: int) -> str:
    """A script of ours; the number makes each jump a new one, so that the browser runs it.

    The passage has no place on the screen until its tab has opened, and the tab bar scrolls to itself right after; so it
    waits for both, frame by frame.
    """
    return f"<script>{SCROLL % {'jump': jump, 'passage': PASSAGE_ID}}</script>"
