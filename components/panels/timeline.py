"""The days under the map, where they are chosen: by a histogram with handles, by steps and play, or
as the news days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from components.core.days import shift_day
from components.core.safe_html import Html
from components.panels import playback, view_state
from components.panels.histogram import Bin, histogram, key_of_signs
from components.panels.page_context import PageContext
from components.panels.playback import Days, Window
from components.panels.reading import Reading
from components.panels.session_cache import session_cached
from components.view.bars import DayBar, TimeSpan, bars, stops, stretches
from components.view.control_snapshot import ControlSnapshot
from components.view.selection import first_window
from components.wording.phrases import counted, display_groups, group_in_words
from components.wording.provenance import days_in_words, source_line

LEAST_MARGIN_DAYS, MOST_MARGIN_DAYS = 3, 7
"""Margin on both sides of the chart's days: a tenth of them, within these numbers."""
LONG_DAYS = 31
"""A vague interval that is longer does not widen the chart: its line fades at the edge."""
MOST_DAYS, FAR_DAYS = 366, 45
"""Days further from the news days, or after a longer gap without events, are not in the chart at
first, unless they are half of all days; a button adds them."""
BIN_DAYS = (1, 7, 28, 364)
MOST_BINS = 400
"""With more bins a bar would be too narrow."""
DAYS_A_MONTH, DAYS_A_YEAR = 30, 365.25
NEAR = "days_near"
"""Session key: the ends of a chart of few days."""
WHOLE = "days_whole"
"""Session key: the news days of the article whose chart has every day."""
FAR_HELP = "Show the days of these events, too"
HINT = "Drag across the days to choose some."
NEAR_HELP = "Show only the chosen days in the chart"
NEWS_HELP = "The days that the article reports on"


def news_days(reading: Reading) -> Window:
    """The news days, around which the chart is; without dated events the day of publication."""
    published = reading.article.published or date.min
    return first_window(reading.events, published) or (published, published)


def bounds(days: Iterable[date], *, news: Window, shown: Days) -> Window:
    """The ends of the chart: the days around the news days, without a few that are far away, and
    all days shown."""
    least, most = shift_day(news[0], -MOST_DAYS), shift_day(news[1], MOST_DAYS)
    within = sorted({*(day for day in days if least <= day <= most), *news})
    first, last = news
    for day in reversed([day for day in within if day < first]):
        first = day if (first - day).days <= max(FAR_DAYS, (last - first).days) else first
    for day in (day for day in within if day > last):
        last = day if (day - last).days <= max(FAR_DAYS, (last - first).days) else last
    if 2 * sum(first <= day <= last for day in within) < len(within):
        first, last = within[0], within[-1]
    held = [first, last, *(day for day in shown if day)]
    return with_margin(min(held), max(held))


def outside(days: Iterable[DayBar], lines: Iterable[TimeSpan], ends: Window) -> str:
    """How many events are before and after the chart: "2 earlier and 1 later"; empty if none."""
    spans = [(one.day, one.day, one.count) for one in days]
    spans += [(one.first or date.min, one.last or date.max, one.count) for one in lines]
    earlier = sum(count for _, last, count in spans if last < ends[0])
    later = sum(count for first, _, count in spans if first > ends[1])
    counts = (f"{earlier:,} earlier" * bool(earlier), f"{later:,} later" * bool(later))
    return " and ".join(filter(None, counts))


