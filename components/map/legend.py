"""The legend: the symbols on the map, and the meaning of the words of status."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from components.core.safe_html import Html, element, join, picture
from components.core.settings import NEAR_RADIUS_KM
from components.map.marks import Mark
from components.map.style import DARK, LIGHT, SHAPES, Outline, Symbol, plain_colour
from components.map.style import WHITE as PAPER

NOTE = (
    "Assessed: a named monitor says so. Claimed: a party to the war says so; not corroborated in "
    "this text. Acknowledged: a party says so of its own loss. Reported: the text names no source. "
    "Dateline has checked none of them."
)
VAGUE = "Dashed edge: the time is vague or open"
NEAR = (
    f"Dashed circle: near the place, within about {NEAR_RADIUS_KM:.0f} km; or the place lies in it"
)
SEVERAL = "Number: several events at one place"
NEXT = "; click again for the next"
WIDTH_PX, HEIGHT_PX = 28, 20
INK = LIGHT["ink"]
IN_THE_DARK = {
    f'[fill="{PAPER}"][stroke="{INK}"], [fill="{INK}"] + text': f"fill: {DARK['paper']}",
    f'[fill="{INK}"]': f"fill: {DARK['ink']}",
    f'[stroke="{INK}"]': f"stroke: {DARK['ink']}",
}
"""Ink and paper follow the page's theme; the colours of sides are fixed."""
BESIDE = 13.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LegendEntry:
    look: Symbol | Outline
    words: str


def legend_entries(marks: Iterable[Mark], *, clickable: bool = True) -> tuple[LegendEntry, ...]:
    """An entry per look and meaning, in order, then those for dashes, circles and numbers."""
    entries: dict[LegendEntry, None] = {}
    dashed = near = several = False
    for mark in marks:
        look = mark.look
        if isinstance(look, Symbol):
            dashed, near = dashed or look.dashed, near or bool(look.near_km)
            look = replace(look, dashed=False, near_km=0.0)
        else:
            look = replace(look, turn=(0, 1))
        several = several or len(mark.event_ids) > 1
        entries.setdefault(LegendEntry(look=look, words=mark.meaning))
    found = [*entries]
    if dashed:
        found.append(LegendEntry(look=Symbol(fill="ring", dashed=True), words=VAGUE))
    if near:
        found.append(LegendEntry(look=Symbol(radius=4.0, near_km=NEAR_RADIUS_KM), words=NEAR))
    if several:
        words = SEVERAL + NEXT if clickable else SEVERAL
        found.append(LegendEntry(look=Symbol(mark="2"), words=words))
    return tuple(found)


def legend_html(entries: Iterable[LegendEntry]) -> Html:
    """The entries and their note; nothing without entries."""
    items = [element("li", swatch(entry.look), element("span", entry.words)) for entry in entries]
    return element(
        "div", element("ul", join(items)), element("p", NOTE) if items else "", class_="dl-legend"
    )


def swatch(look: Symbol | Outline) -> Html:
    """The look as a small picture that follows the page's theme."""
    parts = _symbol_parts(look) if isinstance(look, Symbol) else _outline_parts(look)
    left, top = -WIDTH_PX / 2, -HEIGHT_PX / 2
    drawing = element(
        "svg",
        join(parts),
        xmlns="http://www.w3.org/2000/svg",
        width=WIDTH_PX,
        height=HEIGHT_PX,
        viewBox=f"{left:g} {top:g} {WIDTH_PX} {HEIGHT_PX}",
    )
    return picture(drawing, dark=IN_THE_DARK, width=WIDTH_PX, height=HEIGHT_PX)


def _symbol_parts(look: Symbol) -> list[Html]:
    radius, colour = min(look.radius, 7.0), plain_colour(look.colour)
    inside = colour if look.fill in {"solid", "split"} else PAPER
    width = (3.5 if look.fill == "ring" else 2.0) / radius
    edge = _line(colour, f"{width:.2f}", "0.75 0.45" if look.dashed else None)
    scale = f"scale({radius:g})"
    parts = [element("path", d=SHAPES[look.shape], transform=scale, fill=inside, **edge)]
    if look.fill == "split":
        second = plain_colour(look.second)
        parts += [_stroke(at, radius / 2, radius * 0.6, colour=second) for at in (-2, 3)]
    if look.near_km:
        parts.append(element("circle", r=8.5, fill="none", **_line(colour, 1.25, "3 2.4")))
    if look.mark:
        letters = {"font_size": 11, "font_weight": 700, "text_anchor": "middle"}
        parts.append(element("text", look.mark, y=4, fill=PAPER, **letters))
    return parts


def _outline_parts(look: Outline) -> list[Html]:
    colour = plain_colour(look.colour)
    dashes = "4 2.5" if look.dashed else None
    if look.is_line:
        ends = {"x1": -BESIDE, "y1": 5, "x2": BESIDE, "y2": -5}
        return [element("line", **ends, **_line(colour, 2, dashes))]
    lean, width = (-4, 0.9) if look.thin else (4, 1.75)
    hatch = [
        _stroke(at, lean, 6, colour=plain_colour(look.hatch[number % len(look.hatch)]), width=1.0)
        for number, at in enumerate((-6, -1, 4, 9))
        if look.hatch
    ]
    corners = {"x": -12, "y": -7.5, "width": 24, "height": 15, "rx": 2}
    return [*hatch, element("rect", **corners, fill="none", **_line(colour, width, dashes))]


def _stroke(middle: float, lean: float, height: float, *, colour: str, width: float = 2.0) -> Html:
    """A slanted line whose centre is ``middle`` on the horizontal axis."""
    ends = {"x1": middle - lean, "y1": height, "x2": middle + lean, "y2": -height}
    return element("line", **ends, **_line(colour, width))


def _line(colour: str, width: float | str, dashes: str | None = None) -> dict[str, object]:
    return {"stroke": colour, "stroke_width": width, "stroke_dasharray": dashes}
