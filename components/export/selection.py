"""The part of a reading that a view shows. Every file is made from it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd

from components.core.protocols import Areas
from components.core.records import Analysis
from components.map.events import row_layers
from components.store.in_memory import SmallCorpus
from components.tables import rows as tables
from components.tables.coarse import coarse_places_table
from components.view.control_snapshot import ControlSnapshot, control_snapshot
from components.view.grouping import WORLD, groups
from components.view.selection import View, drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReport:
    """The same event in another article: its rows there, and that article's claims."""

    event_id: str
    """The event in the article of the selection."""
    rows: pd.DataFrame
    claims: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Selection:
    """``events`` are the rows shown, ``all_events`` those of the article; other tables match
    ``events``.

    A place made coarser has no position in ``places`` (rule 11)."""

    analysis: Analysis
    view: View
    areas: Areas
    events: pd.DataFrame
    all_events: pd.DataFrame
    claims: pd.DataFrame
    all_claims: pd.DataFrame
    checks: pd.DataFrame
    places: pd.DataFrame
    standing: ControlSnapshot
    """Who is said to hold what on the day shown."""
    rejected: pd.DataFrame
    other_reports: tuple[OtherReport, ...] = ()


def selection_of(
    analysis: Analysis,
    view: View,
    *,
    areas: Areas,
    corpus: SmallCorpus | None = None,
    other_reports: tuple[OtherReport, ...] = (),
) -> Selection:
    """The reading as ``view`` shows it; ``corpus`` has its events, where the caller has them,
    ``other_reports`` are from other articles on the page."""
    corpus = corpus or SmallCorpus(events=tables.events_table(analysis))
    claims = tables.claims_table(analysis)
    checks = tables.checks_table(analysis)
    shown = visible_rows(corpus.rows(view), claims, view)
    ids = shown["event_id"]
    is_shown = checks["event_id"].isna() | checks["event_id"].isin(ids)
    return Selection(
        analysis=analysis,
        view=replace(view, notices=(), pane="events"),
        areas=areas,
        events=shown,
        all_events=corpus.events,
        claims=claims[claims["event_id"].isin(ids)],
        all_claims=claims,
        checks=checks[is_shown & ("measures" in view.layers)],
        places=coarse_places_table(analysis),
        standing=control_snapshot(corpus.rows(view.of_any_day()), claims, view),
        rejected=tables.rejected_table(analysis),
        other_reports=other_reports,
    )


def visible_rows(rows: pd.DataFrame, claims: pd.DataFrame, view: View) -> pd.DataFrame:
    """Rows in layers that are on; events without a pin belong to no layer and stay."""
    pins = drawn(rows)
    on = pins.index[row_layers(pins, claims).isin(view.layers)]
    left_out = set(pins["event_id"]) - set(pins.loc[on, "event_id"])
    return rows[
        rows.index.isin(on) | ~(rows.index.isin(pins.index) | rows["event_id"].isin(left_out))
    ]


def camera_of(selection: Selection) -> tuple[float, float, float]:
    """Latitude, longitude and zoom of a map: those of the view, or else of the densest group."""
    view = selection.view
    if view.latitude is not None and view.longitude is not None and view.zoom is not None:
        return view.latitude, view.longitude, view.zoom
    densest = next(iter(groups(selection.events, selection.claims)), None)
    return (densest.latitude, densest.longitude, densest.zoom) if densest else WORLD
