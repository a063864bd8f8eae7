"""Files of gold through the whole reading."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from components.core.errors import InputError
from components.core.records import Article
from components.evaluation.annotated import sha256_of
from components.evaluation.corpora import CorpusText
from components.evaluation.runs import Report, evaluate_events, evaluate_geoparsing, sampled
from components.reading.knowledge import Knowledge
from tests.readings import by_rules

TEXT = "Ukrainian forces retook Kupiansk on Saturday, the Ukrainian army said. The mayor of Lviv opened a bakery."
SENTENCE = {"char_start": 0, "char_end": 70}
PIN: dict[str, Any] = {
    "place": "Kupiansk",
    "lat": 49.71,
    "lon": 37.61,
    "type": "control_change",
    "sentence": SENTENCE,
    "sides": ["Ukraine"],
    "attributed_to": "Ukraine's army",
    "event_date": {"start": "2022-09-10", "end": "2022-09-10"},
}
GOLD: dict[str, Any] = {"text": TEXT, "published": "2022-09-12", "pins": [PIN]}


def events(
    path: Path, knowledge: Knowledge, *, folder: Path | None = None
) -> tuple[Report, list[str], list[tuple[int, int]]]:
    warned: list[str] = []
    steps: list[tuple[int, int]] = []
    report = evaluate_events(
        path,
        by_rules(knowledge),
        folder=folder,
        warn=warned.append,
        progress=lambda done, total: steps.append((done, total)),
    )
    return report, warned, steps


def cells(report: Report, row: str) -> list[str]:
    """Of the row with that name."""
    (found,) = (line for line in report.text.splitlines() if line.startswith(f"{row} "))
    return found.removeprefix(row).split()


def test_an_article_with_its_text(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "gold.json"
    path.write_text(json.dumps(GOLD))
    report, warned, steps = events(path, knowledge)
    assert (report.errors, warned, steps) == ((), [], [(1, 1)])
    assert report.text.startswith("1 article\n")
    for measure in (
        "pins (kind + place)",
        "days overlap",
        "days exact",
        "sides",
        "attribution",
        "modality",
    ):
        assert f"{measure} " in report.text
    assert "actors" not in report.text


@pytest.mark.parametrize("apart", [True, False], ids=["in a folder of its own", "beside the gold"])
def test_a_folder_of_gold_with_files_of_articles(
    apart: bool, tmp_path: Path, knowledge: Knowledge
) -> None:
    gold, articles = tmp_path / "gold", tmp_path / "articles"
    gold.mkdir()
    articles.mkdir()
    ((articles if apart else gold) / "a.txt").write_text(TEXT)
    for name in ("one", "two"):
        told = {"article": "a.txt", "published": "2022-09-12", "pins": [PIN]}
        (gold / f"{name}.json").write_text(json.dumps(told))
    report, _, steps = events(gold, knowledge, folder=articles if apart else None)
    assert report.text.startswith("2 articles\n")
    assert (report.errors, steps) == ((), [(1, 2), (2, 2)])


def test_files_of_gold_lie_beside_others_of_the_articles(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    (tmp_path / "1_a.txt").write_text(TEXT)
    (tmp_path / "1_a.json").write_text(json.dumps({"title": "A", "file": "1_a.txt"}))
    (tmp_path / "gold_1.json").write_text(
        json.dumps(
            {
                "article": "1_a.txt",
                "published": "2022-09-12",
                "pins": [PIN | {"type": "Other: return"}],
            }
        )
    )
    report, _, _ = events(tmp_path, knowledge)
    assert report.text.startswith("1 article\n")
    assert cells(report, "pins, strict")[:3] == ["1", "0", "0"]
    assert report.errors == ()


TRIGGER = {"start": 17, "end": 23}
MARKS: dict[str, Any] = {
    "id": "a",
    "published": "2022-09-12",
    "text": TEXT,
    "events": [
        {
            "trigger": TRIGGER,
            "kind": "control regained",
            "status": "done",
            "told_as": "news",
            "places": [{"start": 24, "end": 32}],
            "first_day": "2022-09-10",
            "last_day": "2022-09-10",
            "day_words": {"start": 33, "end": 44},
            "said_by": [{"start": 50, "end": 64}],
            "same_as": None,
        }
    ],
}


def test_annotated_articles(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "marks.jsonl"
    path.write_text(
        "\n".join(json.dumps(MARKS | {"events": marks}) for marks in (MARKS["events"], []))
    )
    report, _, steps = events(path, knowledge)
    assert steps == [(1, 2), (2, 2)]
    assert report.text.startswith("2 articles\n")
    assert cells(report, "events found")[:7] == [
        "1",
        "1",
        "0",
        "0.500",
        "1.000",
        "0.667",
        "0.00–1.00",
    ]
    assert "Calibration of 2 events that are drawn" in report.text
    assert report.text.endswith("Wrong: extra 1")
    assert [(row["what"], row["article"], row["sentence"]) for row in report.errors] == [
        ("extra", "a", TEXT[:70])
    ]


def test_annotations_without_text(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "texts.jsonl").write_text(
        json.dumps({"id": "a", "text": TEXT, "published": "2022-09-12"})
    )
    bare = {"id": "a", "sha256": sha256_of(TEXT), "events": MARKS["events"]}
    (tmp_path / "marks.jsonl").write_text(
        "\n".join(map(json.dumps, (bare, bare | {"id": "b", "sha256": "0"})))
    )
    report, warned, _ = events(tmp_path / "marks.jsonl", knowledge, folder=tmp_path / "texts.jsonl")
    assert warned == ["marks.jsonl, line 2: The text of b is not there."]
    assert report.text.startswith("1 article\n")
    assert report.errors == ()


LABELLED = [
    # what is marked, a row of the report
    (
        {
            "events": [
                TRIGGER | {"type": "x", "arguments": [{"role": "Place", "start": 24, "end": 32}]}
            ]
        },
        "event found",
    ),
    (
        {
            "attributions": [
                {"source": [{"start": 46, "end": 64}], "content": [{"start": 0, "end": 44}]}
            ]
        },
        "the right speaker",
    ),
    ({"province": ["Kharkiv"], "start_date": "2022-09-10"}, "with its day"),
]


@pytest.mark.parametrize(("marks", "row"), LABELLED)
def test_texts_with_some_of_the_news_marked(
    marks: dict[str, Any], row: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "texts.jsonl"
    line = json.dumps({"id": 1, "text": TEXT, "published": "2022-09-12", **marks})
    path.write_text("\n".join([line] * 3))
    steps: list[tuple[int, int]] = []
    report = evaluate_events(
        path,
        knowledge,
        sample=2,
        warn=pytest.fail,
        progress=lambda done, total: steps.append((done, total)),
    )
    assert steps == [(1, 2), (2, 2)]
    assert cells(report, row)[:3] == ["2", "0", "0"]


def test_an_article_that_is_a_line_of_a_corpus(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "corpus.jsonl").write_text(
        "\n".join(json.dumps({"id": at, "text": text}) for at, text in enumerate(["x", TEXT]))
    )
    told = {"article": "corpus.jsonl", "document": "1", "published": "2022-09-12", "pins": [PIN]}
    (tmp_path / "gold.json").write_text(json.dumps(told))
    report, _, _ = events(tmp_path / "gold.json", knowledge)
    assert report.text.startswith("1 article\n")
    assert report.errors == ()


def test_a_line_that_the_corpus_has_not_is_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "corpus.jsonl").write_text(json.dumps({"id": 1, "text": TEXT}))
    (tmp_path / "gold.json").write_text(
        json.dumps({"article": "corpus.jsonl", "document": "2", "pins": []})
    )
    with pytest.raises(InputError, match=r"corpus.jsonl has no document '2'"):
        events(tmp_path / "gold.json", knowledge)


def test_misses_and_extra_pins_stand_in_the_report_and_the_rows(
    tmp_path: Path, knowledge: Knowledge
) -> None:
    path = tmp_path / "gold.jsonl"
    lost = {
        "place": "Lviv",
        "type": "strike",
        "trigger": {"char_start": 0, "char_end": 4, "text": "bomb"},
        "sentence": {
            "char_start": 71,
            "char_end": 105,
            "text": "The mayor of Lviv opened a bakery.",
        },
    }
    path.write_text("\n".join(json.dumps(GOLD | {"pins": pins}) for pins in ([lost], [])))
    report, warned, _ = events(path, knowledge)
    assert warned == ["gold.jsonl, line 1: 'bomb' is not in the article; its offsets are not used."]
    assert [(row["what"], row["article"]) for row in report.errors] == [
        ("missed", "gold.jsonl, line 1"),
        ("extra", "gold.jsonl, line 1"),
        ("extra", "gold.jsonl, line 2"),
    ]
    assert [row["sentence"] for row in report.errors] == [TEXT[71:], TEXT[:70], TEXT[:70]]
    assert "pins (kind + place)      0      3       1" in report.text
    assert (
        "missed (1)\n  gold.jsonl, line 1 71-105: gold strike at Lviv\n    “The mayor of Lviv opened a bakery.”"
        in report.text
    )


def test_snippets(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "snippets.jsonl"
    told = [
        {"text": TEXT, "kind": "control regained"},
        {"text": "The mayor opened a bakery.", "kind": "meeting"},
    ]
    path.write_text("\n".join(map(json.dumps, told)))
    report, _, steps = events(path, knowledge)
    assert report.text.startswith("2 snippets, label kind\n")
    assert "macro F1 0.500" in report.text
    assert [row["label"] for row in report.errors] == ["meeting"]
    assert steps == [(1, 2), (2, 2)]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("gold.json", "{", "gold.json: This is no JSON"),
        ("gold.json", "[]", "no object"),
        ("gold.jsonl", "", "There is no gold in it"),
        ("gold.json", json.dumps({"pins": []}), "Its article '' was not found"),
        ("gold.json", json.dumps({"pins": [], "article": "none.txt"}), "--articles FOLDER"),
        (
            "gold.jsonl",
            json.dumps(GOLD) + "\n" + json.dumps({"text": TEXT}),
            'line 2: There are no "pins"',
        ),
        ("gold.json", json.dumps({"text": TEXT}), "There is no label"),
    ],
)
def test_what_is_no_gold_is_refused(
    name: str, text: str, message: str, tmp_path: Path, knowledge: Knowledge
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=message):
        events(tmp_path / name, knowledge)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path, knowledge: Knowledge) -> None:
    (tmp_path / "gold.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="no text in UTF-8"):
        events(tmp_path / "gold.json", knowledge)


def test_a_corpus_of_places(tmp_path: Path, knowledge: Knowledge) -> None:
    path = tmp_path / "corpus.jsonl"
    text = "The mayor of Lviv met her colleague from Kharkiv."
    places = [
        {
            "start": 13,
            "end": 17,
            "text": "Lviv",
            "latitude": 49.84,
            "longitude": 24.02,
            "demonym": False,
        },
        {
            "start": 41,
            "end": 48,
            "text": "Kharkiv",
            "latitude": 0,
            "longitude": 0,
            "demonym": False,
        },
    ]
    path.write_text(
        "\n".join(
            json.dumps({"id": number, "text": text, "toponyms": places}) for number in range(4)
        )
    )
    steps: list[tuple[int, int]] = []
    report = evaluate_geoparsing(
        path, knowledge, sample=3, progress=lambda done, total: steps.append((done, total))
    )
    assert steps == [(1, 3), (2, 3), (3, 3)]
    assert "recognition, exact spans      6      0       0" in report.text
    assert "end to end, 161 km            3      3       3" in report.text
    assert [(row["what"], row["text"], row["sentence"]) for row in report.errors] == [
        (what, "Kharkiv", text) for _ in range(3) for what in ("end to end", "gold span")
    ]


@pytest.mark.parametrize(
    ("count", "taken"),
    [
        (None, [0, 1, 2, 3, 4, 5, 6]),
        (9, [0, 1, 2, 3, 4, 5, 6]),
        (3, [0, 2, 4]),
        (1, [0]),
    ],
)
def test_a_sample_is_spread_over_the_corpus(count: int | None, taken: list[int]) -> None:
    documents = [
        CorpusText(corpus="x", number=at, article=Article(id=str(at), text="x"), gold=())
        for at in range(7)
    ]
    assert [item.number for item in sampled(documents, count)] == taken
