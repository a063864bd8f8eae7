"""The export formats: a row of data/lexicon/file_formats.csv and a writer for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import pandas as pd

from components.core import settings
from components.core.errors import InputError
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
from components.export.csv import one_row_per_event, readable_first, to_csv
from components.export.excel import to_excel
from components.export.geojson import features_table, to_geojson, to_geoparquet
from components.export.identity import sealed
from components.export.incidents import to_timemap, ushahidi_table
from components.export.questions import to_questions
from components.export.selection import Selection
from components.export.standalone import to_html
from components.lexicon.rows import rows
from components.tables.rows import with_text

Make = Callable[[Selection], bytes]


class ReadBack(Protocol):
    """Reads a file back; ``texts`` are those of the articles, ``where`` is the file's name for
    errors."""

    def __call__(self, content: bytes, *, texts: Sequence[str], where: str) -> NotesByText: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """``write`` makes a file with the ending of ``file``; ``name`` is for the command line;
    ``read`` reads a changed file back, where the format supports it."""

    name: str
    group: str
    """The purpose of a file; the formats of a group follow one another."""
    label: str
    file: str
    mime: str
    what: str
    write: Make
    read: ReadBack | None
    is_sealed: bool
    """Whether it has the identity line that ``verify`` reads."""

    def make(self, selection: Selection) -> bytes:
        content = self.write(selection)
        return sealed(content, about(selection).identity) if self.is_sealed else content


def _csv(table_of: Callable[[Selection], pd.DataFrame]) -> Make:
    """A writer of the table as CSV, with the identity as last column."""

    def make(selection: Selection) -> bytes:
        table = with_text(table_of(selection), identity=about(selection).identity)
        return to_csv(table).encode()

    return make


def _lazy(module: str, name: str) -> Make:
    """A writer that needs matplotlib, which takes a second to import; imported when called."""

    def make(selection: Selection) -> bytes:
        found = import_module(f"components.export.{module}")
        return cast(Make, getattr(found, name))(selection)

    return make


WRITERS: Mapping[str, Make] = {
    "html": to_html,
    "png": _lazy("picture", "to_png"),
    "print": _lazy("picture", "to_print"),
    "svg": _lazy("picture", "to_svg"),
    "film": _lazy("film", "to_webp"),
    "questions": to_questions,
    "excel": to_excel,
    "csv": _csv(lambda chosen: readable_first(one_row_per_event(features_table(chosen)))),
    "csv-places": _csv(lambda chosen: readable_first(features_table(chosen))),
    "acled": _csv(acled_table),
    "ucdp": _csv(ucdp_table),
    "geojson": to_geojson,
    "kml": _lazy("kml", "to_kmz"),
    "geoparquet": to_geoparquet,
    "label-studio": to_label_studio,
    "label-studio-config": lambda _: to_label_config(),
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
"""For formats in which a person's changes can be read back."""


FORMATS = tuple(
    Format(
        write=WRITERS[row["name"]],
        read=READERS.get(row["name"]),
        is_sealed=row["sealed"] == "yes",
        **{name: row[name] for name in ("name", "group", "label", "file", "mime", "what")},
    )
    for row in rows(settings.LEXICON / "file_formats.csv")
    if row["of"] == "article"
)


def format_of(path: Path) -> Format:
    """The format for a file's ending; a second format with the same ending has its name before it
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
