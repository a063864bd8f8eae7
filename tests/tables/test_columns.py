"""The data dictionary says what the tables really hold: type, unit, values, an example of each
column."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from components.__main__ import main
from components.api import article
from components.commands.columns import dictionary
from components.control.columns import AREAS
from components.control.statements import load_control_words
from components.control.timeline import control_table, timeline_of
from components.core import settings
from components.core.records import Analysis
from components.export.about import About, about
from components.export.conflict_tables import acled_table, ucdp_table
from components.export.corpus import CorpusSelection, corpus_table
from components.export.geojson import features_table
from components.export.incidents import ushahidi_table
from components.linking.stories import link
from components.places.areas import open_areas
from components.sources.records import RawArticle
from components.store.origins import copies_among, signature_of
from components.store.reading import document_of
from components.store.schema import COPY_COLUMNS, DOCUMENT_COLUMNS
from components.tables.columns import TABLES, Column, columns_of
from components.tables.rows import SEPARATOR, claims_table, events_table, frame, with_text
from tests import sample
from tests.export.given import chosen


def controlled(analysis: Analysis) -> pd.DataFrame:
    words = load_control_words(settings.LEXICON)
    return control_table(timeline_of(claims_table(analysis), events_table(analysis), words))


def areas(analysis: Analysis) -> pd.DataFrame:
    """None without a reference; with one: tests/control/test_judging.py."""
    return frame([], AREAS)


def linked(analysis: Analysis) -> pd.DataFrame:
    """An article and the same once more as another's, which tells all of its events too."""
    events = events_table(analysis)
    again = events.assign(
        doc_id="other", event_id="other-" + events["event_id"], publisher="Example Times (AP)"
    )
    return link(pd.concat([events, again], ignore_index=True))


def shown(analysis: Analysis) -> pd.DataFrame:
    table = with_text(features_table(chosen(analysis)), identity=about(chosen(analysis)).identity)
    return table[[column.name for column in TABLES["events-shown.csv"][1]]]


def of_corpus(analysis: Analysis) -> pd.DataFrame:
    head = About(
        title="", as_of="", stamp="", publisher="", published="", url="", shown="", query=""
    )
    rows = events_table(analysis).assign(publishers=2, origins=1, story_id="5f1c0a93e2d7")
    claims = claims_table(analysis).assign(doc_id=analysis.article.id)
    corpus = "“old”, sign fa0194e12a3fe589, 9 documents"
    table = corpus_table(
        CorpusSelection(rows=rows, claims=claims, head=head, areas=open_areas(), corpus=corpus)
    )
    return table[[column.name for column in columns_of("chosen")]]


def stored(analysis: Analysis) -> pd.DataFrame:
    given = RawArticle(where="rows.jsonl, line 14", name="", content=b"")
    return frame([document_of(given, analysis).row], DOCUMENT_COLUMNS)


def copied(analysis: Analysis) -> pd.DataFrame:
    text = analysis.article.text
    found = copies_among(
        [
            (analysis.article.id, signature_of(text)),
            (f"{analysis.article.id} again", signature_of(text)),
        ]
    )
    return frame(
        [{"doc_id": doc_id, "origin_id": origin_id} for doc_id, origin_id in found.items()],
        COPY_COLUMNS,
    )


def with_identity(make: Callable[[Analysis], pd.DataFrame]) -> Callable[[Analysis], pd.DataFrame]:
    return lambda analysis: with_text(make(analysis), identity="one")


WRITTEN = {
    **{name: with_identity(make) for name, make in article.TABLES.items()},
    "control.csv": controlled,
    "areas.csv": areas,
    "stories.csv": linked,
    "events-shown.csv": shown,
    "events-chosen.csv": of_corpus,
    "events-acled.csv": lambda analysis: with_text(acled_table(chosen(analysis)), identity="one"),
    "events-ucdp.csv": lambda analysis: with_text(ucdp_table(chosen(analysis)), identity="one"),
    "ushahidi.csv": lambda analysis: ushahidi_table(chosen(analysis)),
    "documents of a store": stored,
    "copies of a store": copied,
}
COLUMNS = [(name, column) for name, (_, columns) in TABLES.items() for column in columns]
IDS = [f"{name}:{column.name}" for name, column in COLUMNS]


@cache
def allowed(column: Column) -> set[str]:
    """The values that the dictionary gives, those of data files among them; empty where any may
    stand."""
    found = set(column.values)
    for source in column.source.split(" + ") if column.source else ():
        file, name = source.split(":")
        with (settings.LEXICON / file).open(encoding="utf-8", newline="") as lines:
            found |= {row[name] for row in csv.DictReader(lines)}
    return found - {""}


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=IDS)
def test_every_column_is_described(name: str, column: Column) -> None:
    assert column.meaning
    assert column.example
    assert column.unit or column.dtype == "string", "a number has a unit"
    if column.dtype != "string":
        assert pd.array([float(column.example)], dtype=column.dtype)[0] == float(column.example)
    if column.unit == "day":
        assert date.fromisoformat(column.example)
    assert not allowed(column) or column.example in allowed(column)


@pytest.fixture(scope="module")
def analyses(digest: Callable[[Path], Analysis]) -> list[Analysis]:
    """The bundled articles, and the reading made by hand."""
    return [
        sample.analysis(),
        sample.with_a_coarser_place(),
        sample.sent_back(),
        *map(digest, sorted(settings.ARTICLES.glob("*.txt"))),
    ]


@pytest.fixture(scope="module")
def tables(analyses: list[Analysis]) -> Callable[[str], list[pd.DataFrame]]:
    """The tables of each file, written once."""

    @cache
    def written(name: str) -> list[pd.DataFrame]:
        return [WRITTEN[name](analysis) for analysis in analyses]

    return written


def cells(tables: list[pd.DataFrame], column: Column) -> Iterator[object]:
    for table in tables:
        yield from table[column.name].dropna()


@pytest.mark.parametrize(("name", "column"), COLUMNS, ids=IDS)
def test_cells_hold_what_the_dictionary_says(
    name: str, column: Column, tables: Callable[[str], list[pd.DataFrame]]
) -> None:
    for cell in cells(tables(name), column):
        assert column.several or SEPARATOR not in str(cell)
        if column.unit == "day":
            assert date.fromisoformat(str(cell))
        if column.unit == "0 to 1":
            assert 0 <= float(str(cell)) <= 1
        if values := allowed(column):
            assert {part for part in str(cell).split(SEPARATOR) if part} <= values


def test_the_files_are_those_that_are_written() -> None:
    assert list(TABLES) == list(WRITTEN)
    for name, write in WRITTEN.items():
        assert list(write(sample.analysis()).columns) == [column.name for column in TABLES[name][1]]


def test_the_dictionary_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["columns"]) == 0
    printed = capsys.readouterr().out
    assert printed == dictionary() + "\n"
    for name, column in COLUMNS:
        part = printed[printed.index(f"{name}: ") :]
        assert f"\n  {column.name}\n" in part
        assert column.example.split()[0] in part
    assert max(map(len, printed.splitlines())) <= 100


def test_the_manuals_lead_to_it() -> None:
    for folder in (settings.ROOT / "components" / "commands", settings.DATA):
        text = (folder / "README.md").read_text(encoding="utf-8")
        assert ".venv/bin/python -m components columns" in text
