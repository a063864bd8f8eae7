"""The files that can be taken away, each made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from components.core.errors import InputError
from components.export.about import about
from components.export.acled import acled_table
from components.export.csv import to_csv
from components.export.excel import to_excel
from components.export.features import features_table
from components.export.geojson import to_geojson
from components.export.geoparquet import to_geoparquet
from components.export.identity import identified, sealed
from components.export.selection import Selection
from components.export.standalone import to_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``write`` gives the bytes of a file whose name ends in ``file``; ``name`` is what the command
    line calls it."""

    name: str
    label: str
    file: str
    mime: str
    what: str
    write: Callable[[Selection], bytes]

    def make(self, selection: Selection) -> bytes:
        """The file as it is taken away, sealed."""
        return sealed(self.write(selection), about(selection).identity)


def _csv(selection: Selection) -> bytes:
    return to_csv(identified(features_table(selection), about(selection).identity)).encode()


def _acled(selection: Selection) -> bytes:
    return to_csv(identified(acled_table(selection), about(selection).identity)).encode()


# Pictures and KML, whose symbols are pictures, are drawn with matplotlib, which takes a second to
# come.
def _kml(selection: Selection) -> bytes:
    from components.export.kml import to_kmz

    return to_kmz(selection)


def _png(selection: Selection) -> bytes:
    from components.export.picture import to_png

    return to_png(selection)


def _print(selection: Selection) -> bytes:
    from components.export.picture import to_print

    return to_print(selection)


def _svg(selection: Selection) -> bytes:
    from components.export.picture import to_svg

    return to_svg(selection)


FORMATS = (
    Format(
        name="html",
        label="Interactive map (one HTML file)",
        file="map.html",
        mime="text/html",
        write=to_html,
        what=(
            "opens from disk without internet: map, days, layers, event cards and the walk through"
        ),
    ),
    Format(
        name="png",
        label="Picture (PNG, 1200 × 630)",
        file="map.png",
        mime="image/png",
        write=_png,
        what="the map with legend, stamp and credits, for a screen",
    ),
    Format(
        name="print",
        label="Picture to print (PNG, A4, 300 dpi)",
        file="map-print.png",
        mime="image/png",
        write=_print,
        what="the same for paper",
    ),
    Format(
        name="svg",
        label="Drawing (SVG)",
        file="map.svg",
        mime="image/svg+xml",
        write=_svg,
        what="the same as lines and shapes that a graphics desk can change",
    ),
    Format(
        name="excel",
        label="Excel",
        file="tables.xlsx",
        write=to_excel,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what="all tables, with sources, licences and what each column means",
    ),
    Format(
        name="csv",
        label="CSV",
        file="events-shown.csv",
        mime="text/csv",
        write=_csv,
        what="one row per event and place",
    ),
    Format(
        name="acled",
        label="CSV with ACLED's columns",
        file="events-acled.csv",
        mime="text/csv",
        write=_acled,
        what="one row per place and day; not ACLED data",
    ),
    Format(
        name="geojson",
        label="GeoJSON",
        file="events.geojson",
        mime="application/geo+json",
        write=to_geojson,
        what="for web maps and QGIS",
    ),
    Format(
        name="kml",
        label="KML (KMZ)",
        file="events.kmz",
        mime="application/vnd.google-earth.kmz",
        write=_kml,
        what="for Google Earth, with the map's symbols",
    ),
    Format(
        name="geoparquet",
        label="GeoParquet",
        file="events.parquet",
        mime="application/vnd.apache.parquet",
        write=to_geoparquet,
        what="for analysis with geopandas or DuckDB",
    ),
)


def format_of(path: Path) -> Format:
    """The format that a file's name asks for by its ending; of two formats with one ending the
    second has its name before it ("x-print.png", "x-acled.csv"). Raises InputError."""
    endings: dict[str, Format] = {}
    for one in FORMATS:
        ending = Path(one.file).suffix
        endings[f"-{one.name}{ending}" if ending in endings else ending] = one
    asked = [ending for ending in endings if path.name.lower().endswith(ending)]
    if not asked:
        raise InputError(
            "No file of this ending can be made.",
            where=str(path),
            way_out=f"Endings that there are: {', '.join(endings)}.",
        )
    return endings[max(asked, key=len)]
