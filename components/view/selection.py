"""What a person has chosen, as one record that stands in the page's address, and the selections
that follow from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

import numpy as np
import pandas as pd

from components.core.days import moved
from components.view.address import ADDRESS_READERS, Address, Readers, flag, one_of, read_address
from components.view.facets import FACETS, Choice, matching, reader, to_query
from components.wording.phrases import LISTED_LAST

DAYS_BEFORE = 30
"""News tells of the last weeks; what lies further back is history that the article recalls."""
DAYS_AFTER = 365
"""What is planned further ahead is no news day."""

LAYERS: Mapping[str, str] = {
    "control": "Territorial changes",
    "diplomacy": "Summits and diplomacy",
    "other": "Other events",
    "measures": "Measures",
    "mentions": "Mentioned places",
    "beside": "Told by other articles",
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
class View(Address):
    """What is shown of an article."""

    article: str = ""
    beside: tuple[str, ...] = ()
    """Names of the articles that stand beside the open one."""
    compare: str = ""
    """Name of the one that is set against the open one; empty where another part is open."""
    layers: frozenset[str] = FIRST_LAYERS
    selected: str | None = None
    """event_id of the event whose card is open."""
    tiles: bool = False
    pane: Pane = "events"
    """What stands beside the map."""
    names: Literal["article", "en", "uk", "ru"] = "article"
    units: Literal["article", "km", "mi"] = "article"
    dates: Literal["words", "iso", "reader"] = "words"
    filters: Choice = frozenset()
    """Facets and values that events must have; empty shows all."""

    def to_query(self) -> dict[str, str]:
        """The parameters of the address; what stands as it does at first is left out, and the
        camera comes last."""
        written = {
            "article": self.article,
            "beside": ",".join(sorted(self.beside)),
            "compare": self.compare,
            **self.days_written(),
            "layers": ""
            if self.layers == FIRST_LAYERS
            else ",".join(name for name in LAYERS if name in self.layers) or "none",
            "event": self.selected or "",
            "tiles": "1" if self.tiles else "",
            "find": self.find,
            "pane": "" if self.pane == "events" else self.pane,
            "names": "" if self.names == "article" else self.names,
            "units": "" if self.units == "article" else self.units,
            "dates": "" if self.dates == "words" else self.dates,
        }
        return {
            key: value
            for key, value in (written | to_query(self.filters) | self.camera_written()).items()
            if value
        }


def from_query(query: Mapping[str, str]) -> View:
    """The View of an address. What cannot be read stays as it is at first, and is told in
    ``notices``."""
    return read_address(View, query, _READERS)


def _some_layers(value: str) -> frozenset[str]:
    names = frozenset(value.split(",")) - {"none"}
    if not names <= LAYERS.keys():
        raise ValueError(value)
    return names


_READERS: Readers = {
    "asof": ("last_day", date.fromisoformat),  # of addresses from when that day was set apart
    **ADDRESS_READERS,
    "article": ("article", str),
    "beside": (
        "beside",
        lambda value: tuple(dict.fromkeys(name for name in value.split(",") if name)),
    ),
    "compare": ("compare", str),
    "layers": ("layers", _some_layers),
    "event": ("selected", str),
    "tiles": ("tiles", flag),
    "pane": ("pane", one_of(*get_args(Pane))),
    "names": ("names", one_of("article", "en", "uk", "ru")),
    "units": ("units", one_of("article", "km", "mi")),
    "dates": ("dates", one_of("words", "iso", "reader")),
    **{facet: ("filters", reader(facet)) for facet in FACETS},
}


def layer_of_group(group: str) -> str:
    """The layer of a display group: its own where it has one, else other."""
    return group if group in {"control", "diplomacy"} else "other"


def layer_of(events: pd.DataFrame) -> pd.Series[str]:
    """The layer of each row of events."""
    return events["display_group"].fillna("").astype(object).map(layer_of_group)


def is_undated(events: pd.DataFrame) -> pd.Series[bool]:
    """Rows without a day at either end."""
    return events["first_day"].isna() & events["last_day"].isna()


def select(events: pd.DataFrame, view: View) -> pd.DataFrame:
    """Rows that match the filters and whose interval touches the window; an open end reaches
    without bound; undated rows when asked for."""
    events = matching(events, view.filters)
    starts = events["first_day"].fillna("").astype(object)
    ends = events["last_day"].fillna("9999").astype(object)
    undated = is_undated(events)
    touches = ~undated
    if view.first_day:
        touches &= ends >= view.first_day.isoformat()
    if view.last_day:
        touches &= starts <= view.last_day.isoformat()
    kept = touches | (undated & view.show_undated)
    return events if kept.all() else events[kept]


def pinless_last(events: pd.DataFrame) -> pd.DataFrame:
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
        first, last = moved(published, -DAYS_BEFORE), moved(published, DAYS_AFTER)
        days = {day for day in days if first <= day <= last} | {published}
    return (min(days), max(days)) if days else None


def shown_of_all(events: pd.DataFrame, view: View) -> tuple[int, int]:
    """How many events the dates and the filters let through, of how many."""
    return int(select(events, view)["event_id"].nunique()), int(events["event_id"].nunique())


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
    told = events.loc[is_drawn(events), "place_id"]
    return places[
        ~places["place_id"].isin(kept_back(places, events)) & ~places["place_id"].isin(told)
    ]


def kept_back(places: pd.DataFrame, events: pd.DataFrame) -> pd.Series[str]:
    """Ids of the places that an event of ``events`` is drawn no finer than (rule 11)."""
    coarser = events.loc[events["coarsened"].notna(), "place_start"]
    return places.loc[places["char_start"].isin(coarser), "place_id"].dropna()


def layer_counts(events: pd.DataFrame) -> dict[str, int]:
    """Events with something drawn, by layer, for the three layers of events."""
    rows = drawn(events[["latitude", "longitude", "display_group", "event_id"]])
    counts = rows.groupby(layer_of(rows))["event_id"].nunique()
    return {name: int(counts.get(name, 0)) for name in ("control", "diplomacy", "other")}
