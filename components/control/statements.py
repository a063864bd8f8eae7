"""Turns tables of claims and events, of one article or many, into statements to merge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from components.control.claims import LEAVING, TAKING
from components.control.merging import (
    ACKNOWLEDGED,
    ASSESSED,
    CLAIMED,
    HELD,
    OPEN_START,
    REPORTED,
    Statement,
)
from components.core.records import DRAWN_ROLES, HAPPENED
from components.core.status import holding_in_words
from components.lexicon.measures import (
    Share,
    Tolerance,
    load_extents,
    load_tolerances,
    share_of,
)
from components.lexicon.references import ReferenceWords, load_reference_words
from components.lexicon.senses import words_of
from components.tables.rows import SEPARATOR

Row = Mapping[str, Any]
DOUBTING = ("hedge: truth", "hedge: modal")
"""Senses of words that leave open whether it happened."""
FACTS = ("doc_id", "kind", "modality", "first_day", "published", "reported", "publisher", "hedge")
"""What a claim takes from the row of its event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlWords:
    """``doubts``: hedges after which a claim is not firm; ``extents``: words to shares;
    ``tolerances`` by hedge; ``sides``: what the words of a status or a comparison mean."""

    doubts: frozenset[str]
    extents: Mapping[str, Share]
    tolerances: Mapping[str, Tolerance]
    sides: ReferenceWords


def load_control_words(folder: Path) -> ControlWords:
    return ControlWords(
        doubts=frozenset[str]().union(*map(words_of, DOUBTING)),
        extents=load_extents(folder / "extents.csv"),
        tolerances=load_tolerances(folder / "tolerances.csv"),
        sides=load_reference_words(folder),
    )


def with_facts(claims: pd.DataFrame, events: pd.DataFrame) -> list[Row]:
    """Each claim as a dict with FACTS of its event; a missing cell is an empty text."""
    once = events[["event_id", *FACTS]].drop_duplicates("event_id")
    return plain(claims.merge(once, on="event_id", how="left"))


def plain(table: pd.DataFrame) -> list[Row]:
    """Rows as dicts; a missing cell is an empty text."""
    cells = (
        ["" if one is None or one is pd.NA or one != one else one for one in table[name].tolist()]
        for name in table.columns
    )
    return [dict(zip(table.columns, row, strict=True)) for row in zip(*cells, strict=True)]


def day_of(row: Row) -> str:
    """The latest day by which it is said to be so, else the day of the report or of publication."""
    return str(row["from_day"] or row["reported"] or row["published"])


def statements_of(row: Row, words: ControlWords) -> Iterator[Statement]:
    """The claim of a row of ``with_facts``, and its denial by another; none without a day."""
    if not day_of(row) or row["status"] == "superseded":
        return
    if row["modality"] and row["modality"] not in HAPPENED:
        return
    statuses = tuple(str(row["status"]).split(SEPARATOR))
    # The strongest word; an assessment only where nobody else speaks, for it has its own track.
    found = {status.split(" by ")[0] for status in statuses}
    # The party or monitor in the words of status, else the speaker, else the article.
    named = next((status.split(" by ", 1)[1] for status in statuses if " by " in status), "")
    one = Statement(
        id=str(row["claim_id"]),
        day=_ordinal(day_of(row)),
        first_day=_ordinal(row["first_day"]),
        holder=str(row["holder"]),
        reported=_ordinal(row["reported"] or row["published"]),
        left_by=str(row["left_by"]),
        extent=str(row["extent"]),
        share=share_of(str(row["extent"]), words.extents)[0],
        support=next(
            (support for support in (ACKNOWLEDGED, CLAIMED, ASSESSED) if support in found), REPORTED
        ),
        words=statuses,
        voice=named or str(row["source"]) or str(row["doc_id"]),
        kind=str(row["kind"]) if row["kind"] in TAKING | LEAVING else HELD,
        firm=not doubts_of(row, words),
    )
    if "disputed" not in statuses:
        yield one
        return
    yield replace(one, support=CLAIMED, words=())
    yield replace(one, denies=True)


def doubts_of(row: Row, words: ControlWords) -> tuple[str, ...]:
    return tuple(
        hedge for hedge in str(row["hedge"]).split(SEPARATOR) if hedge.casefold() in words.doubts
    )


def _ordinal(day: object) -> int:
    return date.fromisoformat(str(day)).toordinal() if day else OPEN_START


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """It is denied that a side took or left a place; ``in_words`` says by whom."""

    event_id: str
    place_id: str
    statement: Statement
    in_words: str


def denials_of(events: pd.DataFrame) -> tuple[Denial, ...]:
    """One for each denied event of taking or leaving, with the side that is said to have acted."""
    of_control = events["kind"].isin(TAKING | LEAVING) & events["place_role"].isin(DRAWN_ROLES)
    denied = plain(events[of_control & (events["modality"] == "denied")])
    found = []
    for row in denied:
        day = row["last_day"] or row["reported"] or row["published"]
        side = str(row["side1"]).split(SEPARATOR)[0]
        if not day or not side or not row["place_id"]:
            continue
        taken, who = row["kind"] in TAKING, str(row["attributed_to"]).split(SEPARATOR)[0]
        deed = "took or holds" if taken else "left"
        statement = Statement(
            id=str(row["event_id"]),
            day=_ordinal(day),
            first_day=_ordinal(row["first_day"]),
            reported=_ordinal(row["reported"]),
            holder=side if taken else "",
            left_by="" if taken else side,
            share=1.0,
            support=CLAIMED,
            words=(),
            voice=str(row["attribution_side"]).split(SEPARATOR)[0] or who,
            kind=str(row["kind"]),
            denies=True,
        )
        found.append(
            Denial(
                event_id=str(row["event_id"]),
                place_id=str(row["place_id"]),
                statement=statement,
                in_words=f"{_who_and_when(who, row)}: denies that {side} {deed} it",
            )
        )
    return tuple(found)


def statement_in_words(row: Row) -> str:
    """ "Russian Defense Ministry, 2022-09-10: left by Russia, holder not stated"."""
    what = ", ".join(holding_in_words(str(row["holder"]), str(row["left_by"])))
    extent = f" ({row['extent']})" if row["extent"] else ""
    return f"{_who_and_when(str(row['source']), row)}: {what}{extent}"


def _who_and_when(speakers: str, row: Row) -> str:
    who = speakers.replace(SEPARATOR, ", ") or str(row["publisher"]) or "the article"
    said = row["reported"] or row["published"]
    return f"{who}, {said}" if said else who
