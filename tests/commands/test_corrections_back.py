"""``corrections``: from the file that came back to a file of corrections that ``read`` applies."""

from __future__ import annotations

import csv
import json
from pathlib import Path

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
