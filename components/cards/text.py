"""The article's text with everything marked that was read, and sentences to choose events by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from components.cards.facts import day_words, located
from components.cards.marking import TRIGGER, TextMark, group_class, piece, pieces, written_in
from components.core.countries import name_and_unit
from components.core.records import Analysis, Span
from components.core.safe_html import Html, element, join
from components.wording.phrases import display_groups

PASSAGE_ID = "passage"
PARTS = {"dl-date": "date", "dl-speaker": "speaker", "dl-hedge": "hedge"}
"""Classes of marked words other than places and triggers, with their names in the key."""


def marks(
    analysis: Analysis, *, selected: str | None, found: Iterable[Span] = ()
) -> tuple[TextMark, ...]:
    """All marks, in no order; ``found`` are the matches of a search."""
    places, triggers = list[TextMark](), list[TextMark]()
    for one in analysis.resolutions:
        title = f"Place not found: {one.reason}"
        if one.place:
            title = f"{name_and_unit(one.place)} ({one.toponym.use})"
        places.append(TextMark(one.toponym.span, "dl-place", title))
    for event in analysis.events:
        group = event.codes.display_group
        title = f"{event.label} ({group})" if group else event.label
        triggers.append(TextMark(event.trigger, f"{TRIGGER} {group_class(group)}", title))
    dropped = (
        TextMark(one.span, "dl-dropped", f"Not read: {one.reason}")
        for one in analysis.article.dropped
    )
    headlines = (TextMark(span, "dl-heading") for span in analysis.article.headlines)
    passages = (
        TextMark(span, "dl-selected")
        for event in analysis.events
        if event.id == selected
        for span in (event.sentence, *event.passages)
    )
    hits = (TextMark(span, "dl-found", "Found by the search") for span in found)
    return (*places, *triggers, *dropped, *headlines, *passages, *hits, *parts_of(analysis))


def parts_of(analysis: Analysis) -> Iterator[TextMark]:
    """Words that date an event, speakers and hedges."""
    text = analysis.article.text
    for event in analysis.events:
        speakers = [said.span for said in event.attributions if said.span]
        yield from (TextMark(span, "dl-date", "Date") for span in day_words(event, text))
        yield from (TextMark(span, "dl-speaker", "Who says so") for span in speakers)
        yield from (
            TextMark(span, "dl-hedge", "Words of doubt")
            for span in located(event.hedges, event, text)
        )


def key(analysis: Analysis, *, selected: str | None) -> Html:
    """What the marks mean; only marks that the text has."""
    present = {event.codes.display_group for event in analysis.events}
    groups = [
        (f"{TRIGGER} {group_class(group)}", group or "other event")
        for group in display_groups()
        if group in present
    ]
    parts = {mark.name for mark in parts_of(analysis)}
    entries = [("dl-place", "place")] if analysis.resolutions else []
    entries += groups + [(name, words) for name, words in PARTS.items() if name in parts]
    entries += [("dl-selected", "chosen event")] if selected else []
    entries += [("dl-dropped", "not read")] if analysis.article.dropped else []
    return element(
        "p",
        join((element("span", words, class_=name) for name, words in entries), separator=" "),
        class_="dl-key",
    )


def sentences(analysis: Analysis) -> dict[Span, tuple[str, ...]]:
    """The sentences of events, in order, with the events' ids; they do not overlap."""
    events: dict[Span, list[str]] = {}
    for event in analysis.events:
        for span in dict.fromkeys((event.sentence, *event.passages)):
            events.setdefault(span, []).append(event.id)
    apart: dict[Span, tuple[str, ...]] = {}
    for span in sorted(events, key=lambda span: (span.start, span.end)):
        if not any(span.overlaps(other) for other in apart):
            apart[span] = tuple(events[span])
    return apart


def marked_text(analysis: Analysis, *, selected: str | None, found: Iterable[Span] = ()) -> Html:
    """The whole text; overlapping marks are cut; sentences of events can be reached by keyboard."""
    text, everything = analysis.article.text, marks(analysis, selected=selected, found=found)
    chosen = next((event.sentence for event in analysis.events if event.id == selected), None)
    parts, at = [], 0
    for span, ids in sentences(analysis).items():
        parts += _pieces(text, Span(start=at, end=span.start), everything)
        parts.append(
            element(
                "span",
                join(_pieces(text, span, everything)),
                class_="dl-sentence",
                role="button",
                tabindex="0",
                data_events=" ".join(ids),
                aria_pressed="true" if selected in ids else "false",
                id=PASSAGE_ID if chosen and span.overlaps(chosen) else None,
            )
        )
        at = span.end
    parts += _pieces(text, Span(start=at, end=len(text)), everything)
    language = {"lang": analysis.article.language, **written_in(analysis.article.language)}
    return element("div", join(parts), class_="dl-article", **language)


def _pieces(text: str, within: Span, everything: Iterable[TextMark]) -> list[str]:
    if within.start >= within.end:
        return []
    return [piece(span.quote(text), covering) for span, covering in pieces(within, everything)]
