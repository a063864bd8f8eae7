"""Which names are spellings of one, and which only look alike."""

from __future__ import annotations

import pytest

from components.places.sounds import likeness, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Makhmour", "Makhmur"),
        ("Beiji", "Bayjī"),
        ("Khalidiya", "Al Khālidīyah"),
        ("Qamishli", "Al Qāmishlī"),
        ("Al Shadaddi", "Ash Shaddādī"),
        ("Khan Younis", "Khān Yūnis"),
        ("Oleksiivka", "Oleksiyivka"),
        ("Jawf", "Al Jawf"),
    ],
)
def test_the_same_sound(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert likeness(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Muqdadiyah", "Al Miqdādīyah"), ("Sayed Abad", "Sayyidabad"), ("Lahj", "Laḩij")],
)
def test_nearly_the_same(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
    assert 0.8 <= likeness(one, other) < 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [("Aden", "Odun"), ("Homs", "Hamas"), ("Daleh", "Dalu"), ("Kyiv", "Kiva"), ("Lviv", "Lyman")],
)
def test_other_names(one: str, other: str) -> None:
    assert likeness(one, other) == 0.0
