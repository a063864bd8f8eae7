"""Corpora of geoparsing with gold: JSON lines, or XML of the Local-Global Lexicon (LGL).

A line is ``{"id", "source", "text", "toponyms": [{"start", "end", "text", "latitude", "longitude",
"geonameid"?, "feature_code"?, "country"?, "page"?, "demonym"?}]}``: offsets in characters, half-
open; degrees WGS 84, null for no place. In XML an ``article`` has ``text``, ``domain`` and
``toponym`` elements with ``start``, ``end``, ``phrase``, ``gaztag`` (``lat``, ``lon``, ``fcode``,
``country``); GeoVirus has ``location`` and ``name``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

from components.core.errors import BadRecord, EmptyInput
from components.core.records import Article, Span, Toponym
from components.evaluation.gold_files import lines_of, text_of

IsDemonym = Callable[[str], bool]
SHAPE = (
    'A document is {"id", "text", "toponyms": [{"start", "end", "text", "latitude", "longitude"}]}.'
)
SLACK = 2
"""Possible error, in characters, of offsets in XML corpora."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldToponym:
    """A name with its place; ``page`` is its Wikipedia page, where the corpus has these."""

    span: Span
    text: str
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: str = ""
    page: str = ""
    country: str = ""
    feature_code: str = ""
    is_demonym: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is scored by position: a place with a position in the corpus."""
        return not self.is_demonym and self.latitude is not None and self.longitude is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusText:
    """``number`` counts from 0 in the file ``corpus``; no boilerplate is removed."""

    corpus: str
    number: int
    article: Article
    gold: tuple[GoldToponym, ...]

    def is_repeat(self, text: str) -> bool:
        """Whether an unannotated name is no error, since the same name is annotated elsewhere: a
        corpus with links to pages often has only the first mention in a document."""
        has_pages = any(gold.page for gold in self.gold)
        return has_pages and any(gold.text == text for gold in self.gold)

    def toponyms(self) -> list[Toponym]:
        """The gold spans as toponyms, for resolution alone."""
        return [
            Toponym(span=gold.span, text=gold.text, use="demonym" if gold.is_demonym else "literal")
            for gold in self.gold
        ]


def read_documents(path: Path, *, is_demonym: IsDemonym) -> list[CorpusText]:
    """All documents; ``is_demonym`` decides where the corpus does not say. Raises InputError."""
    text = text_of(path)
    read = _from_xml if text.lstrip().startswith("<") else _from_lines
    found = list(read(text, path, is_demonym))
    if not found:
        raise EmptyInput("There is no document in it.", where=path.name, way_out=SHAPE)
    return found


def _from_lines(text: str, path: Path, is_demonym: IsDemonym) -> Iterator[CorpusText]:
    for position, (where, line) in enumerate(lines_of(text, path)):
        try:
            yield _document(json.loads(line), path.stem, position, is_demonym)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise BadRecord(
                f"This is no document of a corpus ({error}).", where=where, way_out=SHAPE
            ) from error


def _document(
    record: Mapping[str, Any], corpus: str, number: int, is_demonym: IsDemonym
) -> CorpusText:
    if not isinstance(record["text"], str):
        raise TypeError("the text is no text")
    # The source is an address, or the publisher: names and addresses of papers say where they
    # are at home.
    source = str(record.get("source") or "")
    is_page = source.startswith("http")
    article = Article(
        id=str(record.get("id", number)),
        text=record["text"],
        publisher="" if is_page else source,
        url=source if is_page else "",
    )
    gold = tuple(_gold(toponym, article.text, is_demonym) for toponym in record["toponyms"])
    return CorpusText(corpus=corpus, number=number, article=article, gold=gold)


def _gold(record: Mapping[str, Any], text: str, is_demonym: IsDemonym) -> GoldToponym:
    span = Span(start=int(record["start"]), end=int(record["end"]))
    words = str(record.get("text") or span.quote(text))
    if span.quote(text) != words:
        raise ValueError(f"{words!r} does not stand at {span.start}")
    number, demonym = record.get("geonameid"), record.get("demonym")
    return GoldToponym(
        span=span,
        text=words,
        latitude=_degrees(record.get("latitude")),
        longitude=_degrees(record.get("longitude")),
        geonames_id=f"geonames:{number}" if number else "",
        page=page_name(str(record.get("page") or "")),
        country=str(record.get("country") or ""),
        feature_code=str(record.get("feature_code") or ""),
        is_demonym=is_demonym(words) if demonym is None else bool(demonym),
    )


def page_name(page: str) -> str:
    """ "Pandi" of "Pandi, Bulacan" and of ".../Pandi_(town)"."""
    return re.split(r"[,(]", unquote(page.rpartition("/wiki/")[2]).replace("_", " "))[0].strip()


def _degrees(value: object) -> float | None:
    return None if value is None or value == "" else float(str(value))


def _from_xml(text: str, path: Path, is_demonym: IsDemonym) -> Iterator[CorpusText]:
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise BadRecord(f"This is no XML ({error}).", where=path.name) from error
    for number, article in enumerate(root.iter("article")):
        try:
            yield _document(_record(article, number), path.stem, number, is_demonym)
        except (ValueError, TypeError) as error:
            raise BadRecord(
                f"A toponym is damaged ({error}).", where=f"{path.name}, article {number + 1}"
            ) from error


def _record(article: ElementTree.Element, number: int) -> dict[str, object]:
    """As a record of JSON."""
    text = article.findtext("text") or ""
    source = next(
        (found for name in ("domain", "source", "url") if (found := article.findtext(name))), ""
    )
    toponyms = [element for name in ("toponym", "location") for element in article.iter(name)]
    return {
        "id": article.get("docid") or number,
        "text": text,
        "source": source,
        "toponyms": [_toponym(element, text) for element in toponyms],
    }


def _toponym(element: ElementTree.Element, text: str) -> dict[str, object]:
    """As a record of JSON, with its offsets where the phrase stands."""

    def text_of(name: str) -> str:
        return next((found.text.strip() for found in element.iter(name) if found.text), "")

    phrase, tag = text_of("phrase") or text_of("name"), element.find("gaztag")
    said = int(text_of("start"))
    near = sorted(range(max(said - SLACK, 0), said + SLACK + 1), key=lambda at: abs(at - said))
    start = next((at for at in near if text.startswith(phrase, at)), said)
    return {
        "start": start,
        "end": start + len(phrase),
        "text": phrase,
        "latitude": text_of("lat"),
        "longitude": text_of("lon"),
        "geonameid": tag.get("geonameid") if tag is not None else None,
        "feature_code": text_of("fcode"),
        "country": text_of("country"),
        "page": text_of("page"),
    }
