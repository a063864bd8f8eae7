"""The evidence strip of a town: a row for each source, a column for each day.

Sides have letters and shapes as well as colours; days of the event and of the report differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from components.cards.control_table import scrolled
from components.control.statements import Row, plain
from components.core.days import shift_day
from components.core.safe_html import Html, element, join
from components.core.status import holding_in_words
from components.view.evidence_strip import EVENT, REPORT, SHOWN, EvidenceStrip
from components.wording.phrases import counted
from components.wording.provenance import days_in_words

MOST_DAYS = 31
MARGIN_DAYS = 2
Column = tuple[date, date]
"""First and last day of it."""
KEY = (
    ("dl-mark dl-event", "days on which it may have happened"),
    ("dl-mark dl-event dl-left", "left; holder not stated"),
    ("dl-said", "the day on which it was said"),
    ("dl-mark dl-shown", "days on which a reference shows a side"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripSource:
    name: str
    what: str
    rows: tuple[Row, ...]


def strip_html(
    strip: EvidenceStrip, *, open_id: str | None, colours: Mapping[str, str], whole: bool = False
) -> Html:
    """The strip with its key, what each source says, and the lag; ``open_id``: the open article.

    A column is a day of the last MOST_DAYS, or if ``whole`` a day, week or month of all days."""
    sources = tuple(sources_of(strip, open_id))
    columns = columns_of(strip, whole=whole)
    head = f"Evidence for {strip.place_name}, by source and {unit_of(columns)}"
    rows = []
    for source in sources:
        kind = element("small", source.what)
        name = element("th", source.name, element("br"), kind, scope="row")
        cells = (element("td", join(_marks(source, column, colours))) for column in columns)
        rows.append(element("tr", name, *cells))
    table = element(
        "table",
        element("caption", head),
        element("thead", *_head(columns)),
        element("tbody", join(rows)),
        class_="dl-strip",
    )
    lines = element(
        "ul",
        join(
            element("li", element("strong", f"{one.name}: "), words)
            for one in sources
            for words in dict.fromkeys(str(row["words"]) for row in one.rows)
        ),
        class_="dl-strip-words",
    )
    signs = (element("span", element("span", class_=name), words) for name, words in KEY)
    origins: Html | str = ""
    if any(row["kind"] == "reference" for row in plain(strip.rows)):
        words = f"References of one origin count once: {counted(strip.counted, 'reference')}."
        origins = element("p", words, class_="dl-hint")
    return element(
        "section",
        scrolled(table, label=head),
        element("p", join(signs, separator=" "), class_="dl-strip-key"),
        element("p", strip.lag, class_="dl-strip-lag") if strip.lag else "",
        origins,
        lines,
    )


def sources_of(strip: EvidenceStrip, open_id: str | None) -> Iterator[StripSource]:
    """Articles first, the open one ahead of the others, then the references."""
    rows = sorted(
        plain(strip.rows),
        key=lambda row: (row["kind"], row["doc_id"] != open_id, row["doc_id"], row["source"]),
    )
    for (kind, doc_id, name), group in groupby(
        rows, key=lambda row: (row["kind"], row["doc_id"], row["source"])
    ):
        own = tuple(group)
        if kind != "article":
            is_counted = any(row["counts"] == 1 for row in own)
            what = "reference" if is_counted else "reference, counted with another"
        elif open_id is None:
            what = "article"
        else:
            what = "this article" if doc_id == open_id else "other article"
        yield StripSource(name=name, what=what, rows=own)


def columns_of(strip: EvidenceStrip, *, whole: bool) -> tuple[Column, ...]:
    """First and last day of each column: the last days of the claims, else of the references, with
    some days before and after; if ``whole``, all days, in weeks or months where there are many."""
    rows = plain(strip.rows)
    claimed = [row for row in rows if row["kind"] == "article"] or rows
    ends = [
        date.fromisoformat(str(row[name])) for row in claimed for name in ("day_from", "day_to")
    ]
    if not ends:
        return ()
    first, last = shift_day(min(ends), -MARGIN_DAYS), shift_day(max(ends), MARGIN_DAYS)
    days = [shift_day(first, number) for number in range((last - first).days + 1)]
    if len(days) <= MOST_DAYS or not whole:
        return tuple((day, day) for day in days[-MOST_DAYS:])
    is_long = len(days) > 7 * MOST_DAYS
    groups = groupby(
        days, key=lambda day: (day.year, day.month) if is_long else day.isocalendar()[:2]
    )
    return tuple((own[0], own[-1]) for own in (list(group) for _, group in groups))


def unit_of(columns: Sequence[Column]) -> str:
    most = max(((last - first).days + 1 for first, last in columns), default=1)
    return "day" if most == 1 else "week" if most <= 7 else "month"


def _head(columns: Sequence[Column]) -> tuple[Html, Html]:
    """Months over days or weeks, years over months."""
    unit = unit_of(columns)
    over_form, form = ("%Y", "%b") if unit == "month" else ("%B %Y", "")
    groups = [
        (name, len(list(own)))
        for name, own in groupby(columns, key=lambda column: column[0].strftime(over_form))
    ]
    corner = element("th", "Source", scope="col", rowspan=2)
    over = element(
        "tr",
        corner,
        *(element("th", name, scope="colgroup", colspan=number) for name, number in groups),
    )
    names = (
        (first.strftime(form) if form else first.day, days_in_words(first, last))
        for first, last in columns
    )
    under = (
        element("th", element("abbr", name, title=in_full), scope="col") for name, in_full in names
    )
    return over, element("tr", *under)


def _marks(source: StripSource, column: Column, colours: Mapping[str, str]) -> Iterator[Html]:
    """A bar in the side's colour with its letters, and a diamond for a day of report."""
    first, last = (day.isoformat() for day in column)
    here = [
        row for row in source.rows if str(row["day_from"]) <= last and first <= str(row["day_to"])
    ]
    bars = {(row["holder"], row["left_by"]): row for row in here if row["mark"] in {EVENT, SHOWN}}
    for (holder, left_by), row in bars.items():
        yield _bar(holder, left_by, colours, kind=str(row["mark"]), is_open=bool(row["open"]))
    if said := [row for row in here if row["mark"] == REPORT]:
        words = "; ".join(dict.fromkeys(str(row["status"]) or "reported" for row in said))
        yield element(
            "span",
            element("span", f"said: {words}", class_="dl-heard"),
            class_="dl-said",
            title=words,
        )


def _bar(
    holder: str, left_by: str, colours: Mapping[str, str], *, kind: str, is_open: bool
) -> Html:
    side = holder or left_by
    words = f"{holding_in_words(holder, left_by)[0]}{', or before' if is_open else ''}"
    names = ["dl-mark", f"dl-{kind}", "" if holder else "dl-left", "dl-open" if is_open else ""]
    return element(
        "span",
        element("span", side[:2] or "?", aria_hidden="true"),
        element("span", words, class_="dl-heard"),
        title=words,
        class_=" ".join(filter(None, names)),
        style=f"--side: {colours[side]}" if colours.get(side, "").startswith("#") else None,
    )
