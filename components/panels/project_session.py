"""The open project of a session: what the page has is written to it at once.

After an error, such as a write from another window, a full disk or a damaged part, nothing is
written until the person tries again; the page keeps what it has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import shapely
import streamlit as st

from components.core.errors import DatelineError
from components.core.records.text import SHORT_CHARACTERS
from components.corrections.records import text_id
from components.panels import articles, coder, evidence, history, request_context
from components.panels.evidence import ReferenceUpload
from components.panels.reading import HELD, ArticleRequest
from components.projects.log import sha256
from components.projects.project import Project, last_opened, names, open_project, remember

WHO = ("coder", "welcome", "welcome_dismissed")
"""What the session keeps of the person when the visit starts again."""


def project() -> Project | None:
    """The open project; None on a page that others can see."""
    found: Project | None = st.session_state.get("project") if request_context.is_local() else None
    return found


def open_last() -> None:
    """Open the project that was open last."""
    try:
        if request_context.is_local() and (name := last_opened()) in names():
            enter(name)
    except DatelineError as error:
        st.session_state.project_error = error


def enter(name: str) -> None:
    """Open a project, and add what is on the page to it. Raises DatelineError."""
    state = st.session_state
    found = state.project = open_project(name)
    history.begin(found.corrections.and_these(history.now()))
    state.project_error, state.project_problems = None, list(found.problems)
    for text in found.articles:
        _offer(text)
    _load_references()
    save()
    remember(found.name)


def restart(name: str = "") -> None:
    """Start the visit again with this project, or without one."""
    state = st.session_state
    who = {one: state[one] for one in WHO if one in state}
    remember(name)
    state.clear()
    state.update(who)
    st.query_params.clear()


def latest_name() -> str:
    """The name of the latest article of the open project; empty without one."""
    known, held = articles.session_articles().known, project()
    found = [*held.articles][::-1] if held else []
    return next((name for text in found if (name := name_of(text)) in known), "")


def name_of(text: str) -> str:
    """The name of a project's article on the page, from the sha256 of its text."""
    return text[:SHORT_CHARACTERS]


def request_of(text: str) -> ArticleRequest:
    """An article of the open project. Raises BadProject."""
    held: Project = st.session_state.project
    return ArticleRequest(kind="kept", name=name_of(text), data=held.given(text).content)


def _offer(text: str) -> None:
    """Let the page know it; an article that is damaged is reported."""
    try:
        articles.register(request_of(text))
    except DatelineError as error:
        st.session_state.project_problems.append(error)


def remove(text: str) -> None:
    """Remove an article from the open project, and start with another one."""
    held = project()
    _write(lambda now: now.without(text, time=coder.now()))
    if held and project() is not held:
        restart(held.name)


def _write(write: Callable[[Project], Project]) -> None:
    state = st.session_state
    if (held := project()) is None or state.project_error:
        return
    try:
        state.project = write(held)
    except DatelineError as error:
        state.project_error = error


def save() -> None:
    """Write what the page has and the project has not."""
    if (held := project()) is None:
        return
    known = articles.session_articles().known
    own = {
        text_id(one.article): replace(
            one.article, source_sha256=sha256(request.data) if request.data else ""
        )
        for one in articles.readings()
        if (request := known[one.name]).kind not in HELD
    }
    if fresh := [one for text, one in own.items() if text not in held.articles]:
        _write(lambda now: now.with_articles(fresh, time=coder.now()))
        for one in fresh:
            if project() is not held:
                _offer(text_id(one))
    if history.now() != held.corrections:
        _write(lambda now: now.with_corrections(history.now(), time=coder.now()))


def save_references() -> None:
    """The same for references, if some were loaded or removed."""
    own = evidence.references()
    if project() is None or (own.batches is own.kept[0] and own.line is own.kept[1]):
        return
    line = shapely.to_wkt(own.line) if own.line is not None else ""
    loaded = [(one.choices, one.files) for one in own.batches]
    _write(lambda held: held.with_references(loaded, line=line, time=coder.now()))
    own.kept = (own.batches, own.line)


def _load_references() -> None:
    """Load the project's references before those of the visit."""
    state, visit = st.session_state, evidence.references()
    held: Project = state.project
    try:
        references = held.references()
        own = tuple(
            ReferenceUpload(
                files=tuple((name, held.part(path)) for name, path in one.files),
                choices=one.choices,
            )
            for one in references.batches
        )
    except DatelineError as error:
        state.project_problems.append(error)
        return
    visit.batches = (*own, *(one for one in visit.batches if one not in own))
    if references.line and visit.line is None:
        visit.line = shapely.from_wkt(references.line)
    visit.read, visit.kept = None, (own, visit.line)
