"""Colours on light and dark pages, shapes, and the meaning of fill, ring and dash.

Colours, widths, dashes and the style of names are in data/map/style.json. A side's colour is a slot
of the palette, by conflict and period in data/lexicon/sides.csv."""

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
"""Shared by scripts, legend, pictures and the build of the base map; zooms are Leaflet's."""
LIGHT: Theme = STYLE["themes"]["light"]
DARK: Theme = STYLE["themes"]["dark"]
UNKNOWN_COLOUR: str = STYLE["unknown"]
WHITE: str = STYLE["white"]
CELL_DEGREES: int = STYLE["base"]["cellDegrees"]
"""Side of a detailed sheet of the base map, and the zoom from which sheets are drawn."""
CELLS_FROM_ZOOM: int = STYLE["base"]["cellsFromZoom"]
PALETTE: Sequence[str] = STYLE["palette"]
"""Slots 1 to 7: after Okabe and Ito, darkened where needed for contrast with land and sea."""
UNKNOWN, INK = "unknown", "ink"
"""Names in the map's theme: #767676 on a light page, and the colour of text."""

RADIUS_PX = 8.0
SHAPE_OF_GROUP: Mapping[str, str] = STYLE["shapes"]
OTHER_SHAPE = "square"
COLOUR_OF_GROUP: Mapping[str, str] = STYLE["hues"]
"""The hues of cards.css, for events without a claim of control; others have the colour of text."""
Fill = Literal["solid", "ring", "hollow", "split"]


def _polygon(radii: Iterable[float], *, turn: float = 0.0) -> str:
    """A closed path around the origin; ``turn`` is in whole turns clockwise from the top."""
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
"""SVG paths for a radius of 1, used by the canvas and the legend."""


def plain_colour(name: str) -> str:
    """A colour on a light page."""
    return {INK: LIGHT["ink"], UNKNOWN: UNKNOWN_COLOUR}.get(name, name)


def with_opacity(colour: str) -> tuple[str, float]:
    """A colour of a theme, hexadecimal or ``rgba(...)``, as hexadecimal and opacity."""
    if not colour.startswith("rgba("):
        return colour, 1.0
    *parts, opacity = colour[5:-1].split(",")
    return f"#{''.join(f'{int(part):02x}' for part in parts)}", float(opacity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """The look of a point. Colours are hexadecimal or names of the theme; sizes are pixels, except
    ``near_km``."""

    shape: str = "circle"
    fill: Fill = "solid"
    colour: str = INK
    second: str = ""
    """The second colour of a split symbol."""
    dashed: bool = False
    mark: str = ""
    radius: float = RADIUS_PX
    near_km: float = 0.0

    def properties(self) -> dict[str, object]:
        """For the browser: the fields that are set."""
        return {name: cell for name, cell in asdict(self).items() if cell}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The look of an area or line: an outline, hatched in each colour of ``hatch``, never filled
    (rule 9)."""

    colour: str = INK
    hatch: tuple[str, ...] = ()
    dashed: bool = False
    is_line: bool = False
    thin: bool = False
    """For what no article says: a hairline with the opposite hatch."""
    turn: tuple[int, int] = (0, 1)
    """Several outlines of one area alternate in dashes: the number of this one from 0, and of
    all."""

    def properties(self) -> dict[str, object]:
        return {name: cell for name, cell in asdict(self).items() if cell}


def near_km(row: Row) -> float:
    """Radius around a settlement for an event near it, or of an unknown place's ring; else 0."""
    if radius_km := ring_km(value(row, "place_id")):
        return float(radius_km)
    kinds = {"settlement", "district", "facility"}
    is_near = value(row, "geo_precision") == "2" and value(row, "place_kind") in kinds
    return NEAR_RADIUS_KM if is_near else 0.0


def hue_of(row: Row) -> str:
    """The hue of an event's display group, for symbols and areas."""
    return COLOUR_OF_GROUP.get(value(row, "display_group"), INK)


def event_symbol(row: Row) -> Symbol:
    """The symbol of an event without a claim of control."""
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
    """A dot for one holder, two colours for several, a ring for a side that left."""
    if not holders and not leavers:
        return UNKNOWN_HOLDER
    first, *others = (colours.get(side, UNKNOWN) for side in holders or leavers)
    is_split = len(holders) > 1
    return Symbol(
        fill="split" if is_split else "solid" if holders else "ring",
        colour=first,
        second=others[0] if is_split else "",
        dashed=is_vague(row),
        near_km=near_km(row),
    )


UNKNOWN_HOLDER = Symbol(colour=UNKNOWN, mark="?")
BESIDE = Symbol(shape="frame", fill="hollow", radius=13.0)
"""Around the symbol of the open article, where there is one."""
BESIDE_AREA = Outline(dashed=True)
MENTION = Symbol(fill="hollow", colour=UNKNOWN, radius=4.0)
MEASURE = Outline(colour=INK, dashed=True, is_line=True)
SHARE = Outline(colour=INK, dashed=True)


@cache
def _side_rows() -> tuple[Mapping[str, str], ...]:
    return tuple(data_rows(settings.LEXICON / "sides.csv"))


def side_colours(sides: Iterable[str], day: str) -> Mapping[str, str]:
    """A colour per side, by the conflict with most of them on ``day`` (YYYY-MM-DD or "").

    A side of another conflict keeps its slot if free, or takes the next; without a free slot it has
    the colour of unknown."""
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
