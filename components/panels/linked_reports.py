"""The stories that the articles on the page have in common, and the pairs that the person keeps
apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.export.selection import OtherReport
from components.linking.decisions import Decision, Key
from components.linking.stories import link
from components.panels import articles, history
from components.panels.reading import Reading
from components.wording.phrases import Row, parts, row_dicts

MOST_LINKED = 32


def decisions() -> tuple[Decision, ...]:
    """What the person has said of pairs, in the order in which it was said; it stands in the file
    of corrections."""
    return history.now().links


def keep_apart(first: Key, others: Sequence[Key]) -> None:
    """These are not the same: the first and each of the others. A step that can be undone."""
    said = [Decision(first=first, second=other) for other in others]
    history.push(replace(history.now(), links=tuple(dict.fromkeys([*decisions(), *said]))))


def rejoin(decision: Decision) -> None:
    """The same after all, where the reading finds them so."""
    history.push(replace(history.now(), links=tuple(one for one in decisions() if one != decision)))


def stories() -> list[Row]:
    """Rows of the table of stories (``components/linking/columns.py``) of all articles on the
    page."""
    here = articles.readings()
    return (
        row_dicts(_stories(tuple(one.events for one in here), decisions())) if len(here) > 1 else []
    )


@st.cache_data(max_entries=MOST_LINKED, show_spinner=False, hash_funcs={Decision: repr})
def _stories(events: tuple[pd.DataFrame, ...], said: tuple[Decision, ...]) -> pd.DataFrame:
    return link(pd.concat(events, ignore_index=True), said)


def story_of(event_id: str) -> Row | None:
    """The story in which an event is told, where another article on the page tells it too."""
    return next((story for story in stories() if event_id in parts(story, "event_id")), None)


def members(story: Row) -> dict[str, str]:
    """doc_id to event_id."""
    return dict(zip(parts(story, "doc_id"), parts(story, "event_id"), strict=True))


def rows_of(found: Reading, event_id: str) -> pd.DataFrame:
    return found.events[found.events["event_id"].eq(event_id)]


def shared(one: Reading, two: Reading) -> list[tuple[str, str]]:
    """Events that both articles tell, as pairs of event_id, in the order of the first article's
    text."""
    docs = one.article.id, two.article.id
    both = [members(story) for story in stories()]
    pairs = {told[docs[0]]: told[docs[1]] for told in both if docs[0] in told and docs[1] in told}
    return [
        (event, pairs[event]) for event in dict.fromkeys(one.events["event_id"]) if event in pairs
    ]


def other_reports(found: Reading) -> tuple[OtherReport, ...]:
    """What the articles beside ``found`` tell of its events."""
    both = [told for story in stories() if found.article.id in (told := members(story))]
    return tuple(
        OtherReport(
            event_id=told[found.article.id],
            rows=rows_of(other, told[other.article.id]),
            claims=other.claims,
        )
        for told in both
        for other in articles.beside_open()
        if other.article.id in told
    )


def reading_of_event(event_id: str | None) -> Reading | None:
    """The article beside the open one that tells the event."""
    return next(
        (one for one in articles.beside_open() if event_id in set(one.events["event_id"])), None
    )
