"""The guess between claims: small hollow ticks that the legend calls a guess, and nothing of it in
a file."""

from __future__ import annotations

import pandas as pd

from components.control.hint import COLUMNS
from components.core.settings import ROOT
from components.map.control import hint_marks
from components.map.legend import legend_entries
from components.map.style import Symbol

TICKS = pd.DataFrame(
    [("geonames:9", "Hamlet", 49.3, 37.2, "Ukraine", "geonames:707753", 4.2)], columns=list(COLUMNS)
)


def test_a_tick_is_small_hollow_and_called_a_guess() -> None:
    marks = list(hint_marks(TICKS, colours={"Ukraine": "#0072B2"}))
    assert [mark.look for mark in marks] == [
        Symbol(shape="triangle", fill="hollow", colour="#0072B2", radius=3.5)
    ]
    assert [entry.words for entry in legend_entries(marks)] == [
        "Guess from the nearest claim. Not control. Ukraine"
    ]
    assert (marks[0].label, marks[0].event_ids) == ("", ())


def test_no_module_that_writes_files_knows_of_it() -> None:
    writers = [
        *(ROOT / "components" / "export").rglob("*.py"),
        *(ROOT / "components" / "commands").glob("*.py"),
    ]
    assert len(writers) > 20
    assert [
        path.name
        for path in writers
        if "hint_marks" in path.read_text(encoding="utf-8")
        or "control.hint" in path.read_text(encoding="utf-8")
    ] == []
