"""Search in an article: places by any name in the gazetteer, words, actors and speakers."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from components.core.fold import SPELLED_ALIKE, fold
from components.core.records import Analysis, Event, Place, Span

LEAST_LETTERS = 2
MOST_SUGGESTED = 3
LEAST_SUGGESTED_LETTERS = 4
_WORD = re.compile(r"[\w'’ʼ`]+")

Names = Callable[[str], Iterable[str]]
"""All names of a place by its id, in any script."""
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHits:
    """What matches: events in ``by_words`` by their words or people, in ``event_ids`` also by a
    place."""

    event_ids: frozenset[str] = frozenset()
    by_words: frozenset[str] = frozenset()
    place_ids: frozenset[str] = frozenset()
    spans: tuple[Span, ...] = ()
    """The matching words of the article."""

    def __bool__(self) -> bool:
        return bool(self.event_ids or self.place_ids or self.spans)

    def marks(self, event_ids: Iterable[str], place_id: str) -> bool:
        """Whether a mark of these events at this place matches: the place itself, or the events by
        words; an event that matches by another of its places does not count."""
        return place_id in self.place_ids or not self.by_words.isdisjoint(event_ids)


NOTHING = SearchHits()


def find(query: str, analysis: Analysis, names: Names) -> SearchHits:
    """Matches of all words of ``query`` in their order, the last one as the beginning of a word.
    Case, accents and apostrophes do not count."""
    wanted = tuple(fold(query).split())
    if sum(map(len, wanted)) < LEAST_LETTERS:
        return NOTHING
    place_ids = frozenset(
        place_id
        for place_id, place in _placed(analysis).items()
        if any(_has(wanted, name) for name in (place.name, *names(place_id)))
    )
    named = [
        one.toponym.span for one in analysis.resolutions if one.place and one.place.id in place_ids
    ]
    words = [
        span
        for span in _in_text(wanted, analysis.article.text)
        if not any(span.overlaps(other) for other in named)
    ]
    by_words = frozenset(event.id for event in analysis.events if _matches(event, wanted, words))
    at_places = (
        event.id
        for event in analysis.events
        if any(
            link.resolution.place and link.resolution.place.id in place_ids for link in event.links
        )
    )
    spans = tuple(sorted((*named, *words), key=lambda span: span.start))
    return SearchHits(
        event_ids=by_words.union(at_places), by_words=by_words, place_ids=place_ids, spans=spans
    )


def suggestions(query: str, analysis: Analysis, names: Names) -> tuple[str, ...]:
    """Similar spellings in the article, the most similar first: names of places, people and
    speakers, and words of the text."""
    known = {
        fold(word): word
        for word in _WORD.findall(analysis.article.text)
        if len(word) >= LEAST_SUGGESTED_LETTERS
    }
    known |= {fold(name): name for event in analysis.events for name in _people(event)}
    for place in _placed(analysis).values():
        known |= {fold(name): place.name for name in (*names(place.id), place.name)}
    alike = difflib.get_close_matches(
        fold(query), known, n=2 * MOST_SUGGESTED, cutoff=SPELLED_ALIKE
    )
    return tuple(dict.fromkeys(known[name] for name in alike))[:MOST_SUGGESTED]


def _placed(analysis: Analysis) -> dict[str, Place]:
    """The article's places by their ids."""
    return {one.place.id: one.place for one in analysis.resolutions if one.place}


def _matches(event: Event, wanted: Words, spans: Iterable[Span]) -> bool:
    """Whether one of its sentences has one of the spans, or one of its people, sides or speakers
    has the name."""
    passages = (event.sentence, *event.passages)
    return any(passage.overlaps(span) for span in spans for passage in passages) or any(
        _has(wanted, name) for name in _people(event)
    )


def _people(event: Event) -> Iterator[str]:
    """Its people and speakers, and their sides."""
    for actor in (*event.actors, *event.targets):
        yield from (actor.name, actor.side)
    for said in event.attributions:
        yield from (said.speaker, said.side)


def _has(wanted: Words, name: str) -> bool:
    return any(True for _ in _runs(wanted, fold(name).split()))


def _in_text(wanted: Words, text: str) -> Iterator[Span]:
    """The spans of the words in the text, from the start of the first to the end of the last."""
    parts = [
        (word, match.span())
        for match in _WORD.finditer(text)
        for word in fold(match.group()).split()
    ]
    for first in _runs(wanted, [word for word, _ in parts]):
        yield Span(start=parts[first][1][0], end=parts[first + len(wanted) - 1][1][1])


def _runs(wanted: Words, words: list[str]) -> Iterator[int]:
    """The positions in ``words`` at which the wanted ones begin."""
    *whole, last = wanted
    for first in range(len(words) - len(whole)):
        if words[first : first + len(whole)] == whole and words[first + len(whole)].startswith(
            last
        ):
            yield first
