"""Events that more than one article on the page reports: the stories, the pairs that the person
keeps apart, and the other reports under a card."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from components.cards.card import card
from components.cards.comparison import differences_table, disagreement, report_html, report_source
from components.core.safe_html import element
from components.export.selection import OtherReport
from components.linking.decisions import Decision, Key
from components.linking.stories import link
from components.panels import articles, history, session
from components.panels.elements import part, say
from components.panels.reading import Reading
from components.wording.phrases import Row, counted, parts, publishers_in_words, row_dicts

MOST_TELLINGS = 20
ORIGINS = (
    "Articles that share an agency, a publisher or a named speaker count as one origin. Others "
    "may share an origin that they do not name."
)
MOST_LINKED = 32


def other_reports_panel(reading: Reading, event_id: str) -> None:
    """The other reports of the event, and the pairs that the person keeps apart; nothing for a
    single article."""
    if story := story_of(event_id):
        _open_article_reports(reading, event_id, story)
    for number, decision in enumerate(decisions()):
        if event_id in {decision.first[1], decision.second[1]}:
            _apart(decision, event_id, number)


def _open_article_reports(reading: Reading, event_id: str, story: Row) -> None:
    reporting = members(story)
    others = [
        (one, one.rows_of(reporting[one.article.id]))
        for one in articles.beside_open()
        if one.article.id in reporting
    ]

    def button(number: int) -> None:
        other = others[number][0].article.id
        st.button(
            "These are not the same",
            key=f"apart_{number}",
            on_click=keep_apart,
            args=((reading.article.id, event_id), (other, reporting[other])),
        )

    reports = [(rows, other.claims) for other, rows in others]
    reports_of_event(reading.rows_of(event_id), story, reports, button=button)


def reports_of_event(
    rows: pd.DataFrame,
    counts: Row,
    others: Sequence[tuple[pd.DataFrame, pd.DataFrame]],
    *,
    button: Callable[[int], None],
    hint: str = ORIGINS,
) -> None:
    """The other reports of the event of ``rows``: the numbers of publishers and origins in
    ``counts``, where the reports differ, and each with its source and sentence.

    ``others`` are rows and claims of each; ``button`` draws the button of the report of that
    number."""
    part("Also reported by", level=4)
    reports = [rows, *(own for own, _ in others)]
    apart = disagreement([row_dicts(one) for one in reports])
    say(f"{publishers_in_words(counts)}. {apart}.", look="dl-count")
    say(hint)
    if table := differences_table(reports[: MOST_TELLINGS + 1]):
        st.html(table)
    for number, (own, claims) in enumerate(others[:MOST_TELLINGS]):
        with st.container(key=f"also_{number}"):
            st.html(report_html(own, claims))
            button(number)
    if (more := len(others) - MOST_TELLINGS) > 0:
        words = f"And {counted(more, 'report')} more; the files have all."
        say(words)


def _apart(decision: Decision, event_id: str, number: int) -> None:
    """One pair that the person keeps apart, with a button to undo it."""
    doc, theirs = decision.second if decision.first[1] == event_id else decision.first
    other = next((one for one in articles.beside_open() if one.article.id == doc), None)
    if other is None:
        return
    with st.container(key=f"held_apart_{number}"):
        say(
            "You said that this is another event: ",
            element("strong", report_source(other.rows_of(theirs))),
            look="dl-note",
        )
        st.button(
            "They are the same after all", key=f"rejoin_{number}", on_click=rejoin, args=(decision,)
        )


def elsewhere_panel(event_id: str | None) -> bool:
    """The card of an event of another article, chosen on the map; tells whether there is one."""
    for other in articles.beside_open():
        event = next((one for one in other.analysis.events if one.id == event_id), None)
        if event is not None:
            rows = other.rows_of(event.id)
            say("From another article: ", element("strong", report_source(rows)), look="dl-note")
            st.html(card(event, other.analysis, rows=rows, claims=other.claims))
            with st.container(horizontal=True, key="card_buttons"):
                switch = partial(session.switch, other.name)
                st.button("Open this article", key="open_teller", on_click=switch)
                st.button("All events", key="close_card", on_click=session.choose, args=(None,))
            return True
    return False


def decisions() -> tuple[Decision, ...]:
    """The person's decisions on pairs, in order; the file of corrections has them."""
    return history.now().links


def keep_apart(first: Key, second: Key) -> None:
    """Keep two events apart, as a step that can be undone."""
    links = dict.fromkeys([*decisions(), Decision(first=first, second=second)])
    history.push(replace(history.now(), links=tuple(links)))


def rejoin(decision: Decision) -> None:
    """Take back a decision, so that the reading decides."""
    history.push(replace(history.now(), links=tuple(one for one in decisions() if one != decision)))


def stories() -> list[Row]:
    """The stories (``components/linking/columns.py``) of all articles on the page."""
    here = articles.readings()
    return (
        row_dicts(_stories(tuple(one.events for one in here), decisions())) if len(here) > 1 else []
    )


@st.cache_data(max_entries=MOST_LINKED, show_spinner=False, hash_funcs={Decision: repr})
def _stories(events: tuple[pd.DataFrame, ...], said: tuple[Decision, ...]) -> pd.DataFrame:
    return link(pd.concat(events, ignore_index=True), said)


def story_of(event_id: str) -> Row | None:
    """The story of an event, if another article on the page reports it too."""
    return next((story for story in stories() if event_id in parts(story, "event_id")), None)


def members(story: Row) -> dict[str, str]:
    """doc_id to event_id."""
    return dict(zip(parts(story, "doc_id"), parts(story, "event_id"), strict=True))


def shared(one: Reading, two: Reading) -> list[tuple[str, str]]:
    """Events that both articles report, as pairs of event_id, in the order of the first article."""
    docs = one.article.id, two.article.id
    both = [members(story) for story in stories()]
    pairs = {
        events[docs[0]]: events[docs[1]]
        for events in both
        if docs[0] in events and docs[1] in events
    }
    return [
        (event, pairs[event]) for event in dict.fromkeys(one.events["event_id"]) if event in pairs
    ]


def of_article(reading: Reading) -> tuple[OtherReport, ...]:
    """The reports of events of ``reading`` by the other articles."""
    both = [events for story in stories() if reading.article.id in (events := members(story))]
    return tuple(
        OtherReport(
            event_id=events[reading.article.id],
            rows=other.rows_of(events[other.article.id]),
            claims=other.claims,
        )
        for events in both
        for other in articles.beside_open()
        if other.article.id in events
    )
