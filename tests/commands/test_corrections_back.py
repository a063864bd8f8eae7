"""``corrections``: from the file that came back to a file of corrections that ``read`` applies."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from components.__main__ import main
from components.core.settings import ARTICLES
from tests.export.annotating.given import handed_in

ARTICLE = str(ARTICLES / "kharkiv-september-2022.txt")


def test_a_rejected_event_is_gone_when_the_article_is_read_again(
    loaded: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["read", ARTICLE, "--out", str(tmp_path), "--to", "label-studio"]) == 0
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as file:
        left = next(row["event_id"] for row in csv.DictReader(file) if row["kind"] == "withdrawal")
    back, out = tmp_path / "back.json", tmp_path / "corrections.json"

    def without(result: list[dict[str, object]]) -> None:
        result[:] = [part for part in result if left not in (part.get("id"), part.get("from_id"))]

    back.write_bytes(handed_in((tmp_path / "label-studio.json").read_bytes(), without))
    given = ("corrections", ARTICLE, "--changed", str(back), "--form", "label-studio")
    assert main([*given, "--coder", "A. Coder", "--out", str(out)]) == 0
    assert "1 correction\n" in capsys.readouterr().out
    (one,) = json.loads(out.read_text(encoding="utf-8"))["corrections"]
    assert one["change"] == {"decision": "reject", "field": "verdict"}
    again = ("read", ARTICLE, "--out", str(tmp_path / "again"), "--corrections", str(out))
    assert main(again) == 0
    with (tmp_path / "again" / "events.csv").open(encoding="utf-8", newline="") as file:
        assert left not in {row["event_id"] for row in csv.DictReader(file)}
    with pytest.raises(SystemExit):
        main([*given, "--coder", " ", "--out", str(out)])
    assert "needs the name of who made it" in capsys.readouterr().err


def rejected(result: list[dict[str, Any]]) -> None:
    """The first thing that happened taken out."""
    out = min(part["id"] for part in result if part.get("from_name") == "kind")
    result[:] = [one for one in result if out not in (one.get("id"), one.get("from_id"))]


def test_of_several_articles_what_came_back_is_taken_and_the_rest_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = [f"Rebels captured the town of {place} on Friday." for place in ("Bukavu", "Goma")]
    table, first, second = (tmp_path / name for name in ("articles.jsonl", "0.txt", "1.txt"))
    for path, text in zip((first, second), texts, strict=True):
        path.write_text(text)
    lines = (json.dumps({"text": text, "published": "2025-01-28"}) for text in texts)
    table.write_text("\n".join(lines))
    dealt = ("deal", str(table), "--coders", "A", "B", "--form", "label-studio")
    assert main([*dealt, "--out", str(tmp_path / "tasks")]) == 0
    tasks = json.loads((tmp_path / "tasks" / "A-1.json").read_bytes())
    tasks.sort(key=lambda one: texts.index(one["data"]["text"]))

    def back(
        changes: list[Callable[[list[dict[str, Any]]], object] | None], *articles: Path
    ) -> tuple[int, str, str]:
        """What is told of an export with a task changed so; None: nobody did it."""
        done = [
            json.loads(handed_in(json.dumps([task]).encode(), change))[0]
            | ({} if change else {"annotations": []})
            for task, change in zip(tasks, changes, strict=True)
        ]
        export = tmp_path / "export.json"
        export.write_text(json.dumps(done))
        named = (*map(str, articles), "--published", "2025-01-28", "--changed", str(export))
        form = ("--form", "label-studio", "--coder", "A", "--out", str(tmp_path / "out.json"))
        capsys.readouterr()
        return main(["corrections", *named, *form]), *capsys.readouterr()

    code, told, warned = back([rejected, None], table)
    assert (code, told.splitlines()[0]) == (0, "1 correction")
    assert warned == "The file lacks 1 of the 2 articles.\n"
    code, told, warned = back([rejected, list.clear], first, second)
    assert (code, told.splitlines()[0]) == (1, "1 correction"), "what is wrong stops not the rest"
    assert f"export.json, “{texts[1]}”: Nothing of the reading is in it" in warned
    code, told, warned = back([rejected, rejected], second)
    assert (code, told.splitlines()[0]) == (0, "1 correction")
    assert "changes in 1 other articles, which were not given" in warned
    assert "Nobody has submitted a task in it." in back([None, None], table)[2]
    other = back([rejected, None], Path(ARTICLE))
    assert "It is of another text than the article." in other[2]
    assert other[0] == 1
