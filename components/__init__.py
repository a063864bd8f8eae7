"""Dateline: from the text of a news article to a map that can be checked.

The way of the data, one direction and no way back::

    sources -> language (parse) -> places (toponyms, resolution) -> events
            -> control (claims, checks) -> reading (Analysis) -> tables -> view -> map -> panels

For Python: ``from components import read, read_many, open_store, geocode``
(``components/api/README.md``).

``components/reading/analysis.py`` is the file to read first: the whole way in a dozen lines.

Rooms, shelf by shelf from the ground up. Imports only go down: a module imports from its own room
and from those of lower numbers, never from a neighbour on its shelf (held by
``tests/test_architecture.py``, which writes this list). What each room is for stands in its
``__init__.py``, where to begin looking in ``components/README.md``.

1. core
2. lexicon, tables
3. language
4. places, sources
5. llm
6. control, events
7. reading
8. wording
9. linking
10. corrections, view
11. store
12. cards, evaluation, map, projects
13. export
14. api, panels
15. commands
16. __main__, dashboard

Glossary: *toponym*, a name of a place in the text; *gazetteer*, the table of places; *geoparsing*,
recognition of toponyms and their resolution to places; *event date*, when it happened, against
*report date*, when it was said; *attribution*, who says so; *hedge*, the words that soften it;
*modality*, done, planned, denied...; *control claim*, who is said to hold a place; *reference
area*, another map's area of control; *admin1*, the first level below a country (oblast, state).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from components.api.article import read
    from components.api.corpus import read_many
    from components.places.geocoder import OfflineGeocoder, geocode
    from components.store.database import open_store

__all__ = ["OfflineGeocoder", "geocode", "open_store", "read", "read_many"]

_STANDS_IN = {
    "read": "api.article",
    "read_many": "api.corpus",
    "open_store": "store.database",
    "geocode": "places.geocoder",
    "OfflineGeocoder": "places.geocoder",
}


def __getattr__(name: str) -> object:
    """Imports what is asked for, and not before: ``import components`` costs nothing."""
    if name not in _STANDS_IN:
        raise AttributeError(f"module 'components' has no attribute {name!r}")
    return getattr(import_module(f"components.{_STANDS_IN[name]}"), name)
