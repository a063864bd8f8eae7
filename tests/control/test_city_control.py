"""The control table of real articles against towns whose holder independent maps agree on, wherever
both speak."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from components.control.statements import Row, plain
from components.control.timeline import Timeline, states_on, timeline_of
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_bytes
from components.tables.rows import claims_table, events_table
from tests.control.given import WORDS

SIDES = {"UA": "Ukraine", "RU": "Russia"}
MAX_BYTES = 10_000
"""Of an article; the long assessments make no claim on these towns and take a minute to read."""
EXPLAINED = {
    "Kherson": "the last article that tells of the town is one on its capture; that Russia left it is told as an order only, and "
    "what is ordered changes no holder",
}
"""Differences with their reason, by town."""


@pytest.fixture(scope="module")
def towns(shared: Path) -> list[dict[str, str]]:
    with (shared / "control" / "city_control.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["consensus"] in SIDES]


@pytest.fixture(scope="module")
def told(shared: Path, towns: list[dict[str, str]], knowledge: Knowledge) -> Timeline:
    places = {place.id for row in towns for place in knowledge.gazetteer.lookup(row["place"])}
    names = {name for place_id in places for name in knowledge.gazetteer.names(place_id)}
    found = []
    for path in sorted((shared / "articles").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if (
            len(text) <= MAX_BYTES
            and any(name in text for name in names if len(name) > 3)
            and "_pl" not in path.stem
        ):
            facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            article = read_bytes(
                path.read_bytes(), name=path.name, published=date.fromisoformat(facts["published"])
            )
            found.append(analyse(article, knowledge))
    claims, events = (
        pd.concat([table(one) for one in found], ignore_index=True)
        for table in (claims_table, events_table)
    )
    return timeline_of(claims, events, WORDS)


def agrees(state: Row, side: str) -> bool:
    """What is said to be left is held by anybody else."""
    return bool(state["holder"] == side if state["holder"] else state["left_by"] != side)


def test_states_agree_wherever_both_speak(
    told: Timeline, towns: list[dict[str, str]], knowledge: Knowledge
) -> None:
    same, differences = 0, []
    for row in towns:
        ids = {place.id for place in knowledge.gazetteer.lookup(row["place"])}
        states = states_on(told, date.fromisoformat(row["date"]))
        for state in plain(
            states[states["place_id"].isin(ids) & states["standing"].isin(["held", "left"])]
        ):
            if agrees(state, SIDES[row["consensus"]]):
                same += 1
            else:
                held = state["holder"] or f"left by {state['left_by']}"
                differences.append((row["place"], row["date"], row["consensus"], held))
    assert same >= 30
    assert {place for place, *_ in differences} <= set(EXPLAINED), differences
