"""Control and measures: who is said to hold what on the day shown, the evidence, files and
checks."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from components.cards.checks import checks_html
from components.cards.control_table import apart_in_words, control_table, spellings
from components.control.references.incidents import MAX_DAYS, MAX_KM
from components.control.references.records import Reference
from components.control.references.regions import Region, changed, held_in, regions_of
from components.core.safe_html import element, join
from components.export.about import about
from components.export.geojson import control_csv, control_geojson
from components.export.selection import selection_of
from components.panels import articles, evidence
from components.panels.elements import download, say
from components.panels.evidence import ClaimsAndEvents
from components.panels.page_context import PageContext
from components.panels.reading import Reading, knowledge
from components.panels.timeline import control_in_words
from components.view.control_snapshot import ControlSnapshot, control_snapshot
from components.view.selection import View
from components.wording.phrases import counted

NOTHING = "The text makes no claim about who holds a place."
UNMEASURED = "The text states nothing that can be measured."
APART = (
    "One claim is about a region, the other about a town in it, and they differ. Both are shown "
    "as they are."
)
MERGED = "With the other articles"


def control_panel(page: PageContext) -> None:
    """Who is said to hold what. The map shows the claims of the open article alone; the table can
    take in those of the articles beside it."""
    reading, view, standing = page.reading, page.view, page.standing
    is_merged = bool(articles.beside_open()) and st.toggle(
        MERGED, key="control_merged", persist_state="session"
    )
    readings = (reading, *articles.beside_open()) if is_merged else (reading,)
    claimed, sources = evidence.claims_and_events(readings), reading.article.publisher
    if is_merged:
        publishers = (one.article.publisher or "an article" for one in readings)
        sources = " and ".join(dict.fromkeys(publishers))
        chosen = evidence.claims_and_events(readings, view.of_any_day()).events
        standing = control_snapshot(chosen, claimed.claims, view)
    if standing.day is None:
        say(NOTHING, look="")
        return
    say(control_in_words(standing, sources))
    _table(standing, claimed, evidence.judgements(reading))
    _evidence(reading, claimed)
    _incidents(reading)
    area_change_panel(claimed)
    _files(reading, view, standing)


def _table(
    standing: ControlSnapshot, claimed: ClaimsAndEvents, judgements: pd.DataFrame | None
) -> None:
    if standing.day and len(standing.states):
        st.html(
            control_table(
                standing.states,
                standing.timeline,
                day=standing.day,
                claims=claimed.claims,
                events=claimed.events,
                judgements=judgements,
            )
        )
    if lines := apart_in_words(standing.states):
        st.html(
            element(
                "div",
                element("p", APART),
                element("ul", join(element("li", line) for line in lines)),
                class_="dl-note",
            )
        )
    if undated := len(standing.timeline.undated):
        words = (
            f"{counted(undated, 'claim')} left out: neither the sentence nor the article gives a "
            "day."
        )
        say(words)


def _evidence(reading: Reading, claimed: ClaimsAndEvents) -> None:
    """The strip of one place, chosen by name."""
    names = spellings(claimed.events)
    if places := list(dict.fromkeys(claimed.claims["place_id"].dropna())):
        place_id = st.selectbox(
            "Evidence for", places, key="evidence_for", format_func=names.__getitem__
        )
        st.html(evidence.strip_of_place(reading, place_id))


def _incidents(reading: Reading) -> None:
    """Events of loaded lists near the claims, in place and time, the nearest first."""
    near = evidence.incidents_near(reading, evidence.loaded())
    if near.empty:
        return
    say(
        element("strong", f"Listed events within {MAX_KM:.0f} km and {MAX_DAYS} days of a claim"),
        look="",
    )
    near = near.sort_values(["place", "distance_km"])
    table = {
        "Claim on": near["place"],
        "Listed": near["what"],
        "By": near["actor"],
        "From": near["day_from"],
        "To": near["day_to"],
        "km away": near["distance_km"].round(1),
        "Days apart": near["days_apart"],
        "List": near["source"],
    }
    st.dataframe(pd.DataFrame(table), hide_index=True, placeholder="")


def _files(reading: Reading, view: View, standing: ControlSnapshot) -> None:
    """The whole timeline as files, each made when its button is pressed."""
    timeline = standing.timeline

    def on_a_map() -> bytes:
        areas = knowledge().areas
        selection = selection_of(reading.analysis, view, areas=areas, corpus=reading.corpus)
        return control_geojson(timeline, about(selection), areas)

    name, table = f"{reading.name}-control", partial(control_csv, timeline)
    with st.container(horizontal=True, key="control_files"):
        download("Control table (CSV)", table, f"{name}.csv", key="take_control_csv")
        words = "Control on a map (GeoJSON)"
        download(words, on_a_map, f"{name}.geojson", key="take_control_geojson")


def measures_panel(reading: Reading) -> None:
    """The measurable claims, and what the map and the loaded references give."""
    checks = evidence.checks(reading)
    st.html(element("p", UNMEASURED) if checks.empty else checks_html(checks))


EVERYWHERE = "Everywhere it has areas"
HEADS = ("Side", "Held on the later day, km²", "Share of the region", "Gained, km²", "Lost, km²")


def area_change_panel(claimed: ClaimsAndEvents) -> None:
    """The areas of a reference on two days, in a region of the claims; nothing without areas of two
    days."""
    references = {one.name: one for one in evidence.loaded().references if len(_days(one)) > 1}
    if not references:
        return
    known = knowledge()
    regions = {
        one.name: one
        for one in regions_of(claimed.claims["place_id"].dropna(), known.areas, known.gazetteer)
    }
    say(element("strong", "Area by reference, gained and lost between two days"), look="")
    with st.container(horizontal=True, key="area_change"):
        reference = references[st.selectbox("Reference", list(references), key="area_reference")]
        region = regions.get(st.selectbox("Region", [*regions, EVERYWHERE], key="area_region"))
        days = _days(reference)
        first = st.selectbox("From", days[:-1], key="area_from")
        later = [day for day in days if day > first]
        last = st.selectbox("To", later, index=len(later) - 1, key="area_to")
    st.dataframe(area_table(reference, region, (first, last)), hide_index=True, placeholder="")
    say(f"Geodesic. {reference.in_words()}")


def _days(reference: Reference) -> list[str]:
    return sorted(reference.areas["day"].unique())


def area_table(reference: Reference, region: Region | None, days: tuple[str, str]) -> pd.DataFrame:
    """A row for each side, with the columns HEADS; what is held is empty without a region."""
    held = held_in(reference, region, [days[1]]).set_index("side") if region else pd.DataFrame()
    rows = [
        (
            row.side,
            f"{held['area_km2'].get(row.side, 0):,.0f}" if region else "",
            f"{held['share'].get(row.side, 0):.0%}" if region else "",
            f"{row.gained_km2:,.0f}",
            f"{row.lost_km2:,.0f}",
        )
        for row in changed(reference, region, days).itertuples()
    ]
    return pd.DataFrame(rows, columns=list(HEADS))
