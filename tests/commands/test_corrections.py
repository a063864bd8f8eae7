"""Corrections on the command line: applied to the files that are written, told where they cannot
be, and compared."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from components.__main__ import main
from components.core.records import Analysis, Span
from components.corrections.applying import corrected
from components.corrections.changes import (
    AddedEvent,
    DaysChange,
    KindChange,
    PlaceChange,
    Point,
    Verdict,
)
from components.corrections.files import write
from components.corrections.records import Corrections
from components.corrections.signing import sign_off
from components.reading.knowledge import Knowledge
from tests.corrections.given import CODER, START, correction, event_at, of_event
from tests.readings import read

pytestmark = pytest.mark.usefixtures("loaded")

TEXT = "Russian troops left Izyum on Sunday. Ukrainian forces retook the town of Kupiansk on Saturday, officials said."
DAY = "2022-09-12"


@pytest.fixture(scope="module")
def analysis(knowledge: Knowledge) -> Analysis:
    return read(TEXT, knowledge)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def saved(tmp_path: Path, corrections: Corrections, name: str = "mine.json") -> Path:
    path = tmp_path / name
    path.write_text(write(corrections), encoding="utf-8")
    return path


def read_with(article: Path, corrections: Path) -> tuple[int, list[dict[str, str]]]:
    """Exit code and the rows of events.csv."""
    out = article.parent / "out"
    code = main(
        [
            "read",
            str(article),
            "--published",
            DAY,
            "--out",
            str(out),
            "--corrections",
            str(corrections),
        ]
    )
    with (out / "events.csv").open(encoding="utf-8", newline="") as lines:
        return code, list(csv.DictReader(lines))


def test_read_applies_them_and_says_whose_they_are(
    analysis: Analysis, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = of_event(
        analysis,
        event_at(analysis, "left"),
        DaysChange(first_day=date(2022, 9, 9), last_day=date(2022, 9, 9)),
    )
    moved = correction(
        analysis, Span(start=20, end=25), PlaceChange(point=Point(latitude=49.1, longitude=37.2))
    )
    code, rows = read_with(article, saved(tmp_path, changed.with_these([moved])))
    row = next(row for row in rows if row["place_id"] == "position:49.10000,37.20000")
    assert code == 0
    assert (row["first_day"], row["latitude"], row["longitude"]) == ("2022-09-09", "49.1", "37.2")
    assert (
        row["corrected"]
        == "days: was 11 September 2022 | place: was Izyum, Kharkiv Oblast, Ukraine (settlement)"
    )
    assert row["corrected_by"] == f"{CODER} | {CODER}"
    told = capsys.readouterr()
    assert f"Corrected by {CODER}: days: was 11 September 2022" in told.out
    assert "not checked by a person" in told.out
    assert told.err == ""


def test_only_a_signed_file_loses_the_stamp(
    analysis: Analysis,
    knowledge: Knowledge,
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rejected = of_event(analysis, event_at(analysis, "left"), Verdict(decision="reject"))
    now = corrected(analysis, rejected, knowledge).analysis
    signed = sign_off(now, rejected, name=CODER, day=date(2022, 9, 14), time=START)
    assert len(read_with(article, saved(tmp_path, signed))[1]) < len(
        read_with(article, saved(tmp_path, Corrections()))[1]
    )
    told = capsys.readouterr().out
    assert told.count(f"Checked by {CODER} on 14 September 2022.") == 1
    assert told.count("not checked by a person") == 1
    read_with(article, saved(tmp_path, signed))
    written = json.loads((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    assert written["signed"] == {"name": CODER, "day": "2022-09-14", "note": ""}


def test_what_cannot_be_applied_is_told_in_a_line_and_the_rest_is(
    analysis: Analysis,
    knowledge: Knowledge,
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = read(TEXT + " The sky was grey.", knowledge)
    given = of_event(other, event_at(other, "left"), Verdict(decision="reject"))
    astray = correction(analysis, Span(start=0, end=7), KindChange(kind="withdrawal"))
    right = correction(analysis, Span(start=0, end=36), AddedEvent(kind="meeting"), number=1)
    code, rows = read_with(article, saved(tmp_path, given.with_these([astray, right])))
    assert code == 0
    assert "meeting" in {row["kind"] for row in rows}
    first, second = capsys.readouterr().err.splitlines()
    assert (
        first
        == f"Not applied: kind of “Russian” (characters 0 to 7) by {CODER}: no event was read from these words."
    )
    assert second.startswith("Not applied: 1 of another article")


@pytest.mark.parametrize(
    ("text", "message"), [("{}", "no file of corrections"), ("left", "no JSON")]
)
def test_file_that_is_none_is_told_before_anything_is_read(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, message: str
) -> None:
    (tmp_path / "mine.json").write_text(text, encoding="utf-8")
    arguments = [
        "read",
        str(article),
        "--published",
        DAY,
        "--out",
        str(tmp_path / "out"),
        "--corrections",
    ]
    assert main([*arguments, str(tmp_path / "mine.json")]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
    assert main([*arguments, str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err


def test_events_applies_them_by_the_text_whatever_the_id(
    analysis: Analysis,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = of_event(
        analysis,
        event_at(analysis, "left"),
        Verdict(decision="reject"),
        KindChange(kind="no such kind"),
    )
    lines = "".join(
        json.dumps({"id": number, "text": text, "published": DAY}) + "\n"
        for number, text in enumerate([TEXT, TEXT + " The sky was grey."])
    )
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert main(["events", "--corrections", str(saved(tmp_path, given))]) == 0
    told = capsys.readouterr()
    first, second = (json.loads(line) for line in told.out.splitlines())
    assert [{row["trigger"] for row in answer["events"]} for answer in (first, second)] == [
        {"retook"},
        {"left", "retook"},
    ]
    assert told.err.splitlines() == [
        f"Not applied: kind of “left” (characters 15 to 19) by {CODER}: "
        "there is no kind of event “no such kind”."
    ]


def test_agreement_prints_alpha_and_the_disagreements(
    analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for coder, decision in (("A", "accept"), ("B", "reject")):
        own = of_event(
            analysis, event_at(analysis, "left"), Verdict(decision=decision), coder=coder
        )  # type: ignore[arg-type]
        same = of_event(
            analysis, event_at(analysis, "retook"), Verdict(decision="accept"), coder=coder
        )
        files.append(str(saved(tmp_path, own.with_these(same.corrections), f"{coder}.json")))
    assert main(["agreement", *files]) == 0
    told = capsys.readouterr().out
    assert "decision  2      1      0.00" in told
    assert "“left”, decision: A: accept; B: reject" in told


def test_agreement_needs_two_coders(
    analysis: Analysis, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = of_event(analysis, event_at(analysis, "left"), Verdict(decision="accept"))
    assert main(["agreement", str(saved(tmp_path, given))]) == 1
    assert "Fewer than two coders" in capsys.readouterr().err
