"""Agencies and speakers under their several names."""

from __future__ import annotations

import pytest

from components.linking.independent import agency_in, origins, speaker_key


@pytest.mark.parametrize(
    ("publisher", "url", "sentence", "agency"),
    [
        ("Fox News (AP)", "", "", "Associated Press"),
        ("The News International (AFP)", "", "", "Agence France-Presse"),
        ("Example Times", "https://www.reuters.com/world/x", "", "Reuters"),
        (
            "Example Times",
            "",
            "KYIV, June 30 (Reuters) – Russian forces left the island.",
            "Reuters",
        ),
        ("Example Times", "", "Russian forces (about 200) – left the island.", ""),
        ("Example Times", "", "AP reported that forces left.", ""),
        ("Interfax-Ukraine", "", "", "Interfax-Ukraine"),
        ("Apple Daily", "https://notreuters.com/", "", ""),
        ("", "", "", ""),
    ],
)
def test_whose_copy_it_is(publisher: str, url: str, sentence: str, agency: str) -> None:
    assert agency_in(publisher, url, [sentence]) == agency


@pytest.mark.parametrize(
    "names",
    [
        (
            "Russia's Defence Ministry",
            "Russian Defense Ministry",
            "Russian Defense Ministry spokesman Igor Konashenkov",
        ),
        ("President Volodymyr Zelensky", "Volodymyr Zelenskyy", "Zelenskiy"),
        ("Ukraine's military", "Ukrainian military"),
        ("ISW", "Institute for the Study of War"),
        ("TASS", "ITAR-TASS"),
        ("Governor Ana Moreau", "Moreau"),
    ],
)
def test_one_speaker_of_several_names(names: tuple[str, ...]) -> None:
    assert len({speaker_key(name) for name in names}) == 1
    assert speaker_key(names[0])


@pytest.mark.parametrize(
    "name",
    ["", "officials", "a private person", "US official", "local official", "mayor", "troops"],
    ids=lambda name: name or "empty",
)
def test_nobody_is_named(name: str) -> None:
    assert speaker_key(name) == ""


@pytest.mark.parametrize(
    ("members", "number"),
    [
        ([], 0),
        ([set()], 1),
        ([set(), set()], 2),
        ([{"a"}, {"a"}], 1),
        ([{"a"}, {"b"}], 2),
        ([{"a"}, {"b"}, {"a", "b"}], 1),
        ([{"a"}, {"b"}, {"b", "c"}, {"c", "a"}], 1),
    ],
)
def test_origins_are_counted_once(members: list[set[str]], number: int) -> None:
    assert origins([frozenset(one) for one in members]) == number
