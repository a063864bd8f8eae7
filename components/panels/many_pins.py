"""An article of more pins than a browser draws one by one: the map of a corpus, with the article's days and filters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from components.facets import matching
from components.layers.events import row_layers
from components.layers.packing import Packed, packed
from components.layers.picking import picking_group
from components.panels import camera, evidence, session
from components.panels.frame import told
from components.panels.many_map import MANY, Moved, many_legend, many_map
from components.panels.reading import Reading
from components.safe_html import element
from components.view import View, drawn

KEY = "many_pins"
COLUMNS: Mapping[str, str] = {"first_day": "date_start", "last_day": "date_end", "display_group": "group", "place_name": "place"}
"""Names of the events table, and what the packed file calls them."""
NOT_DRAWN = (f"This article has more than {MANY:,} pins. They are drawn on one canvas with the days under the map; measures, "
             "outlines of areas, other articles and reference maps are left off it.")


def is_many(found: Reading) -> bool:
    """Whether the article, unfiltered, has too many pins for a layer a kind."""
    return len(drawn(found.events)) > MANY


def many_pins(found: Reading, view: View) -> None:
    """Draw them; a click chooses the event, and the days chosen in the map are those of the page."""
    file = _file(found)
    first, last = _days(found)
    unbound = replace(view, first_day=None if view.first_day and view.first_day <= first else view.first_day,
                      last_day=None if view.last_day and view.last_day >= last else view.last_day)
    above = [picking_group()] if st.session_state.get("picking") else []
    many_map(file, shown=_shown(found, view, file), view=unbound, key=KEY, above=above,
             on_move=lambda moved: _follow(moved, (first, last)))


def legend(found: Reading) -> None:
    """What the signs say, and what is left off."""
    st.html(element("p", NOT_DRAWN, class_="dl-hint"))
    many_legend(_file(found))


def _follow(moved: Moved, all_days: tuple[date, date]) -> None:
    state = st.session_state
    if moved.window is not None:
        state.days = (moved.window[0] or all_days[0], moved.window[1] or all_days[1])
    if state.get("picking"):
        camera.hand_over_point(told(KEY))
    elif moved.picks and moved.picks != state.get("many_picks", 0):
        state.many_picks = moved.picks
        session.choose(moved.chosen)
    if moved.camera:
        camera.note_camera(*moved.camera)


def _days(found: Reading) -> tuple[date, date]:
    """The first and the last day of any event, or of the news where none has one."""
    known = [str(day) for name in ("first_day", "last_day") for day in found.events[name].dropna()]
    news = session.news_days(found)
    return min([date.fromisoformat(min(known)), news[0]]) if known else news[0], (
        max([date.fromisoformat(max(known)), news[1]]) if known else news[1])


def _shown(found: Reading, view: View, file: Packed) -> bytes:
    """The bits of what the filters and the switches of the layers let through; the days are the map's own."""
    kept = matching(drawn(found.events), view.filters)
    return file.bits(kept.loc[row_layers(kept, found.claims).isin(view.layers), "event_id"])


def _file(found: Reading) -> Packed:
    return evidence.kept("kept_pins", (found.events, found.claims), lambda: packed(_table(found)))


def _table(found: Reading) -> pd.DataFrame:
    """The drawn events in the columns of the packed file, each with what a claim of it says of the place."""
    rows = drawn(found.events)
    held = found.claims.drop_duplicates(["event_id", "place_id"])[["event_id", "place_id", "holder", "left_by"]]
    table = rows.merge(held, on=["event_id", "place_id"], how="left").rename(columns=dict(COLUMNS))
    return table[["event_id", "latitude", "longitude", "modality", "time_kind", "geo_precision", "place_kind", "holder",
                  "left_by", *COLUMNS.values()]]
