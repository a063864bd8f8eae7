"""The sidebar: bundled examples, an article of one's own, and the layers of the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.article.formats import ENDINGS
from components.panels import session
from components.panels.notices import error_notice
from components.panels.reading import Request, examples
from components.safe_html import element

SOURCES = {"text": "Paste", "file": "File", "address": "Address"}
CLOSE_ON_PHONE = (
    "if (innerWidth < 768) document.querySelector(\"[data-testid='stSidebarCollapseButton'] button\")?.click();"
)
DAY_HELP = "YYYY-MM-DD. Words like “on Monday” are counted from it. A web page may state it itself."


def sidebar_panel() -> None:
    """Draw it. The progress of a reading and its errors stand under the button that started it."""
    st.html(element("p", "Dateline", class_="dl-brand"))
    st.html(element("p", "What an article says happened, where, when, and who says so.", class_="dl-hint"))
    _example_choice()
    st.subheader("Your own article", anchor=False)
    _own_article()


def _example_choice() -> None:
    titles, state = examples(), st.session_state
    state.example = next((name for name in titles if name == session.article_name()), None)
    st.selectbox("Example article", list(titles), key="example", format_func=lambda name: titles[name],
                 placeholder="Choose an example", on_change=_ask_example)


def _ask_example() -> None:
    if name := st.session_state.example:
        session.ask(Request(kind="example", name=name))


def _own_article() -> None:
    kind = st.segmented_control("Where it stands", list(SOURCES), key="source", format_func=SOURCES.__getitem__,
                                default="text", required=True, label_visibility="collapsed")
    with st.form("own", border=False):
        if kind == "text":
            st.text_area("Text", key="own_text", height=160, placeholder="Paste the article's text", persist_state="session")
        elif kind == "file":
            st.file_uploader("Article", key="own_file", type=list(ENDINGS))
        else:
            st.text_input("Address", key="own_address", placeholder="https://", persist_state="session",
                          help="Fetched only when you press the button.")
        st.text_input("Day of publication", key="own_day", placeholder="YYYY-MM-DD", help=DAY_HELP, persist_state="session")
        st.text_input("Title", key="own_title", persist_state="session")
        st.text_input("Publisher", key="own_publisher", persist_state="session")
        st.form_submit_button("Read this article", type="primary", on_click=_ask_own, width="stretch")


def _ask_own() -> None:
    state = st.session_state
    file = state.get("own_file")
    session.ask(Request(
        kind=state.source, name=state.get("own_address", "") if state.source == "address" else file.name if file else "",
        text=state.get("own_text", ""), data=file.getvalue() if file else b"", published=state.own_day,
        title=state.own_title, publisher=state.own_publisher,
    ))


def missing_day() -> None:
    """Ask for the day of publication that neither the person nor the article gave, with what was found."""
    state = st.session_state
    request, evidence = state.undated_request
    st.html(element("div", element("strong", "When was it published? "), evidence, role="alert", class_="dl-alert"))
    st.text_input("Day of publication", key="missing_day", placeholder="YYYY-MM-DD")
    st.button("Read with this day", key="read_with_day", on_click=_ask_with_day, args=(request,))


def _ask_with_day(request: Request) -> None:
    session.ask(replace(request, published=st.session_state.missing_day))


def outcome() -> None:
    """What came of the last request: an error, a question, or a reading, for which a telephone's sidebar makes room."""
    state = st.session_state
    if turn := state.pop("just_read", 0):
        st.html(f"<script>/* {turn:d} */{CLOSE_ON_PHONE}</script>", unsafe_allow_javascript=True)
    if error := state.get("error"):
        error_notice(error)
    if state.get("undated_request"):
        missing_day()

