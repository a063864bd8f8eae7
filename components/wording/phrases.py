"""Fields of a row in English words: places as spelled, days, sides, speakers."""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

import pandas as pd

from components.core import settings
from components.core.countries import country_name, lies_in, place_in_words
from components.core.precision import LIKELY, SURE
from components.core.records import COMPUTED, PART, STATEMENTS, UNMAPPED, Resolution
from components.core.status import OWNER, with_article
from components.lexicon.rows import rows as data_rows
from components.tables.rows import SEPARATOR
from components.wording.locale import day_form, reader_now


def day_in_words(day: date, year: int | None) -> str:
    """ "10 September", with the year where it is not ``year``; or the day in the reader's form."""
    if form := day_form(day):
        return form
    words = f"{day.day} {calendar.month_name[day.month]}"
    return words if day.year == year else f"{words} {day.year}"


GROUP_WORDS = {UNMAPPED: "no known kind", "harm to civilians": "attacks and harm"}
"""Display groups whose name in files is not what a reader understands: soldiers are attacked,
too."""
VAGUE_KINDS = frozenset({"vague", "open", "unknown", ""})
PART_NOT_SAID, FROM_THE_WORDS = "which part is not said", "placed from the words"
MODALITY_WORDS = {"negated": "did not happen", "hypothetical": "might happen"}
LISTED_LAST = (STATEMENTS, UNMAPPED)
"""Display groups without pins: statements, and events of no known kind."""

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
Row = Mapping[str, Any]
"""A row of a table; a missing cell may be None, NaN or pandas' NA."""


def row_dicts(table: pd.DataFrame) -> list[Row]:
    """Rows in order, None for a missing cell; made by columns, which is twice as fast."""
    names = list(table.columns)
    columns = (
        [None if cell is pd.NA else cell for cell in column.tolist()] for _, column in table.items()
    )
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]


def value(row: Row, name: str) -> str:
    """The cell as text, empty where it is missing."""
    cell = row.get(name)
    return "" if cell is None or cell is pd.NA or cell != cell else str(cell)


def pin_key(row: Row) -> tuple[str, str]:
    """event_id and place_id: of the row of an event at a place, and of its claim."""
    return value(row, "event_id"), value(row, "place_id")


def without_claim(rows: Iterable[Row], claims: Iterable[Row]) -> list[Row]:
    """The rows of events at places that no claim is about."""
    claimed = set(map(pin_key, claims))
    return [row for row in rows if pin_key(row) not in claimed]


def parts(row: Row, name: str) -> list[str]:
    """The values of a cell that may have more than one, without empty ones."""
    return [part for part in value(row, name).split(SEPARATOR) if part]


def spelled(row: Row) -> str:
    """The place in the reader's language, else as the sentence spells it, else as the article does,
    else by the gazetteer's name.

    A coarsened place has the gazetteer's name: the article's words name the finer one."""
    reader, place_id = reader_now(), value(row, "place_id")
    if wanted := reader.names.get(place_id):
        return wanted
    if value(row, "coarsened"):
        return value(row, "place_name")
    if value(row, "place_start") and value(row, "sentence"):
        start, end = (
            int(row[name]) - int(row["char_start"]) for name in ("place_start", "place_end")
        )
        words = " ".join(value(row, "sentence")[max(start, 0) : max(end, 0)].split())
        if start >= 0 and words:
            return words
    return reader.spellings.get(place_id) or value(row, "place_name")


def isolated(words: str) -> str:
    """Right-to-left words in Unicode isolates: without them a number after the words is shown
    before."""
    is_rtl = any(unicodedata.bidirectional(character) in {"R", "AL"} for character in words)
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}" if is_rtl else words


def place_with_units(row: Row) -> str:
    """ "Izyum, Kharkiv Oblast, Ukraine", in the gazetteer's name."""
    return ", ".join(
        part for part in dict.fromkeys((value(row, "place_name"), *in_unit(row))) if part
    )


