"""The gold of real articles: offsets and short quotes. The articles themselves lie beside the
project on some machines only."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest

from components.core.records import Modality
from components.core.settings import LEXICON
from components.evaluation.gold import load_gold_types
from components.evaluation.gold_files import gold_articles

SEEN, *OTHERS = (
    Path(__file__).parent / name
    for name in ("gold", "gold_unseen", "gold_third", "gold_fourth", "gold_fifth", "gold_sixth")
)
GOLD = sorted(path for folder in (SEEN, *OTHERS) for path in folder.glob("*.json"))
MOST_QUOTED_WORDS = 4


def parts(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [*gold["pins"], *gold["unplaced_events"]]


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_offsets_quote_their_words(path: Path, shared: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    ((_, article),) = gold_articles(
        path,
        load_gold_types(LEXICON),
        folder=shared / "articles" if path.parent == SEEN else shared,
    )
    text = article.text
    quoted = [*(part["trigger"] for part in parts(gold)), *gold["must_not_pin"]]
    assert [text[words["char_start"] : words["char_end"]] for words in quoted] == [
        words["quote"] for words in quoted
    ]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_triggers_stand_in_their_sentences_and_quotes_are_short(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    for part in parts(gold):
        sentence, trigger = part["sentence"], part["trigger"]
        assert (
            sentence["char_start"]
            <= trigger["char_start"]
            < trigger["char_end"]
            <= sentence["char_end"]
        )
        assert len(trigger["quote"].split()) <= MOST_QUOTED_WORDS
        assert "text" not in sentence


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_fields_hold_known_words(path: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    for part in parts(gold):
        told = part.get("event_date", {"start": None, "end": None})
        first, last = day(told["start"]), day(told["end"])
        assert first is None or last is None or first <= last
        assert part.get("modality", "done") in get_args(Modality)
        assert part["status"] in {"required", "optional"}
    assert all(isinstance(pin[key], float | None) for pin in gold["pins"] for key in ("lat", "lon"))
