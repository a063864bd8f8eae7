"""The chart of the timeline: a lane for each kind of event, bars for days, stretches for intervals,
and the window to drag.

Days reach the browser as text without an hour, which it reads as UTC, and the scale is UTC too, so
that no time zone moves them. What the words do not bound has a dashed edge, an end that is open
fades. It is written in Vega-Lite's own terms: Altair holds each part against the whole grammar,
which takes as long as all else that a run of the page does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from components.core.days import moved
from components.view.lanes import Bar, Stretch, in_order
from components.wording.provenance import full_day

BRUSH = "window"
"""The name of the selection, and ``day`` that of its field."""
NAMES = "names"
"""The layer on which it is drawn."""
TOP_PX, NAME_PX, BAR_PX, LEVEL_PX, GAP_PX, AXIS_PX = 16, 15, 20, 9, 5, 30
"""Heights: the room for the marked days, the name of a lane, its tallest bar, a level of stretches,
the gap below, the axis."""
BLUE, MARK = "#4f86b5", "#b5651d"
"""Both stand out from a light and from a dark page; page.css gives the writing the page's own
colour."""
FONT_PX = 12
DAYS, MONTHS = "%-d %b", "%b %Y"
MOST_NAMED_DAYS = 150
"""With more the axis names months."""

Window = tuple[date, date]
Spec = dict[str, Any]
"""A part of a Vega-Lite specification."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """Where a lane stands, in pixels from the top: its name, the foot of its bars, its first level,
    its end."""

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
        found.append(
            Lane(name=name, top=top, foot=top + NAME_PX + BAR_PX * has_bars, levels=levels)
        )
    return tuple(found)


def chart(
    bars: Sequence[Bar],
    stretches: Sequence[Stretch],
    *,
    lanes: Sequence[Lane],
    ends: Window,
    shown: Window | None,
    published: date | None,
    today: date,
) -> Spec:
    """The chart over ``ends``, with the window of the ``shown`` days, which can be dragged and
    drawn anew; None is all days.

    ``lanes`` are those of the whole article, so that no filter moves them.
    """
    height = lanes[-1].end if lanes else TOP_PX + NAME_PX
    axes = _Axes(ends, height)
    brush: Spec = {
        "name": BRUSH,
        "views": [NAMES],
        "select": {
            "type": "interval",
            "encodings": ["x"],
            "mark": {"fill": BLUE, "fillOpacity": 0.13, "stroke": BLUE, "strokeOpacity": 0.9},
        },
    }
    if shown:
        brush["value"] = {"x": [_utc_ms(shown[0]), _utc_ms(moved(shown[1], 1))]}
    layers = [
        axes.names(lanes),
        *axes.stretches(lanes, stretches),
        axes.bars(lanes, bars, shown),
        *axes.marked_days(published, today if ends[0] <= today <= ends[1] else None),
    ]
    return {
        "layer": layers,
        "params": [brush],
        "height": height + AXIS_PX,
        "config": {"view": {"stroke": None}},
    }


def _utc_ms(day: date) -> int:
    """Milliseconds from 1970 to the beginning of a day in UTC."""
    return (day - date(1970, 1, 1)).days * 86_400_000


class _Axes:
    """The layers of one chart, which share its axes."""

    def __init__(self, ends: Window, height: int) -> None:
        self._ends = ends
        self._day = {
            "field": "day",
            "type": "temporal",
            "scale": {
                "type": "utc",
                "domain": [_utc_ms(ends[0]), _utc_ms(moved(ends[1], 1))],
                "nice": False,
            },
            "axis": {
                "title": None,
                "grid": False,
                "tickCount": 8,
                "labelFlush": True,
                "labelFontSize": FONT_PX,
                "labelOverlap": True,
                "format": DAYS if (ends[1] - ends[0]).days <= MOST_NAMED_DAYS else MONTHS,
            },
        }
        self._top = {
            "field": "top",
            "type": "quantitative",
            "scale": {"domain": [height, 0], "nice": False},
            "axis": None,
        }

    def names(self, lanes: Sequence[Lane]) -> Spec:
        rows = [
            {"day": self._ends[0].isoformat(), "top": lane.top + NAME_PX / 2, "words": lane.name}
            for lane in lanes
        ]
        mark = {"type": "text", "align": "left", "baseline": "middle", "dx": 2, "fontSize": FONT_PX}
        return {"name": NAMES} | _layer(rows, mark, x=self._day, y=self._top, text=_words("words"))

    def bars(self, lanes: Sequence[Lane], bars: Sequence[Bar], shown: Window | None) -> Spec:
        """Days outside of the window are only outlined."""
        foot, most = (
            {lane.name: lane.foot for lane in lanes},
            max((one.count for one in bars), default=1),
        )
        rows = [
            {
                "day": one.day.isoformat(),
                "end": moved(one.day, 1).isoformat(),
                "top": foot[one.lane] - BAR_PX * one.count / most,
                "bottom": foot[one.lane],
                "words": one.words,
                "fill": float(shown is None or shown[0] <= one.day <= shown[1]),
            }
            for one in bars
        ]
        opacity = {
            "field": "fill",
            "type": "quantitative",
            "scale": {"domain": [0, 1], "range": [0.15, 1]},
            "legend": None,
        }
        return self._placed(
            rows,
            {"type": "rect", "color": BLUE, "stroke": BLUE, "strokeWidth": 1},
            fillOpacity=opacity,
        )

    def stretches(self, lanes: Sequence[Lane], stretches: Sequence[Stretch]) -> list[Spec]:
        """Those with stated ends, those of vague time, and those that fade at an open end."""
        place = {lane.name: lane for lane in lanes}
        edge = {"stroke": BLUE, "strokeWidth": 1.25, "cornerRadius": 2}
        closed = [one for one in stretches if one.first and one.last]
        looks: list[tuple[list[Stretch], Spec]] = [
            (
                [one for one in closed if not one.is_vague],
                edge | {"fill": BLUE, "fillOpacity": 0.55},
            ),
            (
                [one for one in closed if one.is_vague],
                edge | {"fill": BLUE, "fillOpacity": 0.16, "strokeDash": [4, 3]},
            ),
            ([one for one in stretches if one.first is None], {"color": _fading("left")}),
            ([one for one in stretches if one.last is None], {"color": _fading("right")}),
        ]
        return [
            self._placed(
                [self._stretch(one, place[one.lane]) for one in own],
                {"type": "rect", "clip": True} | look,
            )
            for own, look in looks
            if own
        ]

    def _stretch(self, one: Stretch, lane: Lane) -> Spec:
        """An open end reaches the end of the chart; so does one beyond it."""
        first, last = (one.first or self._ends[0], one.last or self._ends[1])
        top = lane.foot + min(one.level, lane.levels - 1) * LEVEL_PX + 2
        return {
            "day": max(first, self._ends[0]).isoformat(),
            "end": moved(min(last, self._ends[1]), 1).isoformat(),
            "top": top,
            "bottom": top + LEVEL_PX - 3,
            "words": one.words,
        }

    def marked_days(self, published: date | None, today: date | None) -> list[Spec]:
        """A line and its word for the day of publication, and for today where it lies within the
        chart."""
        told = [(day, word) for day, word in ((published, "published"), (today, "today")) if day]
        rows = [
            {"day": day.isoformat(), "words": word, "full": f"{word.capitalize()} {full_day(day)}"}
            for day, word in told
        ]
        base = {"x": self._day, "tooltip": _words("full", title=" "), "description": _words("full")}
        rule = {"type": "rule", "strokeDash": [4, 3], "color": MARK, "strokeWidth": 1.5}
        word = {"type": "text", "align": "left", "baseline": "top", "dx": 3, "fontSize": FONT_PX}
        return (
            [
                _layer(rows, rule, **base),
                _layer(rows, word, **base, y={"value": 1}, text=_words("words")),
            ]
            if told
            else []
        )

    def _placed(self, rows: Sequence[Spec], mark: Spec, **more: Spec) -> Spec:
        return _layer(
            rows,
            mark,
            x=self._day,
            x2={"field": "end"},
            y=self._top,
            y2={"field": "bottom"},
            description=_words("words"),
            tooltip=_words("words", title=" "),
            **more,
        )


def _layer(rows: Sequence[Spec], mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"values": list(rows)}, "mark": mark, "encoding": encoding}


def _words(field: str, **more: str) -> Spec:
    return {"field": field, "type": "nominal"} | more


def _fading(towards: str) -> Spec:
    stops = [{"offset": 0, "color": "rgba(79, 134, 181, 0)"}, {"offset": 0.6, "color": BLUE}]
    start, end = (0, 1) if towards == "left" else (1, 0)
    return {"gradient": "linear", "stops": stops, "x1": start, "x2": end, "y1": 0, "y2": 0}
