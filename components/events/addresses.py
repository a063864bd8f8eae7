"""Places of one event beside each other: which of them only says where another lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from components.core.records import DRAWN_ROLES, PlaceKind, PlaceLink, Role

OUTER: frozenset[Role] = frozenset({"at", "in", "from", "to", "target"})
"""Roles of a place that may say only where another one lies."""
INNER: frozenset[PlaceKind] = frozenset({"settlement", "island", "facility", "admin1", "admin2"})
"""Kinds of place that lie in a sea or a region."""


def addresses_as_mentions(links: Sequence[PlaceLink]) -> tuple[PlaceLink, ...]:
    """A unit that contains another place of the event only says where that lies: "Sudzha in the
    Kursk region"."""
    return tuple(
        replace(link, role=role) if (role := _beside_others(link, links)) else link
        for link in links
    )


def _beside_others(link: PlaceLink, links: Sequence[PlaceLink]) -> Role | None:
    """Another role where another place of the event says more: an address, or the point that it
    lies near to."""
    others = [other for other in links if other is not link]
    if any(_contains(link, other) for other in others):
        return "mention"
    return (
        "reference" if link.near and any(_is_the_point(other, link) for other in others) else None
    )


def _is_the_point(link: PlaceLink, beside: PlaceLink) -> bool:
    """Whether an event is said to be at the one, so that the other is only what lies near."""
    return (
        link.role in DRAWN_ROLES
        and not link.near
        and not link.within
        and not _contains(link, beside)
    )


def _contains(outer: PlaceLink, inner: PlaceLink) -> bool:
    big, small = outer.resolution.place, inner.resolution.place
    if big is None or small is None or inner.role not in DRAWN_ROLES:
        return False
    if outer.role not in OUTER or big.id == small.id or _is_way_into(outer, inner):
        return False
    if big.kind in {"water", "region"} and small.kind in INNER:
        return outer.role == "in" or outer.within
    if big.kind == "country":
        return big.country == small.country and small.kind != "country"
    return (
        big.kind == "admin1"
        and bool(big.id)
        and small.admin1_id == big.id
        and small.kind != "admin1"
    )


def _is_way_into(outer: PlaceLink, inner: PlaceLink) -> bool:
    """ "entered the strip from the crossing": where the way began, not what the address names."""
    spans = outer.resolution.toponym.span, inner.resolution.toponym.span
    return (
        inner.role in {"from", "along", "origin"}
        and outer.role in {"at", "in", "to"}
        and spans[0] < spans[1]
    )
