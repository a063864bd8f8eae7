"""The session of the article page: the open article, and the View of it."""

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
    """Take over what the address asks for, on the first run and when the person went back or
    forward."""
    if "history" not in st.session_state:
        article_files.begin()
        history.begin()
        project_session.open_last()
    if asked := view_state.begin():
        _enter(asked)


def _enter(asked: View) -> None:
    """Take over what an address asks for; where it names no article that is here, the first
    example."""
    state = st.session_state
    if asked.article and not articles.is_known(asked.article):
        state.awaited, state.giving = asked, True
        told = (
            "The article of this link is not here; this is an example. Give its saved file under "
            "“File” to see what the link shows."
        )
        asked = View(notices=(*asked.notices, told))
    if asked.compare:
        both = tuple(dict.fromkeys((*asked.beside, asked.compare)))
        asked = replace(asked, beside=both, pane="compare")
    if absent := [name for name in asked.beside if not articles.is_known(name)]:
        told = f"{len(absent)} of the other articles of this link are not here; they were left out."
        asked = replace(
            asked,
            compare="" if asked.compare in absent else asked.compare,
            beside=tuple(name for name in asked.beside if articles.is_known(name)),
            notices=(*asked.notices, told),
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
    if (found := articles.current()) and not articles.will_open():
        set_camera(found)


def reading(place: DeltaGenerator) -> Reading | None:
    """The open article, after reading what was asked for; an error leaves what there was in place.

    ``place`` is an empty slot, for the line that names what is being done.
    """
    articles.read_queued(place, opened=_opened)
    project_session.save()
    return articles.current()


def _opened(found: Reading, before: Reading | None) -> None:
    """Set the page for the article that is now open; what the last one had chosen goes."""
    state, last = st.session_state, view_state.view()
    if before and not state.is_asked and found.name != before.name:
        awaited = state.pop("awaited", None)
        kept = {name: getattr(last, name) for name in ("tiles", "names", "units", "dates")}
        view_state.show(awaited if awaited and awaited.article == found.name else View(**kept))
    state.make_room = before is not None
    set_camera(found)


def switch(name: str) -> None:
    """Open an article that stands beside; the open one takes its place."""
    _opened(*articles.switch_to(name))


def correct(corrections: Corrections) -> None:
    """Take over what a person corrected, as a step that can be undone; days and camera stay."""
    history.push(corrections)
    _corrected()


def go(by: int) -> None:
    """Undo (-1) or redo (1) a step."""
    history.go(by)
    _corrected()


def _corrected() -> None:
    project_session.save()
    articles.apply_corrections()


def set_camera(found: Reading) -> None:
    """Have the map stand where the View says, else at the densest group of an article."""
    asked = view_state.view()
    st.session_state.is_asked = False
    if camera.place_of(asked) is None:
        camera.go(*camera.first_camera(found))
    if not asked.selected:
        enter_section()


def enter_section() -> None:
    """Go to the first step where the walk begins without a chosen event of its own."""
    chosen, found = view_state.view(), articles.current()
    if chosen.pane != "walk" or found is None:
        return
    walk = steps(found.corpus.rows(view(found)), found.claims)
    if walk and chosen.selected not in {step.event_id for step in walk}:
        walk_to(walk[0])


def walk_to(step: WalkStep) -> None:
    """Choose the event of a step, and have the map show its view."""
    choose(step.event_id)
    camera.go(step.latitude, step.longitude, step.zoom)


def choose(event_id: str | None) -> None:
    """Open an event's card, or close it; a review goes on there."""
    view_state.change(selected=event_id)
    if event_id and view_state.view().pane == "review":
        st.session_state.review_at = event_id


def open_card(event_id: str) -> None:
    """Choose an event, and open its card in the place of the walk."""
    choose(event_id)
    open_section("events")


def choose_and_go(event_id: str | None) -> None:
    """Open an event's card from a list or a table, and have the map go where it is drawn, no
    further out than it must.

    A choice on the map itself moves nothing.
    """
    choose(event_id)
    events = articles.require_open().events
    if there := overview(events[events["event_id"].eq(event_id)]) if event_id else None:
        camera.go_near(there)


def open_section(name: Pane) -> None:
    """Show this beside the map."""
    view_state.change(pane=name)


def view(found: Reading) -> View:
    """What is chosen of an article, with the articles that an address can name."""
    chosen = view_state.view()
    other = compared_with() if chosen.pane == "compare" else ""
    return replace(
        chosen,
        article=found.name,
        selected=chosen.selected if chosen.selected in set(found.events["event_id"]) else None,
        beside=tuple(one.name for one in articles.beside_open() if articles.is_example(one.name)),
        compare=other if articles.is_example(other) else "",
    )


def compared_with() -> str:
    """The article that is set against the open one: the one chosen, else the first beside it; empty
    where there is none."""
    beside = [one.name for one in articles.beside_open()]
    chosen = st.session_state.get("compared_with")
    return chosen if chosen in beside else next(iter(beside), "")


def query_of(chosen: View) -> dict[str, str]:
    """The parameters of the address for a View, without what is as at first."""
    if camera.place_of(chosen) == camera.first_camera(articles.require_open()):
        chosen = replace(chosen, latitude=None, longitude=None, zoom=None)
    return chosen.to_query()
