"""A random check of what is chosen of a corpus: its events are drawn by a seed, each is right or
wrong, and page and files tell the share that is wrong."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from components.cards.stored_events import stored_card
from components.core.records import RandomCheck
from components.core.safe_html import element
from components.corrections.spot_check import result_of
from components.panels import coder, spot_checking
from components.panels.corpus import article, session
from components.panels.corpus.card import rows_and_claims
from components.store import queries
from components.store import rows as stored
from components.view.selection import View

HINT = "Optional; shown in the list of wrong ones"
LASTS = "A check is kept for this session; the files hold what it found."


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Of one person, of what they had chosen of a corpus. Another choice, or a corpus that has
    grown, is not what was checked."""

    name: str
    seed: str
    sign: str
    chosen: View
    events: int
    drawn: tuple[tuple[str, str], ...]
    """doc_id and event_id of each."""
    answers: tuple[tuple[bool, str], ...] = ()
    """Right or not, and the comment, in the same order."""
    day: date

    @property
    def is_done(self) -> bool:
        return len(self.answers) == len(self.drawn)


def _checks(view: View) -> tuple[Check, ...]:
    """Those of what is chosen now, in the order in which they were begun."""
    sign, chosen = session.known(queries.held).sign, view.selection()
    held: tuple[Check, ...] = st.session_state.get("corpus_checks", ())
    return tuple(one for one in held if (one.sign, one.chosen) == (sign, chosen))


def results_of(view: View) -> tuple[RandomCheck, ...]:
    """What the checks found that are done."""
    return tuple(
        result_of(
            [is_right for is_right, _ in one.answers],
            events=one.events,
            name=one.name,
            day=one.day,
        )
        for one in _checks(view)
        if one.is_done
    )


def panel(view: View) -> None:
    """What checks found, and behind a line the way through one."""
    checks = _checks(view)
    wrong = [
        (stored.event(session.store(), *key)["trigger"].iloc[0], note)
        for one in checks
        for key, (is_right, note) in zip(one.drawn, one.answers, strict=False)
        if not is_right
    ]
    spot_checking.results(results_of(view), wrong)
    total = session.kept(queries.counts, view).events
    if not total:
        return
    opened = spot_checking.box(total)
    with opened:
        if not opened.open:
            return
        coder.ask("check")
        under_way = next(
            (one for one in checks if not one.is_done and one.name == coder.name()), None
        )
        if under_way:
            _event(under_way)
        else:
            seed = session.known(queries.held).sign
            spot_checking.ask(total, seed, begin=partial(_begin, view))
            st.html(element("p", LASTS, class_="dl-hint"))


def _event(check: Check) -> None:
    """The one that is next, with its keys."""
    number = len(check.answers)
    step = spot_checking.step_in_words(
        number, len(check.drawn), events=check.events, seed=check.seed
    )
    st.html(element("p", step, role="status", class_="dl-hint dl-at"))
    st.html(stored_card(*session.known(rows_and_claims, *check.drawn[number])))
    spot_checking.answer_keys(
        partial(_answer, check), hint=HINT, beside=partial(_beside, check, number)
    )


def _beside(check: Check, number: int) -> None:
    article.button(*check.drawn[number], key="check_open")
    before = replace(check, answers=check.answers[:-1])
    st.button(
        "Back to the last one",
        key="check_back",
        on_click=_keep,
        args=(before,),
        disabled=not number,
    )


def _begin(view: View, most: int, seed: str) -> None:
    check = Check(
        name=coder.name(),
        seed=seed,
        sign=session.known(queries.held).sign,
        chosen=view.selection(),
        events=session.kept(queries.counts, view).events,
        drawn=session.kept(stored.drawn, view, seed=seed, most=most),
        day=date.today(),
    )
    _keep(check)


def _answer(check: Check, is_right: bool) -> None:
    state = st.session_state
    answer = (is_right, state.check_note.strip())
    state.check_note = ""
    _keep(replace(check, answers=(*check.answers, answer), day=date.today()))


def _keep(check: Check) -> None:
    """In place of the same one with fewer answers."""
    held: tuple[Check, ...] = st.session_state.get("corpus_checks", ())
    others = (
        one for one in held if replace(one, answers=(), day=check.day) != replace(check, answers=())
    )
    st.session_state.corpus_checks = (*others, check)
