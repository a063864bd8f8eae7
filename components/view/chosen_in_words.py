"""What a person chose, in words, all together or one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components.view.address import ANY
from components.view.facets import FACETS, in_words
from components.view.selection import FIRST, View
from components.wording.provenance import days_in_words, full_day


def selection_in_words(view: View) -> str:
    """ "1 September 2022 to 12 September 2022; reported by 2 publishers or more; side Russia;
    “bridge”"."""
    parts = (
        days_in_words(view.first_day, view.last_day),
        *_numbers_in_words(view, view.place).values(),
        in_words(view.filters),
        _found_in_words(view),
    )
    return "; ".join(part for part in parts if part)


def choices(view: View, *, place_name: str = "") -> Iterator[tuple[str, View]]:
    """Each choice in words, with the selection without it. Together they are the whole
    selection."""
    chosen = view.selection()
    days = {"first_day": ("from", view.first_day), "last_day": ("to", view.last_day)}
    parts = {
        name: f"{word} {full_day(day)}" for name, (word, day) in days.items() if day
    } | _numbers_in_words(view, place_name or view.place)
    for name, words in (parts | {"find": _found_in_words(view)}).items():
        if words:
            yield words, replace(chosen, **{name: getattr(FIRST, name)})
    for facet, value in sorted(
        chosen.filters, key=lambda pair: ([*FACETS].index(pair[0]), pair[1])
    ):
        words = in_words(frozenset({(facet, value)}))
        yield words, replace(chosen, filters=chosen.filters - {(facet, value)})


def _numbers_in_words(view: View, place_name: str) -> dict[str, str]:
    """Choices other than days, facets and words, by field; empty if not chosen."""
    return {
        "show_undated": "" if view.show_undated else "only with a day",
        "place": f"at {place_name}" if view.place else "",
        "publishers": f"reported by {view.publishers.in_words('publisher')}"
        if view.publishers != ANY
        else "",
        "origins": f"from {view.origins.in_words('origin')}" if view.origins != ANY else "",
    }


def _found_in_words(view: View) -> str:
    return f"“{view.find}”" if view.find else ""
