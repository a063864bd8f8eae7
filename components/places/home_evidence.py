"""What the publisher's home, and the local bodies that a text names, say for a place."""

from __future__ import annotations

from collections.abc import Iterator

from components.core.records import Place
from components.places.home import COUNTRY_OF_GENERIC, Home
from components.places.lying import is_near
from components.places.setting import Setting

HOME_KM = 150.0
NAMESAKE_KM = 40.0


def local_evidence(place: Place, is_local: float, setting: Setting) -> Iterator[tuple[str, float]]:
    """What "Alexandria police" says: a town, and rather one where the text is at home than a famous
    one abroad."""
    if place.kind != "settlement" or not is_local:
        return
    yield "local bodies go by the name", is_local
    if setting.home.is_in(place):
        yield "local bodies go by the name, and it is in the publisher's country", is_local
    if setting.is_read and setting.is_alone_in(place.country):
        yield "local bodies go by the name, and no other place of its country", is_local


def home_evidence(place: Place, home: Home) -> Iterator[tuple[str, float]]:
    """What the publisher, and what its text speaks of, say of where it is at home."""
    if any(place.id == town.id for town in home.towns):
        yield "the publisher has its name", 1.0
    if any(is_near(place, town, HOME_KM) for town in home.towns):
        yield "near the publisher's home", 1.0
    if place.country in home.countries:
        yield "in the publisher's country", 1.0
    if place.admin1_id in home.units:
        yield "in the publisher's unit", 1.0
    is_assumed = home.is_generic and place.country == COUNTRY_OF_GENERIC
    if is_assumed:
        yield "an address without a country", 1.0
    if place.kind == "settlement" and home.is_called(place.name):
        yield "the publisher is called like it", 1.0
        if is_assumed:
            yield "the publisher is called like it, at an address without a country", 1.0
    elif any(is_near(place, town, NAMESAKE_KM) for town in home.namesakes):
        yield "near a town that the publisher is called like", 1.0
    yield "its country's words are in the text", home.spoken.get(place.country, 0.0)
