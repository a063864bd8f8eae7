"""The review: every event of the article, the least sure first, decided by keys; then the
corrections and the sign-off."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from components.cards.card import card
from components.core.errors import InputError
from components.core.records import Event
from components.core.safe_html import element
from components.corrections.changes import Decision
from components.corrections.queue import Item, Standing, queue
from components.corrections.signing import is_void, sign_off
from components.panels import (
    adjudicating,
    articles,
    coder,
    correcting,
    corrections_file,
    history,
    own_model,
    session,
    spot_checking,
)
from components.panels.elements import label, say
from components.panels.reading import Reading
from components.tables.rows import claims_table, events_table
from components.wording.phrases import counted
from components.wording.provenance import full_day

KEYS: dict[Decision, tuple[str, str]] = {
    "accept": ("Accept", "A"),
    "fix": ("Fix", "F"),
    "reject": ("Reject", "X"),
    "send back": ("Needs another look", "L"),
}
"""Words and key of each decision. Streamlit itself uses the key R."""
NEXT = ("Next", "N")
LAST = "All events are looked at. The keys A, F, X and L are off now; the buttons still work."
LEAST_SURE = "the least sure first"
NO_COMMENT = "You did not say what needs another look."
STANDING: dict[Standing, str] = {
    "": "not looked at",
    "accept": correcting.DECIDED["accept"],
    "fix": correcting.DECIDED["fix"],
    "fixed": "fixed",
    "reject": correcting.DECIDED["reject"],
    "send back": correcting.DECIDED["send back"],
    "added": "added",
}


def panel(reading: Reading) -> None:
    """The queue of events, the sign-off, the file of corrections and the comparison of coders."""
    items = _items(reading)
    coder.ask("review")
    done = sum(item.is_done for item in items)
    to_fix = sum(item.standing == "fix" for item in items)
    sent_back = sum(item.standing == "send back" for item in items)
    words = (
        f"{done} of {counted(len(items), 'event')} looked at"
        + (f", {to_fix} to be fixed" if to_fix else "")
        + (f", {sent_back} sent back" if sent_back else "")
    )
    st.progress(done / len(items) if items else 1.0, text=words)
    if words := own_model.other_alone(reading):
        say(words)
    correcting.confirmation("review")
    if hand := spot_checking.at_hand(reading, items):
        check, one, item = hand
        say(spot_checking.where_in(check), look="dl-hint dl-at", role="status")
        _card(reading, item)
        spot_checking.keys(check, one)
        correcting.steps("review")
    elif items:
        _item(reading, items)
    spot_checking.panel(reading, items)
    _signature(reading, items)
    corrections_file.panel(reading)
    adjudicating.panel(reading, items)


def _items(reading: Reading) -> tuple[Item, ...]:
    differing = own_model.disagreements(reading)
    return queue(reading.as_read, reading.analysis, history.own(reading), differing=differing)


def _item(reading: Reading, items: Sequence[Item]) -> None:
    """The event chosen last, else the first one that is open, with its keys; the form, if it is to
    be fixed."""
    chosen = st.session_state.get("review_at")
    ids = [one.event.id for one in items]
    number = ids.index(chosen) if chosen in ids else _next_open(items, 0)
    item = items[number]
    standing = STANDING[item.standing] + (f" by {item.coder}" if item.coder else "")
    say(
        f"{number + 1} of {len(items)}, {item.why or LEAST_SURE}: ",
        element("strong", standing),
        look="dl-hint dl-at",
        role="status",
    )
    _card(reading, item)
    if all(one.is_done for one in items):
        say(LAST, look="dl-note", role="status")
    _keys(item)
    if sure := [one.event for one in items if one.is_sure_and_open]:
        st.button(
            f"Accept all sure ones ({len(sure)})", key="review_sure", on_click=_accept, args=(sure,)
        )
    if item.standing in {"fix", "fixed"}:
        correcting.form(reading, item.event, where="review")
    else:
        correcting.refusal("review")
    correcting.steps("review")


def _next_open(items: Sequence[Item], start: int) -> int:
    """The next open event from ``start`` on, from the end back to the beginning; ``start`` if none
    is open."""
    turn = [*range(start, len(items)), *range(start)]
    return next((number for number in turn if not items[number].is_done), start % len(items))


def _card(reading: Reading, item: Item) -> None:
    """The event as it is now; a rejected one as the program read it."""
    analysis, events, claims = reading.analysis, reading.events, reading.claims
    if item.event.id not in set(events["event_id"]):
        analysis = reading.as_read
        events, claims = events_table(analysis), claims_table(analysis)
    rows = events[events["event_id"] == item.event.id]
    st.html(card(item.event, analysis, rows=rows, claims=claims))


def _keys(item: Item) -> None:
    """The decisions as buttons with their keys, and the switch for the keys; keys do not decide
    again on an event that is done."""
    with_keys = bool(st.session_state.get("single_keys", True))
    with st.container(horizontal=True, key="review_keys"):
        for decision, (words, key) in KEYS.items():
            st.button(
                words,
                key=f"review_{decision}",
                shortcut=key if with_keys and not item.is_done else None,
                on_click=_decide,
                args=(item, decision),
            )
        st.button(
            NEXT[0],
            key="review_next",
            shortcut=NEXT[1] if with_keys else None,
            on_click=lambda: st.session_state.update(review_at=_after(item)),
        )
    st.text_input(
        "Comment on this decision",
        key="review_note",
        placeholder="What needs another look; else optional. Kept in the file",
    )
    st.toggle("Single keys (A, F, X, L, N)", value=True, key="single_keys", persist_state="session")


def _accept(events: Sequence[Event]) -> None:
    """Accept all open sure events as one step."""
    st.session_state.review_at = None
    correcting.decide(events, "accept", at="review")


def _decide(item: Item, decision: Decision) -> None:
    """Save the decision; the review stays at an event to be fixed, else goes to the next open
    one."""
    state = st.session_state
    if decision == "send back" and not state.review_note.strip():
        correcting.refuse(InputError(NO_COMMENT, way_out="Type it as the comment."), at="review")
        return
    after = _after(item)
    if correcting.decide([item.event], decision, at="review", note=state.review_note):
        state.review_note = ""
        state.review_at = item.event.id if decision == "fix" else after


def _after(item: Item) -> str:
    """The id of the next open event in the current order, else of the next event."""
    items = _items(articles.require_open())
    number = next((at for at, one in enumerate(items) if one.event.id == item.event.id), 0)
    return items[_next_open(items, (number + 1) % len(items))].event.id


def _signature(reading: Reading, items: Sequence[Item]) -> None:
    """Who signed off, or the form to sign off when all events are done."""
    signed, own = reading.analysis.signed, history.own(reading)
    if signed:
        note = f" {signed.note}" if signed.note else ""
        say(
            f"Checked by {signed.name} on {full_day(signed.day)}.{note}", look="dl-stamp dl-checked"
        )
        return
    if is_void(own, reading.analysis):
        last = max(own.sign_offs, key=lambda one: one.time)
        say(
            f"{last.name} signed off on {full_day(last.day)}; it was changed "
            "since, so the sign-off no longer counts.",
            look="dl-note",
            role="status",
        )
    left = sum(not item.is_done for item in items)
    with st.form("sign_off", border=True):
        words = (
            f"You can sign off when all events are looked at: {counted(left, 'event')} left."
            if left
            else "Every event was looked at."
        )
        say(words)
        st.text_input("Note on the sign-off", key="sign_note", placeholder="Optional")
        words = f"Sign off as {label(coder.name())}" if coder.name() else "Sign off"
        st.form_submit_button(words, on_click=_sign, key="sign", disabled=bool(left))
        correcting.refusal("sign")


def _sign() -> None:
    with correcting.refusing("sign"):
        coder.require_name()
        signed = sign_off(
            articles.require_open().analysis,
            history.now(),
            name=coder.name(),
            day=date.today(),
            time=coder.now(),
            note=st.session_state.sign_note,
        )
        session.correct(signed)
