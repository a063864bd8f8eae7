"""What is held against one another on the page: the articles on it, and the references that the person has loaded."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from components.asof import control_words
from components.cards.standing import spellings
from components.cards.strip import strip_html
from components.control.judging import judged
from components.control.references.areas import World
from components.control.references.load import world_of
from components.control.references.records import Loaded
from components.control.references.regions import regions_of
from components.control.strip import strip_of
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
        regions = regions_of(_regions(found.claims, found.events), known.areas, known.gazetteer)
        rows = judged(found.claims, references.references, control_words(), regions=regions)
        kept = st.session_state.judged = _Judged(claims=found.claims, references=references, rows=rows)
    return kept.rows


def _regions(claims: pd.DataFrame, events: pd.DataFrame) -> list[str]:
    """Ids of the places of claims that are areas."""
    areas = events.loc[events["place_kind"].isin(["admin1", "admin2", "region"]), "place_id"]
    return list(claims.loc[claims["place_id"].isin(areas), "place_id"].dropna().unique())


def strip_of_place(found: Reading, place_id: str) -> Html:
    """The evidence strip of a place, over all articles on the page and all references."""
    told, words = told_by_all(found), world().words
    references = loaded().references
    strip = strip_of(place_id, told.claims, told.events, references=references, ancestry=words.ancestry,
                     adjectives=words.adjectives)
    strip = replace(strip, place_name=spellings(told.events).get(place_id, strip.place_name))
    sides = [side for name in ("holder", "left_by") for side in strip.rows[name].dropna()]
    day = str(found.article.published or "")
    return strip_html(strip, open_id=found.article.id, colours=side_colours(sides, day))
