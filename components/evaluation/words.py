"""Whether two names of a speaker or actor mean the same; and a reading compared with annotated
words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from components.core.fold import fold
from components.core.records import DRAWN_ROLES, OWN_VOICE, Event, PlaceLink, Span
from components.lexicon.people import ActorLexicon
from components.lexicon.senses import words_of

ASIDE = re.compile(r"\(.*?\)")
OWNED = re.compile(r"['’`´ʼ]s?(?=\s|$)")
LETTERS_COMPARED = 5
"""Of each word: "Defence" and "Defense", "Zelensky" and "Zelenskyy" are equal."""

SMALL_WORDS = frozenset("a an the of for in at on to and by its his her their".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class SameName:
    """Compares names loosely.

    Case, accents, possessives, brackets and small words are ignored; a demonym or capital is
    replaced by its state; five letters of each word count. Names are the same when all words of one
    are in the other, or all words other than offices and states, unless the states differ:
    "President Zelensky" is "Volodymyr Zelenskyy", "Russia's Defence Ministry" is not "Ukraine's".
    An empty name equals only an empty one."""

    states: Mapping[str, str]
    """Folded demonym, alias or capital of one word, with the name of its state."""
    state_words: frozenset[str]
    """First letters of the words of states' names."""
    offices: frozenset[str]
    """First letters of words of office."""

    def __call__(self, one: str, other: str) -> bool:
        first, second = self._words(one), self._words(other)
        if not first or not second:
            return fold(one) == fold(other)
        own, others = first & self.state_words, second & self.state_words
        left, right = first - own - self.offices, second - others - self.offices
        is_same_bearer = bool(left and right) and _holds(left, right) and _holds(own, others)
        return is_same_bearer or _holds(first, second)

    def _words(self, name: str) -> frozenset[str]:
        plain = fold(OWNED.sub(" ", ASIDE.sub(" ", name)))
        stated = " ".join(
            fold(self.states.get(word, word)) for word in plain.split() if word not in SMALL_WORDS
        )
        return _stems(stated)


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:LETTERS_COMPARED] for word in words.split())


def _holds(one: frozenset[str], other: frozenset[str]) -> bool:
    return one <= other or other <= one


def same_name(lexicon: ActorLexicon) -> SameName:
    states_by_name = {
        fold(name): actor.side
        for name, actor in lexicon.names.items()
        if actor.side and " " not in fold(name)
    }
    offices = (word for kind in ("office", "title", "role") for word in words_of(kind))
    state_words = _stems(" ".join(map(fold, states_by_name.values())))
    return SameName(
        states=states_by_name, state_words=state_words, offices=_stems(" ".join(map(fold, offices)))
    )


LOOSE_WORDS = frozenset(
    f"{point}{ending}"
    for ending in ("", "ern")
    for point in "north south east west northeast northwest southeast southwest".split()
) | {"central", "city", "town", "village", "the", "of"}
SENTENCE_END = re.compile(r"(?:(?<=[.!?])[\"”’)\]]*(?=\s)|(?=\n))(?P<blank>\s+)")


def is_pinned(event: Event) -> bool:
    """Whether the map shows a pin of the event."""
    return any(link.is_pin for link in event.links) and event.is_drawn


def event_places(event: Event) -> tuple[PlaceLink, ...]:
    """The places of the event in the reading, drawn or not."""
    return tuple(link for link in event.links if link.role in DRAWN_ROLES)


def is_place(link: PlaceLink, mention: Span, text: str) -> bool:
    """Whether a place of the reading is that of a mention: the same words or name, ignoring compass
    points and words for a town ("northern Aleppo city")."""
    found = link.resolution
    names = {_bare(found.toponym.text), _bare(found.place.name) if found.place else ""} - {""}
    return found.toponym.span.overlaps(mention) or _bare(mention.quote(text)) in names


def _bare(name: str) -> str:
    words = fold(name).split()
    return " ".join(word for word in words if word not in LOOSE_WORDS) or " ".join(words)


def shared_characters(event: Event, trigger: Span) -> int:
    """The number of characters that the event's trigger shares with another."""
    return max(min(event.trigger.end, trigger.end) - max(event.trigger.start, trigger.start), 0)


def speakers(event: Event) -> tuple[str, ...]:
    """The speakers; none for the article's own voice."""
    return tuple(name for _, name in named_speakers(event))


def named_speakers(event: Event) -> Iterator[tuple[Span | None, str]]:
    """Span and name of each speaker."""
    return ((one.span, one.speaker) for one in event.attributions if one.speaker != OWN_VOICE)


def is_pronoun(mention: Span, text: str) -> bool:
    word = mention.quote(text).lower()
    return any(word in words_of(f"pronoun: {one}") for one in ("he", "it", "they"))


def is_among(
    mention: Span, named: Iterable[tuple[Span | None, str]], *, text: str, same_name: SameName
) -> bool:
    """Whether one of the speakers or actors is that of a mention: the same words or name."""
    return any(
        (span is not None and span.overlaps(mention)) or same_name(name, mention.quote(text))
        for span, name in named
    )


def sentence_around(span: Span, text: str) -> Span:
    """From the end of the sentence before to the end of this one, by full stops and line ends."""
    breaks = list(SENTENCE_END.finditer(text))
    starts = [0, *(found.end() for found in breaks)]
    ends = [*(found.start("blank") for found in breaks), len(text)]
    return Span(
        start=max(start for start in starts if start <= span.start),
        end=min(end for end in ends if end >= span.end),
    )
