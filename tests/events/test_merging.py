"""The same event once: what is one event with several passages, and what stays apart."""

from __future__ import annotations

import pytest

from components.knowledge import Knowledge
from tests.reading import kinds, read

ONE = [
    "Leaders to meet in Samarkand\n\nThe two leaders will meet at a summit in Samarkand.\n\n"
    "The Samarkand summit is scheduled for September 15-16.",
    "Russian forces left Izyum on Saturday. The withdrawal was announced by the ministry.",
    "A suicide bombing killed 13 soldiers in Kayseri on Saturday.",
]
APART = [
    ("Ukrainian troops retook Kupiansk on Friday. They retook Izyum on Saturday.", ["control regained", "control regained"]),
    ("Shelling hit Kherson on Friday. Shelling hit Kherson on Saturday.", ["shelling/artillery/missile attack"] * 2),
    ("The leaders met in Vienna on Friday. They will meet in Vienna next month.", ["meeting", "meeting"]),
]


@pytest.mark.parametrize("text", ONE)
def test_one_event(text: str, knowledge: Knowledge) -> None:
    assert len(kinds(read(text, knowledge))) == 1


@pytest.mark.parametrize(("text", "expected"), APART)
def test_apart(text: str, expected: list[str], knowledge: Knowledge) -> None:
    assert kinds(read(text, knowledge)) == expected
