"""The command line of linking, as a person calls it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from components.__main__ import main
from components.corrections.files import write
from components.corrections.records import Corrections
from components.export.csv import to_csv
from components.linking.columns import STORIES
from components.linking.decisions import read_decisions
from tests.linking.given import row, table

APART = "decision,doc_id_1,event_id_1,doc_id_2,event_id_2\napart,a,a-1,b,b-1\napart,a,a-1,x,x-9\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "events.csv").write_text(to_csv(table([row(name, "1")])))
    return [str(tmp_path / name) for name in "ab"]


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_stories_are_written(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "stories.csv"
    assert main(["link", *folders, "--out", str(out)]) == 0
    assert (
        "2 articles, 2 events: 1 stories that several articles tell, of 2 events."
        in capsys.readouterr().out
    )
    (only,) = rows(out)
    assert list(only) == [column.name for column in STORIES]
    assert only["event_id"] == "a-1 | b-1"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("apart.csv", APART),
        ("mine.json", write(Corrections(links=read_decisions(APART.encode(), where="")))),
    ],
    ids=["a list", "a file of corrections"],
)
def test_a_person_keeps_two_apart(
    folders: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "stories.csv"
    assert main(["link", *folders, "--out", str(out), "--apart", str(tmp_path / name)]) == 0
    assert rows(out) == []
    assert "x-9 of x" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda folder: (folder / "b" / "events.csv").write_text("a,b\n1,2\n"), "It has no column"),
        (lambda folder: (folder / "b" / "events.csv").unlink(), "No such file"),
        (
            lambda folder: (folder / "b" / "events.csv").write_text(to_csv(table([row("a", "1")]))),
            "stands in",
        ),
        (lambda folder: (folder / "apart.csv").write_text("nothing"), "no list of decisions"),
    ],
    ids=["no table", "no file", "an article twice", "no list"],
)
def test_bad_input_is_told(
    change: object,
    message: str,
    folders: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "apart.csv").write_text(APART, encoding="utf-8")
    assert callable(change)
    change(tmp_path)
    assert (
        main(
            [
                "link",
                *folders,
                "--out",
                str(tmp_path / "s.csv"),
                "--apart",
                str(tmp_path / "apart.csv"),
            ]
        )
        == 1
    )
    told = capsys.readouterr().err
    assert message in told
    assert len(told.strip().splitlines()) == 1
    assert not (tmp_path / "s.csv").exists()
