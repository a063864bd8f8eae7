"""Articles of more pins than a browser draws one by one: the map of a corpus, with the days,
filters and layers of an article."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.map.canvas import picking_group
from components.map.events import groups_of, heaviest, row_layers, surroundings
from components.map.marks import Mark, marks_on
from components.map.packing import Packed, packed
from components.panels import articles, camera, evidence, reference_overlay, session
from components.panels.many_map import MANY, MapInteraction, many_legend, many_map
from components.panels.map_frame import last_interaction
from components.panels.notices import say
from components.panels.reading import Reading, knowledge
from components.view.control_snapshot import ControlSnapshot
from components.view.search import SearchHits
from components.view.selection import View, count_drawn, drawn

KEY = "many_pins"
ON_CANVAS = f"There are more than {MANY:,} pins. They are drawn on one canvas."


def is_many(found: Reading) -> bool:
    """Whether the articles on the page, unfiltered, have too many pins for a layer a kind."""
    return sum(count_drawn(one.events) for one in (found, *articles.beside_open())) > MANY


def marks_around(
    found: Reading, events: pd.DataFrame, *, standing: ControlSnapshot
) -> tuple[Mark, ...]:
    """What is no pin of an event, in all layers; ``events`` are the rows of the window."""
    return surroundings(
        events,
        found.claims,
        evidence.checks(found),
        areas=knowledge().areas,
        places=found.places,
        all_events=found.events,
        states=standing.states,
    )


def beside_count() -> int:
    """Pins of the other articles."""
    return sum(count_drawn(one.events) for one in articles.beside_open())


def many_pins(
    found: Reading,
    view: View,
    marks: Sequence[Mark],
    *,
    hits: SearchHits,
    standing: ControlSnapshot,
) -> None:
    """Draw them over the outlines and lines around them and the references; a click chooses the
    event. ``marks`` are those of all layers."""
    file = _file(found)
    around, _ = _around(marks, view)
    layers = groups_of(
        around,
        selected=view.selected,
        found=hits,
        under=reference_overlay.reference_overlay(found, standing).marks,
    )
    if st.session_state.get("picking"):
        layers.append(picking_group())
    many_map(
        file, shown=_shown(found, view, file), view=view, key=KEY, above=layers, on_move=_follow
    )


def legend(found: Reading, marks: Sequence[Mark], view: View, *, standing: ControlSnapshot) -> None:
    """What the signs say, and what is left off."""
    around, left = _around(marks, view)
    left_off = f" {left:,} less important outlines and lines are left off." if left else ""
    say(ON_CANVAS + left_off)
    many_legend(
        _file(found), [*around, *reference_overlay.reference_overlay(found, standing).marks]
    )


def _around(marks: Sequence[Mark], view: View) -> tuple[tuple[Mark, ...], int]:
    """Those of the layers that are on which a browser draws at once, and how many more there
    are."""

    def made() -> tuple[tuple[Mark, ...], int]:
        on = marks_on(marks, view.layers)
        shown = heaviest(on)
        return shown, len(on) - len(shown)

    return evidence.cached("kept_around", (marks, view.layers), made)


def _follow(moved: MapInteraction) -> None:
    state, properties = st.session_state, last_interaction(KEY)
    if state.get("picking"):
        camera.pass_point(properties)
    elif event_id := properties.get("event_id"):
        session.choose(str(event_id))
    elif moved.picks and moved.picks != state.get("many_picks", 0):
        state.many_picks = moved.picks
        session.choose(moved.chosen)
    if moved.camera:
        camera.note(*moved.camera)


def _shown(found: Reading, view: View, file: Packed) -> bytes:
    """The bits of what the filters and the switches of the layers let through; the days are the
    map's own."""
    chosen = view.of_any_day()
    kept = drawn(found.corpus.rows(chosen))
    ids = [kept.loc[row_layers(kept, found.claims).isin(view.layers), "event_id"]]
    if "beside" in view.layers:
        ids += [drawn(one.corpus.rows(chosen))["event_id"] for one in articles.beside_open()]
    return file.bits(pd.concat(ids))


def _file(found: Reading) -> Packed:
    """The drawn events, those of the open article each with what a claim of it says of the place."""
    beside, at = articles.beside_open(), ["event_id", "place_id"]

    def made() -> Packed:
        held = found.claims.drop_duplicates(at)[[*at, "holder", "left_by"]]
        own = drawn(found.events).merge(held, on=at, how="left")
        others = [drawn(one.events).assign(beside="beside") for one in beside]
        return packed(pd.concat([own, *others], ignore_index=True))

    of = (found.events, found.claims, *(one.events for one in beside))
    return evidence.cached("kept_pins", of, made)
