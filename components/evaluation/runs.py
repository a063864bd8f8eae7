"""A file of gold compared with the reading: the report as text, and the errors as rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from components.core.records import Article, Span
from components.core.settings import LEXICON
from components.evaluation.annotated import Marked, is_annotated, read_annotated
from components.evaluation.corpora import read_documents
from components.evaluation.events import score_article
from components.evaluation.geoparsing import GeoparsingMeasures, Judge, measure
from components.evaluation.geoparsing_report import error_rows as place_error_rows
from components.evaluation.geoparsing_report import geoparsing_report
from components.evaluation.gold import GoldArticle, Record, is_article, load_gold_types, on_text
from components.evaluation.gold_files import article_of, gold_articles, records
from components.evaluation.labelled_texts import is_labelled, measure_labelled
from components.evaluation.marked_events import measure_marked
from components.evaluation.report import events_report, measures_report, snippets_report
from components.evaluation.scores import Measures
from components.evaluation.snippets import Labelled, Snippet, error_rows, read_snippets
from components.evaluation.words import same_name
from components.language.parse import parse
from components.lexicon.people import actor_lexicon
from components.places.finding import find_places
from components.places.resolution import resolve
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge

T = TypeVar("T")
R = TypeVar("R")
Warn = Callable[[str], object]
Progress = Callable[[int, int], object]
"""Called with the number done, and in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``errors`` has a row for each answer that differs from the gold."""

    text: str
    errors: tuple[dict[str, Any], ...]


def evaluate_events(
    path: Path,
    knowledge: Knowledge,
    *,
    folder: Path | None = None,
    sample: int | None = None,
    warn: Warn,
    progress: Progress,
) -> Report:
    """Evaluate ``path``, or ``sample`` of its articles, by the format of its first object: articles
    with pins, articles with every event annotated, labelled texts or snippets.

    ``folder`` has texts that are not beside their gold; ``warn`` is called for quotes that are not
    in the text and for missing texts. Raises InputError for another format."""
    _, first = next(records(path))
    gazetteer, compare = knowledge.gazetteer, same_name(actor_lexicon())

    def score(given: tuple[GoldArticle, Article]) -> Measures:
        gold, lost = on_text(given[0], given[1].text)
        for words in lost:
            warn(f"{gold.where}: {words!r} is not in the article; its offsets are not used.")
        analysis = analyse(given[1], knowledge)
        return score_article(gold, analysis, gazetteer=gazetteer, same_name=compare)

    def label(snippet: Snippet) -> Labelled:
        return Labelled(snippet=snippet, events=analyse(snippet.article, knowledge).events)

    def of_marked(one: Marked) -> Measures:
        return measure_marked(one, analyse(one.article, knowledge), same_name=compare)

    def of_labelled(given: tuple[str, Record]) -> Measures:
        where, record = given
        analysis = analyse(article_of(record, where), knowledge)
        return measure_labelled(
            record, analysis, where=where, gazetteer=gazetteer, same_name=compare
        )

    report = measures_report
    if is_article(first):
        gold = list(gold_articles(path, load_gold_types(LEXICON), folder=folder))
        measured, report = _each(sampled(gold, sample), score, progress), events_report
    elif is_annotated(first):
        marked = sampled(read_annotated(path, texts=folder, warn=warn), sample)
        measured = _each(marked, of_marked, progress)
    elif is_labelled(first):
        measured = _each(sampled(list(records(path)), sample), of_labelled, progress)
    else:
        answers = _each(sampled(read_snippets(path), sample), label, progress)
        return Report(text=snippets_report(answers), errors=tuple(error_rows(answers)))
    faults = tuple(fault.as_row() for one in measured for fault in one.faults)
    return Report(text=report(measured), errors=faults)


def _each(given: Sequence[T], read: Callable[[T], R], progress: Progress) -> list[R]:
    found: list[R] = []
    for one in given:
        found.append(read(one))
        progress(len(found), len(given))
    return found


def evaluate_geoparsing(
    path: Path, knowledge: Knowledge, *, sample: int | None = None, progress: Progress
) -> Report:
    """A corpus of places, or ``sample`` of its documents, evenly spaced."""
    documents = sampled(
        read_documents(path, is_demonym=lambda name: name in knowledge.names.demonyms), sample
    )
    judge = Judge(knowledge.gazetteer)
    measured = GeoparsingMeasures()
    errors = list[dict[str, Any]]()
    for number, item in enumerate(documents, start=1):
        doc = parse(item.article, knowledge.nlp)
        found = find_places(
            doc,
            article=item.article,
            gazetteer=knowledge.gazetteer,
            names=knowledge.names,
            packs=knowledge.packs,
        )
        # The resolution of the gold spans alone.
        on_gold = resolve(
            item.toponyms(),
            doc=doc,
            article=item.article,
            gazetteer=found.gazetteer,
            names=knowledge.names,
        )
        measured += measure(item, answers=found.resolutions, on_gold=on_gold, judge=judge)
        sentences = [Span(start=one.start_char, end=one.end_char) for one in doc.sents]
        errors += place_error_rows(
            item, answers=found.resolutions, on_gold=on_gold, judge=judge, sentences=sentences
        )
        progress(number, len(documents))
    return Report(text=geoparsing_report(measured, documents=len(documents)), errors=tuple(errors))


def sampled(documents: list[T], count: int | None) -> list[T]:
    """At most ``count`` documents, evenly spaced from the first."""
    if count is None or count >= len(documents):
        return documents
    return [documents[number * len(documents) // count] for number in range(count)]
