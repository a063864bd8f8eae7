"""What the page remembers between runs, and the one place where it meets the address.

The address is read once, before the widgets, and again when a person goes back in the browser;
after each run the View is written to it. Days, switches and layers live under the keys of their
widgets, so that neither overwrites the other.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.corrections.records import Corrections
from components.panels import articles, camera, device, history, playing, several, widgets
from components.panels.reading import Reading
from components.view.grouping import overview
from components.view.selection import LAYERS, Pane, View, from_query, select
from components.view.walk import Step, steps


def begin() -> None:
    """Read the address into the state, on the first run and when the person went back or
    forward."""
    state, query = st.session_state, st.query_params.to_dict()
    first_run = "written" not in state
    if first_run:
        state.seen, state.runs_to_repeat = {}, widgets.RUNS_TO_REPEAT
        articles.begin()
        several.begin()
        history.begin()
        state.camera_turn = 0
    if first_run or (query != state.written and (device.stepped() or not widgets.touched())):
        state.written = query
        _enter(from_query(query))
        state.seen = widgets.plain_state()
    if state.runs_to_repeat:
        widgets.send_again()


def _enter(asked: View) -> None:
    """Take over what an address asks for; where it names no article that is here, the first
    example."""
    state = st.session_state
    state.notices = list(asked.notices)
    if asked.article and asked.article not in state.known:
        state.notices.append(
            "The article of this link is not here; this is an example. Give its saved file under "
            "“File” to see what the link shows."
        )
        state.awaited, state.giving = asked, True
        asked = View()
    if asked.compare:
        asked = replace(asked, beside=tuple(dict.fromkeys((*asked.beside, asked.compare))))
    if absent := [name for name in asked.beside if name not in state.known]:
        state.notices.append(
            f"{len(absent)} of the other articles of this link are not here; they were left out."
        )
        asked = replace(
            asked,
            compare="" if asked.compare in absent else asked.compare,
            beside=tuple(name for name in asked.beside if name in state.known),
        )
    articles.enter(asked.article or next(iter(state.known)), beside=asked.beside)
    _prepare(asked)
    if (found := articles.open_one()) and not articles.is_asked_to_open():
        settle(found)


def _prepare(asked: View) -> None:
    """Set the switches; days and camera wait for the article."""
    state = st.session_state
    state.asked, state.selected, state.runs_to_repeat = (
        asked,
        asked.selected,
        widgets.RUNS_TO_REPEAT,
    )
    state.tiles, state.undated, state.filters = asked.tiles, asked.show_undated, asked.filters
    state.find, state.pane = asked.find, "compare" if asked.compare else asked.pane
    state.names, state.units, state.dates = asked.names, asked.units, asked.dates
    for layer in LAYERS:
        state[f"layer_{layer}"] = layer in asked.layers
    if asked.compare:
        state.compared_with = asked.compare


def reading(place: DeltaGenerator) -> Reading | None:
    """The open article, after reading what was asked for; an error leaves what there was in place.

    ``place`` is an empty slot, for the line that names what is being done.
    """
    articles.read_asked(place, opened=_opened)
    return articles.open_one()


def _opened(found: Reading, before: Reading | None) -> None:
    """Set the page for the article that is now open; what the last one had chosen goes."""
    state = st.session_state
    if before and not state.asked.article and found.name != before.name:
        awaited = state.pop("awaited", None)
        first = View(tiles=state.tiles, names=state.names, units=state.units, dates=state.dates)
        _prepare(awaited if awaited and awaited.article == found.name else first)
        state.notices = []
    state.make_room = before is not None
    settle(found)


def switch(name: str) -> None:
    """Open an article that stands beside; the open one takes its place."""
    _opened(*articles.turn_to(name))


def correct(corrections: Corrections) -> None:
    """Take over what a person corrected, as a step that can be undone; days and camera stay."""
    history.take(corrections)
    _corrected()


def undo() -> None:
    history.undo()
    _corrected()


def redo() -> None:
    history.redo()
    _corrected()


def _corrected() -> None:
    articles.apply_corrections()
    st.session_state.places = camera.places_to_go(st.session_state.reading)


def settle(found: Reading) -> None:
    """Set days and camera for an article: as the address says, else all days and its densest
    group."""
    state, asked = st.session_state, st.session_state.asked
    state.places = camera.places_to_go(found)
    start = camera.first_camera()
    state.days = asked.first_day, asked.last_day
    given = (asked.latitude, asked.longitude, asked.zoom)
    camera.point_camera(*(start if None in given else given))
    state.asked = View()
    if not state.selected:
        enter_pane()


def enter_pane() -> None:
    """Go to the first step where the walk begins without a chosen event of its own."""
    state, found = st.session_state, articles.open_one()
    if state.pane != "walk" or found is None:
        return
    walk = steps(select(found.events, view(found)), found.claims)
    if walk and state.selected not in {step.event_id for step in walk}:
        walk_to(walk[0])


def walk_to(step: Step) -> None:
    """Choose the event of a step, and have the map show its view."""
    choose(step.event_id)
    camera.point_camera(step.latitude, step.longitude, step.zoom)


def choose(event_id: str | None) -> None:
    """Open an event's card, or close it; a review goes on there."""
    state = st.session_state
    state.selected = event_id
    if event_id and state.pane == "review":
        state.review_at = event_id


