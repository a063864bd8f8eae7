"""The commands with a language model of the person's own, against a recorded server."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from components.__main__ import main
from components.commands import model as of_model
from components.core.errors import ModelAddressRefused
from components.corrections.applying import corrected
from components.corrections.changes import ModalityChange
from components.corrections.records import Correction, Corrections, text_id
from components.llm.server import KEY, Server
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.llm.recorded import answer, error, recorded, told, whole
from tests.readings import article_of

TEXT = "Rebels captured the town of Goma on Friday. Shelling killed two people in Bukavu.\n"
TAKEN = told("control taken", "captured", "Goma", days="on Friday")
ANSWER = answer(TAKEN, told("attack", "killed @2", "Bukavu @2", "Kinshasa @2"))
PUBLIC = "93.184.216.34"


@dataclass(frozen=True, slots=True)
class Called:
    code: int
    out: str
    err: str


@pytest.fixture
def call(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    loaded: None,
    tmp_path: Path,
) -> Callable[..., Called]:
    """A command in this process, whose answers are kept in a folder of the test."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text(TEXT)

    def called(*arguments: str, lines: str = "") -> Called:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
        code = main([*arguments])
        return Called(code, *capsys.readouterr())

    return called


def read(folder: Path, *further: str) -> list[str]:
    given = ["read", str(folder / "a.txt"), "--published", "2022-09-12"]
    return [*given, "--out", str(folder / "out"), *further]


