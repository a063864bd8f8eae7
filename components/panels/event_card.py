"""The card of one event, beside the map: the sentence, and all that was read from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st

from components.model import Analysis, Attribution, Check, ControlClaim, Event, PlaceLink, Resolution, Span
from components.panels import session
from components.panels.reading import Reading
from components.panels.words import label, sureness
from components.phrases import label_of, named, row_dicts, spelled, time_in_words, value
from components.provenance import full_day
from components.safe_html import Html, element, join
from components.tables import place_in_words
from components.wording import in_words

MOST_CANDIDATES = 5
MOST_LISTED = 14
LIST_HEIGHT_PX = 560
Fact = tuple[str, object]
T = TypeVar("T")

PRECISION = {
    "day": "dated to the day", "range": "within a range of days", "week": "within a week", "month": "within a month",
    "vague": "vague: no words date it exactly", "open": "open at one end", "unknown": "not stated",
}


def card(event: Event, analysis: Analysis, *, rows: pd.DataFrame, claims: pd.DataFrame) -> Html:
    """The whole card as HTML. ``rows`` are the event's rows of the events table."""
    facts = [(name, told) for name, told in _facts(event, analysis, rows) if told]
    listed = [element("div", element("dt", name), element("dd", told)) for name, told in facts]
    return element(
        "article", element("p", in_words(rows, claims), class_="dl-lede"), _quote(event, analysis),
        element("dl", join(listed), class_="dl-facts"), class_="dl-card", aria_label=event.label,
    )


def _quote(event: Event, analysis: Analysis) -> Html:
    """The sentence with its trigger marked, and further sentences that tell the same event."""
    text = analysis.article.text
    sentences = [highlighted(text, event.sentence, event.trigger)]
    sentences += [element("p", _flat(span.quote(text)), class_="dl-also") for span in event.passages if span != event.sentence]
    return element("blockquote", join(sentences))


def highlighted(text: str, sentence: Span, trigger: Span) -> Html:
    """A sentence of ``text`` on one line, its trigger in <mark>."""
    if not sentence.contains(trigger):
        return element("p", _flat(sentence.quote(text)))
    before, after = text[sentence.start : trigger.start], text[trigger.end : sentence.end]
    return element("p", _flat(before), element("mark", _flat(trigger.quote(text)), class_="dl-trigger"), _flat(after))


def _flat(words: str) -> str:
    return words.replace("\n", " ")


def _facts(event: Event, analysis: Analysis, rows: pd.DataFrame) -> Iterable[Fact]:
    row = row_dicts(rows)[0]
    claims = [claim for claim in analysis.claims if claim.event_id == event.id]
    checks = [check for check in analysis.checks if check.event_id == event.id]
    yield "Happened", _when(event, time_in_words(row))
    yield "Reported", _day(event.reported)
    yield "Who", _names(actor.name + (f" ({actor.side})" if actor.side else "") for actor in event.actors)
    yield "To whom", _names(actor.name + (f" ({actor.side})" if actor.side else "") for actor in event.targets)
    yield "Says so", _lines(event.attributions, speaker_in_words) or "the article itself; no source is named"
    yield "Hedges", _names(f"“{hedge}”" for hedge in event.hedges)
    yield "How much", f"“{event.extent}”" if event.extent else ""
    yield "Figures", _names(quantity.text or f"{quantity.value:g} {quantity.unit}" for quantity in event.quantities
                            if quantity.text or quantity.value is not None)
    yield "Held", _lines(claims, claim_in_words)
    yield "Place", _lines(event.links, link_in_words) or "none is named in the text, so there is no pin"
    yield "Measured", _lines(checks, check_in_words)
    yield "Reading", sureness(event.confidence)


def _when(event: Event, words: str) -> str:
    time, modality = event.time, event.modality
    undated = "the text dates only the report" if event.reported and event.reported == time.last_day else "no words date it"
    told = f"“{time.text}”" if time.text else undated
    planned = "" if modality == "done" else f"{modality}: "
    return f"{planned}{words or 'date not stated'} ({PRECISION[time.kind]}; {told})"


def _day(day: date | None) -> str:
    return full_day(day) if day else ""


