"""The whole way from an article to what the map shows. Read this first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from components.control.checks import checks_of
from components.control.claims import claims_of
from components.core.records import Analysis, Article, Event, Rejected, Resolution, Span
from components.events.reading import read_events
from components.language.parse import parse, parse_all, sentence_spans
from components.places.described import from_words
from components.places.finding import PlacesFound, find_places
from components.reading.harm import coarsened, withheld
from components.reading.knowledge import Knowledge
from components.reading.unmapped import unmapped


def analyse(article: Article, knowledge: Knowledge) -> Analysis:
    """Pure: the same article and knowledge give the same analysis, anywhere and any day."""
    return next(analyse_all([article], knowledge))


def analyse_all(articles: Sequence[Article], knowledge: Knowledge) -> Iterator[Analysis]:
    """Each of several, in order; parsed together, a tenth faster."""
    for article, doc in zip(articles, parse_all(articles, knowledge.nlp), strict=True):
        yield _analysed(article, doc, knowledge)


def sentences(article: Article, knowledge: Knowledge) -> tuple[Span, ...]:
    """The sentences that are read, in the order of the text."""
    return sentence_spans(parse(article, knowledge.nlp))


def places_in(
    articles: Sequence[Article], knowledge: Knowledge
) -> Iterator[tuple[Resolution, ...]]:
    """The resolutions of each article, as ``analyse`` finds them, without events."""
    for article, doc in zip(articles, parse_all(articles, knowledge.nlp), strict=True):
        yield _found_places(doc, article, knowledge).resolutions


def _found_places(
    doc: Doc, article: Article, knowledge: Knowledge, *, quoted: Sequence[Span] = ()
) -> PlacesFound:
    """``quoted``: what a language model quotes as places."""
    found = find_places(
        doc,
        article=article,
        gazetteer=knowledge.gazetteer,
        names=knowledge.names,
        packs=knowledge.packs,
        quoted=quoted,
    )
    return from_words(
        found, doc=doc, areas=knowledge.areas, names=knowledge.names, measures=knowledge.measures
    )


def _analysed(article: Article, doc: Doc, knowledge: Knowledge) -> Analysis:
    answer = knowledge.model.read(doc.text, sentence_spans(doc)) if knowledge.model else None
    found = _found_places(doc, article, knowledge, quoted=answer.places if answer else ())
    read = read_events(
        doc,
        article=article,
        resolutions=found.resolutions,
        lexicon=knowledge.events,
        event_words=knowledge.event_words,
        answer=answer,
    )
    events = coarsened(
        read,
        article=article,
        rules=knowledge.harm,
        gazetteer=found.gazetteer,
        areas=knowledge.areas,
    )
    return completed_analysis(
        article,
        resolutions=found.resolutions,
        events=events,
        no_places=(*found.rejected, *(answer.not_grounded if answer else ())),
        knowledge=knowledge,
        read_by=answer.read_by if answer else "",
    )


def completed_analysis(
    article: Article,
    *,
    resolutions: tuple[Resolution, ...],
    events: tuple[Event, ...],
    no_places: Iterable[Rejected],
    knowledge: Knowledge,
    read_by: str,
) -> Analysis:
    """What follows from places and events: claims, measures, and what is left off."""
    measured = checks_of(
        article,
        events=events,
        resolutions=resolutions,
        patterns=knowledge.measures,
        areas=knowledge.areas,
    )
    checks = withheld(measured, events=events, resolutions=resolutions)
    rejected = unmapped(article, resolutions=resolutions, events=events, no_places=no_places)
    return Analysis(
        article=article,
        resolutions=resolutions,
        events=events,
        claims=claims_of(events),
        checks=checks,
        rejected=rejected,
        by_rules=knowledge.event_words is None,
        read_by=read_by,
    )
