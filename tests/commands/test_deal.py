"""``deal`` and ``agreement --gold``, as who leads several coders calls them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import main
from components.commands.deal import KEY, PAGE_TAKES
from components.core.settings import ARTICLES
from components.corrections.changes import Verdict
from components.corrections.files import write
from components.corrections.records import text_id
from components.panels.articles import MOST_ARTICLES
from components.sources.opening import open_file, open_sources
from components.sources.records import RawArticle, article_of
from tests.corrections.test_agreement import coded
from tests.export.annotating.given import handed_in

KHARKIV = text_id(article_of(open_file(ARTICLES / "kharkiv-september-2022.txt")))
CODERS = ("A. Coder", "B. Coder")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The right answer on one event of an article."""
    path = tmp_path / "gold.json"
    path.write_text(
        write(coded("Expert", (0, Verdict(decision="reject")), article=KHARKIV)), encoding="utf-8"
    )
    return path


def test_each_coder_gets_articles_that_do_not_say_which_are_gold(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "tasks"
    given = [str(ARTICLES), "--coders", *CODERS, "--each", "1", "--gold", str(gold)]
    assert main(["deal", *given, "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert "Keep key.csv, which names the gold, from the coders." in told.out
    assert told.err == ""
    with (out / KEY).open(encoding="utf-8", newline="") as file:
        key = list(csv.DictReader(file))
    assert {row["article"] for row in key if row["gold"] == "yes"} == {KHARKIV}
    files = sorted(path.name for path in out.iterdir())
    assert files == ["A-Coder-1.jsonl", "B-Coder-1.jsonl", KEY]
    for name in files[:2]:
        again = [one for one in open_sources([out / name]) if isinstance(one, RawArticle)]
        articles = [article_of(one) for one in again]
        own = [row["article"] for row in key if row["file"] == name]
        assert [text_id(one) for one in articles] == own, "the same texts, so the same answers"
        assert all(one.published and one.title for one in articles)
        assert KHARKIV in own
        lines = (out / name).read_text(encoding="utf-8").splitlines()
        assert len({tuple(json.loads(line)) for line in lines}) == 1, "all of one form"
        assert "gold" not in {key for line in lines for key in json.loads(line)}
    assert PAGE_TAKES < MOST_ARTICLES
    before = {name: (out / name).read_bytes() for name in files}
    assert main(["deal", *given, "--out", str(out)]) == 0
    assert {name: (out / name).read_bytes() for name in files} == before


def as_exported(tasks: Path, kind: str) -> Path:
    """What a coder hands in who gives the first event of each article this kind."""

    def coded_as(result: list[dict[str, Any]]) -> None:
        first = min(
            (part for part in result if part.get("from_name") == "kind"),
            key=lambda part: part["value"]["start"],
        )
        first["value"]["labels"] = [kind]

    whole = json.loads(tasks.read_bytes())
    done = [json.loads(handed_in(json.dumps([one]).encode(), coded_as))[0] for one in whole]
    path = tasks.with_suffix(".exported.json")
    path.write_text(json.dumps(done), encoding="utf-8")
    return path


def test_tasks_of_label_studio_hide_the_gold_and_come_back_for_agreement(
    loaded: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The articles come from a table that has ids of its own, and are texts when they come back."""
    texts = {
        "gold": "Rebels captured the town of Goma on Friday, the army said.",
        "other": "Shelling killed two people in Bukavu on Saturday, the mayor said.",
    }
    rows = [{"id": name, "text": text, "published": "2025-01-28"} for name, text in texts.items()]
    table = tmp_path / "articles.jsonl"
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    files = {name: tmp_path / f"{name}.txt" for name in texts}
    for name, text in texts.items():
        files[name].write_text(text, encoding="utf-8")

    def corrections(export: Path, articles: Path, coder: str) -> str:
        out = tmp_path / f"{coder}.json"
        given = [str(articles), "--published", "2025-01-28", "--form", "label-studio"]
        changed = [*given, "--changed", str(export), "--coder", coder, "--out", str(out)]
        assert main(["corrections", *changed]) == 0
        return str(out)

    assert (
        main(
            [
                "read",
                str(files["gold"]),
                "--published",
                "2025-01-28",
                "--out",
                str(tmp_path),
                "--to",
                "label-studio",
            ]
        )
        == 0
    )
    expert = as_exported(tmp_path / "label-studio.json", "siege")
    gold = corrections(expert, files["gold"], "Expert")
    out = tmp_path / "tasks"
    given = ["deal", str(table), "--coders", *CODERS, "--form", "label-studio", "--gold", gold]
    assert main([*given, "--out", str(out)]) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "A-Coder-1.json",
        "B-Coder-1.json",
        KEY,
        "label-studio.xml",
    ]
    for name in ("A-Coder-1.json", "B-Coder-1.json"):
        tasks = json.loads((out / name).read_bytes())
        assert sorted(task["data"]["text"] for task in tasks) == sorted(texts.values())
        assert {tuple(task) for task in tasks} == {("data", "predictions")}
        assert "gold" not in (out / name).read_text().lower()
    with (out / KEY).open(encoding="utf-8", newline="") as file:
        of_gold = {row["article"] for row in csv.DictReader(file) if row["gold"] == "yes"}
    assert of_gold == {text_id(article_of(open_file(files["gold"])))}
    came = {
        corrections(as_exported(out / f"{coder.replace('. ', '-')}-1.json", kind), table, coder)
        for coder, kind in zip(CODERS, ("siege", "meeting"), strict=True)
    }
    capsys.readouterr()
    assert main(["agreement", *sorted(came), "--gold", gold]) == 0
    told = capsys.readouterr().out
    assert [line.split()[-5:-3] for line in told.splitlines() if "whole item" in line] == [
        ["1", "1"],
        ["1", "0"],
    ]
    assert "Disagreements (1)" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--coders", "A"], "cannot get each article"),
        (["--coders", "A", "A"], "cannot get each article"),
        (["--coders", "A", "!"], "cannot get each article"),
        (["--coders", "A", "B", "--gold", "GOLD"], "none of those named is gold"),
    ],
    ids=" ".join,
)
def test_what_cannot_be_dealt_is_told(
    options: list[str],
    message: str,
    gold: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    other = str(ARTICLES / "kherson-november-2022.txt")
    given = [str(gold) if one == "GOLD" else one for one in options]
    assert main(["deal", other, *given, "--out", str(tmp_path / "tasks")]) == 1
    assert message in capsys.readouterr().err
    assert not (tmp_path / "tasks").exists()


def test_agreement_tells_the_answers_on_gold_apart(
    gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = []
    for coder, decision in zip(CODERS, ("reject", "accept"), strict=True):
        verdict = Verdict(decision=decision)  # type: ignore[arg-type]
        own = coded(coder, (0, verdict), article=KHARKIV)
        other = coded(coder, (0, Verdict(decision="accept")), article="b" * 64)
        files.append(tmp_path / f"{coder}.json")
        files[-1].write_text(write(own.with_these(other.corrections)), encoding="utf-8")
    assert main(["agreement", *map(str, files), "--gold", str(gold)]) == 0
    told = capsys.readouterr().out
    assert "decision  1      1      all say the same: accept" in told
    assert "Disagreements (0)" in told
    [first, second] = [line.split() for line in told.splitlines() if "whole item" in line]
    assert first == ["A.", "Coder", "whole", "item", "1", "1", "1.00", "0.21–1.00", "0"]
    assert second == ["B.", "Coder", "whole", "item", "1", "0", "0.00", "0.00–0.79", "0"]
