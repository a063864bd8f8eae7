"""Events per week by kind, as the bars of the histogram and the kinds under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from components.cards.marking import group_class
from components.core.days import moved
from components.core.safe_html import Html, element, join
from components.panels.histogram import Bin
from components.panels.words import counted
from components.wording.phrases import display_groups
from components.wording.provenance import days_in_words, full_day

WEEK_DAYS, YEAR_DAYS = 7, 366
SUNDAY = 6
"""From a Monday on."""


def weeks_of(
    table: pd.DataFrame, *, first: date | None, last: date | None
) -> tuple[tuple[Bin, ...], int]:
    """A bin a week, and how many events lie before or after them. ``table`` has week,
    display_group, events.

    Weeks stand from a year before the ``first`` article to a year after the ``last``: an article
    that recalls a war of long ago would make all others too narrow to be seen."""
    days = table["week"].dt.date.tolist() if len(table) else []
    told = list(zip(days, table["display_group"].tolist(), table["events"].tolist(), strict=True))
    from_day, to_day = moved(first or date.min, -YEAR_DAYS), moved(last or date.max, YEAR_DAYS)
    near = [one for one in told if from_day <= one[0] <= to_day]
    beside = sum(events for _, _, events in told) - sum(events for _, _, events in near)
    if not near:
        return (), beside
    monday, end = (of(day for day, _, _ in near) for of in (min, max))
    by_week: dict[date, dict[str, int]] = {}
    for day, group, events in near:
        own = by_week.setdefault(day, {})
        own[group] = own.get(group, 0) + events
    bins = []
    while monday <= end:
        own = by_week.get(monday, {})
        groups = {group: own[group] for group in display_groups() if group in own} | own
        bins.append(
            Bin(
                first=monday,
                last=moved(monday, SUNDAY),
                groups=groups,
                words=_told(monday, groups),
            )
        )
        monday = moved(monday, WEEK_DAYS)
    return tuple(bins), beside


def _told(monday: date, groups: dict[str, int]) -> str:
    """ "Week from 5 September 2022: 4 events (control 3, protest 1)"."""
    own = ", ".join(f"{group} {number:,}" for group, number in groups.items())
    told = f"{counted(sum(groups.values()), 'event')}{f' ({own})' if own else ''}"
    return f"Week from {full_day(monday)}: {told}"


def sums_of(weeks: Sequence[Bin]) -> dict[str, int]:
    """The events of each display group that has any, in the order of the groups."""
    return {
        group: number
        for group in display_groups()
        if (number := sum(one.groups.get(group, 0) for one in weeks))
    }


def weeks_in_words(weeks: Sequence[Bin]) -> str:
    """The chart for those who hear it: "Events per week by kind, from 5 September 2022 to …
    control: 12; …"."""
    sums = sorted(((number, group) for group, number in sums_of(weeks).items()), reverse=True)
    told = "; ".join(f"{group}: {number:,}" for number, group in sums)
    return f"Events per week by kind, {days_in_words(weeks[0].first, weeks[-1].last)}. {told}."


def kinds_html(weeks: Sequence[Bin], chosen: frozenset[str]) -> Html:
    """The key of colours; each kind can be pressed to see it alone, or beside others that are
    chosen."""
    items = (
        element(
            "li",
            element(
                "button",
                element("span", class_=f"dl-swatch {group_class(group)}", aria_hidden="true"),
                group,
                element("small", f" {number:,}"),
                type="button",
                data_choice=f"kind={group}",
                aria_pressed="true" if group in chosen else "false",
            ),
        )
        for group, number in sums_of(weeks).items()
    )
    return element("ul", join(items), class_="dl-kinds", aria_label="Kinds of event")
