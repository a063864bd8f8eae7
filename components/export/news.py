"""A sheet of what is new in a store since the last sheet, by place: as HTML, Markdown or JSON."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from components.cards.comparison import SHOWN
from components.cards.marking import written_in
from components.core.errors import InputError
from components.core.safe_html import Html, element, link, page, printable
from components.export.json import to_document
from components.linking.decisions import Key
from components.linking.differences import EventReport
from components.store.news import EventNews, What
from components.wording.phrases import Row, day_of, parts, place_with_units, value
from components.wording.provenance import full_day, stamp
from components.wording.sentences import in_words_of

STYLE = Path(__file__).with_name("static") / "news.css"
NO_PLACE = "Without a place on the map"
NOT_CHECKED = (
    "Read by a program, not checked by a person. This is what articles say; nobody checked here "
    "whether it is true, and it is not the situation today."
)
HEADS: Mapping[What, str] = {
    "new": "New",
    "contradicted": "Contradicted",
    "changed": "Told otherwise by the same publisher",
    "withdrawn": "No longer told: the article is gone, or its new version leaves it out",
    "told again": "Told again, alike",
}
MARKED = re.compile(r"^(?:[-+=]|\d+[.)])|[\\`*_\[\]<>#|~&]|:(?=//)")
"""Characters with a meaning in Markdown, everywhere or at the start of a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsSheet:
    """The contents of a sheet. ``since`` is when the last one was made; None for the first."""

    made: datetime
    since: datetime | None
    feeds: Sequence[str]
    news: Sequence[EventNews]
    claims: Mapping[Key, Sequence[Row]] = field(default_factory=dict)
    not_read: Sequence[str] = ()
    """What could not be fetched or read, a line each."""


def sheet_json(sheet: NewsSheet) -> dict[str, Any]:
    """The sheet as plain values: ISO 8601 times, offsets in characters of the article's text."""
    return {
        "made": sheet.made.isoformat(timespec="seconds"),
        "since": sheet.since.isoformat(timespec="seconds") if sheet.since else None,
        "feeds": list(sheet.feeds),
        "stamp": NOT_CHECKED,
        "counts": Counter(one.what for one in sheet.news),
        "places": [
            {
                **place,
                "news": [
                    {
                        "what": one.what,
                        "differs": list(one.differs),
                        "publishers": one.publishers,
                        "told": [_telling(telling, sheet.claims) for telling in one.tellings],
                        "before": [_telling(telling, sheet.claims) for telling in one.before],
                    }
                    for one in found
                ],
            }
            for place, found in _by_place(sheet.news)
        ],
        "not_read": list(sheet.not_read),
    }


def _by_place(news: Sequence[EventNews]) -> Iterator[tuple[dict[str, Any], list[EventNews]]]:
    """Places by country, unit and name, those without a place last; the news of each by
    importance."""
    found: dict[tuple[str, ...], tuple[dict[str, Any], list[EventNews]]] = {}
    for one in news:
        row = next((row for row in one.tellings[0] if value(row, "latitude")), {})
        key = tuple(value(row, name) for name in ("country", "admin1", "place_name", "place_id"))
        place = {
            "place": place_with_units(row) or NO_PLACE,
            "place_id": value(row, "place_id"),
            "latitude": row.get("latitude"),
            "longitude": row.get("longitude"),
        }
        found.setdefault(key, (place, []))[1].append(one)
    order = [*get_args(What)]
    for key in sorted(found, key=lambda key: (not key[-1], key)):
        place, own = found[key]
        yield place, sorted(own, key=lambda one: order.index(one.what))


def _telling(telling: EventReport, claims: Mapping[Key, Sequence[Row]]) -> dict[str, Any]:
    first = telling[0]
    return {
        "told": in_words_of(
            first, claims.get((value(first, "doc_id"), value(first, "event_id")), ())
        ),
        "said_by": parts(first, "attributed_to"),
        "sentence": value(first, "sentence"),
        **{
            name: value(first, name)
            for name in ("publisher", "title", "published", "url", "doc_id", "event_id", "language")
        },
        "char_start": first["char_start"],
        "char_end": first["char_end"],
        "stamp": stamp(day_of(first, "published")),
    }


def to_json(sheet: NewsSheet) -> bytes:
    return to_document(sheet_json(sheet)).encode()


def to_markdown(sheet: NewsSheet) -> bytes:
    """CommonMark in which words of an article are only text."""
    return "\n".join(_markdown(sheet_json(sheet))).encode()


