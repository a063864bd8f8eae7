"""Events of a store as HTML from their rows: a card, and a list with sentences and sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from components.cards.card import event_described, fact_line
from components.cards.facts import NO_PLACE, NO_PLACES, NOBODY_NAMED, Fact
from components.cards.marking import TRIGGER, TextMark, group_class, marked, written_in
from components.core.records import Span
from components.core.safe_html import Html, element, join, link
from components.tables.rows import SEPARATOR
from components.wording.phrases import (
    Row,
    day_of,
    in_unit,
    kind_in_words,
    parts,
    place_notes,
    placed_by_words,
    row_dicts,
    speaker_in_sentence,
    spelled,
    sureness,
    time_in_words,
    value,
)
from components.wording.provenance import full_day
from components.wording.sentences import in_words_of


def source_link(row: Row) -> Html:
    """Publisher and day, with a link to the article."""
    name = value(row, "publisher") or "publisher not stated"
    day = day_of(row, "published")
    source = link(value(row, "url"), name) if value(row, "url") else name
    return join((source, f", {full_day(day)}" if day else ""))


def quoted(row: Row) -> Html:
    """The article's own sentence with the event words marked."""
    sentence, start = value(row, "sentence"), int(row["char_start"])
    trigger = Span(start=int(row["trigger_start"]) - start, end=int(row["trigger_end"]) - start)
    mark = TextMark(trigger, f"{TRIGGER} {group_class(value(row, 'display_group'))}")
    words = marked(sentence, Span(start=0, end=len(sentence)), [mark])
    return element("blockquote", element("p", words), **written_in(value(row, "language")))


def report_list(rows: pd.DataFrame, claims: pd.DataFrame) -> Html:
    """An ordered list: the event in words, its sentence, its publisher, and a button for
    its card, whose choice is the number of the row."""
    claim_rows = row_dicts(claims)
    items = (
        element(
            "li",
            element("p", in_words_of(row, _own(row, claim_rows)), class_="dl-lede"),
            quoted(row),
            element(
                "p",
                source_link(row),
                " · ",
                element(
                    "button", "Open its card", type="button", data_choice=number, class_="dl-link"
                ),
                class_="dl-hint",
            ),
            class_="dl-card",
        )
        for number, row in enumerate(row_dicts(rows))
    )
    return element("ol", join(items), class_="dl-told")


def _own(row: Row, claims: Sequence[Row]) -> list[Row]:
    """The claims of the event's article: an event id is unique only within its article."""
    return [claim for claim in claims if value(claim, "doc_id") == value(row, "doc_id")]


def stored_card(rows: pd.DataFrame, claims: pd.DataFrame) -> Html:
    """The card of one event. ``rows`` are its rows, at least one."""
    every = row_dicts(rows)
    first = every[0]
    return event_described(
        (fact_line(fact) for fact in _facts(every) if any(fact.lines)),
        lede=in_words_of(first, _own(first, row_dicts(claims))),
        quote=quoted(first),
        under=source_link(first),
        label=kind_in_words(first),
    )


def _facts(rows: Sequence[Row]) -> Iterator[Fact]:
    first = rows[0]

    def part(key: str, name: str, *lines: str) -> Fact:
        return Fact(key, name, lines)

    day = day_of(first, "reported")
    speakers = ", ".join(map(speaker_in_sentence, parts(first, "attributed_to")))
    places = dict.fromkeys(
        _placed(row) for row in rows if spelled(row) and value(row, "place_role") not in NO_PLACES
    )
    yield part("what", "What", kind_in_words(first))
    yield part("when", "Happened", time_in_words(first) or "date not stated")
    yield part("reported", "Reported", full_day(day) if day else "")
    yield part("who", "Who", ", ".join(parts(first, "actor1")))
    yield part("whom", "To whom", ", ".join(parts(first, "actor2")))
    yield part("says", "Says so", speakers or NOBODY_NAMED)
    yield part("status", "Status", ", ".join(parts(first, "claim_status")))
    yield part("hedge", "Words of doubt", ", ".join(f"“{one}”" for one in parts(first, "hedge")))
    yield part("share", "How much", f"“{extent}”" if (extent := value(first, "extent")) else "")
    numbers, units = (value(first, name).split(SEPARATOR) for name in ("quantity", "quantity_unit"))
    figures = (_figure(*pair) for pair in zip(numbers, units, strict=False) if pair[0])
    yield part("figures", "Figures", ", ".join(figures))
    yield part("place", "Place", *(places or [NO_PLACE]))
    yield part("measured", "Measured", ", ".join(parts(first, "check_verdict")))
    yield part("reading", "How sure", sureness(float(first["confidence"])))


def _figure(number: str, unit: str) -> str:
    """ "At least 12 people", "hundreds of people", "hundreds"."""
    of = " of " if number.endswith("s") else " "
    return f"{number}{of}{unit}" if unit else number


def _placed(row: Row) -> str:
    """The place with its unit, its role in the event, and why it is coarsened."""
    unit, by_words = ", ".join(in_unit(row)), placed_by_words(row)
    place = f"{value(row, 'place_role')} {spelled(row)}{f' ({unit})' if unit else ''}"
    return "; ".join((place, *place_notes(row), *([by_words] if by_words else [])))
