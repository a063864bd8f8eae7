"""ACLED's code on both sides of a front."""

from __future__ import annotations

import pytest

from components.reading.knowledge import Knowledge
from tests.readings import read

ROWS = [
    ("Ukrainian forces retook the town of Kupiansk.", "Government regains territory"),
    ("Russian forces captured the town of Kupiansk.", "Non-state actor overtakes territory"),
    (
        "Ukrainian forces captured Sudzha in the Kursk region.",
        "Non-state actor overtakes territory",
    ),
    ("Russian forces retook Sudzha in the Kursk region.", "Government regains territory"),
    ("Russian forces withdrew from Izyum.", "Change to group/activity"),
    ("The leaders met in Samarkand.", ""),
    ("Air defences shot down ten drones over Kyiv.", "Disrupted weapons use"),
]


@pytest.mark.parametrize(("text", "sub_event"), ROWS)
def test_sub_event(text: str, sub_event: str, knowledge: Knowledge) -> None:
    [event] = read(text, knowledge).events
    assert event.codes.acled_sub_event_type == sub_event
