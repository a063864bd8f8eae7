"""The tools of an assistant, a method each; its words are the tool's description."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Annotated

import pandas as pd
from geopy.exc import GeopyError
from pydantic import Field

from components.api import answers
from components.api.answers import COARSER, NOT_CHECKED, events_of, limits_of
from components.api.article import ReadArticle, article_from, pasted
from components.cards.comparison import disagreement
from components.control.timeline import states_on
from components.core.atomic_files import folder_at
from components.core.errors import BadDate, InputError
from components.core.fold import fold
from components.core.records import Article, Span
from components.export.about import about
from components.export.formats import format_of
from components.export.selection import selection_of
from components.linking.comparable import keys_of
from components.linking.stories import link, rows_of
from components.places.geocoder import geocode
from components.reading.analysis import analyse, sentences
from components.reading.knowledge import shared_knowledge
from components.sources.article.formats import ENDINGS
from components.store import queries, rows
from components.store.database import Store
from components.store.place_control import PlaceControl, control_of_places, place_control
from components.tables.coarse import NO_FINER
from components.view.selection import View
from components.wording.control import state_in_words
from components.wording.phrases import parts, place_with_units, row_dicts, value
from components.wording.provenance import headline, stamp
from components.wording.sentences import summary_line

MOST_EVENTS = 40
"""In one answer: some 50,000 characters of JSON."""
MOST = 60
"""Places, holdings and left-off entries in one answer."""
MOST_CHOICES = 12
"""Values that a search offers for each filter."""
FACET_OF = {
    "kind": "kind",
    "side": "side",
    "happened": "modality",
    "says": "says",
    "publisher": "publisher",
}
"""The facet of the corpus for each filter of a search, in the order of its parameters."""
MOST_ARTICLES = 100
"""Kept in memory."""
BESIDE = 400
"""Characters before and after a sentence."""
ONE_NAME = (
    "These are all places of that name, the likeliest first. Which of them an article means, only "
    "its context says: read the article."
)

ArticleId = Annotated[str, Field(description="id of an article, as read_article or a search gives")]
Bound = Annotated[str, Field(description="YYYY-MM-DD; empty for no bound")]


class Tools:
    """Reads and writes files only in ``folder``, and none where it is None. Keeps what was read, by
    id."""

    def __init__(self, folder: Path | None = None, store: Store | None = None) -> None:
        self._folder = folder.resolve() if folder else None
        self._store = store
        self._articles: OrderedDict[str, ReadArticle] = OrderedDict()

    def read_article(
        self,
        text: Annotated[str, Field(description="the article's text; or give file")] = "",
        file: Annotated[
            str,
            Field(
                description="path within the server's folder, of a file that ends in "
                f"{', '.join(ENDINGS)}"
            ),
        ] = "",
        published: Annotated[
            str, Field(description="day of publication, YYYY-MM-DD; needed where none is stated")
        ] = "",
        *,
        title: str = "",
        publisher: str = "",
        url: Annotated[str, Field(description="kept with the article; it is not fetched")] = "",
        first: Annotated[int, Field(ge=1, description="number of the first event wanted")] = 1,
    ) -> answers.ReadingAnswer:
        """Read a news article in English: what happened, where, when and who says so, each event
        with its sentence and offsets. Give its text or a file. The other tools know the article by
        the id in the answer. Nothing is fetched."""
        if bool(text.strip()) == bool(file):
            raise InputError("Give the text of an article or a file of it, and not both.")
        article = article_from(
            self._inside(file) if file else pasted(text),
            published or None,
            title=title,
            publisher=publisher,
            url=url,
        )
        read = self._kept(article)
        events = read.events
        ids = events["event_id"].unique()
        wanted = ids[first - 1 : first - 1 + MOST_EVENTS]
        found = events_of(events[events["event_id"].isin(wanted)], _claims(read))
        rejected = sorted(read.analysis.rejected, key=lambda one: one.span)
        return answers.ReadingAnswer(
            article=article.id,
            headline=headline(article),
            characters=len(article.text),
            summary=summary_line(events, read.claims) or "Nothing takes a place on the map.",
            events=found,
            events_in_all=len(ids),
            measures=[
                answers.Measure(words=one.claim, verdict=one.verdict, how=one.how)
                for one in read.analysis.checks
            ],
            left_off=[
                answers.LeftOff(words=_quote(article, one.span), what=one.what, reason=one.reason)
                for one in rejected[:MOST]
            ],
            sources=[_source(article)],
            limits=limits_of(
                found,
                _part(len(wanted), len(ids), "events", way_out="Ask again with another first."),
                _part(len(rejected[:MOST]), len(rejected), "entries of left_off"),
            ),
        )

    def find_places(
        self,
        name: Annotated[
            str,
            Field(description="of a place; what it lies in may follow: “Springfield, Illinois”"),
        ] = "",
        country: Annotated[str, Field(description="ISO 3166-1, two or three letters")] = "",
        article: ArticleId = "",
    ) -> answers.PlacesAnswer:
        """Where a place is, by its name; or all names of places in an article with the place that
        each was resolved to, and why."""
        if bool(name.strip()) == bool(article):
            raise InputError("Give the name of a place or the id of an article, and not both.")
        if article:
            return self._places_in(self._opened(article))
        try:
            found = geocode(name, exactly_one=False, limit=MOST, country_codes=country or None)
        except (GeopyError, ValueError) as error:
            raise InputError(f"{error}", where=name) from error
        return answers.PlacesAnswer(
            places=[
                answers.NamedPlace(
                    name=one.raw["name"],
                    address=one.address,
                    place_id=one.raw["id"],
                    kind=one.raw["kind"],
                    latitude=one.latitude,
                    longitude=one.longitude,
                    quote=None,
                    runner_up="",
                    why="",
                )
                for one in found or ()
            ],
            sources=[],
            limits=[ONE_NAME if found else "The gazetteer has no place of this name."],
        )

    def _places_in(self, read: ReadArticle) -> answers.PlacesAnswer:
        article, table = read.analysis.article, row_dicts(read.places)
        return answers.PlacesAnswer(
            places=[
                answers.NamedPlace(
                    name=value(row, "text"),
                    address=place_with_units(row) if value(row, "place_name") else "",
                    place_id=value(row, "place_id"),
                    kind=value(row, "place_kind"),
                    latitude=row["latitude"],
                    longitude=row["longitude"],
                    quote=_quote(article, Span(start=row["char_start"], end=row["char_end"])),
                    runner_up=value(row, "runner_up"),
                    why=value(row, "reason"),
                )
                for row in table[:MOST]
            ],
            sources=[_source(article)],
            limits=[
                *([COARSER] if any(value(row, "reason") == NO_FINER for row in table) else []),
                *filter(None, [_part(len(table[:MOST]), len(table), "names")]),
            ],
        )

    def who_holds(
        self,
        place: Annotated[str, Field(description="name of a town, district or region")] = "",
        day: Annotated[
            str, Field(description="YYYY-MM-DD; by default the last day that is reported on")
        ] = "",
        articles: Annotated[
            tuple[str, ...],
            Field(description="ids of articles; the whole store where none is given"),
        ] = (),
    ) -> answers.ControlAnswer:
        """Who is said to hold a place on a day, since when, and who says so, as articles report it.
        For the store, name a place; for articles, all places are listed unless one is named."""
        known = self._control_told(place, articles)
        on = min(filter(None, (_day(day), known.timeline.last_day)), default=None)
        states = row_dicts(states_on(known.timeline, on)) if on else []
        events = {value(row, "claim_id"): value(row, "event_id") for row in row_dicts(known.claims)}
        tellings = {value(row, "event_id"): row for row in row_dicts(known.events)}
        holdings = [
            answers.Holding(
                place=value(row, "place_name"),
                place_id=value(row, "place_id"),
                told=state_in_words(row),
                standing=value(row, "standing"),
                holder=value(row, "holder"),
                since=value(row, "since"),
                said=[
                    answers.HoldingClaim(
                        told=known.timeline.sayings[one],
                        article=value(tellings[events.get(one, one)], "doc_id"),
                        sentence=answers.quote_of(tellings[events.get(one, one)], "sentence"),
                    )
                    for one in row["claim_ids"]
                    if one in known.timeline.sayings
                ],
            )
            for row in states[:MOST]
        ]
        used = {said.article for one in holdings for said in one.said}
        cited = known.events[known.events["doc_id"].isin(used)]
        read_by = self._store.read_by if self._store and not articles else ""
        return answers.ControlAnswer(
            day=on.isoformat() if on else "",
            holdings=holdings,
            sources=answers.sources_of(cited, read_by=read_by),
            limits=limits_of(
                (),
                "" if holdings else "No article here says who holds it.",
                _part(len(holdings), len(states), "places"),
            ),
        )

    def compare(
        self,
        articles: Annotated[
            tuple[str, ...], Field(min_length=2, description="ids of two articles or more")
        ],
    ) -> answers.ComparisonAnswer:
        """Which events several articles report, where they differ, and what only one of them
        reports; each report with its sentence."""
        if len(set(articles)) < 2:
            raise InputError("Name two articles or more by their ids.")
        read = [self._opened(one) for one in dict.fromkeys(articles)]
        events = pd.concat([one.events for one in read], ignore_index=True)
        claims = _claims(*read)
        stories = [
            [*zip(parts(one, "doc_id"), parts(one, "event_id"), strict=True)]
            for one in row_dicts(link(events))
        ]
        told_twice = {key for keys in stories for key in keys}
        once = events.drop_duplicates(["doc_id", "event_id"])
        alone = once[[key not in told_twice for key in keys_of(once)]]
        first = alone.groupby("doc_id", sort=False).head(MOST_EVENTS // len(read))
        found = events_of(rows_of(events, set(keys_of(first))), claims)
        in_both = [
            answers.Story(
                differs=disagreement([row_dicts(one) for _, one in own.groupby("doc_id")]),
                tellings=events_of(own, claims),
            )
            for own in (rows_of(events, keys) for keys in stories[:MOST_EVENTS])
        ]
        return answers.ComparisonAnswer(
            stories=in_both,
            alone=found,
            alone_in_all=len(alone),
            sources=[_source(one.analysis.article) for one in read],
            limits=limits_of(
                [*found, *(one for story in in_both for one in story.tellings)],
                "That an article does not tell an event does not mean that it denies it.",
                _part(len(in_both), len(stories), "stories"),
                _part(len(found), len(alone), "events that one article alone tells"),
            ),
        )

    def search_store(
        self,
        find: Annotated[str, Field(description="words of the event, or the name of a place")] = "",
        first_day: Bound = "",
        last_day: Bound = "",
        *,
        kind: Annotated[str, Field(description="group of kinds, as control")] = "",
        side: Annotated[str, Field(description="a side of the event, as Russia")] = "",
        says: Annotated[str, Field(description="who says so, by name")] = "",
        publisher: str = "",
        happened: Annotated[str, Field(description="done, planned, denied...")] = "",
        page: Annotated[int, Field(ge=1)] = 1,
    ) -> answers.SearchAnswer:
        """Events in the store of many articles, the latest first, each with its sentence, article
        and offsets. The answer lists further filters."""
        store = self._opened_store()
        chosen = zip(FACET_OF.values(), (kind, side, happened, says, publisher), strict=True)
        view = View(
            find=find,
            first_day=_day(first_day),
            last_day=_day(last_day),
            show_undated=not (first_day or last_day),
            filters=frozenset((facet, one) for facet, one in chosen if one),
        )
        place_ids = _places_named(find)
        counted = queries.counts(store, view, place_ids)
        choices = queries.options(store, view, place_ids, most=MOST_CHOICES)
        events = rows.page(store, view, place_ids, size=MOST_EVENTS, number=page)
        found = events_of(events, rows.claims(store, events))
        return answers.SearchAnswer(
            events=found,
            events_in_all=counted.events,
            articles_in_all=counted.articles,
            publishers_in_all=counted.publishers,
            page=page,
            pages=-(-counted.events // MOST_EVENTS),
            also={
                name: {value: events for value, events in choices[facet].items() if events}
                for name, facet in FACET_OF.items()
            },
            sources=answers.sources_of(events, read_by=store.read_by),
            limits=limits_of(
                found, _part(len(found), counted.events, "events", way_out="Ask for another page.")
            ),
        )

    def get_sentence(
        self,
        article: ArticleId,
        start: Annotated[int, Field(ge=0, description="a character in it, counted from 0")],
    ) -> answers.SentenceAnswer:
        """The sentence of an article at an offset, with the text before and after it: to check a
        quote in its context."""
        given = self._opened(article).analysis.article
        spans = sentences(given, shared_knowledge())
        span = next((one for one in spans if start < one.end), None)
        if span is None:
            raise InputError(
                f"No sentence stands there or behind it: the text has {len(given.text):,} "
                "characters.",
                where=f"{article}, {start}",
            )
        return answers.SentenceAnswer(
            sentence=_quote(given, span),
            before=given.text[max(span.start - BESIDE, 0) : span.start],
            after=given.text[span.end : span.end + BESIDE],
            sources=[_source(given)],
            limits=[NOT_CHECKED],
        )

    def make_map(
        self,
        article: ArticleId,
        file: Annotated[
            str,
            Field(
                description="path within the server's folder; its ending says what is made: .html "
                "(interactive map), .png, .svg, .geojson, .kmz, .xlsx, .csv..."
            ),
        ] = "map.html",
        *,
        first_day: Bound = "",
        last_day: Bound = "",
    ) -> answers.MapAnswer:
        """Write a map or a table of an article to a new file in the server's folder. An existing
        file is not overwritten."""
        read, path = self._opened(article), self._inside(file)
        made = format_of(path)
        if path.exists():
            raise InputError(
                "There is something of this name already.", where=file, way_out="Name another file."
            )
        view = View(first_day=_day(first_day), last_day=_day(last_day))
        folder_at(path.parent)
        content = replace(read, view=view).save(path).read_bytes()
        chosen = selection_of(read.analysis, view, areas=read.knowledge.areas)
        return answers.MapAnswer(
            file=file,
            what=f"{made.label}: {made.what}",
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
            shows=about(chosen).shown,
            sources=[_source(read.analysis.article)],
            limits=[NOT_CHECKED],
        )

    def _control_told(self, place: str, articles: tuple[str, ...]) -> PlaceControl:
        """The claims about places of this name, in these articles or in the store."""
        place_ids = _places_named(place)
        if not articles:
            if not place.strip():
                raise InputError("Name a place, or articles.")
            return control_of_places(self._opened_store(), place, place_ids)
        read = [self._opened(one) for one in dict.fromkeys(articles)]
        events = pd.concat([one.events for one in read], ignore_index=True)
        claims = _claims(*read)
        if place.strip():
            own = claims["place_name"].map(fold).eq(fold(place))
            claims = claims[own | claims["place_id"].isin(place_ids)]
        return place_control(events, claims)

    def _inside(self, file: str) -> Path:
        """The path of a file in the folder. Raises InputError for any other."""
        if self._folder is None:
            raise InputError(
                "This server was given no folder, so it reads and writes no file.",
                where=file,
                way_out="Give the text, or start the server with --folder FOLDER.",
            )
        path = self._folder if "\0" in file else (self._folder / file).resolve()
        if path == self._folder or not path.is_relative_to(self._folder):
            raise InputError(
                "This is no file in the server's folder.",
                where=file,
                way_out="Name a file in it by its path from there, as articles/a.txt.",
            )
        return path

    def _opened_store(self) -> Store:
        if self._store is None:
            raise InputError(
                "This server was given no store of articles.",
                way_out="Start it with --store STORE, or name articles that were read here.",
            )
        return self._store

    def _opened(self, article_id: str) -> ReadArticle:
        """An article that was read here, or one of the store, read again. Raises InputError."""
        if article_id in self._articles:
            return self._articles[article_id]
        found = row_dicts(rows.document(self._store, article_id)) if self._store else []
        if not any(value(row, "text") for row in found):
            raise InputError(
                "No article of this id was read here, nor is one in the store.",
                where=article_id,
                way_out="Read it with read_article first.",
            )
        text, published, title, publisher, url = (
            value(found[0], name) for name in ("text", "published", "title", "publisher", "url")
        )
        given = replace(pasted(text), doc_id=article_id)
        return self._kept(article_from(given, published, title=title, publisher=publisher, url=url))

    def _kept(self, article: Article) -> ReadArticle:
        knowledge = shared_knowledge()
        read = ReadArticle(analysis=analyse(article, knowledge), knowledge=knowledge)
        self._articles[article.id] = read
        if len(self._articles) > MOST_ARTICLES:
            self._articles.popitem(last=False)
        return read


def _claims(*articles: ReadArticle) -> pd.DataFrame:
    """Their claims with the article's id, as in a store."""
    own = [one.claims.assign(doc_id=one.analysis.article.id) for one in articles]
    return pd.concat(own, ignore_index=True)


def _quote(article: Article, span: Span) -> answers.QuotedWords:
    return answers.QuotedWords(words=span.quote(article.text), start=span.start, end=span.end)


def _source(article: Article) -> answers.ArticleSource:
    return answers.ArticleSource(
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        url=article.url,
        published=article.published.isoformat() if article.published else "",
        stamp=stamp(article.published),
    )


def _places_named(name: str) -> tuple[str, ...]:
    gazetteer = shared_knowledge().gazetteer
    return tuple(sorted(one.id for one in gazetteer.lookup(name))) if name.strip() else ()


def _day(text: str) -> date | None:
    """Raises BadDate."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadDate("This is no day.", where=text, way_out="Write it as 2022-09-12.") from error


def _part(given: int, of: int, what: str, *, way_out: str = "") -> str:
    """A note that the answer is incomplete; empty where it is complete."""
    return f"{given:,} of {of:,} {what} are given here. {way_out}".strip() if given < of else ""
