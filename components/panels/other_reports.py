"""Under the card: the other articles that tell the same event, and the person's word that they do
not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from components.cards.card import card
from components.cards.comparison import differences_table, disagreement, report_html, report_source
from components.core.safe_html import element
from components.linking.decisions import Decision
from components.panels import articles, linked_reports, session
from components.panels.labels import counted, publishers_in_words
from components.panels.notices import say
from components.panels.reading import Reading
from components.wording.phrases import Row, row_dicts

MOST_TELLINGS = 20
ORIGINS = (
    "Articles that share an agency, a publisher or a named speaker count as one origin. Others "
    "may share an origin that they do not name."
)


def other_reports_panel(found: Reading, event_id: str) -> None:
    """The other tellings of the event, and the pairs that the person keeps apart; nothing where
    there is one article."""
    if story := linked_reports.story_of(event_id):
        _open_article_reports(found, event_id, story)
    for number, decision in enumerate(linked_reports.decisions()):
        if event_id in {decision.first[1], decision.second[1]}:
            _apart(decision, event_id, number)


def _open_article_reports(found: Reading, event_id: str, story: Row) -> None:
    told = linked_reports.members(story)
    others = [
        (one, linked_reports.rows_of(one, told[one.article.id]))
        for one in articles.beside_open()
        if one.article.id in told
    ]

    def button(number: int) -> None:
        other = others[number][0].article.id
        st.button(
            "These are not the same",
            key=f"apart_{number}",
            on_click=linked_reports.keep_apart,
            args=((found.article.id, event_id), [(other, told[other])]),
        )

    tellings = [(rows, other.claims) for other, rows in others]
    reports_of_event(linked_reports.rows_of(found, event_id), story, tellings, button=button)


def reports_of_event(
    rows: pd.DataFrame,
    told: Row,
    others: Sequence[tuple[pd.DataFrame, pd.DataFrame]],
    *,
    button: Callable[[int], None],
    hint: str = ORIGINS,
) -> None:
    """Who else tells the event of ``rows``: publishers and origins as ``told`` counts them, where
    they differ, and each telling with its source and sentence. ``others`` have rows and claims each;
    ``button`` draws what can be done with the telling of that number."""
    st.html(element("h4", "Also reported by", class_="dl-part"))
    tellings = [rows, *(own for own, _ in others)]
    apart = disagreement([row_dicts(one) for one in tellings])
    say(f"{publishers_in_words(told)}. {apart}.", look="dl-count")
    say(hint)
    if table := differences_table(tellings[: MOST_TELLINGS + 1]):
        st.html(table)
    for number, (own, claims) in enumerate(others[:MOST_TELLINGS]):
        with st.container(key=f"also_{number}"):
            st.html(report_html(own, claims))
            button(number)
    if (more := len(others) - MOST_TELLINGS) > 0:
        words = f"And {counted(more, 'report')} more; the files have all."
        say(words)


def _apart(decision: Decision, event_id: str, number: int) -> None:
    """One pair that the person keeps apart, with the way back."""
    doc, theirs = decision.second if decision.first[1] == event_id else decision.first
    other = next((one for one in articles.beside_open() if one.article.id == doc), None)
    if other is None:
        return
    with st.container(key=f"held_apart_{number}"):
        say(
            "You said that this is another event: ",
            element("strong", report_source(linked_reports.rows_of(other, theirs))),
            look="dl-note",
        )
        st.button(
            "They are the same after all",
            key=f"rejoin_{number}",
            on_click=linked_reports.rejoin,
            args=(decision,),
        )


def elsewhere_panel(event_id: str | None) -> bool:
    """The card of an event that another article tells, chosen on the map; whether there is one."""
    teller = linked_reports.reading_of_event(event_id)
    event = (
        next((one for one in teller.analysis.events if one.id == event_id), None)
        if teller
        else None
    )
    if teller is None or event is None:
        return False
    rows = linked_reports.rows_of(teller, event.id)
    say("From another article: ", element("strong", report_source(rows)), look="dl-note")
    st.html(card(event, teller.analysis, rows=rows, claims=teller.claims))
    with st.container(horizontal=True, key="card_buttons"):
        st.button(
            "Open this article", key="open_teller", on_click=session.switch, args=(teller.name,)
        )
        st.button("All events", key="close_card", on_click=session.choose, args=(None,))
    return True
