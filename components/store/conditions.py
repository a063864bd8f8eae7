"""The selection of a person, of an article or a corpus, as the condition of a query: the only place
that defines filters, search and windows of days. Values are passed as parameters, never as SQL."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from components.core.fold import fold
from components.store.database import Parameters, Store
from components.store.index import OF_LISTS
from components.view.facets import FACETS, chosen_in
from components.view.selection import View

UNDRAWN = "number NOT IN (SELECT number FROM places WHERE latitude IS NOT NULL)"
"""The condition for events without a pin."""
NO_REASON = "no reason was kept"
MOST_WORDS = 12
"""Of a search; further words are ignored."""


def where(store: Store, view: View, place_ids: Collection[str] = ()) -> tuple[str, Parameters]:
    """The condition for the events of the selection, and its parameters.

    An event is included where its interval overlaps the days; an open end has no limit.
    ``place_ids`` are places whose names match the search.
    """
    common, parameters = without_facets(store, view, place_ids)
    facets, more = of_facets(view)
    return f"{common} AND {facets}", parameters | more


def without_facets(store: Store, view: View, place_ids: Collection[str]) -> tuple[str, Parameters]:
    """The same without the conditions of the facets."""
    conditions, parameters = ["true"], Parameters()

    def also(condition: str, **more: Any) -> None:  # noqa: ANN401 - values of any type
        conditions.append(condition)
        parameters.update(more)

    if view.first_day:
        also(
            "(day IS NULL OR last_day IS NULL OR last_day >= $first_day)", first_day=view.first_day
        )
    if view.last_day:
        also("(day IS NULL OR first_day IS NULL OR first_day <= $last_day)", last_day=view.last_day)
    if not view.show_undated:
        also("day IS NOT NULL")
    for column, asked in (("publishers", view.publishers), ("origins", view.origins)):
        if asked.least > 1:
            also(f"{column} >= $least_{column}", **{f"least_{column}": asked.least})
        if asked.most is not None:
            also(f"{column} <= $most_{column}", **{f"most_{column}": asked.most})
    if words := fold(view.find).split()[:MOST_WORDS]:
        also("get_bit($found::BIT, number - 1) = 1", found=_found(store, words, place_ids))
    if view.place:
        also("number IN (SELECT number FROM places WHERE place_id = $place)", place=view.place)
    return " AND ".join(conditions), parameters


def _found(store: Store, words: Sequence[str], place_ids: Collection[str]) -> str:
    """The marks of the events that match the words or are at one of the places.

    All words must occur in their order, the last one as the start of a word, as in
    ``components/view/search.py``. The list of words answers for a single word; the order of several
    is checked in the words of each event.
    """
    last = len(words) - 1
    terms = [f"term = $word_{at}" for at in range(last)] + [f"starts_with(term, $word_{last})"]
    sets = [f"number IN (SELECT unnest(numbers) FROM terms WHERE {term})" for term in terms]
    tells = " AND ".join([*sets, *(["contains(words, $needle)"] if last else [])])
    there = "number IN (SELECT number FROM places WHERE place_id = ANY($found_places))"
    numbered = tuple((f"word_{at}", word) for at, word in enumerate(words))
    needle = (("needle", f" {' '.join(words)}"),) if last else ()
    places = ("found_places", tuple(sorted(place_ids)))
    return store.marks(f"({tells}) OR {there}", (*numbered, *needle, places))


def of_facets(view: View, *, but: str = "") -> tuple[str, Parameters]:
    """One of the chosen values in each facet with a choice, except in facet ``but``."""
    conditions, parameters = ["true"], Parameters()
    for facet in FACETS:
        if facet != but and (values := sorted(chosen_in(view.filters, facet))):
            chosen = f"$chosen_{facet}"
            conditions.append(
                f"list_has_any({facet}, {chosen})"
                if facet in OF_LISTS
                else f"list_contains({chosen}, {facet})"
            )
            parameters[f"chosen_{facet}"] = values
    return " AND ".join(conditions), parameters
