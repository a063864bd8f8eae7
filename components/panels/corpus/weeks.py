"""Events per week by kind as bars of HTML and SVG, with the days that are chosen: drawn across,
they choose others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.cards.marking import group_class
from components.core.days import moved
from components.core.safe_html import Html, element, join
from components.panels.words import counted
from components.wording.days import day_in_words
from components.wording.phrases import display_groups
from components.wording.provenance import days_in_words, full_day

WEEK_DAYS, YEAR_DAYS = 7, 366
SUNDAY = 6
"""From a Monday on."""
GAP_WEEKS = 150
"""Above so many weeks the bars stand without a gap, for a gap would be wider than a bar."""
MOST_TICKS = 6
LAST_TICK = 0.88
"""Of the width: behind it no name of a week has room."""
STEPS = (1, 2, 5)
"""Ends of the scale are these times a power of ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """Mondays from the first week to the last, and the events of each by display group; ``beside``
    lie before or after them."""

    mondays: tuple[date, ...]
    groups: dict[str, list[int]]
    beside: int

    def total(self, at: int) -> int:
        return sum(numbers[at] for numbers in self.groups.values())


def weeks_of(table: pd.DataFrame, *, first: date | None, last: date | None) -> Weeks:
    """``table`` has week, display_group, events. Weeks stand from a year before the ``first``
    article to a year after the ``last``: an article that recalls a war of long ago would make all
    others too narrow to be seen."""
    days = table["week"].dt.date.tolist() if len(table) else []
    told = list(zip(days, table["display_group"].tolist(), table["events"].tolist(), strict=True))
    from_day, to_day = moved(first or date.min, -YEAR_DAYS), moved(last or date.max, YEAR_DAYS)
    near = [one for one in told if from_day <= one[0] <= to_day]
    beside = sum(events for _, _, events in told) - sum(events for _, _, events in near)
    if not near:
        return Weeks(mondays=(), groups={}, beside=beside)
    start, end = (of(day for day, _, _ in near) for of in (min, max))
    many = (end - start).days // WEEK_DAYS + 1
    present = {group for _, group, _ in near}
    groups = {group: [0] * many for group in display_groups() if group in present}
    for day, group, events in near:
        groups.setdefault(group, [0] * many)[(day - start).days // WEEK_DAYS] += events
    return Weeks(
        mondays=tuple(moved(start, number * WEEK_DAYS) for number in range(many)),
        groups=groups,
        beside=beside,
    )


def words_of(weeks: Weeks) -> list[dict[str, str]]:
    """For each week its first and last day, and its words: "Week from 5 September 2022: 4 events
    (control 3, protest 1)"."""
    return [
        {
            "first": monday.isoformat(),
            "last": moved(monday, SUNDAY).isoformat(),
            "words": _told(weeks, at, monday),
        }
        for at, monday in enumerate(weeks.mondays)
    ]


def _told(weeks: Weeks, at: int, monday: date) -> str:
    own = ", ".join(
        f"{group} {numbers[at]:,}" for group, numbers in weeks.groups.items() if numbers[at]
    )
    told = f"{counted(weeks.total(at), 'event')}{f' ({own})' if own else ''}"
    return f"Week from {full_day(monday)}: {told}"


def weeks_in_words(weeks: Weeks) -> str:
    """The chart for those who hear it: "Events per week by kind, from 5 September 2022 to …
    control: 12; …"."""
    sums = sorted(((sum(numbers), group) for group, numbers in weeks.groups.items()), reverse=True)
    told = "; ".join(f"{group}: {number:,}" for number, group in sums)
    return (
        "Events per week by kind, "
        f"{days_in_words(weeks.mondays[0], moved(weeks.mondays[-1], SUNDAY))}. {told}."
    )


def weeks_html(
    weeks: Weeks, *, shown: tuple[date | None, date | None], hint: str, chosen: frozenset[str]
) -> Html:
    """The chart, its scale, what is under the pointer, and the kinds, each a button. ``shown`` are
    the days chosen."""
    top = scale_end(max(weeks.total(at) for at in range(len(weeks.mondays))))
    plot = element(
        "div",
        _lines(top),
        _drawing(weeks, top),
        _window(weeks, shown),
        element("div", class_="dl-drag", hidden=True),
        class_="dl-plot",
        role="img",
        aria_label=weeks_in_words(weeks),
    )
    ticks = element("div", join(_ticks(weeks)), class_="dl-ticks", aria_hidden="true")
    return element(
        "div",
        element("div", plot, ticks, class_="dl-chart"),
        element("p", hint, class_="dl-hint dl-week-told"),
        _kinds(weeks, chosen),
        class_="dl-weeks",
    )


def scale_end(most: int) -> int:
    """The first of 1, 2, 5, 10, 20, 50 … that is not under the tallest bar; nine tenths of it or
    less may be empty."""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= most:
                return step * power
        power *= 10


def _lines(top: int) -> Html:
    """Lines of the scale with their numbers; half of an odd end is no number of events."""
    levels = (top, top // 2) if top % 2 == 0 else (top,)
    return join(
        element(
            "span",
            element("span", f"{level:,}"),
            class_="dl-level",
            style=f"bottom: {100 * level / top:.1f}%",
            aria_hidden="true",
        )
        for level in levels
    )


def _drawing(weeks: Weeks, top: int) -> Html:
    """A path a kind, one unit a week and one an event, from the bottom up."""
    gap = 0.12 if len(weeks.mondays) <= GAP_WEEKS else 0.0
    feet, paths = [0] * len(weeks.mondays), []
    for group, numbers in weeks.groups.items():
        steps = [
            f"M{at + gap:g} {top - feet[at]}h{1 - 2 * gap:g}v-{number}H{at + gap:g}z"
            for at, number in enumerate(numbers)
            if number
        ]
        feet = [foot + number for foot, number in zip(feet, numbers, strict=True)]
        paths.append(element("path", d="".join(steps), class_=group_class(group)))
    return element(
        "svg",
        join(paths),
        viewBox=f"0 0 {len(weeks.mondays)} {top}",
        preserveAspectRatio="none",
        aria_hidden="true",
        focusable="false",
    )


def _window(weeks: Weeks, shown: tuple[date | None, date | None]) -> Html | str:
    """What is not chosen lies under a veil on both sides."""
    if shown == (None, None):
        return ""
    many = len(weeks.mondays)
    first = (
        0
        if shown[0] is None
        else min(max((shown[0] - weeks.mondays[0]).days // WEEK_DAYS, 0), many)
    )
    last = (
        many
        if shown[1] is None
        else min(max((shown[1] - weeks.mondays[0]).days // WEEK_DAYS + 1, first), many)
    )
    return join(
        (
            element("div", class_="dl-veil", style=f"left: 0; width: {100 * first / many:.2f}%"),
            element("div", class_="dl-veil", style=f"left: {100 * last / many:.2f}%; right: 0"),
        )
    )


def _ticks(weeks: Weeks) -> Iterator[Html]:
    """Names of some weeks, where they begin: the first of a month or year where there are many."""
    many = len(weeks.mondays)
    for at in (place for place in tick_places(weeks.mondays) if place <= LAST_TICK * many):
        monday = weeks.mondays[at]
        words = f"{monday:%b %Y}" if many > MOST_TICKS * 4 else day_in_words(monday, None)
        yield element("span", words, style=f"left: {100 * at / many:.2f}%")


def tick_places(mondays: Sequence[date]) -> list[int]:
    """At most MOST_TICKS numbers of weeks, evenly apart; where months are named, the first week of
    a month."""
    many = len(mondays)
    if many <= MOST_TICKS * 4:
        return list(range(0, many, -(-many // MOST_TICKS)))
    starts = [at for at in range(1, many) if mondays[at].month != mondays[at - 1].month]
    return starts[:: -(-len(starts) // MOST_TICKS)]


def _kinds(weeks: Weeks, chosen: frozenset[str]) -> Html:
    """The key of colours; each kind can be pressed to see it alone, or beside others that are
    chosen."""
    items = (
        element(
            "li",
            element(
                "button",
                element("span", class_=f"dl-swatch {group_class(group)}", aria_hidden="true"),
                group,
                element("small", f" {sum(numbers):,}"),
                type="button",
                data_choice=f"kind={group}",
                aria_pressed="true" if group in chosen else "false",
            ),
        )
        for group, numbers in weeks.groups.items()
    )
    return element("ul", join(items), class_="dl-kinds", aria_label="Kinds of event")
