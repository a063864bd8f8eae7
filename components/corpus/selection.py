"""What a person has chosen of a corpus, as one record that stands in the page's address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from components.address import ADDRESS_READERS, Address, Readers, read_address
from components.facets import FACETS, Choice, in_words, reader, to_query
from components.provenance import days_in_words

FACETS_OF_CORPUS: Mapping[str, str] = {**FACETS, "says": "Who says so", "publisher": "Publisher"}
"""Facets by their name in the address, with the name that a person reads."""
MOST_PUBLISHERS = 1000
"""No event is told by more; a larger number in an address is a mistake."""
MOST_PAGES = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusView(Address):
    """What is shown of a corpus."""

    filters: Choice = frozenset()
    least_publishers: int = 1
    """Publishers that tell the event, at the least."""
    place: str = ""
    """place_id of the place whose own page is open: what is said about it, the oldest first."""
    doc: str = ""
    event: str = ""
    """doc_id and event_id of the event whose card is open; an event_id alone is unique within its article only."""
    page: int = 1
    """Of the table, counted from 1."""

    def to_query(self) -> dict[str, str]:
        """The parameters of the address; what stands as it does at first is left out."""
        written = {
            **self.days_written(),
            "publishers": "" if self.least_publishers == 1 else str(self.least_publishers),
            "find": self.find,
            "place": self.place,
            "doc": self.doc,
            "event": self.event,
            "page": "" if self.page == 1 else str(self.page),
        }
        chosen = to_query(self.filters, FACETS_OF_CORPUS)
        return {key: value for key, value in (written | chosen | self.camera_written()).items() if value}

    def selection(self) -> CorpusView:
        """What of it decides which events are shown, without card, page and camera: views that show the same are equal."""
        return replace(self, doc="", event="", page=1, latitude=None, longitude=None, zoom=None, notices=())


def from_query(query: Mapping[str, str]) -> CorpusView:
    """The CorpusView of an address. What cannot be read stays as it is at first, and is told in ``notices``."""
    return read_address(CorpusView, query, _READERS)


def _from_one(most: int) -> Callable[[str], int]:
    def number(value: str) -> int:
        if not (value.isascii() and value.isdigit() and 1 <= int(value) <= most):
            raise ValueError(value)
        return int(value)

    return number


_READERS: Readers = {
    **ADDRESS_READERS,
    "publishers": ("least_publishers", _from_one(MOST_PUBLISHERS)),
    "place": ("place", str),
    "doc": ("doc", str),
    "event": ("event", str),
    "page": ("page", _from_one(MOST_PAGES)),
    **{facet: ("filters", reader(facet)) for facet in FACETS_OF_CORPUS},
}


def selection_in_words(view: CorpusView, *, place_name: str = "") -> str:
    """"1 September 2022 to 12 September 2022; told by 2 publishers or more; side Russia; “bridge”"."""
    parts = (
        days_in_words(view.first_day, view.last_day), "" if view.show_undated else "only with a day",
        place_name and f"at {place_name}",
        f"told by {view.least_publishers} publishers or more" if view.least_publishers > 1 else "",
        in_words(view.filters, FACETS_OF_CORPUS), f"“{view.find}”" if view.find else "",
    )
    return "; ".join(part for part in parts if part)
