"""Numbers in words."""

import pytest

from components.wording.phrases import counted, sureness


@pytest.mark.parametrize(
    ("number", "told"), [(0, "0 events"), (1, "1 event"), (3, "3 events"), (1203, "1,203 events")]
)
def test_counted(number: int, told: str) -> None:
    assert counted(number, "event") == told


@pytest.mark.parametrize(
    ("confidence", "word"),
    [
        (1.0, "sure"),
        (0.9, "sure"),
        (0.89, "likely"),
        (0.5, "likely"),
        (0.49, "unsure"),
        (0.0, "unsure"),
    ],
)
def test_sureness(confidence: float, word: str) -> None:
    assert sureness(confidence) == word
