"""Colours of the map on a light and on a dark page. Colours of sides come with the data and are the
same on both."""

from __future__ import annotations

from collections.abc import Mapping

Theme = Mapping[str, str]

LIGHT: Theme = {
    "sea": "#cfdfe8",
    "land": "#f6f4ee",
    "shore": "#93aebd",
    "river": "#86afc6",
    "admin1": "#b3ab9b",
    "border": "#847c72",
    "borderHalo": "rgba(132, 124, 114, 0.16)",
    "label": "#454545",
    "labelHalo": "#f6f4ee",
    "country": "#7a746a",
    "townDot": "#6b6b6b",
    "ink": "#2b2b2b",
    "paper": "#ffffff",
    "lineHalo": "rgba(255, 255, 255, 0.85)",
    "found": "#ffd84d",
    "bar": "#4f86b5",
    "barOff": "#c3ccd3",
}
DARK: Theme = {
    "sea": "#17212a",
    "land": "#2b2f34",
    "shore": "#4b6170",
    "river": "#47708a",
    "admin1": "#575c63",
    "border": "#8a8f96",
    "borderHalo": "rgba(160, 168, 176, 0.12)",
    "label": "#c6c9cd",
    "labelHalo": "#2b2f34",
    "country": "#9aa0a6",
    "townDot": "#a5a9ae",
    "ink": "#f1f1f1",
    "paper": "#14171a",
    "lineHalo": "rgba(255, 255, 255, 0.22)",
    "found": "#8a6d00",
    "bar": "#5b9bd0",
    "barOff": "#4a535c",
}
UNKNOWN_COLOUR = "#767676"
THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}
"""Read by the map's scripts, by the legend and by pictures."""