def test_read_draws_what_the_model_quotes_and_lists_the_rest(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    with recorded(whole(ANSWER)) as held:
        done = call(*read(tmp_path, "--model", held.url, "recorded", "--to", "html"))
    assert (done.code, done.err) == (0, "Asking recorded: sentences 1 to 2\n")
    assert "not grounded “Kinshasa”: a place: not found in sentence 2" in done.out
    with open(tmp_path / "out" / "events.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["kind"], row["place_name"]) for row in rows] == [
        ("control taken", "Goma"),
        ("attack", "Bukavu"),
    ]
    stamp = "Read by the language model recorded (llama.cpp, prompt "
    assert all(row["stamp"].startswith(stamp) for row in rows)
    analysis = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert analysis["stamp"].startswith(stamp)
    assert analysis["read_by"] == analysis["stamp"].split(", not checked")[0][len("Read by ") :]
    (page,) = (tmp_path / "out").glob("*.html")
    assert stamp in page.read_text(encoding="utf-8")


def test_verify_says_who_read_a_file_and_reads_it_not_again_by_other_means(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    with recorded(whole(ANSWER)) as held:
        done = call(*read(tmp_path, "--model", held.url, "recorded", "--to", "questions"))
        assert done.code == 0
    stamp = "Read by the language model recorded (llama.cpp, prompt "
    (sheet,) = (tmp_path / "out").glob("questions.html")
    assert sheet.read_text(encoding="utf-8").count(f'qs-stamp">{stamp}') == 2
    done = call("verify", str(tmp_path / "a.txt"), str(tmp_path / "out" / "events.csv"))
    assert done.code == 0, done.out
    assert f"it was r{stamp[1:]}" in done.out
    flipped = (tmp_path / "out" / "events.csv").read_bytes().replace(b"Goma", b"Gona")
    (tmp_path / "events.csv").write_bytes(flipped)
    done = call("verify", str(tmp_path / "a.txt"), str(tmp_path / "events.csv"))
    assert done.code == 1
    assert "it was changed after it was made" in done.out


def test_the_same_file_gives_the_same_bytes_again_without_a_server(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    with recorded(whole(ANSWER)) as held:
        arguments = read(tmp_path, "--model", held.url, "recorded")
        assert call(*arguments).code == 0
    files = sorted((tmp_path / "out").iterdir())
    first = [path.read_bytes() for path in files]
    assert call(*arguments).err == ""
    assert [path.read_bytes() for path in files] == first


def test_a_correction_keeps_who_read_it_and_what_was_not_grounded(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    article = article_of(TEXT)
    with recorded(whole(ANSWER)) as held:
        found = analyse(article, replace(knowledge, model=held.reader(tmp_path)))
    event = found.events[0]
    one = Correction(
        article=text_id(article),
        span=event.trigger,
        quote="captured",
        number=0,
        change=ModalityChange(modality="planned"),
        coder="A. Coder",
        time=datetime(2022, 9, 13, tzinfo=UTC),
    )
    done = corrected(found, Corrections(corrections=(one,)), knowledge)
    assert done.not_applied == ()
    assert done.analysis.events[0].modality == "planned"
    assert done.analysis.read_by == found.read_by
    missing = [
        [one for one in each.rejected if one.what == "not grounded"]
        for each in (found, done.analysis)
    ]
    assert missing[0] == missing[1] != []


def test_without_a_model_nothing_of_it_is_written(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    assert call(*read(tmp_path)).code == 0
    analysis = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert "read_by" not in analysis
    assert analysis["stamp"].startswith("Read by a program, not checked by a person.")
    assert not (tmp_path / "home" / "model-answers").exists()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1:1/v1", "http://127.0.0.1:1/v1: No server answers there"),
        ("nowhere", "nowhere: This is no http or https address."),
    ],
)
def test_what_fails_is_one_line_and_code_1(
    url: str, words: str, call: Callable[..., Called], tmp_path: Path
) -> None:
    done = call(*read(tmp_path, "--model", url, "recorded"))
    assert (done.code, done.out) == (1, "")
    assert words in done.err


def test_events_goes_on_after_a_document_about_which_the_model_fails(
    call: Callable[..., Called],
) -> None:
    lines = "".join(json.dumps({"id": at, "text": f"{at} {TEXT}"}) + "\n" for at in (1, 2))
    with recorded(error(500, "out of memory"), whole(answer(TAKEN))) as held:
        done = call("events", "--model", held.url, "recorded", lines=lines)
    assert done.code == 0
    assert "line 1: " in done.err
    assert "out of memory" in done.err
    (found,) = map(json.loads, done.out.splitlines())
    assert (found["id"], found["events"][0]["kind"]) == (2, "control taken")


def test_evaluate_prints_gold_figures_of_the_model(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    pins = [
        {"place": place, "lat": lat, "lon": lon, "type": kind}
        for place, lat, lon, kind in (
            ("Goma", -1.68, 29.22, "control taken"),
            ("Bukavu", -2.49, 28.86, "attack"),
        )
    ]
    gold = {"article": "a.txt", "published": "2022-09-12", "pins": pins}
    (tmp_path / "gold.json").write_text(json.dumps(gold))
    with recorded(whole(answer(TAKEN))) as held:
        done = call(
            "evaluate", "events", "--model", held.url, "recorded", str(tmp_path / "gold.json")
        )
    assert done.code == 0, done.err
    assert "1.000" in done.out
    assert "0.500" in done.out


def test_compare_readers_shows_both_and_what_one_alone_has(
    call: Callable[..., Called], tmp_path: Path
) -> None:
    given = answer(
        told("control regained", "captured", "Goma", days="on Friday"),
        told("meeting", "town", "Atlantis"),
    )
    with recorded(whole(given)) as held:
        done = call(
            "compare-readers",
            str(tmp_path / "a.txt"),
            "--published",
            "2022-09-12",
            "--model",
            held.url,
            "recorded",
        )
    assert done.code == 0, done.err
    lines = [line.strip() for line in done.out.splitlines()]
    assert lines[0] == "Events of both: 1; of the rules alone: 1; of the model alone: 1"
    assert "kind: rules: control taken; model: control regained" in lines
    assert any(line.startswith("Rules alone (1)") for line in lines)
    assert "“Atlantis”: a place: not found in sentence 1" in lines
    assert any(line.startswith("sentence tells an event  2") for line in lines)


@pytest.fixture
def abroad(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every host but this machine is at a public address."""
    given = Server

    def server(*, url: str, model: str) -> Server:
        return given(url=url, model=model, resolve=lambda host, port: (PUBLIC,))

    monkeypatch.setattr(of_model, "Server", server)


@pytest.mark.parametrize(
    ("url", "lock"),
    [("https://model.test/v1", "encrypted"), ("http://model.test:8080/v1", "NOT encrypted")],
)
def test_nothing_goes_to_another_machine_where_nobody_agrees(
    url: str, lock: str, call: Callable[..., Called], tmp_path: Path, abroad: None
) -> None:
    done = call(*read(tmp_path, "--model", url, "gemma"))
    host = url.split("/")[2]
    assert done.code == 1
    assert done.err == (
        f"{host}: Nothing was sent, for nobody agreed to it. Every sentence of the articles will "
        f"leave this machine for {host}, {lock}, to be read by the model gemma; nothing else will. "
        f'Answer yes, or add --send-to {host}; in Python send_to="{host}".\n'
    )
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("reply", "agreed"), [("y\n", True), ("\n", False), ("no\n", False)])
def test_a_person_is_asked_each_time(
    reply: str, agreed: bool, monkeypatch: pytest.MonkeyPatch, abroad: None, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    options = type("Options", (), {"model": ("https://model.test/v1", "gemma"), "send_to": ""})()
    for _ in range(2):
        leader, follower = pty.openpty()
        with closing(os.fdopen(leader, "w")) as keys, os.fdopen(follower) as terminal:
            keys.write(reply)
            keys.flush()
            monkeypatch.setattr(sys, "stdin", terminal)
            if agreed:
                assert of_model.model_given(options) is not None
            else:
                with pytest.raises(ModelAddressRefused):
                    of_model.model_given(options)


@pytest.mark.parametrize(
    ("host", "agreed"), [("model.test", True), ("other.test", False), ("test", False)]
)
def test_a_script_names_the_host(
    host: str, agreed: bool, monkeypatch: pytest.MonkeyPatch, abroad: None, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    options = type("Options", (), {"model": ("https://model.test/v1", "gemma"), "send_to": host})()
    if agreed:
        assert of_model.model_given(options) is not None
    else:
        with pytest.raises(ModelAddressRefused):
            of_model.model_given(options)


def test_the_key_is_written_nowhere(
    call: Callable[..., Called], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY, "secret-1")
    with recorded(whole(ANSWER)) as held:
        done = call(*read(tmp_path, "--model", held.url, "recorded", "--to", "all"))
    assert held.keys == ["Bearer secret-1"]
    assert "secret-1" not in done.out + done.err
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert [path for path in files if b"secret-1" in path.read_bytes()] == []
