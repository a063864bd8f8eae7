"""What is done had happened by the day on which it was told, whatever the parse makes of the
sentence."""

from __future__ import annotations

from datetime import date

import pytest

from components.reading.knowledge import Knowledge
from tests.readings import read


@pytest.mark.parametrize(
    ("text", "first", "last", "kind"),
    [
        (
            "Ukrainian troops have retaken nearly all of Kharkiv Oblast, the Institute for the Study of War said on Sunday.",
            None,
            "2022-09-11",
            "open",
        ),
        (
            "Officials said on Thursday that Russian troops left Izyum this month.",
            "2022-09-01",
            "2022-09-08",
            "month",
        ),
        (
            "Officials said on 8 September that Russian troops had left Izyum this year.",
            "2022-01-01",
            "2022-09-08",
            "vague",
        ),
        (
            "Officials said on Thursday that Russian troops left Izyum on Saturday.",
            "2022-09-10",
            "2022-09-10",
            "day",
        ),
        (
            "Officials said on Thursday that Russian troops will leave Izyum this month.",
            "2022-09-12",
            "2022-09-30",
            "month",
        ),
        (
            "Since the start of September, the front has moved. Russian troops have left Izyum, officials said on Thursday.",
            "2022-09-01",
            "2022-09-08",
            "vague",
        ),
        ("Russian troops left Izyum this month.", "2022-09-01", "2022-09-12", "month"),
    ],
)
def test_what_is_done_ends_on_the_day_it_was_told(
    text: str, first: str | None, last: str, kind: str, knowledge: Knowledge
) -> None:
    event = read(text, knowledge).events[-1]
    assert (event.time.first_day, event.time.last_day, event.time.kind) == (
        date.fromisoformat(first) if first else None,
        date.fromisoformat(last),
        kind,
    )
