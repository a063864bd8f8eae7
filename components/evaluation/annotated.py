"""Articles in which every event is annotated, with their texts or stand-off.

JSON lines, an article each: ``{"id", "text", "title", "publisher", "published", "events"}``. An
event has ``trigger``, ``kind`` ("other" fits no kind), ``status`` (a modality), ``told_as`` ("news"
or "background"), ``places`` (mentions, the finest first), ``first_day`` and ``last_day`` (null is
open), ``day_words``, ``agents`` and ``patients`` (mentions of who does it, and to whom),
``said_by`` (mentions, empty for the author) and ``same_as`` (position of an earlier mention of the
event). A mention is ``{"start", "end"}``, half-open, in characters. Stand-off annotations have the
``sha256`` of the text in UTF-8 instead of the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from components.core.errors import BadRecord, EmptyInput
from components.core.records import UNMAPPED, Article, Span
from components.evaluation.gold import Record
from components.evaluation.gold_files import article_of, lines_of, records, text_of
from components.sources.article.read import parse_day

OTHER = "other"
SHAPE = (
    'An event is {"trigger": {"start", "end"}, "kind", "status", "told_as", "places", "said_by"}.'
)
WAY_OUT = "Give the file of texts, or their folder, with --articles."


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """One mention of an event. ``kind`` is ``unmapped`` where it fits none."""

    trigger: Span
    kind: str
    status: str
    is_news: bool
    """Whether it belongs to the days that the article reports on, not to earlier history."""
    places: tuple[Span, ...] = ()
    """The finest first."""
    days: tuple[date | None, date | None] = (None, None)
    has_day_words: bool = False
    agents: tuple[Span, ...] = ()
    patients: tuple[Span, ...] = ()
    said_by: tuple[Span, ...] = ()
    tells_again: int | None = None
    """The position of the event's first mention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    article: Article
    events: tuple[MarkedEvent, ...]


def is_annotated(record: Record) -> bool:
    events = record.get("events")
    return isinstance(events, list) and all(
        isinstance(one, Mapping) and "trigger" in one for one in events
    )


def read_annotated(
    path: Path, *, texts: Path | None, warn: Callable[[str], object]
) -> list[Marked]:
    """All articles; ``texts`` is a file of JSON lines or a folder of them.

    ``warn`` is called for each article without text, which is left out. Raises InputError for
    another format, for no text at all, and for a text other than the annotated one."""
    found: list[Marked] = []
    records_by_text = dict(_texts(texts)) if texts else {}
    for where, record in records(path):
        given = (
            record
            if isinstance(record.get("text"), str)
            else records_by_text.get(str(record.get("sha256")))
        )
        if given is None:
            warn(f"{where}: The text of {record.get('id')} is not there.")
            continue
        found.append(_marked(record, given, where))
    if not found:
        raise EmptyInput("The text of no article is there.", where=path.name, way_out=WAY_OUT)
    return found


def sha256_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _texts(path: Path) -> Iterator[tuple[str, Record]]:
    """Each line with a text, by the text's sha256."""
    for file in sorted(path.glob("*.jsonl")) if path.is_dir() else [path]:
        for where, line in lines_of(text_of(file), file):
            try:
                record = json.loads(line)
            except ValueError as error:
                raise BadRecord(f"This is no JSON ({error}).", where=where) from error
            if isinstance(record, dict) and isinstance(record.get("text"), str):
                yield sha256_of(record["text"]), record


def _marked(record: Record, given: Record, where: str) -> Marked:
    try:
        own = {key: record[key] for key in ("id", "published") if record.get(key)}
        title, publisher = (given.get(key) or "" for key in ("title", "publisher"))
        article = article_of({**given, **own}, where, title=title, publisher=publisher)
        events = tuple(_event(one, len(article.text)) for one in record["events"])
        if any(
            one.tells_again is not None and not 0 <= one.tells_again < len(events) for one in events
        ):
            raise ValueError("an event refers to another that does not exist")
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRecord(
            f"This is no annotated article ({error}).", where=where, way_out=SHAPE
        ) from error
    wanted = record.get("sha256")
    if wanted and wanted != sha256_of(given["text"]):
        raise BadRecord("The text is not the one that was marked.", where=where)
    return Marked(article=article, events=events)


def _event(record: Mapping[str, Any], characters: int) -> MarkedEvent:
    if record["told_as"] not in {"news", "background"}:
        raise ValueError(f"told as {record['told_as']!r}")
    days = (_day(record.get("first_day")), _day(record.get("last_day")))
    return MarkedEvent(
        trigger=_span(record["trigger"], characters),
        kind=UNMAPPED if record["kind"] == OTHER else str(record["kind"]),
        status=str(record["status"]),
        is_news=record["told_as"] == "news",
        days=days,
        has_day_words=bool(record.get("day_words")),
        **{
            name: tuple(_span(one, characters) for one in record.get(name) or ())
            for name in ("places", "agents", "patients", "said_by")
        },
        tells_again=record.get("same_as"),
    )


def _span(record: Mapping[str, Any], characters: int) -> Span:
    span = Span(start=int(record["start"]), end=int(record["end"]))
    if not 0 <= span.start < span.end <= characters:
        raise ValueError(f"{span.start} to {span.end} is no span of the text")
    return span


def _day(value: str | None) -> date | None:
    return parse_day(value) if value else None
