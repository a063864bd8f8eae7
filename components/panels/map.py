"""The map of an article: a layer a kind, the person's zoom left alone."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.map.base import base_map
from components.map.canvas import picking_group
from components.map.events import all_marks, groups_of
from components.map.legend import legend_entries, legend_html
from components.map.marks import Mark, marks_on
from components.panels import (
    articles,
    camera,
    evidence,
    many_pins,
    reference_overlay,
    session,
    view_state,
)
from components.panels.labels import label
from components.panels.map_frame import last_interaction, map_frame
from components.panels.reading import Reading, knowledge
from components.view.control_snapshot import ControlSnapshot
from components.view.grouping import Group
from components.view.search import SearchHits
from components.view.selection import LAYERS, View, layer_counts

KEY = "map"
HEIGHT_PX = 480
"""Before the style sheet sets it by the size of the page."""


def article_marks(
    found: Reading, events: pd.DataFrame, view: View, *, standing: ControlSnapshot
) -> tuple[Mark, ...]:
    """What is to be drawn, in all layers, whether they are on or off; where there are very many
    pins, what is none of them."""
    checks, others, areas = evidence.checks(found), articles.beside_open(), knowledge().areas

    def made() -> tuple[Mark, ...]:
        if many_pins.is_many(found):
            return many_pins.marks_around(found, events, standing=standing)
        return all_marks(
            events,
            found.claims,
            checks,
            areas=areas,
            layers=frozenset(LAYERS),
            places=found.places,
            all_events=found.events,
            states=standing.states,
            beside=pd.concat([one.corpus.rows(view) for one in others], ignore_index=True)
            if others
            else None,
        )

    beside = (view.selection(), *others) if others else ()
    of = (found, events, checks, standing.states, areas, *beside)
    return evidence.cached("kept_marks", of, made)


def map_panel(
    found: Reading,
    view: View,
    marks: Sequence[Mark],
    *,
    hits: SearchHits,
    standing: ControlSnapshot,
) -> None:
    """Draw the marks of the layers that are on, what a search found on a halo; a click chooses the
    event.

    Under them lie the references, as of the same day as who holds what. An article of very many
    pins has a map of its own.
    """
    if many_pins.is_many(found):
        many_pins.many_pins(found, view, marks, hits=hits, standing=standing)
        return
    layers = groups_of(
        marks_on(marks, view.layers),
        selected=view.selected,
        found=hits,
        under=reference_overlay.reference_overlay(found, standing).marks,
    )
    if st.session_state.get("picking"):
        layers.append(picking_group())
    map_frame(
        base_map(online_tiles=view.tiles),
        layers,
        key=KEY,
        height_px=HEIGHT_PX,
        camera=camera.ordered(KEY, camera.place_of(view) or camera.first_camera()),
        on_change=_on_click,
    )


def _on_click() -> None:
    """Choose the clicked event where one was, and note where the map stands; a person who moves it
    tells that alone."""
    properties = last_interaction(KEY)
    if st.session_state.get("picking"):
        camera.pass_point(properties)
    elif event_id := properties.get("event_id"):
        session.choose(str(event_id))
    if stands := camera.reported_place(properties):
        camera.note(*stands)


def places_menu(places: Sequence[Group]) -> None:
    """The way to each group of places, the last of which is the whole article."""

    def go() -> None:
        group = places[st.session_state.go_to]
        camera.go(group.latitude, group.longitude, group.zoom)

    if places:
        # Two places may have one label, and a menu takes each label once.
        names = [label(place.label) for place in places]
        again = [names[:number].count(name) for number, name in enumerate(names)]
        st.menu_button(
            f"Go to ({len(places)})",
            range(len(places)),
            key="go_to",
            on_click=go,
            format_func=lambda number: (
                names[number] + f" ({again[number] + 1})" * bool(again[number])
            ),
        )


def layers_panel(found: Reading, events: pd.DataFrame, marks: Sequence[Mark]) -> None:
    """Switches of the layers with their counts."""
    counts, ever = evidence.cached(
        "kept_layer_counts",
        (events, found.events),
        lambda: (layer_counts(events), layer_counts(found.events)),
    )
    is_many = many_pins.is_many(found)
    counted = ("measures", "mentions") if is_many else ("control", "measures", "mentions", "beside")
    counts = counts | {name: sum(mark.layer == name for mark in marks) for name in counted}
    ever = ever | {
        "measures": len(found.checks),
        "mentions": len(found.places),
        "beside": len(articles.beside_open()),
    }
    if is_many:
        counts["beside"] = many_pins.beside_count()
    for name, words in LAYERS.items():
        if ever.get(name):
            view_state.set_widget(f"layer_{name}", name in view_state.view().layers)
            st.checkbox(
                f"{words} ({counts[name] or 'none shown'})",
                key=f"layer_{name}",
                on_change=_switch_layer,
                args=(name,),
            )


def _switch_layer(name: str) -> None:
    layers = view_state.view().layers - {name}
    is_on = st.session_state[f"layer_{name}"]
    view_state.change(layers=layers | {name} if is_on else layers)


def legend(found: Reading, marks: Sequence[Mark], view: View, *, standing: ControlSnapshot) -> None:
    """What the signs on the map say. ``marks`` are those of all layers."""
    if many_pins.is_many(found):
        many_pins.legend(found, marks, view, standing=standing)
        return
    entries = [
        *marks_on(marks, view.layers),
        *reference_overlay.reference_overlay(found, standing).marks,
    ]
    st.html(legend_html(legend_entries(entries)))
