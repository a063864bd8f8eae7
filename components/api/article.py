"""One article: ``read``, and the methods of its result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from components.cards.facts import NO_PLACES, facts_of
from components.core.atomic_files import replace_file
from components.core.errors import BadDate, InputError
from components.core.records import Analysis, Article
from components.core.safe_html import Html, page_within
from components.export.about import about
from components.export.formats import format_of
from components.export.geojson import marks, to_geodataframe
from components.export.selection import Selection, camera_of, selection_of
from components.export.standalone import sheets, to_html
from components.export.summary import summary
from components.map.base import whole_map
from components.map.events import groups_of
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge, shared_knowledge
from components.sources.article.fetch import Fetched, fetch
from components.sources.article.formats import ENDINGS
from components.sources.article.read import parse_published
from components.sources.opening import open_file
from components.sources.records import RawArticle, SkippedEntry, article_of
from components.tables import rows
from components.tables.coarse import coarse_places_table
from components.view.locale import reader_for
from components.view.selection import View
from components.wording.locale import reading_as
from components.wording.phrases import evidence_for, meant_in_words, runner_up_in_words
from components.wording.provenance import headline, stamp_of
from components.wording.sentences import event_in_words

if TYPE_CHECKING:
    import folium
    from geopandas import GeoDataFrame

ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
FRAME_PX = 640
FILE_NAME = re.compile(rf".+\.(?:{'|'.join(ENDINGS)})", re.IGNORECASE)
"""A line that is a file name, even if the file does not exist."""


def read(
    source: str | Path,
    published: str | date | None = None,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    knowledge: Knowledge | None = None,
) -> ReadArticle:
    """Read one article: its text, the path of its file, or its address, which is then fetched.

    ``published`` is the day of publication, as "2022-09-12"; a file or page may state it. Arguments
    override what the source says. ``knowledge`` is loaded once per process where none is given.
    Raises InputError, FetchError and OSError, each with a way out.
    """
    article = article_from(source, published, title=title, publisher=publisher, url=url)
    known = knowledge or shared_knowledge()
    return ReadArticle(analysis=analyse(article, known), knowledge=known)


def article_from(
    source: str | Path | RawArticle | SkippedEntry,
    published: str | date | None = None,
    *,
    title: str = "",
    publisher: str = "",
    url: str = "",
    any_language: bool = False,
    on_fetched: Callable[[Fetched], object] = lambda page: None,
) -> Article:
    """The article of ``read``, before it is read, with ``any_language`` also in other languages
    than English. ``on_fetched`` gets the page that was fetched. Raises BadDate without a day of
    publication, InputError for a skipped entry."""
    given = _opened(source, on_fetched)
    day = (
        parse_published(published, today=date.today()) if isinstance(published, str) else published
    )
    article = article_of(
        replace(
            given,
            published=day or given.published,
            title=title or given.title,
            publisher=publisher or given.publisher,
            url=url or given.url,
        ),
        any_language=any_language,
    )
    if article.published is None:
        raise BadDate(
            "No day of publication was given or found.",
            where=given.where,
            way_out='Give it: --published 2022-09-12, or in Python published="2022-09-12".',
        )
    return article


def _opened(
    source: str | Path | RawArticle | SkippedEntry, on_fetched: Callable[[Fetched], object]
) -> RawArticle:
    if isinstance(source, SkippedEntry):
        raise InputError(source.error)
    if isinstance(source, RawArticle):
        return source
    if isinstance(source, Path):
        return open_file(source)
    line = source.strip()
    if ADDRESS.fullmatch(line):
        page = fetch(line)
        on_fetched(page)
        return RawArticle(
            where=line, name="", content=page.data, url=page.url, charset=page.charset
        )
    if "\n" not in line and (FILE_NAME.fullmatch(line) or _is_file(line)):
        return open_file(Path(line))
    return pasted(source)


def pasted(text: str) -> RawArticle:
    """An article from its text."""
    return RawArticle(where="", name="", content=text.encode(errors="replace"), charset="utf-8")


def _is_file(line: str) -> bool:
    try:
        return Path(line).is_file()
    except OSError:  # longer than any path
        return False


def _stamped(make: Callable[[Analysis], pd.DataFrame]) -> Callable[[Analysis], pd.DataFrame]:
    """The table with ``stamp`` as its last column."""
    return lambda analysis: rows.with_text(make(analysis), stamp=stamp_of(analysis))


TABLES: Mapping[str, Callable[[Analysis], pd.DataFrame]] = {
    "events.csv": _stamped(rows.events_table),
    "places.csv": _stamped(coarse_places_table),
    "claims.csv": _stamped(rows.claims_table),
    "checks.csv": _stamped(rows.checks_table),
    "rejected.csv": _stamped(rows.rejected_table),
}
"""Tables of a reading by file name; ``python -m components columns`` describes their columns."""


@dataclass(frozen=True, kw_only=True, repr=False)
class ReadArticle:
    """The reading of one article. In a notebook it is shown as summary and map.

    Days in the tables are text, YYYY-MM-DD; unknown is missing. ``stamp`` in each row says who has
    checked it. Tables, map and files show no place finer than rule 11 allows.
    """

    analysis: Analysis
    """The whole reading, as records."""
    knowledge: Knowledge
    view: View = field(default_factory=View)
    """The days, layers and filters of map and files."""

    @property
    def events(self) -> pd.DataFrame:
        """A row per event and place."""
        return TABLES["events.csv"](self.analysis)

    @property
    def places(self) -> pd.DataFrame:
        """A row per name of a place in the text, whatever it stands for."""
        return TABLES["places.csv"](self.analysis)

    @property
    def claims(self) -> pd.DataFrame:
        """A row per claim about who holds or left a place."""
        return TABLES["claims.csv"](self.analysis)

    @property
    def _selection(self) -> Selection:
        return selection_of(self.analysis, self.view, areas=self.knowledge.areas)

    def to_geodataframe(self) -> GeoDataFrame:
        """Drawn rows with geometry, EPSG:4326: a town's point, an area's outline."""
        return to_geodataframe(self._selection)

    def map(self) -> folium.Map:
        """The map, to add layers to or to save; it makes no requests to the internet."""
        shown = marks(self._selection)
        whole = whole_map(camera_of(self._selection), sheets(shown))
        for group in groups_of(shown, selected=self.view.selected):
            group.add_to(whole)
        return whole

    def save(self, path: str | Path) -> Path:
        """Write a file in the format of its ending, as ".html", ".geojson" or "-acled.csv"
        (``export.formats.format_of``). Raises InputError for other endings, with a list of all."""
        file = Path(path)
        made = format_of(file)
        reader = reader_for(self.analysis, self.view, gazetteer=self.knowledge.gazetteer)
        with reading_as(reader):
            replace_file(file, made.make(self._selection))
        return file

    def explain(self, event_id: str) -> str:
        """An event in words: what was read, from which words, and why each name was resolved to its
        place. Raises InputError for an unknown event."""
        return "\n".join(self._explained(event_id))

    def _explained(self, event_id: str) -> Iterator[str]:
        event = next((one for one in self.analysis.events if one.id == event_id), None)
        if event is None:
            raise InputError(
                "This reading has no such event.",
                where=event_id,
                way_out="The ids stand in the column event_id of events.",
            )
        own = self.events[self.events["event_id"] == event_id]
        text = self.analysis.article.text
        yield f"{event_in_words(own, self.claims)}."
        yield f"“{' '.join(event.sentence.quote(text).split())}”"
        for fact in facts_of(event, self.analysis, own):
            yield f"{fact.name}: {'; '.join(fact.lines)}"
        links = (one for one in event.links if one.role not in NO_PLACES)
        for resolution in {one.resolution.toponym.span: one.resolution for one in links}.values():
            yield f"Why {resolution.toponym.text}: {meant_in_words(resolution)}"
            of_another, evidence = evidence_for(resolution)
            if evidence:
                yield f"  Evidence{of_another}: {'; '.join(evidence)}"
            if runner_up := runner_up_in_words(resolution):
                yield f"  {runner_up}"

    def _repr_html_(self) -> str:
        # The interactive file in a frame: summary, map, days and cards, without requests.
        page = Html(to_html(self._selection).decode())
        return page_within(page, title=f"Map. {about(self._selection).as_of}", height_px=FRAME_PX)

    def __repr__(self) -> str:
        count = len(self.analysis.events)
        return f"<{headline(self.analysis.article)}: {count} events>"

    def __str__(self) -> str:
        return summary(self.analysis)
