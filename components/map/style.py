"""Colours on light and dark pages, shapes, and what a fill, ring or dash says.

Colours, widths, dashes and towns' names are in data/map/style.json. A side's colour is a slot of
the palette, by conflict and period in data/lexicon/sides.csv."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, Literal

from components.core import settings
from components.core.errors import InstallationError
from components.core.records import INTENDED, ring_km
from components.core.settings import NEAR_RADIUS_KM
from components.lexicon.rows import rows as data_rows
from components.wording.phrases import Row, group_in_words, is_vague, value

Theme = Mapping[str, str]


def _read(path: Path) -> dict[str, Any]:
    try:
        style: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InstallationError(
            f"the look of the map cannot be read ({error})",
            where=str(path),
            way_out="Install Dateline again.",
        ) from error
    return style


STYLE: Final = _read(settings.MAP_STYLE)
"""Shared by scripts, legend, pictures and the base map's build; zooms are Leaflet's."""
LIGHT: Theme = STYLE["themes"]["light"]
DARK: Theme = STYLE["themes"]["dark"]
UNKNOWN_COLOUR: str = STYLE["unknown"]
WHITE: str = STYLE["white"]
CELL_DEGREES: int = STYLE["base"]["cellDegrees"]
"""Side of a detailed sheet of the base map, which are drawn from the zoom on."""
CELLS_FROM_ZOOM: int = STYLE["base"]["cellsFromZoom"]
PALETTE: Sequence[str] = STYLE["palette"]
"""Slots 1 to 7: after Okabe and Ito, darkened where needed to stand out from land and sea."""
UNKNOWN, INK = "unknown", "ink"
"""Words of the map's theme: #767676 on a light page, and the colour of writing."""

RADIUS_PX = 8.0
SHAPE_OF_GROUP: Mapping[str, str] = STYLE["shapes"]
OTHER_SHAPE = "square"
COLOUR_OF_GROUP: Mapping[str, str] = STYLE["hues"]
"""The hues of cards.css, of events that claim nothing about who holds a place; others are of ink."""
Fill = Literal["solid", "ring", "hollow", "split"]


def _polygon(radii: Iterable[float], *, turn: float = 0.0) -> str:
    """A closed path around the origin; ``turn`` in parts of a whole turn from straight up."""
    lengths = list(radii)
    angles = [2 * math.pi * (number / len(lengths) + turn) for number in range(len(lengths))]
    points = [
        f"{length * math.sin(angle):.3f} {-length * math.cos(angle):.3f}"
        for length, angle in zip(lengths, angles, strict=True)
    ]
    return f"M{'L'.join(points)}Z"


SHAPES: Mapping[str, str] = {
    "circle": "M1 0A1 1 0 1 1 -1 0A1 1 0 1 1 1 0Z",
    "diamond": _polygon([1.25] * 4),
    "burst": _polygon([1.25, 0.62] * 8),
    "triangle": _polygon([1.25] * 3),
    "wedge": _polygon([1.25] * 3, turn=1 / 2),
    "pentagon": _polygon([1.12] * 5),
    "square": _polygon([1.2] * 4, turn=1 / 8),
    "frame": _polygon([1.15] * 6),
    "area": "M-1.4 -0.9L1.4 -0.9L1.4 0.9L-1.4 0.9Z",
}
"""SVG paths for a radius of 1, read by the canvas and by the legend."""


def plain_colour(name: str) -> str:
    """A colour as it stands on a light page."""
    return {INK: LIGHT["ink"], UNKNOWN: UNKNOWN_COLOUR}.get(name, name)


