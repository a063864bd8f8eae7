"""Sentences about records, made from their fields, with the status words of rule 10.

Who left is never followed by who came, unless the text says so. A day without a year is in the year
of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from textwrap import shorten

import pandas as pd

from components.tables.rows import SEPARATOR
from components.wording.phrases import (
    Row,
    day_in_words,
    day_of,
    event_words,
    forces_of,
    group_in_words,
    isolated,
    kind_in_words,
    label_of,
    listed,
    lowered,
    not_done,
    parts,
    pin_key,
    row_dicts,
    says_near,
    speaker_in_sentence,
    spelled,
    time_in_words,
    value,
    without_claim,
    year_of,
)

MOST_ITEMS = 4
"""Most places in a title, or under one heading of the summary; the rest is counted."""
MOST_SENTENCES = 6
"""Most sentences of the summary; of the rest only the headings are listed."""
MOST_QUOTED = 84
"""Most characters of the article that a list of events quotes."""
OPENING_QUOTE = re.compile(r"""(?<![^\s(\[…])["“]""")
SINGLE_QUOTES = str.maketrans({'"': "’", "“": "‘", "”": "’"})
OPEN_DAYS = 1_000_000
"""An open interval is wider than any closed one."""
AREA_KINDS = frozenset({"admin1", "admin2", "region", "island", "water", "river"})
PLANNED = ("planned", "ordered")
TOLD_BY_GROUP = (
    "fighting and strikes",
    "harm to civilians",
    "diplomacy",
    "aid and displacement",
    "protest",
    "other",
    "control",
)


def what_in_words(row: Row, *, place: bool = True) -> str:
    """ "Russian forces left", "Summit in Samarkand, planned", "Shelling near Dnipro"."""
    side = " and ".join(parts(row, "side1"))
    clause = value(event_words().get(value(row, "kind"), {}), "clause")
    named_or_moved = value(row, "place_name") or "{what}" not in clause
    if side and clause and named_or_moved and value(row, "modality") in {"done", "ongoing"}:
        what = f"{value(row, 'extent')} of it" if value(row, "extent") else "it"
        return clause.format(forces=forces_of(side), side=side, what=what)
    where = ""
    if place and not clause and value(row, "latitude"):
        role = value(row, "place_role")
        preposition = "near" if says_near(row) else "in" if role in {"at", "in"} else role
        where = f" {preposition} {isolated(spelled(row))}"
    return label_of(row) + where + not_done(row)


def title_in_words(rows: pd.DataFrame) -> str:
    """“Left: Balakliya, Izyum · by 10 September”; without a place “Meeting · 12 September”."""
    return title_of(row_dicts(rows))


def title_of(rows: Sequence[Row]) -> str:
    """The same for rows as dictionaries."""
    first, *_ = rows
    names = [*dict.fromkeys(isolated(spelled(row)) for row in rows if value(row, "latitude"))]
    places = f": {listed(names, most=MOST_ITEMS)}" if names else ""
    title = f"{kind_in_words(first)}{places}"
    return f"{title} · {lowered(when)}" if (when := time_in_words(first)) else title


def words_at_trigger(row: Row) -> str:
    """The article's words around the trigger, on one line, shortened if there are many. Quotation
    marks in them become single ones, because the words are quoted themselves."""
    sentence, at = value(row, "sentence"), int(row["trigger_start"]) - int(row["char_start"])
    before, after = (" ".join(part.split()) for part in (sentence[:at], sentence[at:]))
    if len(before) + len(after) > MOST_QUOTED:
        room = max(MOST_QUOTED // 2, MOST_QUOTED - len(after))
        before = shorten(before[::-1], room, placeholder="…")[::-1]
        after = shorten(after, MOST_QUOTED - len(before), placeholder="…")
    gap = " " if sentence[:at][-1:].isspace() else ""
    return OPENING_QUOTE.sub("‘", f"{before}{gap}{after}".strip()).translate(SINGLE_QUOTES)


def event_in_words(rows: pd.DataFrame, claims: pd.DataFrame | None = None) -> str:
    """What, holder, when and who says so; ``rows`` are the event's, the chosen one first."""
    return in_words_of(row_dicts(rows)[0], [] if claims is None else row_dicts(claims))


def in_words_of(row: Row, claims: Sequence[Row]) -> str:
    """The same for one row; only ``claims`` of its event count."""
    own = [claim for claim in claims if value(claim, "event_id") == value(row, "event_id")]
    holders = list(dict.fromkeys(holder for claim in own if (holder := value(claim, "holder"))))
    holding = "Holder not stated" if own and not holders else ""
    if not set(holders) <= set(parts(row, "side1")):
        holding = f"Said to be held by {' and '.join(holders)}"
    sentences = (
        what_in_words(row),
        holding,
        f"{time_in_words(row) or 'Date not stated'}{_said(row)}",
    )
    return ". ".join(sentence for sentence in sentences if sentence)


def _said(row: Row) -> str:
    """ "; said on 10 September by the Russian Defence Ministry (acknowledged)"; " (reported)"."""
    # Speakers, and those of an earlier clause who may still be quoted.
    names, scopes = (
        value(row, name).split(SEPARATOR) for name in ("attributed_to", "attribution_scope")
    )
    speakers: dict[bool, dict[str, None]] = {False: {}, True: {}}
    for name, scope in zip_longest(names, scopes[: len(names)], fillvalue="direct"):
        if name:
            speakers[scope == "inherited"].setdefault(speaker_in_sentence(name))
    direct, inherited = map(_and, speakers.values())
    statuses = (status.split(" by ")[0] for status in parts(row, "claim_status"))
    words = " and ".join(statuses) or "reported"
    reported = day_of(row, "reported")
    on = f" on {day_in_words(reported, year_of(row))}" if reported else ""
    if direct:
        return f"; said{on} by {direct} ({words})"
    if not on and not inherited:
        return f" ({words}: the text names no source)"
    words_said = f"; said{on} ({words})" if on else f" ({words})"
    return f"{words_said}; perhaps still said by {inherited}" if inherited else words_said


def _and(names: Iterable[str]) -> str:
    """ "the official, sources and Kanaani"."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def summary_line(events: pd.DataFrame, claims: pd.DataFrame) -> str:
    """The summary over the map: who holds or left what, what is planned, what else is drawn."""
    rows = [row for row in row_dicts(events) if value(row, "latitude")]
    done = [row for row in rows if value(row, "modality") not in PLANNED]
    sentences = [
        *_claims_in_words(done, claims),
        *_planned_in_words(rows),
        *_others_in_words(without_claim(done, row_dicts(claims))),
    ]
    shown = sentences[:MOST_SENTENCES]
    # Only the headings of the rest: "fighting and strikes", "what is planned".
    headings = (lowered(one.partition(":")[0]) for one in sentences[MOST_SENTENCES:])
    rest = [f"what is {one}" if one in PLANNED else one for one in headings]
    also = [f"Also in the text: {listed(rest, most=len(rest))}"] if rest else []
    return " ".join(f"{sentence}." for sentence in (*shown, *also))


def _claims_in_words(rows: Sequence[Row], claims: pd.DataFrame) -> list[str]:
    """ "Left by Russia: Balakliya, Izyum (acknowledged)"; towns first, in text order."""
    by_key = {pin_key(row): row for row in reversed(rows)}
    found: dict[tuple[str, str], list[tuple[bool, str, str]]] = {}
    for claim in row_dicts(claims):
        row = by_key.get(pin_key(claim))
        if row is None:
            continue
        side = value(claim, "holder") or value(claim, "left_by")
        extent = f"{value(claim, 'extent')} of " if value(claim, "extent") else ""
        # Without the name in the heading: "acknowledged" under "Left by Russia".
        statuses = value(claim, "status").split(SEPARATOR)
        status = _and(dict.fromkeys(one.removesuffix(f" by {side}") for one in statuses))
        is_area = value(row, "place_kind") in AREA_KINDS
        item = (is_area, extent + isolated(spelled(row)), status or "reported")
        items = found.setdefault((_heading(row, claim, side), side), [])
        if item not in items:
            items.append(item)
    return [
        f"{heading}: {_with_status(sorted(items, key=lambda item: item[0]))}"
        for (heading, _), items in found.items()
    ]


def _heading(row: Row, claim: Row, side: str) -> str:
    phrase = value(event_words().get(value(row, "kind"), {}), "summary")
    if not side:
        return f"{label_of(row)}, by whom is not stated"
    if phrase:
        return phrase.format(side=side)
    return f"Held by {side}" if value(claim, "holder") else f"Left by {side}"


def _with_status(items: Sequence[tuple[bool, str, str]]) -> str:
    """Names with their status, written once for neighbours that share it."""
    shown = items[:MOST_ITEMS]
    names = [
        name if number + 1 < len(shown) and shown[number + 1][2] == status else f"{name} ({status})"
        for number, (_, name, status) in enumerate(shown)
    ]
    return ", ".join(names) + (
        f" and {len(items) - MOST_ITEMS} more" if len(items) > MOST_ITEMS else ""
    )


def _planned_in_words(rows: Sequence[Row]) -> list[str]:
    """ "Planned: Samarkand, 15–16 September; Beijing, October"."""
    sentences = []
    for modality in PLANNED:
        own = (row for row in rows if value(row, "modality") == modality)
        if items := [", ".join(item) for item in _places_with_time(own, name_kind=True)]:
            names = listed(items, most=MOST_ITEMS, joiner="; ")
            sentences.append(f"{modality.capitalize()}: {names}")
    return sentences


def _others_in_words(rows: Sequence[Row]) -> list[str]:
    """ "Fighting and strikes: Dnipro (9 September)"."""
    sentences = []
    for group in TOLD_BY_GROUP:
        items = _places_with_time([row for row in rows if value(row, "display_group") == group])
        if items:
            names = [f"{item[0]} ({item[1]})" if len(item) > 1 else item[0] for item in items]
            sentences.append(
                f"{group_in_words(group).capitalize()}: {listed(names, most=MOST_ITEMS)}"
            )
    return sentences


def _places_with_time(rows: Iterable[Row], *, name_kind: bool = False) -> list[list[str]]:
    """The name of each place once, with its narrowest time in words, if any."""
    items: dict[str, list[Row]] = {}
    for row in rows:
        name = isolated(spelled(row))
        if name_kind and value(row, "display_group") not in {"diplomacy", ""}:
            name = f"{value(row, 'kind')}, {name}"
        items.setdefault(name, []).append(row)
    found = []
    for name, own in items.items():
        words = lowered(time_in_words(min(own, key=_days_wide)))
        found.append([name, words] if words else [name])
    return found


def _days_wide(row: Row) -> int:
    first, last = day_of(row, "first_day"), day_of(row, "last_day")
    if first and last:
        return (last - first).days
    return OPEN_DAYS if first or last else 2 * OPEN_DAYS
