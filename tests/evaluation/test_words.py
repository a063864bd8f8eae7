"""Which two ways to write a speaker or an actor are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.evaluation.words import SameName, same_name
from components.lexicon.people import actor_lexicon


@pytest.fixture(scope="module")
def same() -> SameName:
    return same_name(actor_lexicon())


SAME = [
    ("Russia's defence ministry", "the Russian Defense Ministry"),
    ("Ministry of Defence of Russia", "Russia´s Defence Ministry"),
    ("governor of Luhansk", "the governor of the eastern Luhansk region"),
    ("a local official", "local officials"),
    ("President Zelensky", "Volodymyr Zelenskyy"),
    ("Ukrainian President Volodymyr Zelenskyy", "Zelenskiy"),
    ("U.S. State Department", "State Department of the United States"),
    ("Beijing", "China"),
    ("Mr. Lavrov", "Foreign Minister Sergei Lavrov"),
    ("Jose Manuel Albares (Spain)", "Spain's Foreign Minister José Manuel Albares"),
    ("", ""),
]
OTHER = [
    ("Russia's Defence Ministry", "Russia's Foreign Ministry"),
    ("Russia's Defence Ministry", "Ukraine's Defence Ministry"),
    ("Ukraine's president", "Ukraine's military"),
    ("President Zelensky", "President Putin"),
    ("Russian officials", "Ukrainian officials"),
    ("South Korea", "North Korea"),
    ("the mayor", ""),
    ("", "Russia"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_same(one: str, other: str, same: SameName) -> None:
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_not_the_same(one: str, other: str, same: SameName) -> None:
    assert not same(one, other)
    assert not same(other, one)


@given(name=st.text())
def test_every_name_is_its_own(name: str, same: SameName) -> None:
    assert same(name, name)
    assert same(name, name.upper().lower()) == same(name.upper().lower(), name)
