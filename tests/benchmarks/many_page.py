"""A page with a map of made-up events: ``streamlit run tests/benchmarks/many_page.py``; ?n=100000
in its address says how many.

``&way=pydeck`` draws the same with st.pydeck_chart, its days chosen by a slider; ``&places=5000``
bounds the positions.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

import pandas as pd
import pydeck
import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from components.map.packing import Packed, packed
from components.panels.many_map import many_legend, many_map, picked_event
from components.panels.map_frame import last_interaction
from components.view.selection import View
from tests.many import DAYS, FIRST_DAY, GROUPS, events_of

KEY = "many"
FIRST_SHOWN = FIRST_DAY + timedelta(days=5)
LAST_DAY = FIRST_DAY + timedelta(days=DAYS)


@st.cache_resource(max_entries=4)
def made(count: int, places: int | None) -> tuple[pd.DataFrame, Packed]:
    """The events and their file, once for all sessions."""
    table = events_of(count, places=places)
    return table, packed(table)


def ours(table: pd.DataFrame, file: Packed) -> None:
    """Our map, with a filter of the page."""
    only = st.checkbox(f"Only {GROUPS[0]}", key="only")
    kept = table.loc[table["display_group"].eq(GROUPS[0]), "event_id"] if only else None
    view = View(first_day=FIRST_SHOWN if st.checkbox(f"From {FIRST_SHOWN}") else None)
    many_map(file, shown=None if kept is None else file.bits(kept), view=view, key=KEY)
    told = last_interaction(KEY)
    chosen = picked_event(file, KEY) if told.get("file") == file.name else None
    st.text(f"Chosen: {chosen}, the newest of {told.get('picked_of', 0):,}.")
    many_legend(file)


def with_pydeck(table: pd.DataFrame) -> None:
    """The same days with a slider and pydeck."""
    days = st.slider("Days", FIRST_DAY, LAST_DAY, (FIRST_DAY, LAST_DAY), key="days")
    first, last = (day.isoformat() for day in days)
    rows = table[(table["last_day"].fillna("9") >= first) & (table["first_day"].fillna("") <= last)]
    layer = pydeck.Layer(
        "ScatterplotLayer",
        rows[["longitude", "latitude"]],
        get_position="[longitude, latitude]",
        get_radius=2000,
        get_fill_color=[40, 40, 40],
        radius_min_pixels=2,
    )
    st.text(f"Rows: {len(rows)}")
    st.pydeck_chart(
        pydeck.Deck(
            layers=[layer],
            map_provider=None,
            initial_view_state=pydeck.ViewState(latitude=48.5, longitude=34.0, zoom=5),
        ),
        height=600,
    )


st.set_page_config(layout="wide")
asked = st.query_params
given = made(int(asked.get("n", "100000")), int(asked["places"]) if "places" in asked else None)
if asked.get("way") == "pydeck":
    with_pydeck(given[0])
else:
    ours(*given)
