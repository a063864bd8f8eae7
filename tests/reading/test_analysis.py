"""The whole reading: laws that hold for any article, and the first article as it must be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from components.core.records import Analysis, Event, Span
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_bytes
from components.tables.rows import events_table


def spans(analysis: Analysis) -> Iterator[tuple[Span, str]]:
    """Spans with the words that they must quote, where the record keeps them."""
    yield from ((one.toponym.span, one.toponym.text) for one in analysis.resolutions)
    yield from ((one.span, one.text) for one in analysis.rejected)
    yield from ((event.time.span, event.time.text) for event in analysis.events if event.time.span)
    yield from ((check.span, check.claim) for check in analysis.checks if check.span)


@pytest.fixture(scope="module")
def read_articles(shared: Path, knowledge: Knowledge) -> dict[str, Analysis]:
    """All real articles that are read; the one that is not English is refused elsewhere."""
    found = {}
    for path in sorted((shared / "articles").glob("*.*")):
        if path.suffix in {".txt", ".html"} and "_pl" not in path.stem:
            facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            article = read_bytes(
                path.read_bytes(),
                name=path.name,
                published=date.fromisoformat(facts["published"]),
                title=facts.get("title", ""),
            )
            found[path.stem] = analyse(article, knowledge)
    return found


def test_spans_quote_their_words(read_articles: dict[str, Analysis]) -> None:
    for name, analysis in read_articles.items():
        for span, words in spans(analysis):
            assert span.quote(analysis.article.text).split() == words.split(), name


NO_PLACES = {
    "Shawshank": "a prison of a novel",
    "Ivanviske": "misspelt in the article",
}


def test_every_place_that_the_articles_name_is_in_the_gazetteer(
    read_articles: dict[str, Analysis],
) -> None:
    unknown = {
        one.toponym.text
        for analysis in read_articles.values()
        for one in analysis.resolutions
        if one.place is None and one.toponym.use == "literal"
    }
    assert unknown <= NO_PLACES.keys()


def test_a_trigger_stands_in_its_sentence(read_articles: dict[str, Analysis]) -> None:
    for analysis in read_articles.values():
        assert all(event.sentence.contains(event.trigger) for event in analysis.events)


def test_nothing_of_a_dropped_passage_is_read(read_articles: dict[str, Analysis]) -> None:
    for analysis in read_articles.values():
        for dropped in analysis.article.dropped:
            assert not any(dropped.span.contains(event.trigger) for event in analysis.events)


def test_no_done_event_lies_after_the_publication_day(read_articles: dict[str, Analysis]) -> None:
    for name, analysis in read_articles.items():
        published = analysis.article.published
        assert published is not None
        done = [
            event for event in analysis.events if event.modality == "done" and event.time.first_day
        ]
        late = [
            event for event in done if event.time.first_day and event.time.first_day > published
        ]
        assert late == [], name


def test_ids_are_unique(read_articles: dict[str, Analysis]) -> None:
    for analysis in read_articles.values():
        assert len({event.id for event in analysis.events}) == len(analysis.events)


def test_the_same_article_gives_the_same_analysis(
    shared: Path, knowledge: Knowledge, language_model: Language
) -> None:
    knowledge = replace(knowledge, nlp=language_model)
    data = (shared / "articles" / "01_seed.txt").read_bytes()
    first, second = (
        analyse(read_bytes(data, published=date(2022, 9, 12)), knowledge) for _ in range(2)
    )
    assert first == second


def pins(analysis: Analysis, place: str) -> list[Event]:
    return [
        event
        for event in analysis.events
        if event.is_drawn
        for link in event.links
        if link.is_pin and link.resolution.toponym.text == place
    ]


@pytest.fixture(scope="module")
def first(read_articles: dict[str, Analysis]) -> Analysis:
    return read_articles["01_seed"]


NAMES = {"Kharkiv Oblast", "Kupyansk", "Izyum", "Balakliya", "Samarkand", "Beijing"}
PINS = [
    ("Kharkiv Oblast", "control regained", "done", "almost all"),
    ("Kupiansk", "control regained", "done", ""),
    ("Izyum", "withdrawal", "done", ""),
    ("Balakliya", "withdrawal", "done", ""),
    ("Samarkand", "summit", "planned", ""),
    ("Beijing", "political congress", "planned", ""),
]


@pytest.mark.parametrize(("place", "kind", "modality", "extent"), PINS)
def test_pins_of_the_first_article(
    first: Analysis, place: str, kind: str, modality: str, extent: str
) -> None:
    [event] = pins(first, place)
    assert (event.kind, event.modality, event.extent) == (kind, modality, extent)


def test_only_these_are_pinned(first: Analysis) -> None:
    table = events_table(first)
    assert set(table.loc[table["latitude"].notna(), "place_name"]) == NAMES


def test_days_of_the_first_article(first: Analysis) -> None:
    [left] = pins(first, "Izyum")
    assert (left.time.first_day, left.time.last_day, left.reported) == (
        None,
        date(2022, 9, 10),
        date(2022, 9, 10),
    )
    [summit] = pins(first, "Samarkand")
    assert (summit.time.first_day, summit.time.last_day) == (date(2022, 9, 15), date(2022, 9, 16))
    [congress] = pins(first, "Beijing")
    assert (congress.time.first_day, congress.time.last_day) == (
        date(2022, 10, 1),
        date(2022, 10, 31),
    )
    [oblast] = pins(first, "Kharkiv Oblast")
    assert oblast.reported == date(2022, 9, 11)


def test_claims_of_the_first_article(first: Analysis) -> None:
    told = {claim.place.name: (claim.holder, claim.left_by, claim.status) for claim in first.claims}
    assert told == {
        "Kharkiv Oblast": ("Ukraine", "", "assessed by the Institute for the Study of War"),
        "Kupyansk": ("Ukraine", "", "reported"),
        "Balakliya": ("", "Russia", "acknowledged by Russia"),
        "Izyum": ("", "Russia", "acknowledged by Russia"),
    }


def test_the_measure_of_the_first_article(first: Analysis) -> None:
    [distance] = [check for check in first.checks if check.kind == "distance"]
    assert distance.verdict.startswith("off by")
    assert distance.measured == pytest.approx(38.0, abs=0.5)
    assert distance.bearing_degrees == pytest.approx(24, abs=1)


def test_who_says_so_in_the_first_article(first: Analysis) -> None:
    [accession] = [event for event in first.events if event.kind == "accession"]
    assert [said.speaker.split()[-1] for said in accession.attributions] == ["Kanaani", "TASS"]
    [kupiansk] = pins(first, "Kupiansk")
    assert all(said.scope == "inherited" for said in kupiansk.attributions)
