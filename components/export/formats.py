"""The files that can be taken away, each made only when asked for. A new one is a row here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, Protocol, cast

import pandas as pd

from components.core.errors import InputError
from components.export.about import about
from components.export.acled import acled_table
from components.export.annotating.label_studio import (
    from_label_studio,
    to_label_config,
    to_label_studio,
)
from components.export.annotating.notes import Edited
from components.export.annotating.plain import to_langextract, to_web_annotation
from components.export.annotating.uima import (
    from_cas_json,
    from_webanno,
    to_cas_json,
    to_webanno,
)
from components.export.csv import to_csv
from components.export.excel import to_excel
from components.export.features import features_table
from components.export.geojson import to_geojson
from components.export.geoparquet import to_geoparquet
from components.export.identity import identified, sealed
from components.export.incidents import to_timemap, ushahidi_table
from components.export.per_event import one_row_an_event, readable_first
from components.export.questions import to_questions
from components.export.selection import Selection
from components.export.standalone import to_html
from components.export.ucdp import ucdp_table

Make = Callable[[Selection], bytes]
Group = Literal["To look at", "Tables", "Maps", "For other programs"]
"""What a person wants a file for; formats of one group follow one another."""


class Read(Protocol):
    """Reads a file of the form back. ``text`` is the article's, ``where`` the file's name for
    errors."""

    def __call__(self, content: bytes, *, text: str, where: str) -> Edited: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``write`` gives the bytes of a file whose name ends in ``file``; ``name`` is what the command
    line calls it. ``read`` reads one back that a person has changed, where the form can carry
    that."""

    name: str
    group: Group
    label: str
    file: str
    mime: str
    what: str
    write: Make
    read: Read | None = None
    is_sealed: bool = True
    """Whether it carries the line by which ``verify`` knows it."""

    def make(self, selection: Selection) -> bytes:
        """The file as it is taken away."""
        content = self.write(selection)
        return sealed(content, about(selection).identity) if self.is_sealed else content


def _csv(table_of: Callable[[Selection], pd.DataFrame]) -> Make:
    """A maker of the table as CSV, with who made it as its last column."""

    def make(selection: Selection) -> bytes:
        table = identified(table_of(selection), about(selection).identity)
        return to_csv(table).encode()

    return make


def _late(module: str, name: str) -> Make:
    """A maker that draws with matplotlib, which takes a second to come: imported when it is
    called."""

    def make(selection: Selection) -> bytes:
        found = import_module(f"components.export.{module}")
        return cast(Make, getattr(found, name))(selection)

    return make


