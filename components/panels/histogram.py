"""A histogram of days with two handles to choose some: bars by kind, and under them lines for
events without a day of their own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from components.cards.marking import group_class
from components.core.days import shift_day
from components.core.safe_html import Html, element, join
from components.panels.choosing import choosing
from components.panels.playback import Days
from components.view.bars import TimeSpan
from components.wording.phrases import day_in_words, display_groups, group_in_words
from components.wording.provenance import full_day

GAP_BINS = 150
"""With more bins the bars have no gap: it would be wider than a bar."""
MOST_TICKS = 6
LAST_TICK = 0.84
"""Part of the width after which the name of a day has no room."""
LAST_WORD_PERCENT = 80.0
"""Part of the width after which the word of a marked day is before its line."""
NAMED_DAYS = 100
"""With more days the ticks are months."""
STEPS = (1, 2, 5)
"""The scale ends at one of these times a power of ten."""
LEVEL_PX = 6
LINES = {False: ("dl-span", "within these days"), True: ("dl-span dl-vague", "about these days")}
"""Class and meaning of the lines under the bars, by whether their ends are vague."""
OPEN_PERCENT = 6.0
"""Length of a line towards an open end, as a part of the width."""
NO_BOUND = "no limit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """The days of one bar, with the number of events in each display group and their words."""

    first: date
    last: date
    groups: Mapping[str, int]
    words: str


def histogram(
    bins: Sequence[Bin],
    *,
    label: str,
    hint: str,
    shown: Days,
    on_days: Callable[[Days], object],
    on_choice: Callable[[str], object],
    lines: Sequence[TimeSpan],
    marked: Mapping[str, date],
    below: Html | str,
) -> None:
    """Draw it. ``bins`` are consecutive and equally long; ``label`` is for screen readers;
    ``marked`` has days by their word; what is pressed in ``below`` goes to ``on_choice``. A handle
    at the end of the chart is no bound."""
    axis = _Axis(bins)
    plot = element(
        "div",
        element(
            "div", axis.bars(), axis.lines(lines), class_="dl-bins", role="img", aria_label=label
        ),
        join(axis.marked(marked)),
        join(axis.window(shown)),
        class_="dl-plot",
        style=f"--lines: {LEVEL_PX * max((one.level + 1 for one in lines), default=0)}px",
    )
    ticks = element("div", join(axis.ticks()), class_="dl-ticks", aria_hidden="true")
    drawn = element(
        "div",
        element("p", hint, class_="dl-hint dl-day-told", role="status"),
        element("div", plot, ticks, class_="dl-chart"),
        below,
        class_="dl-days",
    )

    def follow(choice: str) -> None:
        what, _, value = choice.partition("=")
        if what != "days":
            on_choice(choice)
            return
        first, last = (date.fromisoformat(day) if day else None for day in value.split("/"))
        on_days((first, last))

    days_of_bins = [
        {
            "first": one.first.isoformat(),
            "last": one.last.isoformat(),
            "words": one.words,
            "from": full_day(one.first),
            "to": full_day(one.last),
        }
        for one in bins
    ]
    choosing(drawn, key="days_chart", on_choice=follow, bins=days_of_bins)


def key_of_signs(groups: Collection[str], lines: Iterable[TimeSpan]) -> Html:
    """The key: the colours of the kinds and the meaning of the lines that the chart has."""
    colours = [
        element("li", swatch(group), group_in_words(group))
        for group in display_groups()
        if group in groups
    ]
    drawn = {one.is_vague for one in lines}
    meanings = [
        element("li", element("span", class_=of, aria_hidden="true"), words)
        for is_vague, (of, words) in LINES.items()
        if is_vague in drawn
    ]
    signs = join([*colours, *meanings])
    return element("ul", signs, class_="dl-colours", aria_label="Signs of the chart")


def swatch(group: str) -> Html:
    """A small square in the group's colour."""
    return element("span", class_=f"dl-swatch {group_class(group)}", aria_hidden="true")


def scale_end(most: int) -> int:
    """The first of 1, 2, 5, 10, 20, 50 … that is at least the tallest bar."""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= most:
                return step * power
        power *= 10


