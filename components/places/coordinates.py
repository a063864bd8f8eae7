"""Coordinates: found in a text, read as degrees, written in the usual forms.

| form | example |
|---|---|
| degrees, minutes, seconds | 49°12'30"N 37°16'40"E, N 49° 12.5', E 37° 16.7', 491230N 0371640E |
| decimal with hemisphere | 49.2083° N, 37.2778° E; N49.2083 E37.2778 |
| labelled | lat 49.2083, lon 37.2778 |
| bare decimal | 49.2083, 37.2778: only where words or layout show that it is a position |
| MGRS | 37U CQ 74705 11131 |"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import mgrs
from geopy.point import Point

from components.core.records import Place

MOST_LATITUDE, MOST_LONGITUDE = 90.0, 180.0
FINEST_DECIMALS: Final = 2
"""Decimals of degrees from which a figure is a position; whole degrees leave 100 km open."""
BARE_DECIMALS: Final = 3
LONE_DECIMALS: Final = 4
SURE_DECIMALS: Final = 5
"""Decimals with which a bare pair is a position: beside a word for it, set apart, anywhere."""
POSITION: Final = "position:"
DECIMALS: Final = 5
"""Of the degrees of a stated position: about a metre."""
MGRS_DIGITS: Final = 4
"""A square of a kilometre; fewer digits are too coarse."""
SURE_MGRS_DIGITS: Final = 6
"""With fewer, a square without blanks needs a word for it: "42USC1983" is a law."""
METRE_DIGITS: Final = 5
BANDS: Final = "CDEFGHJKLMNPQRSTUVWX"
"""Letters of MGRS for eight degrees of latitude each, from 80° S; the last has twelve."""
WIDEST_ZONE, SLACK = 12.0, 0.5
"""Degrees of longitude: of the widest zone (Svalbard), and how far a square may cross its edge."""
_DEGREE: Final = r"\s?(?:[°º˚]|deg(?:rees?)?\.?)\s?"
_MINUTE: Final = r"\s?(?:['’‘′´]|min(?:utes?)?\.?)\s?"
_SECOND: Final = r"\s?(?:[\"”“″]|''|’’|sec(?:onds?)?\.?)\s?"
_ANGLE: Final = (
    rf"\d{{1,3}}(?:\.\d+)?{_DEGREE}"
    rf"(?:\d{{1,2}}(?:\.\d+)?{_MINUTE}(?:(?:and\s)?\d{{1,2}}(?:\.\d+)?{_SECOND})?)?"
    r"|\d{1,3}\.\d{2,}\s?"
)
_LATITUDE: Final = r"(?:[NS]|[Nn]orth|[Ss]outh)(?:\slatitude)?"
_LONGITUDE: Final = r"(?:[EW]|[Ee]ast|[Ww]est)(?:\slongitude)?"
_AND: Final = r"\s*[,;/]?\s*(?:and\s|by\s)?\s*"
_EDGE, _END = r"(?<![\w.°\-/=@])", r"(?![\w°])"
_FIGURE: Final = r"[-+−]?\d{1,3}\.\d+"
_LABEL: Final = r"(?i:{word}(?:itude)?)\.?\s?[:=]?\s?"

AFTER: Final = re.compile(rf"{_EDGE}({_ANGLE})({_LATITUDE}){_AND}({_ANGLE})({_LONGITUDE}){_END}")
BEFORE: Final = re.compile(rf"{_EDGE}([NS])\s?({_ANGLE}){_AND}([EW])\s?({_ANGLE}){_END}")
COMPACT: Final = re.compile(
    rf"{_EDGE}(\d{{2}})(\d{{2}})(\d{{2}})([NS])\s?(\d{{3}})(\d{{2}})(\d{{2}})([EW]){_END}"
)
LABELLED: Final = re.compile(
    rf"\b{_LABEL.format(word='lat')}({_FIGURE})°?{_AND}"
    rf"{_LABEL.format(word='lon(?:g)?')}({_FIGURE})°?{_END}"
)
BARE: Final = re.compile(rf"{_EDGE}({_FIGURE})°?\s?,\s?({_FIGURE})°?{_END}(?!\s?%|,\s?\d|\.\d)")
GRID: Final = re.compile(
    r"(?<![\w.\-/])(\d{1,2}[C-HJ-NP-X])(\s?)([A-HJ-NP-Z][A-HJ-NP-V])"
    r"(?:(\s?)(\d{2,5})(\s)(\d{2,5})|(\s?)(\d{4,10}))(?!\w|\.\d)"
)
_NUMBERS: Final = re.compile(r"\d+(?:\.\d+)?")
PARAGRAPH: Final = re.compile(r"\n|\s{2,}")
"""The end of a paragraph, also where line breaks became blanks."""
WINDOW: Final = 90
"""Characters before and after a bare pair in which words count."""


@dataclass(frozen=True, slots=True)
class FoundPosition:
    """Characters ``start`` to ``end`` (half-open); degrees WGS 84; ``coarse``: too coarse to be a
    position."""

    start: int
    end: int
    latitude: float
    longitude: float
    coarse: bool = False


Says = Callable[[str, str], bool]
"""Whether a word in lower case is in a group of words."""


def find_positions(text: str, says: Says) -> tuple[FoundPosition, ...]:
    if not any(letter.isdigit() for letter in text):
        return ()
    found: list[FoundPosition] = []
    for one in sorted(_all(text, says), key=lambda one: (one.start, -one.end)):
        if not found or one.start >= found[-1].end:
            found.append(one)
    return tuple(found)


def position_of(text: str) -> FoundPosition | None:
    """The position that the whole of a text states, None where it states none."""
    if not any(letter.isdigit() for letter in text):
        return None
    everywhere = _all(text, lambda word, group: group == "position", is_whole=True)
    whole = (one for one in everywhere if (one.start, one.end) == (0, len(text)))
    return next((one for one in whole if not one.coarse), None)


def place_of(text: str) -> Place | None:
    """The position that the whole of a text states, as a place of no country; None for a name."""
    stated = position_of(text)
    return place_at(stated.latitude, stated.longitude, name=text) if stated else None


def place_at(latitude: float, longitude: float, *, name: str) -> Place:
    latitude, longitude = round(latitude, DECIMALS), round(longitude, DECIMALS)
    key = f"{POSITION}{latitude:.{DECIMALS}f},{longitude:.{DECIMALS}f}"
    return Place(id=key, name=name, kind="position", latitude=latitude, longitude=longitude)


def _all(text: str, says: Says, *, is_whole: bool = False) -> Iterator[FoundPosition]:
    for match in AFTER.finditer(text):
        yield from _angles(match, *match.group(1, 2, 3, 4))
    for match in BEFORE.finditer(text):
        yield from _angles(match, *match.group(2, 1, 4, 3))
    for match in COMPACT.finditer(text):
        latitude, longitude = " ".join(match.group(1, 2, 3)), " ".join(match.group(5, 6, 7))
        yield from _found(
            match, _degrees(latitude, match[4]), _degrees(longitude, match[8]), coarse=False
        )
    for match in (*LABELLED.finditer(text), *BARE.finditer(text)):
        if match.re is LABELLED or is_whole or _is_position(match, says):
            north, east = (float(figure.replace("−", "-")) for figure in match.group(1, 2))
            coarse = _fewest_decimals(match) < FINEST_DECIMALS
            yield from _found(match, north, east, coarse=coarse)
    for match in GRID.finditer(text):
        yield from _in_grid(match, says, is_whole=is_whole)


def _angles(
    match: re.Match[str], latitude: str, north: str, longitude: str, east: str
) -> Iterator[FoundPosition]:
    coarse = any(
        len(_NUMBERS.findall(side)) == 1 and _decimals(side) < FINEST_DECIMALS
        for side in (latitude, longitude)
    )
    yield from _found(match, _degrees(latitude, north), _degrees(longitude, east), coarse=coarse)


def _degrees(angle: str, hemisphere: str) -> float:
    """Signed degrees; infinite where minutes or seconds are out of range."""
    degrees, *parts = map(float, _NUMBERS.findall(angle))
    minutes, seconds = (*parts, 0.0, 0.0)[:2]
    if max(minutes, seconds) >= 60:
        return float("inf")
    return float(Point.parse_degrees(degrees, minutes, seconds, hemisphere[0].upper()))


def _found(
    match: re.Match[str], latitude: float, longitude: float, *, coarse: bool
) -> Iterator[FoundPosition]:
    on_earth = abs(latitude) <= MOST_LATITUDE and abs(longitude) <= MOST_LONGITUDE
    if on_earth and (latitude, longitude) != (0.0, 0.0):
        yield FoundPosition(match.start(), match.end(), latitude, longitude, coarse)


def _decimals(figure: str) -> int:
    return max(len(number.partition(".")[2]) for number in _NUMBERS.findall(figure))


def _fewest_decimals(match: re.Match[str]) -> int:
    return min(_decimals(match[1]), _decimals(match[2]))


def _is_position(match: re.Match[str], says: Says) -> bool:
    """The text around a bare pair decides: scores and prices are pairs of decimals, too."""
    fewest, around = _fewest_decimals(match), _around(match)
    if fewest < BARE_DECIMALS or any(says(word, "no position") for word in around):
        return False
    if fewest >= SURE_DECIMALS or any(says(word, "position") for word in around):
        return True
    before, behind = match.string[: match.start()], match.string[match.end() :]
    is_located = says(before.rstrip().rpartition(" ")[2].lower(), "spatial_preposition")
    is_in_brackets = before[-1:] in tuple("([") and behind[:1] in tuple(")]")
    is_own_paragraph = not (
        PARAGRAPH.split(before)[-1].strip() or PARAGRAPH.split(behind)[0].strip(" .")
    )
    return fewest >= LONE_DECIMALS and (is_located or is_in_brackets or is_own_paragraph)


def _around(match: re.Match[str]) -> list[str]:
    """Words in lower case of the paragraph, within the window."""
    text = match.string
    before = PARAGRAPH.split(text[max(0, match.start() - WINDOW) : match.start()])[-1]
    behind = PARAGRAPH.split(text[match.end() : match.end() + WINDOW])[0]
    return re.findall(r"[^\W\d_]+|[$€£¥%]", f"{before} {behind}".lower())


def _in_grid(match: re.Match[str], says: Says, *, is_whole: bool) -> Iterator[FoundPosition]:
    digits = (match[5] or "") + (match[7] or "") + (match[9] or "")
    even = len(match[5]) == len(match[7]) if match[5] else len(digits) % 2 == 0
    is_said = is_whole or any(says(word, "position") for word in _around(match))
    is_sure = is_said or len(digits) >= SURE_MGRS_DIGITS or bool(match[2])
    if not even or len(digits) < MGRS_DIGITS or not is_sure:
        return
    position = _middle_of(
        match[1] + match[3], digits[: len(digits) // 2], digits[len(digits) // 2 :]
    )
    if position is not None:
        yield FoundPosition(match.start(), match.end(), *position)


def _middle_of(square: str, easting: str, northing: str) -> tuple[float, float] | None:
    """The middle of the square; None where there is no such square.

    The library warns of squares that the edge of a band cuts, but their position is right."""
    finer = "5" if len(easting) < METRE_DIGITS else ""
    try:
        with warnings.catch_warnings(category=RuntimeWarning, action="ignore"):
            latitude, longitude = mgrs.MGRS().toLatLon(f"{square}{easting}{finer}{northing}{finer}")
    except mgrs.core.MGRSError:
        return None
    zone, band = int(square[:-3]), BANDS.index(square[-3])
    in_band = -SLACK < latitude - (8 * band - 80) < (12 if square[-3] == BANDS[-1] else 8) + SLACK
    turn = abs((longitude - (6 * zone - 183) + 180) % 360 - 180)
    return (
        (round(latitude, 6), round(longitude, 6))
        if in_band and turn < WIDEST_ZONE / 2 + SLACK
        else None
    )


def forms(latitude: float, longitude: float) -> dict[str, str]:
    """The position as decimal degrees, degrees-minutes-seconds and MGRS, to about ten metres."""
    # "37UCQ74701113" as "37U CQ 7470 1113"; at the poles, without a zone, the
    # same.
    square = mgrs.MGRS().toMGRS(latitude, longitude, MGRSPrecision=4)
    parts = re.fullmatch(r"(\d*[A-Z])([A-Z]{2})(\d{4})(\d{4})", square)
    return {
        "Decimal": f"{latitude:.4f}, {longitude:.4f}",
        "DMS": f"{_dms(latitude, 'NS')} {_dms(longitude, 'EW')}",
        "MGRS": " ".join(parts.groups()) if parts else square,
    }


def _dms(degrees: float, sides: str) -> str:
    minutes, seconds = divmod(round(abs(degrees) * 3600), 60)
    return f"{minutes // 60}°{minutes % 60:02}′{seconds:02}″{sides[degrees < 0]}"
