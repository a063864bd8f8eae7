"""What a person has chosen of a corpus, as one record that stands in the page's address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from components.view.address import ADDRESS_READERS, Address, Readers, read_address
from components.view.facets import FACETS, Choice, in_words, reader, to_query
from components.wording.provenance import days_in_words, full_day

FACETS_OF_CORPUS: Mapping[str, str] = {**FACETS, "says": "Who says so", "publisher": "Publisher"}
"""Facets by their name in the address, with the name that a person reads."""
MOST_TELLERS = 1000
"""No event is told by more; a larger number in an address is a mistake."""
MOST_PAGES = 1_000_000_000
NUMBERS = re.compile(r"([0-9]+)(?:-([0-9]+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """How many there are to be, both ends inclusive; ``most`` is None where there is no upper
    end."""

    least: int = 1
    most: int | None = None

    def __str__(self) -> str:
        """As in an address: "2" for 2 and more, "2-4"; empty where any number is."""
        return (
            ""
            if self == ANY
            else str(self.least)
            if self.most is None
            else f"{self.least}-{self.most}"
        )

    def in_words(self, what: str) -> str:
        """ "1 publisher", "2 publishers or more", "5 to 9 publishers"."""
        if self.most is None:
            return f"{self.least} {what}{'' if self.least == 1 else 's'} or more"
        ends = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{ends} {what}{'' if self.most == 1 else 's'}"


ANY = Numbers()


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusView(Address):
    """What is shown of a corpus."""

    filters: Choice = frozenset()
    publishers: Numbers = ANY
    """How many publishers tell the event."""
    origins: Numbers = ANY
    """From how many origins: copies, and articles that share an agency, a publisher or a named
    speaker, are one."""
    place: str = ""
    """place_id of the place whose own page is open: what is said about it, the oldest first."""
    doc: str = ""
    event: str = ""
    """doc_id and event_id of the event whose card is open; an event_id alone is unique within its
    article only."""
    page: int = 1
    """Of the table, counted from 1."""

    def to_query(self) -> dict[str, str]:
        """The parameters of the address; what stands as it does at first is left out."""
        written = {
            **self.days_written(),
            "publishers": str(self.publishers),
            "origins": str(self.origins),
            "find": self.find,
            "place": self.place,
            "doc": self.doc,
            "event": self.event,
            "page": "" if self.page == 1 else str(self.page),
        }
        chosen = to_query(self.filters, FACETS_OF_CORPUS)
        return {
            key: value for key, value in (written | chosen | self.camera_written()).items() if value
        }

    def selection(self) -> CorpusView:
        """What of it decides which events are shown, without card, page and camera: views that show
        the same are equal."""
        return replace(self, **{name: getattr(FIRST, name) for name in NOT_CHOSEN})


FIRST = CorpusView()
"""Nothing is chosen."""
NOT_CHOSEN = frozenset({"doc", "event", "page", "latitude", "longitude", "zoom", "notices"})
"""Fields of a view that choose no events."""


def from_query(query: Mapping[str, str]) -> CorpusView:
    """The CorpusView of an address. What cannot be read stays as it is at first, and is told in
    ``notices``."""
    return read_address(CorpusView, query, _READERS)


def _page(value: str) -> int:
    if not (value.isascii() and value.isdigit() and 1 <= int(value) <= MOST_PAGES):
        raise ValueError(value)
    return int(value)


def _numbers(value: str) -> Numbers:
    if not (found := NUMBERS.fullmatch(value)):
        raise ValueError(value)
    least, most = int(found[1]), int(found[2] or MOST_TELLERS)
    if not 1 <= least <= most <= MOST_TELLERS:
        raise ValueError(value)
    return Numbers(least=least, most=most if found[2] else None)


_READERS: Readers = {
    **ADDRESS_READERS,
    "publishers": ("publishers", _numbers),
    "origins": ("origins", _numbers),
    "place": ("place", str),
    "doc": ("doc", str),
    "event": ("event", str),
    "page": ("page", _page),
    **{facet: ("filters", reader(facet)) for facet in FACETS_OF_CORPUS},
}


def selection_in_words(view: CorpusView, *, place_name: str = "") -> str:
    """ "1 September 2022 to 12 September 2022; told by 2 publishers or more; side Russia;
    “bridge”"."""
    parts = (
        days_in_words(view.first_day, view.last_day),
        *_told_in_words(view, place_name).values(),
        in_words(view.filters, FACETS_OF_CORPUS),
        _found_in_words(view),
    )
    return "; ".join(part for part in parts if part)


def choices(view: CorpusView, *, place_name: str = "") -> Iterator[tuple[str, CorpusView]]:
    """What is chosen, one by one: its words, and the selection without it. All together they are
    the whole selection."""
    chosen = view.selection()
    days = {"first_day": ("from", view.first_day), "last_day": ("to", view.last_day)}
    told = {
        name: f"{word} {full_day(day)}" for name, (word, day) in days.items() if day
    } | _told_in_words(view, place_name)
    for name, words in (told | {"find": _found_in_words(view)}).items():
        if words:
            yield words, replace(chosen, **{name: getattr(FIRST, name)})
    for facet, value in sorted(
        chosen.filters, key=lambda pair: ([*FACETS_OF_CORPUS].index(pair[0]), pair[1])
    ):
        words = in_words(frozenset({(facet, value)}), FACETS_OF_CORPUS)
        yield words, replace(chosen, filters=chosen.filters - {(facet, value)})


def _told_in_words(view: CorpusView, place_name: str) -> dict[str, str]:
    """By field, what is chosen beside days, facets and words; empty where nothing is."""
    return {
        "show_undated": "" if view.show_undated else "only with a day",
        "place": f"at {place_name or view.place}" if view.place else "",
        "publishers": f"told by {view.publishers.in_words('publisher')}"
        if view.publishers != ANY
        else "",
        "origins": f"from {view.origins.in_words('origin')}" if view.origins != ANY else "",
    }


def _found_in_words(view: CorpusView) -> str:
    return f"“{view.find}”" if view.find else ""
