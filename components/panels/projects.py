"""Projects in the sidebar: the open one with its articles, or a form to open or make one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from components.core.errors import DatelineError
from components.core.records import Analysis
from components.corrections.records import text_id
from components.export.identity import data_sign, program_sign
from components.panels import (
    articles,
    coder,
    history,
    project_session,
    request_context,
    view_state,
)
from components.panels.elements import choose_article, error_notice, expander, label, say
from components.panels.reading import HELD, Reading, article_of_request, read
from components.projects.corpus import corpus_of
from components.projects.project import Project, delete, make, names
from components.wording.phrases import counted
from components.wording.provenance import full_day

NOT_KEPT = "Your own articles and corrections are not kept: they are gone when you close the page."
MAKE_ONE = " To keep them, open or make a project."
NAMES = "Letters a to z, digits, spaces, - and _. The project is a folder of this name."
REMOVES = (
    "The text of this article and its corrections are deleted from the project. Its log keeps the "
    "headline. This cannot be undone."
)
DELETES = (
    "All articles, corrections and references of the project, and its log, are deleted from this "
    "machine. This cannot be undone."
)


def projects_panel(reading: Reading | None) -> None:
    """Only for the person at the machine."""
    if not request_context.is_local():
        say(NOT_KEPT)
        return
    state = st.session_state
    with st.container(key="projects_box"):
        held, error = project_session.project(), state.get("project_error")
        if held:
            _open(held, reading)
        else:
            say(NOT_KEPT, MAKE_ONE)
            if box := expander("Projects", key="projects"):
                with box:
                    _choice()
        for problem in (*(state.project_problems if held else ()), *((error,) if error else ())):
            error_notice(problem)
        if held and error:
            st.button("Try again", key="project_again", on_click=_enter, args=(held.name,))


def _choice() -> None:
    """Open a project, or make one."""
    unkept = sum(
        articles.session_articles().known[one.name].kind not in HELD for one in articles.readings()
    )
    also = f" and add {counted(unkept, 'article')} of this visit" if unkept else ""
    if known := names():
        st.selectbox("Project", known, key="project_choice")
        st.button(f"Open it{also}", key="project_open", on_click=_open_chosen, width="stretch")
    with st.form("project_form", border=False):
        st.text_input("Name of a new project", key="project_name", help=NAMES)
        st.form_submit_button(f"Make it{also}", on_click=_make, width="stretch")


def _open(held: Project, reading: Reading | None) -> None:
    """The articles of the open project, and what can be done with it."""
    st.subheader(f"Project “{label(held.name)}”", anchor=False)
    state, texts, last = st.session_state, held.articles, held.entries[-1].time
    words = (
        f"Kept on this machine: {counted(len(texts), 'article')}, "
        f"{counted(len(held.corrections.corrections), 'correction')}; last written on "
        f"{full_day(last.date())} at {last:%H:%M} UTC."
    )
    say(words, role="status")
    own = text_id(reading.article) if reading else ""
    if texts:
        choose_article(
            "Articles of the project",
            {text: one.what for text, one in texts.items()},
            own if own in texts else None,
            key="project_article",
            placeholder="Choose an article",
            on_choose=_ask,
        )
        if st.button("All articles on one map", key="project_map", width="stretch"):
            _show_all(held)
    with st.container(horizontal=True):
        close = "Close it without keeping this" if state.project_error else "Close it"
        st.button(close, key="project_close", type="tertiary", on_click=project_session.restart)
        if own in texts:
            with st.popover("Remove article"):
                say(REMOVES)
                st.button(
                    "Remove it", key="project_remove", on_click=project_session.remove, args=(own,)
                )
        with st.popover("Delete project"):
            say(DELETES)
            st.button("Delete it", key="project_delete", on_click=_delete, args=(held.name,))


def _show_all(held: Project) -> None:
    """Go to the page of a corpus, with a store made from the project; an error stays on this
    page."""

    def step(doing: str) -> None:
        """The spinner is enough."""

    def read_one(text: str) -> Analysis:
        request = project_session.request_of(text)
        article = article_of_request(request, step)
        articles.require_reader(article, where=held.articles[text].what)
        found = read(request, article, step, model=articles.session_articles().model)
        return history.applied(found).analysis

    with st.spinner(f"Reading {counted(len(held.articles), 'article')}"):
        try:
            st.session_state.project_corpus = corpus_of(
                held, read_one, program=program_sign() + data_sign()
            )
        except DatelineError as error:
            error_notice(error)
            return
    view_state.reload()
    st.query_params.clear()
    st.rerun()


def _ask(text: str) -> None:
    """Open an article of the project."""
    try:
        articles.ask(project_session.request_of(text))
    except DatelineError as error:
        articles.session_articles().errors = [error]


@contextmanager
def _reporting() -> Iterator[None]:
    """Errors within it are shown in the box of projects."""
    try:
        yield
    except DatelineError as error:
        st.session_state.project_error = error


def _enter(name: str) -> None:
    with _reporting():
        project_session.enter(name)
        articles.apply_corrections()


def _open_chosen() -> None:
    _enter(st.session_state.project_choice)
    if first := project_session.latest_name():
        articles.ask(articles.session_articles().known[first])


def _make() -> None:
    with _reporting():
        _enter(make(st.session_state.project_name, time=coder.now()).name)


def _delete(name: str) -> None:
    with _reporting():
        delete(name)
        project_session.restart()
