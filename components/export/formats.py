"""The files that can be taken away, each made only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from components.export.acled import acled_table
from components.export.csv import to_csv
from components.export.excel import to_excel
from components.export.features import features_table
from components.export.geojson import to_geojson
from components.export.geoparquet import to_geoparquet
from components.export.per_event import one_row_an_event, readable_first
from components.export.questions import to_questions
from components.export.selection import Selection
from components.export.standalone import to_html


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``make`` gives the bytes of a file whose name ends in ``file``; ``name`` is what the command
    line calls it."""

    name: str
    label: str
    file: str
    mime: str
    what: str
    make: Callable[[Selection], bytes]


def _csv(selection: Selection) -> bytes:
    return to_csv(readable_first(one_row_an_event(features_table(selection)))).encode()


def _csv_of_places(selection: Selection) -> bytes:
    return to_csv(readable_first(features_table(selection))).encode()


def _acled(selection: Selection) -> bytes:
    return to_csv(acled_table(selection)).encode()


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


def _film(selection: Selection) -> bytes:
    from components.export.film import to_webp

    return to_webp(selection)


FORMATS = (
    Format(
        name="html",
        label="Interactive map (one HTML file)",
        file="map.html",
        mime="text/html",
        make=to_html,
        what=(
            "opens from disk without internet: map, days, layers, event cards and the walk through"
        ),
    ),
    Format(
        name="png",
        label="Picture (PNG, 1200 × 630)",
        file="map.png",
        mime="image/png",
        make=_png,
        what="the map with legend, stamp and credits, for a screen",
    ),
    Format(
        name="print",
        label="Picture to print (PNG, A4, 300 dpi)",
        file="map-print.png",
        mime="image/png",
        make=_print,
        what="the same for paper",
    ),
    Format(
        name="svg",
        label="Drawing (SVG)",
        file="map.svg",
        mime="image/svg+xml",
        make=_svg,
        what="the same as lines and shapes that a graphics desk can change",
    ),
    Format(
        name="film",
        label="Film of the days (animated WebP)",
        file="days.webp",
        mime="image/webp",
        make=_film,
        what="the picture day by day: what the article tells to have happened by then",
    ),
    Format(
        name="questions",
        label="Questions for a class (HTML to print)",
        file="questions.html",
        mime="text/html",
        make=to_questions,
        what="what happened, where and when, and who says so; the answers on a page of their own",
    ),
    Format(
        name="excel",
        label="Excel",
        file="tables.xlsx",
        make=to_excel,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what="all tables, with sources, licences and what each column means",
    ),
    Format(
        name="csv",
        label="CSV",
        file="events-shown.csv",
        mime="text/csv",
        make=_csv,
        what="one row per event",
    ),
    Format(
        name="csv-places",
        label="CSV, one row per event and place",
        file="events-shown-places.csv",
        mime="text/csv",
        make=_csv_of_places,
        what="the same columns, for maps and counts of places",
    ),
    Format(
        name="acled",
        label="CSV with ACLED's columns",
        file="events-acled.csv",
        mime="text/csv",
        make=_acled,
        what="one row per place and day; not ACLED data",
    ),
    Format(
        name="geojson",
        label="GeoJSON",
        file="events.geojson",
        mime="application/geo+json",
        make=to_geojson,
        what="for web maps and QGIS",
    ),
    Format(
        name="kml",
        label="KML (KMZ)",
        file="events.kmz",
        mime="application/vnd.google-earth.kmz",
        make=_kml,
        what="for Google Earth, with the map's symbols",
    ),
    Format(
        name="geoparquet",
        label="GeoParquet",
        file="events.parquet",
        mime="application/vnd.apache.parquet",
        make=to_geoparquet,
        what="for analysis with geopandas or DuckDB",
    ),
)
