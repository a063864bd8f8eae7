"""An editor's gold for an article: which pins a careful reader sets, and events without a place.

JSON: ``{"article" or "text", "title", "publisher", "published", "pins", "unplaced_events",
"must_not_pin"}``. ``article`` names a file; of a .jsonl file the line whose ``id`` is ``document``.
A pin has ``place``, ``lat``, ``lon``, ``type``, ``event_date`` (``start``, ``end``), ``actors``,
``sides``, ``attributed_to``, ``status`` ("required" or "optional"), ``sentence`` and ``trigger``
(``char_start``, ``char_end``, ``text`` or ``quote``), and perhaps ``also_right`` (more types),
``modality``, or ``event_status`` ("happened" is done or ongoing). A missing key is not scored, nor
an empty list of actors; null is an answer: the article's own voice, an open beginning. ``"area":
true``: the point stands for an area, as a name like "Kursk Oblast" does. Types are those of
gold_types.csv, kinds of event or ACLED's sub-events; under any other each kind is right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from components.core.errors import BadRecord
from components.core.records import HAPPENED, Span
from components.lexicon.rows import rows, words
from components.sources.article.read import parse_day

Record = Mapping[str, Any]
TYPES_FILE = "gold_types.csv"
AREA = re.compile(
    r"\b(?:areas?|central|country|county|eastern|governorate|north-?eastern|north-?western|northern"
    r"|oblast|peninsula|province|regions?|south-?eastern|south-?western|southern|state|strip"
    r"|territory|western)\b",
    re.IGNORECASE,
)
"""Words in a gold place whose point stands for an area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldType:
    """What a type accepts: kinds of event_kinds.csv, and modalities; empty accepts any."""

    kinds: frozenset[str]
    modalities: frozenset[str] = frozenset()

    def takes(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds


ANY_TYPE = GoldType(kinds=frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldQuote:
    """Words of the article with the gold's offsets; either may be missing."""

    text: str = ""
    span: Span | None = None


UNQUOTED = GoldQuote()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """A pin, or an event without a place. Degrees WGS 84; None where the gold has none."""

    type: str
    allowed: GoldType
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    is_area: bool = False
    """Whether the point stands for an area."""
    days: tuple[date | None, date | None] | None = None
    """First and last day, which may be open; None where the gold has no value."""
    actors: tuple[str, ...] | None = None
    sides: tuple[str, ...] | None = None
    speakers: tuple[str, ...] | None = None
    """Empty for the article's own voice; None where the gold has no value."""
    is_optional: bool = False
    sentence: GoldQuote = UNQUOTED
    trigger: GoldQuote = UNQUOTED


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """``text`` or the name of its file, with an editor's annotations; ``where`` is for messages."""

    where: str
    text: str = ""
    file: str = ""
    document: str = ""
    """The id of a line in a file with a document per line."""
    title: str = ""
    publisher: str = ""
    published: date | None = None
    pins: tuple[GoldEvent, ...] = ()
    unplaced: tuple[GoldEvent, ...] = ()
    must_not: tuple[tuple[GoldQuote, str], ...] = ()
    """Words that must not take a pin, with the reason."""


def load_gold_types(folder: Path) -> Mapping[str, GoldType]:
    """Types of ``folder``/gold_types.csv, in lower case; kinds of event, with spaces or
    underscores; and ACLED's sub-events, for all kinds with that code."""
    kinds = tuple(rows(folder / "event_kinds.csv"))
    coded: defaultdict[str, set[str]] = defaultdict(set)
    for row in kinds:
        coded[row["acled_sub_event_type"].lower()].add(row["kind"])
    acled = {
        name: GoldType(kinds=frozenset(kinds_of_code))
        for name, kinds_of_code in coded.items()
        if name
    }
    own = {
        name: GoldType(kinds=frozenset({row["kind"]}))
        for row in kinds
        for name in (row["kind"], row["kind"].replace(" ", "_"))
    }
    listed = {
        row["type"]: GoldType(
            kinds=frozenset(words(row["kinds"])), modalities=frozenset(words(row["modalities"]))
        )
        for row in rows(folder / TYPES_FILE)
    }
    return acled | own | listed


def is_article(record: Record) -> bool:
    return "pins" in record


def read_article(record: Record, types: Mapping[str, GoldType], *, where: str) -> GoldArticle:
    """Raises BadRecord or BadDate for another format."""
    published = _words(record, "published", where)
    return GoldArticle(
        where=where,
        text=_words(record, "text", where),
        file=_words(record, "article", where),
        document=_words(record, "document", where),
        title=_words(record, "title", where),
        publisher=_words(record, "publisher", where),
        published=parse_day(published) if published else None,
        pins=tuple(
            _event(pin, types, where=f"{where}, pin {number}")
            for number, pin in _numbered(record, "pins", where)
        ),
        unplaced=tuple(
            _event(one, types, where=f"{where}, unplaced event {number}")
            for number, one in _numbered(record, "unplaced_events", where)
        ),
        must_not=tuple(
            (_quote(one, where), _words(one, "why", where))
            for _, one in _numbered(record, "must_not_pin", where)
        ),
    )


def on_text(gold: GoldArticle, text: str) -> tuple[GoldArticle, tuple[str, ...]]:
    """The gold with its quotes located in ``text``, and the quotes that are not in it.

    Offsets are used where they match the words; otherwise the first place of the words."""
    lost: list[str] = []

    def found(quote: GoldQuote) -> GoldQuote:
        if quote.span and (quote.span.quote(text) == quote.text or not quote.text):
            return quote
        start = text.find(quote.text) if quote.text else -1
        if start < 0:
            lost.extend([quote.text] if quote.text else [])
            return replace(quote, span=None)
        return replace(quote, span=Span(start=start, end=start + len(quote.text)))

    def moved(events: tuple[GoldEvent, ...]) -> tuple[GoldEvent, ...]:
        return tuple(
            replace(one, sentence=found(one.sentence), trigger=found(one.trigger)) for one in events
        )

    must_not = tuple((found(quote), why) for quote, why in gold.must_not)
    return replace(
        gold, pins=moved(gold.pins), unplaced=moved(gold.unplaced), must_not=must_not
    ), tuple(lost)


def _event(record: Record, types: Mapping[str, GoldType], *, where: str) -> GoldEvent:
    name = _words(record, "type", where)
    allowed = _allowed([name, *(_names(record, "also_right", where) or ())], types, where)
    status = _words(record, "modality", where) or _words(record, "event_status", where)
    if status:
        allowed = GoldType(
            kinds=allowed.kinds,
            modalities=HAPPENED if status == "happened" else frozenset({status}),
        )
    return GoldEvent(
        type=name,
        allowed=allowed,
        place=_words(record, "place", where),
        latitude=_number(record, "lat", where),
        longitude=_number(record, "lon", where),
        is_area=record.get("area") is True
        or AREA.search(_words(record, "place", where)) is not None,
        days=_days(record, where),
        actors=_names(record, "actors", where) or None,
        sides=_names(record, "sides", where),
        speakers=_names(record, "attributed_to", where),
        is_optional=record.get("status") == "optional",
        sentence=_quote(record.get("sentence"), where),
        trigger=_quote(record.get("trigger"), where),
    )


def _allowed(names: Sequence[str], types: Mapping[str, GoldType], where: str) -> GoldType:
    """The kinds of all accepted types, with the modalities of the first."""
    if not names[0]:
        raise BadRecord(
            "An event has no type.",
            where=where,
            way_out=f"Types stand in data/lexicon/{TYPES_FILE}.",
        )
    accepted = [types.get(name.lower(), ANY_TYPE) for name in names]
    kinds = (
        frozenset(kind for one in accepted for kind in one.kinds)
        if all(one.kinds for one in accepted)
        else frozenset[str]()
    )
    return GoldType(kinds=kinds, modalities=accepted[0].modalities)


def _days(record: Record, where: str) -> tuple[date | None, date | None] | None:
    days = record.get("event_date")
    if not isinstance(days, Mapping):
        return None
    first, last = _words(days, "start", where), _words(days, "end", where)
    return (parse_day(first) if first else None, parse_day(last) if last else None)


def _quote(record: object, where: str) -> GoldQuote:
    if not isinstance(record, Mapping):
        return UNQUOTED
    start, end = record.get("char_start"), record.get("char_end")
    span = Span(start=start, end=end) if isinstance(start, int) and isinstance(end, int) else None
    return GoldQuote(
        text=_words(record, "text", where) or _words(record, "quote", where), span=span
    )


def _names(record: Record, key: str, where: str) -> tuple[str, ...] | None:
    if key not in record:
        return None
    value = record[key]
    if value is None or isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise BadRecord(f'"{key}" is neither text nor a list of texts.', where=where)


def _words(record: Record, key: str, where: str) -> str:
    value = record.get(key)
    if value is None or isinstance(value, str):
        return value or ""
    raise BadRecord(f'"{key}" is no text.', where=where)


def _number(record: Record, key: str, where: str) -> float | None:
    value = record.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    raise BadRecord(f'"{key}" is no number.', where=where)


def _numbered(record: Record, key: str, where: str) -> list[tuple[int, Record]]:
    """The objects of a list with their numbers from 1; none where the key is missing."""
    value = record.get(key) or []
    if isinstance(value, list) and all(isinstance(item, Mapping) for item in value):
        return list(enumerate(value, start=1))
    raise BadRecord(f'"{key}" is no list of objects.', where=where)
