"""A person's decisions on which events are the same: pairs kept apart or joined."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Literal

from components.core.errors import BadDecision

Key = tuple[str, str]
"""doc_id and event_id."""
COLUMNS = ("decision", "doc_id_1", "event_id_1", "doc_id_2", "event_id_2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Two events of different articles, in any order, and whether they are the same."""

    first: Key
    second: Key
    what: Literal["apart", "same"] = "apart"

    def __post_init__(self) -> None:
        if self.first[0] == self.second[0]:
            raise BadDecision(
                "Both events are of one article; its own reading keeps them apart.",
                way_out="Name events of two articles.",
            )
        for name, key in zip(("first", "second"), sorted((self.first, self.second)), strict=True):
            object.__setattr__(self, name, key)


def read_decisions(data: bytes, *, where: str) -> tuple[Decision, ...]:
    """Decisions of a CSV with the columns COLUMNS. Raises BadDecision with the line."""
    bad = partial(BadDecision, where=where)
    try:
        lines = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        if set(lines.fieldnames or ()) != set(COLUMNS):
            first = f"Its first line is {','.join(COLUMNS)}."
            raise bad("It is no list of decisions.", way_out=first)
        found = tuple(
            dict.fromkeys(_decision(row, f"{where}, line {lines.line_num}") for row in lines)
        )
    except (UnicodeDecodeError, csv.Error) as error:
        raise bad("It cannot be read as CSV in UTF-8.", way_out="Save it so.") from error
    pairs = Counter((one.first, one.second) for one in found)
    if twice := next((pair for pair, count in pairs.items() if count > 1), None):
        raise bad(f"{twice[0][1]} and {twice[1][1]} are both apart and same.", way_out="Keep one.")
    return found


def _decision(row: dict[str, str], where: str) -> Decision:
    bad = partial(BadDecision, where=where)
    cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
    if cells["decision"] not in {"apart", "same"}:
        raise bad(f"decision is {cells['decision'][:40]!r}.", way_out="It is apart or same.")
    if not all(cells.values()):
        raise bad("A doc_id or event_id is missing.", way_out="Take both from events.csv.")
    try:
        return Decision(
            first=(cells["doc_id_1"], cells["event_id_1"]),
            second=(cells["doc_id_2"], cells["event_id_2"]),
            what="apart" if cells["decision"] == "apart" else "same",
        )
    except BadDecision as error:
        raise bad(error.what, way_out=error.way_out) from error


def to_csv(decisions: Iterable[Decision]) -> str:
    """The file that ``read_decisions`` reads, in a fixed order."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(sorted((one.what, *one.first, *one.second) for one in decisions))
    return out.getvalue()
