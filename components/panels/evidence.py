"""What the page compares: its articles, and the references that the person loaded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd
import streamlit as st
from shapely.geometry.base import BaseGeometry

from components.cards.control_table import spellings
from components.cards.evidence_strip import strip_html
from components.control.judging import judge_claims
from components.control.reference_checks import MeasureInputs, measured_checks
from components.control.references.areas import ReferenceContext
from components.control.references.incidents import near_claims
from components.control.references.load import reference_context
from components.control.references.records import LoadedReferences, ReferenceOptions
from components.control.references.regions import region_of, regions_of
from components.core.errors import BadReference
from components.core.safe_html import Html
from components.map.marks import AREA_KINDS
from components.map.style import side_colours
from components.panels import articles
from components.panels.reading import Reading, knowledge
from components.panels.session_cache import session_cached
from components.view.control_snapshot import control_words
from components.view.evidence_strip import strip_of
from components.view.selection import FIRST, View

NONE = LoadedReferences()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsAndEvents:
    """Claims and events of one or more articles, the open one first."""

    claims: pd.DataFrame
    events: pd.DataFrame


def claims_and_events(readings: tuple[Reading, ...], view: View = FIRST) -> ClaimsAndEvents:
    """All claims, and the events that the view shows."""
    return ClaimsAndEvents(
        claims=pd.concat([one.claims for one in readings], ignore_index=True),
        events=pd.concat([one.corpus.rows(view) for one in readings], ignore_index=True),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceUpload:
    """Files that were loaded together, and the person's options for them."""

    files: tuple[tuple[str, bytes], ...]
    choices: ReferenceOptions
    open: tuple[BadReference, ...] = ()
    """What the files do not say and the person can answer, each question once."""


@dataclass(slots=True, kw_only=True)
class ReferencesState:
    """The references of a session."""

    batches: tuple[ReferenceUpload, ...] = ()
    line: BaseGeometry | None = None
    """The line of contact, from which depths are measured."""
    read: LoadedReferences | None = None
    """The content of the batches; None until they are read."""
    places: frozenset[str] = frozenset()
    """The places of the articles when they were read."""
    problems: tuple[BadReference, ...] = ()
    """Of the batches."""
    line_problem: tuple[BadReference, ...] = ()
    """Of the line of contact."""
    kept: tuple[tuple[ReferenceUpload, ...], BaseGeometry | None] = ((), None)
    """Batches and line as the open project has them."""


def references() -> ReferencesState:
    """The references of this session; none at first."""
    found: ReferencesState = st.session_state.setdefault("references", ReferencesState())
    return found


def loaded() -> LoadedReferences:
    """The content of the references of this session."""
    return references().read or NONE


def world() -> ReferenceContext:
    """The context for reading references, one for each state of the knowledge."""
    known = knowledge()
    return reference_context(known.areas, known.gazetteer)


def judgements(reading: Reading) -> pd.DataFrame | None:
    """The open article's claims against the references; None where no reference is loaded."""
    return _judgements(reading, loaded()) if loaded().references else None


@session_cached
def _judgements(reading: Reading, given: LoadedReferences) -> pd.DataFrame:
    of_claims, known = regions(claims_and_events((reading,))), knowledge()
    own = regions_of(of_claims, known.areas, known.gazetteer)
    return judge_claims(reading.claims, given.references, control_words(), regions=own)


@session_cached
def incidents_near(reading: Reading, given: LoadedReferences) -> pd.DataFrame:
    """Events of loaded lists near the open article's claims, by place and list; empty where none
    is."""
    places = dict(zip(reading.claims["claim_id"], reading.claims["place_name"], strict=True))
    parts = [
        near_claims(reading.claims, one).assign(source=f"{one.name}, {one.licence}")
        for one in given.incidents
    ]
    rows = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["claim_id"])
    return rows.assign(place=rows["claim_id"].map(places))


def checks(reading: Reading) -> pd.DataFrame:
    """The open article's checks, measured also against the references and the line of contact."""
    line = references().line
    if not loaded().references and line is None:
        return reading.checks
    return _measured(reading, loaded(), line)


@session_cached
def _measured(reading: Reading, given: LoadedReferences, line: BaseGeometry | None) -> pd.DataFrame:
    known = knowledge()
    inputs = MeasureInputs(
        references=given.references,
        region=cache(lambda place_id: region_of(place_id, known.areas, known.gazetteer)),
        line=line,
        words=control_words(),
    )
    return measured_checks(reading.checks, reading.claims, reading.events, inputs=inputs)


def regions(claimed: ClaimsAndEvents) -> list[str]:
    """Ids of the places with claims that are areas."""
    areas = claimed.events.loc[claimed.events["place_kind"].isin(AREA_KINDS), "place_id"]
    return list(
        claimed.claims.loc[claimed.claims["place_id"].isin(areas), "place_id"].dropna().unique()
    )


def strip_of_place(reading: Reading, place_id: str) -> Html:
    """The evidence strip of a place, from all articles on the page; of a town also from all
    references."""
    claimed, words = claims_and_events((reading, *articles.beside_open())), world().words
    references = () if place_id in regions(claimed) else loaded().references
    strip = strip_of(
        place_id,
        claimed.claims,
        claimed.events,
        references=references,
        ancestry=words.ancestry,
        adjectives=words.adjectives,
    )
    strip = replace(strip, place_name=spellings(claimed.events).get(place_id, strip.place_name))
    return strip_html(
        strip, open_id=reading.article.id, colours=colours_with(reading, sides_in(strip.rows))
    )


def colours_with(reading: Reading, sides: Iterable[str]) -> Mapping[str, str]:
    """Colours of the open article's sides and of the ones given."""
    return side_colours([*sides_in(reading.claims), *sides], str(reading.article.published or ""))


def sides_in(table: pd.DataFrame) -> list[str]:
    """The values of holder and left_by in a table of claims or a strip."""
    return [side for name in ("holder", "left_by") for side in table[name].dropna()]
