"""A corpus and its selection: the days, and the places, speakers and publishers with most
events."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from components.core.records import RandomCheck
from components.core.safe_html import Html, element, join
from components.panels import other_reports, timeline, view_state
from components.panels.choosing import ChartBar, bar_list
from components.panels.corpus import session
from components.panels.elements import part, say
from components.panels.histogram import swatch
from components.projects.corpus import Checked
from components.store import queries
from components.store.queries import StoreSummary
from components.view.address import ANY, CountRange
from components.view.facets import NOT_STATED, choose, chosen_in
from components.view.selection import View
from components.wording.phrases import counted, group_in_words, place_with_units, row_dicts
from components.wording.provenance import checked_in_words, days_in_words

MOST_LISTED = 15
PLACE_ZOOM = 7.0
DAYS_HINT = (
    "Drag across the days to choose some. An event is shown on the last day on which it may have "
    "happened."
)
TELLERS: Mapping[str, tuple[str, str]] = {
    "publishers": ("Reported by how many publishers", "publisher"),
    "origins": ("From how many origins", "origin"),
}
"""Field of the view to its heading and unit."""
STEPS = (1, 2, 3, 4, 5, 10)
"""The number at which each bar begins; the last has no upper end."""
ORIGINS = f"{other_reports.ORIGINS} Copies of one text are one origin, too."
NOT_CHECKED = Checked()
TELLERS_HINT = f"Each event counts once, however many articles report it. {ORIGINS}"


def head_panel(name: str, checks: Sequence[RandomCheck]) -> None:
    """Name, content and stamp of the corpus, with the results of random checks."""
    held = session.answer_of(queries.summary)
    st.html(
        join(
            (
                element("h1", f"Corpus “{name}”", class_="dl-headline"),
                element("p", summary_in_words(held), class_="dl-byline"),
                element("p", stamp(held, checks, session.opened().checked), class_="dl-stamp"),
            )
        )
    )


def summary_in_words(held: StoreSummary) -> str:
    """ "1,203 articles by 12 publishers, 1 September 2022 to 3 March 2023 · 5 could not be
    read"."""
    days = (
        f", {days_in_words(held.first_day, held.last_day)}"
        if held.first_day and held.last_day
        else ""
    )
    failed = f" · {held.failed:,} could not be read" if held.failed else ""
    return (
        f"{counted(held.articles, 'article')} by "
        f"{counted(held.publishers, 'publisher')}{days}{failed}"
    )


def stamp(
    held: StoreSummary, checks: Sequence[RandomCheck] = (), checked: Checked = NOT_CHECKED
) -> str:
    """The stamp of a corpus (rule 8)."""
    days = (
        f" of {days_in_words(held.first_day, held.last_day)}"
        if held.first_day and held.last_day
        else ""
    )
    checked_by = checked_in_words(
        read_by=held.read_by, checks=checks, of_several=checked.in_words(held.articles)
    )
    return (
        f"{checked_by} "
        f"What {counted(held.articles, 'article')}{days} "
        f"{'says' if held.articles == 1 else 'say'}; "
        "not the situation today."
    )


def timeline_panel(view: View) -> None:
    """The days of the selection, with a colour for each kind; pressing a kind adds it to the filter
    or removes it."""
    days, held = (
        session.answer_of(queries.days, view.of_any_day()),
        session.answer_of(queries.summary),
    )
    if not held.first_day or not held.last_day:
        return
    timeline.days_panel(
        days,
        news=(held.first_day, held.last_day),
        stops={one.day for one in days},
        hint=DAYS_HINT,
        marked={},
        below=_kinds(timeline.sums_of(days), chosen_in(view.filters, "kind")),
        on_choice=lambda choice: view_state.change(**_toggled(view, "kind", choice)),
    )


def _kinds(sums: Mapping[str, int], chosen: frozenset[str]) -> Html:
    """The key of the colours, whose kinds can be pressed."""
    items = (
        element(
            "li",
            element(
                "button",
                swatch(group),
                group_in_words(group),
                element("small", f" {number:,}"),
                type="button",
                data_choice=group,
                aria_pressed="true" if group in chosen else "false",
            ),
        )
        for group, number in sums.items()
    )
    return element("ul", join(items), class_="dl-kinds", aria_label="Kinds of event")


