"""The form to correct an event, under its card and in the review."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Literal, cast, get_args

import streamlit as st

from components.cards.facts import NO_PLACES
from components.core.errors import DatelineError, InputError
from components.core.records import Actor, Analysis, Event, Modality, PlaceLink, Span
from components.corrections.adding import target_of
from components.corrections.changes import Change, Decision, Person, Verdict
from components.corrections.event_form import (
    TYPED,
    Option,
    RequestedEvent,
    changes,
    options,
    same_name,
)
from components.corrections.records import Target
from components.corrections.typed_points import place_in
from components.lexicon.people import actor_lexicon
from components.panels import articles, coder, history, session
from components.panels.elements import error_notice, expander, label, say
from components.panels.in_page import bring_into_view
from components.panels.reading import Reading, knowledge
from components.sources.article.read import parse_day
from components.wording.phrases import counted, modality_in_words, row_dicts
from components.wording.sentences import title_of

POINT_HELP = (
    "Degrees as 49.2083, 37.2778 or 49°12'N 37°16'E, or MGRS. It is kept as exact as you write it."
)
DECIDED: dict[Decision, str] = {
    "accept": "accepted",
    "fix": "to be fixed",
    "reject": "rejected",
    "send back": "sent back",
}
FORMS = ("card", "review")
"""The places of the form on the page; it can be in both."""
Part = Literal["actors", "targets"]
PARTS: dict[Part, str] = {"actors": "Who", "targets": "To whom"}


def panel(reading: Reading, event: Event) -> None:
    """The box with the form under the card."""
    with st.container(key="correct_box"):
        if box := expander("Correct", key="correct"):
            with box:
                coder.ask("card")
                form(reading, event, where="card")
        if any(history.steps()):
            steps("card")


def refuse(error: DatelineError, *, at: str) -> None:
    """Keep an error of a button, for ``refusal`` beside it."""
    state = st.session_state
    state.correct_error, state.refusals = (at, error), state.get("refusals", 0) + 1


@contextmanager
def refusing(at: str) -> Iterator[None]:
    """Errors within it are shown beside the button ``at`` which the person asked."""
    st.session_state.correct_error = None
    try:
        yield
    except DatelineError as error:
        refuse(error, at=at)
    except ValueError as error:
        refuse(InputError(str(error)), at=at)


def refusal(at: str) -> None:
    """Show the last error if it came from the button ``at``, scrolled into view."""
    where, error = st.session_state.get("correct_error") or ("", None)
    if error and where == at:
        error_notice(error)
        alert = ".st-key-pane_side .dl-alert"
        bring_into_view(alert, turn=st.session_state.refusals, block="nearest")


def confirmation(at: str) -> None:
    """Show the last decision if it was made ``at`` here, scrolled to the top, so that a person
    reads on from there; it is gone after another step."""
    where, held, words = st.session_state.get("correct_told") or ("", None, "")
    if where == at and held is history.now():
        say(words, look="dl-note dl-decided", role="status")
        bring_into_view(".dl-decided", turn=history.steps()[0])


def form(reading: Reading, event: Event, *, where: str) -> None:
    """The fields of the event as it is now. ``where`` is one of FORMS."""
    key = _key(event, where)
    with st.form(key, border=False):
        _places(reading.analysis, event, key, picks=st.session_state.get("picking") == where)
        left, right = st.columns([3, 2])
        with left:
            kind_field(key, event.kind)
        with right:
            modality_field(key, event.modality)
        day_fields(key, event.time.first_day, event.time.last_day)
        with st.expander("Who, and to whom"):
            for part in PARTS:
                _people(event, part, key)
        st.text_input("Note", key=f"{key}_note", placeholder="Why")
        with st.container(horizontal=True):
            st.form_submit_button(
                "Save", type="primary", on_click=_save, args=(event, where), key=f"{key}_save"
            )
            st.form_submit_button(
                "Reject this event", on_click=_reject, args=(event, where), key=f"{key}_reject"
            )
        refusal(where)
    if _places_of(event):
        st.toggle(
            "Take the point from a click on the map",
            key=_picking(where),
            on_change=_pick_for,
            args=(where,),
        )


def _picking(where: str) -> str:
    return f"picking_{where}"


def _pick_for(where: str) -> None:
    """A click on the map fills in the point of this form only; ``where`` empty: of none."""
    state = st.session_state
    state.picking = where if where and state[_picking(where)] else ""
    for form_of in FORMS:
        state[_picking(form_of)] = form_of == state.picking


def steps(where: str) -> None:
    """Undo and redo, for all corrections of the session."""
    with st.container(horizontal=True, key=f"steps_{where}"):
        for name, by, count in zip(("Undo", "Redo"), (-1, 1), history.steps(), strict=True):
            key = f"{name.lower()}_{where}"
            go = partial(session.go, by)
            st.button(f"{name} ({count})", key=key, on_click=go, disabled=not count)


def _key(event: Event, where: str) -> str:
    """The key of the fields, a new one after each step, so that they start with the corrected
    values."""
    return f"fix_{where}_{event.id}_{'_'.join(map(str, history.steps()))}"


def _places_of(event: Event) -> tuple[PlaceLink, ...]:
    """The places of an event that a person can correct, each name once."""
    found = {
        link.resolution.toponym.span: link
        for link in event.links
        if link.role not in NO_PLACES
        and link.resolution.toponym.span.start < link.resolution.toponym.span.end
    }
    return tuple(found.values())


def _places(analysis: Analysis, event: Event, key: str, *, picks: bool) -> None:
    """A list for each place, and the point for one of them, which a click on the map gives if it
    ``picks``."""
    state, links = st.session_state, _places_of(event)
    if picks and links and (picked := state.pop("picked", None)):
        state[f"{key}_point"] = picked
        if (number := _pointed(links)) is not None:
            offered = options(links[number], analysis)
            state[f"{key}_place_{number}"] = next(one for one in offered if one.choice == "point")
    for number, link in enumerate(links):
        st.selectbox(
            f"Place: {label(link.resolution.toponym.text)}",
            options(link, analysis),
            key=f"{key}_place_{number}",
            format_func=lambda option: str(option.words),
        )
    if not links:
        say(
            "The text names no place for it. If you know the place, reject this event and add "
            "it again from its sentence, with a point."
        )
        return
    st.text_input(
        "Point or place",
        key=f"{key}_point",
        placeholder="latitude, longitude, or a name",
        help=f"{POINT_HELP} Or the name of a place, as Kupiansk, or Kupiansk, Ukraine.",
    )
    others = {span for link in links for span in same_name(link.resolution.toponym.span, analysis)}
    if others:
        st.checkbox(f"Wherever else the name stands ({len(others)})", key=f"{key}_everywhere")


def _pointed(links: Sequence[PlaceLink]) -> int | None:
    """The number of the place that a point alone is for: the only one with a pin, else the only
    one."""
    pinned = [number for number, link in enumerate(links) if link.is_pin] or [*range(len(links))]
    return pinned[0] if len(pinned) == 1 else None


def kind_field(key: str, kind: str | None = None) -> None:
    """The kind of an event."""
    kinds = knowledge().events.kinds
    st.selectbox(
        "Kind",
        list(kinds),
        index=list(kinds).index(kind) if kind else None,
        key=f"{key}_kind",
        placeholder="Choose what happened",
        format_func=lambda one: str(kinds[one].label),
    )


def modality_field(key: str, modality: Modality = "done") -> None:
    """Whether an event happened."""
    modalities = list(get_args(Modality))
    st.selectbox(
        "Did it happen?",
        modalities,
        index=modalities.index(modality),
        key=f"{key}_modality",
        format_func=modality_in_words,
    )


def day_fields(key: str, first: date | None = None, last: date | None = None) -> None:
    """The first and the last day of an event; an empty field is an open end."""
    days = {"first": first, "last": last}
    for column, (name, day) in zip(st.columns(2), days.items(), strict=True):
        column.text_input(
            f"{name.capitalize()} day",
            value=day.isoformat() if day else "",
            key=f"{key}_{name}",
            placeholder="YYYY-MM-DD, or open",
        )


def _people(event: Event, part: Part, key: str) -> None:
    """A row for each person, and an empty one."""
    people: Sequence[Actor] = getattr(event, part)
    sides = sorted(
        {side for side, _ in actor_lexicon().sides} | {one.side for one in people if one.side}
    )
    for number, one in enumerate([*people, Actor(name="")]):
        left, right = st.columns([3, 2])
        head = PARTS[part] + ", another" * (0 < len(people) == number)
        left.text_input(head, value=one.name, key=f"{key}_{part}_{number}", placeholder="nobody")
        right.selectbox(
            f"Side of {head.lower()}",
            sides,
            index=sides.index(one.side) if one.side else None,
            key=f"{key}_{part}_side_{number}",
            accept_new_options=True,
            placeholder="No side",
        )


def _save(event: Event, where: str) -> None:
    """Save what differs from the event as one step."""
    state, key = st.session_state, _key(event, where)
    with refusing(where):
        found = list(
            changes(
                event,
                _form_values(event, key),
                articles.require_open().analysis,
                everywhere=bool(state.get(f"{key}_everywhere")),
            )
        )
        if not found:
            raise InputError(
                "You changed nothing.", way_out="Change a field, or choose another place."
            )
        record(found, note=state[f"{key}_note"])


def _reject(event: Event, where: str) -> None:
    note = st.session_state[f"{_key(event, where)}_note"]
    decide([event], "reject", at=where, note=note)


def decide(events: Sequence[Event], decision: Decision, *, at: str, note: str = "") -> bool:
    """Save a decision on events as one step, and confirm it; False without a name, which is
    reported."""
    what = _title(events[0]) if len(events) == 1 else counted(len(events), "event")
    verdict = Verdict(decision=decision)
    with refusing(at):
        record([(target_of(event), verdict) for event in events], note=note)
        words = f"{DECIDED[decision].capitalize()}: {what}."
        st.session_state.correct_told = (at, history.now(), words)
        return True
    return False


def _title(event: Event) -> str:
    """As in the list of events; only its kind if it is rejected."""
    rows = row_dicts(articles.require_open().rows_of(event.id))
    return title_of(rows) if rows else event.label


def record(found: Iterable[tuple[Target, Change]], *, note: str) -> None:
    """Save changes of the open article as one step. Raises InputError without a name."""
    coder.require_name()
    article = articles.require_open().article
    made = [coder.correction(article, target, change, note=note) for target, change in found]
    session.correct(history.now().with_these(made))
    _pick_for("")


def _form_values(event: Event, key: str) -> RequestedEvent:
    """The values of the fields; raises BadDate, InputError."""
    state, links = st.session_state, _places_of(event)
    chosen: dict[Span, Option] = {
        link.resolution.toponym.span: state[f"{key}_place_{number}"]
        for number, link in enumerate(links)
    }
    places = {span: one for span, one in chosen.items() if one.choice or one.place_id}
    typed = place_in(state.get(f"{key}_point", ""))
    if typed and not any(option.choice == "point" for option in places.values()):
        number = _pointed(links)
        span = links[number].resolution.toponym.span if number is not None else None
        if span is None or span in places:
            raise InputError(
                "You gave a point, but not the place that it belongs to.",
                way_out=f"Choose “{TYPED}” for that place, or clear the point.",
            )
        places |= {span: Option(choice="point")}
    return RequestedEvent(
        kind=state[f"{key}_kind"],
        modality=cast(Modality, state[f"{key}_modality"]),
        first_day=day_of(state[f"{key}_first"]),
        last_day=day_of(state[f"{key}_last"]),
        actors=_given(event.actors, f"{key}_actors"),
        targets=_given(event.targets, f"{key}_targets"),
        places=places,
        typed=typed,
    )


def _given(people: Sequence[Actor], key: str) -> tuple[Person, ...]:
    state = st.session_state
    rows = (
        (str(state[f"{key}_{number}"]).strip(), state[f"{key}_side_{number}"])
        for number in range(len(people) + 1)
    )
    return tuple(Person(name=name, side=str(side or "").strip()) for name, side in rows if name)


def day_of(words: str) -> date | None:
    """The typed day, None for an empty field; raises BadDate."""
    return parse_day(words) if words.strip() else None