def choose_and_go(event_id: str | None) -> None:
    """Open an event's card from a list or a table, and have the map go where it is drawn, no
    further out than it must.

    A choice on the map itself moves nothing.
    """
    choose(event_id)
    events = st.session_state.reading.events
    if there := overview(events[events["event_id"].eq(event_id)]) if event_id else None:
        camera.go_near(there)


def open_pane(name: Pane) -> None:
    """Show this beside the map."""
    st.session_state.pane = name


def view(found: Reading) -> View:
    """What is chosen, as the widgets stand."""
    state = st.session_state
    latitude, longitude, zoom = state.stands
    selected = state.selected if state.selected in set(found.events["event_id"]) else None
    first, last = state.days
    return View(
        article=found.name,
        first_day=first,
        last_day=last,
        show_undated=state.undated,
        layers=frozenset(name for name in LAYERS if state[f"layer_{name}"]),
        selected=selected,
        latitude=latitude,
        longitude=longitude,
        zoom=zoom,
        tiles=state.tiles,
        filters=state.filters,
        beside=tuple(one.name for one in articles.others() if articles.is_example(one.name)),
        find=state.find.strip(),
        pane=state.pane,
        names=state.names,
        units=state.units,
        dates=state.dates,
        compare=_compared(),
    )


def _compared() -> str:
    """The article that is being set against the open one, where an address can name it."""
    name = compared_with() if st.session_state.pane == "compare" else ""
    return name if articles.is_example(name) else ""


def compared_with() -> str:
    """The article that is set against the open one: the one chosen, else the first beside it; empty
    where there is none."""
    beside = [one.name for one in articles.others()]
    chosen = st.session_state.get("compared_with")
    return chosen if chosen in beside else next(iter(beside), "")


def query_of(shown: View) -> dict[str, str]:
    """The parameters of the address for a View, without what is as at first."""
    if st.session_state.stands == camera.first_camera():
        shown = replace(shown, latitude=None, longitude=None, zoom=None)
    return shown.to_query()


def finish(shown: View) -> None:
    """Write the View into the address, and note where the widgets stand.

    While the days play, the address waits, so that the way back is one step.
    """
    state, query = st.session_state, query_of(shown)
    if not playing.is_playing():
        device.write_address(query)
        state.written = query
    state.runs_to_repeat = max(0, state.runs_to_repeat - 1)
    state.seen = widgets.plain_state()
