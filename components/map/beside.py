"""What the articles beside the open one tell, laid under it: hollow frames and plain outlines,
whatever the kind of event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from components.core.protocols import Areas
from components.map.marks import Mark, mark_of, outline_of
from components.map.style import BESIDE, BESIDE_AREA
from components.view.selection import drawn
from components.wording.phrases import row_dicts, spelled, value
from components.wording.sentences import in_words_of

MEANING = "Reported by another article on the page"
AREA_MEANING = "Area in another article on the page"


def beside_marks(events: pd.DataFrame, *, areas: Areas) -> Iterator[Mark]:
    """A mark for each drawn row of the other articles."""
    for row in row_dicts(drawn(events)):
        geometry = outline_of(row, areas)
        teller = value(row, "publisher") or value(row, "title") or "Another article"
        yield mark_of(
            row,
            layer="beside",
            geometry=geometry,
            look=BESIDE_AREA if geometry else BESIDE,
            label=spelled(row),
            event_ids=(value(row, "event_id"),),
            tips=(f"{teller}: {spelled(row)}: {in_words_of(row, ())}",),
            meaning=AREA_MEANING if geometry else MEANING,
        )


def named_once(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """The marks, those of other articles without the name of a place that another mark names
    already."""
    named = {mark.place_id for mark in marks if mark.label and mark.layer != "beside"}
    return tuple(
        replace(mark, label="") if mark.layer == "beside" and mark.place_id in named else mark
        for mark in marks
    )
