"""Files of a selection of a corpus; each row has its day, source and "not checked"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from components.core import settings
from components.core.protocols import Areas
from components.core.records import RandomCheck, Signature
from components.core.zips import archive_of
from components.export.about import SOURCES, About
from components.export.csv import codebook, one_row_per_event, readable_first, to_csv
from components.export.geojson import FEATURES, collection, geometries_of, geoparquet_of, held_by
from components.export.identity import CHARACTERS, data_sign, program_sign
from components.export.json import to_rows
from components.lexicon.rows import rows
from components.tables.columns import EVENTS, columns_of
from components.tables.rows import frame
from components.view.selection import drawn, layer_of
from components.wording.phrases import Row, day_of, pin_key, row_dicts, value
from components.wording.provenance import source_line, stamp
from components.wording.sentences import in_words_of

LAYOUT = (*EVENTS, *columns_of("chosen"), *FEATURES)
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
    """Results of random checks of the selection."""
    signed: Mapping[str, Signature] = field(default_factory=dict)
    """Who has checked the reading of an article, by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
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
    table = []
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
        table.append(dict(row) | held_by(claims) | more)
    return frame(table, LAYOUT)


def _key(row: Row) -> Key:
    return value(row, "doc_id"), *pin_key(row)


def _package(chosen: CorpusSelection) -> bytes:
    """Both CSV files, the codebook, and a README."""
    table = corpus_table(chosen)
    files = {
        "README.txt": readme(chosen).encode(),
        "events-chosen.csv": _csv(one_row_per_event(table)),
        "events-chosen-places.csv": _csv(table),
        "codebook.csv": to_csv(codebook({"events-chosen.csv": LAYOUT}, of="file")).encode(),
    }
    return archive_of(files)


def _csv(table: pd.DataFrame) -> bytes:
    return to_csv(readable_first(table)).encode()


def readme(chosen: CorpusSelection) -> str:
    """What the package has, how to make the same selection again, and whose data it has."""
    head = chosen.head
    sources = ("- {what}: {source}, {licence}. {address}".format(**one).rstrip() for one in SOURCES)
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
            "To choose the same again, open a corpus of the same sign, which stands under "
            "“Download” on its page:",
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


WRITERS: Mapping[str, Callable[[CorpusSelection], bytes]] = {
    "package": _package,
    "csv": lambda chosen: _csv(one_row_per_event(corpus_table(chosen))),
    "csv-places": lambda chosen: _csv(corpus_table(chosen)),
    "geojson": _geojson,
    "geoparquet": lambda chosen: geoparquet_of(corpus_table(chosen), chosen.areas, chosen.head),
}
CORPUS_FORMATS = tuple(
    CorpusFormat(
        make=WRITERS[row["name"]], **{name: row[name] for name in ("file", "mime", "label", "what")}
    )
    for row in rows(settings.LEXICON / "file_formats.csv")
    if row["of"] == "corpus"
)
