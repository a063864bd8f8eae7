"""Columns of the exported files: those after the columns of events.csv, and those of ACLED and
UCDP."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import IDENTITY, REVIEW, STAMP, Column, columns_of

FEATURES = (*columns_of("shown"), *REVIEW, *STAMP, *columns_of("view"))
CORPUS = columns_of("chosen")
ACLED = columns_of("acled")
USHAHIDI = columns_of("ushahidi")
UCDP = columns_of("ucdp")

DOWNLOADS: Mapping[str, tuple[str, tuple[Column, ...]]] = {
    "events-shown.csv": (
        "one row per event, with the columns of events.csv and these, those that a person reads "
        "first in front. Of an event with several places the columns of its place hold one value a "
        "place, joined by “ | ”, those on the map first. events-shown-places.csv has one row per "
        "event and place, as Excel's sheet Events, GeoJSON, KML and GeoParquet have; the last "
        "three have only the rows that are drawn, areas as outlines, and no column identity",
        (*FEATURES, *IDENTITY),
    ),
    "events-chosen.csv": (
        "what is chosen of a corpus: one row per event, with the columns of events.csv, "
        "events-shown.csv and these; events-chosen-places.csv has one row per event and place, as "
        "GeoJSON and GeoParquet have of the rows that are drawn",
        CORPUS,
    ),
    "events-acled.csv": (
        "one row per place and day of what happened and has a type in ACLED's terms; an event "
        "whose words give several days it lasted has a row for each",
        (*ACLED, *IDENTITY),
    ),
    "events-ucdp.csv": (
        "one row per event and place of what is said to have been done by arms and to have killed; "
        "UCDP's ids, types of violence and sides' shares of the dead are not given, for they are "
        "its coders' own judgement",
        (*UCDP, *IDENTITY),
    ),
    "ushahidi.csv": (
        "one row per event and place on the map, for the fields of a survey in Ushahidi",
        USHAHIDI,
    ),
}
"""For each file: what a row is, and its columns."""
