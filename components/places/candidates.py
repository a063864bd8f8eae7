"""The places that a name may mean before anything else is known: what the reading chooses from, and
what the geocoder answers with."""

from __future__ import annotations

from collections.abc import Iterator

from components.core.protocols import Gazetteer
from components.core.records import Place
from components.lexicon.names import NameLexicon

WRITTEN_OUT = (
    ("st", "saint"),
    ("ste", "sainte"),
    ("mt", "mount"),
    ("ft", "fort"),
    ("n", "north"),
    ("s", "south"),
    ("e", "east"),
    ("w", "west"),
)


def places_named(
    name: str, gazetteer: Gazetteer, names: NameLexicon
) -> tuple[tuple[Place, ...], str]:
    """Places of the name, else of the name without the word that says what it is; with that
    word."""
    found = {
        place.id: place for spelling in spellings(name) for place in gazetteer.lookup(spelling)
    }
    if found:
        return tuple(found.values()), ""
    for shorter, left_off in _shorter(name, names):
        held = gazetteer.lookup(shorter)
        if held:
            return held, left_off
    return (), ""


def spellings(name: str) -> Iterator[str]:
    """The name, and with the first word written out or short: "Mt. Pleasant", "Saint Paul"."""
    yield name
    first, _, rest = name.partition(" ")
    for short, full in WRITTEN_OUT:
        if rest and first.lower().rstrip(".") == short:
            yield f"{full} {rest}"
        elif rest and first.lower() == full:
            yield f"{short} {rest}"


def _shorter(name: str, names: NameLexicon) -> Iterator[tuple[str, str]]:
    words = name.split()
    if len(words) < 2:
        return
    last, first = words[-1].lower(), words[0].lower()
    if names.groups_of(last) & {
        "settlement",
        "admin1",
        "admin2",
        "river",
        "water",
        "island",
        "area",
    }:
        yield " ".join(words[:-1]), words[-1]
    if (
        len(words) > 2
        and words[1].lower() == "of"
        and names.groups_of(first) & {"settlement", "admin1", "admin2"}
    ):
        yield " ".join(words[2:]), words[0]
    if names.is_in(first, "direction") or first in ("lake", "mount", "river", "port", "the"):
        yield " ".join(words[1:]), words[0]