def with_opacity(colour: str) -> tuple[str, float]:
    """A colour of a theme, hexadecimal or ``rgba(...)``, as hexadecimal with its opacity."""
    if not colour.startswith("rgba("):
        return colour, 1.0
    *parts, opacity = colour[5:-1].split(",")
    return f"#{''.join(f'{int(part):02x}' for part in parts)}", float(opacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A point's mark. Colours: hexadecimal or theme words; pixels, but for ``near_km``."""

    shape: str = "circle"
    fill: Fill = "solid"
    colour: str = INK
    second: str = ""
    """The other colour of a split one."""
    dashed: bool = False
    mark: str = ""
    radius: float = RADIUS_PX
    near_km: float = 0.0

    def properties(self) -> dict[str, object]:
        """For the browser: what is set."""
        return {name: cell for name, cell in asdict(self).items() if cell}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """An area's or line's mark: an outline, hatched in each of ``hatch``, never filled (rule 9)."""

    colour: str = INK
    hatch: tuple[str, ...] = ()
    dashed: bool = False
    is_line: bool = False
    thin: bool = False
    """What no article says: a hair, hatched the other way."""
    turn: tuple[int, int] = (0, 1)
    """Of several outlines of one area each has its turn of dashes: its number from 0, how many."""

    def properties(self) -> dict[str, object]:
        return {name: cell for name, cell in asdict(self).items() if cell}


def near_km(row: Row) -> float:
    """Radius around a settlement said to be near, or of an unknown one's ring; else 0."""
    if radius_km := ring_km(value(row, "place_id")):
        return float(radius_km)
    kinds = {"settlement", "district", "facility"}
    is_near = value(row, "geo_precision") == "2" and value(row, "place_kind") in kinds
    return NEAR_RADIUS_KM if is_near else 0.0


def hue_of(row: Row) -> str:
    """The hue of an event's display group, of its symbol as of its area."""
    return COLOUR_OF_GROUP.get(value(row, "display_group"), INK)


def event_symbol(row: Row) -> Symbol:
    """The symbol of an event that claims nothing about who holds the place."""
    planned, group = value(row, "modality") in INTENDED, value(row, "display_group")
    return Symbol(
        shape=SHAPE_OF_GROUP.get(group, OTHER_SHAPE),
        colour=hue_of(row),
        fill="hollow" if planned else "solid",
        dashed=is_vague(row),
        near_km=near_km(row),
        radius=RADIUS_PX - 1,
    )


def meaning_of(group: str, symbol: Symbol | None = None, *, area: str = "") -> str:
    """ "Protest", "Diplomacy, planned", "Protest: somewhere in this area"."""
    words = group_in_words(group).capitalize() or "Other event"
    if area:
        return f"{words}: {area}"
    return f"{words}, planned" if symbol and symbol.fill == "hollow" else words


def control_symbol(
    row: Row, holders: tuple[str, ...], leavers: tuple[str, ...], *, colours: Mapping[str, str]
) -> Symbol:
    """A dot for one holder, two colours for several, a ring where one left."""
    dashed, radius_km = is_vague(row), near_km(row)
    if len(holders) > 1:
        first, second = (colours.get(side, UNKNOWN) for side in holders[:2])
        return Symbol(fill="split", colour=first, second=second, dashed=dashed, near_km=radius_km)
    if holders:
        return Symbol(colour=colours.get(holders[0], UNKNOWN), dashed=dashed, near_km=radius_km)
    if leavers:
        return Symbol(
            fill="ring", colour=colours.get(leavers[0], UNKNOWN), dashed=dashed, near_km=radius_km
        )
    return UNKNOWN_HOLDER


UNKNOWN_HOLDER = Symbol(colour=UNKNOWN, mark="?")
BESIDE = Symbol(shape="frame", fill="hollow", radius=13.0)
"""Around the symbol of the open article where there is one."""
BESIDE_AREA = Outline(dashed=True)
MENTION = Symbol(fill="hollow", colour=UNKNOWN, radius=4.0)
MEASURE = Outline(colour=INK, dashed=True, is_line=True)
SHARE = Outline(colour=INK, dashed=True)


@cache
def _side_rows() -> tuple[Mapping[str, str], ...]:
    return tuple(data_rows(settings.LEXICON / "sides.csv"))


def side_colours(sides: Iterable[str], day: str) -> Mapping[str, str]:
    """A colour a side, by the conflict that knows most of them on ``day`` (YYYY-MM-DD or "").

    A side of another keeps its slot if free, else takes the next; past the end it is unknown's
    colour."""
    wanted = list(dict.fromkeys(side for side in sides if side))
    rows = [
        row
        for row in _side_rows()
        if row["side"] in wanted and (not day or (row["from"] or "0") <= day <= (row["to"] or "9"))
    ]
    known = Counter(row["conflict"] for row in rows)
    slots: dict[str, int] = {}
    for row in sorted(rows, key=lambda row: -known[row["conflict"]]):
        if row["side"] not in slots and (slot := int(row["palette_slot"])) not in slots.values():
            slots[row["side"]] = slot
    free = (slot for slot in range(1, len(PALETTE) + 1) if slot not in set(slots.values()))
    return {
        side: PALETTE[slot - 1] if (slot := slots.get(side) or next(free, 0)) else UNKNOWN
        for side in wanted
    }
