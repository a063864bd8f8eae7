from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from components.core.errors import BadModelAnswer, ModelBusy
from components.core.records import Span
from components.llm.answers import GroundedAnswer
from components.llm.reader import ModelReader
from tests.llm.recorded import Sent, answer, error, recorded, told, whole

TEXT = "Rebels took Goma. Troops left Bukavu."
SENTENCES = (Span(start=0, end=17), Span(start=18, end=37))
BOTH = whole(answer(told("control taken", "took", "Goma"), told("withdrawal", "left @2")))
FIRST = whole(answer(told("control taken", "took", "Goma")))
SECOND = whole(answer(told("withdrawal", "left @2")))


def triggers(found: GroundedAnswer) -> list[str]:
    return [one.trigger.quote(TEXT) for one in found.events]


def test_the_sentences_are_asked_of_once_and_the_answer_is_kept(tmp_path: Path) -> None:
    with recorded(BOTH) as held:
        first = held.reader(tmp_path).read(TEXT, SENTENCES)
    assert triggers(first) == ["took", "left"]
    (question,) = held.asked
    assert question["messages"][1]["content"] == "[1] Rebels took Goma.\n[2] Troops left Bukavu."
    assert held.told == ["sentences 1 to 2"]
    again = held.reader(tmp_path).read(TEXT, SENTENCES)  # the server is gone
    assert again == first
    assert len(held.asked) == 1


def test_another_text_model_or_prompt_is_asked_anew(tmp_path: Path) -> None:
    with recorded(BOTH) as held:
        reader = held.reader(tmp_path)
        reader.read(TEXT, SENTENCES)
        reader.read(TEXT.replace("Goma", "Uvira"), SENTENCES)
        for model, kinds in (("other", reader.prompt.kinds), ("recorded", {"a": "b"})):
            ModelReader(
                server=type(held.server)(url=held.url, model=model),
                prompt=type(reader.prompt)(kinds),
                folder=tmp_path,
                report=held.told.append,
            ).read(TEXT, SENTENCES)
    assert len(held.asked) == 4


def test_the_reading_names_the_model_its_server_and_the_prompt(tmp_path: Path) -> None:
    with recorded(BOTH) as held:
        reader = held.reader(tmp_path)
        found = reader.read(TEXT, SENTENCES)
    sha256 = hashlib.sha256(b"").hexdigest()
    assert len(reader.prompt.sha256) == len(sha256)
    assert found.read_by == (
        f"the language model recorded (llama.cpp, prompt {reader.prompt.sha256[:12]})"
    )


def test_what_breaks_off_is_asked_of_in_halves(tmp_path: Path) -> None:
    cut = whole('{"events": [', finish="length")
    with recorded(cut, FIRST, SECOND) as held:
        found = held.reader(tmp_path).read(TEXT, SENTENCES)
    assert triggers(found) == ["took", "left"]
    assert held.told == ["sentences 1 to 2", "sentences 1 to 1", "sentences 2 to 2"]


def test_a_sentence_alone_about_which_it_breaks_off_is_listed(tmp_path: Path) -> None:
    cut = whole("{", finish="length")
    with recorded(cut, cut, SECOND) as held:
        found = held.reader(tmp_path).read(TEXT, SENTENCES)
    assert triggers(found) == ["left"]
    (missing,) = found.not_grounded
    assert (missing.text, missing.span) == ("Rebels took Goma.", SENTENCES[0])
    assert missing.reason == "asked of it: The answer breaks off (length)."


def test_no_json_is_told_with_its_sentences_and_not_kept(tmp_path: Path) -> None:
    with recorded(whole("I cannot help with that."), BOTH) as held:
        reader = held.reader(tmp_path)
        with pytest.raises(BadModelAnswer, match=r"sentences 1 to 2: .*I cannot help"):
            reader.read(TEXT, SENTENCES)
        assert triggers(reader.read(TEXT, SENTENCES)) == ["took", "left"]


def test_a_damaged_answer_on_the_disk_is_asked_anew(tmp_path: Path) -> None:
    with recorded(BOTH) as held:
        reader = held.reader(tmp_path)
        first = reader.read(TEXT, SENTENCES)
        (kept,) = tmp_path.glob("*.json")
        kept.write_bytes(b'{"server": "llama.cpp", "ans')
        assert reader.read(TEXT, SENTENCES) == first
        assert reader.read(TEXT, SENTENCES) == first
        assert len(held.asked) == 2


def test_of_two_who_ask_the_same_at_once_the_first_answer_counts_for_both(tmp_path: Path) -> None:
    with recorded(FIRST) as other:

        def meanwhile(question: object) -> Sent:
            other.reader(tmp_path).read(TEXT, SENTENCES)
            return BOTH

        with recorded(meanwhile) as held:
            assert triggers(held.reader(tmp_path).read(TEXT, SENTENCES)) == ["took"]
            assert triggers(held.reader(tmp_path).read(TEXT, SENTENCES)) == ["took"]
    assert (len(other.asked), len(held.asked)) == (1, 1)


def test_what_was_answered_before_a_busy_server_gave_up_is_kept(tmp_path: Path) -> None:
    text = "Rebels took Goma. " * 400
    sentences = [Span(start=at * 18, end=at * 18 + 17) for at in range(400)]
    with recorded(FIRST, error(429, "quota")) as held, pytest.raises(ModelBusy):
        held.reader(tmp_path).read(text, sentences)
    assert len(list(tmp_path.iterdir())) == 1
    with recorded(FIRST) as again:
        found = again.reader(tmp_path).read(text, sentences)
    assert again.told[0] != "sentences 1 to 353"
    assert len(found.events) == 1


def test_an_event_that_two_windows_see_is_one(tmp_path: Path) -> None:
    text = "Rebels took Goma. " * 400
    sentences = [Span(start=at * 18, end=at * 18 + 17) for at in range(400)]
    last = min(at for at in range(400) if 17 * (at + 1) >= 6_000) + 1
    with recorded(whole(answer(told("control taken", f"took @{last}", f"Goma @{last}")))) as held:
        found = held.reader(tmp_path).read(text, sentences)
    assert len(held.asked) == 2
    assert len(found.events) == 1