def _markdown(sheet: Mapping[str, Any]) -> Iterator[str]:
    yield from ("# What is new", "", _plain(_head(sheet)), "", f"*{_plain(sheet['stamp'])}*", "")
    for place in sheet["places"]:
        yield from (f"## {_plain(place['place'])}", "")
        for one in place["news"]:
            yield from (f"**{_plain(_what(one))}**", "")
            for telling in one["told"]:
                yield from _quoted(telling, before="")
            for telling in one["before"]:
                yield from _quoted(telling, before="Before: ")
    if sheet["not_read"]:
        yield from ("## Not read", "", *(f"* {_plain(line)}" for line in sheet["not_read"]), "")


def _quoted(telling: Mapping[str, Any], *, before: str) -> Iterator[str]:
    source = _plain(_source(telling))
    url = telling["url"]
    if re.fullmatch(r"https?://[^\s<>]+", url):
        source = f"[{source}](<{url}>)"
    yield from (f"{before}{_plain(telling['told'])}", "")
    yield from (f"> {_plain(telling['sentence'])}", ">", f"> {source}", "")


def _plain(words: str) -> str:
    """The words on one line, with Markdown's characters escaped."""
    line = " ".join(printable(words).split())
    return MARKED.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", line)


def to_html(sheet: NewsSheet) -> bytes:
    """A page that needs no other file."""
    plain_sheet = sheet_json(sheet)
    places = (
        element(
            "section",
            element("h2", place["place"]),
            *(
                element(
                    "article",
                    element("p", _what(one), class_="nw-what"),
                    *(_shown(telling) for telling in one["told"]),
                    *(_shown(telling, before=True) for telling in one["before"]),
                )
                for one in place["news"]
            ),
        )
        for place in plain_sheet["places"]
    )
    missing = (
        element("h2", "Not read"),
        element("ul", *(element("li", line) for line in plain_sheet["not_read"])),
    )
    body = element(
        "main",
        element("h1", "What is new"),
        element("p", _head(plain_sheet)),
        element("p", plain_sheet["stamp"]),
        *places,
        *(missing if plain_sheet["not_read"] else ()),
    )
    styles = (STYLE.read_text(encoding="utf-8"),)
    return page(body, title="What is new", tags={}, styles=styles, scripts=()).encode()


def _shown(telling: Mapping[str, Any], *, before: bool = False) -> Html:
    source = link(telling["url"], _source(telling))
    words = element("p", telling["sentence"], **written_in(telling["language"]))
    return element(
        "div",
        element("p", "Before: " if before else "", telling["told"]),
        element("blockquote", words, element("p", source)),
        class_="nw-before" if before else None,
    )


def _head(sheet: Mapping[str, Any]) -> str:
    """ "From 1 December 2026, 05:00 to 06:00 UTC..."."""
    counts = ", ".join(
        f"{sheet['counts'][what]} {what}" for what in get_args(What) if what in sheet["counts"]
    )
    since = f" Since the sheet of {_moment(sheet['since'])}." if sheet["since"] else ""
    feeds = ", ".join(sheet["feeds"])
    return f"{_moment(sheet['made'])}. {counts or 'Nothing new'}.{since} Feeds: {feeds}."


def _moment(iso: str) -> str:
    when = datetime.fromisoformat(iso)
    return f"{full_day(when.date())}, {when:%H:%M %Z}"


def _what(one: Mapping[str, Any]) -> str:
    """ "Contradicted: day, figures; told by 2 publishers"."""
    differs = ", ".join(SHOWN[name].lower() for name in SHOWN if name in one["differs"])
    head = HEADS[one["what"]]
    many = f"; told by {one['publishers']} publishers" if one["publishers"] > 1 else ""
    return f"{head}{f': {differs}' if differs else ''}{many}"


def _source(telling: Mapping[str, Any]) -> str:
    """ "Example News, 12 September 2022"."""
    name = telling["publisher"] or telling["title"] or "publisher not stated"
    published = telling["published"]
    return f"{name}, {full_day(datetime.fromisoformat(published).date())}" if published else name


FORMS: Mapping[str, Callable[[NewsSheet], bytes]] = {
    ".html": to_html,
    ".md": to_markdown,
    ".json": to_json,
}
"""The writer for each ending."""


def form_of(path: Path) -> Callable[[NewsSheet], bytes]:
    """Raises InputError for another ending."""
    if path.suffix.lower() not in FORMS:
        raise InputError(
            "No sheet of this ending can be made.",
            where=str(path),
            way_out=f"Endings that there are: {', '.join(FORMS)}.",
        )
    return FORMS[path.suffix.lower()]
