"""Who is said to hold what on one day, as a table in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import pandas as pd

from components.control.statements import plain
from components.control.timeline import Timeline, contradicting
from components.core.safe_html import Html, element, join
from components.tables.rows import SEPARATOR
from components.wording.control import state_in_words
from components.wording.phrases import in_unit, row_dicts, sentence_of, spelled, value
from components.wording.provenance import full_day

HEADS = ("Place", "Said to be", "Since, at the latest", "Who says so, and in which words")
NOT_YET = "known only for a later day"


def control_table(
    states: pd.DataFrame,
    timeline: Timeline,
    *,
    day: date,
    claims: pd.DataFrame,
    events: pd.DataFrame,
    judgements: pd.DataFrame | None = None,
) -> Html:
    """A row for each place in ``states``. ``judgements`` compare each claim with the references."""
    verdicts = _verdicts(judgements)
    names = spellings(events)
    # The sentence of each claim, and of each event for denials.
    sentences = {
        str(row["event_id"]): sentence_of(row)
        for row in plain(events.drop_duplicates("event_id")[["event_id", "sentence"]])
    }
    for claim in plain(claims):
        sentences[str(claim["claim_id"])] = sentences.get(str(claim["event_id"]), "")

    def said(claim_id: str) -> Html:
        sentence = sentences.get(claim_id, "")
        quoted = join((element("br"), element("q", sentence))) if sentence else ""
        against = join(
            element("small", element("br"), verdict) for verdict in verdicts.get(claim_id, ())
        )
        return element("p", timeline.sayings[claim_id], quoted, against)

    rows = []
    for state in plain(states):
        unit = next(iter(in_unit(state)), "")
        name = names.get(str(state["place_id"]), state["place_name"])
        place = element("th", name, element("br"), element("small", unit), scope="row")
        words, since = f"unknown: {NOT_YET}", ""
        if state["standing"] != "unknown":
            words, since = state_in_words(state), full_day(date.fromisoformat(str(state["since"])))
        sayings = join(said(one) for one in state["claim_ids"] if one in timeline.sayings)
        rows.append(element("tr", place, *map(stacked_cell, HEADS[1:], (words, since, sayings))))
    caption = f"As of {full_day(day)}"
    label = "Who is said to hold what"
    return table_html(HEADS, rows, caption=caption, label=label, name="dl-standing")


def table_html(
    heads: Sequence[str], rows: Iterable[Html], *, caption: str, label: str, name: str
) -> Html:
    """A scrolled table of the class ``name``, with a head for each column."""
    table = element(
        "table",
        element("caption", caption),
        element("thead", element("tr", *(element("th", head, scope="col") for head in heads))),
        element("tbody", join(rows)),
        class_=name,
    )
    return scrolled(table, label=label)


def scrolled(table: Html, *, label: str) -> Html:
    """A wide table that the keyboard can scroll; screen readers read out ``label``."""
    return element("div", table, class_="dl-scroll", tabindex="0", role="region", aria_label=label)


def spellings(events: pd.DataFrame) -> dict[str, str]:
    """The name of each place as the first article spells it."""
    return {
        value(row, "place_id"): spelled(row)
        for row in reversed(row_dicts(events))
        if value(row, "place_id")
    }


def stacked_cell(head: str, content: str) -> Html:
    """A cell that names its column, for narrow screens, where rows are stacked."""
    return element(
        "td",
        element("span", head, class_="dl-head", aria_hidden="true") if content else "",
        content,
    )


def _verdicts(judgements: pd.DataFrame | None) -> dict[str, list[str]]:
    """ "VIINA control: agrees (Ukraine on 2022-09-12)", by claim."""
    found: dict[str, list[str]] = {}
    for row in plain(judgements) if judgements is not None else []:
        found.setdefault(str(row["claim_id"]), []).append(
            f"{row['reference']}: {row['verdict']} ({row['detail']})"
        )
    return found


def verdict_lines(judgements: pd.DataFrame, claim_ids: Iterable[str]) -> Iterator[str]:
    """The verdicts on some claims, each once."""
    found = _verdicts(judgements)
    return iter(dict.fromkeys(line for one in claim_ids for line in found.get(one, ())))


def apart_in_words(states: pd.DataFrame) -> tuple[str, ...]:
    """ "Kharkiv Oblast: held by Ukraine, reported. Kupyansk in it: held by Russia, claimed."."""
    names = ("place_name", "standing", "holder", "left_by", "status", "extent")
    lines = []
    for row in plain(contradicting(states)):
        region, town = (
            {name: row.get(f"{name}_{end}", row.get(name, "")) for name in names}
            for end in ("region", "town")
        )
        words = (
            f"{region['place_name']}: {state_in_words(region)}. "
            f"{town['place_name']} in it: {state_in_words(town)}."
        )
        lines.append(words.replace(SEPARATOR, ", "))
    return tuple(lines)
