"""The map of a corpus: every event with a pin, packed once for all sessions; it shows the
selection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import partial

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from components.map.packing import Packed, bits_where, packed
from components.panels import camera, view_state
from components.panels.corpus import session
from components.panels.many_map import has_new_pick, many_legend, many_map, picked_event
from components.store import queries, rows
from components.store.database import Store
from components.view.selection import FIRST, View

KEY = "corpus_map"


def colours() -> Mapping[str, str]:
    """The colours of the sides on the map; a side whose claims have no pin has none."""
    return _packed(session.opened().state, session.opened().store)[0].colours


def map_panel(view: View) -> None:
    """The map; a click and the camera change the view."""
    file, _ = _packed(session.opened().state, session.opened().store)
    # The selection on all days: the map itself knows the days.
    asked = view.selection().of_any_day()
    shown = None if asked == FIRST or not len(file) else session.answer_of(_bits, asked)
    # The map knows an event by its number.
    number = (
        session.answer_of(queries.number_of, view.doc, view.selected) if view.selected else None
    )
    of_map = replace(view, selected=None if number is None else str(number))
    many_map(file, shown=shown, view=of_map, key=KEY, on_change=partial(_follow, file))


def legend() -> None:
    """What the signs on the map mean."""
    many_legend(_packed(session.opened().state, session.opened().store)[0])


@st.cache_resource(max_entries=2, show_spinner=False)
def _packed(state: str, _store: Store) -> tuple[Packed, NDArray[np.int64]]:
    """The file, and the number that each of its records has in the index."""
    file = packed(queries.points(_store))
    return file, file.ids.astype("int64").to_numpy()


def _bits(store: Store, view: View, place_ids: Collection[str]) -> bytes:
    """A bit for each record: whether it is selected."""
    _, numbers = _packed(session.opened().state, store)
    return bits_where(np.isin(numbers, queries.numbers(store, view, place_ids)))


def _follow(file: Packed) -> None:
    """Choose the clicked event, and note where the map stands."""
    camera.follow(KEY)
    if has_new_pick(file, KEY) and (number := picked_event(file, KEY)):
        doc_id, event_id = rows.key_of(session.opened().store, int(number))
        view_state.change(doc=doc_id, selected=event_id)
