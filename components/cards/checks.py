"""Measurable claims and what the map gives, as a table in words."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from components.cards.control_table import stacked_cell, table_html
from components.cards.facts import LENGTH_KINDS
from components.control.statements import Row, plain
from components.core.safe_html import Html, element, join
from components.lexicon.measures import KM_PER_UNIT
from components.wording.control import distance_in_words
from components.wording.locale import length

HEADS = ("The words", "Measured", "Allowed", "Verdict", "How")
SIGNS: Mapping[str, str] = {"km2": "km²", "mi2": "mi²"}


def checks_html(checks: pd.DataFrame) -> Html:
    """A row for each claim, with the columns HEADS."""
    rows = []
    for row in plain(checks):
        kind = element("small", row["kind"])
        words = element("th", "“", row["claim"], "”", element("br"), kind, scope="row")
        lines = join(element("div", line) for line in measured_in_words(row))
        cells = (lines, *(str(row[name]) for name in ("tolerance", "verdict", "how")))
        rows.append(element("tr", words, *map(stacked_cell, HEADS[1:], cells)))
    return table_html(
        HEADS,
        rows,
        caption="Measures: the words compared with the map",
        label="Measures",
        name="dl-standing",
    )


def measured_in_words(row: Row) -> tuple[str, ...]:
    """("36–40 mi centre to centre, 24° (NNE)", "38 mi, 61 km between the points"), ("31,389 km²",),
    ("96 %",), or ("not measured",).

    ``row`` is a plain row of the checks; lengths come in the reader's unit first."""
    if row["measured"] == "":
        return ("not measured",)
    if row["kind"] not in LENGTH_KINDS:
        unit = str(row["unit"])
        area = f"{float(row['measured']):,.0f} {SIGNS.get(unit, unit)}"
        in_km2 = f"{float(row['measured_km']):,.0f} km²" if row["measured_km"] != "" else ""
        return (area if unit == "km2" or not in_km2 else f"{area} ({in_km2})",)
    value, unit = length(
        float(row["measured"]), str(row["unit"]), measured_km=float(row["measured_km"])
    )
    other = "km" if unit == "mi" else "mi"
    both = f"{value:.0f} {unit}, {float(row['measured_km']) / KM_PER_UNIT[other]:.0f} {other}"
    if row["kind"] != "distance" or row["low_km"] == "":
        return (both,)
    between = distance_in_words({**row, "unit": unit}).split("; the text says ")[0]
    return between, f"{both} between the gazetteer's points"
