"""The article with every place and event marked, and the chosen passage scrolled into view."""

from __future__ import annotations

import streamlit as st

from components.cards.marking import TRIGGER, Mark, group_class, piece, pieces
from components.model import Analysis, Event, Resolution, Span
from components.phrases import display_groups
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


def marks(analysis: Analysis, *, selected: str | None) -> tuple[Mark, ...]:
    """Everything that is marked, in no order."""
    places = (Mark(one.toponym.span, "dl-place", _place_title(one)) for one in analysis.resolutions)
    triggers = (Mark(event.trigger, f"{TRIGGER} {group_class(event.codes.display_group)}", _trigger_title(event))
                for event in analysis.events)
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


def _trigger_title(event: Event) -> str:
    group = event.codes.display_group
    return f"{event.label} ({group})" if group else event.label


def key(analysis: Analysis, *, selected: str | None) -> Html:
    """What the marks mean; only those that stand in the text."""
    present = {event.codes.display_group for event in analysis.events}
    groups = [(f"{TRIGGER} {group_class(group)}", group or "other event") for group in display_groups() if group in present]
    entries = [("dl-place", "place"), *groups] if analysis.resolutions else groups
    entries += [("dl-selected", "chosen event")] if selected else []
    entries += [("dl-dropped", "not read")] if analysis.article.dropped else []
    return element("p", join((element("span", words, class_=name) for name, words in entries), separator=" "), class_="dl-key")


def marked_text(analysis: Analysis, *, selected: str | None) -> Html:
    """The whole text; overlapping marks are cut into pieces that carry the classes of all that cover them."""
    text = analysis.article.text
    chosen = next((event.sentence.start for event in analysis.events if event.id == selected), None)
    parts: list[str] = []
    for span, covering in pieces(Span(start=0, end=len(text)), marks(analysis, selected=selected)):
        if span.start == chosen:
            parts.append(element("span", id=PASSAGE_ID, tabindex="-1"))
        parts.append(piece(span.quote(text), covering))
    return element("div", join(parts), class_="dl-article", lang=analysis.article.language)


def article_panel(analysis: Analysis, *, selected: str | None, jump: int = 0) -> None:
    """Draw it, and scroll to the chosen passage where ``jump`` is the number of a click that asked for it."""
    st.html(key(analysis, selected=selected))
    st.html(marked_text(analysis, selected=selected))
    if jump:
        st.html(_scroll_script(jump), unsafe_allow_javascript=True)


def _scroll_script(jump: int) -> str:
    """A script of ours; the number makes each jump a new one, so that the browser runs it.

    The passage has no place on the screen until its tab has opened, and the tab bar scrolls to itself right after; so it
    waits for both, frame by frame.
    """
    return f"<script>{SCROLL % {'jump': jump, 'passage': PASSAGE_ID}}</script>"
