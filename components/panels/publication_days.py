"""The question for the days of publication that neither the person nor the articles gave, for all
that wait at once. A day that stands in the text's head or in the file is offered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from components.core.errors import BadDate
from components.core.safe_html import element
from components.panels import articles
from components.panels.articles import UndatedArticle
from components.panels.notices import say
from components.sources.article.read import day_offered, parse_published

ONE = "When was it published? "
MANY = "When were these {count} articles published? "
HINT = "Words like “on Monday” are worked out from that day."
FIELD = "Day of publication"
NO_DAY = "Write it as 2022-09-12, or leave the article out."


def publication_days_panel() -> None:
    """A field for each; those whose field stays empty go on waiting."""
    waiting = articles.session_articles().waiting
    if not waiting:
        return
    is_one = len(waiting) == 1
    head = f"{waiting[0].called}: {ONE}" if is_one else MANY.format(count=len(waiting))
    st.html(
        element("div", element("strong", head), HINT, role="alert", class_="dl-alert dl-question")
    )
    for number, undated in enumerate(waiting):
        with st.container(key=f"undated_{number}", gap="xsmall"):
            if not is_one:
                say(element("strong", f"{number + 1}. {undated.called}"), look="dl-beside")
            say(f"{undated.evidence[:1].upper()}{undated.evidence[1:]}.")
            if _key(number) not in st.session_state:
                offered = day_offered(undated.evidence)
                st.session_state[_key(number)] = offered.isoformat() if offered else ""
            st.text_input(
                FIELD if is_one else f"{FIELD} of article {number + 1}",
                key=_key(number),
                placeholder="YYYY-MM-DD",
            )
            st.button(
                "Leave it out",
                key=f"leave_out_{number}",
                type="tertiary",
                on_click=_leave_out,
                args=(number,),
            )
    st.button(
        "Read with this day" if is_one else "Read with these days",
        key="read_with_days",
        type="primary",
        width="stretch",
        on_click=_read,
        kwargs={"all_with_first": False},
    )
    if not is_one:
        st.button(
            f"Read all {len(waiting)} with the first day",
            key="read_all_with_day",
            width="stretch",
            on_click=_read,
            kwargs={"all_with_first": True},
        )


def _key(number: int) -> str:
    return f"missing_day_{number}"


def _days() -> list[str]:
    return [
        str(st.session_state.get(_key(number), ""))
        for number in range(len(articles.session_articles().waiting))
    ]


def _read(*, all_with_first: bool) -> None:
    days, waiting = _days(), tuple(articles.session_articles().waiting)
    if _ask_with(list(zip(waiting, days[:1] * len(days) if all_with_first else days, strict=True))):
        _write(None for _ in days)


def _leave_out(number: int) -> None:
    """Each of the others keeps the day that stands in its field."""
    days = _days()
    articles.session_articles().waiting = [
        one for at, one in enumerate(articles.session_articles().waiting) if at != number
    ]
    _write([*days[:number], *days[number + 1 :], None])


def _write(days: Iterable[str | None]) -> None:
    """Into the fields; one with None is as new."""
    for number, day in enumerate(days):
        if day is None:
            st.session_state.pop(_key(number), None)
        else:
            st.session_state[_key(number)] = day


def _ask_with(answers: Sequence[tuple[UndatedArticle, str]]) -> bool:
    """The same articles again, with the days that the person gives; whose day is empty goes on
    waiting, and so do all, with the error told, where a day is none."""
    given, here = [(one, day) for one, day in answers if day.strip()], articles.session_articles()
    if not given:
        here.errors = [BadDate("No day is given.", way_out=NO_DAY)]
        return False
    for one, day in given:
        try:
            parse_published(day, today=date.today())
        except BadDate as error:
            where = one.called
            here.errors = [BadDate(error.what, where=where, way_out=error.way_out)]
            return False
    articles.enqueue(
        [
            replace(one.asked, request=replace(one.asked.request, published=day))
            for one, day in given
        ]
    )
    return True
