"""The evidence strip of a town as a table: a row a source, a column a day, the event's days and the day it was said marked apart.

What colour says is said by a shape and by words too: each mark has a letter of its side, and its words for who hears the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from components.control.statements import Row, plain
from components.control.strip import EVENT, REPORT, SHOWN, Strip
from components.provenance import full_day
from components.safe_html import Html, element, join

MOST_DAYS = 31
MARGIN = timedelta(days=2)
ONE_DAY = timedelta(days=1)
KEY = (
    ("dl-mark dl-event", "days on which it may have happened"), ("dl-mark dl-event dl-left", "left; holder not stated"),
    ("dl-said", "the day on which it was said"), ("dl-mark dl-shown", "days on which a reference shows a side"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One row: its name, what it is, and its marks."""

    name: str
    what: str
    rows: tuple[Row, ...]


def strip_html(strip: Strip, *, open_id: str, colours: Mapping[str, str]) -> Html:
    """The strip with its key, what each source says in words, and the lag. ``open_id`` is the open article's.

    The table can be scrolled sideways by keyboard where it is wider than the screen.
    """
    sources, days = tuple(sources_of(strip, open_id)), days_of(strip)
    head = f"Evidence for {strip.place_name}, by source and day"
    table = element(
        "table", element("caption", head), element("thead", *_head(days)),
        element("tbody", join(_row(source, days, colours) for source in sources)), class_="dl-strip",
    )
    lines = element("ul", join(element("li", element("strong", f"{one.name}: "), words) for one in sources
                               for words in dict.fromkeys(str(row["words"]) for row in one.rows)), class_="dl-strip-words")
    return element(
        "section", element("div", table, class_="dl-scroll", tabindex="0", role="region", aria_label=head), _key(),
        element("p", strip.lag, class_="dl-strip-lag") if strip.lag else "", _counted(strip), lines,
    )


def sources_of(strip: Strip, open_id: str) -> Iterator[Source]:
    """Articles first, the open one ahead of the others, then the references."""
    rows = sorted(plain(strip.rows), key=lambda row: (row["kind"], row["doc_id"] != open_id, row["doc_id"], row["source"]))
    for (kind, doc_id, name), own in groupby(rows, key=lambda row: (row["kind"], row["doc_id"], row["source"])):
        told = tuple(own)
        is_counted = any(row["counts"] == 1 for row in told)
        what = {"article": "this article" if doc_id == open_id else "article beside it"}.get(kind, "")
        yield Source(name=name, what=what or ("reference" if is_counted else "reference, not counted"), rows=told)


def days_of(strip: Strip) -> tuple[date, ...]:
    """The days of the claims with some around them; of a reference that goes on for long only those."""
    rows = plain(strip.rows)
    told = [row for row in rows if row["kind"] == "article"] or rows
    ends = sorted(date.fromisoformat(str(row[name])) for row in told for name in ("day_from", "day_to"))
    if not ends:
        return ()
    last = ends[-1] + MARGIN
    first = max(ends[0] - MARGIN, last - (MOST_DAYS - 1) * ONE_DAY)
    return tuple(first + number * ONE_DAY for number in range((last - first).days + 1))


def _head(days: Sequence[date]) -> tuple[Html, Html]:
    """Months over days."""
    months = [(month, len(list(own))) for month, own in groupby(days, key=lambda day: f"{day:%B %Y}")]
    corner = element("th", "Source", scope="col", rowspan=2)
    over = element("tr", corner, *(element("th", month, scope="colgroup", colspan=number) for month, number in months))
    under = (element("th", element("abbr", day.day, title=full_day(day)), scope="col") for day in days)
    return over, element("tr", *under)


def _row(source: Source, days: Sequence[date], colours: Mapping[str, str]) -> Html:
    head = element("th", source.name, element("br"), element("small", source.what), scope="row")
    return element("tr", head, *(element("td", join(_marks(source, day.isoformat(), colours))) for day in days))


def _marks(source: Source, day: str, colours: Mapping[str, str]) -> Iterator[Html]:
    """What the source says of a day: a bar in the side's colour with its letters, a diamond for what is said on it."""
    here = [row for row in source.rows if str(row["day_from"]) <= day <= str(row["day_to"])]
    bars = {(row["holder"], row["left_by"]): row for row in here if row["mark"] in {EVENT, SHOWN}}
    for (holder, left_by), row in bars.items():
        yield _bar(holder, left_by, colours, kind=str(row["mark"]), is_open=bool(row["open"]))
    if said := [row for row in here if row["mark"] == REPORT]:
        words = "; ".join(dict.fromkeys(str(row["status"]) or "reported" for row in said))
        yield element("span", element("span", f"said: {words}", class_="dl-heard"), class_="dl-said", title=words)


def _bar(holder: str, left_by: str, colours: Mapping[str, str], *, kind: str, is_open: bool) -> Html:
    side = holder or left_by
    words = f"{'held by' if holder else 'left by'} {side}{', or before' if is_open else ''}"
    names = ["dl-mark", f"dl-{kind}", "" if holder else "dl-left", "dl-open" if is_open else ""]
    return element(
        "span", element("span", side[:2], aria_hidden="true"), element("span", words, class_="dl-heard"), title=words,
        class_=" ".join(filter(None, names)), style=f"--side: {colours[side]}" if colours.get(side, "").startswith("#") else None,
    )


def _key() -> Html:
    return element("p", join((element("span", element("span", class_=name), words) for name, words in KEY), separator=" "),
                   class_="dl-strip-key")


def _counted(strip: Strip) -> Html | str:
    if not any(row["kind"] == "reference" for row in plain(strip.rows)):
        return ""
    number = f"{strip.counted} reference{'' if strip.counted == 1 else 's'}"
    return element("p", f"Counted once a family: {number}.", class_="dl-hint")
