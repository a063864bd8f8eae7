"""Places that each have days of their own: "took Homs on 5 May and Hama on 7 May" tells of two
takings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from components.core.records import DRAWN_ROLES, Event, EventTime, PlaceLink, Span
from components.events.context import Context
from components.language.english.syntax import VERBAL
from components.language.english.time import TimeExpression, time_named

MAX_WORDS_BETWEEN = 7
"""From a place to its day, and from there to the next place: "and then the town of"."""
OTHER_CLAUSE = VERBAL | {"PRON", "SCONJ"}
DAYS = frozenset({"absolute", "deictic"})


@dataclass(frozen=True, slots=True)
class DatedPlaces:
    """Places beside each other, and the one time that stands right after them or before them."""

    links: Sequence[PlaceLink]
    time: TimeExpression

    @property
    def span(self) -> Span:
        """From the first of them to the last, in characters."""
        spans = [self.time.span, *(link.resolution.toponym.span for link in self.links)]
        return Span(start=min(one.start for one in spans), end=max(one.end for one in spans))


def by_days(event: Event, context: Context) -> Iterator[Event]:
    """The event, once for each time that the sentence gives to places of its own. The first keeps
    the id and the figures that belong to no other; the id of each other ends with the position of
    its first place."""
    runs = dated_places(event, context)
    if len(runs) < 2:
        yield event
        return
    places, figures, others = list(event.links), list(event.quantities), list[Event]()
    for one in runs[1:]:
        own = [figure for figure in figures if figure.span and one.span.overlaps(figure.span)]
        start = one.links[0].resolution.toponym.span.start
        shared = [link for link in event.links if link.role not in DRAWN_ROLES]
        other = replace(
            event,
            id=f"{event.id}-{start}",
            links=(*shared, *one.links),
            quantities=tuple(own),
            time=_time_of(one, event, context),
        )
        others.append(other)
        places = [link for link in places if link not in one.links]
        figures = [figure for figure in figures if figure not in own]
    time = _time_of(runs[0], event, context)
    yield replace(event, links=tuple(places), quantities=tuple(figures), time=time)
    yield from others


def _time_of(one: DatedPlaces, event: Event, context: Context) -> EventTime:
    published = context.article.published
    found = time_named(one.time.span, context.times, published=published, modality=event.modality)
    return found or event.time


def dated_places(event: Event, context: Context) -> list[DatedPlaces]:
    """Each run of places with its time, as far as nothing but joining words stands between them;
    empty where the words are not of that form."""
    drawn = [link for link in event.links if link.role in DRAWN_ROLES]
    marks: list[tuple[Span, PlaceLink | TimeExpression]] = [
        (one.resolution.toponym.span, one) for one in drawn
    ]
    marks += [(one.span, one) for one in context.times if one.role in DAYS]
    inside = [mark for mark in marks if event.sentence.overlaps(mark[0])]
    inside.sort(key=lambda mark: mark[0].start)
    runs = _runs([mark for _, mark in inside])
    found = runs[:1]
    for one in runs[1:]:
        if not _is_joined(found[-1], one, context.doc):
            break
        found.append(one)
    return found


def _runs(marks: Sequence[PlaceLink | TimeExpression]) -> list[DatedPlaces]:
    """Places up to their time, or a time up to its last place where a time stands first."""
    if not marks:
        return []
    runs, links = list[DatedPlaces](), list[PlaceLink]()
    is_time_first = isinstance(marks[0], TimeExpression)
    for mark in reversed(marks) if is_time_first else marks:
        if not isinstance(mark, TimeExpression):
            links.append(mark)
        elif links:
            runs.append(DatedPlaces(tuple(links), mark))
            links = []
        else:
            return []
    return runs[::-1] if is_time_first else runs


def _is_joined(before: DatedPlaces, after: DatedPlaces, doc: Doc) -> bool:
    """Whether no other event comes between the two, and a reader would not lose the thread."""
    spans = sorted(
        [before.span, after.time.span, *(link.resolution.toponym.span for link in after.links)],
        key=lambda span: span.start,
    )
    for one, following in pairwise(spans):
        words = doc.char_span(one.end, following.start, alignment_mode="contract")
        if words is None:
            continue
        if len(words) > MAX_WORDS_BETWEEN or any(token.pos_ in OTHER_CLAUSE for token in words):
            return False
    return True