def placed_by_words(row: Row) -> str:
    """Says that only words place it, or that it is an unnamed part; else empty."""
    place_id = value(row, "place_id")
    if place_id.startswith(PART):
        return PART_NOT_SAID
    return FROM_THE_WORDS if place_id.startswith(COMPUTED) else ""


def place_notes(row: Row) -> list[str]:
    """Why the place has no pin, or a coarser one: ["no pin", "not shown more exactly: ..."]."""
    coarser = value(row, "coarsened")
    notes = ("no pin", not value(row, "latitude")), (f"not shown more exactly: {coarser}", coarser)
    return [note for note, applies in notes if applies]


def is_vague(row: Row) -> bool:
    """Whether the first and last day of its time are not stated."""
    return value(row, "time_kind") in VAGUE_KINDS


def says_near(row: Row) -> bool:
    """Whether the words put the event near its place."""
    return value(row, "geo_precision") == "2" and not placed_by_words(row)


def in_unit(row: Row) -> tuple[str, ...]:
    """The units in which the place lies: ("Kharkiv Oblast", "Ukraine")."""
    return lies_in(value(row, "place_kind"), value(row, "admin1"), value(row, "country"))


def listed(items: Sequence[str], *, most: int, joiner: str = ", ") -> str:
    """ "Izyum, Kupiansk and 2 more"."""
    head = joiner.join(items[:most])
    return f"{head} and {len(items) - most} more" if len(items) > most else head


def counted(number: int, one: str) -> str:
    """ "1 event", "3 events", "1,203 events"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def publishers_in_words(row: Row) -> str:
    """ "3 publishers, 2 origins" that report the event or the story of ``row``."""
    return ", ".join(counted(int(row[f"{one}s"]), one) for one in ("publisher", "origin"))


def lowered(words: str) -> str:
    """With a small first letter, except for a month: "by 10 September", "retaken"."""
    return words if words.split(" ")[0] in calendar.month_name else words[:1].lower() + words[1:]


def time_in_words(row: Row) -> str:
    """ "15–16 September", "October", "By 10 September"; empty without a day."""
    year = year_of(row)
    first, last = (day_of(row, name) for name in ("first_day", "last_day"))
    if last is None:
        return f"{day_in_words(first, year)} or later" if first else ""
    if first is None:
        return f"By {day_in_words(last, year)}"
    if first == last:
        return day_in_words(first, year)
    same_month = (first.year, first.month) == (last.year, last.month) and not day_form(first)
    if same_month and (first.day, last.day) == (1, calendar.monthrange(last.year, last.month)[1]):
        return calendar.month_name[first.month] + ("" if first.year == year else f" {first.year}")
    end, start = day_in_words(last, year), str(first.day)
    if not same_month:
        start = day_in_words(first, last.year if last.year == year else None)
    has_figure = any(sign.isdigit() for sign in value(row, "time_text"))
    if value(row, "time_kind") == "range" and has_figure:
        return f"{start}–{end}" if same_month else f"{start} – {end}"
    return f"Between {start} and {end}"


def day_of(row: Row, name: str) -> date | None:
    return date.fromisoformat(value(row, name)) if value(row, name) else None


def year_of(row: Row) -> int | None:
    published = day_of(row, "published")
    return published.year if published else None


@cache
def event_words() -> Mapping[str, Row]:
    kinds = {row["kind"]: dict(row) for row in data_rows(settings.LEXICON / "event_kinds.csv")}
    phrases = {row["kind"]: row for row in data_rows(settings.LEXICON / "event_words.csv")}
    return {
        kind: row | {name: phrases.get(kind, {}).get(name, "") for name in ("clause", "summary")}
        for kind, row in kinds.items()
    }


@cache
def display_groups() -> tuple[str, ...]:
    """The groups of kinds of event, in the order of event_kinds.csv, those without pins last."""
    groups = dict.fromkeys(value(row, "display_group") for row in event_words().values())
    return tuple(
        sorted(groups, key=lambda group: LISTED_LAST.index(group) if group in LISTED_LAST else -1)
    )


def group_in_words(group: str) -> str:
    """The group as a reader sees it: "no known kind" for unmapped; most names are plain words."""
    return GROUP_WORDS.get(group, group)


@cache
def _adjectives() -> Mapping[str, str]:
    """Country, or the side of its government, to its adjective: Russia to Russian."""
    adjectives: dict[str, str] = {}
    for row in data_rows(settings.LEXICON / "demonyms.csv"):
        adjectives.setdefault(row["country_iso3"], row["demonym"])
    return {country_name(code): word for code, word in adjectives.items()} | {
        row["side"]: adjectives[row["government_of"]]
        for row in data_rows(settings.LEXICON / "sides.csv")
        if row["government_of"] in adjectives
    }


@cache
def _words_with_the() -> frozenset[str]:
    return frozenset(row["word"] for row in data_rows(settings.LEXICON / "names_with_the.csv"))


def label_of(row: Row) -> str:
    """ "Retaken", "Summit"; without a kind: "Other: “opened”"."""
    if value(row, "kind") == UNMAPPED and value(row, "trigger"):
        return f"Other: “{value(row, 'trigger')}”"
    return (
        value(event_words().get(value(row, "kind"), {}), "label") or value(row, "kind").capitalize()
    )


def kind_in_words(row: Row) -> str:
    """The label, and whether it happened: "Summit, planned"."""
    return label_of(row) + not_done(row)


def not_done(row: Row) -> str:
    """What is added if the event is not done: ", might happen"; else empty."""
    modality = value(row, "modality")
    return "" if modality == "done" else f", {modality_in_words(modality)}"


def modality_in_words(modality: str) -> str:
    """ "might happen" for hypothetical; most values are plain words."""
    return MODALITY_WORDS.get(modality, modality)


def sentence_of(row: Row) -> str:
    """The event's sentence on one line."""
    return " ".join(value(row, "sentence").split())


