"""What events can be filtered by: only values that the article or the corpus has.

A choice is a set of (facet, value) pairs. More values of one facet widen it, more facets narrow
it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import get_args
from urllib.parse import quote, unquote

from components.core.records import Modality
from components.wording.phrases import display_groups, group_in_words, modality_in_words

Choice = frozenset[tuple[str, str]]
Values = tuple[str, ...]

NOT_STATED = "not stated"
"""The value of an event without one: no side, or no speaker."""
READINGS = ("sure", "likely", "unsure")
FACETS: Mapping[str, str] = {
    "kind": "Kind of event",
    "side": "Side",
    "speaker": "Speaker's side",
    "modality": "Did it happen",
    "reading": "How sure",
    "says": "Who says so",
    "publisher": "Publisher",
}
"""Facets by their name in the address, with the name that a person reads."""
LISTS: Mapping[str, Callable[[], Values]] = {
    "kind": display_groups,
    "modality": lambda: get_args(Modality),
    "reading": lambda: READINGS,
}
"""All values, in their order, of the facets that have a closed list."""


COLUMNS: Mapping[str, Values] = {
    "kind": ("display_group",),
    "side": ("side1", "side2"),
    "speaker": ("attribution_side",),
    "modality": ("modality",),
    "says": ("attributed_to",),
    "publisher": ("publisher",),
}
"""The columns of the events table with a facet's values; ``reading`` is the confidence in words."""


def chosen_in(choice: Choice, facet: str) -> frozenset[str]:
    return frozenset(value for name, value in choice if name == facet)


def choose(choice: Choice, facet: str, values: Iterable[str]) -> Choice:
    """The choice with these values of one facet instead of its earlier ones."""
    return frozenset(pair for pair in choice if pair[0] != facet) | {
        (facet, value) for value in values
    }


def order(facet: str, counts: Mapping[str, int]) -> Callable[[str], tuple[int, int, str]]:
    """The sort key of a facet's values: a closed list's order, then the number of events;
    NOT_STATED comes last."""
    listed = LISTS[facet]() if facet in LISTS else ()
    places = {value: at for at, value in enumerate(listed)}
    return lambda value: (
        places.get(value, len(listed) + (value == NOT_STATED)),
        -counts[value],
        value,
    )


def in_words(choice: Choice) -> str:
    """ "fighting and strikes; speaker's side: Russia; did it happen: done or ongoing"."""
    parts = (
        (facet, " or ".join(value_in_words(facet, one) for one in sorted(chosen_in(choice, facet))))
        for facet in FACETS
    )
    return "; ".join(
        values if facet == "kind" else f"{FACETS[facet].lower()}: {values}"
        for facet, values in parts
        if values
    )


def value_in_words(facet: str, value: str) -> str:
    """The value as a reader sees it; files and addresses have the value itself."""
    words = {"modality": modality_in_words, "kind": group_in_words}
    return words[facet](value) if facet in words else value


def writer(facet: str) -> Callable[[Choice], str]:
    """Writes the parameter of a facet: values in order, separated by commas, percent-encoded."""
    return lambda choice: ",".join(
        quote(value, safe=" ") for value in sorted(chosen_in(choice, facet))
    )


def reader(facet: str) -> Callable[[str], Choice]:
    """Reads the parameter of a facet; raises ValueError for a value that is not in its closed
    list."""

    def read(words: str) -> Choice:
        values = [unquote(part) for part in words.split(",") if part]
        if facet in LISTS and not {*values} <= {*LISTS[facet](), NOT_STATED}:
            raise ValueError(words)
        return choose(frozenset(), facet, values)

    return read
