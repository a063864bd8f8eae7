"""Articles dealt out to coders, with gold ones hidden among them, and the answers on these."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import pytest

from components.corrections.changes import SENT_BACK, KindChange, Verdict
from components.corrections.gold_items import WHOLE, dealt, gold_report, without_gold
from components.corrections.records import Corrections
from components.corrections.spot_check import wilson
from tests.corrections.test_agreement import coded

ARTICLES = tuple(f"{number:064x}" for number in range(40))
GOLD, OTHER = ARTICLES[0], ARTICLES[1]
CODERS = ("A", "B", "C")


def test_every_coder_gets_the_gold_and_each_other_article_goes_to_two() -> None:
    gold = set(ARTICLES[:6])
    shares = dealt(ARTICLES, gold, coders=CODERS, each=2, seed="one")
    assert dealt(ARTICLES[::-1], gold, coders=CODERS, each=2, seed="one") == shares
    assert dealt(ARTICLES, gold, coders=CODERS, each=2, seed="two") != shares
    counts = Counter(article for share in shares.values() for article in share)
    assert {counts[one] for one in gold} == {3}
    assert {counts[one] for one in ARTICLES if one not in gold} == {2}
    sizes = [len(share) for share in shares.values()]
    assert max(sizes) - min(sizes) <= 1
    for one, other in combinations(CODERS, 2):
        assert set(shares[one]) & set(shares[other]) - gold, "every pair can be compared"
        own, theirs = (
            [article for article in shares[coder] if article in gold] for coder in (one, other)
        )
        assert sorted(own) == sorted(theirs)
        assert own != theirs, "the order does not show them"


def test_gold_stands_anywhere_in_the_order() -> None:
    places = Counter(
        dealt(ARTICLES[:10], {GOLD}, coders=("A",), each=1, seed=str(seed))["A"].index(GOLD)
        for seed in range(1_000)
    )
    assert len(places) == 10
    assert all(60 < count < 145 for count in places.values()), "each about 100 times"


@pytest.fixture
def gold() -> Corrections:
    return coded(
        "Expert",
        (0, Verdict(decision="accept")),
        (10, Verdict(decision="fix")),
        (10, KindChange(kind="meeting")),
        (20, Verdict(decision="reject")),
        (30, Verdict(decision="accept")),
        article=GOLD,
    )


def test_answers_on_gold_are_told_apart_for_each_coder(gold: Corrections) -> None:
    first = coded(
        "A",
        (0, Verdict(decision="accept")),
        (10, Verdict(decision="fix")),
        (10, KindChange(kind="agreement")),
        (20, Verdict(decision="reject")),
        article=GOLD,
    )
    common = coded("A", (0, Verdict(decision="accept")), article=OTHER)
    second = coded("B", (0, Verdict(decision="reject")), article=OTHER)
    files = {"a.json": first.with_these(common.corrections), "b.json": second}
    others, scores = without_gold(files, gold)
    assert {one.article for held in others.values() for one in held.corrections} == {OTHER}
    told = {
        (one.coder, one.field): (one.items, one.right, one.left)
        for one in scores
        if one.field in {"decision", "kind", WHOLE}
    }
    assert told == {
        ("A", "decision"): (3, 3, 1),
        ("A", "kind"): (3, 2, 1),
        ("A", WHOLE): (3, 2, 1),
        ("B", "decision"): (0, 0, 4),
        ("B", "kind"): (0, 0, 4),
        ("B", WHOLE): (0, 0, 4),
    }
    [whole] = [one for one in scores if (one.coder, one.field) == ("A", WHOLE)]
    assert whole.interval == wilson(2, 3)
    lines = gold_report(scores).splitlines()
    [line] = [one for one in lines if one.startswith("A ") and WHOLE in one]
    assert line.split() == ["A", "whole", "item", "3", "2", "0.67", "0.21–0.94", "1"]


def test_what_was_sent_back_is_not_coded(gold: Corrections) -> None:
    held = coded(
        "A", (0, Verdict(decision="accept")), (10, Verdict(decision="accept")), article=GOLD
    )
    kept, back = held.corrections
    held = Corrections(corrections=(kept, replace(back, change=SENT_BACK, note="which?")))
    _, scores = without_gold({"a.json": held}, gold)
    assert [(one.items, one.left) for one in scores if one.field == WHOLE] == [(1, 3)]
