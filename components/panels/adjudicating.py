"""Two coders: how far they agree, and each disagreement for a person to decide.

A second coder sees nothing of the first one before deciding on all events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from components.core.errors import DatelineError
from components.corrections.agreement import AS_READ, NAMES, Agreement, Disagreement, agreement
from components.corrections.files import read
from components.corrections.queue import Item
from components.corrections.records import text_id
from components.panels import coder, correcting, history, session
from components.panels.elements import error_notice, expander, label, say
from components.panels.reading import Reading

OWN = "this session"
"""The name of this session among the files of coders."""
HINT = (
    "As a second coder, give the file of the first one: what it says is shown when you have "
    "decided on every event. As a third person, give the files of two coders."
)


def panel(reading: Reading, items: Sequence[Item]) -> None:
    """The box in which coders are compared: two from files, or one with this session, once all
    ``items`` are decided here."""
    if not (box := expander("Compare coders", key="adjudicate")):
        return
    with box:
        files = st.file_uploader(
            "Files of other coders", type=["json"], accept_multiple_files=True, key="coders_files"
        )
        if not files:
            say(HINT)
            return
        try:
            held = {
                file.name: read(file.getvalue(), where=file.name).of(text_id(reading.article))
                for file in files
            }
        except DatelineError as error:
            error_notice(error)
            return
        if len({one.coder for own in held.values() for one in own.corrections}) < 2:
            if left := sum(item.coder != coder.name() or not item.is_done for item in items):
                words = f"It is shown when you have decided on every event: {left} left."
                say(words, look="dl-note", role="status")
                return
            held[OWN] = history.own(reading)
        _compared(agreement(held))


def _compared(found: Agreement) -> None:
    say(f"Coders: {', '.join(found.coders) or 'none of this article'}")
    st.dataframe(
        pd.DataFrame(
            {
                "Field": NAMES[one.field],
                "Coded by two": one.units,
                "Alike": one.alike,
                "Krippendorff's alpha": one.why if one.alpha is None else f"{one.alpha:.2f}",
            }
            for one in found.fields
        ),
        hide_index=True,
        key="agreement_table",
        alt="Agreement of the coders, field by field",
    )
    if not found.disagreements:
        st.html("<p class='dl-hint'>The coders agree on everything that both coded.</p>")
        return
    for number, one in enumerate(found.disagreements):
        said = [*one.values]
        st.radio(
            label(f"“{' '.join(one.quote.split())[:60]}”, {NAMES[one.field]}"),
            said,
            index=None,
            key=f"adjudicated_{number}",
            format_func={by: label(f"{by}: {said}") for by, said in one.values.items()}.__getitem__,
        )
    st.button(
        "Use these choices", key="take_adjudicated", on_click=_take, args=(found.disagreements,)
    )
    correcting.refusal("adjudicating")


def _take(disagreements: tuple[Disagreement, ...]) -> None:
    """Apply each chosen value as a correction of this person, with a note on whose it was; a value
    as read removes the correction. All are one step."""
    state, now = st.session_state, history.now()
    with correcting.refusing("adjudicating"):
        coder.require_name()
        for number, one in enumerate(disagreements):
            if not (by := state.get(f"adjudicated_{number}")):
                continue
            if (chosen := one.by[by]) is None or one.values[by] == AS_READ:
                now = now.without(next(other.part for other in one.by.values() if other))
            else:
                note = f"adjudicated, as coded by {by}"
                now = now.with_these(
                    [replace(chosen, coder=coder.name(), time=coder.now(), note=note)]
                )
        session.correct(now)
