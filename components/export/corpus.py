"""Files of what is chosen of a corpus; each row has its day, source and "not checked"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from components.core.protocols import Areas
from components.core.records import RandomCheck, Signature
from components.core.zips import archive_of
from components.export.about import SOURCES, About
from components.export.columns import CORPUS, FEATURES
from components.export.csv import codebook, one_row_an_event, readable_first, to_csv
from components.export.geojson import collection, geometries_of, geoparquet_of, held_by
from components.export.identity import CHARACTERS, data_sign, program_sign
from components.export.json import to_rows
from components.tables.columns import EVENTS, joined_lines
from components.tables.rows import frame
from components.view.selection import drawn, layer_of
from components.wording.phrases import Row, day_of, row_dicts, value
from components.wording.provenance import source_line, stamp
from components.wording.sentences import in_words_of

LAYOUT = (*EVENTS, *CORPUS, *FEATURES)
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusSelection:
    """The rows of a selection with publishers, origins and story_id, and their claims.

    ``head`` is what the files say of themselves, ``corpus`` the name, sign and size of the corpus,
    ``read_by`` the language model that read it."""

    rows: pd.DataFrame
    claims: pd.DataFrame
    head: About
    corpus: str
    areas: Areas
    read_by: str = ""
    checks: tuple[RandomCheck, ...] = ()
    """What random checks of the selection found."""
    signed: Mapping[str, Signature] = field(default_factory=dict)
    """Who has checked the reading of an article, by its id."""


@dataclass(frozen=True, slots=True)
class CorpusFormat:
    make: Callable[[CorpusSelection], bytes]
    file: str
    mime: str
    label: str
    what: str


def corpus_table(chosen: CorpusSelection) -> pd.DataFrame:
    """The rows with the columns of ``LAYOUT``."""
    own: dict[Key, list[Row]] = {}
    for claim in row_dicts(chosen.claims):
        own.setdefault(_key(claim), []).append(claim)
    rows = []
    for row, layer in zip(row_dicts(chosen.rows), layer_of(chosen.rows), strict=True):
        claims, published = own.get(_key(row), ()), day_of(row, "published")
        signed = chosen.signed.get(value(row, "doc_id"))
        more = {
            "layer": "control" if claims else layer,
            "said": in_words_of(row, claims),
            "as_of": source_line(published, value(row, "publisher")),
            "stamp": stamp(published, signed, read_by=chosen.read_by, checks=chosen.checks),
            "view": chosen.head.query,
            "corpus": chosen.corpus,
        }
        rows.append(dict(row) | held_by(claims) | more)
    return frame(rows, LAYOUT)


def _key(row: Row) -> Key:
    return value(row, "doc_id"), value(row, "event_id"), value(row, "place_id")


def _csv(chosen: CorpusSelection) -> bytes:
    return to_csv(readable_first(one_row_an_event(corpus_table(chosen)))).encode()


def _csv_of_places(chosen: CorpusSelection) -> bytes:
    return to_csv(readable_first(corpus_table(chosen))).encode()


def _package(chosen: CorpusSelection) -> bytes:
    """Both CSVs, what their columns mean, and how it was made."""
    book = to_csv(codebook({"events-chosen.csv": LAYOUT}, of="file")).encode()
    files = {
        "README.txt": readme(chosen).encode(),
        "events-chosen.csv": _csv(chosen),
        "events-chosen-places.csv": _csv_of_places(chosen),
        "codebook.csv": book,
    }
    return archive_of(files)


def readme(chosen: CorpusSelection) -> str:
    """What is in the package, how the same is chosen again, and whose data it holds."""
    head = chosen.head
    sources = (
        f"- {one.what}: {one.source}, {one.licence}. {one.address}".rstrip() for one in SOURCES
    )
    signs = (
        f"data {data_sign()} and program {program_sign()}: the first {CHARACTERS} digits of a "
        "sha256 of each"
    )
    return "\n".join(
        (
            head.title,
            f"{head.as_of}.",
            head.stamp,
            "",
            f"Chosen: {head.shown}.",
            f"Corpus: {chosen.corpus}.",
            f"Made with Dateline's {signs}.",
            "",
            "events-chosen.csv         one row per event; of several places, “ | ” between them",
            "events-chosen-places.csv  one row per event and place",
            "codebook.csv              what each column means, with type, unit and values",
            "",
            "To choose the same again, open a corpus of the same sign, which stands under “Download” "
            "on its page:",
            "  .venv/bin/streamlit run dashboard.py -- --corpus FOLDER",
            f"and put this after the page's address: ?{head.query}",
            "",
            "The sentences are quoted: respect the rights of their publishers. Other data:",
            *sources,
            "",
        )
    )


def _geojson(chosen: CorpusSelection) -> bytes:
    table = drawn(corpus_table(chosen))
    shapes = geometries_of(table, chosen.areas)
    return collection(zip(to_rows(table), shapes, strict=True), chosen.head)


def _geoparquet(chosen: CorpusSelection) -> bytes:
    return geoparquet_of(corpus_table(chosen), chosen.areas, chosen.head)


ROWS = """
events-chosen.zip | application/zip | CSV with codebook (ZIP) | the CSV, what its columns mean, and
 how the same is chosen again
events-chosen.csv | text/csv | CSV | one row per event
events-chosen-places.csv | text/csv | CSV, one row per event and place | the same columns, for maps
 and counts of places
events-chosen.geojson | application/geo+json | GeoJSON | for web maps and QGIS: what takes a pin,
 areas as outlines
events-chosen.parquet | application/vnd.apache.parquet | GeoParquet | the same for analysis with
 geopandas or DuckDB
"""
CORPUS_FORMATS = tuple(
    CorpusFormat(make, *(cell.strip() for cell in line.split("|")))
    for line, make in zip(
        joined_lines(ROWS), (_package, _csv, _csv_of_places, _geojson, _geoparquet), strict=True
    )
)
