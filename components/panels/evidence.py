"""What is held against one another on the page: the articles on it, and the references that the person has loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from components.asof import control_words
from components.cards.standing import spellings
from components.cards.strip import strip_html
from components.control.judging import judged
from components.control.references.areas import World
from components.control.references.load import world_of
from components.control.references.records import Loaded, Reference
from components.control.references.regions import regions_of
from components.control.strip import strip_of
from components.layers.marks import AREA_KINDS, Mark
from components.layers.references import Shown, reference_marks, shown_on
from components.layers.style import side_colours
from components.panels import articles
from components.panels.reading import Reading, knowledge
from components.safe_html import Html


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Claims and events of the open article, or of all articles on the page, those of the open one first."""

    claims: pd.DataFrame
    events: pd.DataFrame


def told_by(readings: tuple[Reading, ...]) -> Told:
    return Told(claims=pd.concat([one.claims for one in readings], ignore_index=True),
                events=pd.concat([one.events for one in readings], ignore_index=True))


def told_by_all(found: Reading) -> Told:
    """Of the open article and those beside it."""
    return told_by((found, *articles.others()))


def loaded() -> Loaded:
    """The references of this session; none at first."""
    found: Loaded = st.session_state.get("references", Loaded())
    return found


def world() -> World:
    """What reading references needs, once for each knowledge."""
    known = knowledge()
    return world_of(known.areas, known.gazetteer)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Judged:
    """Verdicts, with the very objects that they were made from."""

    claims: pd.DataFrame
    references: Loaded
    rows: pd.DataFrame


def judgements(found: Reading) -> pd.DataFrame | None:
    """The open article's claims against the references; None where no reference is loaded. Kept until either changes."""
    references, kept = loaded(), st.session_state.get("judged")
    if not references.references:
        return None
    if not isinstance(kept, _Judged) or kept.claims is not found.claims or kept.references is not references:
        known = knowledge()
        areas = regions_of(regions(told_by((found,))), known.areas, known.gazetteer)
        rows = judged(found.claims, references.references, control_words(), regions=areas)
        kept = st.session_state.judged = _Judged(claims=found.claims, references=references, rows=rows)
    return kept.rows


def regions(told: Told) -> list[str]:
    """Ids of the places of claims that are areas."""
    areas = told.events.loc[told.events["place_kind"].isin(AREA_KINDS), "place_id"]
    return list(told.claims.loc[told.claims["place_id"].isin(areas), "place_id"].dropna().unique())


@dataclass(frozen=True, slots=True, kw_only=True)
class Under:
    """What lies under the markers on a day, with what it was made from."""

    day: str
    reading: Reading
    references: Loaded
    shown: tuple[Shown, ...]
    marks: tuple[Mark, ...]


def under_the_map(found: Reading, day: date | None) -> Under:
    """The references on the day of which the map says who holds what. Kept until the day, the article or they change."""
    references, kept = loaded(), st.session_state.get("under")
    last = (day or found.article.published or date.max).isoformat()
    if not isinstance(kept, Under) or kept.day != last or kept.references is not references \
            or kept.reading is not found:
        shown = shown_on(references.references, last)
        sides = [*_sides(found.claims), *(side for one in shown for side in _sides_of(one.reference))]
        places = found.places[["place_id", "latitude", "longitude"]]
        marks = reference_marks(shown, places, colours=side_colours(sides, str(found.article.published or "")))
        kept = st.session_state.under = Under(day=last, reading=found, references=references, shown=shown, marks=tuple(marks))
    return kept


def _sides(table: pd.DataFrame) -> list[str]:
    return [side for name in ("holder", "left_by") for side in table[name].dropna()]


def _sides_of(reference: Reference) -> list[str]:
    return [*reference.areas["side"].unique(), *reference.points["side"].unique()]


def strip_of_place(found: Reading, place_id: str) -> Html:
    """The evidence strip of a place, over all articles on the page and, of a town, all references: a region is no point."""
    told, words = told_by_all(found), world().words
    references = () if place_id in regions(told) else loaded().references
    strip = strip_of(place_id, told.claims, told.events, references=references, ancestry=words.ancestry,
                     adjectives=words.adjectives)
    strip = replace(strip, place_name=spellings(told.events).get(place_id, strip.place_name))
    colours = side_colours([*_sides(found.claims), *_sides(strip.rows)], str(found.article.published or ""))
    return strip_html(strip, open_id=found.article.id, colours=colours)
