"""The sidebar: bundled examples, the person's own article, and the other articles on the page."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.core.errors import InputError
from components.core.safe_html import element
from components.panels import (
    article_files,
    article_input,
    articles,
    fetching,
    own_model,
    session,
    welcome,
)
from components.panels.elements import choose_article, error_notice, expander, say
from components.panels.feed import feed_panel
from components.panels.in_page import bring_into_view
from components.panels.publication_days import publication_days_panel
from components.panels.reading import ArticleRequest, Reading, examples
from components.wording.provenance import full_day, headline

CLOSE_ON_PHONE = (
    "if (innerWidth < 768) "
    "document.querySelector(\"[data-testid='stSidebarCollapseButton'] button\")?.click();"
)
ERROR = "[data-testid='stSidebar'] [role='alert']"
FEED = "[data-testid='stSidebar'] .dl-note"
"""The head of a feed's list, the only note in the sidebar."""
OWN, OTHER = "own", "other"
"""Prefixes of the keys in the two forms."""
STAYS_HERE = "The address does not carry pasted and uploaded articles to anybody else."


def sidebar_panel() -> None:
    """The top of the sidebar; progress and errors are shown under it."""
    _empty_forms()
    say("Dateline", look="dl-brand")
    say("What an article says happened, where, when, and who says so.")
    welcome.again()
    titles, name = examples(), articles.article_name()
    choose_article(
        "Example article",
        titles,
        name if name in titles else None,
        key="example",
        placeholder="Choose an example",
        on_choose=lambda name: articles.ask(ArticleRequest(kind="example", name=name)),
    )
    with st.expander("Your own article", key="giving", on_change="rerun"):
        kind = article_input.source_choice(OWN, ("text", "file", "address"))
        with st.form("own", enter_to_submit=False, border=False):
            article_input.fields(OWN, kind)
            st.form_submit_button(
                "Read this article",
                type="primary",
                on_click=partial(_ask, OWN, opens=True),
                width="stretch",
            )


def _empty_forms() -> None:
    """Empty the forms whose article was read. The first form is then shut; at first it is open,
    unless the address names an article."""
    state, here = st.session_state, articles.session_articles()
    done, here.taken = here.taken, set()
    for opens in done:
        article_input.clear(OWN if opens else OTHER)
    if True in done:
        welcome.dismiss()
    if "giving" not in state or True in done:
        state.giving = not done and not st.query_params.get("article")


def _ask(prefix: str, *, opens: bool) -> None:
    """Let the next run read the articles of a form, and shut the form that adds; an empty form is
    an error."""
    try:
        article_files.enqueue(article_input.submitted(prefix), opens=opens)
    except InputError as error:
        articles.session_articles().errors = [error]
        return
    if not opens:
        st.session_state.adding = False


def beside_panel() -> None:
    """The articles on the page, and the form to add another one."""
    beside = articles.beside_open()
    # Always a container: a box below that moved would be built anew, and Streamlit would not tell
    # the browser that it is shut; the next click would open it again.
    with st.container():
        if beside:
            st.subheader("Articles side by side", anchor=False)
            for number, found in enumerate(articles.readings()):
                _listed(found, number)
            if not all(articles.is_example(found.name) for found in beside):
                say(STAYS_HERE)
    if box := expander("Add another article", key="adding"):
        with box:
            kind = article_input.source_choice(OTHER, ("text", "file", "address", "example"))
            with st.form("other", enter_to_submit=False, border=False):
                article_input.fields(OTHER, kind, many=True)
                st.form_submit_button(
                    "Add beside the open one",
                    type="primary",
                    on_click=partial(_ask, OTHER, opens=False),
                    width="stretch",
                )


def _listed(reading: Reading, number: int) -> None:
    """One article with its source: the open one says so, another can be opened or removed."""
    article = reading.article
    day = full_day(article.published) if article.published else ""
    is_open = reading is articles.current()
    source = " · ".join(
        part for part in ("open" if is_open else "", article.publisher, day) if part
    )
    with st.container(key=f"beside_{number}", gap=None):
        if is_open:
            say(element("strong", headline(article)), look="dl-beside")
            say(source)
            return
        say(headline(article), look="dl-beside")
        say(source)
        with st.container(horizontal=True):
            st.button(
                "Open this one",
                key=f"open_article_{number}",
                on_click=session.switch,
                args=(reading.name,),
            )
            st.button(
                "Remove",
                key=f"remove_article_{number}",
                on_click=articles.remove,
                args=(reading.name,),
            )


def outcome() -> None:
    """The result of the last request: an error or a question is scrolled into view; for an article
    the sidebar shuts on a telephone."""
    state = st.session_state
    if state.pop("make_room", False):
        state.rooms_made = state.get("rooms_made", 0) + 1
        st.html(
            f"<script>/* {state.rooms_made:d} */{CLOSE_ON_PHONE}</script>",
            unsafe_allow_javascript=True,
        )
    here = articles.session_articles()
    for error in here.errors:
        error_notice(error)
    own_model.panel(None)
    article_files.problems_panel()
    feed_panel()
    publication_days_panel()
    if here.errors or state.problems or state.tables or here.waiting:
        asks = hash((*map(str, here.errors), *state.problems, len(state.tables), len(here.waiting)))
        bring_into_view(ERROR, turn=asks, block="nearest")
    elif fetching.state().listing:
        bring_into_view(FEED, turn=fetching.state().listings)
