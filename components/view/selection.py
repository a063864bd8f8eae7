"""What a person has chosen, as one record that stands in the page's address, and the selections
that follow from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, get_args

import numpy as np
import pandas as pd

from components.core.days import shift_day
from components.view.address import (
    ANY,
    CountRange,
    count,
    flag,
    numbers,
    one_of,
    read_query,
    within,
)
from components.view.facets import FACETS, Choice, reader, writer
from components.wording.phrases import LISTED_LAST

DAYS_BEFORE = 30
"""News tells of the last weeks; what lies further back is history that the article recalls."""
DAYS_AFTER = 365
"""What is planned further ahead is no news day."""

MAX_ZOOM = 18.0
LAYERS: Mapping[str, str] = {
    "control": "Territorial changes",
    "diplomacy": "Summits and diplomacy",
    "other": "Other events",
    "measures": "Measures",
    "mentions": "Mentioned places",
    "beside": "Reported by other articles",
}
"""Layers that can be switched, in the order in which they are listed, with their names."""
OWN_LAYERS: Mapping[str, str] = {name: words for name, words in LAYERS.items() if name != "beside"}
"""Those of the open article, which a file of it can hold."""
FIRST_LAYERS: frozenset[str] = frozenset(LAYERS) - {"mentions"}


Pane = Literal[
    "events",
    "article",
    "walk",
    "table",
    "places",
    "control",
    "measures",
    "left_off",
    "compare",
    "review",
    "download",
]
"""What can stand beside the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is shown, of an article or of a corpus. Days inclusive, None is no bound; degrees WGS
    84; ``zoom`` in Leaflet's levels."""

    article: str = ""
    beside: tuple[str, ...] = ()
    """Names of the articles that stand beside the open one."""
    compare: str = ""
    """Name of the one that is set against the open one; empty where another part is open."""
    first_day: date | None = None
    last_day: date | None = None
    show_undated: bool = True
    find: str = ""
    """What is searched for, as typed."""
    filters: Choice = frozenset()
    """Facets and values that events must have; empty shows all."""
    publishers: CountRange = ANY
    """How many publishers tell the event."""
    origins: CountRange = ANY
    """From how many origins: copies, and articles that share an agency, a publisher or a named
    speaker, are one."""
    place: str = ""
    """place_id of the place whose own page is open: what is said about it, the oldest first."""
    layers: frozenset[str] = FIRST_LAYERS
    doc: str = ""
    selected: str | None = None
    """doc_id and event_id of the event whose card is open; an event_id alone is unique within its
    article only."""
    page: int = 1
    """Of the table, counted from 1."""
    tiles: bool = False
    pane: Pane = "events"
    """What stands beside the map."""
    names: Literal["article", "en", "uk", "ru"] = "article"
    units: Literal["article", "km", "mi"] = "article"
    dates: Literal["words", "iso", "reader"] = "words"
    latitude: float | None = None
    longitude: float | None = None
    zoom: float | None = None
    """Fractions allowed."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """Sentences on what could not be read from an address; no part of what was chosen."""

    def to_query(self) -> dict[str, str]:
        """The parameters of the address; what stands as it does at first is left out."""
        return {
            key: words
            for key, (name, _, write) in PARAMETERS.items()
            if (value := getattr(self, name)) != getattr(FIRST, name) and (words := write(value))
        }

    def selection(self) -> View:
        """What of it decides which events are shown, without card, page and camera: views that show
        the same are equal."""
        return View(**{name: getattr(self, name) for name in CHOSEN})

    def of_any_day(self) -> View:
        """The same, whatever the days."""
        return replace(self, first_day=None, last_day=None, show_undated=True)


FIRST = View()
"""Nothing is chosen."""
CHOSEN = frozenset("first_day last_day show_undated find filters publishers origins place".split())
"""Fields of a view that choose events."""


def from_query(query: Mapping[str, str]) -> View:
    """The View of an address. What cannot be read stays as it is at first, and is told in
    ``notices``."""
    readers = {key: (name, read) for key, (name, read, _) in PARAMETERS.items()}
    # "asof" is of addresses from when that day was set apart.
    read, notices = read_query(query, {"asof": readers["to"]} | readers)
    found = View(**read)
    if found.first_day and found.last_day and found.first_day > found.last_day:
        found = replace(found, first_day=found.last_day, last_day=found.first_day)
        notices.append("The link had the first day after the last; the two were swapped.")
    return replace(found, notices=tuple(notices))


def _some_layers(value: str) -> frozenset[str]:
    names = frozenset(value.split(",")) - {"none"}
    if not names <= LAYERS.keys():
        raise ValueError(value)
    return names


PARAMETERS: Mapping[str, tuple[str, Callable[[str], Any], Callable[[Any], str]]] = {
    "article": ("article", str, str),
    "beside": (
        "beside",
        lambda value: tuple(dict.fromkeys(name for name in value.split(",") if name)),
        lambda names: ",".join(sorted(names)),
    ),
    "compare": ("compare", str, str),
    "from": ("first_day", date.fromisoformat, str),
    "to": ("last_day", date.fromisoformat, str),
    "undated": ("show_undated", flag, lambda shown: str(int(shown))),
    "publishers": ("publishers", numbers, str),
    "origins": ("origins", numbers, str),
    "layers": (
        "layers",
        _some_layers,
        lambda on: ",".join(name for name in LAYERS if name in on) or "none",
    ),
    "find": ("find", str, str),
    "place": ("place", str, str),
    "doc": ("doc", str, str),
    "event": ("selected", str, str),
    "page": ("page", count, str),
    "tiles": ("tiles", flag, lambda shown: str(int(shown))),
    "pane": ("pane", one_of(*get_args(Pane)), str),
    "names": ("names", one_of("article", "en", "uk", "ru"), str),
    "units": ("units", one_of("article", "km", "mi"), str),
    "dates": ("dates", one_of("words", "iso", "reader"), str),
    **{facet: ("filters", reader(facet), writer(facet)) for facet in FACETS},
    "lat": ("latitude", within(-90, 90, digits=5), "{:.5f}".format),
    "lon": ("longitude", within(-180, 180, digits=5), "{:.5f}".format),
    "zoom": ("zoom", within(0, MAX_ZOOM, digits=4), "{:g}".format),
}
"""Of the address: the field of a View, and what reads and writes it. The camera comes last, in the
form in which the map itself writes it (map/static/standing.js)."""


def layer_of_group(group: str) -> str:
    """The layer of a display group: its own where it has one, else other."""
    return group if group in {"control", "diplomacy"} else "other"


def layer_of(events: pd.DataFrame) -> pd.Series[str]:
    """The layer of each row of events."""
    return events["display_group"].fillna("").astype(object).map(layer_of_group)


def unpinned_last(events: pd.DataFrame) -> pd.DataFrame:
    """The rows in their order, groups that take no pin last: demands, threats and what fits no kind
    are many."""
    rank = (
        events["display_group"]
        .map({group: at for at, group in enumerate(LISTED_LAST)})
        .fillna(-1)
        .to_numpy()
    )
    return events if (rank < 0).all() else events.take(np.argsort(rank, kind="stable"))


def first_window(events: pd.DataFrame, published: date | None) -> tuple[date, date] | None:
    """The article's news days: from 30 days before publication to what is planned within the year.

    Days further off do not stretch the window. All dated days where the day of publication is
    unknown; None where there is no day at all.
    """
    days = {
        date.fromisoformat(day)
        for name in ("first_day", "last_day")
        for day in events[name].dropna().unique()
    }
    if published:
        first, last = shift_day(published, -DAYS_BEFORE), shift_day(published, DAYS_AFTER)
        days = {day for day in days if first <= day <= last} | {published}
    return (min(days), max(days)) if days else None


def is_drawn(events: pd.DataFrame) -> pd.Series[bool]:
    """Rows that take a pin, a line or an area: those with a position."""
    return events["latitude"].notna() & events["longitude"].notna()


def count_drawn(events: pd.DataFrame) -> int:
    """How many of the rows are drawn."""
    return int(is_drawn(events).sum())


def drawn(events: pd.DataFrame) -> pd.DataFrame:
    """These rows; of all columns they cost so much that what needs a few should take these
    before."""
    return events[is_drawn(events)]


def mentioned(places: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Places at which no event is told: without those that any of ``events`` is drawn at, or is
    drawn no finer than (rule 11).

    ``events`` are those of the whole article, for a filter makes no event untold.
    """
    drawn_ids = events.loc[is_drawn(events), "place_id"]
    return places[
        ~places["place_id"].isin(coarsened(places, events)) & ~places["place_id"].isin(drawn_ids)
    ]


def coarsened(places: pd.DataFrame, events: pd.DataFrame) -> pd.Series[str]:
    """Ids of the places that an event of ``events`` is drawn no finer than (rule 11)."""
    coarser = events.loc[events["coarsened"].notna(), "place_start"]
    return places.loc[places["char_start"].isin(coarser), "place_id"].dropna()


def layer_counts(events: pd.DataFrame) -> dict[str, int]:
    """Events with something drawn, by layer, for the three layers of events."""
    rows = drawn(events[["latitude", "longitude", "display_group", "event_id"]])
    counts = rows.groupby(layer_of(rows))["event_id"].nunique()
    return {name: int(counts.get(name, 0)) for name in ("control", "diplomacy", "other")}
