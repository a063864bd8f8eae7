"""Adds an event that the program missed: the person chooses its sentence and its fields."""

from __future__ import annotations

import textwrap

import streamlit as st

from components.core.countries import place_in_words
from components.core.errors import InputError
from components.core.records import Analysis, Resolution, Span
from components.corrections.changes import AddedEvent
from components.corrections.records import Target
from components.corrections.typed_points import point_in
from components.panels import articles, coder, correcting, history, session
from components.panels.elements import expander, label
from components.panels.reading import Reading, sentences
from components.wording.phrases import counted

SHOWN_CHARACTERS = 110


def panel(reading: Reading) -> None:
    """The box under the article."""
    with st.container(key="add_box"):
        if box := expander("Add a missed event", key="add_event"):
            with box:
                _form(reading)


def begin_at(start: int) -> None:
    """Open the form at the sentence of the character ``start`` of the article."""
    state = st.session_state
    state.add_event, state.correct_error = True, None
    state.add_sentence = next(
        (
            span
            for span in sentences(articles.require_open().article)
            if span.start <= start < span.end
        ),
        None,
    )
    if state.add_sentence is None:
        correcting.refuse(
            InputError(
                "These words are in no sentence that Dateline read.",
                way_out="Choose the sentence in the list.",
            ),
            at="add",
        )


def _form(reading: Reading) -> None:
    coder.ask("add")
    spans = sentences(reading.article)
    names = {span: _sentence(span, reading.analysis) for span in spans}
    sentence = st.selectbox(
        "Sentence",
        spans,
        index=None,
        key="add_sentence",
        format_func=names.__getitem__,
        placeholder="Choose its sentence; type a word to find it",
    )
    if sentence is None:
        correcting.refusal("add")
        return
    key = _key(sentence)
    with st.form(key, border=False):
        correcting.kind_field(key)
        st.multiselect(
            "Places",
            _named(sentence, reading.analysis),
            key=f"{key}_names",
            format_func=_place,
            placeholder="Names in the text, first those of the sentence",
        )
        correcting.day_fields(key)
        with st.expander("A point, did it happen, a note"):
            st.text_input(
                "Point",
                key=f"{key}_point",
                placeholder="latitude, longitude",
                help=correcting.POINT_HELP,
            )
            correcting.modality_field(key)
            st.text_input("Note", key=f"{key}_note", placeholder="Why")
        st.form_submit_button(
            "Add this event", type="primary", on_click=_add, args=(sentence,), key=f"{key}_add"
        )
        correcting.refusal("add")


def _key(sentence: Span) -> str:
    return f"add_{sentence.start}_{'_'.join(map(str, history.steps()))}"


def _sentence(span: Span, analysis: Analysis) -> str:
    """The sentence in one line, with the number of its events."""
    events = sum(event.sentence.overlaps(span) for event in analysis.events)
    words = " ".join(span.quote(analysis.article.text).split())
    return (
        f"{textwrap.shorten(words, SHOWN_CHARACTERS, placeholder='…')} "
        f"({counted(events, 'event') if events else 'no event'})"
    )


def _named(sentence: Span, analysis: Analysis) -> list[Resolution]:
    """The place names of the sentence, then each further place of the text once."""
    own = [one for one in analysis.resolutions if sentence.contains(one.toponym.span)]
    places = {one.place.id for one in own if one.place}
    others: dict[str, Resolution] = {}
    for one in analysis.resolutions:
        if one.place and one.place.id not in places:
            others.setdefault(one.place.id, one)
    return [*own, *others.values()]


def _place(one: Resolution) -> str:
    return label(
        f"{one.toponym.text}: {place_in_words(one.place)}"
        if one.place
        else f"{one.toponym.text}: not found"
    )


def _add(sentence: Span) -> None:
    """Add the event of the fields as one step, and open its card."""
    state, key, before = st.session_state, _key(sentence), history.now()
    with correcting.refusing("add"):
        if not (kind := state[f"{key}_kind"]):
            raise InputError("No kind of event was chosen.")
        point = point_in(state[f"{key}_point"])
        change = AddedEvent(
            kind=kind,
            modality=state[f"{key}_modality"],
            names=tuple(one.toponym.span for one in state[f"{key}_names"]),
            points=(point,) if point else (),
            first_day=correcting.day_of(state[f"{key}_first"]),
            last_day=correcting.day_of(state[f"{key}_last"]),
        )
        own = history.own(articles.require_open()).corrections
        number = 1 + max((one.number for one in own if one.span == sentence), default=0)
        target = Target(span=sentence, number=number)
        correcting.record([(target, change)], note=state[f"{key}_note"])
    if history.now() is before:
        return
    state.add_sentence = None
    events = articles.require_open().analysis.events
    added = [event for event in events if event.trigger == sentence and event.amended]
    session.choose_and_go(added[-1].id)
    session.open_section("events")
