"""Asks for the days of publication that are missing, for all waiting articles at once; a day in the
head of the text or in the file is offered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import streamlit as st

from components.core.errors import BadDate
from components.core.safe_html import element
from components.panels import articles
from components.panels.articles import UndatedArticle
from components.panels.elements import say
from components.sources.article.read import day_offered, parse_published

ONE = "When was it published? "
MANY = "When were these {count} articles published? "
HINT = "Words like “on Monday” are worked out from that day."
FIELD = "Day of publication"
NO_DAY = "Write it as 2022-09-12, or leave the article out."


def publication_days_panel() -> None:
    """A field for each; articles with an empty field go on waiting."""
    waiting = articles.session_articles().waiting
    if not waiting:
        return
    is_one = len(waiting) == 1
    head = f"{waiting[0].called}: {ONE}" if is_one else MANY.format(count=len(waiting))
    st.html(
        element("div", element("strong", head), HINT, role="alert", class_="dl-alert dl-question")
    )
    for number, undated in enumerate(waiting):
        with st.container(key=f"undated_{undated.number}", gap="xsmall"):
            if not is_one:
                say(element("strong", f"{number + 1}. {undated.called}"), look="dl-beside")
            say(f"{undated.evidence[:1].upper()}{undated.evidence[1:]}.")
            if (key := _key(undated)) not in st.session_state:
                offered = day_offered(undated.evidence)
                st.session_state[key] = offered.isoformat() if offered else ""
            st.text_input(
                FIELD if is_one else f"{FIELD} of article {number + 1}",
                key=key,
                placeholder="YYYY-MM-DD",
            )
            st.button(
                "Leave it out",
                key=f"leave_out_{undated.number}",
                type="tertiary",
                on_click=waiting.remove,
                args=(undated,),
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


def _key(undated: UndatedArticle) -> str:
    return f"missing_day_{undated.number}"


def _read(*, all_with_first: bool) -> None:
    """Request the same articles with the given days; articles without a day go on waiting, and all
    do if a day is wrong, which is reported."""
    here = articles.session_articles()
    days = [str(st.session_state.get(_key(one), "")) for one in here.waiting]
    days = days[:1] * len(days) if all_with_first else days
    given = [(one, day) for one, day in zip(here.waiting, days, strict=True) if day.strip()]
    if not given:
        here.errors = [BadDate("No day is given.", way_out=NO_DAY)]
        return
    for one, day in given:
        try:
            parse_published(day, today=date.today())
        except BadDate as error:
            where = one.called
            here.errors = [BadDate(error.what, where=where, way_out=error.way_out)]
            return
    articles.enqueue(
        [
            replace(one.asked, request=replace(one.asked.request, published=day))
            for one, day in given
        ]
    )
