"""A random check of the selection of a corpus: events are drawn by a seed, a person calls each
right or wrong, and page and files state the share that is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.cards.stored_events import stored_card
from components.core.records import RandomCheck
from components.corrections.spot_check import result_of
from components.panels import coder, correcting, request_context, spot_checking
from components.panels.corpus import article, session
from components.panels.corpus.card import rows_and_claims
from components.panels.elements import say
from components.store import queries
from components.store import rows as stored
from components.store.checks import SavedCheck, keep_check, read_checks, with_check
from components.view.selection import View

HINT = "Optional; shown in the list of wrong ones"
LASTS = {
    True: "A check is kept on this machine, so you can go on with it another day; the files hold "
    "what it found.",
    False: "A check is kept for this session; the files hold what it found.",
}
"""By whether the page is for the person at the machine alone."""


def _of_session() -> dict[str, tuple[SavedCheck, ...]]:
    """Checks by the sign of their corpus."""
    held: dict[str, tuple[SavedCheck, ...]] = st.session_state.setdefault("corpus_checks", {})
    return held


def _checks(view: View) -> tuple[SavedCheck, ...]:
    """The checks of this selection, the oldest first: in the home folder for the person at the
    machine, in the session for others."""
    sign = session.answer_of(queries.summary).sign
    is_local = request_context.is_local()
    held = read_checks(session.home(), sign) if is_local else _of_session().get(sign, ())
    return tuple(one for one in held if one.chosen == _chosen(view))


def _chosen(view: View) -> str:
    return urlencode(view.selection().to_query())


def results_of(view: View) -> tuple[RandomCheck, ...]:
    """The results of finished checks."""
    return tuple(
        result_of(
            [is_right for is_right, _ in one.answers], events=one.events, name=one.name, day=one.day
        )
        for one in _checks(view)
        if one.is_done
    )


def panel(view: View) -> None:
    """The results of checks, and the box with a check."""
    checks = _checks(view)
    wrong = [
        (stored.event(session.opened().store, *key)["trigger"].iloc[0], note)
        for one in checks
        for key, (is_right, note) in zip(one.drawn, one.answers, strict=False)
        if not is_right
    ]
    spot_checking.results(results_of(view), wrong)
    total = session.answer_of(queries.counts, view).events
    if not total:
        return
    if not (box := spot_checking.box(total)):
        return
    with box:
        coder.ask("check")
        under_way = next(
            (one for one in checks if not one.is_done and one.name == coder.name()), None
        )
        if under_way:
            _event(under_way)
        else:
            seed = session.answer_of(queries.summary).sign
            spot_checking.ask(total, seed, begin=partial(_begin, view))
            say(LASTS[request_context.is_local()])


def _event(check: SavedCheck) -> None:
    """The next event of a check, with its keys."""
    number = len(check.answers)
    step = spot_checking.step_in_words(
        number, len(check.drawn), events=check.events, seed=check.seed
    )
    say(step, look="dl-hint dl-at", role="status")
    st.html(stored_card(*session.answer_of(rows_and_claims, *check.drawn[number])))
    spot_checking.answer_keys(
        partial(_answer, check), hint=HINT, beside=partial(_beside, check, number)
    )
    correcting.refusal("check")


def _beside(check: SavedCheck, number: int) -> None:
    article.button(*check.drawn[number], key="check_open")
    shorter = replace(check, answers=check.answers[:-1])
    st.button(
        "Back to the last one",
        key="check_back",
        on_click=_keep,
        args=(shorter, check),
        disabled=not number,
    )


def _begin(view: View, most: int, seed: str) -> None:
    check = SavedCheck(
        name=coder.name(),
        seed=seed,
        sign=session.answer_of(queries.summary).sign,
        chosen=_chosen(view),
        events=session.answer_of(queries.counts, view).events,
        drawn=session.answer_of(stored.sample, view, seed=seed, most=most),
        day=date.today(),
    )
    _keep(check, None)


def _answer(check: SavedCheck, is_right: bool) -> None:
    state = st.session_state
    answer = (is_right, state.check_note.strip())
    state.check_note = ""
    _keep(replace(check, answers=(*check.answers, answer), day=date.today()), check)


def _keep(check: SavedCheck, before: SavedCheck | None) -> None:
    with correcting.refusing("check"):
        if request_context.is_local():
            keep_check(session.home(), check, before=before)
        else:
            held = _of_session()
            held[check.sign] = with_check(held.get(check.sign, ()), check, before=before)
