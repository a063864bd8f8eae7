from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pytest

from components.core.errors import BadModelAnswer
from components.core.records import Span
from components.llm.answers import GroundedAnswer, grounded, occurrences, schema_of

TEXT = "Rebels took Goma on Friday.  The army left  the town,\nsaid Kigali. Goma is in Congo."
SENTENCES = {1: Span(start=0, end=27), 2: Span(start=29, end=66), 3: Span(start=67, end=83)}
KINDS = ("control taken", "withdrawal")


def quote(sentence: int, words: str) -> dict[str, object]:
    return {"sentence": sentence, "words": words}


def event(**given: object) -> dict[str, object]:
    """Complete, with what is given in place of its own."""
    own: dict[str, object] = {
        "kind": "control taken",
        "trigger": quote(1, "took"),
        "places": [quote(1, "Goma")],
        "days": quote(1, "on Friday"),
        "actors": [quote(1, "Rebels")],
        "speaker": None,
        "status": "done",
        "status_words": None,
    }
    return {**own, **given}


def told(*events: object) -> GroundedAnswer:
    return grounded(json.dumps({"events": events}), SENTENCES, text=TEXT, kinds=KINDS)


def words(spans: Iterable[Span]) -> list[str]:
    return [span.quote(TEXT) for span in spans]


def test_quotes_become_spans_of_the_text() -> None:
    found = told(event())
    (one,) = found.events
    assert found.not_grounded == ()
    assert words([one.trigger, *one.places, *one.actors]) == ["took", "Goma", "Rebels"]
    assert one.days
    assert words([one.days]) == ["on Friday"]
    assert (one.status, one.is_status_shown) == ("done", False)


@pytest.mark.parametrize(
    ("given", "sentence", "found"),
    [
        ("Goma", 1, ["Goma"]),
        ("goma", 1, ["Goma"]),
        (" GOMA ", 1, ["Goma"]),
        ("left the  town", 2, ["left  the town"]),
        ("the town, said", 2, ["the town,\nsaid"]),
        ("Goma.", 1, []),
        ("Gom", 1, []),
        ("oma", 1, []),
        ("Goma", 2, []),
        ("Gomà", 1, []),
        ("took Goma Friday", 1, []),
        ("G.ma", 1, []),
        (".*", 1, []),
        ("Friday. The army", 1, []),
        ("Friday. The army", 2, []),
    ],
)
def test_only_whole_words_of_the_very_sentence_are_found(
    given: str, sentence: int, found: list[str]
) -> None:
    assert words(occurrences(given, TEXT, SENTENCES[sentence])) == found


@pytest.mark.parametrize(
    ("text", "given", "found"),
    [
        ("Обстріл Харкова тривав.", "харкова", ["Харкова"]),
        ("Обстріл Харкова тривав.", "Харків", []),
        ("اندلعت اشتباكات بالخرطوم أمس", "الخرطوم", ["الخرطوم"]),
        ("군은 서울에서 만났다", "서울", ["서울"]),
        ("軍隊が東京で会った", "東京", ["東京"]),
        ("L'armée a quitté Malakal.", "armée", ["armée"]),
        ("L'armée a quitté Malakal.", "L’armée", ["L'armée"]),
        ("Larmée a quitté Malakal.", "L’armée", []),
        ("El ejército dejó Cúcuta.", "Cucuta", []),
    ],
)
def test_words_of_other_scripts(text: str, given: str, found: list[str]) -> None:
    spans = occurrences(given, text, Span(start=0, end=len(text)))
    assert [span.quote(text) for span in spans] == found


