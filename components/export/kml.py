"""KML 2.2 with the map's own symbols (KMZ). Areas are outlines; plans are hollow.

Google Earth reads a description as HTML: safe_html writes it, and lxml escapes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from components.core.safe_html import element, join, printable
from components.core.zips import archive_of
from components.export.about import CREDITS, About, about
from components.export.geojson import drawn_features, marks
from components.export.painting import icon
from components.export.selection import Selection
from components.map.events import AS_LINES, event_marks
from components.map.marks import Geometry, Mark, marks_on
from components.map.style import Outline, Symbol, plain_colour
from components.view.selection import LAYERS
from components.wording.phrases import pin_key, sentence_of, value

NAMESPACE = "http://www.opengis.net/kml/2.2"
MOST_NOTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Placemark:
    """A mark with its description in ``paragraphs``, and all cells of its row."""

    mark: Mark
    paragraphs: tuple[str, ...]
    cells: Mapping[str, Any]
    geometry: Geometry


def to_kmz(selection: Selection) -> bytes:
    placed = tuple(placemarks(selection))
    styles = {
        look: f"look{number}"
        for number, look in enumerate(dict.fromkeys(one.mark.look for one in placed))
    }
    icons = {f"{name}.png": icon(look) for look, name in styles.items() if isinstance(look, Symbol)}
    return archive_of({"doc.kml": to_kml(about(selection), placed, styles), **icons})


def placemarks(selection: Selection) -> Iterator[Placemark]:
    """One for each drawn row, measure and mentioned place.

    A row whose claim is superseded on the day shown has the mark of its event."""
    found = marks(selection)
    by_key = {
        (event_id, mark.place_id): mark for mark in reversed(found) for event_id in mark.event_ids
    }
    for cells, geometry in drawn_features(selection):
        mark = by_key.get(pin_key(cells)) or next(
            event_marks([cells], layer=value(cells, "layer"), areas=selection.areas)
        )
        paragraphs = (value(cells, "said"), f"“{sentence_of(cells)}”")
        yield Placemark(mark=mark, paragraphs=paragraphs, cells=cells, geometry=geometry)
    for mark in marks_on(found, AS_LINES):
        yield Placemark(mark=mark, paragraphs=mark.tips, cells={}, geometry=mark.geojson)


def to_kml(
    head: About, placed: Sequence[Placemark], styles: Mapping[Symbol | Outline, str]
) -> bytes:
    """The document: its description, the styles, a folder for each layer."""
    root = etree.fromstring(f'<kml xmlns="{NAMESPACE}"/>')
    document = _child(root, "Document")
    _child(document, "name", head.title)
    _child(document, "description", _html((head.as_of, head.stamp, head.shown, head.url, CREDITS)))
    for look, name in styles.items():
        _style(document, look, name)
    for layer, words in LAYERS.items():
        own = [one for one in placed if one.mark.layer == layer]
        if own:
            folder = _child(document, "Folder")
            _child(folder, "name", words)
            for one in own:
                _placemark(folder, one, styles[one.mark.look])
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def _style(document: etree._Element, look: Symbol | Outline, name: str) -> None:
    style = _child(document, "Style", id=name)
    if isinstance(look, Symbol):
        icon_style = _child(style, "IconStyle")
        _child(_child(icon_style, "Icon"), "href", f"{name}.png")
        return
    line = _child(style, "LineStyle")
    # aabbggrr, as in KML.
    plain = plain_colour(look.colour).lower().removeprefix("#")
    _child(line, "color", f"ff{plain[4:]}{plain[2:4]}{plain[:2]}")
    _child(line, "width", "2")
    _child(_child(style, "PolyStyle"), "fill", "0")


def _placemark(folder: etree._Element, one: Placemark, style: str) -> None:
    """In the order that KML's schema wants."""
    placemark = _child(folder, "Placemark")
    # "Izyum: left by Russia, acknowledged by Russia".
    words = (one.mark.label, ", ".join(one.mark.notes[:MOST_NOTES]))
    _child(placemark, "name", ": ".join(filter(None, words)))
    _child(placemark, "Snippet", maxLines="0")
    _child(placemark, "description", _html(one.paragraphs))
    days = {"begin": value(one.cells, "first_day"), "end": value(one.cells, "last_day")}
    if any(days.values()):
        span = _child(placemark, "TimeSpan")
        for name, day in days.items():
            if day:
                _child(span, name, day)
    _child(placemark, "styleUrl", f"#{style}")
    data = _child(placemark, "ExtendedData")
    for name, cell in one.cells.items():
        if cell is not None:
            _child(_child(data, "Data", name=name), "value", str(cell))
    _geometry(placemark, one.geometry["type"], one.geometry["coordinates"])


def _geometry(parent: etree._Element, kind: str, coordinates: Sequence[Any]) -> None:
    if kind.startswith("Multi"):
        several = _child(parent, "MultiGeometry")
        for part in coordinates:
            _geometry(several, kind.removeprefix("Multi"), part)
    elif kind == "Polygon":
        polygon = _child(parent, "Polygon")
        for number, ring in enumerate(coordinates):
            boundary = _child(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
            _child(_child(boundary, "LinearRing"), "coordinates", _points(ring))
    else:
        _child(
            _child(parent, kind),
            "coordinates",
            _points([coordinates] if kind == "Point" else coordinates),
        )


def _points(points: Iterable[Sequence[float]]) -> str:
    """Longitude before latitude, as in KML."""
    return " ".join(f"{longitude},{latitude}" for longitude, latitude in points)


def _html(paragraphs: Iterable[str]) -> str:
    return join(element("p", paragraph) for paragraph in paragraphs if paragraph)


def _child(
    parent: etree._Element, name: str, text: str = "", /, **attributes: str
) -> etree._Element:
    """A new last child; its text without characters that are invalid in XML."""
    child = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)
    child.text = printable(text) or None
    return child
