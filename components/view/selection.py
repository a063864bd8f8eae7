"""What a person has chosen, as one record that the page's address holds, and what follows from
it."""

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
"""News reports the last weeks; earlier days are history that the article recalls."""
DAYS_AFTER = 365
"""Later plans are not news days."""

MAX_ZOOM = 18.0
LAYERS: Mapping[str, str] = {
    "control": "Territorial changes",
    "diplomacy": "Summits and diplomacy",
    "other": "Other events",
    "measures": "Measures",
    "mentions": "Mentioned places",
    "beside": "Reported by other articles",
}
"""The layers of the map, in the order in which they are listed, with their names."""
OWN_LAYERS: Mapping[str, str] = {name: words for name, words in LAYERS.items() if name != "beside"}
"""The layers of one article, which its files can have."""
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
"""The panels beside the map."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What is shown of an article or a corpus. Days are inclusive, None is no bound; degrees WGS
    84; ``zoom`` in Leaflet's levels."""

    article: str = ""
    beside: tuple[str, ...] = ()
    """Names of the other articles on the page."""
    compare: str = ""
    """Name of the article that is compared with the open one; empty if none is."""
    first_day: date | None = None
    last_day: date | None = None
    show_undated: bool = True
    find: str = ""
    """The search, as typed."""
    filters: Choice = frozenset()
    """The facets and values that events must have; empty shows all."""
    publishers: CountRange = ANY
    """How many publishers report the event."""
    origins: CountRange = ANY
    """From how many origins: copies, and articles that share an agency, a publisher or a named
    speaker, are one origin."""
    place: str = ""
    """place_id of the place whose page is open: all reports about it, the oldest first."""
    layers: frozenset[str] = FIRST_LAYERS
    doc: str = ""
    selected: str | None = None
    """doc_id and event_id of the open event; an event_id alone is unique only within its
    article."""
    page: int = 1
    """Of the table, counted from 1."""
    tiles: bool = False
    pane: Pane = "events"
    """The panel beside the map."""
    names: Literal["article", "en", "uk", "ru"] = "article"
    units: Literal["article", "km", "mi"] = "article"
    dates: Literal["words", "iso", "reader"] = "words"
    latitude: float | None = None
    longitude: float | None = None
    zoom: float | None = None
    """Fractions allowed."""
    notices: tuple[str, ...] = field(default=(), compare=False)
    """Sentences on what could not be read from an address; not part of the choice."""

    def to_query(self) -> dict[str, str]:
        """The parameters of the address, without those that have their first value."""
        return {
            key: words
            for key, (name, _, write) in PARAMETERS.items()
            if (value := getattr(self, name)) != getattr(FIRST, name) and (words := write(value))
        }

    def selection(self) -> View:
        """The part that decides which events are shown, without card, page and camera: two views
        that show the same events are equal."""
        return View(**{name: getattr(self, name) for name in CHOSEN})

    def of_any_day(self) -> View:
        """The same, whatever the days."""
        return replace(self, first_day=None, last_day=None, show_undated=True)


FIRST = View()
"""Nothing is chosen."""
CHOSEN = frozenset("first_day last_day show_undated find filters publishers origins place".split())
"""Fields of a view that choose events."""


def from_query(query: Mapping[str, str]) -> View:
    """The View of an address. What cannot be read keeps its first value, and ``notices`` say so."""
    readers = {key: (name, read) for key, (name, read, _) in PARAMETERS.items()}
    # "asof" is in older addresses, in which that day was a parameter of its own.
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
"""The field of a View for each parameter of the address, with its reader and writer. The camera
comes last, in the form in which the map writes it (map/static/standing.js)."""


def layer_of_group(group: str) -> str:
    """The layer of a display group: its own where it has one, else other."""
    return group if group in {"control", "diplomacy"} else "other"


def layer_of(events: pd.DataFrame) -> pd.Series[str]:
    """The layer of each row of events."""
    return events["display_group"].fillna("").astype(object).map(layer_of_group)


def unpinned_last(events: pd.DataFrame) -> pd.DataFrame:
    """The rows in their order, groups without pins last: demands, threats and unmapped events are
    many."""
    rank = (
        events["display_group"]
        .map({group: at for at, group in enumerate(LISTED_LAST)})
        .fillna(-1)
        .to_numpy()
    )
    return events if (rank < 0).all() else events.take(np.argsort(rank, kind="stable"))


def first_window(events: pd.DataFrame, published: date | None) -> tuple[date, date] | None:
    """The article's news days: from 30 days before publication to what is planned within the year.

    Other days do not widen it. All dated days if the day of publication is unknown; None without
    any day."""
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
    """Which rows have a pin, a line or an area: those with a position."""
    return events["latitude"].notna() & events["longitude"].notna()


def count_drawn(events: pd.DataFrame) -> int:
    """How many of the rows are drawn."""
    return int(is_drawn(events).sum())


def drawn(events: pd.DataFrame) -> pd.DataFrame:
    """The drawn rows; choose the columns first, as copying all of them is slow."""
    return events[is_drawn(events)]


def mentioned(places: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Mentioned places without an event: no row of ``events`` is drawn there, or was coarsened from
    there (rule 11).

    ``events`` are all of the article, because a filter does not make an event unreported."""
    drawn_ids = events.loc[is_drawn(events), "place_id"]
    return places[
        ~places["place_id"].isin(coarsened(places, events)) & ~places["place_id"].isin(drawn_ids)
    ]


def coarsened(places: pd.DataFrame, events: pd.DataFrame) -> pd.Series[str]:
    """Ids of the places from which an event was coarsened (rule 11)."""
    coarser = events.loc[events["coarsened"].notna(), "place_start"]
    return places.loc[places["char_start"].isin(coarser), "place_id"].dropna()


def layer_counts(events: pd.DataFrame) -> dict[str, int]:
    """The number of drawn events in each of the three layers of events."""
    rows = drawn(events[["latitude", "longitude", "display_group", "event_id"]])
    counts = rows.groupby(layer_of(rows))["event_id"].nunique()
    return {name: int(counts.get(name, 0)) for name in ("control", "diplomacy", "other")}
