"""Columns of the exported files: after those of events.csv, and in ACLED's and UCDP's form."""

from __future__ import annotations

from collections.abc import Mapping

from components.tables.columns import IDENTITY, REVIEW, STAMP, Column, layout_of

FEATURES = (
    layout_of("""
layer | s | | control, diplomacy, other | control | layer of the map on which the row is drawn
said | s | | | Russian forces left. Holder not stated. By 10 September | the row in words, as on
 its card
holder | s* | | | Ukraine | side that is said to hold the place; empty where none is
left_by | s* | | | Russia | side that is said to have left the place
as_of | s | | | As of 12 September 2022, as told by Example | day and source of the map, the same
 on every row
""")
    + REVIEW
    + STAMP
    + layout_of("""
view | s | | | article=kharkiv-september-2022&from=2022-09-01 | what was chosen, as in the page's
 address; the same on every row
""")
)

CORPUS = layout_of("""
publishers | i | publishers | | 2 | different publishers that tell the event
origins | i | origins | | 1 | groups of articles that tell it and share no text, agency, publisher
 or named speaker, at the most
story_id | s | | | 5f1c0a93e2d7 | the same for all tellings of one event; empty where one article
 alone tells it
language | s | | | en | language of the article, ISO 639-1; empty where an older Dateline read it
corpus | s | | | “kherson”, sign fa0194e12a3fe589, 307 documents
  | the corpus from which it was chosen, the same on every row; its page shows the sign, which is
 another one as soon as its
  documents are, or what was read in them. The page of a corpus of this sign gives the same rows
 again: add the column view to
  its address, after a question mark
""")

ACLED = layout_of("""
Not ACLED data | s | | | As of 12 September 2022, as told by Example 
  | day, source and stamp: the file has ACLED's columns and none of its data
event_id_cnty | s | | | 017524153775-1131 | id of the event, ours
event_date | s | day | | 2022-09-10 | the day, or the last day on which it may have happened, which
 time_precision and notes tell;
  empty where the words give none
year | i | years | | 2022 | year of event_date
time_precision | s | | 1, 2, 3 | 1 | how exact event_date is: 1 the day, 2 a week, 3 a month; empty
 where the words are vaguer,
  for which ACLED has no class
disorder_type | s | | acled_disorder.csv:disorder_type | Political violence | type of disorder that
 goes with the sub-event type
event_type | s | | event_kinds.csv:acled_event_type + code_conditions.csv:acled_event_type |
 Battles | event type
sub_event_type | s | | event_kinds.csv:acled_sub_event_type +
 code_conditions.csv:acled_sub_event_type | Armed clash
  | sub-event type
actor1 | s* | | | Russian forces | who did it; of what armed forces do, the forces of the
 government or ministry that is named
assoc_actor_1 | s* | | | Russia | side of actor1
inter1 | s | | | not coded | always empty: ACLED's codes of actors are not given
actor2 | s* | | | civilians | to whom it was done
assoc_actor_2 | s* | | | Ukraine | side of actor2
inter2 | s | | | not coded | always empty
interaction | s | | | not coded | always empty
civilian_targeting | s | | | not coded | always empty
iso | i | ISO 3166-1 numeric | | 804 | country
region | s | | | not coded | always empty: the regions are ACLED's own
country | s | | | Ukraine | country, in English
admin1 | s | | | Kharkiv Oblast | first-level unit
admin2 | s | | | not coded | always empty
admin3 | s | | | not coded | always empty
location | s | | | Izyum | name of the place in the gazetteer
latitude | f | degrees WGS 84 | | 49.20697 | north is positive
longitude | f | degrees WGS 84 | | 37.27679 | east is positive
geo_precision | s | | 1, 2, 3 | 1 | 1 the town, 2 near it, 3 a region
source | s | | | Dateline example digest | who published the article
source_scale | s | | | not coded | always empty
notes | s | | | By 10 September. “Russian troops left Izyum on Sunday.” | when, in words, and the
 article's own sentence
fatalities | i | people | | 12 | people killed, where the words give one number and the event has
 one row; empty where unknown
tags | s | | | status: acknowledged by Russia | status of the statement, and the qualifier of the
 number
timestamp | s | | | not coded | always empty, so that the same reading gives the same file
""")

USHAHIDI = layout_of("""
title | s | | | Russian forces left | what happened, in words
description | s | | | Russian forces left. Holder not stated. By 10 September | the row in words,
 the article's sentence, day, source and stamp
date | s | day | | 2022-09-10 | the last day on which it may have happened, else the first; empty
 where the words give none
latitude | f | degrees WGS 84 | | 49.20697 | north is positive
longitude | f | degrees WGS 84 | | 37.27679 | east is positive
location | s | | | Izyum | the place as the article spells it
category | s | | event_kinds.csv:display_group | control | group of kinds of event
source | s | | | https://example.org/article | address of the article, else who published it
status | s* | | | acknowledged by Russia | reported, disputed, or assessed, claimed or acknowledged
 by somebody
""")

UCDP = layout_of("""
Not UCDP data | s | | | As of 12 September 2022, as told by Example
  | day, source and stamp: the file has columns of UCDP's GED and none of its data
id | s | | | 017524153775-1131 | id of the event, ours
year | i | years | | 2022 | year of date_end; empty where that is
side_a | s* | | | Russian forces | who did it, as in events-acled.csv
side_b | s* | | | civilians | to whom it was done
number_of_sources | i | sources | | 1 | always 1: one article
source_article | s | | | “Example Times, 2022-09-12, Shells fall on Dnipro” | publisher, day and
 title of the article
source_office | s | | | Example Times | who published it
source_date | s | day | | 2022-09-12 | day of publication
source_headline | s | | | Shells fall on Dnipro | its title
source_original | s* | | | Russian Defense Ministry | who says so; empty for the article alone
where_prec | s | | 1, 2, 3, 4, 5, 6, 7 | 1 | how exact the place is: 1 the town, 2 near it, 3 a
 second-level unit, 4 a first-level unit, 5 larger or a line, 6 a country, 7 water
where_coordinates | s | | | Dnipro | name of the place in the gazetteer
where_description | s | | | at Dnipro | the place as the article has it, and its part in the event
adm_1 | s | | | Dnipropetrovsk Oblast | first-level unit
latitude | f | degrees WGS 84 | | 48.4593 | north is positive
longitude | f | degrees WGS 84 | | 35.03864 | east is positive
geom_wkt | s | | | POINT (35.03864 48.4593) | the same as text, longitude first
country | s | | | Ukraine | country
date_prec | s | | 1, 2, 3, 4, 5 | 1 | how exact the days are: 1 the day, 2 a range, 3 a week, 4 a
 month, 5 longer
date_start | s | day | | 2022-09-09 | first day on which it may have happened; empty where it is open
date_end | s | day | | 2022-09-09 | last day
best | i | people | | 12 | killed, where the words give one number; of an event at several places on
 none of its rows
low | i | people | | 12 | the same, or the lower bound of “at least 12”
high | i | people | | 12 | the same, or the upper bound of “up to 12”
deaths_in_words | s* | | | at least 12 | the figures as they are told; not a column of UCDP's
notes | s | | | “Shells killed 12 people in Dnipro.” | the article's sentence; not a column of UCDP's
""")

TAKEN: Mapping[str, tuple[str, tuple[Column, ...]]] = {
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
"""File to what a row of it is, and its columns."""
