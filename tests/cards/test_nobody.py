"""Of a claim that names nobody every text says that the holder is not stated, and none leaves the
name's place empty."""

from __future__ import annotations

import pytest

from components.cards.control_band import holding_html
from components.cards.control_table import control_table
from components.cards.evidence_strip import strip_html
from components.cards.facts import claim_in_words
from components.control.statements import plain
from components.reading.knowledge import Knowledge
from components.tables.rows import claims_table, events_table
from components.view.control_snapshot import control_snapshot
from components.view.evidence_strip import strip_of
from components.view.selection import View
from components.wording.control import state_in_words
from tests.readings import PUBLISHED, read

SENTENCES = {
    "The army left the town of Izyum on Saturday, the Ukrainian General Staff said.": "holder not stated, claimed by Ukraine",
    "The town of Lyman was captured on Saturday, the Russian Defense Ministry said.": "holder not stated, claimed by Russia",
    "Officials denied that the town of Lyman had been captured. The army said on Saturday that the town of Lyman had "
    "been captured.": "contested: holder not stated, disputed",
}


@pytest.mark.parametrize("text", SENTENCES)
def test_nobody_is_written_out(text: str, knowledge: Knowledge) -> None:
    analysis = read(text, knowledge)
    events, claims = events_table(analysis), claims_table(analysis)
    standing = control_snapshot(events, claims, View())
    [state] = plain(standing.states)
    assert state_in_words(state) == SENTENCES[text]
    strip = strip_of(str(state["place_id"]), claims, events)
    told = (
        *map(claim_in_words, analysis.claims),
        *standing.timeline.sayings.values(),
        control_table(
            standing.states, standing.timeline, day=PUBLISHED, claims=claims, events=events
        ),
        holding_html(standing.timeline, colours={}, publishers="the article"),
        strip_html(strip, open_id=None, colours={}),
    )
    assert all("holder not stated" in one for one in told)
    assert not any(sign in one for one in told for sign in ("by ,", "by ;", "by <", ", ;", 'by "'))
