"""What a corpus holds and what is chosen of it: events per week by kind, and where, by whom and where published most is told."""

from __future__ import annotations

from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from components.corpus import queries
from components.corpus.queries import Held
from components.corpus.selection import CorpusView
from components.facets import NOT_STATED, choose, chosen_in
from components.panels.corpus import session
from components.panels.words import counted, label
from components.phrases import display_groups, placed, row_dicts
from components.provenance import NOT_CHECKED, full_day
from components.safe_html import element, join

MOST_LISTED = 12
PLACE_ZOOM = 7.0
MOST_FAILURES = 100
WEEKS_HINT = ("An event stands in the week of the last day on which it may have happened, and of the first where only that is "
              "told; one without a day stands in none.")
HEIGHT_PX = 320
MONTHS_FROM_DAYS = 180
COLOURS = {
    "control": "#c98a00", "fighting and strikes": "#d3382f", "harm to civilians": "#b0367f", "protest": "#7a5cc7",
    "diplomacy": "#128a86", "aid and displacement": "#4f8a1f", "other": "#6f7d8c", "statements": "#9a7b55", "unmapped": "#8a8a8a",
}
"""By display group, those of the marked words (cards/cards.css)."""


def head_panel(name: str) -> None:
    """Name, what the store holds, and the stamp: which days the articles are of, and who has checked them."""
    held = session.known(queries.held)
    st.html(join((
        element("h1", f"Corpus “{name}”", class_="dl-headline"),
        element("p", held_in_words(held), class_="dl-byline"),
        element("p", stamp(held), class_="dl-stamp"))))


def held_in_words(held: Held) -> str:
    """"1,203 articles by 12 publishers, 1 September 2022 to 3 March 2023 · 5 could not be read"."""
    days = f", {full_day(held.first_day)} to {full_day(held.last_day)}" if held.first_day and held.last_day else ""
    failed = f" · {held.failed:,} could not be read" if held.failed else ""
    return f"{counted(held.articles, 'article')} by {counted(held.publishers, 'publisher')}{days}{failed}"


def stamp(held: Held) -> str:
    """The stamp of a corpus (rule 8)."""
    days = f" of {full_day(held.first_day)} to {full_day(held.last_day)}" if held.first_day and held.last_day else ""
    return f"{NOT_CHECKED}. What {counted(held.articles, 'article')}{days} {'says' if held.articles == 1 else 'say'}; " \
           "not the situation today."


def weeks_panel(view: CorpusView) -> None:
    """Events of the selection by week, a colour a kind."""
    table = session.kept(queries.weeks, view)
    st.html(element("h2", "Events per week", class_="dl-part"))
    if table.empty:
        st.html(element("p", "No event of the selection has a day."))
        return
    st.altair_chart(chart(table), alt=weeks_in_words(table), key="weeks")
    st.html(element("p", WEEKS_HINT, class_="dl-hint"))


def chart(table: pd.DataFrame) -> alt.Chart:
    """``table`` has week, display_group, events; days reach the browser as text, so that no time zone moves them."""
    rows = table.assign(week=pd.to_datetime(table["week"]).dt.strftime("%Y-%m-%d"))
    ordered = [group for group in display_groups() if group in set(rows["display_group"])]
    drawn: alt.Chart = alt.Chart(rows).mark_bar().encode(
        x=alt.X("utcyearmonthdate(week):T", scale=alt.Scale(type="utc"),
                axis=alt.Axis(title=None, grid=False, labelOverlap=True, format=_days_format(rows["week"]))),
        y=alt.Y("sum(events):Q", axis=alt.Axis(title=None, tickMinStep=1, gridOpacity=0.4)),
        color=alt.Color("display_group:N", scale=alt.Scale(domain=ordered, range=[COLOURS[group] for group in ordered]),
                        legend=alt.Legend(title=None, orient="bottom", columns=3, labelLimit=220)),
        tooltip=[alt.Tooltip("week:N", title="week from"), alt.Tooltip("display_group:N", title="kind"),
                 alt.Tooltip("events:Q", title="events")],
    ).properties(height=HEIGHT_PX).configure_view(stroke=None)
    return drawn


def _days_format(weeks: pd.Series[str]) -> str:
    """Months where the axis reaches over many of them; weeks carry their day only as long as it can be read."""
    days = pd.to_datetime(weeks)
    return "%b %Y" if (days.max() - days.min()).days > MONTHS_FROM_DAYS else "%-d %b %Y"


def weeks_in_words(table: pd.DataFrame) -> str:
    """The chart for those who hear it: "Events per week by kind, from 5 September 2022. control: 12; …"."""
    days, sums = pd.to_datetime(table["week"]), table.groupby("display_group")["events"].sum().sort_values(ascending=False)
    told = "; ".join(f"{group}: {number:,}" for group, number in sums.items())
    return f"Events per week by kind, from {full_day(days.min())} to {full_day(days.max())}. {told}."


def most_panel(view: CorpusView) -> None:
    """Where most is told, who says most, and who published it; a choice opens the place or narrows the selection."""
    places, speakers, publishers = st.tabs(["Places", "Who says so", "Publishers"])
    with places:
        _places(view)
    with speakers:
        table = session.kept(queries.speakers, view, most=MOST_LISTED)
        _values(view, "says", table["speaker"], table["events"])
    with publishers:
        table = session.kept(queries.publishers, view, most=MOST_LISTED)
        _values(view, "publisher", table["publisher"], table["events"])


def _places(view: CorpusView) -> None:
    table = session.kept(queries.places, view, most=MOST_LISTED)
    if table.empty:
        st.html(element("p", "No event of the selection is drawn at a place."))
    with st.container(key="most_places", gap=None):
        for row in row_dicts(table):
            position = {"latitude": float(row["latitude"]), "longitude": float(row["longitude"]), "zoom": PLACE_ZOOM}
            st.button(label(f"{placed(row)} ({row['events']:,})"), key=f"place_{row['place_id']}", type="tertiary",
                      on_click=partial(session.change, place=row["place_id"], **position))


def _values(view: CorpusView, facet: str, values: pd.Series[str], numbers: pd.Series[int]) -> None:
    """A button a value, which adds it to what is chosen."""
    chosen = chosen_in(view.filters, facet)
    if values.empty:
        st.html(element("p", "No source is named for any event of the selection."))
    with st.container(key=f"most_{facet}", gap=None):
        for value, number in zip(values, numbers, strict=True):
            name = "no publisher stated" if value == NOT_STATED else value
            st.button(label(f"{name} ({number:,})"), key=f"{facet}_{value}", type="tertiary", disabled=value in chosen,
                      on_click=partial(session.change, filters=choose(view.filters, facet, {*chosen, value})))


def failures_panel() -> None:
    """Articles that could not be read, each with its reason: nothing disappears."""
    if failed := session.known(queries.held).failed:
        shut = st.expander(f"Could not be read ({failed:,})", key="failures", on_change="rerun")
        if shut.open:
            table = session.known(queries.failures, most=MOST_FAILURES)
            shut.dataframe(table.rename(columns={"given_as": "Article", "error": "Why"}), hide_index=True, placeholder="")