def _names(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _lines(items: Iterable[T], words: Callable[[T], str]) -> Html | str:
    lines = [element("div", line) for line in dict.fromkeys(map(words, items)) if line]
    return join(lines) if lines else ""


def speaker_in_words(said: Attribution) -> str:
    """Who says so, with verb, hedge and whether the clause covers this event at all."""
    told = f"{named(said.speaker)} {said.stance}" if said.speaker else "an unnamed source"
    parts = [f"“{said.verb}”" if said.verb else "", f"on {_day(said.reported)}" if said.reported else ""]
    hedges = ", ".join(f"“{hedge}”" for hedge in said.hedges)
    parts.append(f"hedged with {hedges}" if hedges else "")
    if said.scope == "inherited":
        parts.append("inherited: the clause that names the speaker stands near by and may not cover this")
    details = "; ".join(part for part in parts if part)
    return f"{told} ({details})" if details else told


def claim_in_words(claim: ControlClaim) -> str:
    """Who is said to hold or to have left a place, with rule 10's word for how it is supported."""
    extent = f"{claim.extent} of " if claim.extent else ""
    told = f"held by {claim.holder}" if claim.holder else f"left by {claim.left_by}; holder not stated"
    return f"{extent}{claim.place.name}: {told}: {claim.status}"


def link_in_words(link: PlaceLink) -> str:
    """A place of the event, its role, and how it was found."""
    resolution = link.resolution
    name, place = resolution.toponym.text, resolution.place
    role = f"{'near' if link.near else link.role} {name}"
    if link.coarsened:
        return f"{role}: drawn no finer than {place_in_words(place) if place else 'its country'}: {link.coarsened}"
    if place is None:
        return f"{role}: not found ({resolution.reason})"
    drawn = "" if place.kind != "country" else "; a country takes no pin"
    return f"{role} = {place_in_words(place)}{drawn}; {resolution.method}; {sureness(resolution.confidence)}"


def check_in_words(check: Check) -> str:
    """The words set against the map."""
    measured = "" if check.measured is None else f"; measured {check.measured:.0f} {check.unit}"
    return f"“{check.claim}”{measured}: {check.verdict}"


def why_this_place(resolution: Resolution) -> Html:
    """How a name was resolved: reason, runner-up and the other candidates with their evidence."""
    head = element("p", element("strong", resolution.toponym.text), f" ({resolution.toponym.use}): {resolution.reason}")
    rows = [
        element("tr", element("td", place_in_words(one.place)), element("td", "; ".join(one.evidence)))
        for one in resolution.candidates[:MOST_CANDIDATES]
    ]
    titles = element("tr", *(element("th", title, scope="col") for title in ("Candidates, best first", "Evidence")))
    table = element("table", element("thead", titles), element("tbody", join(rows)), class_="dl-candidates")
    return element("section", head, table if rows else "")


def card_panel(found: Reading, events: pd.DataFrame, *, selected: str | None) -> None:
    """The chosen event's card, or a list of the events in view to choose from."""
    event = next((one for one in found.analysis.events if one.id == selected), None)
    if event is None:
        _event_list(events)
        return
    rows = found.events[found.events["event_id"] == event.id]
    st.html(card(event, found.analysis, rows=rows, claims=found.claims))
    with st.container(horizontal=True, key="card_buttons"):
        st.button("In the article", key="to_article", on_click=session.jump_to_passage)
        with st.popover("Why this place", disabled=not event.links):
            for link in event.links:
                st.html(why_this_place(link.resolution))
        st.button("All events", key="close_card", on_click=session.choose, args=(None,))


def _event_list(events: pd.DataFrame) -> None:
    """Every event in view as a button, those with a pin first, for people who do not point at a map."""
    found = sorted(events.groupby("event_id", sort=False), key=lambda one: bool(one[1]["latitude"].isna().all()))
    st.html(element("p", "Choose a marker, or an event:" if found else "No event in these days.", class_="dl-hint"))
    with st.container(key="event_list", height=LIST_HEIGHT_PX if len(found) > MOST_LISTED else "content", border=False):
        for event_id, rows in found:
            st.button(label(_title(rows)), key=f"open_{event_id}", type="tertiary", on_click=session.choose,
                      args=(event_id,))


def _title(rows: pd.DataFrame) -> str:
    """“Left: Balakliya, Izyum · On or before 10 September”, “Meeting (no pin) · 12 September”."""
    first, *_ = row_dicts(rows)
    modality = value(first, "modality")
    places = ", ".join(dict.fromkeys(spelled(row) for row in row_dicts(rows) if value(row, "latitude")))
    head = label_of(first) + ("" if modality == "done" else f", {modality}")
    told = f"{head}: {places}" if places else f"{head} (no pin)"
    return f"{told} · {when}" if (when := time_in_words(first)) else told