def tick_places(days: Sequence[date]) -> list[int]:
    """At most MOST_TICKS numbers of bins, evenly apart; for months, first bins of a month."""
    many = len(days)
    if (days[-1] - days[0]).days <= NAMED_DAYS:
        return list(range(0, many, -(-many // MOST_TICKS)))
    starts = [at for at in range(1, many) if days[at].month != days[at - 1].month]
    return starts[:: -(-len(starts) // MOST_TICKS)]


class _Axis:
    """The parts of one chart on the same bins."""

    def __init__(self, bins: Sequence[Bin]) -> None:
        self._bins, self._start = bins, bins[0].first
        self._days = (bins[-1].last - self._start).days + 1
        self._top = scale_end(max(sum(one.groups.values()) for one in bins))

    def _left(self, day: date) -> float:
        """Where a day begins, in percent of the width, within the chart."""
        return min(max(100 * (day - self._start).days / self._days, 0.0), 100.0)

    def bars(self) -> Html:
        """A path for each group, stacked, one unit for each bin and event; and the number at the
        top of the scale."""
        gap = 0.12 if len(self._bins) <= GAP_BINS else 0.0
        feet, paths = [0] * len(self._bins), []
        for group in dict.fromkeys(group for one in self._bins for group in one.groups):
            steps = []
            for at, one in enumerate(self._bins):
                if number := one.groups.get(group, 0):
                    steps.append(
                        f"M{at + gap:g} {self._top - feet[at]}h{1 - 2 * gap:g}v-{number}"
                        f"H{at + gap:g}z"
                    )
                    feet[at] += number
            paths.append(element("path", d="".join(steps), class_=group_class(group)))
        drawing = element(
            "svg",
            join(paths),
            viewBox=f"0 0 {len(self._bins)} {self._top}",
            preserveAspectRatio="none",
            aria_hidden="true",
            focusable="false",
        )
        return join((drawing, element("span", f"{self._top:,}", class_="dl-level")))

    def lines(self, lines: Sequence[TimeSpan]) -> Html:
        """Dashed for vague ends, fading towards an open end."""
        drawn = []
        for one in lines:
            right = self._left(shift_day(one.last, 1)) if one.last else 100.0
            left = self._left(one.first) if one.first else max(right - OPEN_PERCENT, 0.0)
            right = right if one.last else min(left + OPEN_PERCENT, 100.0)
            drawn.append((one, left, right))
        return join(
            element(
                "span",
                class_=" ".join(
                    (
                        "dl-span",
                        group_class(one.group),
                        "dl-vague" if one.is_vague else "",
                        "" if one.first and one.first >= self._start else "dl-open-first",
                        "" if one.last and one.last <= self._bins[-1].last else "dl-open-last",
                    )
                ).strip(),
                title=one.words,
                style=(
                    f"left: {left:.2f}%; width: {right - left:.2f}%; "
                    f"bottom: calc(var(--lines) - {(one.level + 1) * LEVEL_PX - 1}px)"
                ),
            )
            for one, left, right in drawn
        )

    def marked(self, days: Mapping[str, date]) -> Iterator[Html]:
        for word, day in days.items():
            if self._start <= day <= self._bins[-1].last:
                yield element(
                    "span",
                    element("span", word),
                    class_="dl-marked dl-before"
                    if self._left(day) > LAST_WORD_PERCENT
                    else "dl-marked",
                    title=f"{word.capitalize()} {full_day(day)}",
                    style=f"left: {self._left(day):.2f}%",
                    aria_hidden="true",
                )

    def window(self, shown: Days) -> Iterator[Html]:
        """A veil over the days on both sides that are not chosen, each with a handle."""
        first = self._left(shown[0]) if shown[0] else 0.0
        last = max(self._left(shift_day(shown[1], 1)) if shown[1] else 100.0, first)
        yield element("div", class_="dl-veil", style=f"left: 0; width: {first:.2f}%")
        yield element("div", class_="dl-veil", style=f"left: {last:.2f}%; right: 0")
        days = [one.first for one in self._bins]
        for name, day, left in (("first", shown[0], first), ("last", shown[1], last)):
            end = 0 if name == "first" else len(days) - 1
            at = max(sum(one <= day for one in days) - 1, 0) if day else end
            yield element(
                "button",
                type="button",
                role="slider",
                class_="dl-handle",
                data_handle=name,
                aria_label=f"{name.capitalize()} day",
                aria_valuemin="0",
                aria_valuemax=str(len(days) - 1),
                aria_valuenow=str(at),
                aria_valuetext=full_day(day) if day else NO_BOUND,
                style=f"left: {left:.2f}%",
            )

    def ticks(self) -> Iterator[Html]:
        days = [one.first for one in self._bins]
        for at in (place for place in tick_places(days) if place <= LAST_TICK * len(days)):
            named = self._days <= NAMED_DAYS
            year = days[0].year if at else None
            words = day_in_words(days[at], year) if named else f"{days[at]:%b %Y}"
            yield element("span", words, style=f"left: {100 * at / len(days):.2f}%")
