"""Prompt injection: articles that give orders, forge or hide text, and models that obey or invent.

Each row of attacks.jsonl is an article with the answer of a model that does what the attack wants
(``events`` in the short form of ``recorded.told``, or ``answer`` as it came), and what the reading
makes of it: the names with pins, how much is listed as not grounded, or that it is refused whole.
``unsent`` are words that may not even reach the model.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from components.core.errors import BadModelAnswer
from components.core.records import Analysis
from components.export.json import analysis_json
from components.reading.analysis import analyse, sentences
from components.reading.knowledge import Knowledge
from components.sources.article.read import read_text
from tests.llm.recorded import answer, recorded, told, whole
from tests.readings import PUBLISHED

ATTACKS = [
    json.loads(line)
    for line in Path(__file__).with_name("attacks.jsonl").read_text(encoding="utf-8").splitlines()
]


def answered(attack: dict[str, Any]) -> str:
    if "answer" in attack:
        return str(attack["answer"])
    return answer(
        *(
            told(one.pop("kind"), one.pop("trigger"), *one.pop("places"), **one)
            for one in ({**event} if "kind" in event else {} for event in attack["events"])
            if one
        ),
        *(event for event in attack["events"] if "kind" not in event),
    )


def test_there_are_sixty_and_more() -> None:
    assert len({attack["attack"] for attack in ATTACKS}) == len(ATTACKS) >= 60


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack["attack"])
def test_the_schema_and_the_text_hold(
    attack: dict[str, Any], knowledge: Knowledge, tmp_path: Path
) -> None:
    article = read_text(attack["text"], published=PUBLISHED, may_be_html=True)
    with recorded(whole(answered(attack))) as held:
        reading = replace(knowledge, model=held.reader(tmp_path))
        if attack.get("refused"):
            with pytest.raises(BadModelAnswer):
                analyse(article, reading)
            return
        found = analyse(article, reading)
    sent = held.asked[0]["messages"][1]["content"]
    assert "unsent" not in attack or attack["unsent"] not in sent
    assert sent.count("\n") + 1 == len(sentences(article, knowledge))
    pins = {
        link.resolution.toponym.text
        for event in found.events
        if event.is_drawn
        for link in event.links
        if link.is_pin
    }
    assert pins == set(attack["pins"])
    listed = [one for one in found.rejected if one.what == "not grounded"]
    assert len(listed) == attack["missing"], listed
    assert_nothing_is_invented(found, knowledge)


def assert_nothing_is_invented(found: Analysis, knowledge: Knowledge) -> None:
    """Every name, place and value is of the text or of Dateline's own tables."""
    text = found.article.text
    inside = sentences(found.article, knowledge)
    for event in found.events:
        assert event.kind in knowledge.events.kinds
        assert event.codes.display_group == knowledge.events.kinds[event.kind].codes.display_group
        assert any(span.contains(event.trigger) for span in inside)
        assert event.time.text in text
        for link in event.links:
            toponym, place = link.resolution.toponym, link.resolution.place
            assert toponym.span.quote(text) == toponym.text
            assert any(span.contains(toponym.span) for span in inside)
            assert place is None or knowledge.gazetteer.place(place.id) == place
    told = json.dumps({name: analysis_json(found).get(name) for name in ("events", "claims")})
    assert not any(number in told for number in ("48.85", "2.35", "1999"))
