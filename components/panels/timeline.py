"""The days under the map: the one place where they are chosen, by the handles of a histogram, by
steps and play, or as the news days; who is said to hold what follows the right handle."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.core.days import moved
from components.panels import playing
from components.panels.histogram import Bin, Days, histogram
from components.panels.playing import Window
from components.panels.reading import Reading
from components.panels.words import counted
from components.view.asof import Standing
from components.view.bars import Bar, Stretch, bars, stops, stretches
from components.view.facets import matching
from components.view.selection import View, first_window
from components.wording.phrases import display_groups
from components.wording.provenance import as_told, days_in_words

MARGIN_DAYS = 7
MOST_DAYS = 366
"""Further from the news days the chart does not reach by itself; the steps go there."""
BIN_DAYS = (1, 7, 28, 364)
MOST_BINS = 400
"""With more a bar is narrower than a hair."""
DAYS_A_MONTH, DAYS_A_YEAR = 30, 365.25
HINT = "Drag across the days to choose some."
NEWS_HELP = "The days that the article reports on"


def news_days(found: Reading) -> Window:
    """Around which the chart stands; of an article that dates nothing the day of its
    publication."""
    published = found.article.published or date.min
    return first_window(found.events, published) or (published, published)


def bounds(events: pd.DataFrame, *, news: Window, shown: Days) -> Window:
    """The ends of the chart: every day of the article up to a year around its news days, and all
    that is shown."""
    days = [
        date.fromisoformat(day)
        for name in ("first_day", "last_day")
        for day in events[name].dropna().unique()
    ]
    near = [day for day in days if abs((day - news[0]).days) <= MOST_DAYS]
    chosen = [day for day in shown if day]
    low, high = min([*near, news[0], *chosen]), max([*near, news[1], *chosen])
    return moved(low, -MARGIN_DAYS), moved(high, MARGIN_DAYS)


def bins_of(days: Sequence[Bar], ends: Window) -> tuple[Bin, ...]:
    """Bins over the chart, as short as it can show them."""
    span = (ends[1] - ends[0]).days + 1
    length = next((one for one in BIN_DAYS if span <= one * MOST_BINS), BIN_DAYS[-1])
    starts = [moved(ends[0], at * length) for at in range(-(-span // length))]
    held: list[list[Bar]] = [[] for _ in starts]
    for one in days:
        if ends[0] <= one.day <= ends[1]:
            held[(one.day - ends[0]).days // length].append(one)
    return tuple(
        Bin(
            first=start,
            last=moved(start, length - 1),
            groups={
                group: number
                for group in display_groups()
                if (number := sum(one.count for one in own if one.group == group))
            },
            words="; ".join(one.words for one in own)
            or f"{days_in_words(start, moved(start, length - 1))}: no event of this day alone",
        )
        for start, own in zip(starts, held, strict=True)
    )


def in_words(days: Sequence[Bar], intervals: Sequence[Stretch]) -> str:
    """The chart for those who hear it: "Events by day. control: 1 event, 9 September: Retaken."."""
    told = ". ".join([*(one.words for one in days), *(one.words for one in intervals)])
    return f"Events by day. {told or 'No event has a date'}."


def hint(published: date | None, today: date) -> str:
    """What to do, and how old the article is."""
    days = (today - published).days if published else 0
    if days < 1:
        return HINT
    age = (
        counted(days, "day")
        if days < 2 * DAYS_A_MONTH
        else counted(days // DAYS_A_MONTH, "month")
        if days < DAYS_A_YEAR
        else counted(int(days / DAYS_A_YEAR), "year")
    )
    return f"{HINT} This article is {age} old."


def held_in_words(standing: Standing, publisher: str) -> str:
    """ "As of 11 September 2022, as told by Example: 2 places known; 2 more only from a later
    day."."""
    if standing.day is None:
        return "No claim about who holds a place."
    head = as_told(standing.day, publisher)
    known = int(standing.states["standing"].ne("unknown").sum())
    if not known:
        return f"{head}: nobody says who holds a place."
    unknown = len(standing.states) - known
    later = f"; {unknown} more only from a later day" if unknown else ""
    return f"{head}: {known} {'place' if known == 1 else 'places'} known{later}."


def timeline_panel(found: Reading, view: View, *, standing: Standing, today: date) -> None:
    """Draw the chart of the events that match the filters, over all days of the article, the steps,
    and who holds what on the last of the days shown."""
    published, shown = found.article.published, (view.first_day, view.last_day)
    events, news = matching(found.events, view.filters), news_days(found)
    days, intervals = bars(events), stretches(events)
    ends = bounds(found.events, news=news, shown=shown)
    in_chart = [
        one
        for one in intervals
        if (one.last or date.max) >= ends[0] and (one.first or date.min) <= ends[1]
    ]
    marked = {"published": published} if published else {}
    histogram(
        bins_of(days, ends),
        key="days_chart",
        label=in_words(days, intervals),
        hint=held_in_words(standing, found.article.publisher)
        if standing.day
        else hint(published, today),
        shown=shown,
        on_days=show_days,
        lines=in_chart,
        marked=marked | ({"today": today} if today != published else {}),
    )
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        playing.buttons(stops(events), events=int(found.events["event_id"].nunique()), news=news)
        st.button("News days", key="news_days", on_click=show_days, args=(news,), help=NEWS_HELP)
        if shown != (None, None):
            st.button("All days", key="all_days", on_click=show_days, args=((None, None),))


def show_days(days: Days) -> None:
    """Show these days and no others; (None, None) shows all."""
    playing.stop()
    st.session_state.days = days
