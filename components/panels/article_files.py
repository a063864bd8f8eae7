"""A file of more than one article: split up; the page asks about unknown columns and lists what
could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import streamlit as st

from components.core.errors import UnknownColumns
from components.core.safe_html import element, join
from components.panels import articles
from components.panels.articles import MOST_ARTICLES
from components.panels.reading import ArticleRequest
from components.sources.fields import FIELDS, KNOWN, Columns, DayOrder, suggested
from components.sources.opening import MANY, TABLES, columns_of, holds_records, open_upload
from components.sources.records import SkippedEntry

ENDINGS = tuple(ending.removeprefix(".") for ending in MANY)
"""The file name endings of such files."""
MOST_PROBLEMS = 200
"""Entries without an article after which the rest of a file is skipped."""
SHOWN_PROBLEMS = 20
HELP = (
    "One article in each file, or several in a table (CSV, JSON lines) or a ZIP archive. The page "
    f"takes {MOST_ARTICLES}; "
    "for more: .venv/bin/python -m components corpus"
)
SOME_BAD = (
    "Some rows were not read. If a column was taken for another one, or day and month were "
    "swapped, change it here."
)
LABELS = {
    "text": "Text",
    "published": "Day of publication",
    "title": "Title",
    "publisher": "Publisher",
    "url": "Address",
    "id": "Number",
}
ORDERS: dict[DayOrder, str] = {
    "": "do not read it: it may be either",
    "day-first": "12 September",
    "month-first": "9 December",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class UnmappedTable:
    """A table whose columns the page asks about."""

    request: ArticleRequest
    opens: bool
    columns: tuple[str, ...]
    what: str
    """Why the page asks."""


@dataclass(slots=True, kw_only=True)
class FileArticles:
    """The content of a file."""

    requests: list[ArticleRequest] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    has_more: bool = False


def begin() -> None:
    """Forget the problems and questions of the last files."""
    st.session_state.problems, st.session_state.tables = [], []


def enqueue(requests: Iterable[ArticleRequest], *, opens: bool) -> None:
    """Let the next run read the requests; the first one ``opens``, or all are added beside the open
    article."""
    begin()
    for request in requests:
        if request.kind == "file" and (
            Path(request.name.lower()).suffix in MANY or holds_records(request.name, request.data)
        ):
            _ask_table(request, KNOWN, opens=opens)
        else:
            _enqueue([request], opens=opens)
        opens = False


def articles_in(request: ArticleRequest, columns: Columns, *, room: int) -> FileArticles:
    """The articles of a file, at most ``room``, and what could not be read and why. A day and a
    publisher in ``request`` apply where the file has none. Raises UnknownColumns."""
    found = FileArticles()
    for one in open_upload(request.name, request.data, mapping=columns):
        if len(found.requests) == room or len(found.problems) == MOST_PROBLEMS:
            found.has_more = True
            break
        if isinstance(one, SkippedEntry):
            found.problems.append(one.error)
        else:
            found.requests.append(
                ArticleRequest(
                    kind="file",
                    name=one.where,
                    data=one.content,
                    published=one.published.isoformat() if one.published else request.published,
                    title=one.title,
                    url=one.url,
                    publisher=one.publisher or request.publisher,
                    charset=one.charset,
                )
            )
    return found


def _ask_table(request: ArticleRequest, columns: Columns, *, opens: bool) -> None:
    state, room = st.session_state, articles.room() + opens
    try:
        found = articles_in(request, columns, room=room)
    except UnknownColumns as error:
        state.tables.append(
            UnmappedTable(request=request, opens=opens, columns=error.columns, what=error.what)
        )
        return
    state.problems.extend(found.problems)
    if found.has_more:
        state.problems.append(
            f"{request.name}: It holds more; {len(found.requests)} were taken, for the page has "
            f"room for {MOST_ARTICLES} articles. "
            f"All of them: .venv/bin/python -m components corpus {request.name} --out STORE"
        )
    if (
        found.problems
        and found.requests
        and columns is KNOWN
        and Path(request.name.lower()).suffix in TABLES
    ):
        state.tables.append(
            UnmappedTable(
                request=request,
                opens=False,
                columns=columns_of(request.name, request.data),
                what=SOME_BAD,
            )
        )
    _enqueue(found.requests, opens=opens)


def _enqueue(requests: list[ArticleRequest], *, opens: bool) -> None:
    if opens and requests:
        articles.ask(requests[0])
        requests = requests[1:]
    articles.add(requests)


def problems_panel() -> None:
    """What could not be read in a file, and the question about its columns."""
    state = st.session_state
    if problems := state.problems:
        lines = [element("li", problem) for problem in problems[:SHOWN_PROBLEMS]]
        if len(problems) > SHOWN_PROBLEMS:
            lines.append(element("li", f"and {len(problems) - SHOWN_PROBLEMS} more"))
        head = element("strong", f"{len(problems)} of the entries were not read")
        st.html(element("div", head, element("ul", join(lines)), role="alert", class_="dl-alert"))
    for number, table in enumerate(state.tables):
        _columns_form(table, number)


def _columns_form(table: UnmappedTable, number: int) -> None:
    """A choice for each field; a column with a known name is chosen already."""
    known = suggested(table.columns)
    head = element("strong", f"{table.request.name}: What do its columns hold? ")
    st.html(element("div", head, table.what, role="alert", class_="dl-alert"))
    with st.form(f"columns_{number}", border=False):
        for one in FIELDS[:-1]:
            at = table.columns.index(known[one]) if one in known else None
            st.selectbox(
                LABELS[one],
                table.columns,
                index=at,
                key=f"column_{number}_{one}",
                placeholder="None of them",
            )
        st.selectbox(
            "What is the day 12/09/2022?",
            list(ORDERS),
            format_func=ORDERS.__getitem__,
            key=f"column_{number}_order",
        )
        st.form_submit_button(
            "Read with these columns", on_click=_read_with, args=(table, number), width="stretch"
        )


def _read_with(table: UnmappedTable, number: int) -> None:
    state = st.session_state
    names = {one: name for one in FIELDS[:-1] if (name := state[f"column_{number}_{one}"])}
    state.problems, state.tables = [], [one for one in state.tables if one is not table]
    if "text" not in names:
        state.tables.append(replace(table, what="Say which column holds the text."))
        return
    _ask_table(
        table.request,
        Columns(names=names, day_order=state[f"column_{number}_order"]),
        opens=table.opens,
    )
