"""The session of the article page: the open article and its View."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.corrections.records import Corrections
from components.panels import article_files, articles, camera, history, project_session, view_state
from components.panels.reading import Reading
from components.view.grouping import overview
from components.view.selection import Pane, View
from components.view.walkthrough import WalkStep, steps


def begin() -> None:
    """Show what the address asks for, on the first run and after the browser's Back or Forward."""
    if "history" not in st.session_state:
        article_files.begin()
        history.begin()
        project_session.open_last()
    if asked := view_state.begin():
        _enter(asked)


def _enter(asked: View) -> None:
    """Show what an address asks for; the first example if its article is not here."""
    state = st.session_state
    if asked.article and not articles.is_known(asked.article):
        state.awaited, state.giving = asked, True
        words = (
            "The article of this link is not here; this is an example. Give its saved file under "
            "“File” to see what the link shows."
        )
        asked = View(notices=(*asked.notices, words))
    if asked.compare:
        both = tuple(dict.fromkeys((*asked.beside, asked.compare)))
        asked = replace(asked, beside=both, pane="compare")
    if absent := [name for name in asked.beside if not articles.is_known(name)]:
        words = (
            f"{len(absent)} of the other articles of this link are not here; they were left out."
        )
        asked = replace(
            asked,
            compare="" if asked.compare in absent else asked.compare,
            beside=tuple(name for name in asked.beside if articles.is_known(name)),
            notices=(*asked.notices, words),
        )
    articles.enter(
        asked.article
        or project_session.latest_name()
        or next(iter(articles.session_articles().known)),
        beside=asked.beside,
    )
    view_state.show(asked)
    state.is_asked = bool(asked.article)
    if asked.compare:
        state.compared_with = asked.compare
    if (found := articles.current()) and not any(
        one.opens for one in articles.session_articles().queue
    ):
        set_camera(found)


def reading(place: DeltaGenerator) -> Reading | None:
    """The open article, after reading the requests; an error keeps the earlier one.

    ``place`` is an empty slot for the progress line."""
    articles.read_queued(place, opened=_opened)
    project_session.save()
    return articles.current()


def _opened(reading: Reading, before: Reading | None) -> None:
    """Set the page for the article that is now open, without the choices made for the last one."""
    state, last = st.session_state, view_state.view()
    if before and not state.is_asked and reading.name != before.name:
        awaited = state.pop("awaited", None)
        kept = {name: getattr(last, name) for name in ("tiles", "names", "units", "dates")}
        view_state.show(awaited if awaited and awaited.article == reading.name else View(**kept))
    state.make_room = before is not None
    set_camera(reading)


def switch(name: str) -> None:
    """Open another article on the page."""
    _opened(*articles.switch_to(name))


def correct(corrections: Corrections) -> None:
    """Save corrections as a step that can be undone; days and camera stay."""
    history.push(corrections)
    _corrected()


def go(by: int) -> None:
    """Undo (-1) or redo (1) a step."""
    history.go(by)
    _corrected()


def _corrected() -> None:
    project_session.save()
    articles.apply_corrections()


def set_camera(reading: Reading) -> None:
    """Send the map to the camera of the View, else to the densest group of places."""
    asked = view_state.view()
    st.session_state.is_asked = False
    if camera.place_of(asked) is None:
        camera.go(*camera.first_camera(reading))
    if not asked.selected:
        enter_section()


def enter_section() -> None:
    """Go to the first step if the walk starts without a chosen event of its own."""
    chosen, found = view_state.view(), articles.current()
    if chosen.pane != "walk" or found is None:
        return
    walk = steps(found.corpus.rows(view(found)), found.claims)
    if walk and chosen.selected not in {step.event_id for step in walk}:
        walk_to(walk[0])


def walk_to(step: WalkStep) -> None:
    """Choose the event of a step, and send the map to its view."""
    choose(step.event_id)
    camera.go(step.latitude, step.longitude, step.zoom)


def choose(event_id: str | None) -> None:
    """Open an event's card, or close it; a review goes on at that event."""
    view_state.change(selected=event_id)
    if event_id and view_state.view().pane == "review":
        st.session_state.review_at = event_id


def open_card(event_id: str) -> None:
    """Choose an event, and open its card instead of the walk."""
    choose(event_id)
    open_section("events")


def choose_and_go(event_id: str | None) -> None:
    """Open an event's card from a list or a table, and send the map to its places, zoomed out no
    further than necessary.

    A choice on the map itself moves nothing."""
    choose(event_id)
    events = articles.require_open().events
    if there := overview(events[events["event_id"].eq(event_id)]) if event_id else None:
        camera.go_near(there)


def open_section(name: Pane) -> None:
    """Show this panel beside the map."""
    view_state.change(pane=name)


def view(reading: Reading) -> View:
    """The View of an article, with the other articles that an address can name."""
    chosen = view_state.view()
    other = compared_with() if chosen.pane == "compare" else ""
    return replace(
        chosen,
        article=reading.name,
        selected=chosen.selected if chosen.selected in set(reading.events["event_id"]) else None,
        beside=tuple(one.name for one in articles.beside_open() if articles.is_example(one.name)),
        compare=other if articles.is_example(other) else "",
    )


def compared_with() -> str:
    """The name of the article to compare with the open one: the chosen one, else the first; empty
    without one."""
    beside = [one.name for one in articles.beside_open()]
    chosen = st.session_state.get("compared_with")
    return chosen if chosen in beside else next(iter(beside), "")


def query_of(chosen: View) -> dict[str, str]:
    """The parameters of the address for a View, without first values."""
    if camera.place_of(chosen) == camera.first_camera(articles.require_open()):
        chosen = replace(chosen, latitude=None, longitude=None, zoom=None)
    return chosen.to_query()
