"""The export formats, each made when asked for. A new one is a row here, and its writer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pandas as pd

from components.core.errors import InputError, InstallationError
from components.export.about import about
from components.export.annotating.label_studio import (
    from_label_studio,
    to_label_config,
    to_label_studio,
)
from components.export.annotating.notes import NotesByText
from components.export.annotating.plain import to_langextract, to_web_annotation
from components.export.annotating.uima import from_cas_json, from_webanno, to_cas_json, to_webanno
from components.export.conflict_tables import acled_table, ucdp_table
from components.export.csv import one_row_an_event, readable_first, to_csv
from components.export.excel import to_excel
from components.export.geojson import features_table, to_geojson, to_geoparquet
from components.export.identity import sealed
from components.export.incidents import to_timemap, ushahidi_table
from components.export.questions import to_questions
from components.export.selection import Selection
from components.export.standalone import to_html
from components.tables.columns import joined_lines
from components.tables.rows import with_text

Make = Callable[[Selection], bytes]


class ReadBack(Protocol):
    """Reads a file back; ``texts`` are the articles', ``where`` the file's name for errors."""

    def __call__(self, content: bytes, *, texts: Sequence[str], where: str) -> NotesByText: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``write`` makes a file ending in ``file``; ``name`` is for the command line; ``read`` reads a
    changed file back, where the form can."""

    name: str
    group: str
    """What a person wants a file for; formats of one group follow one another."""
    label: str
    file: str
    mime: str
    what: str
    write: Make
    read: ReadBack | None
    is_sealed: bool
    """Whether it carries the line by which ``verify`` knows it."""

    def make(self, selection: Selection) -> bytes:
        content = self.write(selection)
        return sealed(content, about(selection).identity) if self.is_sealed else content


def _csv(table_of: Callable[[Selection], pd.DataFrame]) -> Make:
    """A maker of the table as CSV, with who made it as its last column."""

    def make(selection: Selection) -> bytes:
        table = with_text(table_of(selection), identity=about(selection).identity)
        return to_csv(table).encode()

    return make


def _late(module: str, name: str) -> Make:
    """A maker that draws with matplotlib, imported when called: it takes a second to come."""

    def make(selection: Selection) -> bytes:
        found = import_module(f"components.export.{module}")
        return cast(Make, getattr(found, name))(selection)

    return make


