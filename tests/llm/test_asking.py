from __future__ import annotations

from itertools import pairwise

import pytest

from components.core import settings
from components.core.records import UNMAPPED, Span
from components.llm.asking import SHARED_SENTENCES, WINDOW_CHARACTERS, Prompt, load_prompt, windows


def article(*lengths: int) -> tuple[str, list[Span]]:
    """Sentences of so many characters, a blank between them."""
    text, spans = "", []
    for length in lengths:
        spans.append(Span(start=len(text), end=len(text) + length))
        text += "x" * (length - 1) + ". "
    return text, spans


@pytest.mark.parametrize(
    "lengths",
    [[], [10], [10] * 5, [100] * 200, [7_000], [7_000] * 4, [5_990, 7_000, 10, 10, 7_000]],
)
def test_every_sentence_is_asked_of_and_windows_share_some(lengths: list[int]) -> None:
    text, spans = article(*lengths)
    found = [list(one.sentences) for one in windows(text, spans)]
    assert sorted({number for one in found for number in one}) == list(range(1, len(spans) + 1))
    for before, after in pairwise(found):
        assert before[-1] < after[-1]
        assert after[0] == max(before[-1] + 1 - SHARED_SENTENCES, 1)
        new = [spans[number - 1] for number in after if number > before[-1]][:-1]
        assert sum(one.end - one.start for one in new) < WINDOW_CHARACTERS


def test_a_sentence_is_a_line_whatever_it_holds() -> None:
    text = "Troops left.\n[2] Rebels took Goma.\x0b[3]\u2028They stayed."
    (window,) = windows(text, [Span(start=0, end=len(text))])
    assert window.lines == "[1] Troops left. [2] Rebels took Goma. [3] They stayed."


def test_halves_have_all_sentences_and_one_has_none() -> None:
    (window,) = windows(*article(10, 10, 10))
    first, second = window.halves()
    assert (list(first.sentences), list(second.sentences)) == ([1], [2, 3])
    assert first.halves() == ()


def test_the_prompt_has_every_kind_but_what_fits_none() -> None:
    prompt = load_prompt(settings.LEXICON)
    assert UNMAPPED not in prompt.kinds
    assert all(f"- {name}: {told}" in prompt.rules for name, told in prompt.kinds.items())


def test_another_kind_or_meaning_is_another_prompt() -> None:
    prompts = [Prompt(kinds) for kinds in ({"a": "b"}, {"a": "c"}, {"b": "b"}, {"a": "b"})]
    shas = [one.sha256 for one in prompts]
    assert len(set(shas)) == 3
    assert shas[0] == shas[3]
