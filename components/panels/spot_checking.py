"""A random check: events drawn by a seed, judged one by one as right or wrong, and the results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial

import streamlit as st
from streamlit.elements.lib.mutable_expander_container import ExpanderContainer

from components.core.errors import InputError
from components.core.records import RandomCheck
from components.core.safe_html import element, join
from components.corrections.changes import SENT_BACK
from components.corrections.queue import Item
from components.corrections.records import DrawnEvent, SpotCheck
from components.corrections.spot_check import answered, checks_of, new_check, seed_of, under_way
from components.panels import articles, coder, correcting, history, session
from components.panels.elements import expander, say
from components.panels.reading import Reading
from components.wording.phrases import counted
from components.wording.provenance import check_in_words

MOST = 20
ANSWERS = {True: ("Right", "A"), False: ("Wrong", "X")}
"""Words and key of each answer."""
HINT = (
    "Dateline draws the events. You say of each one if it is right as it is, and the page and "
    "every file then state the share that is wrong. The same seed always draws the same events."
)


Hand = tuple[SpotCheck, DrawnEvent, Item]
"""A check, with its next event."""


def at_hand(reading: Reading, items: Sequence[Item]) -> Hand | None:
    """The check under way; None if there is none or it is paused."""
    return _under_way(reading, items) if st.session_state.get("checking") else None


def _under_way(reading: Reading, items: Sequence[Item]) -> Hand | None:
    """The unfinished check of this person; a check of an event that is gone does not count."""
    check = under_way([*checks_of(history.own(reading), reading.as_read)], coder.name())
    one = check.next if check else None
    item = next((item for item in items if one and item.target == one.target), None)
    return (check, one, item) if check and one and item else None


def answer_keys(answer: Callable[[bool], None], *, hint: str, beside: Callable[[], object]) -> None:
    """The two answers as buttons with their keys, what ``beside`` draws, and a comment, explained
    by ``hint``."""
    with_keys = st.session_state.get("single_keys", True)
    with st.container(horizontal=True, key="check_keys"):
        for is_right, (words, key) in ANSWERS.items():
            st.button(
                words,
                key=f"check_{words}",
                shortcut=key if with_keys else None,
                on_click=answer,
                args=(is_right,),
            )
        beside()
    st.text_input("Comment on this event", key="check_note", placeholder=hint)


def keys(check: SpotCheck, one: DrawnEvent) -> None:
    hint = "Optional. A wrong event with a comment is sent back"

    def pause_button() -> None:
        pause = partial(st.session_state.update, checking=False)
        st.button("Pause the check", key="check_pause", type="tertiary", on_click=pause)

    answer_keys(partial(_answer, check, one), hint=hint, beside=pause_button)


def where_in(check: SpotCheck) -> str:
    number = sum(one.is_right is not None for one in check.drawn)
    return step_in_words(number, len(check.drawn), events=check.events, seed=check.seed)


def step_in_words(answered: int, drawn: int, *, events: int, seed: str) -> str:
    """ "Random check: 3 of 20, drawn from 143 events with the seed 5f1c0a93e2d7"."""
    return (
        f"Random check: {answered + 1} of {drawn}, drawn from {counted(events, 'event')} with the "
        f"seed {seed}"
    )


def panel(reading: Reading, items: Sequence[Item]) -> None:
    """The results of checks, and a button to go on with a paused one or a box to begin one."""
    wrong = [
        (one.quote, one.note)
        for check in checks_of(history.own(reading), reading.as_read)
        for one in check.drawn
        if one.is_right is False
    ]
    results(reading.analysis.spot_checks, wrong)
    if hand := _under_way(reading, items):
        if not st.session_state.get("checking"):
            left = sum(one.is_right is None for one in hand[0].drawn)
            words = f"Go on with the check ({left} left)"
            go_on = partial(st.session_state.update, checking=True)
            st.button(words, key="check_go_on", on_click=go_on)
    elif (events := len(reading.analysis.events)) and (shown := box(events)):
        with shown:
            ask(events, seed_of(reading.analysis), begin=_begin)


def box(events: int) -> ExpanderContainer | None:
    """The box in which a check of that many events begins; None while it is shut."""
    return expander(f"Check {min(MOST, events)} at random", key="spot_check")


def results(found: Iterable[RandomCheck], wrong: Iterable[tuple[str, str]]) -> None:
    """The results of checks, and the wrong events with their comments."""
    for result in found:
        say(f"{check_in_words(result)}.", look="dl-note", role="status")
    lines = (f"“{quote}”: {note}" if note else f"“{quote}”" for quote, note in wrong)
    if listed := [element("li", words) for words in lines]:
        st.html(join((element("p", "Wrong:", class_="dl-hint"), element("ul", join(listed)))))


def ask(events: int, seed: str, *, begin: Callable[[int, str], object]) -> None:
    """Asks how many events to check and for the seed."""
    say(HINT)
    left, right = st.columns(2)
    most_key, seed_key = f"check_most_{events}", f"check_seed_{seed}"
    left.number_input("Events to check", 1, events, min(MOST, events), key=most_key)
    right.text_input("Seed", value=seed, key=seed_key)
    st.button("Draw them", key="check_begin", on_click=_asked, args=(most_key, seed_key, begin))
    correcting.refusal("check")


def _asked(most_key: str, seed_key: str, begin: Callable[[int, str], object]) -> None:
    state = st.session_state
    with correcting.refusing("check"):
        coder.require_name()
        if not (seed := " ".join(state[seed_key].split())):
            raise InputError("Give a seed: any word or number.")
        begin(state[most_key], seed)


def _begin(most: int, seed: str) -> None:
    found, time = articles.require_open(), coder.now()
    check = new_check(
        found.as_read, found.analysis, name=coder.name(), time=time, seed=seed, most=most
    )
    session.correct(history.now().checked(check))
    st.session_state.checking = True


def _answer(check: SpotCheck, one: DrawnEvent, is_right: bool) -> None:
    """Save an answer as one step; a wrong event with a comment is sent back with it."""
    state = st.session_state
    note, now = state.check_note, history.now()
    done = answered(check, one, is_right=is_right, note=note, day=date.today(), time=coder.now())
    if note.strip() and not is_right:
        article = articles.require_open().article
        now = now.with_these([coder.correction(article, one.target, SENT_BACK, note=note)])
    session.correct(now.checked(done))
    state.check_note = ""
