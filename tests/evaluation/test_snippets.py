"""Snippets with a label: what is read, and the means over classes."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.core.errors import BadRecord
from components.core.records import Event, EventCodes
from components.evaluation.scores import Score
from components.evaluation.snippets import (
    NONE,
    Labelled,
    Snippet,
    class_scores,
    confusion,
    error_rows,
    macro_f1,
    principal,
    read_snippets,
    weighted_f1,
)
from components.sources.article.read import read_text
from tests import sample

TEXT = "The army left Brenholt."
EVENT = sample.analysis().events[0]


def told(kind: str) -> tuple[Event, ...]:
    """One event of the kind; none for an empty kind."""
    return (
        (replace(EVENT, kind=kind, codes=EventCodes(display_group="x", plover_type=kind.upper())),)
        if kind
        else ()
    )


def labelled(label: str, *kinds: str) -> Labelled:
    snippet = Snippet(article=read_text(TEXT), column="kind", label=label)
    return Labelled(snippet=snippet, events=tuple(event for kind in kinds for event in told(kind)))


ANSWERS = [
    labelled("a", "a"),
    labelled("a", "a"),
    labelled("a", "b", "a"),
    labelled("b", "b"),
    labelled("c", ""),
    labelled("c", "d"),
]


def test_known_scores() -> None:
    scores = class_scores(ANSWERS)
    assert scores == {
        "a": Score(right=2, missed=1),
        "b": Score(right=1, wrong=1),
        "c": Score(missed=2),
    }
    assert macro_f1(scores) == pytest.approx((4 / 5 + 2 / 3 + 0) / 3)
    assert weighted_f1(scores) == pytest.approx((3 * 4 / 5 + 2 / 3 + 0) / 6)


def test_the_principal_event_is_the_first() -> None:
    events = (*told("a"), *told("b"))
    assert principal(events, "kind") == events[0]
    assert principal((), "kind") is None


def test_confusion_counts_every_snippet() -> None:
    table = confusion(ANSWERS)
    assert table.to_dict("index") == {
        "a": {NONE: 0, "a": 2, "b": 1, "d": 0},
        "b": {NONE: 0, "a": 0, "b": 1, "d": 0},
        "c": {NONE: 1, "a": 0, "b": 0, "d": 1},
    }


def test_errors_have_the_text_and_all_events() -> None:
    rows = error_rows(ANSWERS)
    assert [(row["label"], row["answer"], row["among_events"]) for row in rows] == [
        ("a", "b", True),
        ("c", NONE, False),
        ("c", "d", False),
    ]
    assert {row["text"] for row in rows} == {TEXT}
    assert [event["kind"] for event in rows[0]["events"]] == ["b", "a"]


KINDS = st.sampled_from(["a", "b", "c", ""])


@given(pairs=st.lists(st.tuples(st.sampled_from(["a", "b", "c"]), KINDS), min_size=1))
def test_right_answers_are_the_accuracy_and_perfect_ones_score_one(
    pairs: list[tuple[str, str]],
) -> None:
    answers = [labelled(label, kind) for label, kind in pairs]
    scores = class_scores(answers)
    assert sum(score.right for score in scores.values()) == sum(
        label == kind for label, kind in pairs
    )
    assert sum(score.right + score.missed for score in scores.values()) == len(pairs)
    perfect = class_scores([labelled(label, label) for label, _ in pairs])
    assert macro_f1(perfect) == weighted_f1(perfect) == 1
    assert macro_f1(scores) <= 1


LABELS = [
    ({"plover_type": "RETREAT"}, "plover_type", "RETREAT"),
    ({"acled_sub_event_type": "Agreement"}, "acled_sub_event_type", "Agreement"),
    (
        {"sub_event_type": "Agreement", "event_type": "Strategic developments"},
        "acled_sub_event_type",
        "Agreement",
    ),
    ({"event_type": "Battles"}, "acled_event_type", "Battles"),
    ({"kind": "withdrawal", "plover_type": "RETREAT"}, "kind", "withdrawal"),
    ({"cameo_code": "0873"}, "cameo_code", "08"),
]


@pytest.mark.parametrize(("fields", "column", "label"), LABELS)
def test_the_label_is_found_by_the_name_of_the_column(
    fields: dict[str, str], column: str, label: str, tmp_path: Path
) -> None:
    path = tmp_path / "snippets.jsonl"
    path.write_text(json.dumps({"text": TEXT, **fields}) + "\n\n")
    (snippet,) = read_snippets(path)
    assert (snippet.column, snippet.label, snippet.article.text) == (column, label, TEXT)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no JSON", "snippets.jsonl, line 2: This is no JSON"),
        ("[]", "no object"),
        ('{"text": "x"}', "There is no label"),
        ('{"kind": "x"}', "is no text"),
        ('{"text": "x", "kind": 3}', "is no text"),
    ],
)
def test_a_damaged_line_is_named(line: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "snippets.jsonl"
    path.write_text(json.dumps({"text": TEXT, "kind": "withdrawal"}) + "\n" + line)
    with pytest.raises(BadRecord, match=message):
        read_snippets(path)
