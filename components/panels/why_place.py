"""Why a name means this place: the evidence with its weight, the runner-up, and the position to
copy."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from components.core.countries import country_name, place_in_words
from components.core.precision import POINT_KINDS
from components.core.records import COMPUTED, Place, PlaceLink, Resolution
from components.core.safe_html import Html, element, join
from components.places.coordinates import forms as forms_of
from components.wording.phrases import evidence_for, meant_in_words, runner_up_in_words

MOST_CANDIDATES = 5
SCALE_HINT = (
    "A number above 0 speaks for the place, below 0 against it; 3 is much. They add up (log-odds)."
)


def panel(links: Iterable[PlaceLink]) -> None:
    """Each place of an event, once for each name, places with a pin first."""
    shown = {link.resolution.toponym.span: link for link in links}
    for link in sorted(shown.values(), key=lambda link: not link.is_pin):
        st.html(why_this_place(link.resolution))
        if forms := copied_forms(link):
            st.caption(f"Position to copy ({', '.join(forms)})")
        for written in forms.values():
            st.code(written, language=None)


def copied_forms(link: PlaceLink) -> dict[str, str]:
    """The position in decimal degrees, DMS and MGRS; nothing for an area, a coarsened place, or one
    placed only from words."""
    place = link.resolution.place
    if place is None or place.kind not in POINT_KINDS or link.coarsened:
        return {}
    if place.id.startswith(COMPUTED):
        return {}
    return forms_of(place.latitude, place.longitude)


def why_this_place(resolution: Resolution) -> Html:
    """How a name was resolved: the evidence, the runner-up, and what would have made that one
    win."""
    toponym = resolution.toponym
    head = element(
        "p", element("strong", toponym.text), f" ({toponym.use}): {meant_in_words(resolution)}"
    )
    reason = element("p", resolution.reason) if resolution.reason else ""
    return element(
        "section", head, reason, _evidence(resolution), _runner_up(resolution), _others(resolution)
    )


def _evidence(resolution: Resolution) -> Html | str:
    of_another, evidence = evidence_for(resolution)
    if not evidence:
        return ""
    items = element("ul", join(element("li", words) for words in evidence))
    hint = element("p", SCALE_HINT, class_="dl-hint")
    return join([element("p", f"Evidence{of_another}, the strongest first:"), items, hint])


def _runner_up(resolution: Resolution) -> Html | str:
    """The first two candidates, with the evidence in which they differ."""
    if not resolution.contrast:
        return ""
    first, second = (one.place for one in resolution.candidates[:2])
    titles = element(
        "tr",
        *(
            element("th", title, scope="col")
            for title in ("They differ in", _short(first), _short(second))
        ),
    )
    rows = (
        element(
            "tr",
            element("td", one.words),
            *(
                element("td", f"{number:+.1f}" if number else "–")
                for number in (one.chosen, one.runner_up)
            ),
        )
        for one in resolution.contrast
    )
    table = element(
        "table", element("thead", titles), element("tbody", join(rows)), class_="dl-candidates"
    )
    return join([element("p", runner_up_in_words(resolution)), table])


def _short(place: Place) -> str:
    if place.admin1 == place.name:
        return f"{place.name} ({place.kind})"
    return f"{place.name}, {place.admin1 or country_name(place.country)}"


def _others(resolution: Resolution) -> Html | str:
    shown = 2 if resolution.contrast else 1
    others = [place_in_words(one.place) for one in resolution.candidates[shown:MOST_CANDIDATES]]
    return element("p", f"Other places of that name: {'; '.join(others)}") if others else ""
