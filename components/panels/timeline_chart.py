"""The chart of the timeline: a lane for each kind of event, bars for days, stretches for intervals, and the window to drag.

Days reach the browser as text without an hour, which it reads as UTC, and the scale is UTC too, so that no time zone moves
them. What the words do not bound has a dashed edge, an end that is open fades.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from components.lanes import Bar, Stretch, in_order
from components.provenance import full_day

ONE_DAY = timedelta(days=1)
BRUSH = "window"
"""The name of the selection, and ``day`` that of its field."""
TOP_PX, NAME_PX, BAR_PX, LEVEL_PX, GAP_PX, AXIS_PX = 16, 15, 20, 9, 5, 30
"""Heights: the room for the marked days, the name of a lane, its tallest bar, a level of stretches, the gap below, the axis."""
BLUE, MARK = "#4f86b5", "#b5651d"
"""Both stand out from a light and from a dark page; page.css gives the writing the page's own colour."""
FONT_PX = 12
CHARTS_KEPT = 64
"""Most runs of the page leave the chart as it is, and Altair takes a fifth of such a run to make it."""
DAYS, MONTHS = "%-d %b", "%b %Y"
MOST_NAMED_DAYS = 150
"""With more the axis names months."""

Window = tuple[date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where a lane stands, in pixels from the top: its name, the foot of its bars, its first level, its end."""

    name: str
    top: int
    foot: int
    levels: int

    @property
    def end(self) -> int:
        return self.foot + self.levels * LEVEL_PX + GAP_PX


def lanes_of(bars: Sequence[Bar], stretches: Sequence[Stretch]) -> tuple[Lane, ...]:
    """Lanes from top to bottom, each as high as what stands in it."""
    found: list[Lane] = []
    names = [one.lane for one in bars] + [one.lane for one in stretches]
    for name in in_order(names):
        top = found[-1].end if found else TOP_PX
        has_bars = any(one.lane == name for one in bars)
        levels = max((one.level + 1 for one in stretches if one.lane == name), default=0)
        found.append(Lane(name=name, top=top, foot=top + NAME_PX + BAR_PX * has_bars, levels=levels))
    return tuple(found)


@lru_cache(maxsize=CHARTS_KEPT)
def chart(
    bars: tuple[Bar, ...], stretches: tuple[Stretch, ...], *, lanes: tuple[Lane, ...], ends: Window, shown: Window,
    published: date | None, today: date,
) -> alt.LayerChart:
    """The chart over ``ends``, with the window of the ``shown`` days, which can be dragged and drawn anew. Not to be changed.

    ``lanes`` are those of the whole article, so that no filter moves them.
    """
    height = lanes[-1].end if lanes else TOP_PX + NAME_PX
    axes = _Axes(ends, height)
    brush = alt.selection_interval(
        name=BRUSH, encodings=["x"], value={"x": [_utc_ms(shown[0]), _utc_ms(shown[1] + ONE_DAY)]},
        mark=alt.BrushConfig(fill=BLUE, fillOpacity=0.13, stroke=BLUE, strokeOpacity=0.9),
    )
    layers = [
        axes.names(lanes).add_params(brush), *axes.stretches(lanes, stretches), axes.bars(lanes, bars, shown),
        *axes.marked_days(published, today if ends[0] <= today <= ends[1] else None),
    ]
    layered = alt.layer(*layers).properties(height=height + AXIS_PX)
    drawn: alt.LayerChart = layered.configure_view(stroke=None)
    return drawn


def _utc_ms(day: date) -> int:
    """Milliseconds from 1970 to the beginning of a day in UTC."""
    return (day - date(1970, 1, 1)).days * 86_400_000


class _Axes:
    """The layers of one chart, which share its axes."""

    def __init__(self, ends: Window, height: int) -> None:
        scale = alt.Scale(type="utc", domain=[_utc_ms(ends[0]), _utc_ms(ends[1] + ONE_DAY)], nice=False)
        axis = alt.Axis(title=None, grid=False, tickCount=8, labelFlush=True, labelFontSize=FONT_PX, labelOverlap=True,
                        format=DAYS if (ends[1] - ends[0]).days <= MOST_NAMED_DAYS else MONTHS)
        self._ends = ends
        self._day = alt.X("day:T", scale=scale, axis=axis)
        self._vertical: dict[str, Any] = {"scale": alt.Scale(domain=[height, 0], nice=False), "axis": None}

    def names(self, lanes: Sequence[Lane]) -> alt.Chart:
        rows = [{"day": self._ends[0].isoformat(), "top": lane.top + NAME_PX / 2, "words": lane.name} for lane in lanes]
        mark = alt.Chart(_table(rows)).mark_text(align="left", baseline="middle", dx=2, fontSize=FONT_PX)
        placed: alt.Chart = mark.encode(self._day, y=alt.Y("top:Q", **self._vertical), text="words:N")
        return placed

    def bars(self, lanes: Sequence[Lane], bars: Sequence[Bar], shown: Window) -> alt.Chart:
        """Days outside of the window are only outlined."""
        foot, most = {lane.name: lane.foot for lane in lanes}, max((one.count for one in bars), default=1)
        rows = [{
            "day": one.day.isoformat(), "end": (one.day + ONE_DAY).isoformat(), "top": foot[one.lane] - BAR_PX * one.count / most,
            "bottom": foot[one.lane], "words": one.words, "fill": float(shown[0] <= one.day <= shown[1]),
        } for one in bars]
        drawn = alt.Chart(_table(rows)).mark_rect(color=BLUE, stroke=BLUE, strokeWidth=1)
        opacity = alt.FillOpacity("fill:Q", scale=alt.Scale(domain=[0, 1], range=[0.15, 1]), legend=None)
        return self._placed(drawn, fillOpacity=opacity)

    def stretches(self, lanes: Sequence[Lane], stretches: Sequence[Stretch]) -> list[alt.Chart]:
        """Those with stated ends, those of vague time, and those that fade at an open end."""
        place = {lane.name: lane for lane in lanes}
        edge = {"stroke": BLUE, "strokeWidth": 1.25, "cornerRadius": 2, "clip": True}
        closed = [one for one in stretches if one.first and one.last]
        looks: list[tuple[list[Stretch], dict[str, Any]]] = [
            ([one for one in closed if not one.is_vague], edge | {"fill": BLUE, "fillOpacity": 0.55}),
            ([one for one in closed if one.is_vague], edge | {"fill": BLUE, "fillOpacity": 0.16, "strokeDash": [4, 3]}),
            ([one for one in stretches if one.first is None], {"color": _fading("left"), "clip": True}),
            ([one for one in stretches if one.last is None], {"color": _fading("right"), "clip": True}),
        ]
        return [self._placed(alt.Chart(_table([self._stretch(one, place[one.lane]) for one in own])).mark_rect(**look))
                for own, look in looks if own]

    def _stretch(self, one: Stretch, lane: Lane) -> dict[str, Any]:
        """An open end reaches the end of the chart; so does one beyond it."""
        first, last = (one.first or self._ends[0], one.last or self._ends[1])
        top = lane.foot + min(one.level, lane.levels - 1) * LEVEL_PX + 2
        return {"day": max(first, self._ends[0]).isoformat(), "end": (min(last, self._ends[1]) + ONE_DAY).isoformat(),
                "top": top, "bottom": top + LEVEL_PX - 3, "words": one.words}

    def marked_days(self, published: date | None, today: date | None) -> list[alt.Chart]:
        """A line and its word for the day of publication, and for today where it lies within the chart."""
        told = [(day, word) for day, word in ((published, "published"), (today, "today")) if day]
        rows = _table([{"day": day.isoformat(), "words": word, "full": f"{word.capitalize()} {full_day(day)}"}
                       for day, word in told])
        base = alt.Chart(rows).encode(self._day, tooltip=alt.Tooltip("full:N", title=" "), description="full:N")
        rules = base.mark_rule(strokeDash=[4, 3], color=MARK, strokeWidth=1.5)
        words = base.mark_text(align="left", baseline="top", dx=3, fontSize=FONT_PX).encode(
            y=alt.value(1), text="words:N")
        return [rules, words] if told else []

    def _placed(self, drawn: alt.Chart, **more: Any) -> alt.Chart:  # noqa: ANN401 - channels of Altair
        return drawn.encode(
            self._day, x2="end:T", y=alt.Y("top:Q", **self._vertical), y2="bottom:Q", description="words:N",
            tooltip=alt.Tooltip("words:N", title=" "), **more,
        )


def _fading(towards: str) -> alt.Gradient:
    solid, gone = alt.GradientStop(offset=0.6, color=BLUE), alt.GradientStop(offset=0, color="rgba(79, 134, 181, 0)")
    start, end = (0, 1) if towards == "left" else (1, 0)
    return alt.Gradient(  # type: ignore[no-untyped-call]
        gradient="linear", stops=[gone, solid], x1=start, x2=end, y1=0, y2=0)


def _table(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """The rows; with the columns of the axes where there is none."""
    return pd.DataFrame(rows) if rows else pd.DataFrame(columns=["day", "end", "top", "bottom", "words", "fill"])
