"""Copies are one origin, reports written apart are not; whatever the order, and on any machine."""

from __future__ import annotations

import os
import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, strategies

from components.core.settings import ARTICLES, ROOT
from components.store.origins import copies_among, read_signature, signature_of
from tests.store.copies import BULLETINS, CHANGES, REPORTS

FIRST = {name: pair[0] for name, pair in REPORTS.items()}


def origin_ids(texts: dict[str, str]) -> dict[str, str]:
    found = copies_among([(doc_id, signature_of(text)) for doc_id, text in texts.items()])
    return {doc_id: found.get(doc_id, doc_id) for doc_id in texts}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("event", REPORTS)
def test_copies_have_the_smallest_of_their_ids(event: str, change: str) -> None:
    text = FIRST[event]
    assert origin_ids({"z": text, "a": CHANGES[change](text)}) == {"z": "a", "a": "a"}


@pytest.mark.parametrize("texts", [*REPORTS.values(), BULLETINS, tuple(FIRST.values())])
def test_reports_written_apart_are_origins_of_their_own(texts: tuple[str, ...]) -> None:
    ids = {str(number): text for number, text in enumerate(texts)}
    assert origin_ids(ids) == {doc_id: doc_id for doc_id in ids}


def test_the_bundled_articles_are_origins_of_their_own() -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in ARTICLES.glob("*.txt")}
    assert origin_ids(texts) == {name: name for name in texts}


@pytest.mark.parametrize("text", ["", "One.", "Two words", "…"])
def test_texts_too_short_to_tell_are_origins_of_their_own(text: str) -> None:
    assert origin_ids({"a": text, "b": text}) == {"a": "a", "b": "b"}


CORPUS = {
    f"{event}-{number}": changed
    for event, text in FIRST.items()
    for number, changed in enumerate([text, *(change(text) for change in CHANGES.values())])
}


@given(strategies.permutations(sorted(CORPUS)))
def test_the_order_does_not_matter(order: list[str]) -> None:
    found = origin_ids({doc_id: CORPUS[doc_id] for doc_id in order})
    assert found == {doc_id: f"{doc_id.split('-')[0]}-0" for doc_id in CORPUS}


def test_a_text_that_is_a_copy_of_two_makes_them_one() -> None:
    """Two halves share nothing until the whole comes."""
    words = [f"word{number}" for number in range(300)]
    halves = {"b": " ".join(words[:150]), "a": " ".join(words[150:])}
    assert origin_ids(halves) == {"b": "b", "a": "a"}
    assert origin_ids(halves | {"c": " ".join(words)}) == {"b": "a", "a": "a", "c": "a"}


def test_a_copy_is_found_among_thousands() -> None:
    chance = random.Random(1)
    texts = [" ".join(f"w{chance.randrange(50_000)}" for _ in range(20)) for _ in range(8_692)]
    copied = (0, 4095, 4096, 8192, len(texts) - 1)
    found = origin_ids(
        {str(number): text for number, text in enumerate(texts)}
        | {f"copy {number}": f"{texts[number]} and more" for number in copied}
    )
    expected = {str(number): str(number) for number in range(len(texts))}
    assert found == expected | {f"copy {number}": str(number) for number in copied}


def test_thousands_of_one_text_are_one_origin() -> None:
    signature = signature_of(FIRST["bridge"])
    found = copies_among([(str(number), signature) for number in range(5_096)])
    assert found == {str(number): "0" for number in range(5_096)}


def test_a_signature_is_the_same_on_every_machine() -> None:
    """Whatever the seed with which a process hashes strings."""
    code = "from components.store.origins import signature_of; print(signature_of('a b c d e').hashes.sum())"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "1"},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    assert int(told) == signature_of("a b c d e").hashes.sum()


@given(strategies.text())
def test_every_text_has_a_signature(text: str) -> None:
    signature = signature_of(text)
    assert (signature.triples == 0) == (signature.hashes == np.iinfo(np.uint8).max).all()
    again = read_signature(signature.written())
    assert (again.triples, again.hashes.tolist()) == (signature.triples, signature.hashes.tolist())
