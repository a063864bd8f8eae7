"""What is chosen of a corpus: words, days, facets and the number of publishers, with the address
that keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_popover_container import PopoverContainer

from components.core.safe_html import element
from components.panels import viewing
from components.panels.corpus import session
from components.panels.search import suggested
from components.panels.sharing import address_line
from components.panels.words import counted, label
from components.store import queries
from components.store import rows as stored
from components.store.queries import Counts
from components.view.address import Numbers
from components.view.choices import choices
from components.view.facets import FACETS, LISTS, choose, chosen_in, value_in_words
from components.view.grouping import overview
from components.view.search import MOST_SUGGESTED
from components.view.selection import CHOSEN, FIRST, View

HINT = (
    "Several choices in one row show more, choices in several rows show less. Map, chart, "
    "lists, table and files follow."
)
WHOLE = "Your choice is in this link. Anyone who opens it with this corpus sees the same."
FIND_HELP = (
    "A place in any spelling or script (Изюм finds Izyum), a person, a speaker, a "
    "publisher, or words of the sentences."
)
NOTHING = "No event matches all that is chosen. Without one of the choices there are:"
NOTHING_ALONE = "No event matches what is chosen, and none would without one of the choices."
Choices = Sequence[tuple[str, View]]
MOST_VALUES = 200
"""Of a facet without a closed list; others are reached by the search."""
AT_LEAST = (1, 2, 3, 5, 10)
TELLERS = {
    "publishers": "At least this many publishers",
    "origins": "At least this many separate origins",
}


def filters_panel(view: View) -> PopoverContainer:
    """Draw it: what is found and chosen, then the ways to change it. Gives the box that
    ``facets_panel`` fills."""
    told = session.kept(queries.counts, view)
    st.html(element("p", counts_in_words(told), class_="dl-count", role="status"))
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        viewing.stand("corpus_find", view.find)
        st.text_input(
            "Find",
            key="corpus_find",
            placeholder="Find a place, person, speaker or word",
            help=FIND_HELP,
            width=320,
            on_change=lambda: _find(st.session_state.corpus_find.strip()),
        )
        folded = st.popover("Filter", key="corpus_filter", on_change="rerun")
        with st.popover("Share", key="corpus_share"):
            st.html(element("p", WHOLE, class_="dl-hint"))
            address_line(view.to_query())
    if view.find and not told.events:
        nearly = session.known(queries.alike, view.find, most=MOST_SUGGESTED)
        suggested(nearly, on_choice=_find)
    chosen = tuple(choices(view, place_name=_place_name(view)))
    if chosen:
        _chips(chosen)
        if not told.events:
            _loosen(chosen)
    return folded


def _find(words: str) -> None:
    """Search for words, and have the map go to what goes by them."""
    viewing.change(find=words)
    view: View = viewing.view()
    there = overview(session.kept(queries.found_places, view)) if words else None
    if there:
        viewing.change(latitude=there.latitude, longitude=there.longitude, zoom=there.zoom)


def _chips(chosen: Choices) -> None:
    """What is chosen, one by one; each is given up when it is pressed."""
    with st.container(horizontal=True, vertical_alignment="center", key="corpus_chips"):
        for number, (words, without) in enumerate(chosen):
            st.button(
                label(words),
                key=f"chip_{number}",
                icon=":material/close:",
                icon_position="right",
                help="Remove this choice",
                on_click=partial(_show, without),
            )
        if len(chosen) > 1:
            st.button("Show all", key="corpus_all", type="tertiary", on_click=partial(_show, FIRST))


def _loosen(chosen: Choices) -> None:
    """Nothing is shown: which of the choices hides how much."""
    shows = [
        (words, without, session.kept(queries.counts, without).events) for words, without in chosen
    ]
    helpful = sorted((one for one in shows if one[2]), key=lambda one: -one[2])
    st.html(element("p", NOTHING if helpful else NOTHING_ALONE, class_="dl-note", role="status"))
    with st.container(horizontal=True, key="corpus_loosen"):
        for number, (words, without, events) in enumerate(helpful):
            st.button(
                label(f"Without “{words}”: {counted(events, 'event')}"),
                key=f"loosen_{number}",
                on_click=partial(_show, without),
            )


def counts_in_words(told: Counts) -> str:
    """ "12 events, told by 9 articles (8 without copies) of 3 publishers; 10 different, …"; copies
    of one text are one origin."""
    copies = f" ({told.origins:,} without copies)" if told.origins != told.articles else ""
    once = (
        f"; {told.stories:,} different, for some are told by several"
        if told.stories != told.events
        else ""
    )
    return (
        f"{counted(told.events, 'event')}, told by {counted(told.articles, 'article')}{copies} of "
        f"{counted(told.publishers, 'publisher')}{once}"
    )


def _place_name(view: View) -> str:
    if not view.place:
        return ""
    names = session.known(stored.place_names, view.place)["place_name"]
    return str(names.iloc[0]) if len(names) else view.place


def facets_panel(folded: PopoverContainer, view: View) -> None:
    """A row of values for each facet in which there is anything to choose; drawn once its box is
    opened."""
    with folded:
        st.html(element("p", HINT, class_="dl-hint"))
        if folded.open:
            _facets(view)


def _facets(view: View) -> None:
    viewing.stand("corpus_undated", view.show_undated)
    st.checkbox(
        "Also what has no date",
        key="corpus_undated",
        on_change=viewing.follow("corpus_undated", "show_undated"),
    )
    for facet, numbers in session.kept(queries.options, view, most=MOST_VALUES).items():
        wanted = [value for value in numbers if value in chosen_in(view.filters, facet)]
        if len(numbers) < 2 and not wanted:
            continue
        told = {
            value: label(f"{value_in_words(facet, value)} ({number:,})")
            for value, number in numbers.items()
        }
        viewing.stand(f"corpus_{facet}", wanted)
        if facet in LISTS:
            st.pills(
                FACETS[facet],
                list(numbers),
                key=f"corpus_{facet}",
                selection_mode="multi",
                format_func=told.__getitem__,
                on_change=partial(_take, facet),
            )
        else:
            plain = {value: f"{value} ({number:,})" for value, number in numbers.items()}
            st.multiselect(
                FACETS[facet],
                list(numbers),
                key=f"corpus_{facet}",
                format_func=plain.__getitem__,
                placeholder="All",
                on_change=partial(_take, facet),
            )
    for of, words in TELLERS.items():
        _least(view, of, words)


def _least(view: View, of: str, words: str) -> None:
    """How many are to tell an event at the least; a number that is chosen exactly has no place in
    the row, and is a chip."""
    table, now = session.kept(queries.spread, view, of=of), getattr(view, of)
    numbers = {
        least: int(table.loc[table["number"] >= least, "events"].sum()) for least in AT_LEAST
    }
    offered = [least for least, events in numbers.items() if events or least in {1, now.least}]
    if len(offered) < 2:
        return
    viewing.stand(f"corpus_{of}", now.least if now.most is None and now.least in offered else None)
    st.pills(
        words,
        offered,
        key=f"corpus_{of}",
        format_func=lambda least: label(f"{least} ({numbers[least]:,})"),
        on_change=lambda: viewing.change(
            **{of: Numbers(least=st.session_state[f"corpus_{of}"] or 1)}
        ),
    )


def _take(facet: str) -> None:
    state = st.session_state
    viewing.change(filters=choose(viewing.view().filters, facet, state[f"corpus_{facet}"]))


def _show(chosen: View) -> None:
    """Show another selection; card, page and camera stay as they are."""
    viewing.change(**{name: getattr(chosen, name) for name in CHOSEN})
