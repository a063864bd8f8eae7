"""``geoparse``: order, bad lines, several processes, and a line that comes alone."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from components.commands import geoparse
from components.core.records import Span
from components.core.settings import ARTICLES, ROOT
from components.corrections.changes import PlaceChange, Point
from components.corrections.records import Corrections
from components.export.jsonl import geoparse_answer, read_document
from components.reading.analysis import analyse
from components.reading.knowledge import Knowledge
from tests.corrections.given import correction
from tests.readings import read

TEXTS = (
    "Shells hit Izyum on Monday.",
    "Aid reached Khartoum and Omdurman.",
    "Nothing happened near here.",
    "",
    "The talks in Doha went on, the ministry said.",
)


def lines() -> list[bytes]:
    """Forty documents, some of them bad, a blank line, and a long one."""
    held = [
        json.dumps({"id": number, "text": TEXTS[number % len(TEXTS)]}).encode()
        for number in range(40)
    ]
    whole = sorted(ARTICLES.glob("*.txt"))[0].read_text(encoding="utf-8")
    return [
        *held,
        b"no JSON",
        b"  ",
        json.dumps({"id": "long", "text": f"{whole}\n\n" * 6}).encode(),
    ]


def options(*arguments: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    geoparse.add_options(parser)
    return parser.parse_args(arguments)


def answers(
    capsys: pytest.CaptureFixture[str], *arguments: str
) -> tuple[int, list[str], list[str]]:
    """Exit code, lines of the answer, and what was told on the side."""
    told: list[str] = []
    code = geoparse.answer_lines(lines(), jobs=options(*arguments).jobs, warn=told.append)
    return code, capsys.readouterr().out.splitlines(), told


def test_answers_come_in_order_and_bad_lines_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    code, found, told = answers(capsys)
    assert code == 0
    assert [json.loads(line)["id"] for line in found] == [
        number for number in range(40) if number % 5 != 3
    ] + ["long"]
    assert [line.split(":")[0] for line in told] == [
        f"line {number}" for number in (4, 9, 14, 19, 24, 29, 34, 39, 41)
    ]


@pytest.mark.workers
def test_processes_give_the_same_answers_in_the_same_order(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert answers(capsys, "--jobs", "2") == answers(capsys)


def test_read_together_or_alone_they_are_read_alike(
    capsys: pytest.CaptureFixture[str], knowledge: Knowledge
) -> None:
    _, found, _ = answers(capsys)
    for line in (one for one in lines() if b'"text": ""' not in one and one.startswith(b"{")):
        document_id, article = read_document(line)
        alone = geoparse_answer(document_id, analyse(article, knowledge).resolutions)
        assert json.loads(json.dumps(alone)) in map(json.loads, found)


def test_what_a_person_said_of_a_name_is_applied_and_what_cannot_be_is_told(
    capsys: pytest.CaptureFixture[str], knowledge: Knowledge
) -> None:
    analysis = read(TEXTS[0], knowledge)
    [izyum] = [one.toponym.span for one in analysis.resolutions]
    moved = correction(analysis, izyum, PlaceChange(point=Point(latitude=49.1, longitude=37.2)))
    elsewhere = correction(analysis, Span(start=0, end=6), PlaceChange(place_id=""))
    line, told = json.dumps({"id": 1, "text": TEXTS[0]}).encode(), list[str]()
    assert (
        geoparse.answer_lines(
            [line], jobs=1, warn=told.append, given=Corrections(corrections=(moved, elsewhere))
        )
        == 0
    )
    [toponym] = json.loads(capsys.readouterr().out)["toponyms"]
    assert (toponym["place"]["latitude"], toponym["place"]["longitude"], toponym["confidence"]) == (
        49.1,
        37.2,
        1,
    )
    assert len(told) == 1
    assert told[0].startswith("line 1: Not applied: place of “Shells” (characters 0 to 6)")


def test_nothing_in_is_nothing_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert geoparse.answer_lines([b"\n", b" \n"], jobs=1, warn=print) == 0
    assert capsys.readouterr().out == ""


def test_input_that_breaks_off_is_an_error() -> None:
    def broken() -> Iterator[bytes]:
        yield lines()[0]
        raise OSError(5, "Input/output error", "stdin")

    with pytest.raises(OSError, match="Input/output"):
        geoparse.answer_lines(broken(), jobs=1, warn=print)


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "1.5", "²"])
def test_jobs_is_a_number_from_one_up(jobs: str) -> None:
    with pytest.raises(SystemExit) as stopped:
        options("--jobs", jobs)
    assert stopped.value.code == 2


def test_a_line_that_comes_alone_is_answered_at_once() -> None:
    command = [sys.executable, "-m", "components", "geoparse"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2):
            process.stdin.write(json.dumps({"id": number, "text": TEXTS[0]}) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
        assert process.wait(timeout=60) == 0
