"""A file of gold through the reading: the report as text, and the errors as rows for a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.analysis import analyse
from components.article.parse import parse
from components.evaluation.corpora import Document, read_documents
from components.evaluation.events import EventScores, score_article, together
from components.evaluation.geoparsing import Judge, Measured, measure
from components.evaluation.geoparsing_errors import error_rows as place_error_rows
from components.evaluation.geoparsing_report import geoparsing_report
from components.evaluation.gold import is_article, load_gold_types, on_text
from components.evaluation.gold_files import gold_articles, records
from components.evaluation.report import events_report, snippets_report
from components.evaluation.snippets import Labelled, error_rows, read_snippets
from components.evaluation.words import same_name
from components.knowledge import Knowledge
from components.model import Resolution, Span
from components.places.finding import find_places
from components.places.resolution import resolve
from components.settings import LEXICON

Warn = Callable[[str], object]
Progress = Callable[[int, int], object]
"""Is told how many are done, and of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """``errors``: a row for each answer that is not as the gold has it."""

    text: str
    errors: tuple[dict[str, Any], ...]


def evaluate_events(path: Path, knowledge: Knowledge, *, folder: Path | None = None, warn: Warn, progress: Progress) -> Report:
    """Articles with pins, or snippets with a label, whichever the first object of ``path`` is.

    ``folder`` holds the articles that do not lie beside their gold. ``warn`` is told of quotes that stand nowhere in their
    article. Raises InputError at the first object that is neither.
    """
    _, first = next(records(path))
    if is_article(first):
        return _articles(path, knowledge, folder=folder, warn=warn, progress=progress)
    return _snippets(path, knowledge, progress=progress)


def _articles(path: Path, knowledge: Knowledge, *, folder: Path | None, warn: Warn, progress: Progress) -> Report:
    compare, found = same_name(knowledge.actors), list[EventScores]()
    given = list(gold_articles(path, load_gold_types(LEXICON), folder=folder))
    for told, article in given:
        gold, lost = on_text(told, article.text)
        for words in lost:
            warn(f"{gold.where}: {words!r} is not in the article; its offsets are not used.")
        analysis = analyse(article, knowledge)
        found.append(score_article(gold, analysis, gazetteer=knowledge.gazetteer, same_name=compare))
        progress(len(found), len(given))
    scores = together(found)
    return Report(text=events_report(scores, articles=len(found)), errors=tuple(fault.as_row() for fault in scores.faults))


def _snippets(path: Path, knowledge: Knowledge, *, progress: Progress) -> Report:
    snippets, answers = read_snippets(path), list[Labelled]()
    for snippet in snippets:
        answers.append(Labelled(snippet=snippet, events=analyse(snippet.article, knowledge).events))
        progress(len(answers), len(snippets))
    return Report(text=snippets_report(answers), errors=tuple(error_rows(answers)))


def evaluate_geoparsing(path: Path, knowledge: Knowledge, *, sample: int | None = None, progress: Progress) -> Report:
    """A corpus of places, or ``sample`` of its documents, taken at even distances."""
    documents = sampled(read_documents(path, is_demonym=lambda name: name in knowledge.names.demonyms), sample)
    judge, measured, errors = Judge(knowledge.gazetteer), Measured(), list[dict[str, Any]]()
    for number, item in enumerate(documents, start=1):
        answers, on_gold, sentences = read_places(item, knowledge)
        measured += measure(item, answers=answers, on_gold=on_gold, judge=judge)
        errors += place_error_rows(item, answers=answers, on_gold=on_gold, judge=judge, sentences=sentences)
        progress(number, len(documents))
    return Report(text=geoparsing_report(measured, documents=len(documents)), errors=tuple(errors))


def sampled(documents: list[Document], count: int | None) -> list[Document]:
    """At most ``count`` documents, the first and then at even distances."""
    if count is None or count >= len(documents):
        return documents
    return [documents[number * len(documents) // count] for number in range(count)]


Resolutions = tuple[Resolution, ...]


def read_places(item: Document, knowledge: Knowledge) -> tuple[Resolutions, Resolutions, list[Span]]:
    """What is found and placed, what the gold spans alone are taken to mean, and the sentences."""
    doc, names = parse(item.article, knowledge.nlp), knowledge.names
    found = find_places(doc, article=item.article, gazetteer=knowledge.gazetteer, names=names, packs=knowledge.packs)
    on_gold = resolve(item.toponyms(), doc=doc, article=item.article, gazetteer=found.gazetteer, names=names)
    return found.resolutions, on_gold, [Span(start=sentence.start_char, end=sentence.end_char) for sentence in doc.sents]