ROWS = """
To look at
html | map.html | text/html | sealed | Interactive map (one HTML file) | opens from disk without
 internet: map, days, layers, event cards and the walk through
png | map.png | image/png | sealed | Picture (PNG, 1200 × 630) | the map with legend, stamp and
 credits, for a screen
print | map-print.png | image/png | sealed | Picture to print (PNG, A4, 300 dpi) | the same for
 paper
svg | map.svg | image/svg+xml | sealed | Drawing (SVG) | the same as lines and shapes that a
 graphics desk can change
film | days.webp | image/webp | | Film of the days (animated WebP) | the picture day by day: what
 the article tells to have happened by then
questions | questions.html | text/html | | Questions for a class (HTML to print) | what happened,
 where and when, and who says so; the answers on a page of their own
Tables
excel | tables.xlsx | application/vnd.openxmlformats-officedocument.spreadsheetml.sheet | sealed |
 Excel | all tables, with sources, licences and what each column means
csv | events-shown.csv | text/csv | sealed | CSV | one row per event
csv-places | events-shown-places.csv | text/csv | sealed | CSV, one row per event and place | the
 same columns, for maps and counts of places
acled | events-acled.csv | text/csv | sealed | CSV with ACLED's columns | one row per place and
 day; not ACLED data
ucdp | events-ucdp.csv | text/csv | sealed | CSV with UCDP's columns | one row per place of what
 killed; not UCDP data
Maps
geojson | events.geojson | application/geo+json | sealed | GeoJSON | for web maps and QGIS
kml | events.kmz | application/vnd.google-earth.kmz | sealed | KML (KMZ) | for Google Earth, with
 the map's symbols
geoparquet | events.parquet | application/vnd.apache.parquet | sealed | GeoParquet | for analysis
 with geopandas or DuckDB
For other programs
label-studio | label-studio.json | application/json | | Label Studio tasks (JSON) | to check the
 whole reading in Label Studio; its export can be read back
label-studio-config | label-studio.xml | application/xml | | Label Studio labelling interface (XML)
 | to paste into the settings of the project in Label Studio
cas | cas.json | application/json | | UIMA CAS (JSON) | to check the whole reading in INCEpTION;
 its export can be read back
webanno | webanno.tsv | text/tab-separated-values | | WebAnno TSV | the same as a table of words
web-annotation | annotations.jsonld | application/ld+json | | W3C Web Annotation (JSON-LD) | the
 whole reading as notes on the article's words
langextract | langextract.jsonl | application/jsonl | | langextract (JSON lines) | the whole
 reading as extractions
ushahidi | ushahidi.csv | text/csv | | Ushahidi reports (CSV) | a report for each event and place,
 to import
timemap | timemap.zip | application/zip | | TimeMap events and sources (ZIP) | events.json and
 sources.json for Forensic Architecture's TimeMap
"""
"""``name | file | MIME type | sealed | label | what it is`` under the name of a group; each has a
writer of its name in ``WRITERS``."""
WRITERS: Mapping[str, Make] = {
    "html": to_html,
    "png": _late("picture", "to_png"),
    "print": _late("picture", "to_print"),
    "svg": _late("picture", "to_svg"),
    "film": _late("film", "to_webp"),
    "questions": to_questions,
    "excel": to_excel,
    "csv": _csv(lambda chosen: readable_first(one_row_an_event(features_table(chosen)))),
    "csv-places": _csv(lambda chosen: readable_first(features_table(chosen))),
    "acled": _csv(acled_table),
    "ucdp": _csv(ucdp_table),
    "geojson": to_geojson,
    "kml": _late("kml", "to_kmz"),
    "geoparquet": to_geoparquet,
    "label-studio": to_label_studio,
    "label-studio-config": to_label_config,
    "cas": to_cas_json,
    "webanno": to_webanno,
    "web-annotation": to_web_annotation,
    "langextract": to_langextract,
    "ushahidi": lambda chosen: to_csv(ushahidi_table(chosen)).encode(),
    "timemap": to_timemap,
}
READERS: Mapping[str, ReadBack] = {
    "label-studio": from_label_studio,
    "cas": from_cas_json,
    "webanno": from_webanno,
}
"""Of the forms in which a person's changes can come back."""


def _formats() -> Iterator[Format]:
    group = ""
    for line in joined_lines(ROWS):
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) == 1:
            group = line
            continue
        name, file, mime, is_sealed, label, what = cells
        if name not in WRITERS:
            raise InstallationError(
                f"The format '{name}' has a row in ROWS and no writer.",
                where="components/export/formats.py",
                way_out="Add its writer to WRITERS under that name.",
            )
        yield Format(
            name=name,
            group=group,
            label=label,
            file=file,
            mime=mime,
            what=what,
            write=WRITERS[name],
            read=READERS.get(name),
            is_sealed=bool(is_sealed),
        )


FORMATS = tuple(_formats())


def format_of(path: Path) -> Format:
    """The format of a file's ending; a second format of an ending has its name before it
    ("x-print.png"). Raises InputError."""
    endings: dict[str, Format] = {}
    for one in FORMATS:
        ending = Path(one.file).suffix
        endings[f"-{one.name}{ending}" if ending in endings else ending] = one
    fitting = [ending for ending in endings if path.name.lower().endswith(ending)]
    if not fitting:
        raise InputError(
            "No file of this ending can be made.",
            where=str(path),
            way_out=f"Endings that there are: {', '.join(endings)}.",
        )
    return endings[max(fitting, key=len)]
