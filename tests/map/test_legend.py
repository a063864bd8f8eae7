"""The legend shows what is drawn, and nothing else."""

from __future__ import annotations

import base64
import re

from components.map.legend import NOTE, legend_entries, legend_html
from components.map.style import DARK, LIGHT
from tests import sample
from tests.map.given import marks_of


def test_only_what_is_drawn() -> None:
    words = [entry.words for entry in legend_entries(marks_of(sample.analysis()))]
    assert words == [
        "Area of which a part or all is said to be held by Ukraine",
        "Place said to be held by Ukraine",
        "Place said to be left by Russia; holder not stated",
        "Diplomacy, planned",
        "Fighting and strikes",
        "Distance in the text, measured on the map",
        "Dashed edge: the time is vague or open",
        "Dashed circle: near the place, within about 25 km; or the place lies in it",
    ]


def test_one_layer_alone() -> None:
    words = [
        entry.words
        for entry in legend_entries(marks_of(sample.analysis(), frozenset({"diplomacy"})))
    ]
    assert words == ["Diplomacy, planned"]


def test_the_note_stands_in_full_under_the_list() -> None:
    written = legend_html(legend_entries(marks_of(sample.analysis())))
    assert written.count("<img ") == 8
    assert written.endswith(f"<p>{NOTE}</p></div>")
    assert legend_html(()) == '<div class="dl-legend"><ul></ul></div>', (
        "where nothing is drawn there is nothing to note"
    )


def test_on_a_dark_page_nothing_stands_on_white_and_ink_is_light() -> None:
    codes = re.findall(r"base64,([^\"]+)", legend_html(legend_entries(marks_of(sample.analysis()))))
    drawn = [base64.b64decode(code).decode() for code in codes]
    assert all("prefers-color-scheme: dark" in one for one in drawn)
    assert not [one for one in drawn if 'width="28" height="20" rx' in one]
    assert all(f'[stroke="{LIGHT["ink"]}"] {{ stroke: {DARK["ink"]} }}' in one for one in drawn)
