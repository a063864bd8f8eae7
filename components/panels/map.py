"""The map of an article: a layer for each kind of mark; of very many pins one canvas."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.map.base import base_map
from components.map.canvas import picking_group
from components.map.events import all_marks, groups_of, heaviest, row_layers, surroundings
from components.map.legend import legend_entries, legend_html
from components.map.marks import Mark, marks_on
from components.map.packing import Packed, packed
from components.panels import articles, camera, evidence, many_map, session, view_state
from components.panels.elements import label, say
from components.panels.map_frame import last_interaction, map_frame
from components.panels.page_context import PageContext
from components.panels.reading import Reading, knowledge
from components.panels.reference_overlay import reference_overlay
from components.panels.session_cache import session_cached
from components.view.grouping import Group
from components.view.selection import LAYERS, View, count_drawn, drawn, layer_counts

KEY, MANY_KEY = "map", "many_pins"
HEIGHT_PX = 480
"""Until the style sheet sets it by the size of the page."""
ON_CANVAS = f"There are more than {many_map.MANY:,} pins. They are drawn on one canvas."


def map_panel(page: PageContext) -> None:
    """The marks of the layers that are on, those that a search found with a halo; a click chooses
    the event.

    Under them are the references, on the day of the claims."""
    reading, view = page.reading, page.view
    marks, _ = _shown_marks(page)
    layers = groups_of(
        marks,
        selected=view.selected,
        found=page.hits,
        under=reference_overlay(page).marks,
    )
    if st.session_state.get("picking"):
        layers.append(picking_group())
    if _is_many(reading):
        file = _pins(reading, articles.beside_open())
        many_map.many_map(
            file,
            shown=_shown_pins(reading, view, file),
            view=view,
            key=MANY_KEY,
            above=layers,
            on_change=partial(_follow, MANY_KEY, file),
        )
        return
    map_frame(
        base_map(online_tiles=view.tiles),
        layers,
        key=KEY,
        height_px=HEIGHT_PX,
        camera=camera.ordered(KEY, camera.place_of(view) or camera.first_camera(reading)),
        on_change=partial(_follow, KEY),
    )


def _follow(key: str, file: Packed | None = None) -> None:
    """Choose the clicked event, or the clicked pin of ``file``, and note where the map is."""
    state, properties = st.session_state, last_interaction(key)
    if state.get("picking"):
        if "picked_latitude" in properties:
            point = (properties[f"picked_{name}"] for name in ("latitude", "longitude"))
            state.picked = ", ".join(f"{degrees:.5f}" for degrees in point)
    elif event_id := properties.get("event_id"):
        session.choose(str(event_id))
    elif file is not None and many_map.has_new_pick(file, key):
        session.choose(many_map.picked_event(file, key))
    camera.follow(key)


def legend(page: PageContext) -> None:
    """What the signs on the map mean; where there are very many pins, also what is left off."""
    marks, left = _shown_marks(page)
    entries = [*marks, *reference_overlay(page).marks]
    if not _is_many(page.reading):
        st.html(legend_html(legend_entries(entries)))
        return
    say(ON_CANVAS + (f" {left:,} less important outlines and lines are left off." if left else ""))
    many_map.many_legend(_pins(page.reading, articles.beside_open()), entries)


def layers_panel(page: PageContext) -> None:
    """A switch for each layer, with its count."""
    reading, beside, marks = page.reading, articles.beside_open(), _marks(page)
    is_many = _is_many(reading)
    counted = ("measures", "mentions") if is_many else ("control", "measures", "mentions", "beside")
    in_view, of_all = _counts(page.events, reading.events)
    counts = in_view | {name: sum(mark.layer == name for mark in marks) for name in counted}
    if is_many:
        counts["beside"] = sum(count_drawn(one.events) for one in beside)
    ever = of_all | {
        "measures": len(reading.checks),
        "mentions": len(reading.places),
        "beside": len(beside),
    }
    for name, words in LAYERS.items():
        if ever.get(name):
            view_state.set_widget(f"layer_{name}", name in view_state.view().layers)
            st.checkbox(
                f"{words} ({counts[name] or 'none shown'})",
                key=f"layer_{name}",
                on_change=_switch_layer,
                args=(name,),
            )


@session_cached
def _counts(events: pd.DataFrame, all_events: pd.DataFrame) -> tuple[dict[str, int], ...]:
    return layer_counts(events), layer_counts(all_events)


def _switch_layer(name: str) -> None:
    layers = view_state.view().layers - {name}
    is_on = st.session_state[f"layer_{name}"]
    view_state.change(layers=layers | {name} if is_on else layers)


def places_menu(places: tuple[Group, ...]) -> None:
    """A menu of the groups of places, the last of which is the whole article."""

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


def _marks(page: PageContext) -> tuple[Mark, ...]:
    """What can be drawn, in all layers, whether they are on or off; without the pins where there
    are very many."""
    reading, beside = page.reading, articles.beside_open()
    others = tuple(one.corpus.rows(page.view) for one in beside)
    return _made_marks(page.events, reading, evidence.checks(reading), page.standing.states, others)


@session_cached
def _made_marks(
    events: pd.DataFrame,
    reading: Reading,
    checks: pd.DataFrame,
    states: pd.DataFrame,
    others: tuple[pd.DataFrame, ...],
) -> tuple[Mark, ...]:
    """``events`` are the rows in view, ``others`` those of the other articles."""
    if _is_many(reading):
        return surroundings(
            events,
            reading.claims,
            checks,
            areas=knowledge().areas,
            places=reading.places,
            all_events=reading.events,
            states=states,
        )
    return all_marks(
        events,
        reading.claims,
        checks,
        areas=knowledge().areas,
        layers=frozenset(LAYERS),
        places=reading.places,
        all_events=reading.events,
        states=states,
        beside=pd.concat(others, ignore_index=True) if others else None,
    )


def _shown_marks(page: PageContext) -> tuple[tuple[Mark, ...], int]:
    """The marks of the layers that are on; of very many pins those that a browser draws at once,
    and how many more there are."""
    return _marks_on(_marks(page), page.view.layers, _is_many(page.reading))


@session_cached
def _marks_on(
    marks: tuple[Mark, ...], layers: frozenset[str], is_many: bool
) -> tuple[tuple[Mark, ...], int]:
    on = tuple(marks_on(marks, layers))
    shown = heaviest(on) if is_many else on
    return shown, len(on) - len(shown)


def _is_many(reading: Reading) -> bool:
    """Whether the articles on the page, unfiltered, have too many pins to draw each by itself."""
    pins = sum(count_drawn(one.events) for one in (reading, *articles.beside_open()))
    return pins > many_map.MANY


@session_cached
def _pins(reading: Reading, beside: tuple[Reading, ...]) -> Packed:
    """The drawn events; those of the open article with what its claims say of the place."""
    at = ["event_id", "place_id"]
    held = reading.claims.drop_duplicates(at)[[*at, "holder", "left_by"]]
    own = drawn(reading.events).merge(held, on=at, how="left")
    others = [drawn(one.events).assign(beside="beside") for one in beside]
    return packed(pd.concat([own, *others], ignore_index=True))


def _shown_pins(reading: Reading, view: View, file: Packed) -> bytes:
    """A bit for each pin: whether the filters and the layers show it. The map itself knows the
    days."""
    chosen = view.of_any_day()
    kept = drawn(reading.corpus.rows(chosen))
    ids = [kept.loc[row_layers(kept, reading.claims).isin(view.layers), "event_id"]]
    if "beside" in view.layers:
        ids += [drawn(one.corpus.rows(chosen))["event_id"] for one in articles.beside_open()]
    return file.bits(pd.concat(ids))