def speaker_in_sentence(name: str) -> str:
    """A speaker within a sentence: "the Russian Defence Ministry", "Kanaani", "the official"."""
    if owned := OWNER.fullmatch(name):
        return speaker_in_sentence(owned["owner"]) + owned["rest"]
    with_the = with_article(name)
    has_none = with_the == name and not name.lower().startswith("the ")
    takes_it = has_none and not _words_with_the().isdisjoint(name.split())
    is_one = name.isalpha() and name.islower() and not name.endswith("s")
    return f"the {name}" if takes_it or is_one else with_the


def is_state(name: str) -> bool:
    """Whether it is a country's name, or the side of its government."""
    return name in _adjectives()


def forces_of(side: str) -> str:
    """ "Russian forces"."""
    adjective = _adjectives().get(side, side)
    return adjective if adjective.lower().endswith("forces") else f"{adjective} forces"


def sureness(confidence: float) -> str:
    """The confidence in words (rule 13); numbers are in exports only."""
    return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


def meant_in_words(resolution: Resolution) -> str:
    """ "Izyum, Kharkiv Oblast, Ukraine (settlement); only candidate; sure"; without a place the
    method."""
    place = resolution.place
    if place is None:
        return f"no place; {resolution.method}"
    return f"{place_in_words(place)}; {resolution.method}; {sureness(resolution.confidence)}"


def evidence_for(resolution: Resolution) -> tuple[str, tuple[str, ...]]:
    """The evidence for the best candidate, after " for NAME" if another place was taken."""
    best = next(iter(resolution.candidates), None)
    if best is None or not best.evidence:
        return "", ()
    is_meant = resolution.place is not None and best.place.id == resolution.place.id
    return "" if is_meant else f" for {place_in_words(best.place)}", best.evidence


def runner_up_in_words(resolution: Resolution) -> str:
    """The second candidate, and what would have made it win; empty without one."""
    if not resolution.contrast:
        return ""
    turn = (
        f"It would have won with {resolution.turn}."
        if resolution.turn
        else "No small change of the text would have changed that."
    )
    return f"Second choice: {place_in_words(resolution.candidates[1].place)}. {turn}"