@pytest.mark.parametrize(
    ("given", "kept", "reason", "shown"),
    [
        ({"places": [quote(1, "Bukavu")]}, True, "a place: not found in sentence 1", "Bukavu"),
        ({"places": [quote(2, "Goma")]}, True, "a place: not found in sentence 2", "Goma"),
        ({"places": [quote(9, "Goma")]}, True, "a place: no sentence 9 was given", "Goma"),
        ({"days": quote(1, "Monday")}, True, "the words of its day: not found", "Monday"),
        ({"actors": [quote(1, "M23")]}, True, "somebody who does it: not found", "M23"),
        ({"speaker": quote(1, "the UN")}, True, "who says so: not found", "the UN"),
        ({"status_words": quote(1, "will")}, True, "the words of its status: not", "will"),
        ({"trigger": quote(1, "seized")}, False, "tell an event: not found", "seized"),
        ({"kind": "earthquake"}, False, "no kind of event that was offered", "earthquake"),
        ({"kind": "unmapped"}, False, "no kind of event that was offered", "unmapped"),
        ({"latitude": 1.5}, False, "not of the form asked for (latitude", "1.5"),
        ({"trigger": "took"}, False, "not of the form asked for (trigger", "took"),
        ({"status": "certain"}, False, "not of the form asked for (status", "certain"),
        ({"places": [quote(1, "Goma")] * 13}, False, "not of the form asked for (places", "Goma"),
        ({"trigger": quote(True, "took")}, False, "form asked for (trigger.sentence", "true"),
    ],
)
def test_what_is_not_there_is_listed_in_the_models_words(
    given: dict[str, Any], kept: bool, reason: str, shown: str
) -> None:
    found = told(event(**given))
    assert len(found.events) == kept
    (missing,) = found.not_grounded
    assert missing.what == "not grounded"
    assert reason in missing.reason
    assert shown in missing.text


def test_the_rest_of_an_event_stays() -> None:
    (one,) = told(event(places=[quote(1, "Bukavu"), quote(3, "Goma")])).events
    assert one.places == (Span(start=67, end=71),)


def test_of_several_the_nearest_to_the_trigger_is_meant() -> None:
    text = "In Goma, rebels said, troops left Goma."
    answer = {"events": [event(trigger=quote(1, "left"), days=None, actors=[])]}
    sentences = {1: Span(start=0, end=len(text))}
    found = grounded(json.dumps(answer), sentences, text=text, kinds=KINDS)
    assert found.events[0].places == (Span(start=34, end=38),)


def test_a_status_counts_where_words_show_it() -> None:
    shown = told(event(status="denied", status_words=quote(1, "took")))
    assert shown.events[0].is_status_shown
    assert not told(event(status="denied")).events[0].is_status_shown


@pytest.mark.parametrize(
    "answer",
    [
        json.dumps({"events": [event()]}),
        "```json\n" + json.dumps({"events": [event()]}, indent=1) + "\n```",
        "<think>The rebels took it.</think>\n" + json.dumps({"events": [event()]}),
    ],
)
def test_an_answer_may_stand_as_code_or_behind_thoughts(answer: str) -> None:
    assert len(grounded(answer, SENTENCES, text=TEXT, kinds=KINDS).events) == 1


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "There are no events.",
        "[]",
        "null",
        '{"events": null}',
        '{"events": {}}',
        '{"events": [], "note": "x"}',
        '{"events": [] ',
        'Here it is: {"events": []}',
        '{"events": []} {"events": []}',
        '{"events": ["\\ud800"]}',
        "[" * 5000,
    ],
)
def test_what_is_not_the_json_that_was_asked_for_is_refused(answer: str) -> None:
    with pytest.raises(BadModelAnswer, match="is not the JSON that was asked for"):
        grounded(answer, SENTENCES, text=TEXT, kinds=KINDS)


def test_the_schema_holds_every_key_and_the_kinds() -> None:
    definitions = schema_of(KINDS, most_events=5)["$defs"]
    answered = definitions["AnsweredEvent"]
    assert answered["properties"]["kind"]["enum"] == list(KINDS)
    assert set(answered["required"]) == set(answered["properties"]) == set(event())
    assert [one["additionalProperties"] for one in definitions.values()] == [False, False]