FORMATS = (
    Format(
        name="html",
        group="To look at",
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
        group="To look at",
        label="Picture (PNG, 1200 × 630)",
        file="map.png",
        mime="image/png",
        write=_late("picture", "to_png"),
        what="the map with legend, stamp and credits, for a screen",
    ),
    Format(
        name="print",
        group="To look at",
        label="Picture to print (PNG, A4, 300 dpi)",
        file="map-print.png",
        mime="image/png",
        write=_late("picture", "to_print"),
        what="the same for paper",
    ),
    Format(
        name="svg",
        group="To look at",
        label="Drawing (SVG)",
        file="map.svg",
        mime="image/svg+xml",
        write=_late("picture", "to_svg"),
        what="the same as lines and shapes that a graphics desk can change",
    ),
    Format(
        name="film",
        group="To look at",
        label="Film of the days (animated WebP)",
        file="days.webp",
        mime="image/webp",
        write=_late("film", "to_webp"),
        what="the picture day by day: what the article tells to have happened by then",
        is_sealed=False,
    ),
    Format(
        name="questions",
        group="To look at",
        label="Questions for a class (HTML to print)",
        file="questions.html",
        mime="text/html",
        write=to_questions,
        what="what happened, where and when, and who says so; the answers on a page of their own",
        is_sealed=False,
    ),
    Format(
        name="excel",
        group="Tables",
        label="Excel",
        file="tables.xlsx",
        write=to_excel,
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        what="all tables, with sources, licences and what each column means",
    ),
    Format(
        name="csv",
        group="Tables",
        label="CSV",
        file="events-shown.csv",
        mime="text/csv",
        write=_csv(lambda chosen: readable_first(one_row_an_event(features_table(chosen)))),
        what="one row per event",
    ),
    Format(
        name="csv-places",
        group="Tables",
        label="CSV, one row per event and place",
        file="events-shown-places.csv",
        mime="text/csv",
        write=_csv(lambda chosen: readable_first(features_table(chosen))),
        what="the same columns, for maps and counts of places",
    ),
    Format(
        name="acled",
        group="Tables",
        label="CSV with ACLED's columns",
        file="events-acled.csv",
        mime="text/csv",
        write=_csv(acled_table),
        what="one row per place and day; not ACLED data",
    ),
    Format(
        name="ucdp",
        group="Tables",
        label="CSV with UCDP's columns",
        file="events-ucdp.csv",
        mime="text/csv",
        write=_csv(ucdp_table),
        what="one row per place of what killed; not UCDP data",
    ),
    Format(
        name="geojson",
        group="Maps",
        label="GeoJSON",
        file="events.geojson",
        mime="application/geo+json",
        write=to_geojson,
        what="for web maps and QGIS",
    ),
    Format(
        name="kml",
        group="Maps",
        label="KML (KMZ)",
        file="events.kmz",
        mime="application/vnd.google-earth.kmz",
        write=_late("kml", "to_kmz"),
        what="for Google Earth, with the map's symbols",
    ),
    Format(
        name="geoparquet",
        group="Maps",
        label="GeoParquet",
        file="events.parquet",
        mime="application/vnd.apache.parquet",
        write=to_geoparquet,
        what="for analysis with geopandas or DuckDB",
    ),
    Format(
        name="label-studio",
        group="For other programs",
        label="Label Studio tasks (JSON)",
        file="label-studio.json",
        mime="application/json",
        write=to_label_studio,
        read=from_label_studio,
        what="to check the whole reading in Label Studio; its export can be read back",
        is_sealed=False,
    ),
    Format(
        name="label-studio-config",
        group="For other programs",
        label="Label Studio labelling interface (XML)",
        file="label-studio.xml",
        mime="application/xml",
        write=to_label_config,
        what="to paste into the settings of the project in Label Studio",
        is_sealed=False,
    ),
    Format(
        name="cas",
        group="For other programs",
        label="UIMA CAS (JSON)",
        file="cas.json",
        mime="application/json",
        write=to_cas_json,
        read=from_cas_json,
        what="to check the whole reading in INCEpTION; its export can be read back",
        is_sealed=False,
    ),
    Format(
        name="webanno",
        group="For other programs",
        label="WebAnno TSV",
        file="webanno.tsv",
        mime="text/tab-separated-values",
        write=to_webanno,
        read=from_webanno,
        what="the same as a table of words",
        is_sealed=False,
    ),
    Format(
        name="web-annotation",
        group="For other programs",
        label="W3C Web Annotation (JSON-LD)",
        file="annotations.jsonld",
        mime="application/ld+json",
        write=to_web_annotation,
        what="the whole reading as notes on the article's words",
        is_sealed=False,
    ),
    Format(
        name="langextract",
        group="For other programs",
        label="langextract (JSON lines)",
        file="langextract.jsonl",
        mime="application/jsonl",
        write=to_langextract,
        what="the whole reading as extractions",
        is_sealed=False,
    ),
    Format(
        name="ushahidi",
        group="For other programs",
        label="Ushahidi reports (CSV)",
        file="ushahidi.csv",
        mime="text/csv",
        write=lambda chosen: to_csv(ushahidi_table(chosen)).encode(),
        what="a report for each event and place, to import",
        is_sealed=False,
    ),
    Format(
        name="timemap",
        group="For other programs",
        label="TimeMap events and sources (ZIP)",
        file="timemap.zip",
        mime="application/zip",
        write=to_timemap,
        what="events.json and sources.json for Forensic Architecture's TimeMap",
        is_sealed=False,
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