def publisher_counts_panel(view: View) -> None:
    """How many events are reported by one publisher, two and so on; a bar narrows the selection."""
    for of, (heading, one) in TELLERS.items():
        table = session.answer_of(queries.spread, view, of=of)
        if not (rows := publisher_count_rows(table, chosen=getattr(view, of), one=one)):
            continue
        part(heading, level=2)
        _bars(
            f"spread_{of}",
            [row for row, _ in rows],
            label=heading,
            changes={row.choice: {of: ANY if row.is_chosen else numbers} for row, numbers in rows},
        )
    say(TELLERS_HINT)


def publisher_count_rows(
    table: pd.DataFrame, *, chosen: CountRange, one: str
) -> list[tuple[ChartBar, CountRange]]:
    """A bar for each number of publishers or origins, with larger numbers grouped; ``table`` is of
    ``queries.spread``."""
    rows, numbered = [], row_dicts(table)
    for least, following in zip(STEPS, [*STEPS[1:], None], strict=True):
        numbers = CountRange(least=least, most=following - 1 if following else None)
        own = [one for one in numbered if least <= one["number"] < (following or float("inf"))]
        if own or numbers == chosen:
            stories, events = (sum(one[name] for one in own) for name in ("stories", "events"))
            more = f"reported {events:,} times" if events > stories else ""
            bar = ChartBar(
                name=numbers.in_words(one),
                number=stories,
                choice=str(least),
                is_chosen=numbers == chosen,
                more=more,
            )
            rows.append((bar, numbers))
    return rows


def most_panel(view: View) -> None:
    """The places, speakers and publishers with most events; a bar opens the place or narrows the
    selection."""
    lists: Mapping[str, Callable[[View], None]] = {
        "Places": _places,
        "Who says so": partial(_values, facet="says"),
        "Publishers": partial(_values, facet="publisher"),
    }
    for tab, draw in zip(
        st.tabs(list(lists), key="most", on_change="rerun"), lists.values(), strict=True
    ):
        with tab:
            if tab.open:
                draw(view)


def _places(view: View) -> None:
    table = session.answer_of(queries.places, view, most=MOST_LISTED)
    rows, changes = [], {}
    for row in row_dicts(table):
        is_open = row["place_id"] == view.place
        rows.append(
            ChartBar(
                name=place_with_units(row),
                number=int(row["events"]),
                choice=str(row["place_id"]),
                is_chosen=is_open,
            )
        )
        position = {
            "latitude": float(row["latitude"]),
            "longitude": float(row["longitude"]),
            "zoom": PLACE_ZOOM,
        }
        changes[str(row["place_id"])] = (
            {"place": ""} if is_open else {"place": str(row["place_id"]), **position}
        )
    if not rows:
        say("No event that you chose has a place on the map.", look="")
        return
    _bars("places", rows, label="Places with the most events", changes=changes)


VALUES = {
    "says": (queries.speakers, "speaker", "No source is named for any event of the selection."),
    "publisher": (queries.publishers, "publisher", "No event is chosen."),
}
"""Facet to the function for its values, their column, and the sentence if there are none."""


def _values(view: View, *, facet: str) -> None:
    """A bar for each value, which adds it to the filter or removes it."""
    question, column, nothing = VALUES[facet]
    table = session.answer_of(question, view, most=MOST_LISTED)
    chosen = chosen_in(view.filters, facet)
    rows = [
        ChartBar(
            name="no publisher stated" if value == NOT_STATED else value,
            number=int(number),
            choice=value,
            is_chosen=value in chosen,
        )
        for value, number in zip(table[column], table["events"], strict=True)
    ]
    if not rows:
        say(nothing, look="")
        return
    _bars(
        f"most_{facet}",
        rows,
        label=column,
        changes={row.choice: _toggled(view, facet, row.choice) for row in rows},
    )


def _toggled(view: View, facet: str, value: str) -> dict[str, Any]:
    chosen = chosen_in(view.filters, facet)
    return {"filters": choose(view.filters, facet, chosen ^ {value})}


def _bars(
    key: str, rows: Sequence[ChartBar], *, label: str, changes: Mapping[str, Mapping[str, Any]]
) -> None:
    """Draw the bars; pressing one makes its change of the view."""

    def follow(choice: str) -> None:
        if choice in changes:
            view_state.change(**changes[choice])

    bar_list(rows, label=label, key=key, on_choice=follow)