def with_margin(first: date, last: date) -> Window:
    """The days with a margin on both sides."""
    days = min(max((last - first).days // 10, LEAST_MARGIN_DAYS), MOST_MARGIN_DAYS)
    return shift_day(first, -days), shift_day(last, days)


def days_of(lines: Iterable[TimeSpan]) -> Iterator[date]:
    """The ends of the intervals that the chart includes."""
    for one in lines:
        is_long = (
            one.is_vague and one.first and one.last and (one.last - one.first).days > LONG_DAYS
        )
        yield from (day for day in (one.first, one.last) if day and not is_long)


def bins_of(days: Sequence[DayBar], ends: Window) -> tuple[Bin, ...]:
    """The bins of the chart, the shortest that it has room for."""
    span = (ends[1] - ends[0]).days + 1
    length = next((one for one in BIN_DAYS if span <= one * MOST_BINS), BIN_DAYS[-1])
    starts = [shift_day(ends[0], at * length) for at in range(-(-span // length))]
    held: list[list[DayBar]] = [[] for _ in starts]
    for one in days:
        if ends[0] <= one.day <= ends[1]:
            held[(one.day - ends[0]).days // length].append(one)
    return tuple(
        Bin(
            first=start,
            last=shift_day(start, length - 1),
            groups=(groups := sums_of(own)),
            words=_words(start, shift_day(start, length - 1), own, groups),
        )
        for start, own in zip(starts, held, strict=True)
    )


def sums_of(days: Iterable[DayBar]) -> dict[str, int]:
    """The number of events in each display group that has any, in the order of the groups."""
    found: Counter[str] = Counter()
    for one in days:
        found[one.group] += one.count
    return {group: found[group] for group in display_groups() if found[group]}


def _words(first: date, last: date, own: Sequence[DayBar], groups: Mapping[str, int]) -> str:
    """The words of each day if known, else "5 September 2022: 4 events (control 3, protest 1)"."""
    if not own:
        return f"{days_in_words(first, last)}: no event is dated to this day"
    if all(one.words for one in own):
        return "; ".join(one.words for one in own)
    numbers = ", ".join(f"{group_in_words(group)} {number:,}" for group, number in groups.items())
    return f"{days_in_words(first, last)}: {counted(sum(groups.values()), 'event')} ({numbers})"


def in_words(days: Sequence[DayBar], intervals: Sequence[TimeSpan]) -> str:
    """The chart for screen readers: "Events by day. control: 1 event, 9 September: Retaken."; for
    many days "Events by day, 5 September 2022 to …. control: 12; …"."""
    if any(not one.words for one in days):
        sums = sorted(((number, group) for group, number in sums_of(days).items()), reverse=True)
        span = days_in_words(min(one.day for one in days), max(one.day for one in days))
        return (
            f"Events by day, {span}. "
            f"{'; '.join(f'{group_in_words(group)}: {number:,}' for number, group in sums)}."
        )
    words = ". ".join([*(one.words for one in days), *(one.words for one in intervals)])
    return f"Events by day. {words or 'No event has a date'}."


def hint(published: date | None, today: date) -> str:
    """How to choose days, and how old the article is."""
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


def control_in_words(standing: ControlSnapshot, publisher: str) -> str:
    """ "As of 11 September 2022, as told by Example: claims about who holds 2 places; about 2
    more only from a later day."."""
    if standing.day is None:
        return "No claim about who holds a place."
    head = source_line(standing.day, publisher)
    known = int(standing.states["standing"].ne("unknown").sum())
    if not known:
        return f"{head}: nobody says who holds a place."
    unknown = len(standing.states) - known
    later = f"; about {unknown} more only from a later day" if unknown else ""
    return f"{head}: claims about who holds {counted(known, 'place')}{later}."


@session_cached
def _chart_of(
    events: pd.DataFrame,
) -> tuple[tuple[DayBar, ...], tuple[TimeSpan, ...], tuple[date, ...]]:
    return bars(events), stretches(events), stops(events)


@session_cached
def _days_around(reading: Reading) -> tuple[Window, set[date]]:
    """The news days, and all days that the chart includes."""
    also = {*(one.day for one in bars(reading.events)), *days_of(stretches(reading.events))}
    return news_days(reading), also


def timeline_panel(page: PageContext, *, today: date) -> None:
    """The days of one article: the chart of events that match the filters, and the steps."""
    reading, standing, published = page.reading, page.standing, page.reading.article.published
    days, lines, halts = _chart_of(reading.corpus.rows(page.view.of_any_day()))
    news, also = _days_around(reading)
    marked = {"published": published} if published else {}
    days_panel(
        days,
        news=news,
        also=also,
        lines=lines,
        stops=halts,
        hint=control_in_words(standing, reading.article.publisher)
        if standing.day
        else hint(published, today),
        marked=marked | ({"today": today} if today != published else {}),
        can_play=reading.events["event_id"].nunique() >= playback.LEAST_EVENTS,
        news_help=NEWS_HELP,
        below=key_of_signs({one.group for one in days} | {one.group for one in lines}, lines),
    )


def days_panel(
    days: Sequence[DayBar],
    *,
    news: Window,
    stops: Collection[date],
    hint: str,
    also: Collection[date] = (),
    lines: Sequence[TimeSpan] = (),
    marked: Mapping[str, date],
    can_play: bool = True,
    news_help: str = "",
    below: Html,
    on_choice: Callable[[str], object] = lambda _: None,
) -> None:
    """The time control of every page: a histogram to choose days in, steps and play.

    The chart is around the ``news`` days and includes those of ``also``; ``stops`` are the steps.
    ``news_help`` explains the button of the news days; without it there is none."""
    shown = view_state.view().first_day, view_state.view().last_day
    dated, is_whole = {*(one.day for one in days), *also}, st.session_state.get(WHOLE) == news
    all_days = {*dated, *news}
    ends = (
        with_margin(min(all_days), max(all_days))
        if is_whole
        else bounds(dated, news=news, shown=shown)
    )
    near: Window | None = st.session_state.get(NEAR)
    if near and all(day and near[0] <= day <= near[1] for day in shown):
        ends = near
    bins = bins_of(days, ends)
    in_chart = [
        one
        for one in lines
        if (one.last or date.max) >= ends[0] and (one.first or date.min) <= ends[1]
    ]

    histogram(
        bins,
        label=in_words(days, lines),
        hint=hint,
        shown=shown,
        on_days=playback.show,
        on_choice=on_choice,
        lines=in_chart,
        marked=marked,
        below=below,
    )
    with st.container(horizontal=True, vertical_alignment="center", key="steps"):
        playback.playback_buttons(stops, start=news, can_play=can_play)
        if news_help:
            st.button(
                "News days", key="news_days", on_click=playback.show, args=(news,), help=news_help
            )
        if any(shown):
            st.button("All days", key="all_days", on_click=playback.show, args=((None, None),))
        if shown[0] and shown[1] and bins[0].first != bins[0].last:
            st.button(
                "Day by day",
                key="day_by_day",
                on_click=st.session_state.update,
                kwargs={NEAR: with_margin(shown[0], shown[1])},
                help=NEAR_HELP,
            )
        far = outside(days, lines, ends)
        if far or is_whole:
            st.button(
                f"Show {far or 'fewer'}",
                key="far_days",
                on_click=st.session_state.update,
                kwargs={WHOLE: news if far else None},
                help=FAR_HELP if far else None,
            )
